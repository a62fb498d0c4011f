import { plainText, route, type Static, Type } from '@tarim/platform/contract';
import {
  Answer,
  CampaignAct,
  CampaignKind,
  CampaignState,
  Day,
  Id,
  Instant,
  orNull,
  UnitPath,
} from './parts.ts';
import { Progress } from './progress.ts';
import { CampaignObject } from './work.ts';

export const CampaignSummary = Type.Object({
  id: Type.Integer(),
  title: Type.String(),
  kind: CampaignKind,
  from: Day,
  to: Day,
  leadPath: Type.String(),
  leadName: Type.String(),
  units: Type.Integer(),
  objects: Type.Integer(),
  done: Type.Integer(),
  state: CampaignState,
  at: Instant,
  simulated: Type.Boolean(),
});
export type CampaignSummary = Static<typeof CampaignSummary>;

export const Member = Type.Object({
  unitPath: Type.String(),
  name: Type.String(),
  answer: Answer,
  note: Type.String(),
  by: orNull(Type.String()),
  at: orNull(Instant),
  /** The reader may answer for it. */
  mayAnswer: Type.Boolean(),
});
export type Member = Static<typeof Member>;

export const CampaignDetail = Type.Object({
  ...CampaignSummary.properties,
  /** Departments (部门) that take part without accounts of their own. */
  departments: Type.Array(Type.String()),
  goals: Type.String(),
  /** What is looked at everywhere; numbered from 1. */
  items: Type.Array(Type.String()),
  by: Type.String(),
  members: Type.Array(Member),
  objectList: Type.Array(CampaignObject),
  steps: Type.Array(
    Type.Object({
      nth: Type.Integer(),
      act: CampaignAct,
      note: Type.String(),
      by: Type.String(),
      at: Instant,
    }),
  ),
  progress: Progress,
  /** What the reader may do with it now. */
  acts: Type.Array(CampaignAct),
  mayPlan: Type.Boolean(),
});
export type CampaignDetail = Static<typeof CampaignDetail>;

export const listCampaigns = route({
  id: 'campaign.listCampaigns',
  method: 'GET',
  path: '/api/campaign/campaigns',
  summary: '专项行动与联合执法：最新在前',
  access: 'campaign.read',
  query: Type.Object({
    kind: Type.Optional(CampaignKind),
    state: Type.Optional(CampaignState),
    /** Led by the unit, or with it among the participants. */
    unit: Type.Optional(UnitPath),
    before: Type.Optional(Type.Integer({ minimum: 1 })),
  }),
  response: Type.Object({ campaigns: Type.Array(CampaignSummary), before: orNull(Type.Integer()) }),
});

export const getCampaign = route({
  id: 'campaign.getCampaign',
  method: 'GET',
  path: '/api/campaign/campaigns/:id',
  summary: '一次行动：参加单位、对象、进度、问题与未结事项',
  access: 'campaign.read',
  params: Id,
  response: CampaignDetail,
});

const content = {
  title: plainText(100, 1),
  kind: CampaignKind,
  from: Day,
  to: Day,
  /** Participating units beside the one that leads. */
  units: Type.Array(UnitPath, { maxItems: 60 }),
  departments: Type.Array(plainText(40, 1), { maxItems: 20 }),
  goals: plainText(2_000, 1),
  items: Type.Array(plainText(100, 1), { minItems: 1, maxItems: 40 }),
};
const CampaignChange = Type.Object(content);
export type CampaignChange = Static<typeof CampaignChange>;
const CampaignInput = Type.Object({ leadPath: UnitPath, ...content });
export type CampaignInput = Static<typeof CampaignInput>;

export const draftCampaign = route({
  id: 'campaign.draftCampaign',
  method: 'POST',
  path: '/api/campaign/campaigns',
  summary: '拟定行动方案',
  access: 'campaign.plan',
  scope: 'unit',
  body: CampaignInput,
  response: CampaignDetail,
});

export const changeCampaign = route({
  id: 'campaign.changeCampaign',
  method: 'POST',
  path: '/api/campaign/campaigns/:id',
  summary: '修改拟定中的方案；印发后不再修改',
  access: 'campaign.plan',
  scope: 'unit',
  params: Id,
  body: CampaignChange,
  response: CampaignDetail,
});

export const stepCampaign = route({
  id: 'campaign.stepCampaign',
  method: 'POST',
  path: '/api/campaign/campaigns/:id/steps',
  summary: '印发、启动、转入总结、办结、取消；次序不合的拒绝，取消与办结须写明说明',
  access: 'campaign.plan',
  scope: 'unit',
  params: Id,
  body: Type.Object({ act: CampaignAct, note: plainText(4_000) }),
  response: CampaignDetail,
});

export const exportCampaign = route({
  id: 'campaign.exportCampaign',
  method: 'GET',
  path: '/api/campaign/campaigns/:id/export',
  summary: '导出对象与结果为 XLSX 或 CSV',
  access: 'campaign.read',
  params: Id,
  query: Type.Object({ format: Type.Enum(['xlsx', 'csv']) }),
});

export const campaignReport = route({
  id: 'campaign.campaignReport',
  method: 'GET',
  path: '/api/campaign/campaigns/:id/report',
  summary: '行动总结报告（PDF、DOCX），参加单位共用',
  access: 'campaign.read',
  params: Id,
  query: Type.Object({ format: Type.Enum(['pdf', 'docx']) }),
});

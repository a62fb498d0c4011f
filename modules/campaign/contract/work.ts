import { Result } from '@tarim/inspection/contract';
import { plainText, route, type Static, Type } from '@tarim/platform/contract';
import { Day, Id, Instant, orNull, UnitPath } from './parts.ts';

const found = {
  result: Result,
  on: Day,
  /** Numbers of the items that were found wanting. */
  wanting: Type.Array(Type.Integer({ minimum: 1, maximum: 40 }), { maxItems: 40 }),
  note: plainText(1_000),
  /** The visit (检查) that it rests on, where there is one. */
  visitId: orNull(Type.Integer({ minimum: 1, maximum: 2 ** 31 - 1 })),
  /** Number of the case (案号), where one was filed. */
  caseNumber: plainText(60),
  /** Something is left to be settled. */
  open: Type.Boolean(),
};

export const ResultEntry = Type.Object({
  nth: Type.Integer(),
  ...found,
  by: Type.String(),
  at: Instant,
});
export type ResultEntry = Static<typeof ResultEntry>;

/** An enterprise (检查对象) that a participating unit looks at. */
export const CampaignObject = Type.Object({
  enterpriseId: Type.Integer(),
  name: Type.String(),
  uscc: Type.String(),
  /** Where it stands. */
  enterprisePath: Type.String(),
  /** The unit that it is assigned to. */
  unitPath: Type.String(),
  /** It stands outside that unit (交叉检查). */
  crossed: Type.Boolean(),
  /** The newest is what counts; null: none was given. */
  latest: orNull(ResultEntry),
  /** How often a result was written. */
  entries: Type.Integer(),
  mayWrite: Type.Boolean(),
});
export type CampaignObject = Static<typeof CampaignObject>;

export const assignObjects = route({
  id: 'campaign.assignObjects',
  method: 'POST',
  path: '/api/campaign/campaigns/:id/objects',
  summary: '分派检查对象：企业与负责的参加单位；方案印发后、启动前仍可改派',
  access: 'campaign.plan',
  scope: 'unit',
  params: Id,
  body: Type.Object({
    objects: Type.Array(
      Type.Object({
        enterpriseId: Type.Integer({ minimum: 1, maximum: 2 ** 31 - 1 }),
        unitPath: UnitPath,
      }),
      { maxItems: 1_000 },
    ),
  }),
  response: Type.Object({ objects: Type.Integer() }),
});

export const answerInvitation = route({
  id: 'campaign.answerInvitation',
  method: 'POST',
  path: '/api/campaign/campaigns/:id/answers',
  summary: '参加单位确认或谢绝参加，由本单位有权的人办理',
  access: 'campaign.work',
  scope: 'unit',
  params: Id,
  body: Type.Object({
    unitPath: UnitPath,
    answer: Type.Enum(['confirmed', 'declined']),
    note: plainText(500),
  }),
  response: Type.Object({ unitPath: Type.String(), answer: Type.Enum(['confirmed', 'declined']) }),
});

export const ResultInput = Type.Object(found);
export type ResultInput = Static<typeof ResultInput>;

export const writeResult = route({
  id: 'campaign.writeResult',
  method: 'POST',
  path: '/api/campaign/campaigns/:id/objects/:enterpriseId/results',
  summary: '写入本单位对象的检查结果；再次写入成为新的一版，旧的保留',
  access: 'campaign.work',
  scope: 'unit',
  params: Type.Object({ ...Id.properties, enterpriseId: Id.properties.id }),
  body: ResultInput,
  response: CampaignObject,
});

export const listResults = route({
  id: 'campaign.listResults',
  method: 'GET',
  path: '/api/campaign/campaigns/:id/objects/:enterpriseId/results',
  summary: '一个对象的历次结果',
  access: 'campaign.read',
  params: Type.Object({ ...Id.properties, enterpriseId: Id.properties.id }),
  response: Type.Object({ results: Type.Array(ResultEntry) }),
});

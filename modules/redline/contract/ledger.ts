import { Int4Id, plainText, route, type Static, Type } from '@tarim/platform/contract';
import {
  AreaKind,
  Code,
  Day,
  Evidence,
  EvidenceInput,
  Id,
  orNull,
  Reason,
  UnitPath,
  Words,
  Zone,
} from './parts.ts';

const lon = Type.Number({ minimum: -180, maximum: 180 });
const lat = Type.Number({ minimum: -90, maximum: 90 });

/** 界桩, 标识牌. */
export const MARKER_KINDS = ['post', 'sign'] as const;
/** 完好, 破损, 移位, 缺失. */
export const CONDITIONS = ['good', 'damaged', 'moved', 'missing'] as const;
const MarkerKind = Type.Enum([...MARKER_KINDS]);
const Condition = Type.Enum([...CONDITIONS]);

const markerFacts = {
  code: Code,
  kind: MarkerKind,
  areaKind: AreaKind,
  areaCode: Code,
  lon,
  lat,
  unitPath: UnitPath,
  placedOn: orNull(Day),
};
export const MarkerInput = Type.Object(markerFacts);
export type MarkerInput = Static<typeof MarkerInput>;
export const Marker = Type.Object({
  ...markerFacts,
  id: Type.Integer(),
  condition: Condition,
  inspectedOn: orNull(Day),
  simulated: Type.Boolean(),
});
export type Marker = Static<typeof Marker>;

export const listMarkers = route({
  id: 'redline.listMarkers',
  method: 'GET',
  path: '/api/redline/markers',
  summary: '界桩与标识牌及现状',
  access: 'redline.read',
  query: Type.Object({
    areaKind: Type.Optional(AreaKind),
    areaCode: Type.Optional(Code),
    condition: Type.Optional(Condition),
    after: Type.Optional(Int4Id),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000 })),
  }),
  response: Type.Object({ markers: Type.Array(Marker), next: orNull(Type.Integer()) }),
});
export const createMarker = route({
  id: 'redline.createMarker',
  method: 'POST',
  path: '/api/redline/markers',
  summary: '登记界桩或标识牌',
  access: 'redline.record',
  scope: 'unit',
  body: MarkerInput,
  response: Marker,
});
/** 巡护: each look at a marker is a record of its own. */
export const Inspection = Type.Object({
  id: Type.Integer(),
  markerId: Type.Integer(),
  markerCode: Type.String(),
  on: Day,
  condition: Condition,
  note: orNull(Type.String()),
  evidence: Type.Array(Evidence),
  by: Type.String(),
});
export type Inspection = Static<typeof Inspection>;
export const inspectMarker = route({
  id: 'redline.inspectMarker',
  method: 'POST',
  path: '/api/redline/markers/:id/inspections',
  summary: '记录一次界桩（标识牌）巡护检查',
  access: 'redline.record',
  scope: 'unit',
  params: Id,
  body: Type.Object({ on: Day, condition: Condition, note: orNull(plainText(500)), evidence: EvidenceInput }),
  response: Marker,
});
export const listInspections = route({
  id: 'redline.listInspections',
  method: 'GET',
  path: '/api/redline/inspections',
  summary: '最近的巡护检查记录',
  access: 'redline.read',
  query: Type.Object({
    areaKind: Type.Optional(AreaKind),
    areaCode: Type.Optional(Code),
    markerId: Type.Optional(Int4Id),
  }),
  response: Type.Object({ inspections: Type.Array(Inspection) }),
});

/** 人类活动分类: codes of this project (项目内部编码), beside the names of the lists they stand for. */
export const ActivityClass = Type.Object({
  code: Type.String(),
  parent: orNull(Type.String()),
  names: Type.Object({ zh: Type.String(), en: Type.String() }),
  /** First-level name in the 2020 draft of HJ 1156; null: the draft has none at hand. */
  draftName: orNull(Type.String()),
  /** As older practice calls it. */
  olderName: orNull(Type.String()),
  source: Type.String(),
});
export type ActivityClass = Static<typeof ActivityClass>;
export const listClasses = route({
  id: 'redline.listClasses',
  method: 'GET',
  path: '/api/redline/classes',
  summary: '人类活动分类（项目内部编码）及其对应名称',
  access: 'redline.read',
  response: Type.Object({ classes: Type.Array(ActivityClass) }),
});

/**
 * Classes that an officer in the field chooses from: those of the table that are no headings, in its order. What is there is one of
 * them, or nothing by people.
 */
export const FIELD_CLASSES = [
  'R11',
  'R12',
  'R13',
  'R21',
  'R22',
  'R31',
  'R32',
  'R33',
  'R34',
  'R4',
  'R51',
  'R52',
  'R6',
  'R71',
  'R72',
  'R73',
] as const;

/** 现有, 新增, 扩大, 减少, 恢复. */
export const ACTIVITY_STATES = ['existing', 'new', 'enlarged', 'reduced', 'restored'] as const;
const ActivityState = Type.Enum([...ACTIVITY_STATES]);

/** Where an area holds something of a shape: computed against the boundary in force on that day. */
export const Inside = Type.Object({
  kind: AreaKind,
  code: Type.String(),
  name: Type.String(),
  version: Type.Integer(),
  zone: orNull(Zone),
  areaM2: Type.Number(),
  /** Of the shape, 0–1. */
  share: Type.Number(),
});
export type Inside = Static<typeof Inside>;

export const Activity = Type.Object({
  id: Type.Integer(),
  code: Type.String(),
  name: Type.String(),
  class: Type.String(),
  unitPath: Type.String(),
  status: ActivityState,
  legalBasis: orNull(Type.String()),
  approvalId: orNull(Type.Integer()),
  firstSeen: Day,
  lastSeen: Day,
  areaM2: Type.Number(),
  inside: Type.Array(Inside),
  sightings: Type.Integer(),
  simulated: Type.Boolean(),
});
export type Activity = Static<typeof Activity>;
export const ActivityInput = Type.Object({
  code: Code,
  name: plainText(120, 1),
  class: Code,
  status: ActivityState,
  legalBasis: orNull(plainText(300)),
  approvalId: orNull(Int4Id),
  seenOn: Day,
  source: plainText(120, 1),
  /** Polygon or MultiPolygon, degrees, CGCS2000. */
  geometry: Type.Unknown(),
});
export type ActivityInput = Static<typeof ActivityInput>;
export const listActivities = route({
  id: 'redline.listActivities',
  method: 'GET',
  path: '/api/redline/activities',
  summary: '人类活动本底与变化清单',
  access: 'redline.read',
  query: Type.Object({
    class: Type.Optional(Code),
    unitPath: Type.Optional(UnitPath),
    areaCode: Type.Optional(Code),
    after: Type.Optional(Int4Id),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000 })),
  }),
  response: Type.Object({ activities: Type.Array(Activity), next: orNull(Type.Integer()) }),
});
export const recordActivity = route({
  id: 'redline.recordActivity',
  method: 'POST',
  path: '/api/redline/activities',
  summary: '登记人类活动，或以同一编码补记一次观测（各次范围均保留）',
  access: 'redline.record',
  scope: 'unit',
  body: ActivityInput,
  response: Activity,
});
export const getActivity = route({
  id: 'redline.getActivity',
  method: 'GET',
  path: '/api/redline/activities/:id',
  summary: '一处人类活动及历次范围',
  access: 'redline.read',
  params: Id,
  response: Type.Object({
    activity: Activity,
    history: Type.Array(
      Type.Object({
        seenOn: Day,
        status: ActivityState,
        source: Type.String(),
        areaM2: Type.Number(),
        geometry: Type.Unknown(),
      }),
    ),
  }),
});

/** 占用审批: what was allowed to take red-line land, where, how long. */
export const ApprovalInput = Type.Object({
  number: plainText(100, 2),
  project: plainText(200, 1),
  authority: plainText(120, 1),
  /** As the document states it. */
  approvedM2: Type.Number({ exclusiveMinimum: 0 }),
  validFrom: Day,
  validTo: orNull(Day),
  geometry: Type.Unknown(),
});
export type ApprovalInput = Static<typeof ApprovalInput>;
export const Approval = Type.Object({
  id: Type.Integer(),
  number: Type.String(),
  project: Type.String(),
  authority: Type.String(),
  approvedM2: Type.Number(),
  areaM2: Type.Number(),
  validFrom: Day,
  validTo: orNull(Day),
  unitPath: Type.String(),
  inside: Type.Array(Inside),
  simulated: Type.Boolean(),
});
export type Approval = Static<typeof Approval>;
export const listApprovals = route({
  id: 'redline.listApprovals',
  method: 'GET',
  path: '/api/redline/approvals',
  summary: '占用生态保护红线审批清单',
  access: 'redline.read',
  query: Type.Object({ areaCode: Type.Optional(Code) }),
  response: Type.Object({ approvals: Type.Array(Approval) }),
});
export const createApproval = route({
  id: 'redline.createApproval',
  method: 'POST',
  path: '/api/redline/approvals',
  summary: '登记占用审批：文号、面积、期限与范围',
  access: 'redline.record',
  scope: 'unit',
  body: ApprovalInput,
  response: Approval,
});

export const RULE_CONFIDENCES = ['sourced', 'memory', 'local'] as const;
const ruleFacts = {
  name: plainText(200, 2),
  /** Classes of activity it speaks of; empty: those that its words name. */
  classes: Type.Array(Code, { maxItems: 50 }),
  /** Where it holds; null: in every zone of the red line outside core zones of protected areas, as the words say. */
  zone: orNull(Zone),
  condition: Words,
  basis: plainText(300, 2),
  confidence: Type.Enum([...RULE_CONFIDENCES]),
};
/** 有限人为活动: what may be done inside the red line, and on which condition. A table of data with versions, never law by itself. */
export const LimitedRule = Type.Object({
  ...ruleFacts,
  id: Type.Integer(),
  key: Type.String(),
  version: Type.Integer(),
  effectiveFrom: Day,
  effectiveTo: orNull(Day),
  changedBy: orNull(Type.String()),
  reason: Type.String(),
});
export type LimitedRule = Static<typeof LimitedRule>;
export const LimitedRuleInput = Type.Object({
  ...ruleFacts,
  key: Code,
  effectiveFrom: Day,
  reason: Reason,
});
export type LimitedRuleInput = Static<typeof LimitedRuleInput>;
export const listLimitedRules = route({
  id: 'redline.listLimitedRules',
  method: 'GET',
  path: '/api/redline/limited-rules',
  summary: '允许的有限人为活动规则表（注明依据与可信程度）',
  access: 'redline.read',
  query: Type.Object({ on: Type.Optional(Day), all: Type.Optional(Type.Boolean()) }),
  response: Type.Object({ rules: Type.Array(LimitedRule) }),
});
export const reviseLimitedRule = route({
  id: 'redline.reviseLimitedRule',
  method: 'POST',
  path: '/api/redline/limited-rules',
  summary: '新增规则，或以同一键修订为新版本（原版本终止，历史保留）',
  access: 'redline.configure',
  body: LimitedRuleInput,
  response: LimitedRule,
});

export const uploadFile = route({
  id: 'redline.uploadFile',
  method: 'POST',
  path: '/api/redline/files',
  summary: '上传佐证（照片或 PDF），按内容寻址',
  access: 'redline.record',
  scope: 'unit',
  bodyKind: 'multipart',
  response: Type.Object({ sha256: Type.String(), size: Type.Integer(), name: Type.String() }),
});
export const getFile = route({
  id: 'redline.getFile',
  method: 'GET',
  path: '/api/redline/files/:sha256',
  summary: '一份佐证文件',
  access: 'redline.read',
  params: Type.Object({ sha256: Type.String({ pattern: '^[0-9a-f]{64}$' }) }),
});

import { Int4Id, plainText, route, type Static, Type } from '@tarim/platform/contract';
import {
  Day,
  Deadline,
  Instant,
  orNull,
  Reason,
  SourceKind,
  TaskRole,
  TaskSeverity,
  UnitPath,
  Verification,
} from './parts.ts';

/**
 * Levels of both hierarchies: top 自治区、兵团, middle 地州市、师市, base 县市区、兵团城市与团镇. Where an object stands higher than
 * the level asked for, its own unit is competent.
 */
export const BODY_LEVELS = ['top', 'middle', 'base'] as const;
export type BodyLevel = (typeof BODY_LEVELS)[number];
const BodyLevel = Type.Enum([...BODY_LEVELS]);
const Names = Type.Array(plainText(60, 1), { maxItems: 60 });

/** What a rule is about. An empty list asks for nothing. */
export const DispatchMatch = Type.Object({
  sources: Type.Array(SourceKind, { maxItems: 5 }),
  /** exceedance, offline, fault, aqi, manual; the detector of a signal; `mobile-…`, `gamma-…`. */
  causes: Names,
  severities: Type.Array(TaskSeverity, { maxItems: 3 }),
  /** Media: kinds of points. */
  pointKinds: Names,
  /** Codes of factors. */
  codes: Names,
  /** Control levels of points (国控、区控、兵控 …). */
  controlLevels: Names,
  units: Type.Array(UnitPath, { maxItems: 60 }),
  /** Exceedance: value / limit from which it holds; null: any. */
  minRatio: orNull(Type.Number({ minimum: 1, maximum: 1_000 })),
  /** What lasts (a fault of a gamma station): hours from which it holds; null: at once. */
  minHours: Type.Optional(orNull(Type.Number({ minimum: 0, maximum: 24 * 365 }))),
});
export type DispatchMatch = Static<typeof DispatchMatch>;

/** What a rule orders. */
export const DispatchOrder = Type.Object({
  /** false: what it is about gives no task, and rules after it are not asked. */
  dispatch: Type.Boolean(),
  regionLevel: BodyLevel,
  corpsLevel: BodyLevel,
  role: TaskRole,
  verification: Verification,
  /** By severity; working days, calendar days or hours from the dispatch. */
  deadlines: Type.Object({ info: Deadline, warning: Deadline, critical: Deadline }),
  /** Hours within which the task has to be received. */
  receiveHours: Type.Integer({ minimum: 1, maximum: 24 * 30 }),
  /** Hours before the end from which the light is yellow and a reminder goes out. */
  warnHours: Type.Integer({ minimum: 1, maximum: 24 * 30 }),
  /** Alarms of one cause are one task: of the enterprise, or of each point. */
  groupBy: Type.Enum(['enterprise', 'point']),
  requirement: plainText(1_000, 2),
});
export type DispatchOrder = Static<typeof DispatchOrder>;

export const DispatchRule = Type.Object({
  id: Type.Integer(),
  /** The same through all versions. */
  key: Type.String(),
  version: Type.Integer(),
  name: Type.String(),
  enabled: Type.Boolean(),
  /** Rules are asked in this order; the first that fits decides. */
  sort: Type.Integer(),
  match: DispatchMatch,
  order: DispatchOrder,
  effectiveFrom: Instant,
  effectiveTo: orNull(Instant),
  changedBy: orNull(Type.String()),
  /** `factory`: as delivered. */
  reason: orNull(Type.String()),
  /** Where the terms of a rule as delivered come from, and how far they can be trusted; null: somebody of the platform set them. */
  source: orNull(Type.String()),
  confidence: orNull(Type.String()),
});
export type DispatchRule = Static<typeof DispatchRule>;

export const listDispatchRules = route({
  id: 'supervision.listDispatchRules',
  method: 'GET',
  path: '/api/supervision/dispatch-rules',
  summary: '派发规则及其历次版本，现行在前',
  access: 'supervision.read',
  response: Type.Object({ rules: Type.Array(DispatchRule) }),
});

const RuleBody = Type.Object({
  name: plainText(120, 2),
  enabled: Type.Boolean(),
  sort: Type.Integer({ minimum: 0, maximum: 10_000 }),
  match: DispatchMatch,
  order: DispatchOrder,
  reason: Reason,
});
export type DispatchRuleInput = Static<typeof RuleBody>;

/** Writes a new version that holds from now on; tasks keep the one that made them. */
export const saveDispatchRule = route({
  id: 'supervision.saveDispatchRule',
  method: 'PUT',
  path: '/api/supervision/dispatch-rules/:key',
  summary: '新增或修改一条派发规则（产生新版本）',
  access: 'supervision.configure',
  params: Type.Object({ key: Type.String({ pattern: '^[a-z][a-z0-9-]{1,39}$' }) }),
  body: RuleBody,
  response: DispatchRule,
});

export const Preview = Type.Object({
  /** Null: no rule fits. */
  rule: orNull(Type.Object({ id: Type.Integer(), name: Type.String(), version: Type.Integer() })),
  /** A rule fits and says that there is no task. */
  suppressed: Type.Boolean(),
  unitPath: orNull(Type.String()),
  bodyName: orNull(Type.String()),
  role: orNull(TaskRole),
  verification: orNull(Verification),
  due: orNull(Instant),
  /** An open task that would take it. */
  openTaskId: orNull(Type.Integer()),
});

/** 预览：这样的报警会派给谁. */
export const previewDispatch = route({
  id: 'supervision.previewDispatch',
  method: 'GET',
  path: '/api/supervision/dispatch-preview',
  summary: '预览：某点位的某类报警会派给哪个单位、何时到期',
  access: 'supervision.read',
  query: Type.Object({
    pointId: Int4Id,
    source: SourceKind,
    cause: plainText(60, 1),
    severity: TaskSeverity,
    code: Type.Optional(plainText(40)),
    ratio: Type.Optional(Type.Number({ minimum: 0, maximum: 1_000_000 })),
    hours: Type.Optional(Type.Number({ minimum: 0, maximum: 1_000_000 })),
  }),
  response: Preview,
});

/** A competent body (主管单位): its name on documents and the sign of its numbers (代字). */
export const Body = Type.Object({
  unitPath: Type.String(),
  name: Type.String(),
  prefix: Type.String(),
  /** false: made up from the name of the unit; nobody has set it. */
  set: Type.Boolean(),
});
export type Body = Static<typeof Body>;

export const listBodies = route({
  id: 'supervision.listBodies',
  method: 'GET',
  path: '/api/supervision/bodies',
  summary: '主管单位的名称与代字',
  access: 'supervision.read',
  response: Type.Object({ bodies: Type.Array(Body) }),
});

export const putBody = route({
  id: 'supervision.putBody',
  method: 'PUT',
  path: '/api/supervision/bodies',
  summary: '设定主管单位的名称与代字',
  access: 'supervision.configure',
  body: Type.Object({
    unitPath: UnitPath,
    name: plainText(80, 2),
    prefix: Type.String({ pattern: '^[\\p{L}\\p{N}]{1,20}$' }),
  }),
  response: Body,
});

export const Lead = Type.Object({
  id: Type.Integer(),
  code: Type.String(),
  taskId: Type.Integer(),
  taskCode: Type.String(),
  unitPath: Type.String(),
  unitName: Type.String(),
  subject: Type.String(),
  enterpriseId: orNull(Type.Integer()),
  cause: Type.String(),
  facts: Type.String(),
  /** What is suspected (涉嫌违法行为), in the words of who handed it over. */
  suspected: Type.String(),
  /** open 待接收; taken once enforcement has opened a case. */
  state: Type.Enum(['open', 'taken']),
  by: Type.String(),
  at: Instant,
  simulated: Type.Boolean(),
});
export type Lead = Static<typeof Lead>;

export const listLeads = route({
  id: 'supervision.listLeads',
  method: 'GET',
  path: '/api/supervision/leads',
  summary: '案件线索，最新在前',
  access: 'supervision.read',
  query: Type.Object({
    unit: Type.Optional(UnitPath),
    state: Type.Optional(Type.Enum(['open', 'taken'])),
    q: Type.Optional(plainText(100)),
  }),
  response: Type.Object({ leads: Type.Array(Lead) }),
});

export const BodyStatistics = Type.Object({
  unitPath: Type.String(),
  unitName: Type.String(),
  dispatched: Type.Integer(),
  open: Type.Integer(),
  /** Open and after the deadline. */
  overdue: Type.Integer(),
  closed: Type.Integer(),
  leads: Type.Integer(),
  returned: Type.Integer(),
  /** Tasks answered (or due) in the period, and those of them answered in time. */
  judged: Type.Integer(),
  onTime: Type.Integer(),
  /** Mean hours from dispatch to receipt and to the end; null: none yet. */
  receiveHours: orNull(Type.Number()),
  closeHours: orNull(Type.Number()),
});
export type BodyStatistics = Static<typeof BodyStatistics>;

export const bodyStatistics = route({
  id: 'supervision.bodyStatistics',
  method: 'GET',
  path: '/api/supervision/statistics',
  summary: '各单位督办情况：按时率、平均签收与办结用时（按派发日期）',
  access: 'supervision.read',
  query: Type.Object({ from: Day, to: Day, unit: Type.Optional(UnitPath) }),
  response: Type.Object({ bodies: Type.Array(BodyStatistics) }),
});

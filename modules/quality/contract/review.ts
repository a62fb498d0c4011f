import { Int4Id, plainText, route, type Static, Type } from '@tarim/platform/contract';
import { Mark } from './marks.ts';
import {
  Code,
  DateText,
  Evidence,
  Instant,
  Month,
  NumberOrNull,
  OutletPart,
  orNull,
  PointMonth,
  Reason,
  RuleNamed,
  StringOrNull,
  UnitPath,
} from './parts.ts';

/** 企业/运维自审、站/县审核、市/区审定 */
export const SIGN_LEVELS = ['self', 'check', 'final'] as const;
export type SignLevel = (typeof SIGN_LEVELS)[number];
export const REVIEW_STATES = ['self', 'check', 'final', 'returned', 'reopened'] as const;
/** Of a month: also `open`, no version is under way. */
export const MonthState = Type.Enum(['open', ...SIGN_LEVELS]);

export const OutletMonth = Type.Object({
  ...OutletPart.properties,
  state: MonthState,
  version: Type.Integer(),
  operations: Type.Integer(),
  marks: Type.Integer(),
  lateMarks: Type.Integer(),
});
export type OutletMonth = Static<typeof OutletMonth>;
export const listOutlets = route({
  id: 'quality.listOutlets',
  method: 'GET',
  path: '/api/quality/outlets',
  summary: '排放口清单与某月复核进度',
  access: 'quality.read',
  scope: 'own',
  query: Type.Object({ month: Month, unitPath: Type.Optional(UnitPath) }),
  response: Type.Object({ outlets: Type.Array(OutletMonth) }),
});

/** An hourly column; letters of states V S I M O, of origins m c s -: see `server/domain/content.ts`. */
export const Column = Type.Object({
  code: Type.String(),
  name: Type.String(),
  unit: StringOrNull,
  pollutant: Type.Boolean(),
  mean: Type.Array(NumberOrNull),
  total: Type.Array(NumberOrNull),
  substitute: Type.Array(NumberOrNull),
  state: Type.String(),
  origin: Type.String(),
  /** Why an hour is not valid, from the record or the operation. */
  why: Type.Array(StringOrNull),
});
export type Column = Static<typeof Column>;
export const Day = Type.Object({
  code: Type.String(),
  date: DateText,
  state: Type.String(),
  kg: NumberOrNull,
  substitute: NumberOrNull,
});
export const Total = Type.Object({
  code: Type.String(),
  name: Type.String(),
  /** kg without any operation; of what is valid after them; of what stands in; of both. */
  raw: Type.Number(),
  measured: Type.Number(),
  substituted: Type.Number(),
  total: Type.Number(),
  valid: Type.Integer(),
  replaced: Type.Integer(),
  unresolved: Type.Integer(),
  stopped: Type.Integer(),
  /** Capture rate of the quarter so far, percent. */
  alpha: NumberOrNull,
});
export type Total = Static<typeof Total>;

export const OPERATIONS = ['mark', 'invalidate', 'correct', 'substitute', 'restore'] as const;
export const OperationRow = Type.Object({
  seq: Type.Integer(),
  kind: Type.Enum([...OPERATIONS]),
  codes: Type.Array(Type.String()),
  from: Instant,
  to: Instant,
  /** In words of the kind: situation, mark, figures, the rule and how many values it gave. */
  detail: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number(), Type.Null()])),
  /** Which values a substituted one is the maximum of. */
  values: Type.Array(
    Type.Object({
      time: Instant,
      code: Type.String(),
      kg: NumberOrNull,
      alpha: NumberOrNull,
      problem: StringOrNull,
      lookback: orNull(Type.Integer()),
      count: orNull(Type.Integer()),
      first: orNull(Instant),
      last: orNull(Instant),
      at: orNull(Instant),
    }),
  ),
  reason: Type.String(),
  evidence: Type.Array(Type.String()),
  by: Type.String(),
  at: Instant,
  /** A later operation took it back. */
  undone: Type.Boolean(),
});
export type OperationRow = Static<typeof OperationRow>;

export const Signature = Type.Object({
  level: Type.Enum([...SIGN_LEVELS]),
  by: Type.String(),
  at: Instant,
  note: StringOrNull,
});
export const ReviewVersion = Type.Object({
  version: Type.Integer(),
  state: Type.Enum([...REVIEW_STATES]),
  seq: Type.Integer(),
  hash: Type.String(),
  signatures: Type.Array(Signature),
  /** Why it was returned or reopened, by whom and when. */
  ended: orNull(Type.Object({ reason: Type.String(), by: Type.String(), at: Instant })),
});
export type ReviewVersion = Static<typeof ReviewVersion>;

const Side = Type.Object({
  mean: NumberOrNull,
  total: NumberOrNull,
  substitute: NumberOrNull,
  state: Type.String(),
  origin: Type.String(),
});
export const ReviewDifference = Type.Object({ time: Instant, code: Type.String(), a: Side, b: Side });
export type ReviewDifference = Static<typeof ReviewDifference>;

export const ReviewMonth = Type.Object({
  outlet: OutletPart,
  month: Month,
  state: MonthState,
  /** Operations up to this one are in what is shown. */
  seq: Type.Integer(),
  lastSeq: Type.Integer(),
  /** Start of the first hour; the others follow without a gap. */
  from: Instant,
  hours: Type.Integer(),
  over: Type.Boolean(),
  columns: Type.Array(Column),
  days: Type.Array(Day),
  totals: Type.Array(Total),
  operations: Type.Array(OperationRow),
  marks: Type.Array(Mark),
  reviews: Type.Array(ReviewVersion),
  /** Hours whose records changed after the month was locked: told, and not in the signed version. */
  afterLock: Type.Array(ReviewDifference),
  rules: Type.Array(RuleNamed),
  hash: Type.String(),
  may: Type.Object({
    mark: Type.Boolean(),
    operate: Type.Boolean(),
    sign: orNull(Type.Enum([...SIGN_LEVELS])),
    /** Why the next level cannot be signed by this person. */
    signWhy: StringOrNull,
    return: Type.Boolean(),
    reopen: Type.Boolean(),
  }),
});
export type ReviewMonth = Static<typeof ReviewMonth>;
const MONTH = '/api/quality/outlets/:pointId/months/:month';
export const getMonth = route({
  id: 'quality.getMonth',
  method: 'GET',
  path: MONTH,
  summary: '一个排放口一个月的复核：逐时值、状态、来源、标记、操作日志、排放量与签审版本；可回放到任一步',
  access: 'quality.read',
  scope: 'own',
  params: PointMonth,
  query: Type.Object({ seq: Type.Optional(Type.Integer({ minimum: 0 })) }),
  response: ReviewMonth,
});

export const OperationInput = Type.Object({
  kind: Type.Enum(['invalidate', 'correct', 'substitute']),
  /** Empty: all factors (of substitution: all pollutants). */
  codes: Type.Array(Code, { maxItems: 60 }),
  from: Instant,
  to: Instant,
  situation: Type.Optional(Type.Enum(['invalid', 'out-of-control'])),
  mean: Type.Optional(NumberOrNull),
  total: Type.Optional(NumberOrNull),
  reason: Reason,
  evidence: Evidence,
  /** The last operation that the person saw. */
  seq: Type.Integer({ minimum: 0 }),
});
export type OperationInput = Static<typeof OperationInput>;
export const addOperation = route({
  id: 'quality.addOperation',
  method: 'POST',
  path: `${MONTH}/operations`,
  summary: '复核操作：判为无效、替代、修正；原始记录不动',
  access: 'quality.review',
  scope: 'unit',
  params: PointMonth,
  body: OperationInput,
  response: OperationRow,
});
export const restoreOperation = route({
  id: 'quality.restoreOperation',
  method: 'POST',
  path: `${MONTH}/operations/:seq/restore`,
  summary: '恢复：撤回一步复核操作，日志保留',
  access: 'quality.review',
  scope: 'unit',
  params: Type.Object({ pointId: Int4Id, month: Month, seq: Type.Integer({ minimum: 1 }) }),
  body: Type.Object({ reason: Reason }),
  response: OperationRow,
});
export const signMonth = route({
  id: 'quality.signMonth',
  method: 'POST',
  path: `${MONTH}/sign`,
  summary: '签审：企业/运维自审、站/县审核、市/区审定，三级须由不同的人',
  access: 'quality.self-review',
  scope: 'unit',
  params: PointMonth,
  body: Type.Object({
    level: Type.Enum([...SIGN_LEVELS]),
    /** Content hash of what the person saw. */
    hash: Type.String({ pattern: '^[0-9a-f]{64}$' }),
    note: orNull(plainText(500)),
  }),
  response: ReviewVersion,
});
export const returnMonth = route({
  id: 'quality.returnMonth',
  method: 'POST',
  path: `${MONTH}/return`,
  summary: '退回正在签审的版本并说明原因',
  access: 'quality.review',
  scope: 'unit',
  params: PointMonth,
  body: Type.Object({ reason: Reason }),
  response: ReviewVersion,
});
export const reopenMonth = route({
  id: 'quality.reopenMonth',
  method: 'POST',
  path: `${MONTH}/reopen`,
  summary: '重开已审定的月份并说明原因，原版本保留，再签为下一版本',
  access: 'quality.sign',
  scope: 'unit',
  params: PointMonth,
  body: Type.Object({ reason: Reason }),
  response: ReviewVersion,
});

/** `v2`: a version; `seq5`: after the fifth operation; `now`. */
export const Which = Type.String({ pattern: '^(v[1-9][0-9]{0,3}|seq[0-9]{1,6}|now)$' });
const ComparedSide = Type.Object({
  which: Type.String(),
  hash: Type.String(),
  seq: Type.Integer(),
  state: StringOrNull,
});
export const compareMonth = route({
  id: 'quality.compareMonth',
  method: 'GET',
  path: `${MONTH}/compare`,
  summary: '两个复核版本并列：逐时值与排放量的差异',
  access: 'quality.read',
  scope: 'own',
  params: PointMonth,
  query: Type.Object({ a: Which, b: Which }),
  response: Type.Object({
    a: ComparedSide,
    b: ComparedSide,
    totals: Type.Array(
      Type.Object({
        code: Type.String(),
        name: Type.String(),
        a: NumberOrNull,
        b: NumberOrNull,
        difference: NumberOrNull,
      }),
    ),
    differences: Type.Array(ReviewDifference),
  }),
});

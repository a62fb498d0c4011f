import { plainText, type Static, Type } from '@tarim/platform/contract';
import { POINT_KINDS } from '@tarim/registry/contract';
import { Severity } from './contract-parts.ts';

/**
 * What a rule watches (数据依据): one stream of observations of a point, so that the times of all its terms are comparable.
 * realtime, minute: records as the device sent them; hour, day: roll-ups of the platform; verdict-*: judgements against limits;
 * aqi: the hourly index of a station.
 */
export const RULE_BASES = [
  'realtime',
  'minute',
  'hour',
  'day',
  'verdict-hour',
  'verdict-day',
  'aqi',
] as const;
export type RuleBasis = (typeof RULE_BASES)[number];
export const RuleBasis = Type.Enum([...RULE_BASES]);

/** Which figure of a factor; a record has its instant value (`mean` of a minute record is its Avg). */
export const RULE_MEASURES = ['mean', 'max', 'min', 'converted', 'total'] as const;
export type RuleMeasure = (typeof RULE_MEASURES)[number];

const Code = Type.String({ pattern: '^[A-Za-z][A-Za-z0-9]{1,11}$' });
const Op = Type.Enum(['above', 'below']);
const Figure = Type.Number({ minimum: -1e12, maximum: 1e12 });
const Minutes = (maximum: number) => Type.Integer({ minimum: 1, maximum });
const common = {
  /** 持续时长: the term counts only after it has been true for so long, minutes. */
  holdMinutes: Type.Optional(Minutes(7 * 1440)),
};
const figure = {
  code: Code,
  measure: Type.Optional(Type.Enum([...RULE_MEASURES])),
};

/** 阈值: above or below a figure; `clear` is the other, easier figure at which it stops (回差). */
export const ThresholdTerm = Type.Object({
  type: Type.Literal('threshold'),
  ...figure,
  op: Op,
  value: Figure,
  /** Unit of `value` and `clear`; null: the unit in which the point reports, whatever it is. */
  unit: Type.Union([plainText(20, 1), Type.Null()]),
  clear: Type.Optional(Figure),
  ...common,
});
/** 限值比: value over the limit in force at the time, of an upper limit. */
export const LimitTerm = Type.Object({
  type: Type.Literal('limit'),
  ...figure,
  op: Op,
  ratio: Type.Number({ minimum: 0, maximum: 1000 }),
  clear: Type.Optional(Type.Number({ minimum: 0, maximum: 1000 })),
  ...common,
});
/** 因子比较: one factor against a multiple of another of the same observation. */
export const CompareTerm = Type.Object({
  type: Type.Literal('compare'),
  ...figure,
  other: Code,
  op: Op,
  ratio: Type.Number({ minimum: 0, maximum: 1000 }),
  clear: Type.Optional(Type.Number({ minimum: 0, maximum: 1000 })),
  ...common,
});
/** 变化速率: against the value before, at most `withinMinutes` ago: per hour in the point's unit, or in percent of that value. */
export const RateTerm = Type.Object({
  type: Type.Literal('rate'),
  ...figure,
  per: Type.Enum(['hour', 'percent']),
  op: Op,
  value: Figure,
  withinMinutes: Minutes(7 * 1440),
  ...common,
});
/** 缺数: nothing came for so many minutes, or for so many of the device's own intervals. */
export const AbsentTerm = Type.Object({
  type: Type.Literal('absent'),
  minutes: Type.Optional(Minutes(60 * 1440)),
  intervals: Type.Optional(Type.Number({ minimum: 1, maximum: 1000 })),
});
/** 数据标记: a mark of the device (D, B, T, M …) on a factor, or on any. */
export const FlagTerm = Type.Object({
  type: Type.Literal('flag'),
  code: Type.Optional(Code),
  flags: Type.Array(Type.String({ pattern: '^[A-Za-z0-9]{1,16}$' }), { minItems: 1, maxItems: 10 }),
  ...common,
});
/** 设备状态: offline is the silence of five intervals, fault a mark D or B on any factor. */
export const DeviceTerm = Type.Object({
  type: Type.Literal('device'),
  state: Type.Enum(['offline', 'fault']),
});
/** 评判结论 */
export const VerdictTerm = Type.Object({
  type: Type.Literal('verdict'),
  code: Type.Optional(Code),
  word: Type.Enum(['exceeds', 'not-judged']),
  ...common,
});
/** 空气质量指数级别, this one or worse. */
export const AqiTerm = Type.Object({
  type: Type.Literal('aqi'),
  level: Type.Integer({ minimum: 2, maximum: 6 }),
  ...common,
});

export const Term = Type.Union([
  ThresholdTerm,
  LimitTerm,
  CompareTerm,
  RateTerm,
  AbsentTerm,
  FlagTerm,
  DeviceTerm,
  VerdictTerm,
  AqiTerm,
]);
export type Term = Static<typeof Term>;
export const TERM_TYPES = [
  'threshold',
  'limit',
  'compare',
  'rate',
  'absent',
  'flag',
  'device',
  'verdict',
  'aqi',
] as const satisfies readonly Term['type'][];

const Join = Type.Enum(['all', 'any']);
/** Terms joined by AND (all 全部) or OR (any 任一). */
export const Branch = Type.Object({
  join: Join,
  terms: Type.Array(Term, { minItems: 1, maxItems: 12 }),
});
/** The condition tree: terms and branches of terms. Deeper ones nobody reads, so they cannot be written. */
export const Condition = Type.Object({
  join: Join,
  parts: Type.Array(Type.Union([Term, Branch]), { minItems: 1, maxItems: 12 }),
});
export type Branch = Static<typeof Branch>;
export type Condition = Static<typeof Condition>;

const Ids = Type.Array(Type.Integer({ minimum: 1, maximum: 2_147_483_647 }), { maxItems: 2000 });
/** Which points a rule is for; what is left out does not narrow. */
export const RuleScope = Type.Object({
  kinds: Type.Optional(Type.Array(Type.Enum([...POINT_KINDS]), { maxItems: POINT_KINDS.length })),
  /** Below this unit. */
  unitPath: Type.Optional(Type.String({ pattern: '^/([A-Za-z0-9]+/)*$', maxLength: 200 })),
  /** 控制级别: 国控 区控 兵控 市控. */
  controlLevels: Type.Optional(Type.Array(plainText(20, 1), { maxItems: 20 })),
  pointIds: Type.Optional(Ids),
  enterpriseIds: Type.Optional(Ids),
});
export type RuleScope = Static<typeof RuleScope>;

const Clock = Type.String({ pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$' });
const MonthDay = Type.String({ pattern: '^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$' });
/** When the rule holds, in Beijing time; what is left out does not narrow. Ends of spans are not part of them, but `season`'s is. */
export const RuleSchedule = Type.Object({
  /** 08:00–20:00; from later than to goes over midnight. */
  hours: Type.Optional(Type.Object({ from: Clock, to: Clock })),
  /** 1 Monday … 7 Sunday. */
  weekdays: Type.Optional(Type.Array(Type.Integer({ minimum: 1, maximum: 7 }), { minItems: 1, maxItems: 7 })),
  /** 10-15 … 04-15 (采暖季); from later than to goes over New Year. */
  season: Type.Optional(Type.Object({ from: MonthDay, to: MonthDay })),
});
export type RuleSchedule = Static<typeof RuleSchedule>;

/** A step of the severity ladder (级别阶梯): severer when this also holds, or after the alarm has lasted. */
export const LadderStep = Type.Object({
  severity: Severity,
  when: Type.Optional(Condition),
  afterMinutes: Type.Optional(Minutes(30 * 1440)),
});
/** A step of escalation (升级): unacknowledged for so long after it fired → told to this level. */
export const EscalationStep = Type.Object({
  afterMinutes: Minutes(30 * 1440),
  severity: Severity,
  /** Whom the step is meant for, in words; who that is, the duty room knows. */
  to: Type.Optional(plainText(100)),
});
export type EscalationStep = Static<typeof EscalationStep>;

export const GROUPINGS = ['none', 'enterprise', 'gateway', 'unit', 'rule'] as const;
export type Grouping = (typeof GROUPINGS)[number];

export const RuleBody = Type.Object({
  scope: RuleScope,
  basis: RuleBasis,
  condition: Condition,
  severity: Severity,
  ladder: Type.Optional(Type.Array(LadderStep, { maxItems: 5 })),
  /** Seconds. */
  pendingFor: Type.Integer({ minimum: 0, maximum: 30 * 86_400 }),
  recoverFor: Type.Integer({ minimum: 0, maximum: 30 * 86_400 }),
  schedule: Type.Optional(RuleSchedule),
  /** An open alarm without data for so long shows `no-data`; absent: by the basis. */
  noDataMinutes: Type.Optional(Minutes(60 * 1440)),
  groupBy: Type.Optional(Type.Enum([...GROUPINGS])),
  escalation: Type.Optional(Type.Array(EscalationStep, { maxItems: 5 })),
  /** Data older than this when judged are recorded as historical, hours. */
  historicalAfterHours: Type.Optional(Type.Integer({ minimum: 1, maximum: 24 * 366 })),
});
export type RuleBody = Static<typeof RuleBody>;

/** Terms in reading order, as `StepOfEvaluation.term` counts them: the condition's first, then those of the ladder. */
export function termsOf(body: RuleBody): Term[] {
  const flat = (condition: Condition): Term[] =>
    condition.parts.flatMap((part) => ('type' in part ? [part] : part.terms));
  return [
    ...flat(body.condition),
    ...(body.ladder ?? []).flatMap((rung) => (rung.when ? flat(rung.when) : [])),
  ];
}

const RECORDS: readonly RuleBasis[] = ['realtime', 'minute'];
const ROLLUPS: readonly RuleBasis[] = ['hour', 'day'];
const VERDICTS: readonly RuleBasis[] = ['verdict-hour', 'verdict-day'];
const ALL: readonly RuleBasis[] = [...RECORDS, ...ROLLUPS, ...VERDICTS, 'aqi'];

/** Of which streams a term can be asked. */
export const BASES_OF_TERM: Readonly<Record<Term['type'], readonly RuleBasis[]>> = {
  threshold: [...RECORDS, ...ROLLUPS, ...VERDICTS],
  limit: [...RECORDS, ...ROLLUPS, ...VERDICTS],
  compare: [...RECORDS, ...ROLLUPS],
  rate: [...RECORDS, ...ROLLUPS],
  absent: ALL,
  flag: RECORDS,
  device: RECORDS,
  verdict: VERDICTS,
  aqi: ['aqi'],
};

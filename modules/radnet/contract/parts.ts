import { type Static, Type } from '@tarim/platform/contract';

export const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) =>
  Type.Union([schema, Type.Null()]);
export const Day = Type.String({ format: 'date' });
export const Instant = Type.String({ format: 'date-time' });
export const Id = Type.Object({ id: Type.Integer({ minimum: 1, maximum: 2 ** 31 - 1 }) });
export const UnitPath = Type.String({ pattern: '^/([0-9A-Z]{1,12}/){0,8}$' });

/** Factors of a gamma station: air absorbed dose rate nGy/h, rain intensity mm/h (an hour's mean is its mm). */
export const DOSE_CODE = 'r01001';
export const RAIN_CODE = 'r01002';

/**
 * What an hour was judged as (自动站小时判别): 正常, 疑似降雨, 关注, 报警, 紧急, 偏低, 恒值, 缺测; not-judged: no background to judge by.
 */
export const HOUR_STATES = [
  'normal',
  'rain-suspected',
  'attention',
  'alarm',
  'urgent',
  'fault-low',
  'fault-flat',
  'missing',
  'not-judged',
] as const;
export const HourState = Type.Enum([...HOUR_STATES]);
export type HourState = Static<typeof HourState>;

/** 降雨, 无雨升高, 仪器故障. */
export const FINDING_KINDS = ['rain', 'rise', 'fault'] as const;
export const FindingKind = Type.Enum([...FINDING_KINDS]);
export type FindingKind = Static<typeof FindingKind>;

/** What the hours were judged by: the station's own dry hours of thirty days, or a background that somebody entered. */
export const Basis = Type.Enum(['own', 'entered']);
export type Basis = Static<typeof Basis>;

/** An hour with the figures that judged it. */
export const JudgedHour = Type.Object({
  /** Start of the hour; with the point it is the key of `telemetry.traceRollup`. */
  time: Instant,
  state: HourState,
  /** nGy/h; null: missing or not valid. */
  value: orNull(Type.Number()),
  /** mm in the hour; null: no gauge, or not valid. */
  rain: orNull(Type.Number()),
  /** Rain in this hour or the three before it. */
  wet: Type.Boolean(),
  /** Background mean and deviation, nGy/h, and the dry hours that made it. */
  mean: orNull(Type.Number()),
  sd: orNull(Type.Number()),
  n: orNull(Type.Integer()),
  basis: orNull(Basis),
  /** mean + 3 sd, and 3 means, nGy/h. */
  limit: orNull(Type.Number()),
  urgentLimit: orNull(Type.Number()),
  rule: Type.String(),
  ruleVersion: Type.String(),
  /** 0: never judged otherwise. */
  revision: Type.Integer(),
});
export type JudgedHour = Static<typeof JudgedHour>;

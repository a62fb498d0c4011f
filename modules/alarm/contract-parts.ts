import { type Static, Type } from '@tarim/platform/contract';

/** exceedance 超标, offline 离线, fault 故障, aqi 重污染天气 (level 5 and worse); rule: by a rule that people wrote (自定义规则). */
export const AlarmKind = Type.Union([
  Type.Literal('exceedance'),
  Type.Literal('offline'),
  Type.Literal('fault'),
  Type.Literal('aqi'),
  Type.Literal('rule'),
]);
export type AlarmKind = Static<typeof AlarmKind>;
export const ALARM_KINDS: readonly AlarmKind[] = ['exceedance', 'offline', 'fault', 'aqi', 'rule'];
/** Kinds with one rule each that is settings, not a condition. */
export const FixedKind = Type.Union([
  Type.Literal('exceedance'),
  Type.Literal('offline'),
  Type.Literal('fault'),
  Type.Literal('aqi'),
]);
export type FixedKind = Static<typeof FixedKind>;
export const FIXED_KINDS: readonly FixedKind[] = ['exceedance', 'offline', 'fault', 'aqi'];

/**
 * pending 待确认 → firing 报警中 → recovering 恢复中 → closed 已关闭. Of alarms by rules also, while open: no-data 无数据 (nothing came
 * for long) and error 无法判定 (the condition cannot be evaluated: a unit is not known …).
 */
export const AlarmState = Type.Union([
  Type.Literal('pending'),
  Type.Literal('firing'),
  Type.Literal('recovering'),
  Type.Literal('closed'),
  Type.Literal('no-data'),
  Type.Literal('error'),
]);
export type AlarmState = Static<typeof AlarmState>;
export const ALARM_STATES: readonly AlarmState[] = [
  'pending',
  'firing',
  'recovering',
  'no-data',
  'error',
  'closed',
];

export const Severity = Type.Union([Type.Literal('info'), Type.Literal('warning'), Type.Literal('critical')]);
export type Severity = Static<typeof Severity>;

export const Instant = Type.String({ format: 'date-time' });
export const InstantOrNull = Type.Union([Instant, Type.Null()]);
export const NumberOrNull = Type.Union([Type.Number(), Type.Null()]);
export const IntegerOrNull = Type.Union([Type.Integer(), Type.Null()]);
export const StringOrNull = Type.Union([Type.String(), Type.Null()]);
export const PeriodOrNull = Type.Union([Type.Literal('hour'), Type.Literal('day'), Type.Null()]);

/** What an alarm rests on: the key of the next step up the river. */
export const Evidence = Type.Object({
  /** verdict → `evaluation.explainVerdict`; aqi → `evaluation.explainAqi`; frame → `telemetry.getFrame`; rollup → `telemetry.traceRollup`. */
  source: Type.Union([
    Type.Literal('verdict'),
    Type.Literal('aqi'),
    Type.Literal('frame'),
    Type.Literal('silence'),
    Type.Literal('rollup'),
  ]),
  pointId: Type.Integer(),
  code: StringOrNull,
  period: PeriodOrNull,
  time: InstantOrNull,
  lsn: IntegerOrNull,
  value: NumberOrNull,
  limit: NumberOrNull,
  /** value / limit. */
  ratio: NumberOrNull,
  /** Unit of value and limit; absent: that of the point's parameter. */
  unit: Type.Optional(StringOrNull),
  revision: IntegerOrNull,
});
export type Evidence = Static<typeof Evidence>;

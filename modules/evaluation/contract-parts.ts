import { type Static, Type } from '@tarim/platform/contract';

/** Pieces that several schemas of this module share. */
export const Instant = Type.String({ format: 'date-time' });
export const NumberOrNull = Type.Union([Type.Number(), Type.Null()]);
export const IntegerOrNull = Type.Union([Type.Integer(), Type.Null()]);
export const StringOrNull = Type.Union([Type.String(), Type.Null()]);
export const InstantOrNull = Type.Union([Instant, Type.Null()]);

/** Periods that are judged. */
export const JudgedPeriod = Type.Union([Type.Literal('hour'), Type.Literal('day')]);
export type JudgedPeriod = Static<typeof JudgedPeriod>;

export const Problem = Type.Object({
  code: Type.String(),
  message: Type.String(),
  path: Type.Optional(Type.String()),
});

/** Key of `telemetry.traceRollup`: the next step up the river. */
export const RollupKey = Type.Object({
  pointId: Type.Integer(),
  period: JudgedPeriod,
  time: Instant,
  revision: Type.Integer(),
});

/** Where a rule stands written. */
export const RuleReference = Type.Object({
  /** `HJ 633-2026` */
  standard: Type.String(),
  title: Type.String(),
  /** `target`: a goal of policy, not a standard. */
  nature: Type.Union([Type.Literal('standard'), Type.Literal('target'), Type.Literal('reference')]),
  /** `表 1`, `5.2`; null when not known. */
  clause: StringOrNull,
  effectiveFrom: StringOrNull,
  effectiveTo: StringOrNull,
  source: StringOrNull,
  /** `official-text`, `multi-source`, `single-source`, `mixed`, `memory`, `unverified`; only the first is law. */
  confidence: Type.String(),
  /** Version of the rule data that judged. */
  version: Type.String(),
});
export type RuleReference = Static<typeof RuleReference>;

/** One step of a computation, in words and figures. */
export const Step = Type.Object({
  title: Type.String(),
  /** `IAQI = ⌈(150−100)/(250−120)·(130−120)+100⌉` */
  formula: StringOrNull,
  result: Type.String(),
  rule: StringOrNull,
});

import { type Static, Type } from '@tarim/platform/contract';
import { orNull } from './parts.ts';

/**
 * Where the figures of a view come from: signed results of manual monitoring (手工), means of automatic stations (自动), both
 * with the signed result first, or one made of the two (融合).
 */
export const ORIGINS = ['both', 'manual', 'automatic', 'merged'] as const;
export type Origin = (typeof ORIGINS)[number];
/** Where no rule merges them: media other than surface water. */
export const PLAIN_ORIGINS = ['both', 'manual', 'automatic'] as const;
export const OriginQuery = Type.Optional(Type.Enum([...ORIGINS]));
export const PlainOriginQuery = Type.Optional(Type.Enum([...PLAIN_ORIGINS]));

/** What a figure was judged by. */
export const STANDINGS = ['manual', 'automatic', 'merged'] as const;
export const Standing = Type.Enum([...STANDINGS]);
export type Standing = Static<typeof Standing>;

/** A rollup of an automatic station, as `telemetry.traceRollup` is asked for it. */
export const RollupKey = Type.Object({
  pointId: Type.Integer(),
  name: Type.String(),
  period: Type.Enum(['day', 'month']),
  time: Type.String({ format: 'date-time' }),
  /** Items of the standard with a valid mean. */
  items: Type.Array(Type.String()),
  /** Factors that did not enter with the reason: not valid, without a unit, or no item of the standard. */
  leftOut: Type.Array(Type.Object({ code: Type.String(), reason: Type.String() })),
});
export type RollupKey = Static<typeof RollupKey>;

/** What the automatic stations of a place come to in the period, beside its signed results. */
export const AutomaticBeside = Type.Object({
  stations: Type.Array(Type.Object({ pointId: Type.Integer(), name: Type.String() })),
  /** Monthly means that entered. */
  n: Type.Integer(),
  /** Class, or 达标 and 不达标 of a source; null: nothing to judge. */
  grade: orNull(Type.String()),
  verdict: orNull(Type.Enum(['meets', 'exceeds'])),
  exceeding: Type.Array(Type.Object({ item: Type.String(), multiple: orNull(Type.Number()) })),
  /** Fewer items than a laboratory has: a class of five items is not one of twenty-one. */
  items: Type.Array(Type.String()),
});
export type AutomaticBeside = Static<typeof AutomaticBeside>;

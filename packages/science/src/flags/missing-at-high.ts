import { type FlagTest, parameter } from './types.ts';

export interface MissingState {
  readonly time: number;
  readonly high: boolean;
  /** Running estimate of the quantile above which a value is high. */
  readonly quantile: number;
  readonly spread: number;
  readonly count: number;
  /** Values by whether they were high and whether the next one was missing; old ones fade. */
  readonly highGone: number;
  readonly highStayed: number;
  readonly lowGone: number;
  readonly lowStayed: number;
}

/** Values until the quantile means something. */
const LEARNS = 24;

/**
 * Missing not at random (非随机缺失): whether gaps follow high values more often than others. `high` is the quantile above which a value counts as
 * high, followed by stochastic approximation (Robbins & Monro 1951); counts fade over `memory` values. Raised at a gap when at least
 * `least` gaps are remembered and their odds after high values are `odds` times those after others (½ added to each cell: Haldane 1956,
 * Anscombe 1956). `step` is the length of a period, ms.
 */
export const missingAtHighTest: FlagTest<MissingState | null> = (state, sample, parameters) => {
  const { time, value, mark = 'N' } = sample;
  const { step = null } = parameters;
  if (value === null || step === null) return { raised: null, state: state ?? null };
  // A marked value is there, but is no figure of the process.
  if (mark !== 'N') return { raised: null, state: state == null ? null : { ...state, time, high: false } };
  if (state == null) return { raised: null, state: first(time, value) };
  const keep = 1 - 1 / parameter(parameters, 'memory', 720);
  const gone = time - state.time > 1.5 * step;
  const counts = {
    highGone: state.highGone * keep + (state.high && gone ? 1 : 0),
    highStayed: state.highStayed * keep + (state.high && !gone ? 1 : 0),
    lowGone: state.lowGone * keep + (!state.high && gone ? 1 : 0),
    lowStayed: state.lowStayed * keep + (!state.high && !gone ? 1 : 0),
  };
  const p = parameter(parameters, 'high', 0.9);
  const count = state.count + 1;
  const spread = state.spread + (Math.abs(value - state.quantile) - state.spread) / Math.min(count, 100);
  const rate = spread / Math.min(Math.sqrt(count) + 1, 10);
  const quantile = state.quantile + rate * (value > state.quantile ? p : p - 1);
  const next = { time, high: count > LEARNS && value > quantile, quantile, spread, count, ...counts };
  const odds =
    ((counts.highGone + 0.5) * (counts.lowStayed + 0.5)) /
    ((counts.lowGone + 0.5) * (counts.highStayed + 0.5));
  const seen = counts.highGone + counts.lowGone >= parameter(parameters, 'least', 5);
  const raised =
    gone && state.high && seen && odds >= parameter(parameters, 'odds', 4)
      ? { flag: 'missing-at-high' as const, time: state.time + step, figures: { odds, value: null } }
      : null;
  return { raised, state: next };
};

const first = (time: number, value: number): MissingState => ({
  time,
  high: false,
  quantile: value,
  spread: 0,
  count: 1,
  highGone: 0,
  highStayed: 0,
  lowGone: 0,
  lowStayed: 0,
});

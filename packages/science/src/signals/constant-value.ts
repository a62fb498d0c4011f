import { clamp01, type RegularSeries } from './math/series.ts';
import { SIGNAL_PROBLEMS as P } from './problems.ts';
import { noSignal, type Signal, signalOf, stepOf, windowOf } from './types.ts';

export interface ConstantInput extends RegularSeries {
  /** Hours when the source stood still or the instrument was under a mark: they end no run and count for nothing. */
  readonly excluded?: ArrayLike<boolean | number>;
  /** Values at or below are no signal of constancy (below detection, 未检出). */
  readonly floor?: number | null;
  /** Values this near to the first of a run belong to it, as a share of it; 0: exactly alike. */
  readonly band?: number;
}

export const CONSTANT_DEFAULTS = { band: 0, shortest: 6, full: 24, minimum: 72 } as const;

/**
 * Constant value (恒值): the longest run of equal values, against what runs of this series would be by themselves. A series that repeats
 * each value with probability p has n·(1 − p)·p^(L−1) runs of at least L to expect (geometric runs; W. Feller, vol. I, XIII.7), so an
 * instrument that shows few digits is not blamed for it; where the value of the run is common elsewhere, its own rate of repeating counts if higher. The floor (below detection) is left out.
 *
 * Strength: −lg(expected runs)/3 × L / 24 periods, both within 0 … 1. Source: runs of chance are textbook, the scale is ours; six equal hours as the shortest that
 * counts is a threshold in use on platforms. Minimum: 72 values.
 */
export function constantValue(input: ConstantInput): Signal {
  const { values, excluded, floor = null, band = CONSTANT_DEFAULTS.band } = input;
  const window = windowOf(input);
  let n = 0;
  let repeats = 0;
  let longest = 0;
  let longestEnd = -1;
  let longestAnchor = Number.NaN;
  let inLong = 0;
  let run = 0;
  let anchor = Number.NaN;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (!Number.isFinite(value) || excluded?.[i] || (floor !== null && value <= floor)) continue;
    n++;
    if (Math.abs(value - anchor) <= band * Math.abs(anchor)) {
      run++;
      repeats++;
    } else {
      anchor = value;
      run = 1;
    }
    if (run === CONSTANT_DEFAULTS.shortest) inLong += run;
    else if (run > CONSTANT_DEFAULTS.shortest) inLong++;
    if (run > longest) {
      longest = run;
      longestEnd = i;
      longestAnchor = anchor;
    }
  }
  const inputs = { n, shortest: CONSTANT_DEFAULTS.shortest, full: CONSTANT_DEFAULTS.full, band };
  if (n < CONSTANT_DEFAULTS.minimum)
    return noSignal('constant-value', window, inputs, P.few, { n, minimum: CONSTANT_DEFAULTS.minimum });
  // The longest run itself is on trial: it must not speak for how often values repeat.
  const others = Math.max(1, n - longest);
  const overall = (Math.max(0, repeats - (longest - 1)) + 0.5) / (others + 1);
  const p = Math.max(overall, repeatRateOf(values, longestAnchor, longestEnd, longest));
  const expected = n * (1 - p) * p ** (longest - 1);
  // One such run in a thousand series is as rare as it gets.
  const rare = clamp01(-Math.log10(Math.max(1e-12, expected)) / 3);
  const strength =
    longest < CONSTANT_DEFAULTS.shortest ? 0 : rare * clamp01(longest / CONSTANT_DEFAULTS.full);
  return signalOf('constant-value', {
    strength,
    window,
    inputs,
    figures: {
      longest,
      until: longestEnd < 0 ? null : input.start + longestEnd * input.step,
      repeatRate: p,
      expected,
      shareInRuns: inLong / n,
    },
    innocent: ['plant-stopped', 'steady-process', 'below-detection', 'coarse-resolution', 'batch-analysis'],
    steps: [
      stepOf(
        'p',
        'Feller I, XIII.7',
        `max((${repeats} − ${longest - 1} + ½)/(${others} + 1), p(x = run))`,
        p,
      ),
      stepOf('E(runs ≥ L)', 'Feller I, XIII.7', `${n}·(1 − p)·p^(${longest} − 1)`, expected),
    ],
  });
}

/** A rate needs so many cases. */
const COMMON = 10;

/** How often this value is followed by itself outside of its longest run, which ends at `end`; 0 where it is rare there. */
function repeatRateOf(values: ArrayLike<number>, value: number, end: number, longest: number): number {
  let cases = 0;
  let repeats = 0;
  for (let i = 0; i + 1 < values.length; i++) {
    if (values[i] !== value || (i > end - longest && i <= end)) continue;
    cases++;
    if (values[i + 1] === value) repeats++;
  }
  return cases < COMMON ? 0 : repeats / cases;
}

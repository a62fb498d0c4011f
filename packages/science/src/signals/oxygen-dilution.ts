import { quantileOf } from '../forecast/quantile.ts';
import { clamp01, lineOf, medianOf, type RegularSeries, sortedValues } from './math/series.ts';
import { SIGNAL_PROBLEMS as P } from './problems.ts';
import { noSignal, type Signal, signalOf, stepOf, windowOf } from './types.ts';

export interface DilutionInput extends Omit<RegularSeries, 'values'> {
  /** Oxygen, % dry. */
  readonly oxygen: ArrayLike<number>;
  /** Concentrations as measured, never converted ones: dilution leaves those as they are. */
  readonly pollutants: readonly ArrayLike<number>[];
  /** What the plant does: flow, power or load; without it a change of load looks like air. */
  readonly load?: ArrayLike<number>;
  /** Indices before this one are the baseline (基准期). */
  readonly baseline: number;
  readonly excluded?: ArrayLike<boolean | number>;
}

export const DILUTION_DEFAULTS = {
  air: 20.9,
  tail: 0.995,
  full: 0.1,
  minimum: 168,
  /** A jump: ln(20.9 − O2) falls by so much from one period to the next, and the pollutants by half to one and a half times as much. */
  jump: 0.08,
  fullJumps: 0.005,
  fewestJumps: 2,
} as const;
/** A level that is off is a leak as often as a hand: it never weighs as much as jumps. */
const LEVEL_WEIGHT = 0.7;

/**
 * Dilution with air (稀释、漏气): oxygen jumps without the load, and all pollutants as measured fall together, by the share of air that came in:
 * C′/C = (20.9 − O2′)/(20.9 − O2). Oxygen is compared with what the baseline shows at the same load (least squares); hours beyond the
 * baseline's own 99.5 % are suspect. In them the pollutants' departure from their baseline median (logarithms, mean of the
 * pollutants) is set beside that of 20.9 − O2: a slope of 1 through the origin is dilution. The mixing formula follows from HJ 212-2017 app. D
 * (excess air); the test is ours, after the joint use of O2 and concentration in the literature.
 *
 * A leak comes slowly, a hand does not: jumps from one hour to the next, at which all pollutants (their median) fall by what 20.9 − O2 falls, are
 * counted over the whole series, baseline or not.
 *
 * Strength: the larger of 0.7 × share of suspect hours over the half percent to be expected, full at 10 %, × (0.5 + 0.5 × agreement with slope
 * 1), and the share of hours with a jump, full at 0.5 %, two at least. Minimum: a week of baseline and of window.
 */
export function oxygenDilution(input: DilutionInput): Signal {
  const { start, step, baseline, pollutants, excluded } = input;
  const { air, tail, full, minimum } = DILUTION_DEFAULTS;
  const length = input.oxygen.length;
  const window = windowOf({ start: start + baseline * step, step, values: { length: length - baseline } });
  const oxygen = Float64Array.from(input.oxygen, (o2, i) => (excluded?.[i] ? Number.NaN : o2));
  const before = sortedValues(oxygen, 0, baseline).length;
  const after = sortedValues(oxygen, baseline).length;
  const inputs = { before, after, pollutants: pollutants.length, air, tail, full };
  const n = Math.min(before, after);
  if (n < minimum) return noSignal('oxygen-dilution', window, inputs, P.few, { n, minimum });
  const line = input.load ? lineOf(input.load, oxygen, 0, baseline) : null;
  const middle = medianOf(oxygen.subarray(0, baseline));
  const usual = (i: number) => (line ? line.intercept + line.slope * input.load![i]! : middle);
  const rest = Float64Array.from(oxygen, (o2, i) => o2 - usual(i));
  const far = quantileOf(sortedValues(rest, 0, baseline), tail);
  const medians = pollutants.map((one) => medianOf(Array.from(one).slice(0, baseline)));
  let suspect = 0;
  let sxx = 0;
  let sxy = 0;
  for (let i = baseline; i < length; i++) {
    if (!(rest[i]! > far)) continue;
    suspect++;
    const x = Math.log(Math.max(0.1, air - oxygen[i]!) / Math.max(0.1, air - usual(i)));
    const y = fallOf(pollutants, medians, i);
    if (!Number.isFinite(x) || y === null) continue;
    sxx += x * x;
    sxy += x * y;
  }
  const share = suspect / after;
  const slope = sxx > 0 ? sxy / sxx : null;
  const agreement = slope === null ? 0 : clamp01(1 - Math.abs(slope - 1));
  const excess = clamp01((share - (1 - tail)) / full);
  const jumps = jumpsOf(oxygen, usual, pollutants);
  const level = LEVEL_WEIGHT * excess * (0.5 + 0.5 * agreement);
  const { fewestJumps, fullJumps } = DILUTION_DEFAULTS;
  const sudden = jumps < fewestJumps ? 0 : clamp01(jumps / (before + after) / fullJumps);
  return signalOf('oxygen-dilution', {
    strength: Math.max(level, sudden),
    window,
    inputs,
    figures: { suspect, share, jumps, beyond: far, slope, agreement, oxygenAtLoad: line?.slope ?? null },
    innocent: ['air-leak', 'start-up', 'load-change', 'instrument-replaced', 'plant-stopped'],
    steps: [
      stepOf('share', 'Tarim', `${suspect}/${after}, O2 − O2(load) > ${far.toPrecision(4)}`, share),
      stepOf('slope', 'HJ 212-2017 D', 'Δln C = k·Δln(20.9 − O2)', slope),
      stepOf('jumps', 'Tarim', `Δln(20.9 − O2) ≤ −${DILUTION_DEFAULTS.jump}`, jumps),
    ],
  });
}

/** Periods at which air came in at once: oxygen up against what the load explains, and the middle of the pollutants down by as much. */
function jumpsOf(
  oxygen: Float64Array,
  usual: (i: number) => number,
  pollutants: readonly ArrayLike<number>[],
): number {
  const { air, jump } = DILUTION_DEFAULTS;
  const rest = (i: number) => Math.log(Math.max(0.1, air - oxygen[i]!) / Math.max(0.1, air - usual(i)));
  let jumps = 0;
  for (let i = 1; i < oxygen.length; i++) {
    const x = rest(i) - rest(i - 1);
    if (!(x <= -jump)) continue;
    const falls = pollutants
      .map((one) => Math.log(one[i]! / one[i - 1]!))
      .filter(Number.isFinite)
      .sort((a, b) => a - b);
    const y = falls[(falls.length - 1) >> 1];
    if (y !== undefined && y <= 0.5 * x && y >= 1.5 * x) jumps++;
  }
  return jumps;
}

/** Mean of ln(C / median) over the pollutants that have a figure. */
function fallOf(
  pollutants: readonly ArrayLike<number>[],
  medians: readonly number[],
  i: number,
): number | null {
  let sum = 0;
  let n = 0;
  pollutants.forEach((one, k) => {
    if (!(one[i]! > 0) || !(medians[k]! > 0)) return;
    sum += Math.log(one[i]! / medians[k]!);
    n++;
  });
  return n > 0 ? sum / n : null;
}

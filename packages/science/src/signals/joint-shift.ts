import { quantileOf } from '../forecast/quantile.ts';
import { energyTest } from './math/energy.ts';
import { type RegularSeries, sortedValues } from './math/series.ts';
import { SIGNAL_PROBLEMS as P } from './problems.ts';
import { noSignal, type Signal, signalOf, stepOf, windowOf } from './types.ts';

export interface JointShiftInput extends Omit<RegularSeries, 'values'> {
  /** Items by name, period by period: SO2, NOx, O2, flow … Positive ones go in as logarithms, so that relations are ratios. */
  readonly items: Readonly<Record<string, ArrayLike<number>>>;
  readonly baseline: number;
  readonly excluded?: ArrayLike<boolean | number>;
  /** Of the permutations; the same seed gives the same p. */
  readonly seed: number;
}

export const JOINT_DEFAULTS = { rows: 160, perDay: 8, permutations: 99, minimum: 100 } as const;

/**
 * Shift of joint density (联合分布漂移): whether items stand to each other in the window as in the baseline. Rows of items, each scaled by the baseline's median
 * and quartiles, are compared by the energy distance (Székely & Rizzo 2004), which sees any difference of two distributions in
 * several dimensions; p is by permutation of whole days, because hours of a day are no independent witnesses. Up to 160 rows a side, at equal
 * distances in time, so that a year costs as much as a month.
 *
 * Strength: √H × (1 − p), H = E/2E|X − Y| in 0 … 1 (Székely & Rizzo 2013). Minimum: 100 whole rows a side. It does not tell what
 * changed or why: a new fuel, another load or a repaired scrubber shifts as much as a changed slope.
 */
export function jointShift(input: JointShiftInput): Signal {
  const { start, step, baseline, excluded, seed } = input;
  const names = Object.keys(input.items);
  const length = Math.min(...names.map((name) => input.items[name]!.length), Number.MAX_SAFE_INTEGER);
  const window = windowOf({ start: start + baseline * step, step, values: { length: length - baseline } });
  const { rows, permutations, minimum, perDay } = JOINT_DEFAULTS;
  const columns = names.map((name) => scaled(input.items[name]!, baseline));
  const whole: number[] = [];
  for (let i = 0; i < length; i++)
    if (!excluded?.[i] && columns.every((column) => Number.isFinite(column[i]!))) whole.push(i);
  const before = thin(
    whole.filter((i) => i < baseline),
    rows,
  );
  const after = thin(
    whole.filter((i) => i >= baseline),
    rows,
  );
  const inputs = { before: before.length, after: after.length, items: names.length, permutations, seed };
  const n = Math.min(before.length, after.length);
  if (names.length === 0 || n < minimum)
    return noSignal('joint-shift', window, inputs, P.few, { n, minimum });
  const row = (i: number) => columns.map((column) => column[i]!);
  // Neighbours in the thinned sample move together: at least a day, or eight rows.
  const block = [...blocks(before.length, perDay, 0), ...blocks(after.length, perDay, 1_000_000)];
  const { distance, h, p } = energyTest(before.map(row), after.map(row), { permutations, seed, block });
  return signalOf('joint-shift', {
    strength: Math.sqrt(h) * (1 - p),
    window,
    inputs,
    figures: { distance, h, p },
    innocent: [
      'fuel-change',
      'load-change',
      'treatment-changed',
      'instrument-replaced',
      'planned-maintenance',
    ],
    steps: [
      stepOf('E', 'Székely & Rizzo 2004', '2E|X−Y| − E|X−X′| − E|Y−Y′|', distance),
      stepOf('H', 'Székely & Rizzo 2013', 'E / 2E|X−Y|', h),
      stepOf('p', 'permutation', `#(E* ≥ E)/(${permutations} + 1)`, p),
    ],
  });
}

function scaled(values: ArrayLike<number>, baseline: number): Float64Array {
  const base = sortedValues(values, 0, baseline);
  const logs = base.length > 0 && quantileOf(base, 0.05) > 0;
  const x = Float64Array.from(values, (value) => (logs ? (value > 0 ? Math.log(value) : Number.NaN) : value));
  const sorted = sortedValues(x, 0, baseline);
  if (sorted.length === 0) return x;
  const middle = quantileOf(sorted, 0.5);
  // Quartile range over 1.349: the deviation of a normal distribution.
  const spread = (quantileOf(sorted, 0.75) - quantileOf(sorted, 0.25)) / 1.349 || 1;
  return x.map((one) => (one - middle) / spread);
}

/** At most `most` of a list, at equal distances. */
function thin(list: readonly number[], most: number): number[] {
  if (list.length <= most) return [...list];
  return Array.from({ length: most }, (_, k) => list[Math.floor((k * list.length) / most)]!);
}

const blocks = (length: number, size: number, first: number): number[] =>
  Array.from({ length }, (_, i) => first + Math.floor(i / size));

import { clamp01, type RegularSeries, typicalStep } from './math/series.ts';
import { SIGNAL_PROBLEMS as P } from './problems.ts';
import { noSignal, type Signal, signalOf, stepOf, windowOf } from './types.ts';

export interface CopiedDaysInput extends RegularSeries {
  readonly excluded?: ArrayLike<boolean | number>;
}

export const COPIED_DEFAULTS = { perDay: 24, least: 20, near: 0.5, minimumDays: 10 } as const;

/**
 * Copied days (复制数据): two days whose hours follow each other more closely than the noise of neighbouring hours allows. Each day is divided by its
 * mean, so that a copy times a factor is found too; distance is the mean absolute difference over the hours that both have, in
 * units of the typical step from hour to hour. Days of noise of their own are about one unit apart or more, a copy is near zero. It is the
 * search for the nearest neighbour of a subsequence (motif; Yeh et al., Matrix Profile I, ICDM 2016) at whole days only, given up early
 * once a pair is too far. Scale ours.
 *
 * Strength: 1 − distance / 0.5 of the closest pair, times 0.8 for one pair and up to 1 for more. Minimum: ten days of at least 20 hours
 * that vary. `step` is an hour.
 */
export function copiedDays(input: CopiedDaysInput): Signal {
  const { values, excluded, start } = input;
  const { perDay, least, near, minimumDays } = COPIED_DEFAULTS;
  const window = windowOf(input);
  const days = daysOf(values, excluded);
  const unit = typicalStep(flatten(days));
  const inputs = { days: days.length, perDay, least, near };
  if (days.length < minimumDays)
    return noSignal('copied-days', window, inputs, P.few, { n: days.length, minimum: minimumDays });
  if (!(unit > 0)) return noSignal('copied-days', window, inputs, P.noVariation);
  const { closest, copies, a, b } = search(days, unit, near, least);
  const found = Number.isFinite(closest);
  const strength = found ? clamp01(1 - closest / near) * (1 - 0.2 / Math.max(1, copies)) : 0;
  const dayMs = perDay * input.step;
  return signalOf('copied-days', {
    strength,
    window,
    inputs,
    figures: {
      distance: found ? closest : null,
      copies,
      unit,
      day: found ? start + days[a]!.index * dayMs : null,
      like: found ? start + days[b]!.index * dayMs : null,
    },
    innocent: ['plant-stopped', 'steady-process', 'coarse-resolution', 'same-load'],
    steps: [
      stepOf('unit', 'Tarim', 'median |x(t) − x(t−1)|, x / mean of day', unit),
      stepOf('d', 'Yeh 2016', `min Σ|a − b| / (n·${unit.toPrecision(4)})`, found ? closest : null),
    ],
  });
}

interface Day {
  readonly index: number;
  /** Over the day's mean; NaN where there is none. */
  readonly shape: Float64Array;
}

function daysOf(values: ArrayLike<number>, excluded?: ArrayLike<boolean | number>): Day[] {
  const { perDay, least } = COPIED_DEFAULTS;
  const days: Day[] = [];
  for (let index = 0; (index + 1) * perDay <= values.length; index++) {
    const shape = new Float64Array(perDay);
    let n = 0;
    let sum = 0;
    let moves = 0;
    let before = Number.NaN;
    for (let hour = 0; hour < perDay; hour++) {
      const i = index * perDay + hour;
      const value = excluded?.[i] ? Number.NaN : values[i]!;
      shape[hour] = value;
      if (!Number.isFinite(value)) continue;
      n++;
      sum += value;
      if (value !== before) moves++;
      before = value;
    }
    // A day that mostly repeats itself is like any other such day: that is another signal.
    if (n < least || !(sum > 0) || moves < n / 2) continue;
    for (let hour = 0; hour < perDay; hour++) shape[hour]! /= sum / n;
    days.push({ index, shape });
  }
  return days;
}

function flatten(days: readonly Day[]): Float64Array {
  const all = new Float64Array(days.length * (COPIED_DEFAULTS.perDay + 1)).fill(Number.NaN);
  days.forEach(({ shape }, k) => {
    all.set(shape, k * (COPIED_DEFAULTS.perDay + 1));
  });
  return all;
}

function search(days: readonly Day[], unit: number, near: number, least: number) {
  let closest = Number.POSITIVE_INFINITY;
  let copies = 0;
  let a = 0;
  let b = 0;
  for (let i = 0; i < days.length; i++) {
    const one = days[i]!.shape;
    for (let j = 0; j < i; j++) {
      const other = days[j]!.shape;
      const most = near * unit * one.length;
      let sum = 0;
      let n = 0;
      for (let hour = 0; hour < one.length && sum <= most; hour++) {
        const d = Math.abs(one[hour]! - other[hour]!);
        if (d >= 0) {
          sum += d;
          n++;
        }
      }
      if (n < least || sum > near * unit * n) continue;
      copies++;
      const distance = sum / (n * unit);
      if (distance < closest) {
        closest = distance;
        a = i;
        b = j;
      }
    }
  }
  return { closest, copies, a, b };
}

import type { Samples } from './samples.ts';

/** Count, range, mean and squared deviations of values; two of them can be joined (Chan, Golub & LeVeque 1983). */
export interface Summary {
  readonly count: number;
  readonly min: number;
  readonly max: number;
  readonly mean: number;
  /** Σ(x − mean)². */
  readonly squares: number;
}

export const EMPTY: Summary = { count: 0, min: Infinity, max: -Infinity, mean: 0, squares: 0 };

/** Over stored values that are neither `noData` nor NaN nor infinite. */
export function summarise(samples: Samples, noData: number | null): Summary {
  let count = 0;
  let min = Infinity;
  let max = -Infinity;
  // Moved towards the first value, so that squares do not lose their digits.
  let origin = Number.NaN;
  let sum = 0;
  let squares = 0;
  for (let i = 0; i < samples.length; i++) {
    const value = samples[i]!;
    if (value === noData || value - value !== 0) continue;
    if (count === 0) origin = value;
    const moved = value - origin;
    count++;
    sum += moved;
    squares += moved * moved;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  if (count === 0) return EMPTY;
  return { count, min, max, mean: origin + sum / count, squares: Math.max(0, squares - (sum * sum) / count) };
}

export function join(a: Summary, b: Summary): Summary {
  if (a.count === 0) return b;
  if (b.count === 0) return a;
  const count = a.count + b.count;
  const apart = b.mean - a.mean;
  return {
    count,
    min: Math.min(a.min, b.min),
    max: Math.max(a.max, b.max),
    mean: a.mean + (apart * b.count) / count,
    squares: a.squares + b.squares + (apart * apart * a.count * b.count) / count,
  };
}

/** Of the population. */
export const deviation = ({ count, squares }: Summary): number =>
  count === 0 ? 0 : Math.sqrt(squares / count);

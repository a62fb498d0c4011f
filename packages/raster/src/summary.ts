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

/**
 * Over stored values that are neither `noData` nor NaN nor infinite.
 *
 * Cells that do not count add nothing instead of being skipped: a loop with a jump in it takes three times as long.
 */
export function summarise(samples: Samples, noData: number | null): Summary {
  const none = noData ?? Number.NaN;
  const first = samples.findIndex((value) => value !== none && value - value === 0);
  if (first < 0) return EMPTY;
  // Moved towards the first value, so that squares do not lose their digits.
  const origin = samples[first]!;
  const found = new Float64Array(5);
  if (samples instanceof Float32Array || samples instanceof Float64Array)
    ofNumbers(samples, none, origin, found);
  else ofWholeNumbers(samples, none, origin, found);
  const [out, min, max, sum, squares] = found as unknown as [number, number, number, number, number];
  const count = samples.length - out;
  return {
    count,
    min,
    max,
    mean: origin + sum / count,
    squares: Math.max(0, squares - (sum * sum) / count),
  };
}

/** Gives how many do not count, the least, the greatest, and sum and sum of squares of value − origin. */
function ofNumbers(
  samples: Float32Array | Float64Array,
  none: number,
  origin: number,
  found: Float64Array,
): void {
  let out = 0;
  let min = 0;
  let max = 0;
  let sum = 0;
  let squares = 0;
  for (let i = 0; i < samples.length; i++) {
    const value = samples[i]!;
    const moved = value === none || value - value !== 0 ? 0 : value - origin;
    out += value === none || value - value !== 0 ? 1 : 0;
    sum += moved;
    squares += moved * moved;
    min = Math.min(min, moved);
    max = Math.max(max, moved);
  }
  const least = placed(samples, none, origin, min, Math.min);
  const greatest = placed(samples, none, origin, max, Math.max);
  found.set([out, least, greatest, sum, squares]);
}

/** Of a value of this share of what it was moved by, or more, moving rounds too little for a float32 to notice. */
const FLOAT32_SAFE = 2 ** -24;

/** The least or greatest value, of which `apart` is the distance to the origin: exactly. */
function placed(
  samples: Float32Array | Float64Array,
  none: number,
  origin: number,
  apart: number,
  choose: (a: number, b: number) => number,
): number {
  if (apart === 0) return origin;
  const value = Math.fround(origin + apart);
  if (samples instanceof Float32Array && Math.abs(value) > FLOAT32_SAFE * Math.abs(apart)) return value;
  let chosen = origin;
  for (const one of samples) if (one !== none && one - one === 0) chosen = choose(chosen, one);
  return chosen;
}

function ofWholeNumbers(
  samples: Exclude<Samples, Float32Array | Float64Array>,
  none: number,
  origin: number,
  found: Float64Array,
): void {
  let out = 0;
  let min = origin;
  let max = origin;
  let sum = 0;
  let squares = 0;
  for (let i = 0; i < samples.length; i++) {
    const value = samples[i]!;
    const counted = value === none ? origin : value;
    const moved = counted - origin;
    out += value === none ? 1 : 0;
    sum += moved;
    squares += moved * moved;
    min = Math.min(min, counted);
    max = Math.max(max, counted);
  }
  found.set([out, min, max, sum, squares]);
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

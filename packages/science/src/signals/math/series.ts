import { quantileOf } from '../../forecast/quantile.ts';

/** Values of one period after another; NaN where there is none. Time of the first in epoch ms, `step` in ms. */
export interface RegularSeries {
  readonly start: number;
  readonly step: number;
  readonly values: ArrayLike<number>;
}

/** The finite values of indices [from, to), ascending. */
export function sortedValues(values: ArrayLike<number>, from = 0, to = values.length): Float64Array {
  const out = new Float64Array(Math.max(0, to - from));
  let n = 0;
  for (let i = from; i < to; i++) if (Number.isFinite(values[i]!)) out[n++] = values[i]!;
  return out.subarray(0, n).sort();
}

/** Median of the finite values; NaN of none. */
export function medianOf(values: ArrayLike<number>): number {
  const sorted = sortedValues(values);
  return sorted.length > 0 ? quantileOf(sorted, 0.5) : Number.NaN;
}

/** Median of |x(t) − x(t−1)|: what the noise of neighbours usually is. NaN when there are none. */
export function typicalStep(values: ArrayLike<number>): number {
  const steps = new Float64Array(Math.max(0, values.length - 1));
  let n = 0;
  for (let i = 1; i < values.length; i++) {
    const step = Math.abs(values[i]! - values[i - 1]!);
    if (Number.isFinite(step)) steps[n++] = step;
  }
  return medianOf(steps.subarray(0, n));
}

/** Least squares of y on x over the pairs that are both there, of [from, to). Null below three pairs or when x stands still. */
export function lineOf(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  from = 0,
  to = x.length,
): { readonly slope: number; readonly intercept: number; readonly r: number; readonly n: number } | null {
  let n = 0;
  let mx = 0;
  let my = 0;
  let sxx = 0;
  let syy = 0;
  let sxy = 0;
  for (let i = from; i < to; i++) {
    const [a, b] = [x[i]!, y[i]!];
    if (!Number.isFinite(a) || !Number.isFinite(b)) continue;
    n++;
    const dx = a - mx;
    const dy = b - my;
    mx += dx / n;
    my += dy / n;
    sxx += dx * (a - mx);
    syy += dy * (b - my);
    sxy += dx * (b - my);
  }
  if (n < 3 || sxx <= 0) return null;
  const slope = sxy / sxx;
  return { slope, intercept: my - slope * mx, r: syy > 0 ? sxy / Math.sqrt(sxx * syy) : 0, n };
}

export const clamp01 = (x: number): number => (x > 0 ? Math.min(1, x) : 0);

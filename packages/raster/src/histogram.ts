import type { Samples } from './samples.ts';

/**
 * Counts over bins that need no range beforehand: the upper 16 bits of a number as 32-bit floating point, in the order of
 * numbers. A bin is 0.8 % wide at most, so one pass over a scene is enough for thresholds and percentiles.
 */
export type FloatBins = Float64Array;

const BINS = 65_536;
const float = new Float32Array(1);
const bits = new Uint32Array(float.buffer);

export const floatBins = (): FloatBins => new Float64Array(BINS);

/** Adds stored values that are neither `noData` nor NaN nor infinite, as `scale × stored + offset`. */
export function countInto(
  bins: FloatBins,
  samples: Samples,
  noData: number | null,
  scale = 1,
  offset = 0,
): void {
  for (let i = 0; i < samples.length; i++) {
    const value = samples[i]!;
    if (value === noData || value - value !== 0) continue;
    float[0] = value * scale + offset;
    const word = bits[0]!;
    bins[(word & 0x80000000 ? ~word : word ^ 0x80000000) >>> 16]!++;
  }
}

export function addInto(bins: FloatBins, other: FloatBins): void {
  for (let i = 0; i < bins.length; i++) bins[i]! += other[i]!;
}

/** The number at which a bin begins. */
function edgeOf(bin: number): number {
  const word = (bin << 16) >>> 0;
  bits[0] = word & 0x80000000 ? word ^ 0x80000000 : ~word;
  return float[0]!;
}

/** Values and how often they were seen, in rising order; only where something was counted. */
export interface Distribution {
  readonly values: Float64Array;
  readonly counts: Float64Array;
  readonly total: number;
}

export function distributionOf(bins: FloatBins): Distribution {
  const used: number[] = [];
  for (let i = 0; i < BINS; i++) if (bins[i]! > 0) used.push(i);
  const values = Float64Array.from(used, (bin) => {
    const [a, b] = [edgeOf(bin), edgeOf(bin + 1)];
    return Number.isFinite(a) && Number.isFinite(b) ? (a + b) / 2 : Number.isFinite(a) ? a : b;
  });
  const counts = Float64Array.from(used, (bin) => bins[bin]!);
  return { values, counts, total: counts.reduce((a, b) => a + b, 0) };
}

/** The value below which a share of all lies (0–1), to the width of a bin. */
export function quantile({ values, counts, total }: Distribution, share: number): number {
  if (total === 0) return Number.NaN;
  const wanted = share * total;
  let sum = 0;
  for (let i = 0; i < values.length; i++) {
    sum += counts[i]!;
    if (sum >= wanted) return values[i]!;
  }
  return values.at(-1)!;
}

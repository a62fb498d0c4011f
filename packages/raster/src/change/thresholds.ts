import { TarimError } from '@tarim/kernel';
import { rasterErrors } from '../errors.ts';
import { type Distribution, quantile } from '../histogram.ts';

export type ThresholdMethod = 'otsu' | 'kapur' | 'mad';

/**
 * The magnitude above which a cell counts as changed.
 * @param k deviations for `mad`
 * @throws TarimError RASTER_UNIFORM when there is nothing to divide
 */
export function thresholdOf(distribution: Distribution, method: ThresholdMethod, k = 3): number {
  if (distribution.values.length < 2) throw new TarimError(rasterErrors.uniform);
  if (method === 'mad') return byDeviation(distribution, k);
  return method === 'otsu' ? otsu(distribution) : kapur(distribution);
}

/** Otsu 1979: the division with the greatest variance between both sides. */
export function otsu({ values, counts, total }: Distribution): number {
  let all = 0;
  for (let i = 0; i < values.length; i++) all += values[i]! * counts[i]!;
  let [below, sum, best, at] = [0, 0, -1, 0];
  for (let i = 0; i < values.length - 1; i++) {
    below += counts[i]!;
    sum += values[i]! * counts[i]!;
    const apart = (all - sum) / (total - below) - sum / below;
    const between = below * (total - below) * apart * apart;
    if (between > best) {
      best = between;
      at = i;
    }
  }
  return (values[at]! + values[at + 1]!) / 2;
}

const BINS = 256;

/** Kapur, Sahoo & Wong 1985: the division with the greatest sum of entropies, over 256 even bins. */
export function kapur(distribution: Distribution): number {
  const { values, counts, total } = distribution;
  // Even bins up to the largest value would put all the rest in one bin when a few are far out.
  const [low, high] = [values[0]!, Math.max(quantile(distribution, 0.9999), values[1]!)];
  const bins = new Float64Array(BINS);
  for (let i = 0; i < values.length; i++)
    bins[Math.min(BINS - 1, Math.floor(((values[i]! - low) / (high - low)) * BINS))]! += counts[i]! / total;
  const plogp = (p: number) => (p > 0 ? p * Math.log(p) : 0);
  const all = bins.reduce((sum, p) => sum + plogp(p), 0);
  let [p, h, best, at] = [0, 0, -Infinity, 0];
  for (let i = 0; i < BINS - 1; i++) {
    p += bins[i]!;
    h += plogp(bins[i]!);
    if (p <= 0 || p >= 1 - 1e-12) continue;
    // −Σ (pᵢ/P) ln(pᵢ/P) = ln P − Σ pᵢ ln pᵢ / P, and the like for the other side.
    const entropy = Math.log(p) - h / p + Math.log(1 - p) - (all - h) / (1 - p);
    if (entropy > best) {
      best = entropy;
      at = i;
    }
  }
  return low + ((at + 1) / BINS) * (high - low);
}

/** Median + k × 1.4826 × median absolute deviation: of stable cells, as long as fewer than half have changed. */
function byDeviation(distribution: Distribution, k: number): number {
  const middle = quantile(distribution, 0.5);
  const { values, counts, total } = distribution;
  const order = Array.from(values.keys()).sort(
    (a, b) => Math.abs(values[a]! - middle) - Math.abs(values[b]! - middle),
  );
  let sum = 0;
  let deviation = 0;
  for (const i of order) {
    sum += counts[i]!;
    deviation = Math.abs(values[i]! - middle);
    if (sum >= total / 2) break;
  }
  return middle + k * 1.4826 * deviation;
}

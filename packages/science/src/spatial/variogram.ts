import { distanceOf, type Points } from './points.ts';

/** One bin of an empirical semivariogram. */
export interface VariogramBin {
  readonly pairs: number;
  /** Mean distance of the pairs, m. */
  readonly distance: number;
  /** Half the mean squared difference of the pairs. */
  readonly gamma: number;
}

export interface VariogramBinning {
  /** Pairs farther apart are not looked at, m; null: a third of the diagonal of the samples' box. */
  readonly cutoff: number | null;
  /** Number of equal bins up to the cutoff. */
  readonly bins: number;
}

/**
 * Empirical semivariogram (实验变异函数), Matheron's estimator (Cressie 1993, 2.4):
 *
 *     γ̂(h) = Σ (zᵢ − zⱼ)² / (2 N(h))   over the N(h) pairs whose distance falls into the bin (from, to]
 *
 * Cutoff of a third of the diagonal and fifteen bins are the habit of gstat (Pebesma 2004).
 * @returns bins that have pairs, by distance, and the cutoff used
 */
export function empiricalVariogram(
  points: Points,
  values: ArrayLike<number>,
  { cutoff: given, bins: number }: VariogramBinning,
): { bins: VariogramBin[]; cutoff: number } {
  const cutoff = given ?? diagonalOf(points) / 3;
  const width = cutoff / number;
  const pairs = new Float64Array(number);
  const distances = new Float64Array(number);
  const squares = new Float64Array(number);
  for (let i = 1; i < points.count; i++)
    for (let j = 0; j < i; j++) {
      const h = distanceOf(points, i, points, j);
      if (h === 0 || h > cutoff) continue;
      const bin = Math.min(number - 1, Math.ceil(h / width) - 1);
      pairs[bin]! += 1;
      distances[bin]! += h;
      squares[bin]! += (values[i]! - values[j]!) ** 2;
    }
  const bins = Array.from(pairs, (n, bin) => ({
    pairs: n,
    distance: distances[bin]! / n,
    gamma: squares[bin]! / (2 * n),
  })).filter((one) => one.pairs > 0);
  return { bins, cutoff };
}

/** Of the box around all points, in the space their distances are taken in, m. */
function diagonalOf({ x, y, z }: Points): number {
  let sum = 0;
  for (const axis of [x, y, z]) {
    let least = Number.POSITIVE_INFINITY;
    let most = Number.NEGATIVE_INFINITY;
    for (const one of axis) {
      least = Math.min(least, one);
      most = Math.max(most, one);
    }
    if (most > least) sum += (most - least) ** 2;
  }
  return Math.sqrt(sum);
}

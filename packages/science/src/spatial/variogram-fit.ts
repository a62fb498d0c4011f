import type { VariogramBin } from './variogram.ts';
import { shareOfSill, VARIOGRAM_KINDS, type VariogramKind, type VariogramModel } from './variogram-model.ts';

/** `cressie`: N/γ(h)² (Cressie 1985); `pairs-over-distance`: N/h², which weighs what is near (the habit of gstat). */
export const FIT_WEIGHTS = ['cressie', 'pairs-over-distance'] as const;
export type FitWeights = (typeof FIT_WEIGHTS)[number];

export interface VariogramFit {
  readonly model: VariogramModel;
  /** Weighted sum of squares that was made least; comparable among models of the same bins and weights. */
  readonly criterion: number;
  /** The range is the largest that was tried: no sill was seen. */
  readonly atLimit: boolean;
}

/** Ranges tried, as multiples of the farthest bin; beyond, every model is a straight line within the bins. */
const WIDEST = 3;
/** Steps of the first, coarse look along the range and along the nugget's share. */
const RANGES = 60;
const SHARES = 20;
const FINEST = 1e-10;
const LONGEST_SEARCH = 5_000;

/**
 * Fits a model to an empirical semivariogram by weighted least squares (加权最小二乘):
 *
 *     cressie               Σ N (γ̂/γ(θ) − 1)²          N. Cressie, Math. Geol. 17 (1985) 563–586
 *     pairs-over-distance   Σ N/h² (γ̂ − γ(θ))²         E. Pebesma, Comput. Geosci. 30 (2004) 683–691, fit.method 7
 *
 * For a range a and a share t of the nugget, γ = s·g with g = t + (1 − t)·ρ(h/a), and the sill s that is best has a closed form;
 * only a and t are searched, coarsely everywhere and then ever closer. Nugget and sills are never negative.
 * @param bins three or more with γ̂ not all 0
 * @returns null when no model fits
 */
export function fitVariogram(
  bins: readonly VariogramBin[],
  kind: VariogramKind,
  weights: FitWeights = 'cressie',
): VariogramFit | null {
  const far = Math.max(...bins.map((one) => one.distance));
  const near = Math.min(...bins.map((one) => one.distance));
  if (!(near > 0) || !bins.some((one) => one.gamma > 0)) return null;
  const lowest = Math.log(near / 4);
  const highest = Math.log(far * WIDEST);
  const at = (logRange: number, share: number) => sillOf(bins, kind, weights, Math.exp(logRange), share);

  let best = { logRange: lowest, share: 0, ...at(lowest, 0) };
  const look = (logRange: number, share: number): boolean => {
    if (logRange < lowest || logRange > highest || share < 0 || share > 1) return false;
    const found = at(logRange, share);
    if (!(found.criterion < best.criterion)) return false;
    best = { logRange, share, ...found };
    return true;
  };
  for (let i = 0; i <= RANGES; i++)
    for (let j = 0; j <= SHARES; j++) look(lowest + ((highest - lowest) * i) / RANGES, j / SHARES);
  let stepRange = (highest - lowest) / RANGES;
  let stepShare = 1 / SHARES;
  for (let round = 0; stepRange > FINEST && round < LONGEST_SEARCH; round++) {
    const { logRange, share } = best;
    let better = false;
    for (const i of [-1, -0.5, 0, 0.5, 1])
      for (const j of [-1, -0.5, 0, 0.5, 1]) {
        const to = Math.min(1, Math.max(0, share + j * stepShare));
        better = look(Math.min(highest, logRange + i * stepRange), to) || better;
      }
    if (better) continue;
    stepRange /= 2;
    stepShare /= 2;
  }
  if (!Number.isFinite(best.sill) || !Number.isFinite(best.criterion)) return null;
  const { share, sill } = best;
  return {
    model: { kind, nugget: share * sill, partialSill: (1 - share) * sill, range: Math.exp(best.logRange) },
    criterion: best.criterion,
    atLimit: best.logRange > highest - 1e-6,
  };
}

/** The model of the least criterion; equal ones in the order spherical, exponential, gaussian. */
export function bestFit(bins: readonly VariogramBin[], weights: FitWeights): VariogramFit | null {
  return VARIOGRAM_KINDS.map((kind) => fitVariogram(bins, kind, weights)).reduce(
    (best, one) => (one && (!best || one.criterion < best.criterion) ? one : best),
    null,
  );
}

function sillOf(
  bins: readonly VariogramBin[],
  kind: VariogramKind,
  weights: FitWeights,
  range: number,
  share: number,
): { sill: number; criterion: number } {
  let cross = 0;
  let square = 0;
  let all = 0;
  for (const { pairs, distance, gamma } of bins) {
    const g = share + (1 - share) * shareOfSill(kind, distance, range);
    if (weights === 'cressie') {
      // Least in q = 1/s of Σ N (q γ̂/g − 1)².
      const ratio = gamma / g;
      cross += pairs * ratio;
      square += pairs * ratio * ratio;
      all += pairs;
    } else {
      const weight = pairs / (distance * distance);
      cross += weight * gamma * g;
      square += weight * g * g;
      all += weight * gamma * gamma;
    }
  }
  const solved = cross / square;
  const criterion = Math.max(0, all - cross * solved);
  return { sill: weights === 'cressie' ? 1 / solved : solved, criterion };
}

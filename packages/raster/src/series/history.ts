import { REC_CUSUM, recCusumProbability } from './critical.ts';
import { dot, LeastSquares } from './least-squares.ts';

/**
 * Where the stable history begins (ROC, reverse-ordered CUSUM; Pesaran & Timmermann 2002): recursive residuals from the
 * latest observation backwards. When their cumulative sum leaves ±λ(1 + 2t) less likely by chance than `level`, the history
 * reaches back until it first does so for λ of 5 %, which is R's way whatever the level.
 * @param rows regressors of each observation of the history, in the order of time
 * @returns number of the first observation that belongs to it
 */
export function stableHistory(
  rows: readonly Float64Array[],
  values: ArrayLike<number>,
  level: number,
): number {
  const n = rows.length;
  const k = rows[0]?.length ?? 0;
  if (n <= k + 1) return 0;
  const fit = new LeastSquares(k);
  for (let i = n - 1; i >= n - k; i--) fit.add(rows[i]!, values[i]!);
  const residuals: number[] = [];
  for (let i = n - k - 1; i >= 0; i--) {
    const row = rows[i]!;
    const coefficients = fit.coefficients();
    // The first observations may all be of one season: they determine nothing yet.
    if (coefficients)
      residuals.push((values[i]! - dot(coefficients, row)) / Math.sqrt(1 + fit.leverage(row)));
    else residuals.push(0);
    fit.add(row, values[i]!);
  }
  const m = residuals.length;
  const mean = residuals.reduce((a, b) => a + b, 0) / m;
  const sigma = Math.sqrt(residuals.reduce((sum, w) => sum + (w - mean) ** 2, 0) / (m - 1));
  if (!(sigma > 0)) return 0;
  const lambda = REC_CUSUM[0.05]!;
  let sum = 0;
  let most = 0;
  let start = 0;
  for (let j = 0; j < m; j++) {
    sum += residuals[j]!;
    const moved = Math.abs(sum) / (sigma * Math.sqrt(m)) / (1 + (2 * (j + 1)) / m);
    if (moved > most) most = moved;
    // The residual that crosses is of observation n − k − 1 − j; the history begins behind it.
    if (start === 0 && moved > lambda) start = n - k - j;
  }
  return recCusumProbability(most) < level ? start : 0;
}

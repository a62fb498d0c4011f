import { dot, LeastSquares } from './least-squares.ts';

/**
 * Where the stable history begins (ROC, reverse-ordered CUSUM; Pesaran & Timmermann 2002): recursive residuals from the
 * latest observation backwards; the history reaches back until their cumulative sum first leaves ±λ(1 + 2t).
 * @param rows regressors of each observation of the history, in the order of time
 * @returns number of the first observation that belongs to it
 */
export function stableHistory(
  rows: readonly Float64Array[],
  values: ArrayLike<number>,
  lambda: number,
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
  let sum = 0;
  for (let j = 0; j < m; j++) {
    sum += residuals[j]!;
    const t = (j + 1) / m;
    // The residual that crosses is of observation n − k − 1 − j; the history begins behind it.
    if (Math.abs(sum) / (sigma * Math.sqrt(m)) > lambda * (1 + 2 * t)) return n - k - j;
  }
  return 0;
}

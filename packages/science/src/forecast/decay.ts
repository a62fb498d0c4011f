import type { PollutantSeries } from './series.ts';
import type { DecayFit } from './types.ts';

/** Days that the fit looks back on. */
export const FIT_DAYS = 365;
const LAGS = 8;
const FEWEST_PAIRS = 30;
/** Below this an autocorrelation is noise, and its logarithm would rule the fit. */
const LEAST_R = 0.05;

/**
 * How fast a city's anomalies a(d) = x(d) − C(d) (C: climatology) are forgotten, from its last 365 days up to `last`:
 *
 *   r_k = Σ a(d)·a(d−k) ÷ √(Σ a(d)² · Σ a(d−k)²)        lag autocorrelation, k = 1 … 8
 *   ln ρ = Σ k·ln r_k ÷ Σ k²                            least squares of ln r_k = k·ln ρ through the origin
 *
 * over the lags before the first r_k ≤ 0.05. ρ = 0 when already r₁ is.
 * @returns null with fewer than 30 pairs of days at lag 1
 */
export function fitDecay(series: PollutantSeries, last: number): DecayFit | null {
  const anomaly = new Float64Array(FIT_DAYS);
  for (let i = 0; i < FIT_DAYS; i++) {
    const day = last - FIT_DAYS + 1 + i;
    const value = series.at(day);
    const climate = Number.isNaN(value) ? null : series.climatology(day);
    anomaly[i] = climate === null ? Number.NaN : value - climate.median;
  }
  const r: number[] = [];
  let pairs = 0;
  let [top, bottom] = [0, 0];
  for (let k = 1; k <= LAGS; k++) {
    const lag = correlation(anomaly, k);
    if (k === 1) pairs = lag.pairs;
    if (lag.pairs < FEWEST_PAIRS || !(lag.r > LEAST_R)) break;
    r.push(lag.r);
    top += k * Math.log(lag.r);
    bottom += k * k;
  }
  if (pairs < FEWEST_PAIRS) return null;
  return { rho: bottom === 0 ? 0 : Math.exp(top / bottom), r, pairs };
}

function correlation(anomaly: Float64Array, k: number): { r: number; pairs: number } {
  let [both, now, then, pairs] = [0, 0, 0, 0];
  for (let i = k; i < anomaly.length; i++) {
    const [a, b] = [anomaly[i]!, anomaly[i - k]!];
    if (Number.isNaN(a) || Number.isNaN(b)) continue;
    both += a * b;
    now += a * a;
    then += b * b;
    pairs++;
  }
  return { r: both / Math.sqrt(now * then), pairs };
}

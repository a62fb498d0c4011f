import type { PollutantSeries } from './series.ts';
import type { DecayFit } from './types.ts';

/** Days that the fit looks back on. */
export const FIT_DAYS = 365;
const LAGS = 8;
const FEWEST_PAIRS = 30;
/** ρ is told to a thousandth. */
const PARTS = 1_000;

/**
 * How fast a city's anomalies a(d) = x(d) − C(d) (C: climatology) are forgotten, from its last 365 days up to `last`:
 *
 *   r_k = Σ a(d)·a(d−k) ÷ √(Σ a(d)² · Σ a(d−k)²)        lag autocorrelation, k = 1 … 8
 *   ρ = the one of 0, 0.001 … 1 with the least Σ (r_k − ρ^k)²
 *
 * @returns null with fewer than 30 pairs of days at any of the lags, or without any anomaly
 */
export function fitDecay(series: PollutantSeries, last: number): DecayFit | null {
  const anomaly = new Float64Array(FIT_DAYS);
  for (let i = 0; i < FIT_DAYS; i++) {
    const day = last - FIT_DAYS + 1 + i;
    const value = series.at(day);
    const climate = Number.isNaN(value) ? null : series.climatology(day);
    anomaly[i] = climate === null ? Number.NaN : value - climate.median;
  }
  const lags = Array.from({ length: LAGS }, (_, i) => correlation(anomaly, i + 1));
  if (lags.some((lag) => lag.pairs < FEWEST_PAIRS || Number.isNaN(lag.r))) return null;
  const r = lags.map((lag) => lag.r);
  return { rho: decayOf(r), r, pairs: lags[0]!.pairs };
}

/** The ρ whose powers are nearest to r₁, r₂ … by least squares. */
export function decayOf(r: readonly number[]): number {
  let [best, least] = [0, Number.POSITIVE_INFINITY];
  for (let part = 0; part <= PARTS; part++) {
    const rho = part / PARTS;
    let [sum, power] = [0, 1];
    for (const value of r) {
      power *= rho;
      sum += (value - power) ** 2;
    }
    if (sum < least) [best, least] = [rho, sum];
  }
  return best;
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

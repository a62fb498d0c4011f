/** Two-sided levels of significance and their quantiles of the normal distribution, z(1 − α/2). */
export const QUANTILES: Readonly<Record<string, number>> = {
  '0.1': 1.6448536269514722,
  '0.05': 1.959963984540054,
  '0.01': 2.5758293035489004,
};

/** P(|Z| ≥ z) of a standard normal variable. */
export function twoSided(z: number): number {
  const x = Math.abs(z) / Math.SQRT2;
  return x < 2.5 ? 1 - erfSeries(x) : erfcFraction(x);
}

/** erf by its Maclaurin series with positive terms only: 2/√π e^(−x²) Σ 2ⁿ x^(2n+1) / (2n+1)!! */
function erfSeries(x: number): number {
  let term = x;
  let sum = x;
  for (let n = 1; term > sum * 1e-17; n++) {
    term *= (2 * x * x) / (2 * n + 1);
    sum += term;
  }
  return (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * sum;
}

/** erfc by its continued fraction, evaluated from the far end; good to a double's digits from 2.5 on. */
function erfcFraction(x: number): number {
  let tail = x;
  for (let k = 120; k >= 1; k--) tail = x + k / 2 / tail;
  return Math.exp(-x * x) / (Math.sqrt(Math.PI) * tail);
}

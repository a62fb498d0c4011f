/** ln Γ(x) for x > 0 by Lanczos' approximation (g = 7, nine terms; Godfrey 2001), to about 15 digits. */
const LANCZOS = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
] as const;

export function lnGamma(x: number): number {
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - lnGamma(1 - x);
  const z = x - 1;
  let sum: number = LANCZOS[0];
  for (let i = 1; i < LANCZOS.length; i++) sum += LANCZOS[i]! / (z + i);
  const t = z + 7.5;
  return 0.5 * Math.log(2 * Math.PI) + (z + 0.5) * Math.log(t) - t + Math.log(sum);
}

/** ln C(n, k). */
export const lnChoose = (n: number, k: number): number =>
  lnGamma(n + 1) - lnGamma(k + 1) - lnGamma(n - k + 1);

/**
 * P(χ² ≥ x) with `df` degrees of freedom: the regularised upper incomplete gamma function Q(df/2, x/2), by its series below
 * and its continued fraction above (Abramowitz & Stegun 6.5.29, 6.5.31).
 */
export function chiSquareTail(x: number, df: number): number {
  const a = df / 2;
  const z = x / 2;
  if (z <= 0) return 1;
  const front = Math.exp(-z + a * Math.log(z) - lnGamma(a));
  if (z < a + 1) {
    let term = 1 / a;
    let sum = term;
    for (let n = 1; term > sum * 1e-16 && n < 10_000; n++) {
      term *= z / (a + n);
      sum += term;
    }
    return 1 - front * sum;
  }
  let tail = 0;
  const terms = 200 + Math.ceil(10 * Math.sqrt(a));
  for (let k = terms; k >= 1; k--) tail = (k * (k - a)) / (z + 2 * k + 1 - a - tail);
  return front / (z + 1 - a - tail);
}

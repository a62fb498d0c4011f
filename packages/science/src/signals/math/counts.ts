import { lnChoose } from './gamma.ts';

/** Counts of two yes-or-no questions: both, first only, second only, neither. */
export interface FourFold {
  readonly both: number;
  readonly first: number;
  readonly second: number;
  readonly neither: number;
}

/**
 * Fisher's exact test, one-sided: the probability of so many in `both`, or more, when the two have nothing to do with each other and the
 * margins are as they are (hypergeometric; R. A. Fisher, 1935).
 */
export function fisherGreater({ both, first, second, neither }: FourFold): number {
  const row = both + first;
  const column = both + second;
  const n = row + second + neither;
  if (row === 0 || column === 0 || row === n || column === n) return 1;
  const whole = lnChoose(n, row);
  let p = 0;
  for (let k = both; k <= Math.min(row, column); k++)
    p += Math.exp(lnChoose(column, k) + lnChoose(n - column, row - k) - whole);
  return Math.min(1, p);
}

/** ln of the odds ratio, ½ added to each cell (Haldane 1956, Anscombe 1956), so that empty cells do not make it endless. */
export function logOdds({ both, first, second, neither }: FourFold): number {
  return Math.log(((both + 0.5) * (neither + 0.5)) / ((first + 0.5) * (second + 0.5)));
}

/** P(X ≥ k) of a binomial variable of n trials. */
export function binomialTail(k: number, n: number, p: number): number {
  if (k <= 0) return 1;
  if (k > n || p <= 0) return 0;
  if (p >= 1) return 1;
  let sum = 0;
  const mode = Math.floor((n + 1) * p);
  for (let i = k; i <= n; i++) {
    const term = Math.exp(lnChoose(n, i) + i * Math.log(p) + (n - i) * Math.log1p(-p));
    sum += term;
    if (i > mode && term < sum * 1e-17) break;
  }
  return Math.min(1, sum);
}

/** Pearson's χ² of counts against expected ones. */
export function chiSquare(observed: ArrayLike<number>, expected: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < observed.length; i++)
    if (expected[i]! > 0) sum += (observed[i]! - expected[i]!) ** 2 / expected[i]!;
  return sum;
}

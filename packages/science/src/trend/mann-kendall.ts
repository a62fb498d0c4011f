import { twoSided } from './normal.ts';
import { tieSizes } from './ranks.ts';

/** Mann–Kendall test of a trend (Mann-Kendall 趋势检验). */
export interface MannKendall {
  /** S = Σ sgn(x_j − x_i), j later than i. */
  readonly s: number;
  /** Variance of S, less what ties take from it. */
  readonly varS: number;
  /** Standardised with the correction for continuity; 0 when S is. */
  readonly z: number;
  /** Kendall's τ_a = S / (n (n−1) / 2), not corrected for ties. */
  readonly tau: number;
  /** Two-sided. */
  readonly p: number;
  /** `exact`: all orders counted (ten values or fewer, no ties); else the normal approximation. */
  readonly pBy: 'exact' | 'normal';
  readonly significant: boolean;
  readonly direction: 'rising' | 'falling' | 'none';
}

/** Beyond ten values the normal approximation serves (Gilbert 1987, 16.4.2 and 16.4.3). */
const EXACT_UP_TO = 10;

/** @param values in the order of time; two or more */
export function mannKendall(values: readonly number[], alpha: number): MannKendall {
  const s = scoreOf(values);
  const varS = varianceOf(values);
  const exact = values.length <= EXACT_UP_TO && tieSizes(values).length === 0;
  const z = zOf(s, varS);
  const p = exact ? exactP(values.length, s) : twoSided(z);
  const pairs = (values.length * (values.length - 1)) / 2;
  return {
    s,
    varS,
    z,
    tau: s / pairs,
    p,
    pBy: exact ? 'exact' : 'normal',
    significant: p <= alpha,
    direction: directionOf(s),
  };
}

export function directionOf(s: number): MannKendall['direction'] {
  return s > 0 ? 'rising' : s < 0 ? 'falling' : 'none';
}

export function scoreOf(values: readonly number[]): number {
  let s = 0;
  for (let j = 1; j < values.length; j++) for (let i = 0; i < j; i++) s += Math.sign(values[j]! - values[i]!);
  return s;
}

/** Var(S) = [n (n−1) (2n+5) − Σ t (t−1) (2t+5)] / 18, t the sizes of groups of equal values. */
export function varianceOf(values: readonly number[]): number {
  const term = (t: number) => t * (t - 1) * (2 * t + 5);
  return (term(values.length) - tieSizes(values).reduce((sum, t) => sum + term(t), 0)) / 18;
}

export function zOf(s: number, varS: number): number {
  return s === 0 || varS === 0 ? 0 : (s - Math.sign(s)) / Math.sqrt(varS);
}

/** P(|S| ≥ |s|) over all orders of n different values: S = pairs − 2 × inversions, whose numbers are counted one value at a time. */
function exactP(n: number, s: number): number {
  let counts = [1];
  for (let size = 2; size <= n; size++) {
    const next = new Array<number>(counts.length + size - 1).fill(0);
    for (const [inversions, count] of counts.entries())
      for (let more = 0; more < size; more++) next[inversions + more]! += count;
    counts = next;
  }
  const pairs = counts.length - 1;
  const all = counts.reduce((sum, count) => sum + count, 0);
  const extreme = counts.reduce(
    (sum, count, inversions) => (Math.abs(pairs - 2 * inversions) >= Math.abs(s) ? sum + count : sum),
    0,
  );
  return extreme / all;
}

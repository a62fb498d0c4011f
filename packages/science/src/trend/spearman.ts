import type { SurfaceWaterRules } from '@tarim/standards';
import { roundHalfEven } from '../rounding.ts';
import { ranksOf, tieSizes } from './ranks.ts';

/** Rank correlation of time and value (Spearman 秩相关系数). */
export interface Spearman {
  readonly ranks: readonly number[];
  /** Σ d², d = rank in time − rank of value. */
  readonly sumD2: number;
  /**
   * 1 − 6 Σ d² / (N³ − N); where values are equal the correlation of the ranks, of which that is the case without ties. The
   * formula of the rule would call N equal values half a rise.
   */
  readonly rs: number;
  /** Critical value W_p; null where the table has none for so many periods. */
  readonly critical: number | null;
  /** Null without a critical value. */
  readonly significant: boolean | null;
  readonly direction: 'rising' | 'falling' | 'none';
}

/** @param values in the order of time; two or more */
export function spearman(values: readonly number[], rules: SurfaceWaterRules['trend']): Spearman {
  const n = values.length;
  const ranks = ranksOf(values);
  const sumD2 = ranks.reduce((sum, rank, i) => sum + (i + 1 - rank) ** 2, 0);
  const time = (n ** 3 - n) / 12;
  const value = time - tieSizes(values).reduce((sum, t) => sum + t ** 3 - t, 0) / 12;
  const rs = value === 0 ? 0 : value === time ? 1 - sumD2 / (2 * time) : correlation(time, value, sumD2);
  const critical = criticalOf(n, rules);
  // Critical values are possible values of r_s as printed: 0.829 is 29/35 = 0.82857…, which reaches it.
  const significant = critical === null ? null : roundHalfEven(Math.abs(rs), rules.decimals) >= critical;
  return {
    ranks,
    sumD2,
    rs,
    critical,
    significant,
    direction: rs > 0 ? 'rising' : rs < 0 ? 'falling' : 'none',
  };
}

/** Of two sets of ranks, by their sums of squares about the mean. */
const correlation = (a: number, b: number, sumD2: number) => (a + b - sumD2) / (2 * Math.sqrt(a * b));

/** For a number of periods between two of the table the smaller one decides: it asks for more. */
function criticalOf(n: number, { critical, minimum }: SurfaceWaterRules['trend']): number | null {
  const sizes = Object.keys(critical).map(Number);
  if (n < minimum || n > Math.max(...sizes)) return null;
  const size = Math.max(...sizes.filter((one) => one <= n));
  return critical[size] ?? null;
}

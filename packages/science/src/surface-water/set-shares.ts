import type { RatingRow, SurfaceWaterRules } from '@tarim/standards';
import { decimalQuotient } from '../decimal.ts';
import type { Step } from '../finding.ts';

/** Shares of the sections of a river, basin or region, in percent. */
export interface Shares {
  /** Ⅰ～Ⅲ类断面比例 */
  readonly good: number;
  /** 劣Ⅴ类断面比例 */
  readonly bad: number;
}

export const GOOD: readonly string[] = ['I', 'II', 'III'];

export function sharesOf(n: number, good: number, bad: number): Shares {
  return { good: decimalQuotient(100 * good, n), bad: decimalQuotient(100 * bad, n) };
}

/** Rating of five or more sections by their shares (断面类别比例法); null for shares that no rule covers. */
export function rateShares({ good, bad }: Shares, rules: SurfaceWaterRules): RatingRow | null {
  const { by_share } = rules.river_rating;
  return (
    by_share.find(({ good_ge, bad_lt }) => {
      if (good_ge !== undefined) return good >= good_ge;
      return bad_lt === undefined || bad < bad_lt;
    }) ?? null
  );
}

export function sharesStep(shares: Shares, rating: RatingRow | null): Step {
  return {
    of: '断面类别比例',
    rule: '环办〔2011〕22号',
    formula: `I–III ${shares.good} %, 劣V ${shares.bad} %`,
    result: rating?.rating ?? null,
  };
}

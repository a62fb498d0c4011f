import { type FourFold, fisherGreater, logOdds } from './math/counts.ts';
import { clamp01 } from './math/series.ts';
import { stepOf } from './types.ts';

/** Odds of twenty to one are as strong as it gets; ours. */
const FULL = Math.log(20);

/**
 * How strongly two things go together by a table of counts: ln of the odds ratio over ln 20, × (1 − p) of Fisher's exact test. Shared by signals
 * that ask whether marks, gaps or corrections choose their hours.
 */
export function togetherness(table: FourFold) {
  const p = fisherGreater(table);
  const odds = logOdds(table);
  const { both, first, second, neither } = table;
  return {
    strength: clamp01(odds / FULL) * (1 - p),
    figures: { both, first, second, neither, oddsRatio: Math.exp(odds), p },
    steps: [
      stepOf(
        'OR',
        'Haldane 1956, Anscombe 1956',
        `(${both}+½)(${neither}+½)/((${first}+½)(${second}+½))`,
        Math.exp(odds),
      ),
      stepOf('p', 'Fisher 1935', `P(X ≥ ${both})`, p),
    ],
  };
}

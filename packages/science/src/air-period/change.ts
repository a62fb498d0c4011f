import { CRITERIA_POLLUTANTS } from '@tarim/standards';
import { divide, rational, roundRational, subtract, toNumber } from '../rational.ts';
import type { AirFigures, Change } from './types.ts';

/** 同比: concentrations, composite index, good-day ratio (difference in percentage points) and days above the limit. */
export function changeOf(before: AirFigures, now: AirFigures): Record<string, Change> {
  const changes: Record<string, Change> = {};
  const tell = (name: string, from: number | null | undefined, to: number | null | undefined) => {
    if (from === null || from === undefined || to === null || to === undefined) return;
    const difference = subtract(rational(to), rational(from));
    const percent = from === 0 ? null : divide({ n: difference.n * 100n, d: difference.d }, rational(from));
    changes[name] = {
      from,
      to,
      difference: toNumber(difference),
      percent: percent && roundRational(percent, 1),
    };
  };
  for (const one of CRITERIA_POLLUTANTS) {
    const [old, current] = [before.pollutants[one], now.pollutants[one]];
    // What the composite index takes: the mean, of CO and O3 the percentile.
    tell(one, (old.mean ?? old.percentile)?.rounded, (current.mean ?? current.percentile)?.rounded);
    tell(`${one} exceedDays`, old.exceedDays, current.exceedDays);
  }
  tell('composite', before.composite?.rounded, now.composite?.rounded);
  tell('goodRatio', before.days.goodRatio, now.days.goodRatio);
  tell('goodDays', before.days.goodDays, now.days.goodDays);
  return changes;
}

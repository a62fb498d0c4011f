import { evaluateAqi } from '../aqi/evaluate.ts';
import { share } from './pollutant.ts';
import type { AirDay } from './read-days.ts';
import type { DayFigures } from './types.ts';

/** 优良天数 and days of each level, each day by the AQI edition of its own date. A day without an AQI is none of the valid. */
export function dayFigures(days: readonly AirDay[], digits: number): DayFigures {
  const byLevel: Record<string, number> = {};
  const primaryDays: Record<string, { all: number; polluted: number }> = {};
  let validDays = 0;
  let goodDays = 0;
  for (const { ms, values, o3Hour, deducted } of days) {
    const { O3, ...others } = values;
    const { aqi, category, primary } = evaluateAqi({
      period: 'day',
      time: ms,
      exempt: deducted,
      values: { ...others, O3_8h: O3, ...(o3Hour === null ? {} : { O3: o3Hour }) },
    });
    if (aqi === null) continue;
    validDays++;
    if (aqi <= 100) goodDays++;
    if (category !== null) byLevel[category] = (byLevel[category] ?? 0) + 1;
    for (const one of primary) {
      const name = one === 'O3_8h' ? 'O3' : one;
      const count = primaryDays[name] ?? { all: 0, polluted: 0 };
      primaryDays[name] = { all: count.all + 1, polluted: count.polluted + (aqi > 100 ? 1 : 0) };
    }
  }
  const goodRatio = validDays === 0 ? null : share(goodDays, validDays, digits);
  return { validDays, goodDays, goodRatio, byLevel, primaryDays };
}

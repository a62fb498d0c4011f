import { type AqiTable, aqiStandard, type Standard } from '@tarim/standards';
import { type AqiIndex, aqiIndex } from '../aqi/index-only.ts';
import { share } from './pollutant.ts';
import type { AirDay } from './read-days.ts';
import type { DayFigures } from './types.ts';

/** AQI of the days of a period, each made once: days without dust stand on both sides. */
export function dayIndices(edition?: Standard<AqiTable>): (day: AirDay) => AqiIndex {
  const known = new Map<AirDay, AqiIndex>();
  return (day) => {
    const found = known.get(day);
    if (found) return found;
    const { O3, ...others } = day.values;
    const made = aqiIndex(
      {
        period: 'day',
        exempt: day.deducted,
        values: { ...others, O3_8h: O3, ...(day.o3Hour === null ? {} : { O3: day.o3Hour }) },
      },
      edition ?? aqiStandard(day.ms),
    );
    known.set(day, made);
    return made;
  };
}

/** 优良天数 and days of each level, each day by the AQI edition of its own date or the one asked for. A day without an AQI is none of the valid. */
export function dayFigures(
  days: readonly AirDay[],
  digits: number,
  indexOf: (day: AirDay) => AqiIndex,
): DayFigures {
  const byLevel: Record<string, number> = {};
  const primaryDays: Record<string, { all: number; polluted: number }> = {};
  let validDays = 0;
  let goodDays = 0;
  for (const day of days) {
    const { aqi, category, primary } = indexOf(day);
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

import type { Context, Language, Static } from '@tarim/platform';
import { aqiIndex } from '@tarim/science';
import { aqiStandard } from '@tarim/standards';
import type { airCalendar as route } from '../../contract.ts';
import { placeFact } from './city-facts.ts';
import type { AirDay } from './days.ts';
import { dayStart } from './periods.ts';
import { readPlaceDays } from './place-days.ts';

/** AQI of a day by the edition in force on it. */
export function dayIndex(day: Pick<AirDay, 'date' | 'values'>) {
  const standard = aqiStandard(dayStart(day.date));
  return { ...aqiIndex({ period: 'day', values: day.values }, standard), standard: standard.code };
}

/** A city's year, day by day. */
export async function airCalendar(
  ctx: Context,
  { city: code, year }: Static<NonNullable<typeof route.query>>,
  language: Language,
): Promise<Static<NonNullable<typeof route.response>>> {
  const city = await placeFact(ctx.db, code, language);
  const days = await readPlaceDays(ctx.db, code, `${year}-01-01`, `${year}-12-31`);
  const standards = new Set<string>();
  return {
    city,
    days: days.map((day) => {
      const { aqi, level, primary, standard } = dayIndex(day);
      standards.add(standard);
      return { date: day.date, aqi, level, primary: [...primary], dust: day.dust, source: day.source };
    }),
    standards: [...standards],
    simulated: days.some((day) => day.simulated),
  };
}

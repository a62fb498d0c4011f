import { beijingDate } from '@tarim/kernel';
import { type AirPeriodResult, evaluateAirPeriod } from '@tarim/science';
import type { SectionInput } from '../sections/section.ts';
import { type City, citiesOf, cityDays } from './cities.ts';

export interface CityPeriod {
  readonly city: City;
  readonly result: AirPeriodResult;
  /** Days that were judged, whether or not their AQI may be told. */
  readonly judged: number;
}

/** Month or year of each city by HJ 663, from its judged days. */
export function cityPeriods(input: SectionInput): Promise<CityPeriod[]> {
  return input.shared('city-periods', async () => {
    const days = await cityDays(input);
    return (await citiesOf(input)).map((city) => {
      const rows = days.get(city.code) ?? [];
      const result = evaluateAirPeriod({
        period: input.period.key,
        days: rows.map((row) => ({ date: beijingDate(row.time), values: row.inputs.values })),
      });
      return { city, result, judged: rows.length };
    });
  });
}

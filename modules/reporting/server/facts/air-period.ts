import { beijingDate } from '@tarim/kernel';
import { type AirPeriodResult, evaluateAirPeriod } from '@tarim/science';
import { daysOf } from '../domain/period.ts';
import type { SectionInput } from '../sections/section.ts';
import { type City, citiesOf, cityDays } from './cities.ts';
import { rulesOf } from './rules.ts';

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

/** What a chapter about these periods rests on. */
export function provenanceOfPeriod({ t, period }: SectionInput, all: readonly CityPeriod[]) {
  const days = daysOf(period).length;
  const validOf = ({ result }: CityPeriod) => result.withDust?.days.validDays ?? 0;
  return {
    rules: rulesOf(
      all.filter((one) => validOf(one) > 0).flatMap((one) => one.result.rules),
      t,
    ),
    inputs: all.reduce((sum, one) => sum + validOf(one), 0),
    expected: all.length * days,
    missing: all.flatMap((one) => {
      const lack = days - validOf(one);
      return lack > 0 ? [t('doc.cityLacksDays', { city: one.city.name, n: lack })] : [];
    }),
  };
}

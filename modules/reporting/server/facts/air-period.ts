import { type AirDay, airDays, evaluateDays } from '@tarim/evaluation/queries';
import { beijingDate } from '@tarim/kernel';
import type { AirPeriodResult } from '@tarim/science';
import { daysOf } from '../domain/period.ts';
import type { SectionInput } from '../sections/section.ts';
import { type City, citiesOf } from './cities.ts';
import { rulesOf } from './rules.ts';

export interface CityPeriod {
  readonly city: City;
  /** With the days of dust and without them. */
  readonly result: AirPeriodResult;
  readonly days: readonly AirDay[];
}

/** Month or year of each city by HJ 663: official figures of the days, where there are none those of the platform. */
export function cityPeriods(input: SectionInput): Promise<CityPeriod[]> {
  return input.shared('city-periods', async () => {
    const cities = await citiesOf(input);
    const { key, from, to } = input.period;
    const days = await airDays(
      input.db,
      cities.map((city) => city.code),
      beijingDate(from),
      beijingDate(to - 1),
    );
    const byCity = Map.groupBy(days, (day) => day.cityCode);
    return cities.map((city) => {
      const own = byCity.get(city.code) ?? [];
      return { city, result: evaluateDays(key, own), days: own };
    });
  });
}

/** Whether any of it was made by the simulator. */
export const simulatedPeriods = (all: readonly CityPeriod[]) =>
  all.some((one) => one.days.some((day) => day.simulated) || one.city.simulated);

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

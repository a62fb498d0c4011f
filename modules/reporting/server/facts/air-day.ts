import type { AqiRow } from '@tarim/evaluation/queries';
import type { SectionInput } from '../sections/section.ts';
import { type City, citiesOf, cityDays } from './cities.ts';

export interface CityDay {
  readonly city: City;
  readonly row: AqiRow<string> | undefined;
}

export interface DayOfCities {
  readonly cities: readonly City[];
  /** Whose AQI may be told, from the cleanest to the worst. */
  readonly judged: readonly CityDay[];
  readonly without: readonly CityDay[];
}

/** The cities of a day. */
export function dayOfCities(input: SectionInput): Promise<DayOfCities> {
  return input.shared('day-of-cities', async () => {
    const [cities, days] = await Promise.all([citiesOf(input), cityDays(input)]);
    const all: CityDay[] = cities.map((city) => ({ city, row: days.get(city.code)?.[0] }));
    return {
      cities,
      judged: all.filter((one) => (one.row?.aqi ?? null) !== null).sort((a, b) => a.row!.aqi! - b.row!.aqi!),
      without: all.filter((one) => (one.row?.aqi ?? null) === null),
    };
  });
}

/** What a chapter about that day rests on. */
export function provenanceOfDay({ cities, judged, without }: DayOfCities, t: SectionInput['t']) {
  return {
    rules: [...new Set(judged.map((one) => one.row!.ruleVersion))].sort(),
    inputs: judged.length,
    expected: cities.length,
    missing: without.map((one) => t('doc.cityWithoutAqi', { city: one.city.name })),
  };
}

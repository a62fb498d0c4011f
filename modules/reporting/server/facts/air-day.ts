import type { AqiRow } from '@tarim/evaluation/queries';
import type { SectionInput } from '../sections/section.ts';
import { type City, citiesOf, cityDays, cityHours } from './cities.ts';

export interface CityDay {
  readonly city: City;
  readonly row: AqiRow<string> | undefined;
}

export interface DayOfCities {
  readonly cities: readonly City[];
  /** Whose AQI may be told, from the cleanest to the worst. */
  readonly judged: readonly CityDay[];
  readonly without: readonly CityDay[];
  /** Of a day that still runs: the start of the newest hour, whose figures stand in place of the day's. */
  readonly hour: number | null;
}

/** The cities of a day; while it runs, of its newest judged hour. */
export function dayOfCities(input: SectionInput): Promise<DayOfCities> {
  return input.shared('day-of-cities', async () => {
    const cities = await citiesOf(input);
    const { rows, hour } = input.period.to > input.now ? await newestHour(input) : { rows: await cityDays(input), hour: null }; // biome-ignore format: one choice
    const all: CityDay[] = cities.map((city) => ({ city, row: rows.get(city.code)?.[0] }));
    return {
      cities,
      hour,
      judged: all.filter((one) => (one.row?.aqi ?? null) !== null).sort((a, b) => a.row!.aqi! - b.row!.aqi!),
      without: all.filter((one) => (one.row?.aqi ?? null) === null),
    };
  });
}

async function newestHour(input: SectionInput) {
  const hours = await cityHours(input);
  const times = [...hours.values()].flat().flatMap((row) => (row.aqi === null ? [] : row.time));
  const hour = times.length === 0 ? null : Math.max(...times);
  const rows = new Map([...hours].map(([code, own]) => [code, own.filter((row) => row.time === hour)]));
  return { rows, hour };
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

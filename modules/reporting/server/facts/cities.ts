import { type AqiRow, cityAqiRange, cityCodeOf } from '@tarim/evaluation/queries';
import { unitsUnder } from '@tarim/region/queries';
import { listPoints, type RegisteredPoint } from '@tarim/registry/queries';
import type { SectionInput } from '../sections/section.ts';

/** A city that is assessed (参评城市): one with public stations. */
export interface City {
  readonly code: string;
  readonly name: string;
  readonly stations: readonly RegisteredPoint[];
  readonly simulated: boolean;
}

/** Cities of the unit, in the official order. */
export function citiesOf(input: SectionInput): Promise<City[]> {
  return input.shared('cities', async () => {
    const { db, unit, language } = input;
    const [points, units] = await Promise.all([
      listPoints(db, { kind: 'air', publicOnly: true, unitPathPrefix: unit.path }),
      unitsUnder(db, unit.path),
    ]);
    const byCity = Map.groupBy(points, (point) => cityCodeOf(point.unitPath));
    return units.flatMap(({ code, names }) => {
      const stations = byCity.get(code);
      if (!stations) return [];
      const name = language === 'en' ? names.en : names.zh;
      return [{ code, name, stations, simulated: stations.some((one) => one.simulated) }];
    });
  });
}

/** Judged days of each city in the period, oldest first; of a period that runs, those that are over. */
export function cityDays(input: SectionInput): Promise<ReadonlyMap<string, readonly AqiRow<string>[]>> {
  return input.shared('city-days', () => rows(input, 'day'));
}

/** Judged hours; asked for days only. */
export function cityHours(input: SectionInput): Promise<ReadonlyMap<string, readonly AqiRow<string>[]>> {
  return input.shared('city-hours', () => rows(input, 'hour'));
}

async function rows(
  input: SectionInput,
  period: 'hour' | 'day',
): Promise<ReadonlyMap<string, readonly AqiRow<string>[]>> {
  const { from, to } = input.period;
  const found = new Map<string, readonly AqiRow<string>[]>();
  // One after another: a report has time, people at their pages have not.
  for (const { code } of await citiesOf(input))
    found.set(code, await cityAqiRange(input.db, { cityCode: code, period, from, to }));
  return found;
}

import { beijingDate, DAY_MS, TarimError } from '@tarim/kernel';
import type { Context, DbOrTx, Language } from '@tarim/platform';
import { unitsUnder } from '@tarim/region/queries';
import { listPoints, type RegisteredPoint } from '@tarim/registry/queries';
import { sql } from 'kysely';
import type { AirCity } from '../../contract.ts';
import { cityCodeOf } from '../domain/city.ts';
import { evaluationErrors } from '../errors.ts';
import { nameIn } from '../use-cases/language.ts';
import { assessedCities, type City } from './cities.ts';
import { airStation, stationCode } from './station-days.ts';

export async function allCities(db: DbOrTx): Promise<City[]> {
  return assessedCities(await unitsUnder(db, '/'));
}

/** Yesterday in Beijing: the last day that is over. */
export function yesterday(ctx: Pick<Context, 'clock'>): string {
  return beijingDate(ctx.clock.now() - DAY_MS);
}

/** First and last day with a figure, by city. */
async function daySpans(db: DbOrTx, codes: readonly string[]): Promise<Map<string, [string, string]>> {
  const { rows } = await sql<{ code: string; first: string; last: string }>`
    select city_code as code, min(day)::text as first, max(day)::text as last from (
      select city_code, day from evaluation.air_day where city_code = any(${[...codes]}::text[])
      union all
      select city_code, (time at time zone 'Asia/Shanghai')::date from evaluation.city_aqi
      where period = 2 and city_code = any(${[...codes]}::text[])
      union all
      select 'S' || point_id, (time at time zone 'Asia/Shanghai')::date from evaluation.aqi
      where period = 2 and 'S' || point_id = any(${[...codes]}::text[])) d
    group by city_code`.execute(db);
  return new Map(rows.map((row) => [row.code, [row.first, row.last]]));
}

/** Cities as the contract tells them. */
export async function cityFacts(db: DbOrTx, cities: readonly City[], language: Language): Promise<AirCity[]> {
  const spans = await daySpans(
    db,
    cities.map((city) => city.code),
  );
  return cities.map((city) => ({
    code: city.code,
    kind: city.kind ?? 'city',
    name: nameIn(language, city.names),
    unitPath: city.unitPath,
    hierarchy: city.hierarchy,
    division: city.division && nameIn(language, city.division.names),
    firstDay: spans.get(city.code)?.[0] ?? null,
    lastDay: spans.get(city.code)?.[1] ?? null,
  }));
}

/** @throws TarimError EVALUATION_CITY_UNKNOWN */
export async function cityByCode(db: DbOrTx, code: string): Promise<City> {
  const found = (await allCities(db)).find((city) => city.code === code);
  if (!found) throw new TarimError(evaluationErrors.cityUnknown, { city: code });
  return found;
}

/** @throws TarimError EVALUATION_CITY_UNKNOWN */
export async function cityFact(db: DbOrTx, code: string, language: Language): Promise<AirCity> {
  const [fact] = await cityFacts(db, [await cityByCode(db, code)], language);
  return fact!;
}

const stationPlace = ({ id, name, unitPath }: RegisteredPoint): City => ({
  code: stationCode(id),
  kind: 'station',
  unitPath,
  hierarchy: unitPath.startsWith('/BT/') ? 'corps' : 'region',
  names: { zh: name },
  division: null,
});

/** Divisions by their own stations (those that lie in no Corps city), and the stations of air, by name. */
export async function otherPlaces(db: DbOrTx): Promise<City[]> {
  const stations = await listPoints(db, { kind: 'air' });
  const own = new Set(stations.map((one) => cityCodeOf(one.unitPath)));
  const cities = new Set((await allCities(db)).map((one) => one.code));
  const divisions = (await unitsUnder(db, '/')).filter(
    ({ code, level }) => level === 'division' && own.has(code) && !cities.has(code),
  );
  return [
    ...divisions.map(
      ({ code, path, hierarchy, names }): City => ({
        code,
        kind: 'division',
        unitPath: path,
        hierarchy,
        names,
        division: null,
      }),
    ),
    ...stations.toSorted((a, b) => a.name.localeCompare(b.name, 'zh')).map(stationPlace),
  ];
}

/** A city, a division or a station: what has days of its own. @throws TarimError EVALUATION_CITY_UNKNOWN */
export async function placeFact(db: DbOrTx, code: string, language: Language): Promise<AirCity> {
  const point = await airStation(db, code);
  const place = point
    ? stationPlace(point)
    : [...(await allCities(db)), ...(await otherPlaces(db))].find((one) => one.code === code);
  if (!place) throw new TarimError(evaluationErrors.cityUnknown, { city: code });
  const [fact] = await cityFacts(db, [place], language);
  return fact!;
}

import { beijingDate, DAY_MS, TarimError } from '@tarim/kernel';
import type { Context, DbOrTx, Language } from '@tarim/platform';
import { unitsUnder } from '@tarim/region/queries';
import { sql } from 'kysely';
import type { AirCity } from '../../contract.ts';
import { evaluationErrors } from '../errors.ts';
import { nameIn } from '../use-cases/language.ts';
import { assessedCities, type City } from './cities.ts';

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
      where period = 2 and city_code = any(${[...codes]}::text[])) d
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

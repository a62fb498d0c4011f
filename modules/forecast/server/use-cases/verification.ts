import { airCityUnits, airDays } from '@tarim/evaluation/queries';
import { beijingDate, beijingIso } from '@tarim/kernel';
import type { Context, Language, Static } from '@tarim/platform';
import { type ForecastPair, verifyByLead, verifyForecasts } from '@tarim/science';
import { BASELINE_SOURCE, type verification as route } from '../../contract.ts';
import { addDays } from '../domain/dates.ts';
import { observedOf } from '../domain/levels.ts';
import { type ForecastRow, forecastRows } from '../sql/forecasts.ts';
import { nameIn } from './frame.ts';

const DAYS = 60;
/** A longer span than a year and some would hold up everybody else. */
const MOST_DAYS = 400;

interface Verified {
  readonly row: ForecastRow;
  readonly pair: ForecastPair;
}

/** Forecasts of days that are over beside what happened, by source and lead, and by city. */
export async function verification(
  ctx: Context,
  query: Static<NonNullable<typeof route.query>>,
  language: Language,
): Promise<Static<NonNullable<typeof route.response>>> {
  const yesterday = addDays(beijingDate(ctx.clock.now()), -1);
  const to = query.to && query.to < yesterday ? query.to : yesterday;
  const oldest = addDays(to, 1 - MOST_DAYS);
  const asked = query.from ?? addDays(to, 1 - DAYS);
  const [from] = [asked, oldest].sort().slice(-1) as [string];
  const cities = await airCityUnits(ctx.db);
  const codes = cities.map((city) => city.code).filter((code) => !query.city || code === query.city);
  const source = query.source ?? BASELINE_SOURCE;
  const verified = await pairsOf(ctx, codes, from, to);
  const bySource = Map.groupBy(verified, ({ row }) => row.source);
  const own = (bySource.get(source) ?? []).filter(
    ({ row }) => query.lead === undefined || row.lead === query.lead,
  );
  const byCity = Map.groupBy(own, ({ row }) => row.cityCode);
  const pairs = (all: readonly Verified[]) => all.map((one) => one.pair);
  return {
    from,
    to,
    source,
    sources: [...bySource].map(([name, all]) => ({
      source: name,
      hindcasts: all.filter(({ row }) => row.hindcast).length,
      simulated: all.some(({ row }) => row.simulated),
      leads: verifyByLead(pairs(all)),
      all: verifyForecasts(pairs(all)),
    })),
    cities: cities.flatMap((city) => {
      const all = byCity.get(city.code);
      return all
        ? [{ code: city.code, name: nameIn(language, city.names), figures: verifyForecasts(pairs(all)) }]
        : [];
    }),
    choices: cities.map((city) => ({ code: city.code, name: nameIn(language, city.names) })),
    at: beijingIso(ctx.clock.now()),
  };
}

async function pairsOf(
  ctx: Context,
  codes: readonly string[],
  from: string,
  to: string,
): Promise<Verified[]> {
  const [rows, days] = await Promise.all([
    forecastRows(ctx.db, { cityCodes: codes, from, to }),
    airDays(ctx.db, codes, from, to),
  ]);
  const observed = new Map(days.map((day) => [`${day.cityCode} ${day.date}`, observedOf(day)]));
  // What climatology and persistence alone said on the same day is kept with the baseline.
  const key = (row: ForecastRow) => `${row.cityCode} ${row.issue} ${row.target}`;
  const baseline = new Map(
    rows.filter((row) => row.source === BASELINE_SOURCE).map((row) => [key(row), row]),
  );
  return rows.flatMap((row) => {
    const came = observed.get(`${row.cityCode} ${row.target}`);
    if (!came || row.aqi === null) return [];
    const reference = baseline.get(key(row));
    const pair: ForecastPair = {
      lead: row.lead,
      aqi: row.aqi,
      low: row.low,
      high: row.high,
      level: row.level,
      observed: came.aqi,
      observedLevel: came.level,
      climatology: reference?.climatologyAqi ?? null,
      persistence: reference?.persistenceAqi ?? null,
    };
    return [{ row, pair }];
  });
}

import { airCityUnits, airDays } from '@tarim/evaluation/queries';
import { beijingDate } from '@tarim/kernel';
import type { Context, Language, Static } from '@tarim/platform';
import { aqiStandard } from '@tarim/standards';
import { BASELINE_SOURCE, type listForecasts as route } from '../../contract.ts';
import { dayStart, observedOf } from '../domain/levels.ts';
import { forecastRows, sourceRows } from '../sql/forecasts.ts';
import { cellOf, nameIn } from './frame.ts';

/** Forecasts of all cities by one source and day of issue, with what came of days that are over. */
export async function listForecasts(
  ctx: Context,
  query: Static<NonNullable<typeof route.query>>,
  language: Language,
): Promise<Static<NonNullable<typeof route.response>>> {
  const sources = await sourceRows(ctx.db);
  const source = query.source ?? BASELINE_SOURCE;
  const issue = query.issue ?? sources.find((one) => one.source === source)?.lastIssue ?? null;
  const rows = issue === null ? [] : await forecastRows(ctx.db, { source, issue });
  const days = [...new Set(rows.map((row) => row.target))].sort();
  const cities = await airCityUnits(ctx.db);
  const codes = cities.map((city) => city.code);
  const [from, to] = [days[0], days.at(-1)];
  const past = from && to ? await airDays(ctx.db, codes, from, to) : [];
  const today = beijingDate(ctx.clock.now());
  const observed = new Map(
    past.filter((day) => day.date < today).map((day) => [`${day.cityCode} ${day.date}`, observedOf(day)]),
  );
  const byCity = Map.groupBy(rows, (row) => row.cityCode);
  return {
    sources: sources.map((one) => ({ ...one })),
    source,
    issue,
    today,
    days,
    cities: cities.map((city) => ({
      code: city.code,
      name: nameIn(language, city.names),
      hierarchy: city.hierarchy,
      division: city.division && nameIn(language, city.division.names),
      cells: (byCity.get(city.code) ?? []).map((row) =>
        cellOf(row, observed.get(`${city.code} ${row.target}`) ?? null),
      ),
    })),
    standards: [...new Set(days.map((day) => aqiStandard(dayStart(day)).code))],
  };
}

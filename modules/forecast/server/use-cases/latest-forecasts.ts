import type { DbOrTx } from '@tarim/platform';
import { BASELINE_SOURCE } from '../../contract.ts';
import { type ForecastRow, forecastRows, sourceRows } from '../sql/forecasts.ts';

/** All that one source issued on one day. */
export interface IssuedForecasts {
  readonly source: string;
  readonly issue: string;
  readonly rows: readonly ForecastRow[];
}

/**
 * The forecasts of cities that held on a day: of every source its newest issue up to that day, no older than a week; the baseline
 * last.
 */
export async function latestForecasts(
  db: DbOrTx,
  cityCodes: readonly string[],
  day: string,
): Promise<IssuedForecasts[]> {
  const oldest = new Date(Date.parse(day) - 7 * 86_400_000).toISOString().slice(0, 10);
  const answer: IssuedForecasts[] = [];
  for (const { source } of await sourceRows(db)) {
    const rows = await forecastRows(db, { source, cityCodes, from: oldest });
    const issue = rows
      .map((row) => row.issue)
      .filter((one) => one <= day && one >= oldest)
      .sort()
      .at(-1);
    if (issue) answer.push({ source, issue, rows: rows.filter((row) => row.issue === issue) });
  }
  const last = (one: IssuedForecasts) => Number(one.source === BASELINE_SOURCE);
  return answer.sort((a, b) => last(a) - last(b));
}

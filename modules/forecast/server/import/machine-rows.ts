import type { ForecastRowInput } from '../../contract.ts';
import { forecastImportErrors as E } from '../errors.ts';
import { CONCENTRATIONS, type ColumnKey } from './columns.ts';
import { type Placed, placed } from './problems.ts';
import type { RawTable } from './read-table.ts';

const words = (value: unknown): string => (value === null || value === undefined ? '' : String(value).trim());

/** What a machine sent, as a table: one way through the same checks. */
export function rawRows(input: readonly ForecastRowInput[]): RawTable {
  const known = new Set<string>(CONCENTRATIONS.map((one) => one.key));
  const problems: Placed[] = [];
  const rows = input.map((one, index) => {
    for (const pollutant of Object.keys(one.values ?? {}))
      if (!known.has(pollutant))
        problems.push(placed('', index + 1, null, E.pollutant, { pollutant: pollutant.slice(0, 40) }));
    const texts: Partial<Record<ColumnKey, string>> = {
      source: words(one.source),
      issue: words(one.issueDate),
      city: words(one.city),
      target: words(one.targetDate),
      aqi: words(one.aqi),
      low: words(one.aqiLow),
      high: words(one.aqiHigh),
      level: words(one.level),
      primary: (one.primary ?? []).join('、'),
      ...Object.fromEntries(CONCENTRATIONS.map(({ key }) => [key, words(one.values?.[key])])),
    };
    return { row: index + 1, text: (key: ColumnKey) => texts[key] ?? '' };
  });
  return { sheet: '', rows, problems };
}

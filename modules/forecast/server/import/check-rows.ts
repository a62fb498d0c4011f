import type { AirCityUnit } from '@tarim/evaluation/queries';
import { DAY_MS } from '@tarim/kernel';
import { LONGEST_LEAD } from '@tarim/science';
import { BASELINE_SOURCE } from '../../contract.ts';
import { levelOfAqi } from '../domain/levels.ts';
import { forecastImportErrors as E } from '../errors.ts';
import type { NewForecast } from '../sql/forecasts.ts';
import { CONCENTRATIONS, type ColumnKey, columnByKey } from './columns.ts';
import { type Placed, placed } from './problems.ts';
import { dateOf, isBlank, levelOf, numberOf, primaryOf } from './read-fields.ts';
import type { RawRow } from './read-table.ts';

export interface CheckOptions {
  readonly cities: readonly AirCityUnit[];
  /** Whether who brings it is competent for the city. */
  readonly mayWrite: (unitPath: string) => boolean;
  /** Beijing date of today. */
  readonly today: string;
  readonly simulated: boolean;
}

type Say = (key: ColumnKey | null, ...what: [(typeof E)[keyof typeof E], object?]) => void;
const RESERVED = new Set([BASELINE_SOURCE, '统计基线', '基线']);
const MOST_SOURCE = 60;

/** Checks rows one by one: what is good, and for everything else row, column and why. Pure. */
export function checkRows(
  sheet: string,
  raw: readonly RawRow[],
  options: CheckOptions,
): { readonly rows: readonly NewForecast[]; readonly problems: readonly Placed[] } {
  const problems: Placed[] = [];
  const rows: NewForecast[] = [];
  const seen = new Map<string, number>();
  const names = citiesByName(options.cities);
  for (const { row, text } of raw) {
    const before = problems.length;
    const say: Say = (key, what, params = {}) =>
      problems.push(placed(sheet, row, key && columnByKey.get(key)!.title, what, params as never));
    const source = sourceOf(text('source'), say);
    const city = cityOf(text('code'), text('city'), names, say);
    if (city && !options.mayWrite(city.unitPath)) say('city', E.cityElsewhere, { city: city.names.zh });
    const days = daysOf(text('issue'), text('target'), options.today, say);
    const index = indexOf(text, days?.target ?? null, say);
    const { known, unknown } = primaryOf(text('primary'));
    for (const value of unknown) say('primary', E.primary, { value: value.slice(0, 20) });
    const detail = concentrationsOf(text, say);
    if (source && city && days) {
      const key = [source, city.code, days.issue, days.target].join('\n');
      const first = seen.get(key);
      if (first === undefined) seen.set(key, row);
      else say(null, E.twice, { row: first });
    }
    if (problems.length > before || !source || !city || !days || !index) continue;
    rows.push({
      ...{ source, ...days, ...index, row, detail, primary: known },
      cityCode: city.code,
      unitPath: city.unitPath,
      model: null,
      climatologyAqi: null,
      persistenceAqi: null,
      // Nobody can tell any more whether it was made before: it is no forecast to those who verify.
      hindcast: days.target < options.today,
      simulated: options.simulated,
    });
  }
  return { rows, problems };
}

function sourceOf(text: string, say: Say): string | null {
  const source = text.normalize('NFC').replace(/\s+/g, ' ').slice(0, MOST_SOURCE);
  if (isBlank(source)) say('source', E.sourceMissing);
  else if (RESERVED.has(source.toLowerCase())) say('source', E.sourceReserved, { source });
  else return source;
  return null;
}

function citiesByName(cities: readonly AirCityUnit[]): ReadonlyMap<string, AirCityUnit> {
  const names = new Map<string, AirCityUnit>();
  for (const city of cities) {
    const { zh, en } = city.names;
    for (const name of [city.code, zh, zh.replace(/市$/, ''), en?.toUpperCase()])
      if (name) names.set(name, city);
  }
  return names;
}

function cityOf(
  code: string,
  name: string,
  names: ReadonlyMap<string, AirCityUnit>,
  say: Say,
): AirCityUnit | null {
  const byCode = code === '' ? undefined : names.get(code);
  const byName = name === '' ? undefined : names.get(name.toUpperCase());
  if (code === '' && name === '') say('city', E.cityMissing);
  else if (code !== '' && !byCode) say('code', E.cityUnknown, { city: code.slice(0, 40) });
  else if (name !== '' && !byName) say('city', E.cityUnknown, { city: name.slice(0, 40) });
  else if (byCode && byName && byCode.code !== byName.code)
    say('city', E.cityDiffers, { code, name: byCode.names.zh, city: name });
  else return byCode ?? byName ?? null;
  return null;
}

function daysOf(
  issueText: string,
  targetText: string,
  today: string,
  say: Say,
): { issue: string; target: string } | null {
  const [issue, target] = [dateOf(issueText), dateOf(targetText)];
  if (!issue) say('issue', E.date, { date: issueText.slice(0, 40) });
  else if (issue > today) say('issue', E.issueFuture, { date: issue });
  if (!target) say('target', E.date, { date: targetText.slice(0, 40) });
  if (!issue || !target) return null;
  const lead = (Date.parse(target) - Date.parse(issue)) / DAY_MS;
  if (lead < 0) say('target', E.targetBefore, { target, issue });
  if (lead > LONGEST_LEAD) say('target', E.lead, { target, issue, lead, most: LONGEST_LEAD });
  return { issue, target };
}

/** Index, range and level, which have to go together. */
function indexOf(
  text: (key: ColumnKey) => string,
  target: string | null,
  say: Say,
): Pick<NewForecast, 'aqi' | 'low' | 'high' | 'level'> | null {
  const [stated, low, high] = (['aqi', 'low', 'high'] as const).map((key) => aqiOf(text(key), key, say));
  if (stated === undefined || low === undefined || high === undefined) return null;
  if ((low === null) !== (high === null)) say('low', E.half);
  if (stated === null && low === null && high === null) say('aqi', E.empty);
  if (low !== null && high !== null) {
    if (low > high) say('low', E.lowHigh, { low, high });
    else if (stated !== null && (stated < low || stated > high))
      say('aqi', E.outside, { aqi: stated, low, high });
  }
  const aqi = stated ?? (low === null || high === null ? null : Math.round((low + high) / 2));
  const level = text('level');
  if (aqi === null || !target) return null;
  const told = isBlank(level) ? levelOfAqi(aqi, target) : levelOf(level);
  if (told === null) say('level', E.level, { value: level.slice(0, 20) });
  else {
    // A source that states a range alone may state any level that the range touches.
    const [from, to] = stated === null ? [low!, high!] : [stated, stated];
    const [least, most] = [levelOfAqi(from, target)!, levelOfAqi(to, target)!];
    if (told < least || told > most) {
      const expected = least === most ? String(least) : `${least}–${most}`;
      say('level', E.levelDiffers, { level: told, aqi: from === to ? from : `${from}–${to}`, expected });
    }
  }
  return { aqi, low, high, level: told };
}

/** null: not stated; undefined: no index. */
function aqiOf(cell: string, key: ColumnKey, say: Say): number | null | undefined {
  if (isBlank(cell)) return null;
  const value = numberOf(cell);
  if (Number.isNaN(value)) say(key, E.value, { value: cell.slice(0, 40) });
  else if (!Number.isInteger(value) || value < 0 || value > 500)
    say(key, E.aqiRange, { value: cell.slice(0, 40) });
  else return value;
  return undefined;
}

function concentrationsOf(text: (key: ColumnKey) => string, say: Say): Record<string, number> {
  const values: Record<string, number> = {};
  for (const { key, most, unit } of CONCENTRATIONS) {
    const cell = text(key);
    if (isBlank(cell)) continue;
    const value = numberOf(cell);
    if (Number.isNaN(value)) say(key, E.value, { value: cell.slice(0, 40) });
    else if (value < 0 || value > most) say(key, E.concentration, { value: cell.slice(0, 40), most, unit });
    else values[key] = value;
  }
  return values;
}

import type { Cell } from '@tarim/platform';
import { parsePeriod } from '@tarim/science';
import type { City } from '../air-period/cities.ts';
import type { DayPollutant } from '../air-period/days.ts';
import { COLUMNS, type Column, columnOf, headingOf, isUnitOf, POLLUTANT_COLUMNS } from './columns.ts';
import { airImportErrors as E } from './errors.ts';
import { type Placed, placed } from './problems.ts';
import { isFilled, type Table } from './table.ts';

/** A good row: the figures of one city on one day. */
export interface DayRow {
  readonly row: number;
  readonly city: City;
  readonly date: string;
  readonly values: Readonly<Record<DayPollutant, number | null>>;
  /** null: the file does not say. */
  readonly dust: boolean | null;
}

export interface ReadDays {
  readonly rows: readonly DayRow[];
  /** Filled rows below the heading. */
  readonly filled: number;
  readonly problems: readonly Placed[];
  /** What to mind about rows that are good all the same. */
  readonly remarks: readonly Placed[];
}

export interface ReadOptions {
  readonly cities: readonly City[];
  /** Whether the person is competent for the city. */
  readonly mayWrite: (city: City) => boolean;
  /** Beijing date of today: a day is complete when it is over. */
  readonly today: string;
}

/** Reads a table row by row: what is good, and for everything else row, column and why. Pure. */
export function readRows({ sheet, rows: cells }: Table, options: ReadOptions): ReadDays {
  const problems: Placed[] = [];
  const remarks: Placed[] = [];
  const tell = (row: number, column: Column | null, ...what: [(typeof E)[keyof typeof E], object?]) =>
    problems.push(placed(sheet, row, column?.title ?? null, what[0], (what[1] ?? {}) as never));
  const at = readHeading(cells[0] ?? [], tell);
  if (at === null) return { rows: [], filled: 0, problems, remarks };
  const start = isUnitRow(cells[1], at) ? 2 : 1;
  if (start === 2) checkUnits(cells[1]!, at, tell);
  const nameOf = citiesByName(options.cities);
  const dateIn = datesOnce();
  const seen = new Map<string, number>();
  const rows: DayRow[] = [];
  let filled = 0;
  for (let index = start; index < cells.length; index++) {
    const line = cells[index]!;
    if (!isFilled(line)) continue;
    filled++;
    const row = index + 1;
    const before = problems.length;
    const text = (key: Column['key']) => textOf(line[at.get(key) ?? -1]);
    const say = (key: Column['key'], ...what: [(typeof E)[keyof typeof E], object?]) =>
      tell(row, COLUMNS.find((one) => one.key === key)!, ...what);
    const city = cityOf(text('code'), text('city'), nameOf, say);
    if (city && !options.mayWrite(city)) say('city', E.cityElsewhere, { city: city.names.zh });
    const date = dateIn(text('date'));
    if (date === null) say('date', E.date, { date: text('date').slice(0, 40) });
    else if (date >= options.today) say('date', E.future, { date });
    const values = valuesOf(text, say);
    if (problems.length === before && Object.values(values).every((value) => value === null))
      tell(row, null, E.empty);
    const dust = dustOf(text('dust'));
    if (dust === undefined) say('dust', E.dust, { value: text('dust').slice(0, 20) });
    if (city && date) {
      const first = seen.get(`${city.code} ${date}`);
      if (first === undefined) seen.set(`${city.code} ${date}`, row);
      else tell(row, null, E.twice, { row: first });
    }
    if (problems.length > before || !city || !date) continue;
    const [fine, coarse] = [values['PM2.5'], values.PM10];
    if (fine !== null && coarse !== null && fine > coarse)
      remarks.push(placed(sheet, row, 'PM2.5', E.inverted, { fine, coarse }));
    rows.push({ row, city, date, values, dust: dust ?? null });
  }
  return { rows, filled, problems, remarks };
}

type Tell = (row: number, column: Column | null, ...what: [(typeof E)[keyof typeof E], object?]) => void;
type Say = (key: Column['key'], ...what: [(typeof E)[keyof typeof E], object?]) => void;
type Places = ReadonlyMap<Column['key'], number>;

const textOf = (cell: Cell): string => String(cell ?? '').trim();

/** Where each column stands; null when the rows below cannot be read. */
function readHeading(heads: readonly Cell[], tell: Tell): Places | null {
  const at = new Map<Column['key'], number>();
  const unknown: string[] = [];
  for (const [index, cell] of heads.entries()) {
    const text = textOf(cell);
    if (text === '') continue;
    const { heading, unit } = headingOf(text);
    const column = columnOf(heading);
    if (!column) unknown.push(text);
    else if (at.has(column.key)) tell(1, column, E.headingTwice, { heading: text });
    else {
      at.set(column.key, index);
      if (unit && !isUnitOf(column, unit)) tell(1, column, E.unit, { expected: column.unit!, unit });
    }
  }
  if (at.size < 3 || !at.has('date')) {
    tell(1, null, E.noTable);
    return null;
  }
  for (const heading of unknown) tell(1, null, E.headingUnknown, { heading: heading.slice(0, 40) });
  const needed = POLLUTANT_COLUMNS.filter((one) => !at.has(one.key)).map((one) => one.title);
  if (!at.has('code') && !at.has('city')) needed.unshift('城市');
  for (const heading of needed) tell(1, null, E.headingMissing, { heading });
  return needed.length === 0 ? at : null;
}

/** Many tables have a row of units below their heading: no date, and words where figures would be. */
function isUnitRow(line: readonly Cell[] | undefined, at: Places): boolean {
  if (!line || dateOf(textOf(line[at.get('date')!])) !== null) return false;
  return POLLUTANT_COLUMNS.some(({ key }) => /[a-zμµ微毫]/i.test(textOf(line[at.get(key)!])));
}

function checkUnits(line: readonly Cell[], at: Places, tell: Tell): void {
  for (const column of POLLUTANT_COLUMNS) {
    const unit = textOf(line[at.get(column.key)!]);
    if (unit !== '' && !isUnitOf(column, unit))
      tell(2, column, E.unit, { expected: column.unit, unit: unit.slice(0, 20) });
  }
}

function citiesByName(cities: readonly City[]): ReadonlyMap<string, City> {
  const names = new Map<string, City>();
  for (const city of cities) {
    const { zh, en } = city.names;
    for (const name of [city.code, zh, zh.replace(/市$/, ''), en?.toUpperCase()])
      if (name) names.set(name, city);
  }
  return names;
}

function cityOf(code: string, name: string, names: ReadonlyMap<string, City>, say: Say): City | null {
  if (code === '' && name === '') {
    say('city', E.cityMissing);
    return null;
  }
  const byCode = code === '' ? undefined : names.get(code);
  const byName = name === '' ? undefined : names.get(name.toUpperCase());
  if (code !== '' && !byCode) say('code', E.cityUnknown, { city: code.slice(0, 40) });
  else if (name !== '' && !byName) say('city', E.cityUnknown, { city: name.slice(0, 40) });
  else if (byCode && byName && byCode.code !== byName.code)
    say('city', E.cityDiffers, { code, name: byCode.names.zh, city: name });
  else return byCode ?? byName ?? null;
  return null;
}

/** The same few hundred dates stand in the rows of every city. */
function datesOnce(): (text: string) => string | null {
  const known = new Map<string, string | null>();
  return (text) => {
    let date = known.get(text);
    if (date === undefined) {
      date = dateOf(text);
      known.set(text, date);
    }
    return date;
  };
}

/** `2025-03-01`, `2025/3/1`, `2025年3月1日`, `20250301` → the date, where the calendar has it. */
function dateOf(text: string): string | null {
  const [, year, month, day] =
    /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?: 00:00(?::00)?)?$/.exec(text) ??
    /^(\d{4})(\d{2})(\d{2})$/.exec(text) ??
    [];
  if (year === undefined) return null;
  const date = `${year}-${month!.padStart(2, '0')}-${day!.padStart(2, '0')}`;
  return Number(year) >= 1990 && parsePeriod(`${date}/${date}`) ? date : null;
}

const NOTHING = new Set(['', '-', '—', '－', '–', '/', 'NA', 'N/A', '缺测']);

function valuesOf(text: (key: Column['key']) => string, say: Say): Record<DayPollutant, number | null> {
  const values = {} as Record<DayPollutant, number | null>;
  for (const { key, most, unit } of POLLUTANT_COLUMNS) {
    const cell = text(key);
    values[key] = null;
    if (NOTHING.has(cell.toUpperCase())) continue;
    const value = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(cell) ? Number(cell) : Number.NaN;
    if (Number.isNaN(value)) say(key, E.value, { value: cell.slice(0, 40) });
    else if (value < 0 || value > most) say(key, E.range, { value: cell.slice(0, 40), most, unit });
    else values[key] = value;
  }
  return values;
}

/** null: not said; undefined: not readable. */
function dustOf(text: string): boolean | null | undefined {
  if (NOTHING.has(text.toUpperCase())) return null;
  if (/^(是|Y|YES|TRUE|1|√)$/i.test(text)) return true;
  return /^(否|N|NO|FALSE|0|×)$/i.test(text) ? false : undefined;
}

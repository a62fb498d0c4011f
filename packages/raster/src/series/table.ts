import { type ErrorDefinition, fillMessage, type Problem, TarimError } from '@tarim/kernel';
import { rasterErrors } from '../errors.ts';

/** A series as a file gave it, in the order of time, before two values of a moment are made one. */
export interface SeriesTable {
  /** Empty when the file has one series only. */
  readonly name: string;
  readonly observations: readonly SeriesRow[];
  readonly problems: readonly Problem[];
}

export interface SeriesRow {
  /** Line of the file, from 1. */
  readonly line: number;
  readonly time: SeriesTime;
  /** NaN where nothing was seen. */
  readonly value: number;
}

/** A day of the calendar, or a decimal year as the file has it. */
export type SeriesTime =
  | { readonly kind: 'day'; readonly day: string }
  | { readonly kind: 'year'; readonly year: number };

export interface SeriesColumns {
  /** Names in the head of the file; by default the first column that holds a time, and the one behind it. */
  readonly time?: string | null;
  readonly value?: string | null;
  /** Column that tells several series apart. */
  readonly series?: string | null;
  /** A stored number that means no data, besides `NA`, `NaN`, `null` and nothing at all. */
  readonly noData?: number | null;
}

/** Rows of a file that are told one by one before only their number is. */
const TOLD = 20;
const MISSING = new Set(['', 'na', 'nan', 'null', 'none', '-', 'n/a', '#n/a']);

/**
 * Series out of a text with columns: commas, semicolons or tabs, a head or none, days (`2004-02-18`, `2004/2/18`,
 * `20040218`, with or without a time of day; `2004049` and `A2004049` by the day of the year) or decimal years. A row that cannot be read is left out and told; so is one
 * whose value is no number. With semicolons or tabs a decimal comma is understood.
 * @throws TarimError RASTER_SERIES_EMPTY, RASTER_SERIES_COLUMN
 */
export function readSeries(text: string, columns: SeriesColumns = {}): SeriesTable[] {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  const used = lines.flatMap((line, i) =>
    line.trim() === '' || line.trimStart().startsWith('#') ? [] : [{ line: i + 1, text: line }],
  );
  if (used.length === 0) throw new TarimError(rasterErrors.seriesEmpty);
  const separator = separatorOf(used[0]!.text);
  const rows = used.map((row) => ({ line: row.line, cells: cellsOf(row.text, separator) }));
  const comma = separator !== ',';
  const first = rows[0]!.cells;
  const named = columns.time ?? columns.value ?? columns.series ?? null;
  const isTime = (cell: string) => timeOf(cell, comma) !== null;
  const hasHead = named !== null || !first.some(isTime);
  const heads = hasHead ? first : null;
  const sample = rows[hasHead ? 1 : 0]?.cells ?? first;
  // Files of R begin with a column of row numbers.
  const at = columnsOf(heads, columns, sample.length, Math.max(0, sample.findIndex(isTime)));
  const found = new Map<string, { rows: SeriesRow[]; problems: Problem[]; more: number }>();
  for (const { line, cells } of hasHead ? rows.slice(1) : rows) {
    const name = at.series === null ? '' : (cells[at.series] ?? '').trim();
    let own = found.get(name);
    if (!own) {
      own = { rows: [], problems: [], more: 0 };
      found.set(name, own);
    }
    const tell = (definition: ErrorDefinition, given: string) => {
      if (own.problems.length >= TOLD) own.more++;
      else own.problems.push(problemOf(definition, { line, value: given.slice(0, 60) }, `line ${line}`));
    };
    const [rawTime, rawValue] = [cells[at.time] ?? '', cells[at.value] ?? ''];
    const time = timeOf(rawTime, comma);
    if (time === null) {
      tell(rasterErrors.seriesTime, rawTime);
      continue;
    }
    const value = numberOf(rawValue, comma, columns.noData ?? null);
    if (value === null) {
      tell(rasterErrors.seriesValue, rawValue);
      continue;
    }
    own.rows.push({ line, time, value });
  }
  if (found.size === 0) throw new TarimError(rasterErrors.seriesEmpty);
  return [...found].map(([name, { rows: own, problems, more }]) => {
    const all = more > 0 ? [...problems, problemOf(rasterErrors.seriesMore, { count: more })] : problems;
    const observations = own.toSorted((a, b) => sortKey(a.time) - sortKey(b.time) || a.line - b.line);
    const kinds = new Set(observations.map(({ time }) => time.kind));
    if (kinds.size > 1) all.push(problemOf(rasterErrors.seriesMixed, {}));
    return { name, observations, problems: all };
  });
}

export const problemOf = (
  definition: ErrorDefinition,
  params: Readonly<Record<string, string | number>>,
  path?: string,
): Problem => ({
  code: definition.code,
  message: fillMessage(definition.zh, params),
  params,
  ...(path === undefined ? {} : { path }),
});

function separatorOf(line: string): ',' | ';' | '\t' {
  if (line.includes('\t')) return '\t';
  return line.includes(';') ? ';' : ',';
}

/** Cells of a line, quotes of RFC 4180 taken off. */
function cellsOf(line: string, separator: string): string[] {
  const cells: string[] = [];
  let at = 0;
  while (at <= line.length) {
    if (line[at] === '"') {
      let cell = '';
      for (at++; at < line.length; at++) {
        if (line[at] !== '"') cell += line[at];
        else if (line[at + 1] === '"') cell += line[at++];
        else break;
      }
      cells.push(cell.trim());
      const next = line.indexOf(separator, at);
      at = next < 0 ? line.length + 1 : next + 1;
    } else {
      const next = line.indexOf(separator, at);
      const end = next < 0 ? line.length : next;
      cells.push(line.slice(at, end).trim());
      at = end + 1;
    }
  }
  return cells;
}

function columnsOf(
  heads: readonly string[] | null,
  { time, value, series }: SeriesColumns,
  count: number,
  likely: number,
): { time: number; value: number; series: number | null } {
  const find = (name: string | null | undefined): number | null => {
    if (name === null || name === undefined) return null;
    const at = (heads ?? []).findIndex((head) => head.toLowerCase() === name.toLowerCase());
    if (at < 0)
      throw new TarimError(rasterErrors.seriesColumn, { column: name, columns: (heads ?? []).join(', ') });
    return at;
  };
  const [t, s] = [find(time) ?? likely, find(series)];
  const others = [...Array(count).keys()].filter((i) => i !== t && i !== s);
  const v = find(value) ?? others.find((i) => i > t) ?? others[0] ?? null;
  if (v === null)
    throw new TarimError(rasterErrors.seriesColumn, {
      column: value ?? 'value',
      columns: (heads ?? []).join(', '),
    });
  return { time: t, value: v, series: s };
}

function timeOf(text: string, comma: boolean): SeriesTime | null {
  const plain = text.trim();
  const parts =
    /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?$/.exec(plain) ??
    // Eight digits are a day; a decimal year has four before its point.
    /^(\d{4})(\d{2})(\d{2})$/.exec(plain);
  if (parts) {
    const [year, month, day] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
    const date = new Date(Date.UTC(year, month - 1, day));
    if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day || year < 1900) return null;
    return { kind: 'day', day: date.toISOString().slice(0, 10) };
  }
  // Year and day of the year, as products of MODIS are named: A2004049.
  const [, year, past] = /^A?(\d{4})(\d{3})$/.exec(plain) ?? [];
  if (year !== undefined && past !== undefined) {
    const date = new Date(Date.UTC(Number(year), 0, Number(past)));
    const within = Number(past) >= 1 && date.getUTCFullYear() === Number(year) && Number(year) >= 1900;
    return within ? { kind: 'day', day: date.toISOString().slice(0, 10) } : null;
  }
  const number = /^\d{4}(?:[.,]\d+)?$/.test(plain) ? Number(comma ? plain.replace(',', '.') : plain) : NaN;
  return number >= 1900 && number < 2200 ? { kind: 'year', year: number } : null;
}

/** NaN for what is missing, null for what is no number. */
function numberOf(text: string, comma: boolean, noData: number | null): number | null {
  const plain = text.trim();
  if (MISSING.has(plain.toLowerCase())) return Number.NaN;
  const value = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(comma ? plain.replace(',', '.') : plain)
    ? Number(comma ? plain.replace(',', '.') : plain)
    : null;
  if (value === null || !Number.isFinite(value)) return null;
  return noData !== null && value === noData ? Number.NaN : value;
}

const sortKey = (time: SeriesTime): number =>
  time.kind === 'year' ? time.year : Date.parse(`${time.day}T00:00:00Z`) / 31_556_952_000 + 1970;

import { TarimError } from '@tarim/kernel';
import { rasterErrors } from '../errors.ts';
import { dayOf, decimalYear } from './season.ts';
import type { SeriesRow, SeriesTime } from './table.ts';

/**
 * How days become decimal years.
 * - `365`: years of 365 days, 29 February being 1 March, as R's bfastts counts irregular series
 * - `16-day`: 23 periods a year from 1 January on, as MODIS composites and bfastts have it
 * - `exact`: by the length of each year
 * - a number: so many periods a year; times fall on the nearest one
 */
export type Calendar = '365' | '16-day' | 'exact' | number;

export interface RegularSeries {
  /** Decimal years, rising, one for each period, whether it was seen or not. */
  readonly times: Float64Array;
  /** NaN where nothing was seen. */
  readonly values: Float64Array;
  /** What the file says of the period: its day, or its decimal year. Null where the file has no row. */
  readonly labels: ReadonlyArray<string | null>;
  readonly calendar: Calendar;
  /** Periods a year. */
  readonly frequency: number;
  readonly observed: number;
  /** Rows whose value is missing. */
  readonly missing: number;
  /** Rows that fell on a period which another one had taken. */
  readonly merged: number;
}

/** What two values of a period become. */
export type Merging = 'mean' | 'first' | 'last' | 'max' | 'min';

const MONTH_STARTS = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];
/** Periods that a series may span: five centuries of days. */
const MOST = 200_000;

/**
 * A series with every period from its first to its last: R's trend counts periods, not rows, and so do we, that gaps of a
 * file do not bend it.
 * @param calendar null: decimal years by the step they have, days as 16-day composites when all of them begin such a
 * period, otherwise years of 365 days
 * @throws TarimError RASTER_SERIES_EMPTY, RASTER_PARAMETER_INVALID
 */
export function regularSeries(
  rows: readonly SeriesRow[],
  calendar: Calendar | null,
  merging: Merging = 'mean',
): RegularSeries {
  if (rows.length === 0) throw new TarimError(rasterErrors.seriesEmpty);
  const chosen = calendar ?? calendarFor(rows);
  const frequency = frequencyOf(chosen);
  const slots = rows.map(({ time }) => slotOf(time, chosen, frequency));
  const [from, to] = [slots.reduce((a, b) => Math.min(a, b)), slots.reduce((a, b) => Math.max(a, b))];
  const length = to - from + 1;
  if (length > MOST)
    throw new TarimError(rasterErrors.parameter, { name: 'series', reason: `${length} > ${MOST}` });
  const values = new Float64Array(length).fill(Number.NaN);
  const counts = new Int32Array(length);
  const labels: Array<string | null> = Array(length).fill(null);
  const taken = new Set<number>();
  let [missing, merged] = [0, 0];
  for (const [i, { time, value }] of rows.entries()) {
    const at = slots[i]! - from;
    if (taken.has(at)) merged++;
    taken.add(at);
    labels[at] ??= time.kind === 'day' ? time.day : dayOf(time.year);
    if (Number.isNaN(value)) {
      missing++;
      continue;
    }
    const before = values[at]!;
    counts[at]!++;
    if (counts[at] === 1) values[at] = value;
    else if (merging === 'mean') values[at] = before + (value - before) / counts[at]!;
    else if (merging === 'last') values[at] = value;
    else if (merging === 'max') values[at] = Math.max(before, value);
    else if (merging === 'min') values[at] = Math.min(before, value);
  }
  const times = Float64Array.from({ length }, (_, i) =>
    chosen === 'exact' ? decimalYear(new Date((from + i) * 86_400_000)) : (from + i) / frequency,
  );
  const observed = counts.reduce((sum, count) => sum + (count > 0 ? 1 : 0), 0);
  return { times, values, labels, calendar: chosen, frequency, observed, missing, merged };
}

/** A moment that a person names, in the decimal years of a calendar: a day, a decimal year, or `2004,1` (year, period). */
export function momentOf(text: string, calendar: Calendar): number | null {
  const frequency = frequencyOf(calendar);
  const day = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text.trim());
  if (day) {
    const date = new Date(`${text.trim()}T00:00:00Z`);
    if (Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== text.trim()) return null;
    if (calendar === 'exact') return decimalYear(text.trim());
    return yearOf365(text.trim());
  }
  const pair = /^(\d{4}),\s*(\d{1,3})$/.exec(text.trim());
  if (pair) return Number(pair[1]) + (Number(pair[2]) - 1) / frequency;
  return /^\d{4}(\.\d+)?$/.test(text.trim()) ? Number(text.trim()) : null;
}

const frequencyOf = (calendar: Calendar): number =>
  calendar === '365' || calendar === 'exact' ? 365 : calendar === '16-day' ? 23 : calendar;

function slotOf(time: SeriesTime, calendar: Calendar, frequency: number): number {
  if (calendar === 'exact') {
    const day = time.kind === 'day' ? time.day : dayOf(time.year);
    return Math.round(Date.parse(`${day}T00:00:00Z`) / 86_400_000);
  }
  if (time.kind === 'year') return Math.round(time.year * frequency);
  if (calendar === '16-day') {
    const [year, past] = dayInYear(time.day);
    return year * 23 + Math.min(22, Math.floor(past / 16));
  }
  return Math.round(yearOf365(time.day) * frequency);
}

/** The year, and how many days of it have passed. */
function dayInYear(day: string): [number, number] {
  const year = Number(day.slice(0, 4));
  return [year, Math.round((Date.parse(`${day}T00:00:00Z`) - Date.UTC(year, 0, 1)) / 86_400_000)];
}

const yearOf365 = (day: string): number =>
  Number(day.slice(0, 4)) + (MONTH_STARTS[Number(day.slice(5, 7)) - 1]! + Number(day.slice(8, 10)) - 1) / 365;

function calendarFor(rows: readonly SeriesRow[]): Calendar {
  const days = rows.flatMap(({ time }) => (time.kind === 'day' ? [time.day] : []));
  if (days.length === rows.length) {
    const composite = days.length >= 3 && days.every((day) => dayInYear(day)[1] % 16 === 0);
    return composite ? '16-day' : '365';
  }
  const years = rows.flatMap(({ time }) => (time.kind === 'year' ? [time.year] : []));
  // The fewest periods a year on which all times fall; files have them cut to four digits or more.
  for (const frequency of [12, 23, 24, 36, 46, 52, 73, 365])
    if (years.every((year) => Math.abs(year * frequency - Math.round(year * frequency)) < 0.06))
      return frequency;
  return 365;
}

import {
  beijingDate,
  beijingIso,
  DAY_MS,
  type ErrorDefinition,
  type ErrorParams,
  fillMessage,
  HOUR_MS,
  type Problem,
} from '@tarim/kernel';
import { isDate, plusDays, type WorkCalendar, workCalendar } from './calendar.ts';
import { CLOCK_PROBLEMS as P } from './problems.ts';

export const CLOCK_UNITS = ['workday', 'calendarDay', 'hour', 'month', 'year'] as const;
export type ClockUnit = (typeof CLOCK_UNITS)[number];

/** A period (期限) as a rule of law states it. */
export interface ClockInput {
  /** What begins it: a Beijing date, or an instant. */
  readonly start: string;
  readonly length: number;
  readonly unit: ClockUnit;
  /** The day on which it begins does not count (the default; periods in hours run from the moment). */
  readonly excludeStartDay?: boolean;
  /** A period that ends on a day off ends on the next working day (the default; not for hours). */
  readonly rollToNextWorkdayAtEnd?: boolean;
  /** What is not counted: days (both ends inclusive) or, in hours, the time between. Without an end it still lasts. */
  readonly pauses?: readonly ClockPause[];
  readonly extensions?: readonly ClockExtension[];
}

export interface ClockPause {
  readonly from: string;
  readonly to?: string | null;
  readonly reason?: string;
}

export interface ClockExtension {
  readonly length: number;
  /** Absent: that of the period. */
  readonly unit?: ClockUnit;
}

export interface ClockStep {
  readonly date: string;
  /** What the day is to the period: `start`, `counted`, `paused`, `rolled`, or why it is off. */
  readonly why: string;
  readonly name: string | null;
  /** How many days have been counted with it. */
  readonly counted: number;
}

export interface ClockResult {
  /** Last second of the period, Beijing time; null: it stands still, or the input is not good. */
  readonly due: string | null;
  readonly dueDate: string | null;
  /** The day off on which it would have ended. */
  readonly rolledFrom: string | null;
  /** A pause has no end yet. */
  readonly paused: boolean;
  /** Days that a pause took out of it. */
  readonly pausedDays: number;
  readonly steps: readonly ClockStep[];
  readonly problems: readonly Problem[];
}

const MOST: Readonly<Record<ClockUnit, number>> = {
  workday: 2_000,
  calendarDay: 4_000,
  hour: 20_000,
  month: 240,
  year: 20,
};
/** A walk over days ends, whatever pauses are given. */
const MOST_STEPS = 20_000;
const SECOND_MS = 1_000;

const told = (definition: ErrorDefinition, path: string, params: ErrorParams = {}): Problem => ({
  code: definition.code,
  message: fillMessage(definition.en, params),
  path,
  params,
});

const instantOf = (text: unknown): number | null => {
  if (isDate(text)) return Date.parse(`${text}T00:00:00+08:00`);
  if (typeof text !== 'string' || !/^(19|20|21)\d\d-\d\d-\d\dT\d\d:\d\d/.test(text)) return null;
  const zoned = /(Z|[+-]\d\d:\d\d)$/.test(text) ? text : `${text}+08:00`;
  const ms = Date.parse(zoned);
  return Number.isNaN(ms) ? null : ms;
};

/**
 * When a period ends (期限届满). The start day does not count; a month or year ends on the day of the same number, or the last
 * of the month; a period that ends on a day off ends on the next working day (民法典 201–203; 行政处罚法 85 and 行政强制法 69 say
 * which periods are working days). Days of a pause are not counted, whole days from its first to its last; an extension goes on
 * where the period would have ended before it was moved off a holiday. Pure: the calendar is given.
 */
export function runClock(input: ClockInput, calendar: WorkCalendar = workCalendar()): ClockResult {
  const problems = problemsOf(input);
  if (problems.length > 0) return { ...NOTHING, problems };
  const { unit, length } = input;
  const [pauses, extensions] = [list(input.pauses), list(input.extensions)];
  if (pauses.some(({ to }) => to === undefined || to === null)) return { ...NOTHING, paused: true };
  const start = instantOf(input.start)!;
  if (unit === 'hour') return hours(start, length, pauses, extensions);
  return days(beijingDate(start), { ...input, pauses, extensions }, calendar);
}

const NOTHING: ClockResult = {
  due: null,
  dueDate: null,
  rolledFrom: null,
  paused: false,
  pausedDays: 0,
  steps: [],
  problems: [],
};

function problemsOf(input: ClockInput): Problem[] {
  const problems: Problem[] = [];
  if (instantOf(input.start) === null) problems.push(told(P.start, 'start'));
  const known = CLOCK_UNITS.includes(input.unit);
  if (!known) problems.push(told(P.unit, 'unit'));
  const fits = (length: unknown, unit: ClockUnit) =>
    Number.isInteger(length) && (length as number) >= 1 && (length as number) <= MOST[unit];
  if (known && !fits(input.length, input.unit))
    problems.push(told(P.length, 'length', { limit: MOST[input.unit] }));
  for (const name of ['pauses', 'extensions'] as const)
    if (!(input[name] === undefined || input[name] === null || Array.isArray(input[name])))
      problems.push(told(P.list, name, { name }));
  for (const name of ['excludeStartDay', 'rollToNextWorkdayAtEnd'] as const)
    if (!['undefined', 'boolean'].includes(typeof input[name])) problems.push(told(P.flag, name, { name }));
  list(input.pauses).forEach((pause, index) => {
    const from = instantOf(pause?.from);
    const open = pause?.to === undefined || pause?.to === null;
    const to = open ? null : instantOf(pause.to);
    if (from === null || (!open && (to === null || to < from)))
      problems.push(told(P.pause, `pauses/${index}`, { index: index + 1 }));
  });
  list(input.extensions).forEach((one, index) => {
    const unit = one?.unit ?? input.unit;
    const mixes = (unit === 'hour') !== (input.unit === 'hour');
    if (!CLOCK_UNITS.includes(unit) || mixes || !fits(one?.length, unit))
      problems.push(told(P.extension, `extensions/${index}`, { index: index + 1 }));
  });
  return problems;
}

const list = <T>(value: readonly T[] | undefined): readonly T[] => (Array.isArray(value) ? value : []);

/** Hours run through nights and days off; only pauses stop them. */
function hours(
  start: number,
  length: number,
  pauses: readonly ClockPause[],
  extensions: readonly ClockExtension[],
): ClockResult {
  const total = [length, ...extensions.map((one) => one.length)].reduce((a, b) => a + b, 0) * HOUR_MS;
  const spans = merged(
    pauses.map(({ from, to }) => {
      const end = instantOf(to)!;
      // A pause named by days holds to the end of its last one.
      return [instantOf(from)!, isDate(to) ? end + DAY_MS : end] as const;
    }),
  );
  let due = start + total;
  let paused = 0;
  for (const [from, to] of spans) {
    if (to <= start || from >= due) continue;
    const taken = to - Math.max(from, start);
    due += taken;
    paused += taken;
  }
  return {
    ...NOTHING,
    due: beijingIso(due),
    dueDate: beijingDate(due),
    pausedDays: Math.round((paused / DAY_MS) * 100) / 100,
  };
}

/** Spans in order, those that touch made one. */
function merged(spans: ReadonlyArray<readonly [number, number]>): [number, number][] {
  const out: [number, number][] = [];
  for (const [from, to] of [...spans].sort((a, b) => a[0] - b[0])) {
    const last = out.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else out.push([from, to]);
  }
  return out;
}

/** The same day of a later month, or its last (民法典 202). */
function plusMonths(date: string, months: number): string {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number];
  const first = new Date(Date.UTC(year, month - 1 + months, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  return new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth(), Math.min(day, last)))
    .toISOString()
    .slice(0, 10);
}

/**
 * Last day of months whose first day counts: the day before the same number, or the last of the month where there is no such number
 * (five years from 29 February end on 28 February).
 */
function dayBefore(startDate: string, months: number): string {
  const same = plusMonths(startDate, months);
  return same.slice(8) === startDate.slice(8) ? plusDays(same, -1) : same;
}

/** Parts of the same unit are one: fifteen days and fifteen more are thirty, a month and a month are two. */
function partsOf({
  length,
  unit,
  extensions = [],
}: ClockInput): { length: number; unit: Exclude<ClockUnit, 'hour'> }[] {
  const parts: { length: number; unit: Exclude<ClockUnit, 'hour'> }[] = [];
  for (const one of [{ length, unit }, ...extensions]) {
    const of = (one.unit ?? unit) as Exclude<ClockUnit, 'hour'>;
    const [count, as] = of === 'year' ? [one.length * 12, 'month' as const] : [one.length, of];
    const last = parts.at(-1);
    if (last?.unit === as) last.length += count;
    else parts.push({ length: count, unit: as });
  }
  return parts;
}

function days(startDate: string, input: ClockInput, calendar: WorkCalendar): ClockResult {
  const { excludeStartDay = true, rollToNextWorkdayAtEnd = true, pauses = [] } = input;
  const spans = pauses.map(({ from, to }) => [beijingDate(instantOf(from)!), beijingDate(instantOf(to)!)]);
  const isPaused = (date: string) => spans.some(([from, to]) => from! <= date && date <= to!);
  const steps: ClockStep[] = [];
  const years = new Set<number>();
  let counted = 0;
  let pausedDays = 0;
  let walked = 0;
  /** The last day that belongs to the period so far. */
  let at = excludeStartDay ? startDate : plusDays(startDate, -1);
  if (excludeStartDay) steps.push({ date: startDate, why: 'start', name: null, counted: 0 });
  const walk = (
    counts: (date: string) => { readonly yes: boolean; readonly why: string; name: string | null },
    wanted: number,
  ) => {
    for (let left = wanted; left > 0 && walked < MOST_STEPS; walked++) {
      at = plusDays(at, 1);
      years.add(Number(at.slice(0, 4)));
      const paused = isPaused(at);
      const { yes, why, name } = counts(at);
      if (paused) pausedDays++;
      else if (yes) {
        left--;
        counted++;
      }
      steps.push({ date: at, why: paused ? 'paused' : yes ? 'counted' : why, name, counted });
    }
  };
  const everyDay = (date: string) => ({ yes: true, why: 'counted', name: calendar.dayOf(date).name });
  const workdays = (date: string) => {
    const { workday, why, name } = calendar.dayOf(date);
    return { yes: workday, why, name };
  };
  for (const { length, unit } of partsOf(input)) {
    if (unit === 'workday') walk(workdays, length);
    else if (unit === 'calendarDay') walk(everyDay, length);
    else {
      // From the day before an included start, the same day number less one.
      const end =
        excludeStartDay || at !== plusDays(startDate, -1)
          ? plusMonths(at, length)
          : dayBefore(startDate, length);
      walk(everyDay, Math.round((Date.parse(end) - Date.parse(at)) / DAY_MS));
    }
  }
  let rolledFrom: string | null = null;
  if (rollToNextWorkdayAtEnd && !calendar.isWorkday(at)) {
    rolledFrom = at;
    while (!calendar.isWorkday(at) && walked++ < MOST_STEPS) {
      at = plusDays(at, 1);
      years.add(Number(at.slice(0, 4)));
      steps.push({ date: at, why: 'rolled', name: calendar.dayOf(at).name, counted });
    }
  }
  const problems = [...years]
    .filter((year) => !calendar.knows(year))
    .map((year) => told(P.year, 'calendar', { year }));
  const due = Date.parse(`${at}T00:00:00+08:00`) + DAY_MS - SECOND_MS;
  return { due: beijingIso(due), dueDate: at, rolledFrom, paused: false, pausedDays, steps, problems };
}

import { DAY_MS } from '@tarim/kernel';
import { HOLIDAY_YEARS, type HolidayYear, STATUTORY_HOLIDAYS } from '@tarim/standards';

/** A day that differs from its day of the week: off, or worked. */
export interface CalendarDay {
  /** `2026-02-16` */
  readonly date: string;
  readonly kind: 'holiday' | 'workday';
  readonly name: string;
  /** A holiday of a region (肉孜节, 古尔邦节): it counts only where the switch says so. */
  readonly local?: boolean;
}

export type DayReason = 'weekday' | 'weekend' | 'holiday' | 'local-holiday' | 'make-up';

export interface DayKind {
  readonly workday: boolean;
  readonly why: DayReason;
  readonly name: string | null;
}

/** Working days of Beijing dates. */
export interface WorkCalendar {
  dayOf(date: string): DayKind;
  isWorkday(date: string): boolean;
  /** Whether the holidays of the year are known; else weekends are days off, and the days that the regulation itself dates. */
  knows(year: number): boolean;
}

const msOf = (date: string): number => Date.parse(`${date}T00:00:00Z`);

/** The day that is `days` after (before, when negative) a date. */
export function plusDays(date: string, days: number): string {
  return new Date(msOf(date) + days * DAY_MS).toISOString().slice(0, 10);
}

/** Whether the text is a day that there is: 2026-02-29 is not. */
export function isDate(text: unknown): text is string {
  if (typeof text !== 'string' || !/^(19|20|21)\d\d-\d\d-\d\d$/.test(text)) return false;
  const ms = msOf(text);
  return !Number.isNaN(ms) && new Date(ms).toISOString().slice(0, 10) === text;
}

/** Days of a national notice, one by one. */
export function daysOfYear(year: Pick<HolidayYear, 'holidays' | 'workdays'>): CalendarDay[] {
  const days: CalendarDay[] = [];
  for (const { name, from, to } of year.holidays)
    for (let date = from; date <= to; date = plusDays(date, 1)) days.push({ date, kind: 'holiday', name });
  for (const date of year.workdays) days.push({ date, kind: 'workday', name: '调休上班' });
  return days;
}

const NATIONAL: readonly CalendarDay[] = HOLIDAY_YEARS.flatMap(daysOfYear);
/** 元旦, 劳动节, 国庆节 of a year whose notice is not there yet. */
function statutory(date: string): string | null {
  const [year, monthDay] = [Number(date.slice(0, 4)), date.slice(5)];
  const found = STATUTORY_HOLIDAYS.days.find((one) => one.monthDay === monthDay && year >= one.fromYear);
  return found?.name ?? null;
}
const KNOWN: ReadonlySet<number> = new Set(HOLIDAY_YEARS.map((one) => one.year));

/**
 * The calendar of working days (工作日历): national holidays with their make-up working days, days that an administrator
 * set on top (the later wins), and local holidays where `countLocal` says that they are days off in the sense of the law.
 */
export function workCalendar({
  days = [],
  countLocal = false,
  years = [],
}: {
  readonly days?: readonly CalendarDay[];
  /** Whether local holidays interrupt a period: a question of law, not of arithmetic. */
  readonly countLocal?: boolean;
  /** Years whose holidays stand whole in `days`. */
  readonly years?: readonly number[];
} = {}): WorkCalendar {
  const marked = new Map<string, CalendarDay>();
  for (const day of NATIONAL) marked.set(day.date, day);
  for (const day of days) if (!day.local || countLocal) marked.set(day.date, day);
  const known = new Set([...KNOWN, ...years]);
  const dayOf = (date: string): DayKind => {
    const day = marked.get(date);
    const weekday = new Date(msOf(date)).getUTCDay();
    const weekend = weekday === 0 || weekday === 6;
    if (day?.kind === 'holiday')
      return { workday: false, why: day.local ? 'local-holiday' : 'holiday', name: day.name };
    if (day?.kind === 'workday')
      return { workday: true, why: weekend ? 'make-up' : 'weekday', name: day.name };
    const name = known.has(Number(date.slice(0, 4))) ? null : statutory(date);
    if (name !== null) return { workday: false, why: 'holiday', name };
    return { workday: !weekend, why: weekend ? 'weekend' : 'weekday', name: null };
  };
  return { dayOf, isWorkday: (date) => dayOf(date).workday, knows: (year) => known.has(year) };
}

/** Working days after `from` up to and with `to`; negative when `to` lies before. */
export function workdaysBetween(calendar: WorkCalendar, from: string, to: string): number {
  if (to < from) return -workdaysBetween(calendar, to, from);
  let count = 0;
  for (let date = plusDays(from, 1); date <= to; date = plusDays(date, 1))
    if (calendar.isWorkday(date)) count++;
  return count;
}

import { deadlineLight, evaluateRadiationDeadline, type WorkCalendar } from '@tarim/science';
import { RADIATION_CLOCKS } from '@tarim/standards';
import type { Clock } from '../../contract.ts';

/** Days before the end in which the light is yellow: a habit of the platform, no rule. */
const WARN_DAYS = 5;
const WARN_LONG: Readonly<Record<string, number>> = { 'lic-renew': 60, 'lic-valid': 180, 'idle-return': 30 };
const HOURS = 24;

export const endOf = (day: string): number => Date.parse(`${day}T23:59:59+08:00`);

/** Last day of a statutory period of nuclear technology users that a day sets going. */
export function dueOf(id: string, start: string, calendar: WorkCalendar): string {
  const trigger = Date.parse(`${start}T12:00:00+08:00`);
  return evaluateRadiationDeadline({ clock: id, trigger }, calendar).dueDate!;
}

/** Last day for the annual report on a year: 31 January of the next one. */
export const reportDue = (year: number, calendar: WorkCalendar): string =>
  dueOf('annual-report', `${year + 1}-01-01`, calendar);

export function clockOf(id: string, start: string, due: string, doneOn: string | null, now: number): Clock {
  const { source, confidence } = RADIATION_CLOCKS.data.rows.find((one) => one.id === id)!;
  const light = deadlineLight({
    dueAt: endOf(due),
    now,
    warnHours: (WARN_LONG[id] ?? WARN_DAYS) * HOURS,
  });
  return {
    key: id,
    start,
    due,
    doneOn,
    late: doneOn !== null && doneOn > due,
    light: doneOn === null ? light : 'done',
    source,
    confidence,
  };
}

/** A period that ends so long after a day. */
export const runningClock = (
  id: string,
  start: string,
  doneOn: string | null,
  now: number,
  calendar: WorkCalendar,
): Clock => clockOf(id, start, dueOf(id, start, calendar), doneOn, now);

export const daysUntil = (day: string, today: string): number =>
  Math.round((endOf(day) - endOf(today)) / 86_400_000);

/** Earliest end first; what is done last. */
export const byDue = <T extends Clock>(clocks: readonly T[]): T[] =>
  [...clocks].sort((a, b) => rank(a).localeCompare(rank(b)));
const rank = ({ light, due }: Clock): string => (light === 'done' ? `9${due}` : `0${due}`);

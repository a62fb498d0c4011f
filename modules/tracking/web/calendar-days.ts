const DAY_MS = 86_400_000;
const BEIJING_MS = 8 * 3_600_000;
const WEEK = 7;

const dayOf = (ms: number): string => new Date(ms + BEIJING_MS).toISOString().slice(0, 10);
const noonOf = (day: string): number => Date.parse(`${day}T12:00:00+08:00`);
const plus = (day: string, days: number): string => dayOf(noonOf(day) + days * DAY_MS);

export type CalendarView = 'month' | 'week';

/** The day of an instant in Beijing (北京时间). */
export const beijingDay = (instant: string | number): string =>
  dayOf(typeof instant === 'number' ? instant : Date.parse(instant));

/** Days that a view shows: whole weeks from Monday on, of the month or of the week of a day. */
export function shownDays(view: CalendarView, day: string): string[] {
  const first = view === 'month' ? `${day.slice(0, 7)}-01` : day;
  const monday = plus(first, -((new Date(noonOf(first)).getUTCDay() + 6) % WEEK));
  const month = day.slice(0, 7);
  const days: string[] = [];
  for (let at = monday; ; at = plus(at, 1)) {
    const over = view === 'week' ? days.length === WEEK : at.slice(0, 7) > month;
    if (over && days.length % WEEK === 0) return days;
    days.push(at);
  }
}

/** The same day of the month or week before (−1) or after (1); the last of a shorter month. */
export function moved(view: CalendarView, day: string, by: 1 | -1): string {
  if (view === 'week') return plus(day, by * WEEK);
  const [year, month] = day.split('-').map(Number) as [number, number];
  const next = new Date(Date.UTC(year, month - 1 + by, 1)).toISOString().slice(0, 7);
  const last = new Date(Date.UTC(year, month + by, 0)).getUTCDate();
  return `${next}-${String(Math.min(Number(day.slice(8)), last)).padStart(2, '0')}`;
}

/** Whether something from one instant to another touches a day in Beijing; what ends at midnight does not touch the day that begins. */
export function touches(day: string, from: string, until: string): boolean {
  const start = Date.parse(`${day}T00:00:00+08:00`);
  return Date.parse(from) < start + DAY_MS && Date.parse(until) > start;
}

/** From the first moment of the first day to that after the last. */
export const spanOf = (days: readonly string[]): { from: string; to: string } => ({
  from: `${days[0]}T00:00:00+08:00`,
  to: `${plus(days.at(-1)!, 1)}T00:00:00+08:00`,
});

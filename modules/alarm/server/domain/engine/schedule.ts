import { BEIJING_OFFSET_MS, DAY_MS, HOUR_MS, MINUTE_MS } from '@tarim/kernel';
import type { RuleSchedule } from '../../../contract.ts';

/** Whether a rule holds at an instant (Beijing time): every part that is given must fit. */
export function inSchedule(schedule: RuleSchedule | undefined, at: number): boolean {
  if (!schedule) return true;
  const local = new Date(at + BEIJING_OFFSET_MS);
  const { hours, weekdays, season } = schedule;
  if (weekdays && !weekdays.includes(local.getUTCDay() || 7)) return false;
  if (hours) {
    const minute = local.getUTCHours() * 60 + local.getUTCMinutes();
    if (!within(minute, minuteOf(hours.from), minuteOf(hours.to))) return false;
  }
  if (season) {
    const day = local.toISOString().slice(5, 10);
    const { from, to } = season;
    if (from <= to ? day < from || day > to : day < from && day > to) return false;
  }
  return true;
}

function within(minute: number, from: number, to: number): boolean {
  if (from === to) return true;
  return from < to ? minute >= from && minute < to : minute >= from || minute < to;
}

const minuteOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));

/** The first instant at or after `at` in which the rule holds; null: none within a year and a day. */
export function nextInSchedule(schedule: RuleSchedule | undefined, at: number): number | null {
  if (inSchedule(schedule, at)) return at;
  const end = at + 367 * DAY_MS;
  // Days and seasons change at midnight, hours at a minute: a step that never jumps over a beginning.
  const start = schedule?.hours ? minuteOf(schedule.hours.from) : 0;
  let next = Math.floor((at + BEIJING_OFFSET_MS) / DAY_MS) * DAY_MS - BEIJING_OFFSET_MS;
  for (; next <= end; next += DAY_MS) {
    for (const one of [next, next + start * MINUTE_MS]) if (one > at && inSchedule(schedule, one)) return one;
  }
  return null;
}

/** Hours of lack of data after which an open alarm says so, by the rhythm of the basis. */
export const BLIND_AFTER = {
  realtime: HOUR_MS,
  minute: HOUR_MS,
  hour: 3 * HOUR_MS,
  'verdict-hour': 3 * HOUR_MS,
  aqi: 3 * HOUR_MS,
  day: 3 * DAY_MS,
  'verdict-day': 3 * DAY_MS,
} as const;

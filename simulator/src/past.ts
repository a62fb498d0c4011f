import { DAY_MS, HOUR_MS, MINUTE_MS, periodStart } from '@tarim/kernel';
import type { SimDevice } from './expand.ts';
import { type Report, reportAt } from './report.ts';

/** How much of the past is sent at the start. */
export interface Past {
  readonly days: number;
  readonly minuteHours: number;
  /** Beyond `days`, how many days in all have a value every fourth hour; absent: none. */
  readonly sparseDays?: number;
}

/** Wet-chemical analysers of water take a sample every four hours. */
const SPARSE_HOURS = 4;

/** What a device measured before the network was switched on, in the order to be stored: sparse hours, days, then hours, then minutes, oldest first. */
export function pastOf(device: SimDevice, past: Past, now: number): Report[] {
  const hour = periodStart('hour', now);
  const today = periodStart('day', now);
  const reports = sparseOf(past, now);
  const first = periodStart('day', now - past.days * DAY_MS);
  if (past.days > 0) {
    for (let time = first; time < today; time += DAY_MS) reports.push(reportAt('2031', time));
    for (let time = first; time < hour; time += HOUR_MS) reports.push(reportAt('2061', time));
  }
  return [...reports, ...minutesOf(device, hour - past.minuteHours * HOUR_MS, now)];
}

function sparseOf({ days, sparseDays = 0 }: Past, now: number): Report[] {
  const reports: Report[] = [];
  const until = periodStart('day', now - days * DAY_MS);
  for (let time = periodStart('day', now - sparseDays * DAY_MS); time < until; time += SPARSE_HOURS * HOUR_MS)
    reports.push(reportAt('2061', time));
  return reports;
}

/** Minutes older than this are not sent again by themselves: weeks of them would push the hours out of the store. */
const MINUTES_KEPT_MS = 48 * HOUR_MS;

/** What a device measured since a time: what is sent after the platform (or this process) was away. */
export function pastSince(device: SimDevice, since: number, now: number): Report[] {
  const reports: Report[] = [];
  const today = periodStart('day', now);
  const hour = periodStart('hour', now);
  for (let time = periodStart('day', since); time < today; time += DAY_MS)
    reports.push(reportAt('2031', time));
  for (let time = periodStart('hour', since); time < hour; time += HOUR_MS)
    reports.push(reportAt('2061', time));
  return [...reports, ...minutesOf(device, Math.max(since, now - MINUTES_KEPT_MS), now)];
}

function minutesOf(device: SimDevice, from: number, now: number): Report[] {
  if (!device.minuteInterval) return [];
  const step = device.minuteInterval * MINUTE_MS;
  const reports: Report[] = [];
  for (let time = Math.ceil(from / step) * step; time + step <= now; time += step)
    reports.push(reportAt('2051', time, device.minuteInterval));
  return reports;
}

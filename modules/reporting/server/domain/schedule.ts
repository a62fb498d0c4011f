import { BEIJING_OFFSET_MS, DAY_MS, HOUR_MS, MINUTE_MS, periodStart } from '@tarim/kernel';
import { REPORT_GRAIN, type ReportKind, type Timing } from '../../contract.ts';
import { periodBefore, type ReportPeriod } from './period.ts';

export interface Plan {
  readonly kind: ReportKind;
  readonly timing: Timing;
}

/** An occurrence of a schedule: when it is due, and the period it is about (the one that was over by then). */
export interface Occurrence {
  readonly at: number;
  readonly period: ReportPeriod;
}

/** Occurrence of the day, month or year that begins at `start`, in Beijing time. */
function within({ kind, timing }: Plan, start: number): number {
  const { hour, minute, day = 1, month = 1 } = timing;
  const clock = hour * HOUR_MS + minute * MINUTE_MS;
  const grain = REPORT_GRAIN[kind];
  if (grain === 'day') return start + clock;
  if (grain === 'month') return start + (day - 1) * DAY_MS + clock;
  const year = new Date(start + BEIJING_OFFSET_MS).getUTCFullYear();
  return Date.UTC(year, month - 1, day) - BEIJING_OFFSET_MS + clock;
}

const of = ({ kind }: Plan, at: number): Occurrence => ({ at, period: periodBefore(kind, at) });

/** The newest occurrence that is not after `now`. */
export function latestOccurrence(plan: Plan, now: number): Occurrence {
  const grain = REPORT_GRAIN[plan.kind];
  const start = periodStart(grain, now);
  const here = within(plan, start);
  return of(plan, here <= now ? here : within(plan, periodStart(grain, start - 1)));
}

/** The first occurrence after `now`. */
export function nextOccurrence(plan: Plan, now: number): Occurrence {
  const grain = REPORT_GRAIN[plan.kind];
  const start = periodStart(grain, now);
  const here = within(plan, start);
  // A little more than the longest day, month or year leads into the next.
  const longest = { day: 1, month: 31, year: 366 }[grain];
  return of(plan, here > now ? here : within(plan, periodStart(grain, start + longest * DAY_MS)));
}

/**
 * What a schedule owes at `now`: its newest occurrence, unless it was served or lies before the schedule was switched on.
 * After a downtime the newest missed one is made, once; older ones are made by hand where somebody wants them.
 */
export function owed(
  plan: Plan & { readonly enabled: boolean; readonly since: number; readonly lastAt: number | null },
  now: number,
): Occurrence | null {
  if (!plan.enabled) return null;
  const latest = latestOccurrence(plan, now);
  return latest.at >= plan.since && latest.at > (plan.lastAt ?? Number.NEGATIVE_INFINITY) ? latest : null;
}

import { beijingDate, DAY_MS, HOUR_MS } from '@tarim/kernel';

export type Light = 'green' | 'yellow' | 'red';

const midnight = (day: string): number => Date.parse(`${day}T00:00:00+08:00`);
export const dayAfter = (day: string, days: number): string => beijingDate(midnight(day) + days * DAY_MS);

/** When a kind of maintenance is due (pure): so many days after it was done last, or on its first day; until the end of that day. */
export function dueOf(plan: {
  readonly days: number;
  readonly warnDays: number;
  readonly startOn: string;
  /** Epoch ms of the last record; null: none yet. */
  readonly lastAt: number | null;
  readonly now: number;
}): { readonly dueOn: string; readonly light: Light } {
  const { days, warnDays, startOn, lastAt, now } = plan;
  const next = lastAt === null ? startOn : dayAfter(beijingDate(lastAt), days);
  const dueOn = [next, startOn].sort()[1]!;
  const today = beijingDate(now);
  if (today > dueOn) return { dueOn, light: 'red' };
  return { dueOn, light: dayAfter(dueOn, -warnDays) <= today ? 'yellow' : 'green' };
}

/** How often a plan was due within [from, to] (Beijing days), and how often a record came in the period that ended there. */
export function completionOf(
  plan: { readonly days: number; readonly startOn: string },
  records: readonly number[],
  from: string,
  to: string,
): { readonly due: number; readonly done: number } {
  let due = 0;
  let done = 0;
  const days = records.map((at) => beijingDate(at));
  for (let day = plan.startOn; day <= to; day = dayAfter(day, plan.days)) {
    if (day < from) continue;
    due++;
    const after = dayAfter(day, -plan.days);
    if (days.some((one) => one > after && one <= day)) done++;
  }
  return { due, done };
}

/** Light of a fault: red once it lasted, or lasts, longer than allowed; yellow in the last quarter of the time. */
export function faultLight(fault: {
  readonly beganAt: number;
  readonly repairedAt: number | null;
  readonly allowedHours: number;
  readonly now: number;
}): { readonly downHours: number; readonly light: Light } {
  const downHours = ((fault.repairedAt ?? fault.now) - fault.beganAt) / HOUR_MS;
  if (downHours > fault.allowedHours) return { downHours, light: 'red' };
  if (fault.repairedAt === null && downHours > 0.75 * fault.allowedHours)
    return { downHours, light: 'yellow' };
  return { downHours, light: 'green' };
}

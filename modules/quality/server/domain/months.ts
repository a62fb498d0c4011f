import { BEIJING_OFFSET_MS, beijingDate, periodEnd, periodStart } from '@tarim/kernel';

/** [start, end) of `2026-10`, epoch ms of Beijing midnights. */
export function monthSpan(month: string): { start: number; end: number } {
  const start = Date.parse(`${month}-01T00:00:00Z`) - BEIJING_OFFSET_MS;
  return { start, end: periodEnd('month', start) };
}

export const monthOf = (ms: number): string => beijingDate(ms).slice(0, 7);

/** Months that [from, to) touches. */
export function monthsOf(from: number, to: number): string[] {
  const months: string[] = [];
  for (let at = periodStart('month', from); at < to; at = periodEnd('month', at)) months.push(monthOf(at));
  return months;
}

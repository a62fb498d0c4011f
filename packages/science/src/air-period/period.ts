import { BEIJING_OFFSET_MS, DAY_MS } from '@tarim/kernel';

export type PeriodKind = 'month' | 'quarter' | 'year' | 'range';

/** Days of an assessment (评价时段), Beijing dates, both included. */
export interface AssessmentPeriod {
  readonly kind: PeriodKind;
  readonly from: string;
  readonly to: string;
  readonly days: number;
}

/** Epoch ms of a Beijing date; null when the calendar does not have it. */
export function dateMs(date: string): number | null {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date) ?? [];
  // The constructor takes years below 100 for those of the last century.
  if (year === undefined || Number(year) < 100) return null;
  const utc = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  const there = utc.getUTCMonth() === Number(month) - 1 && utc.getUTCDate() === Number(day);
  return there ? utc.getTime() - BEIJING_OFFSET_MS : null;
}

/** Reads `2025`, `2025-Q1`, `2025-03` or `2025-01-01/2025-06-30`; null for anything else. */
export function parsePeriod(text: string): AssessmentPeriod | null {
  const [, year, quarter, month] = /^(\d{4})(?:-(?:Q([1-4])|(\d{2})))?$/.exec(text) ?? [];
  if (year !== undefined) {
    const first = month ? Number(month) : quarter ? Number(quarter) * 3 - 2 : 1;
    const count = month ? 1 : quarter ? 3 : 12;
    if (first < 1 || first > 12) return null;
    const last = new Date(Date.UTC(Number(year), first + count - 1, 0)).getUTCDate();
    const two = (n: number) => String(n).padStart(2, '0');
    const kind = month ? 'month' : quarter ? 'quarter' : 'year';
    return periodOf(kind, `${year}-${two(first)}-01`, `${year}-${two(first + count - 1)}-${two(last)}`);
  }
  const [from, to, ...more] = text.split('/');
  return from && to && more.length === 0 ? periodOf('range', from, to) : null;
}

function periodOf(kind: PeriodKind, from: string, to: string): AssessmentPeriod | null {
  const start = dateMs(from);
  const end = dateMs(to);
  if (start === null || end === null || end < start) return null;
  return { kind, from, to, days: (end - start) / DAY_MS + 1 };
}

/** The same period a year earlier; null when the text is none. */
export function yearBefore(text: string): string | null {
  const back = (date: string) =>
    `${Number(date.slice(0, 4)) - 1}${date.slice(4)}`.replace(/-02-29$/, '-02-28');
  const parts = text.split('/').map(back);
  return parsePeriod(parts.join('/')) ? parts.join('/') : null;
}

/** Months that lie wholly within the period, `2025-03`. */
export function wholeMonths({ from, to }: AssessmentPeriod): string[] {
  const months: string[] = [];
  for (let at = Number(from.slice(0, 4)) * 12 + Number(from.slice(5, 7)) - 1; ; at++) {
    const month = `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`;
    if (month > to.slice(0, 7)) return months;
    const whole = parsePeriod(month);
    if (whole && whole.from >= from && whole.to <= to) months.push(month);
  }
}

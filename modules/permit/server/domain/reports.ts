import { deadlineLight } from '@tarim/science';
import type { PermitContent, QuotaUse, ReportDuty, ReportedAmount } from '../../contract.ts';

/** Days before the end in which the light is yellow: a habit of the platform, no rule. */
const WARN_HOURS = 15 * 24;
/** Share of the permitted amount from which the light is yellow, and red: design of the platform. */
const QUOTA_YELLOW = 0.8;
const QUOTA_RED = 1;

export interface Submitted {
  readonly period: string;
  readonly submittedOn: string;
  readonly amounts: readonly ReportedAmount[];
}

const quarterOf = (day: string): number => Math.ceil(Number(day.slice(5, 7)) / 3);

/**
 * Execution reports (执行报告) that fell due or are the next to: a permit owes those of the quarters and years in which it held, from
 * `since`, from which they are followed here. The annual report stands for the fourth quarter. `now` in milliseconds, `today` its Beijing day.
 */
export function dutiesOf(
  { validTo, reports: { annualBy, quarterlyBy } }: PermitContent,
  since: string,
  submitted: readonly Submitted[],
  now: number,
  today: string,
): ReportDuty[] {
  const last = validTo < today ? validTo : today;
  const duties: ReportDuty[] = [];
  const put = (kind: ReportDuty['kind'], period: string, due: string) => {
    const submittedOn = submitted.find((one) => one.period === period)?.submittedOn ?? null;
    const light = deadlineLight({
      dueAt: Date.parse(`${due}T23:59:59+08:00`),
      now,
      doneAt: submittedOn === null ? null : Date.parse(`${submittedOn}T12:00:00+08:00`),
      warnHours: WARN_HOURS,
    });
    duties.push({
      kind,
      period,
      due,
      submittedOn,
      late: light === 'red',
      light: submittedOn !== null && light === 'green' ? 'done' : light,
    });
  };
  for (let year = Number(since.slice(0, 4)); year <= Number(last.slice(0, 4)); year++) {
    if (quarterlyBy !== null)
      for (let quarter = 1; quarter <= (annualBy === null ? 4 : 3); quarter++)
        if (heldIn(year, quarter, since, last))
          put('quarterly', `${year}Q${quarter}`, dueOfQuarter(year, quarter, quarterlyBy));
    if (annualBy !== null) put('annual', String(year), dueOfYear(year, annualBy));
  }
  return duties;
}

function heldIn(year: number, quarter: number, since: string, last: string): boolean {
  const at = year * 4 + quarter;
  const of = (day: string) => Number(day.slice(0, 4)) * 4 + quarterOf(day);
  return of(since) <= at && at <= of(last);
}

const two = (n: number): string => String(n).padStart(2, '0');

const dueOfQuarter = (year: number, quarter: number, day: number): string =>
  quarter === 4 ? `${year + 1}-01-${two(day)}` : `${year}-${two(quarter * 3 + 1)}-${two(day)}`;

const dueOfYear = (year: number, monthDay: string): string => `${year + 1}-${monthDay}`;

/** What annual reports say against the permitted yearly amounts (许可排放量), factors of all outlets together. */
export function quotasOf({ outlets }: PermitContent, submitted: readonly Submitted[]): QuotaUse[] {
  const yearly = new Map<string, number>();
  for (const { factor, yearly: tonnes } of outlets.flatMap(({ factors }) => factors))
    if (tonnes !== null) yearly.set(factor, (yearly.get(factor) ?? 0) + tonnes);
  return submitted
    .filter(({ period }) => /^\d{4}$/.test(period))
    .flatMap(({ period, amounts }) =>
      amounts.flatMap(({ factor, tonnes }) => {
        const most = yearly.get(factor);
        if (!most) return [];
        const use = tonnes / most;
        const light = use > QUOTA_RED ? 'red' : use >= QUOTA_YELLOW ? 'yellow' : 'green';
        return [{ period, factor, tonnes, yearly: most, use, light } as const];
      }),
    );
}

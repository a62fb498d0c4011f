import { lateFineOf, type WorkCalendar } from '@tarim/science';
import { openParts, paymentDue } from './clocks.ts';
import { fineOf, owedOf, type Standing } from './file.ts';

/** 加处罚款 on a day, yuan (行政处罚法 72: 3 % a day, no more than the fine); null where the fine is not due or was paid in time. */
export function lateFineAt(standing: Standing, calendar: WorkCalendar, day: string): number | null {
  const due = paymentDue(standing, calendar);
  const fine = fineOf(standing);
  if (!due || fine === 0) return null;
  if (standing.deferred) {
    const late = openParts(standing.deferred, standing.paid).filter((part) => part.due < day);
    const sum = late.reduce(
      (all, { left, due: on }) => all + (lateFineOf({ fine: left, due: on, paid: day }).lateFine ?? 0),
      0,
    );
    return late.length === 0 ? null : Math.min(sum, fine);
  }
  const until = standing.paid >= fine ? standing.paidOn! : day;
  return until <= due ? null : lateFineOf({ fine, due, paid: until }).lateFine;
}

/** Yuan of it that are neither paid nor remitted; what was paid beyond the fines went to it. */
export function lateOwedAt(standing: Standing, calendar: WorkCalendar, day: string): number {
  const beyond = Math.max(0, standing.paid - owedOf(standing));
  const left = (lateFineAt(standing, calendar, day) ?? 0) - standing.lateSettled - beyond;
  return Math.max(0, Math.round(left * 100) / 100);
}

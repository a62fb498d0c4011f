import { lateFineOf, type WorkCalendar } from '@tarim/science';
import { owedOf, type Standing } from './file.ts';
import { settledTerms } from './payments.ts';

/**
 * 加处罚款 on a day, yuan (行政处罚法 72: 3 % a day, no more than the fine); null where the fine is not due or was paid in time. It
 * stands also when the fine is paid at last. Each daily fine, and each part of a deferral, runs by itself.
 */
export function lateFineAt(standing: Standing, calendar: WorkCalendar, day: string): number | null {
  const lates = settledTerms(standing, calendar).flatMap(({ kind, amount, due, paid, left, settledOn }) =>
    kind === 'fine'
      ? [lateOf(amount, due, settledOn ?? day)]
      : [...paid.map((one) => lateOf(one.amount, due, one.on)), left > 0 ? lateOf(left, due, day) : 0],
  );
  const sum = lates.reduce((all, one) => all + one, 0);
  return sum === 0 ? null : Math.min(toFen(sum), owedOf(standing));
}

const lateOf = (fine: number, due: string, until: string): number =>
  until <= due ? 0 : (lateFineOf({ fine, due, paid: until }).lateFine ?? 0);

/** Yuan without what binary fractions leave behind. */
const toFen = (yuan: number): number => Math.round(yuan * 100) / 100;

/** Yuan of it that are neither paid nor remitted; what was paid beyond the fines went to it. */
export function lateOwedAt(standing: Standing, calendar: WorkCalendar, day: string): number {
  const beyond = Math.max(0, standing.paid - owedOf(standing));
  const left = (lateFineAt(standing, calendar, day) ?? 0) - standing.lateSettled - beyond;
  return Math.max(0, toFen(left));
}

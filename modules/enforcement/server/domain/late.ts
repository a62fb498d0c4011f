import { lateFineOf, type WorkCalendar } from '@tarim/science';
import { paymentTerms } from './clocks.ts';
import { fineOf, owedOf, type Standing, settledOn } from './file.ts';

/**
 * 加处罚款 on a day, yuan (行政处罚法 72: 3 % a day, no more than the fine); null where the fine is not due or was paid in time. It
 * stands also when the fine is paid at last. Each daily fine, and each part of a deferral, runs by itself.
 */
export function lateFineAt(standing: Standing, calendar: WorkCalendar, day: string): number | null {
  if (!standing.delivered || fineOf(standing) === 0) return null;
  const lates = standing.deferred
    ? paidParts(standing, day).map(({ amount, due: on, until }) => lateOf(amount, on, until))
    : paymentTerms(standing, calendar).map(({ amount, due, sum: to }) =>
        lateOf(amount, due, settledOn(standing, to) ?? day),
      );
  const sum = lates.reduce((all, one) => all + one, 0);
  return sum === 0 ? null : Math.min(toFen(sum), owedOf(standing));
}

const lateOf = (fine: number, due: string, until: string): number =>
  until <= due ? 0 : (lateFineOf({ fine, due, paid: until }).lateFine ?? 0);

/** Yuan without what binary fractions leave behind. */
const toFen = (yuan: number): number => Math.round(yuan * 100) / 100;

/** Parts of a deferral by what was paid of them when: payments after it go to the earliest part; what nobody paid runs on to `day`. */
function paidParts(
  { deferred, payments }: Standing,
  day: string,
): { due: string; amount: number; until: string }[] {
  const { parts, before } = deferred!;
  let skipped = before;
  const coins = payments.map(({ on, amount }) => {
    const used = Math.min(skipped, amount);
    skipped = toFen(skipped - used);
    return { on, left: toFen(amount - used) };
  });
  return parts.flatMap(({ due, amount }) => {
    let open = amount;
    const paid = coins.flatMap((coin) => {
      const taken = Math.min(open, coin.left);
      open = toFen(open - taken);
      coin.left = toFen(coin.left - taken);
      return taken > 0 ? [{ due, amount: taken, until: coin.on }] : [];
    });
    return open > 0 ? [...paid, { due, amount: open, until: day }] : paid;
  });
}

/** Yuan of it that are neither paid nor remitted; what was paid beyond the fines went to it. */
export function lateOwedAt(standing: Standing, calendar: WorkCalendar, day: string): number {
  const beyond = Math.max(0, standing.paid - owedOf(standing));
  const left = (lateFineAt(standing, calendar, day) ?? 0) - standing.lateSettled - beyond;
  return Math.max(0, toFen(left));
}

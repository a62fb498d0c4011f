import type { WorkCalendar } from '@tarim/science';
import { dueOf } from './due.ts';
import { fineOf, type Standing } from './file.ts';

/** Yuan with a last day of payment: a part of a deferral (行政处罚法 66), or a fine with fifteen days of its own (行政处罚法 67). */
interface Term {
  readonly kind: 'part' | 'fine';
  readonly amount: number;
  readonly due: string;
  /** From this day on it is there to be paid. */
  readonly from: string;
}

export interface SettledTerm extends Term {
  readonly paid: readonly { readonly on: string; readonly amount: number }[];
  readonly left: number;
  /** The day on which nothing was left; null: something is. */
  readonly settledOn: string | null;
}

/** Yuan without what binary fractions leave behind. */
const toFen = (yuan: number): number => Math.round(yuan * 100) / 100;

/** A deferral takes the place of the terms of all that was owed then; daily fines that are decided after it have their own. */
function termsOf(standing: Standing, calendar: WorkCalendar): Term[] {
  const { delivered, deferred, measures } = standing;
  if (!delivered) return [];
  const fine = (amount: number, on: string, from: string): Term => ({
    kind: 'fine',
    amount,
    due: dueOf('payment', on, calendar),
    from,
  });
  const daily = measures.daily.flatMap(({ fine: { amount }, decision }) =>
    decision ? [fine(amount, decision.deliveredOn, decision.on)] : [],
  );
  if (!deferred) return [fine(fineOf(standing), delivered, delivered), ...daily];
  return [
    ...deferred.parts.map(({ amount, due }): Term => ({ kind: 'part', amount, due, from: deferred.on })),
    ...daily.slice(deferred.daily),
  ];
}

/**
 * Terms of payment with what was paid of each, the first to end first. A payment goes to what was there to be paid on its day, the
 * earliest term first; what is over goes to what came later.
 */
export function settledTerms(standing: Standing, calendar: WorkCalendar): SettledTerm[] {
  const terms = termsOf(standing, calendar)
    .map((term) => ({ ...term, left: term.amount, paid: [] as { on: string; amount: number }[] }))
    .sort((a, b) => a.due.localeCompare(b.due));
  // What was paid before a deferral is no part of it.
  let skipped = standing.deferred?.before ?? 0;
  const rests: { on: string; amount: number }[] = [];
  const spend = (on: string, amount: number, open: typeof terms): number => {
    let rest = amount;
    for (const term of open) {
      const taken = Math.min(rest, term.left);
      if (taken <= 0) continue;
      term.left = toFen(term.left - taken);
      rest = toFen(rest - taken);
      term.paid.push({ on, amount: taken });
    }
    return rest;
  };
  for (const { on, amount } of standing.payments) {
    const used = Math.min(skipped, amount);
    skipped = toFen(skipped - used);
    const there = terms.filter(({ from }) => from <= on);
    rests.push({ on, amount: spend(on, toFen(amount - used), there) });
  }
  for (const { on, amount } of rests) spend(on, amount, terms);
  return terms.map((term) => ({
    ...term,
    settledOn: term.left > 0 ? null : (term.paid.at(-1)?.on ?? term.from),
  }));
}

/** Last day to pay what is not paid yet: the first term that is open, else the last one. */
export function paymentDue(standing: Standing, calendar: WorkCalendar): string | null {
  const terms = settledTerms(standing, calendar);
  return (terms.find(({ left }) => left > 0) ?? terms.at(-1))?.due ?? null;
}

/** Clocks of payment: one of the parts of a deferral together, one of each fine. */
export function paymentClocks(
  standing: Standing,
  calendar: WorkCalendar,
): (readonly [due: string, doneOn: string | null])[] {
  const terms = settledTerms(standing, calendar);
  const parts = terms.filter(({ kind }) => kind === 'part');
  const part = parts.find(({ left }) => left > 0) ?? parts.at(-1);
  return [
    ...(part ? [[part.due, part.settledOn] as const] : []),
    ...terms.flatMap(({ kind, due, settledOn, amount }) =>
      kind === 'fine' && amount > 0 ? [[due, settledOn] as const] : [],
    ),
  ];
}

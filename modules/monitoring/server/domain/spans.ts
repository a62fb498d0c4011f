import type { Span } from '../../contract.ts';

const MONTHS = 12;
const numberOf = (month: string) => Number(month.slice(0, 4)) * MONTHS + Number(month.slice(5)) - 1;
const nameOf = (n: number) => `${Math.floor(n / MONTHS)}-${String((n % MONTHS) + 1).padStart(2, '0')}`;

/** Number of months, both ends in; below one when they stand the wrong way round. */
export const monthsIn = ({ from, to }: Span) => numberOf(to) - numberOf(from) + 1;

export function shifted({ from, to }: Span, months: number): Span {
  return { from: nameOf(numberOf(from) + months), to: nameOf(numberOf(to) + months) };
}

/** The period that one is compared with: 同比 the same months a year before, 环比 as many just before. */
export function spanBefore(span: Span, against: 'year-before' | 'period-before'): Span {
  return shifted(span, against === 'year-before' ? -MONTHS : -monthsIn(span));
}

/** First instant of the months by the Beijing clock, and the first after them. */
export function instantsOf({ from, to }: Span): { from: Date; to: Date } {
  const start = (month: string) => new Date(`${month}-01T00:00:00+08:00`);
  return { from: start(from), to: start(nameOf(numberOf(to) + 1)) };
}

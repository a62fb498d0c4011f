import { DAY_MS, TarimError } from '@tarim/kernel';
import { type AirEdition, parsePeriod, yearBefore } from '@tarim/science';
import { airStatistics } from '@tarim/standards';
import { evaluationErrors } from '../errors.ts';

export interface Period {
  readonly text: string;
  readonly kind: string;
  readonly from: string;
  readonly to: string;
}

/** @throws TarimError EVALUATION_AIR_PERIOD_INVALID */
export function readPeriod(text: string, mostDays: number): Period {
  const found = parsePeriod(text);
  if (!found || found.days > mostDays)
    throw new TarimError(evaluationErrors.airPeriodInvalid, { period: text, days: mostDays });
  const { kind, from, to } = found;
  return { text, kind, from, to };
}

/** The same period a year earlier. */
export function previousOf({ text, from, to }: Period): Period {
  const before = yearBefore(text);
  // Every period that can be read has one; a year before the first of the calendar is not asked for.
  return before ? { text: before, ...parsePeriod(before)! } : { text, kind: 'range', from, to };
}

/** Start of a Beijing date. */
export const dayStart = (date: string): number => Date.parse(`${date}T00:00:00+08:00`);

/** Days of the period that are over by a date. */
export function elapsedDays({ from, to }: Pick<Period, 'from' | 'to'>, yesterday: string): number {
  const last = to < yesterday ? to : yesterday;
  return last < from ? 0 : Math.round((dayStart(last) - dayStart(from)) / DAY_MS) + 1;
}

const GENERATIONS: readonly (readonly [AirEdition, string])[] = [
  ['2012', 'HJ 663-2013'],
  ['2026', 'HJ 663-2026'],
];

/** The generation of standards in force on a date. */
export function editionOf(date: string): AirEdition {
  const code = airStatistics(dayStart(date))?.edition.code;
  return GENERATIONS.find(([, one]) => one === code)?.[0] ?? '2026';
}

/** The rules of an edition at the end of a period: weights and standard values of the composite index. */
export function rulesOf(edition: AirEdition, date: string) {
  return airStatistics(dayStart(date), GENERATIONS.find(([one]) => one === edition)![1])!;
}

import type { Problem } from '@tarim/kernel';
import { TAX_TABLES, type TaxMedium } from '@tarim/standards';
import { isAmount, toFen } from '../money.ts';
import { problem } from '../problems.ts';
import { compare, multiply, type Rational, rational, roundRational } from '../rational.ts';
import { TAX_PROBLEMS as P } from './problems.ts';

/** Six decimals for a step: more than anybody reads, and never 12631.578947368422. */
export const told6 = (value: Rational): number => roundRational(value, 6);
/** Two for a formula. */
export const told2 = (value: Rational): string => String(roundRational(value, 2));

/** The rate that a person gave; null with a problem when there is none. One outside the range of the law computes and is told. */
export function rateOf(medium: TaxMedium, given: unknown, problems: Problem[]): number | null {
  const { rate_range: ranges, xinjiang } = TAX_TABLES;
  if (given === undefined || given === null) {
    const { air_per_equivalent: air, water_per_equivalent: water } = xinjiang;
    problems.push(problem(P.rateMissing, { air, water }, 'rate'));
    return null;
  }
  if (!isAmount(given) || given === 0) {
    problems.push(problem(P.rate, {}, 'rate'));
    return null;
  }
  const [from, to] = ranges[`${medium}_per_equivalent`];
  if (given < from || given > to)
    problems.push(problem(P.rateRange, { rate: String(given), from, to }, 'rate'));
  return given;
}

export function taxOf(base: Rational, rate: number | null): number | null {
  return rate === null ? null : toFen(multiply(base, rational(rate)));
}

export const descending = (a: Rational, b: Rational): number => compare(b, a);

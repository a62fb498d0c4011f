import { divide, exactMean, rational, shortSum, subtract, sum, toNumber } from './rational.ts';

/*
 * Means and quotients of decimals as people see them, rounded once: 0.1 and 0.2 have the mean 0.15, not 0.15000000000000002,
 * which would lie above a limit of 0.15. A number that is not finite gives NaN.
 */

export function decimalMean(values: readonly number[]): number {
  const short = values.length === 0 ? null : shortSum(values);
  if (short && Number.isSafeInteger(short.scale * values.length))
    return short.units / (short.scale * values.length);
  const mean = values.every(Number.isFinite) ? exactMean(values) : null;
  return mean === null ? Number.NaN : toNumber(mean);
}

/** The sum as on paper, whatever the order; 0 of nothing. */
export function decimalSum(values: readonly number[]): number {
  return values.every(Number.isFinite) ? toNumber(sum(values)) : Number.NaN;
}

export function decimalDifference(a: number, b: number): number {
  return Number.isFinite(a) && Number.isFinite(b) ? toNumber(subtract(rational(a), rational(b))) : Number.NaN;
}

export function decimalQuotient(a: number, b: number): number {
  return Number.isFinite(a) && Number.isFinite(b) && b !== 0
    ? toNumber(divide(rational(a), rational(b)))
    : Number.NaN;
}

/** 超标倍数 (C−S)/S; equal multiples come out equal, so that their order is not one of chance. */
export function excessOver(value: number, limit: number): number {
  return decimalQuotient(decimalDifference(value, limit), limit);
}

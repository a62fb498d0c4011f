import { parseDecimal } from './rounding.ts';

/**
 * Sums and quotients of decimals as people see them, rounded once: 0.1 and 0.2 have the mean 0.15, not 0.15000000000000002,
 * which would lie above a limit of 0.15. A number that is not finite gives NaN.
 */
export function decimalMean(values: readonly number[]): number {
  const total = sum(values);
  return total === null || values.length === 0
    ? Number.NaN
    : quotient(total.units, BigInt(values.length) * 10n ** BigInt(total.scale));
}

export function decimalDifference(a: number, b: number): number {
  const total = sum([a, -b]);
  return total === null ? Number.NaN : quotient(total.units, 10n ** BigInt(total.scale));
}

export function decimalQuotient(a: number, b: number): number {
  const up = signed(a);
  const down = signed(b);
  if (up === null || down === null || down.units === 0n) return Number.NaN;
  return quotient(up.units * 10n ** BigInt(down.scale), down.units * 10n ** BigInt(up.scale));
}

/** 超标倍数 (C−S)/S; equal multiples come out equal, so that their order is not one of chance. */
export function excessOver(value: number, limit: number): number {
  return decimalQuotient(decimalDifference(value, limit), limit);
}

interface Signed {
  readonly units: bigint;
  readonly scale: number;
}

function signed(x: number): Signed | null {
  const decimal = parseDecimal(x);
  return decimal === null
    ? null
    : { units: decimal.negative ? -decimal.units : decimal.units, scale: decimal.scale };
}

function sum(values: readonly number[]): Signed | null {
  const all = values.map(signed);
  if (!all.every((one) => one !== null)) return null;
  const scale = Math.max(0, ...all.map((one) => one.scale));
  return {
    units: all.reduce((total, one) => total + one.units * 10n ** BigInt(scale - one.scale), 0n),
    scale,
  };
}

/** Digits kept before the one rounding to a double. */
const GUARD = 40;

function quotient(up: bigint, down: bigint): number {
  return Number(`${(up * 10n ** BigInt(GUARD)) / down}e-${GUARD}`) + 0;
}

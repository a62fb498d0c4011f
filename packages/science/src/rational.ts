import { parseDecimal } from './rounding.ts';

/**
 * Exact fractions, where a float would flip a verdict: 0.1 + 0.2 lies above 0.3, and a mean of 35 may come out as
 * 35.00000000000001. A JS number counts as its shortest decimal, as in `roundHalfEven`.
 */
export interface Rational {
  readonly n: bigint;
  /** Always above zero. */
  readonly d: bigint;
}

/** @param x a finite number; what is none counts as zero: callers sort those out before */
export function rational(x: number): Rational {
  if (Number.isSafeInteger(x)) return { n: BigInt(x), d: 1n };
  const short = shortSum([x]);
  if (short) return { n: BigInt(short.units), d: BigInt(short.scale) };
  const decimal = parseDecimal(x);
  if (decimal === null) return { n: 0n, d: 1n };
  return { n: decimal.negative ? -decimal.units : decimal.units, d: 10n ** BigInt(decimal.scale) };
}

export function add(a: Rational, b: Rational): Rational {
  // One denominator often divides the other (decimals): a year of hours must not multiply up thousands of them.
  if (a.d % b.d === 0n) return { n: a.n + b.n * (a.d / b.d), d: a.d };
  if (b.d % a.d === 0n) return { n: a.n * (b.d / a.d) + b.n, d: b.d };
  return { n: a.n * b.d + b.n * a.d, d: a.d * b.d };
}

export function subtract(a: Rational, b: Rational): Rational {
  return add(a, { n: -b.n, d: b.d });
}

export function multiply(a: Rational, b: Rational): Rational {
  return { n: a.n * b.n, d: a.d * b.d };
}

/** @param b not zero */
export function divide(a: Rational, b: Rational): Rational {
  return b.n < 0n ? { n: -a.n * b.d, d: a.d * -b.n } : { n: a.n * b.d, d: a.d * b.n };
}

/** Negative, zero or positive as `a` lies below, at or above `b`. */
export function compare(a: Rational, b: Rational): number {
  const left = a.n * b.d;
  const right = b.n * a.d;
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Below this a multiple is exact, and a million of them stay below 2^53. */
const SHORT = 1e9;
const MOST_SHORT = 1_000_000;
/** Places that what is measured mostly has: three of most, six of metals, nine of their means. */
const SCALES = [1_000, 1_000_000, 1_000_000_000] as const;

/**
 * Sum of decimals with few places, as whole units of one scale: without big integers. Null: they are longer than that. The
 * nearest double of a decimal of up to fifteen digits is its units divided, and no other such decimal has that double.
 */
export function shortSum(values: readonly number[]): { units: number; scale: number } | null {
  if (values.length > MOST_SHORT) return null;
  for (const scale of SCALES) {
    const units = unitsAt(values, scale);
    if (units !== null) return { units, scale };
  }
  return null;
}

function unitsAt(values: readonly number[], scale: number): number | null {
  let units = 0;
  for (const value of values) {
    const scaled = Math.round(value * scale);
    if (scaled / scale !== value || scaled > SHORT || scaled < -SHORT) return null;
    units += scaled;
  }
  // Of nothing but zeros below zero there is none.
  return units + 0;
}

/** Sum over one denominator: that of the finest decimal, or a power of a thousand. */
export function sum(values: readonly number[]): Rational {
  const short = shortSum(values);
  return short ? { n: BigInt(short.units), d: BigInt(short.scale) } : sumOfAny(values);
}

function sumOfAny(values: readonly number[]): Rational {
  let n = 0n;
  let d = 1n;
  for (const value of values) {
    const one = rational(value);
    if (one.d > d) {
      n *= one.d / d;
      d = one.d;
    }
    n += one.n * (d / one.d);
  }
  return { n, d };
}

/** Exact arithmetic mean; null of nothing. */
export function exactMean(values: readonly number[]): Rational | null {
  return values.length === 0 ? null : divide(sum(values), { n: BigInt(values.length), d: 1n });
}

/** The nearest double, or one beside it. */
export function toNumber({ n, d }: Rational): number {
  const negative = n < 0n;
  const up = negative ? -n : n;
  if (up === 0n) return 0;
  // A quotient of whole numbers that doubles hold is rounded once.
  if (up <= LARGEST_WHOLE && d <= LARGEST_WHOLE) return Number(n) / Number(d);
  // Twenty significant digits of the quotient: more than a double holds.
  const places = DIGITS - (String(up).length - String(d).length);
  const quotient = places >= 0 ? (up * 10n ** BigInt(places)) / d : up / (d * 10n ** BigInt(-places));
  return Number(`${negative ? '-' : ''}${quotient}e${-places}`);
}

const DIGITS = 20;
const LARGEST_WHOLE = BigInt(Number.MAX_SAFE_INTEGER);

/** GB/T 8170 on the exact fraction, in one step. */
export function roundRational({ n, d }: Rational, digits: number): number {
  const negative = n < 0n;
  const scaled = (negative ? -n : n) * 10n ** BigInt(digits);
  let kept = scaled / d;
  const twice = (scaled % d) * 2n;
  if (twice > d || (twice === d && kept % 2n === 1n)) kept += 1n;
  return Number(`${negative && kept > 0n ? '-' : ''}${kept}e${-digits}`);
}

/** 超标倍数 (C−S)/S of a value above its limit; null when it is not, or the limit is zero. */
export function multipleAbove(value: Rational, limit: number): number | null {
  const upper = rational(limit);
  return upper.n > 0n && compare(value, upper) > 0 ? toNumber(divide(subtract(value, upper), upper)) : null;
}

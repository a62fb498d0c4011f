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

/** Below this a thousandfold is exact, and a million of them stay below 2^53. */
const SHORT = 1e9;
const MOST_SHORT = 1_000_000;

/** Sum over one denominator: that of the finest decimal, or thousandths. */
export function sum(values: readonly number[]): Rational {
  let thousandths = 0;
  for (const value of values) {
    const scaled = Math.round(value * 1_000);
    // The nearest double of a decimal with up to three places is that decimal divided: what is measured mostly is one.
    if (scaled / 1_000 !== value || scaled > SHORT || scaled < -SHORT) return sumOfAny(values);
    thousandths += scaled;
  }
  return values.length > MOST_SHORT ? sumOfAny(values) : { n: BigInt(thousandths), d: 1_000n };
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
  // Twenty significant digits of the quotient: more than a double holds.
  const places = DIGITS - (String(up).length - String(d).length);
  const quotient = places >= 0 ? (up * 10n ** BigInt(places)) / d : up / (d * 10n ** BigInt(-places));
  return Number(`${negative ? '-' : ''}${quotient}e${-places}`);
}

const DIGITS = 20;

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

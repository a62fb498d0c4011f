import { add, multiply, type Rational, rational, subtract } from '../rational.ts';

export interface Percentile {
  readonly value: Rational;
  /** Rank 1 + (n−1)·p, in exact hundredths. */
  readonly rank: Rational;
  /** The two values of the ascending series that it lies between. */
  readonly between: readonly [number, number];
}

/**
 * 百分位数 (HJ 663): k = 1 + (n−1)·p, X[s] + (X[s+1] − X[s])·(k − s) with s = ⌊k⌋ in the ascending series. Exact: the rank of
 * p = 95 % is whole for every n = 20·i + 1, and a float would read it beside the value it means.
 * @param percent 0…100, whole
 * @returns null of nothing
 */
export function percentile(values: readonly number[], percent: number): Percentile | null {
  if (values.length === 0) return null;
  const ascending = [...values].sort((a, b) => a - b);
  const hundredths = 100 + (values.length - 1) * percent;
  const s = Math.floor(hundredths / 100);
  const low = ascending[s - 1]!;
  // At the end of the series the rank is whole and nothing is added.
  const high = ascending[s] ?? low;
  const rest: Rational = { n: BigInt(hundredths % 100), d: 100n };
  return {
    value: add(rational(low), multiply(subtract(rational(high), rational(low)), rest)),
    rank: { n: BigInt(hundredths), d: 100n },
    between: [low, high],
  };
}

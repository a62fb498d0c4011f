import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  add,
  compare,
  divide,
  exactMean,
  multiply,
  rational,
  roundRational,
  shortSum,
  subtract,
  sum,
  toNumber,
} from './rational.ts';

const decimal = fc
  .tuple(fc.integer({ min: -1_000_000, max: 1_000_000 }), fc.integer({ min: 0, max: 4 }))
  .map(([units, scale]) => Number(`${units}e${-scale}`));

describe('exact fractions', () => {
  test('what floats get wrong', () => {
    expect(compare(add(rational(0.1), rational(0.2)), rational(0.3))).toBe(0);
    expect(toNumber(sum([0.1, 0.2, 0.3, 1e-7]))).toBe(0.6000001);
    expect(compare(exactMean([34.9, 35.1, 35])!, rational(35))).toBe(0);
    expect(exactMean([])).toBeNull();
  });
  test('there and back', () => {
    fc.assert(fc.property(decimal, (x) => toNumber(rational(x)) === (x === 0 ? 0 : x)));
    expect([1e21, 1e-9, 0.000025, 123456789.125].map((x) => toNumber(rational(x)))).toEqual([
      1e21, 1e-9, 0.000025, 123456789.125,
    ]);
  });
  test('arithmetic agrees with whole numbers', () => {
    const whole = fc.integer({ min: -5000, max: 5000 });
    fc.assert(
      fc.property(whole, whole, (a, b) => {
        const [x, y] = [rational(a), rational(b)];
        expect(toNumber(add(x, y))).toBe(a + b);
        expect(toNumber(subtract(x, y))).toBe(a - b);
        expect(toNumber(multiply(x, y))).toBe(a * b === 0 ? 0 : a * b);
        expect(Math.sign(compare(x, y))).toBe(Math.sign(a - b));
        if (b !== 0) expect(toNumber(divide(x, y))).toBeCloseTo(a / b, 10);
      }),
    );
  });
  test('a sum is what adding one by one gives, with long decimals among short ones or not', () => {
    const any = fc.oneof(
      decimal,
      fc.integer({ min: -5000, max: 5000 }),
      fc.double({ noNaN: true, min: -1e12, max: 1e12 }),
    );
    fc.assert(
      fc.property(fc.oneof(fc.array(decimal), fc.array(any)), (values) => {
        const one = values.map(rational).reduce(add, rational(0));
        expect(compare(sum(values), one)).toBe(0);
      }),
    );
  });
  test('half to even, also of quotients without an end', () => {
    expect(roundRational(divide(rational(1), rational(3)), 3)).toBe(0.333);
    expect(roundRational(divide(rational(5), rational(2)), 0)).toBe(2);
    expect(roundRational(divide(rational(-7), rational(2)), 0)).toBe(-4);
    expect(roundRational(rational(0.135), 2)).toBe(0.14);
    expect(roundRational(rational(-0.001), 2)).toBe(0);
  });
});

test('few places need no big integers, more of them are left to those', () => {
  expect(shortSum([0.1, 0.2])).toEqual({ units: 300, scale: 1_000 });
  expect(shortSum([0.1, 0.000025])).toEqual({ units: 100_025, scale: 1_000_000 });
  expect(shortSum([0.0000001, 0.5])).toEqual({ units: 500_000_100, scale: 1_000_000_000 });
  expect([shortSum([0.1 + 0.2]), shortSum([1e10]), shortSum([1_000, 1e-7])]).toEqual([null, null, null]);
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decimalDifference, decimalMean, decimalQuotient, excessOver } from './decimal.ts';

test('decimals as people see them', () => {
  expect(decimalMean([0.1, 0.2])).toBe(0.15);
  expect(decimalDifference(0.3, 0.1)).toBe(0.2);
  expect(decimalQuotient(0.3, 0.1)).toBe(3);
  expect(excessOver(0.00011, 0.0001)).toBe(0.1);
  expect(decimalMean([1e-7, 3e-7])).toBe(2e-7);
  expect(decimalMean([-1, 0.5])).toBe(-0.25);
});

test('what has no answer is not a number', () => {
  expect([decimalMean([]), decimalMean([1, Number.NaN]), decimalQuotient(1, 0)]).toEqual(
    Array(3).fill(Number.NaN),
  );
  expect(decimalDifference(Number.POSITIVE_INFINITY, 1)).toBeNaN();
});

test('thousandths: as whole numbers would have it', () => {
  const whole = fc.integer({ min: -1_000_000, max: 1_000_000 });
  fc.assert(
    fc.property(whole, whole, (a, b) => {
      expect(decimalDifference(a / 1_000, b / 1_000)).toBe((a - b) / 1_000 + 0);
      expect(decimalMean([a / 1_000, b / 1_000])).toBe((a + b) / 2_000 + 0);
      if (b !== 0) expect(decimalQuotient(a / 1_000, b / 1_000)).toBe(a / b + 0);
    }),
  );
});

test('six and nine places: as whole numbers would have it', () => {
  const whole = fc.integer({ min: -900_000, max: 900_000 });
  fc.assert(
    fc.property(whole, whole, fc.constantFrom(1_000_000, 1_000_000_000), (a, b, scale) => {
      expect(decimalMean([a / scale, b / scale])).toBe((a + b) / (2 * scale) + 0);
      expect(decimalDifference(a / scale, b / scale)).toBe((a - b) / scale + 0);
      if (b !== 0) expect(decimalQuotient(a / scale, b / scale)).toBe(a / b + 0);
    }),
  );
});

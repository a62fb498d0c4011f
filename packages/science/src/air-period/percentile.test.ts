import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { example } from '../golden.fixture.ts';
import { toNumber } from '../rational.ts';
import { percentile } from './percentile.ts';

const of = (values: readonly number[], percent: number) => toNumber(percentile(values, percent)!.value);

describe('percentile of HJ 663', () => {
  test('PCT-1: ten values, p90', () => {
    const { in: input, out } = example('PCT-1');
    const found = percentile(input.x, input.p * 100)!;
    expect([toNumber(found.rank), toNumber(found.value)]).toEqual([out.k, out.value]);
  });
  test('PCT-2: 1 … 365', () => {
    const { in: input, out } = example('PCT-2');
    const days = Array.from({ length: input.n }, (_, i) => input.n - i);
    expect([of(days, 90), of(days, 95), of(days, 98)]).toEqual([out.p90, out.p95, out.p98]);
  });
  test('a whole rank is the value itself, and the ends are the ends', () => {
    // 21 days: 1 + 20·0.95 = 20, which a float may make 19.999…
    expect(
      of(
        Array.from({ length: 21 }, (_, i) => (i + 1) / 10),
        95,
      ),
    ).toBe(2);
    expect([of([7], 98), of([3, 1, 2], 0), of([3, 1, 2], 100)]).toEqual([7, 1, 3]);
    expect(percentile([], 95)).toBeNull();
  });
  test('agrees with whole-number arithmetic on tenths', () => {
    const days = fc.array(fc.integer({ min: 0, max: 9_999 }), { minLength: 1, maxLength: 400 });
    fc.assert(
      fc.property(days, fc.constantFrom(90, 95, 98), (tenths, percent) => {
        const sorted = tenths.toSorted((a, b) => a - b);
        // Position in hundredths of a rank counted from zero.
        const position = (tenths.length - 1) * percent;
        const at = Math.trunc(position / 100);
        const rest = position - 100 * at;
        const thousandths =
          sorted[at]! * 100 + ((sorted[at + 1] ?? 0) - sorted[at]!) * rest * (rest > 0 ? 1 : 0);
        expect(
          of(
            tenths.map((x) => x / 10),
            percent,
          ),
        ).toBe(thousandths / 1000);
      }),
    );
  });
});

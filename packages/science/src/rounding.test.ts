import { standard } from '@tarim/standards';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { example } from './golden.fixture.ts';
import { roundHalfEven, roundHalfEvenText } from './rounding.ts';

/**
 * The rule of GB/T 8170 (四舍六入五成双) as a person applies it, digit by digit on the text: an implementation of its own, that shares
 * neither the arithmetic nor the fast way of the one under test.
 */
function byHand(text: string, digits: number): string {
  const negative = text.startsWith('-');
  const [whole = '0', fraction = ''] = text.replace('-', '').split('.');
  const kept = `${whole}${fraction.padEnd(digits, '0').slice(0, digits)}`.split('').map(Number);
  const rest = fraction.slice(digits);
  const first = Number(rest[0] ?? 0);
  const more = /[1-9]/.test(rest.slice(1));
  const up = first > 5 || (first === 5 && (more || kept.at(-1)! % 2 === 1));
  for (let i = kept.length - 1; up && i >= 0; i--) {
    kept[i] = (kept[i]! + 1) % 10;
    if (kept[i] !== 0) break;
    if (i === 0) kept.unshift(1);
  }
  const all = kept.join('');
  const at = all.length - digits;
  const plain = `${all.slice(0, at).replace(/^0+(?=\d)/, '')}${digits > 0 ? `.${all.slice(at)}` : ''}`;
  return negative && /[1-9]/.test(plain) ? `-${plain}` : plain;
}

/** Decimals as text: up to seven digits before the point, six behind it, ties in plenty. */
const decimals = fc
  .tuple(
    fc.boolean(),
    fc.integer({ min: 0, max: 9_999_999 }),
    fc.oneof(
      fc.string({ unit: fc.constantFrom(...'0123456789'), maxLength: 6 }),
      fc.integer({ min: 0, max: 99 }).map((lead) => `${lead}5`),
    ),
  )
  .map(([minus, whole, fraction]) => `${minus ? '-' : ''}${whole}${fraction ? `.${fraction}` : ''}`);

describe('rounding (GB/T 8170-2008)', () => {
  test('the examples of the standard', () => {
    const { examples } = standard('GB/T 8170-2008')!.data as {
      examples: { x: string; digits: number; y: string }[];
    };
    expect(examples.length).toBeGreaterThanOrEqual(8);
    for (const { x, digits, y } of examples) {
      expect(roundHalfEvenText(x, digits), x).toBe(y);
      expect(roundHalfEven(Number(x), digits), x).toBe(Number(y));
    }
  });

  test.each(['RND-0.125', 'RND-0.135', 'RND-2.5', 'RND-3.5'])('%s', (id) => {
    const { in: input, out } = example(id);
    expect(roundHalfEvenText(input.x, input.digits)).toBe(out.y);
    expect(roundHalfEven(Number(input.x), input.digits)).toBe(Number(out.y));
  });

  test('one step from the full value: 15.4546 is 15, though 15.455 → 15.46 → 15.5 → 16', () => {
    expect(roundHalfEven('15.4546', 0)).toBe(15);
  });

  test('agrees with the rule done by hand on text', () => {
    fc.assert(
      fc.property(decimals, fc.integer({ min: 0, max: 5 }), (text, digits) => {
        expect(roundHalfEvenText(text, digits)).toBe(byHand(text, digits));
      }),
      { numRuns: 3_000 },
    );
  });

  test('a number rounds as its shortest decimal does: the fast way is no other way', () => {
    fc.assert(
      fc.property(decimals, fc.integer({ min: 0, max: 5 }), (text, digits) => {
        expect(roundHalfEven(Number(text), digits)).toBe(Number(byHand(String(Number(text)), digits)));
      }),
      { numRuns: 3_000 },
    );
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (x) => {
        expect(roundHalfEven(x, 3)).toBe(Number(roundHalfEvenText(x, 3)));
      }),
    );
  });

  test('what is no number, and numbers that nobody could store, are NaN at once', () => {
    for (const bad of ['', '.', 'abc', '1,5', '0x10', '1e', Number.NaN, Number.POSITIVE_INFINITY])
      expect(roundHalfEven(bad, 1), String(bad)).toBeNaN();
    for (const huge of ['1e999999999', '1e-999999999', '9'.repeat(10_000)])
      expect(roundHalfEvenText(huge, 2)).toBe('NaN');
    expect(roundHalfEvenText('1', 1e9)).toBe('NaN');
    expect(roundHalfEvenText('1', 0.5)).toBe('NaN');
    expect(Object.is(roundHalfEven(-0.2, 0), 0)).toBe(true);
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { example } from '../golden.fixture.ts';
import { judgeLimit } from '../judge.ts';
import { gasEmission, waterEmission } from './amounts.ts';
import { convertToReferenceO2 } from './reference-oxygen.ts';

describe('reference oxygen, worked examples', () => {
  test.each([
    ['O2-1', 6],
    ['O2-2', 3.5],
    ['O2-3', 11],
    ['O2-4', 10],
  ] as const)('%s: reference %f %%', (id, reference) => {
    const { in: input, out } = example(id);
    const converted = convertToReferenceO2(input.C, input.O2, reference);
    expect(converted.problem).toBeNull();
    expect(converted.value).toBeCloseTo(out.C_ref, 3);
  });
  test('O2-1: exceeds the ultra-low target, meets the standard', () => {
    const { in: input, out } = example('O2-1');
    const { value } = convertToReferenceO2(input.C, input.O2, 6);
    expect(judgeLimit(value, { upper: 35, lower: null }).verdict).toBe(out.ultra_low_35);
    expect(judgeLimit(value, { upper: 100, lower: null }).verdict).toBe(out.GB13223_100);
  });
});

describe('without a usable figure there is no converted value', () => {
  test.each([
    [10, 21, 6, 'O2_TOO_HIGH'],
    [10, 25, 6, 'O2_TOO_HIGH'],
    [10, null, 6, 'O2_MISSING'],
    [10, Number.NaN, 6, 'O2_MISSING'],
    [10, -0.1, 6, 'O2_NEGATIVE'],
    [null, 8, 6, 'VALUE_MISSING'],
    [10, 8, 21, 'REFERENCE_INVALID'],
  ] as const)('C %s, O2 %s, reference %s: %s', (c, o2, reference, problem) => {
    expect(convertToReferenceO2(c, o2, reference)).toEqual({ value: null, problem });
  });
  test('at the reference oxygen the value stands; air at 21 % would dilute without end', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 5_000 }), fc.integer({ min: 0, max: 200 }), (c, tenths) => {
        const o2 = tenths / 10;
        expect(convertToReferenceO2(c, o2, o2).value).toBeCloseTo(c, 6);
        // Twice the distance to the oxygen of air is half the dilution.
        const half = 21 - (21 - o2) / 2;
        expect(convertToReferenceO2(c, half, o2).value).toBeCloseTo(2 * c, 4);
      }),
    );
  });
});

describe('amounts', () => {
  test('100 mg/m³ in 50 000 m³ are 5 kg; 50 mg/L in 200 m³ are 10 kg', () => {
    expect(gasEmission(100, 50_000)).toBeCloseTo(5, 12);
    expect(waterEmission(50, 200)).toBeCloseTo(10, 9);
  });
});

describe('judging', () => {
  test('the limit itself is met; the unrounded value decides', () => {
    expect(judgeLimit(35, { upper: 35, lower: null }).verdict).toBe('meets');
    expect(judgeLimit(35.001, { upper: 35, lower: null }).verdict).toBe('exceeds');
    expect(judgeLimit(42, { upper: 35, lower: null }).exceedMultiple).toBeCloseTo(0.2, 10);
    expect(judgeLimit(5.9, { upper: 9, lower: 6 })).toEqual({ verdict: 'exceeds', exceedMultiple: null });
  });
  test('rounded-value comparison only where asked for', () => {
    const rounded = { comparison: 'rounded', digits: 0 } as const;
    expect(judgeLimit(35.5, { upper: 35, lower: null }, rounded).verdict).toBe('exceeds');
    expect(judgeLimit(35.4, { upper: 35, lower: null }, rounded).verdict).toBe('meets');
    expect(judgeLimit(34.5, { upper: 34, lower: null }, rounded).verdict).toBe('meets');
  });
  test('no figure, no limit: not judged', () => {
    for (const value of [null, Number.NaN])
      expect(judgeLimit(value, { upper: 35, lower: null }).verdict).toBe('not-judged');
    expect(judgeLimit(3, { upper: null, lower: null }).verdict).toBe('not-judged');
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { example } from '../golden.fixture.ts';
import { judgeLimit } from '../judge.ts';
import {
  dryConcentration,
  flueVelocity,
  gasEmission,
  noxAsNo2,
  noxAsNo2FromPpm,
  standardConcentration,
  standardFlow,
} from './gas.ts';
import { convertToExcessAir, convertToReferenceO2, excessAir } from './reference-oxygen.ts';
import { totalEmission } from './totals.ts';
import { waterEmission, waterVolume } from './water.ts';

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
  test('O2-5: excess air of a brick kiln', () => {
    const { in: input, out } = example('O2-5');
    expect(excessAir(input.O2)).toBeCloseTo(out.alpha, 4);
    expect(convertToExcessAir(input.C, input.O2, 1.7).value).toBeCloseTo(out.C_ref, 3);
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
  test('excess air has the same guards', () => {
    expect(convertToExcessAir(10, 21, 1.7)).toEqual({ value: null, problem: 'O2_TOO_HIGH' });
    expect(convertToExcessAir(10, 8, 0)).toEqual({ value: null, problem: 'REFERENCE_INVALID' });
  });
  test('at the reference oxygen the value stands; both forms agree', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 5_000 }), fc.integer({ min: 0, max: 200 }), (c, tenths) => {
        const o2 = tenths / 10;
        expect(convertToReferenceO2(c, o2, o2).value).toBeCloseTo(c, 6);
        const byAir = convertToExcessAir(c, o2, excessAir(9)).value!;
        expect(byAir).toBeCloseTo(convertToReferenceO2(c, o2, 9).value!, 4);
      }),
    );
  });
});

describe('flue gas in the dry standard state', () => {
  const state = { temperatureC: 136.5, barometricPa: 101_325, gaugePa: 0 };
  test('at 136.5 °C (1.5 × 273 K) gas takes one and a half times its standard volume', () => {
    expect(standardConcentration(20, state)).toBeCloseTo(30, 9);
    const parts = { ...state, sectionM2: 10, velocityMs: 5, moisturePercent: 0 };
    expect(standardFlow(parts)).toBeCloseTo((3_600 * 10 * 5) / 1.5, 6);
    expect(standardFlow({ ...parts, moisturePercent: 10 })).toBeCloseTo(((3_600 * 10 * 5) / 1.5) * 0.9, 6);
  });
  test('mass is the same whichever state concentration and flow are told in', () => {
    const parts = { ...state, gaugePa: -800, sectionM2: 7, velocityMs: 11, moisturePercent: 0 };
    const standard = gasEmission(standardConcentration(40, parts)!, standardFlow(parts)!);
    expect(standard).toBeCloseTo(gasEmission(40, 3_600 * 7 * 11), 9);
  });
  test('dry and wet', () => {
    expect(dryConcentration(90, 10)).toBeCloseTo(100, 9);
    expect(dryConcentration(90, 100)).toBeNull();
    expect(dryConcentration(90, -1)).toBeNull();
  });
  test('states that do not exist have no volume', () => {
    expect(standardConcentration(20, { ...state, temperatureC: -273 })).toBeNull();
    expect(standardConcentration(20, { ...state, gaugePa: -101_325 })).toBeNull();
    expect(standardFlow({ ...state, sectionM2: 1, velocityMs: 1, moisturePercent: 100 })).toBeNull();
  });
  test('NOx counts as NO2', () => {
    expect(noxAsNo2(30, 10)).toBe(56);
    // 2.05 mg/m³ a ppm (HJ 212-2017 appendix D)
    expect(noxAsNo2FromPpm(90, 10)).toBeCloseTo(205, -1);
    expect(noxAsNo2FromPpm(90, 10)).toBeCloseTo(noxAsNo2((90 * 30) / 22.4, (10 * 46) / 22.4), 9);
    expect(flueVelocity(1.2, 10)).toBe(12);
  });
});

describe('amounts', () => {
  test('100 mg/m³ in 50 000 m³ are 5 kg; 50 mg/L in 200 m³ are 10 kg', () => {
    expect(gasEmission(100, 50_000)).toBeCloseTo(5, 12);
    expect(waterEmission(50, waterVolume(200_000 / 3_600, 3_600))).toBeCloseTo(10, 9);
  });
  test('a total tells how many periods it leaves out', () => {
    expect(totalEmission([1, null, 2, Number.NaN])).toEqual({ total: 3, counted: 2, missing: 2 });
    expect(totalEmission([null])).toEqual({ total: null, counted: 0, missing: 1 });
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

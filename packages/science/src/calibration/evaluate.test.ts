import { describe, expect, test } from 'vitest';
import { type CheckInput, checkItemOf, evaluateCheck } from './evaluate.ts';

const codes = (input: CheckInput) => evaluateCheck(input).problems.map((one) => one.code);
const pair = (measured: number, reference: number) => ({ measured, reference });

describe('drift, by hand', () => {
  const zero = (measured: number): CheckInput => ({
    kind: 'drift',
    item: 'SO2',
    span: 'zero',
    measured,
    standard: 0,
    range: 200,
  });
  test('SO2 of range 200: 5 is 2.5 % and passes, 5.2 is 2.6 % and fails, 10.2 is 5.1 % and out of control', () => {
    expect(evaluateCheck(zero(5))).toMatchObject({
      passed: true,
      outOfControl: false,
      figures: { difference: 5, percent: 2.5 },
      limit: { value: 2.5, as: '%FS', confidence: 'memory' },
    });
    expect(evaluateCheck(zero(5.2))).toMatchObject({ passed: false, outOfControl: false });
    expect(evaluateCheck(zero(-10.2))).toMatchObject({ passed: false, outOfControl: true });
    expect(evaluateCheck(zero(5.2)).steps[0]!.formula).toBe('(5.2 − 0)/200 × 100 = 2.6 %; |…| > 2.5 %');
  });
  test('span: 160 shown as 168.2 is 4.1 % of 200; within 10 %, no loss of control', () => {
    const result = evaluateCheck({
      kind: 'drift',
      item: 'NOx',
      span: 'span',
      measured: 168.2,
      standard: 160,
      range: 200,
    });
    expect(result.figures.percent).toBeCloseTo(4.1, 9);
    expect(result).toMatchObject({ passed: false, outOfControl: false });
  });
  test('velocity: 3 % of full scale or 0.9 m/s, whichever is met', () => {
    const of = (measured: number, range: number | null) =>
      evaluateCheck({ kind: 'drift', item: 'velocity', span: 'zero', measured, standard: 0, range });
    // 0.8 m/s of 20 is 4 %, but within 0.9 m/s; 1.0 of 40 is 2.5 %.
    expect(of(0.8, 20).passed).toBe(true);
    expect(of(1, 40).passed).toBe(true);
    expect(of(1, 20)).toMatchObject({ passed: false, outOfControl: false });
    // 9.5 % of 20, and beyond 1.8 m/s.
    expect(of(1.9, 20).outOfControl).toBe(true);
    expect(of(0.8, null)).toMatchObject({ passed: true, missing: ['range'] });
  });
  test('no verdict without a range, a figure or a row', () => {
    expect(codes({ ...zero(1), range: 0 })).toEqual(['CHECK_RANGE_MISSING']);
    expect(codes({ ...zero(1), measured: null })).toEqual(['CHECK_VALUE_INVALID']);
    expect(codes({ ...zero(1), item: 'temperature' })).toEqual(['CHECK_ITEM_UNKNOWN']);
    expect(evaluateCheck({ ...zero(1), range: null }).passed).toBeNull();
  });
});

describe('comparison with the reference method, by hand', () => {
  test('relative accuracy: nine differences of which the deviation is known', () => {
    // RM 300 µmol/mol each; differences 6, 12, 18 three times each: d̄ = 12, S_d = √(6·36/8) = √27 = 5.19615,
    // cc = 2.306 × 5.19615/3 = 3.99411, RA = (12 + 3.99411)/300 = 5.33137 %.
    const pairs = [6, 12, 18].flatMap((d) => [0, 1, 2].map(() => pair(300 + d, 300)));
    const result = evaluateCheck({ kind: 'gas-comparison', item: 'SO2', unit: 'µmol/mol', pairs });
    expect(result.passed).toBe(true);
    expect(result.figures.deviation).toBeCloseTo(Math.sqrt(27), 9);
    expect(result.figures.accuracy).toBeCloseTo(5.33137, 4);
    expect(result.limit).toMatchObject({ value: 15, as: '%' });
    // 45 more each: (57 + 3.994)/300 = 20.3 %.
    const off = pairs.map((one) => pair(one.measured + 45, 300));
    expect(evaluateCheck({ kind: 'gas-comparison', item: 'SO2', unit: 'µmol/mol', pairs: off }).passed).toBe(
      false,
    );
  });
  test('mg/m³ become µmol/mol before the band is chosen: 100 mg/m³ SO2 are 35', () => {
    const pairs = Array.from({ length: 9 }, () => pair(120, 100));
    const result = evaluateCheck({ kind: 'gas-comparison', item: 'SO2', unit: 'mg/m³', pairs });
    expect(result.figures.reference).toBeCloseTo(35, 9);
    // Band [20, 50): relative error 20 % within 30 %.
    expect(result.figures.relative).toBeCloseTo(20, 9);
    expect(result.passed).toBe(true);
  });
  test.each([
    // Reference, shown, whether it passes: the rows of particulates.
    [250, 287, true],
    [250, 288, false],
    [100, 125, true],
    [100.1, 121, false],
    [20, 26, true],
    [20, 26.1, false],
    [10, 15, true],
    [10, 15.1, false],
    [0, 5, true],
  ])('particulates at %d shown as %d: %s', (reference, measured, passed) => {
    const pairs = Array.from({ length: 5 }, () => pair(measured, reference));
    expect(evaluateCheck({ kind: 'gas-comparison', item: 'PM', pairs }).passed).toBe(passed);
  });
  test('oxygen, velocity, temperature, humidity', () => {
    const of = (item: string, n: number, measured: number, reference: number) =>
      evaluateCheck({
        kind: 'gas-comparison',
        item,
        pairs: Array.from({ length: n }, () => pair(measured, reference)),
      }).passed;
    // 5 % belongs to the lower band (absolute 1 %), 6 % to relative accuracy: 0.9/6 = 15 %.
    expect([of('O2', 9, 6, 5), of('O2', 9, 6.1, 5), of('O2', 9, 6.9, 6), of('O2', 9, 6.91, 6)]).toEqual([
      true,
      false,
      true,
      false,
    ]);
    expect([of('velocity', 5, 13.2, 12), of('velocity', 5, 13.21, 12), of('velocity', 5, 11.2, 10)]).toEqual([
      true,
      false,
      true,
    ]);
    expect([of('temperature', 5, 123, 120), of('temperature', 5, 123.1, 120)]).toEqual([true, false]);
    expect([of('humidity', 5, 10, 8), of('humidity', 5, 6.5, 5), of('humidity', 5, 6.6, 5)]).toEqual([
      true,
      true,
      false,
    ]);
  });
  test('too few pairs, unknown unit, no pairs', () => {
    const nine = Array.from({ length: 8 }, () => pair(1, 1));
    expect(codes({ kind: 'gas-comparison', item: 'SO2', pairs: nine })).toEqual(['CHECK_PAIRS_TOO_FEW']);
    expect(codes({ kind: 'gas-comparison', item: 'SO2', unit: 'kg', pairs: nine })).toEqual([
      'CHECK_UNIT_UNKNOWN',
    ]);
    expect(codes({ kind: 'gas-comparison', item: 'PM' })).toEqual(['CHECK_PAIRS_TOO_FEW']);
  });
});

describe('wastewater, by hand', () => {
  test('standard sample: 100 shown as 110 passes, as 110.5 does not; pH is absolute', () => {
    const of = (item: string, measured: number, standard: number) =>
      evaluateCheck({ kind: 'standard', item, measured, standard }).passed;
    expect([of('COD', 110, 100), of('COD', 110.5, 100), of('COD', 89.9, 100)]).toEqual([true, false, false]);
    expect([of('pH', 7.36, 6.86), of('pH', 7.4, 6.86)]).toEqual([true, false]);
    expect(codes({ kind: 'standard', item: 'COD', measured: 1, standard: 0 })).toEqual([
      'CHECK_VALUE_INVALID',
    ]);
  });
  test('COD, three pairs in three bands: 40→52 is 30 %, 80→97 is 21.25 %, 120→138 is 15 %: two of three pass', () => {
    const result = evaluateCheck({
      kind: 'water-comparison',
      item: 'COD',
      pairs: [pair(52, 40), pair(97, 80), pair(138, 120)],
    });
    expect(result).toMatchObject({ passed: true, figures: { n: 3, good: 2, need: 2 } });
    expect(result.figures.worst).toBeCloseTo(21.25, 9);
    expect(
      evaluateCheck({
        kind: 'water-comparison',
        item: 'COD',
        pairs: [pair(53, 40), pair(97, 80), pair(138, 120)],
      }).passed,
    ).toBe(false);
  });
  test('low ammonia: ± 0.3 mg/L, and the rule asks for a standard sample', () => {
    const input: CheckInput = {
      kind: 'water-comparison',
      item: 'NH3-N',
      pairs: [pair(1.8, 1.5), pair(1.2, 1.5), pair(1.9, 1.5)],
    };
    expect(evaluateCheck(input)).toMatchObject({ passed: true, figures: { good: 2 } });
    expect(codes(input)).toEqual(Array(3).fill('CHECK_STANDARD_INSTEAD'));
    expect(codes({ ...input, standardUsed: true })).toEqual([]);
  });
  test('of six pairs five have to pass: 6 × 4/5 = 4.8', () => {
    const six = [12, 12, 12, 12, 12.1, 12.1].map((d) => pair(500 + d, 500));
    expect(evaluateCheck({ kind: 'water-comparison', item: 'level', pairs: six })).toMatchObject({
      passed: false,
      figures: { good: 4, need: 5 },
    });
  });
  test('flow: 10 %, one pair is enough', () => {
    expect(evaluateCheck({ kind: 'water-comparison', item: 'flow', pairs: [pair(110, 100)] }).passed).toBe(
      true,
    );
    expect(evaluateCheck({ kind: 'water-comparison', item: 'flow', pairs: [pair(89, 100)] }).passed).toBe(
      false,
    );
    expect(codes({ kind: 'water-comparison', item: 'flow', pairs: [pair(1, 0)] })).toEqual([
      'CHECK_VALUE_INVALID',
    ]);
  });
});

test('a kind that nobody knows, and the items of factor codes', () => {
  expect(codes({ kind: 'x' as 'drift', item: 'SO2' })).toEqual(['CHECK_KIND_UNKNOWN']);
  expect(['a21026', 'a21002', 'a34013', 'a21024', 'w01018', 'a01006'].map(checkItemOf)).toEqual([
    'SO2',
    'NOx',
    'PM',
    'gas',
    'COD',
    null,
  ]);
});

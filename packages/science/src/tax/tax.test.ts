import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { example } from '../golden.fixture.ts';
import { evaluateTax } from './evaluate.ts';
import type { AirTaxInput, TaxInput, TaxResult, WaterTaxInput } from './types.ts';

const codes = (result: TaxResult) => result.problems.map((one) => one.code);
const rounded = (result: TaxResult) =>
  Object.fromEntries(result.items.map((one) => [one.given, Math.round(one.equivalents * 100) / 100]));
const air = (rest: Partial<AirTaxInput>) => evaluateTax({ kind: 'air', rate: 1.2, ...rest });
const water = (rest: Partial<WaterTaxInput>) => evaluateTax({ kind: 'water', rate: 1.4, ...rest });

describe('worked examples', () => {
  test('TAX-1: the three largest of air', () => {
    const { in: input, out } = example('TAX-1');
    const result = evaluateTax({ kind: 'air', ...input });
    expect(rounded(result)).toEqual(out.equivalents);
    expect([result.taxed, result.tax, result.problems]).toEqual([out.taxed, out.tax, []]);
    expect(result.items.at(-1)).toMatchObject({ item: '一氧化碳', status: 'not-among-largest' });
  });
  test('TAX-2: reduced', () => {
    const { in: input, out } = example('TAX-2');
    const reduction = {
      二氧化硫: { concentration: 20, limit: 35, exceeded: false },
      氮氧化物: { concentration: 30, limit: 50, exceeded: false },
      烟尘: { concentration: 4, limit: 10, exceeded: false },
    };
    const result = evaluateTax({ kind: 'air', ...input, reduction });
    const factors = result.items
      .filter((one) => one.status === 'taxed')
      .map((one) => [one.given, one.factor]);
    expect([Object.fromEntries(factors), result.tax]).toEqual([out.factor, out.tax]);
  });
  test('TAX-3: COD, BOD5 count once; TAX-4: five of class 1, a tie is told', () => {
    const three = example('TAX-3').out;
    const kg = { COD: 500, BOD5: 150, SS: 400, 'NH3-N': 60, TP: 4, oil: 5 };
    const organic = water({ kg });
    expect([rounded(organic), organic.taxed, organic.tax]).toEqual([
      three.equivalents,
      three.taxed,
      three.tax,
    ]);
    expect(organic.items.find((one) => one.given === 'BOD5')?.status).toBe('counted-once');
    const four = example('TAX-4').out;
    const metals = water({ kg: { Hg: 0.02, Cd: 0.3, Cr: 4, Cr6: 1.5, As: 0.9, Pb: 1, Ni: 0.4 } });
    expect([rounded(metals), metals.taxed.slice(0, 4), metals.tax]).toEqual([
      four.equivalents,
      four.taxed.slice(0, 4),
      four.tax,
    ]);
    expect([metals.taxed[4], codes(metals)]).toEqual(['Hg', ['TAX_TIE']]);
  });
  test('TAX-5 waste, TAX-6 noise, TAX-7 pigs', () => {
    const five = evaluateTax({
      kind: 'solid',
      waste: '粉煤灰',
      produced: 10_000,
      reused: 7_000,
      stored: 2_000,
    });
    expect([five.base, five.rate, five.tax]).toEqual([1_000, 25, example('TAX-5').out.tax]);
    const noise = (rest: object) =>
      evaluateTax({ kind: 'noise', day: 5, night: 8, days: 20, ...rest } as TaxInput).tax;
    const { out } = example('TAX-6');
    const long = { boundary: 150, exceedingPoints: 2 };
    expect([noise({}), noise(long), noise({ ...long, days: 12 })]).toEqual([
      out.single,
      out.tax,
      out.if_12_days,
    ]);
    const pigs = evaluateTax({ kind: 'small', source: 'pig', start: 600, end: 700, rate: 1.4 });
    expect([pigs.base, pigs.tax]).toEqual([650, 910]);
  });
  test('TAX-8 colour, TAX-9 pH', () => {
    const colour = water({ sewage: 5_000, colour: { value: 120, standard: 50 } });
    expect([colour.base, colour.tax]).toEqual([1_400, 1_960]);
    const { in: input, out } = example('TAX-9');
    expect(input.pH.map((pH: number) => water({ sewage: input.t, pH }).base)).toEqual(out.equivalents);
    expect([6, 7, 9].map((pH) => water({ sewage: 1_000, pH }).tax)).toEqual([0, 0, 0]);
    expect([0, 14, 5.999, 9.001].map((pH) => water({ sewage: 6, pH }).base)).toEqual([100, 100, 1.2, 6]);
  });
});

describe('what decides', () => {
  test('fen are exact: a sum that a float would put below the half is rounded up on paper', () => {
    // 4 kg of general dust are one equivalent: 4.0125/4 × 1.2 = 1.20375.
    expect(air({ kg: { 一般性粉尘: 4.0125 } }).tax).toBe(1.2);
    // 0.35/4 × 1.2 = 0.105 → 0.11, which a float makes 0.10499999999999998.
    expect(air({ kg: { 一般性粉尘: 0.35 } }).tax).toBe(0.11);
  });
  test('without a rate there are equivalents and no tax; what we remember of Xinjiang is told and never used', () => {
    const result = air({ kg: { SO2: 0.95 }, rate: undefined });
    expect([result.base, result.tax, result.missing, codes(result)]).toEqual([
      1,
      null,
      ['rate'],
      ['TAX_RATE_MISSING'],
    ]);
    expect(result.problems[0]!.message).toContain('not verified');
    expect(codes(air({ kg: { SO2: 1 }, rate: 1.1 }))).toEqual(['TAX_RATE_OUT_OF_RANGE']);
    expect(codes(water({ kg: { COD: 1 }, rate: 14.1 }))).toEqual(['TAX_RATE_OUT_OF_RANGE']);
  });
  test('reduction: strict at its bounds unless set, nothing without a clear word on exceedance', () => {
    const reduced = (concentration: number, rest: object = {}, limit = 50) =>
      air({ kg: { SO2: 95 }, reduction: { SO2: { concentration, limit, exceeded: false, ...rest } } });
    const factor = (result: TaxResult) => result.items[0]!.factor;
    expect([factor(reduced(34.9)), factor(reduced(35)), factor(reduced(24.9)), factor(reduced(25))]).toEqual([
      0.75, 1, 0.5, 0.75,
    ]);
    // 0.7 × 0.1 is 0.06999999999999999 in a float.
    expect(codes(reduced(0.07, {}, 0.1))).toEqual(['TAX_REDUCTION_BOUNDARY']);
    const set = air({
      kg: { SO2: 95 },
      atBoundary: 'reduce',
      reduction: { SO2: { concentration: 35, limit: 50, exceeded: false } },
    });
    expect([factor(set), set.tax]).toEqual([0.75, 90]);
    expect([factor(reduced(10, { exceeded: true })), codes(reduced(10, { exceeded: true }))]).toEqual([
      1,
      ['TAX_REDUCTION_EXCEEDED'],
    ]);
    expect(codes(reduced(10, { exceeded: undefined }))).toEqual(['TAX_REDUCTION_NOT_PROVEN']);
  });
  test('class 1 and the others are ranked apart; coliform and chlorine count once', () => {
    const result = water({
      sewage: 33,
      coliformExceeds: true,
      chlorineExceeds: true,
      kg: { 总汞: 0.0005, COD: 100, TOC: 98, SS: 400, TP: 25 },
    });
    // Class 1: 1; others: TOC 200 (instead of COD 100), SS 100, TP 100, coliform 10.
    expect(result.taxed).toEqual(['总汞', 'TOC', 'SS', 'TP']);
    expect(result.base).toBe(401);
    expect(result.items.filter((one) => one.status === 'counted-once').map((one) => one.given)).toEqual([
      'COD',
      '余氯量（用氯消毒的医院废水）',
    ]);
  });
  test('dust must say which it is', () => {
    const result = air({ kg: { 颗粒物: 10, SO2: 0.95 } });
    expect([codes(result), result.tax]).toEqual([['TAX_DUST_AMBIGUOUS'], 1.2]);
  });
  test('whole production, more kept than made', () => {
    const waste = (rest: object) =>
      evaluateTax({ kind: 'solid', waste: '危险废物', produced: 3, stored: 2.5, ...rest } as TaxInput);
    expect([waste({}).tax, waste({ wholeProduction: true }).tax, waste({ reused: 1 }).tax]).toEqual([
      500, 3_000, 0,
    ]);
    expect(codes(waste({ reused: 1 }))).toEqual(['TAX_SOLID_NEGATIVE']);
  });
  test('noise: peaks of the night, steps, no days, no exceedance', () => {
    const noise = (rest: object) => evaluateTax({ kind: 'noise', days: 20, ...rest } as TaxInput);
    expect(noise({ night: 2, nightPeak: 10 }).tax).toBe(2_800);
    expect([1, 3, 4, 6, 7, 9, 10, 12, 13, 15, 16, 40].map((day) => noise({ day }).tax)).toEqual([
      350, 350, 700, 700, 1_400, 1_400, 2_800, 2_800, 5_600, 5_600, 11_200, 11_200,
    ]);
    expect([noise({ day: 0 }).tax, noise({ day: 5, days: 0 }).tax, codes(noise({ day: 3.4 }))]).toEqual([
      0,
      0,
      ['TAX_NOISE_ROUNDED'],
    ]);
  });
  test('small sources at their threshold; hospitals by sewage when it was measured', () => {
    const small = (rest: object) => evaluateTax({ kind: 'small', rate: 1.4, ...rest } as TaxInput);
    expect(small({ source: 'pig', start: 500, end: 500 }).tax).toBe(0);
    expect(small({ source: 'cattle', start: 51, end: 51 }).base).toBe(510);
    expect(small({ source: 'hospital', beds: 70 }).base).toBe(1_000);
    expect(small({ source: 'hospital-disinfecting', beds: 70, sewage: 280 }).base).toBe(100);
    expect(small({ source: 'hospital', beds: 20 }).tax).toBe(0);
  });
  test('each figure stands on paper', () => {
    const { steps } = air({ kg: { SO2: 12_000 }, rate: 1.2 });
    expect(steps).toEqual([
      {
        of: '二氧化硫',
        rule: '环境保护税法 第八条、应税污染物和当量值表',
        formula: '12000 / 0.95',
        result: 12631.578947,
      },
      { of: '大气污染物前三项', rule: '环境保护税法 第九条', formula: '12631.58', result: '二氧化硫' },
      { of: '应纳税额', rule: '环境保护税法 第十一条', formula: '(12631.58) × 1.2', result: 15157.89 },
    ]);
  });
});

test('whatever is given, there is an answer', () => {
  const member = fc.oneof(
    fc.anything(),
    fc.double(),
    fc.constantFrom(Number.NaN, -1, 1e308, 5e-324, '12 kg'),
  );
  fc.assert(
    fc.property(
      fc.constantFrom('air', 'water', 'solid', 'noise', 'small', 'x'),
      fc.dictionary(fc.constantFrom('SO2', 'COD', '颗粒物', '__proto__'), member),
      fc.array(member, { minLength: 4, maxLength: 4 }),
      (kind, kg, [a, b, c, d]) => {
        const input = { kind, kg, rate: a, reduction: { SO2: b, COD: c }, sewage: d, pH: a, colour: b };
        const more = {
          waste: '尾矿',
          produced: a,
          day: b,
          days: c,
          source: 'pig',
          start: d,
          end: a,
          month: b,
        };
        const result = evaluateTax({ ...input, ...more } as never);
        expect(result.tax === null || result.tax >= 0).toBe(true);
        expect(JSON.stringify(result)).toContain('"problems"');
      },
    ),
  );
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { example } from '../golden.fixture.ts';
import { evaluateSoil, type SoilInput } from './evaluate.ts';

/** `above screening 0.6, below control 4.0` → the numbers and where the value stands. */
function expected(words: string) {
  const above = /above (screening|control)/.exec(words)?.[1];
  return {
    level: above ? `above-${above}` : 'below-screening',
    screening: /screening ([\d.]+)/.exec(words)?.[1],
    control: /control ([\d.]+)/.exec(words)?.[1],
  };
}

describe('worked examples', () => {
  test.each([
    ['SOIL-1', { land: 'other', pH: 8.2 }, 'above-screening', '安全利用类'],
    ['SOIL-2', { land: 'II' }, 'above-control', '应采取风险管控或修复措施'],
  ] as const)('%s', (id, place, level, category) => {
    const { in: values, out } = example(id);
    const result = evaluateSoil({ ...place, values });
    expect([result.level, result.category!.zh]).toEqual([level, category]);
    expect(result.items).toHaveLength(Object.keys(out).length);
    for (const item of result.items) {
      const told = expected(out[item.item]);
      expect([item.item, item.level]).toEqual([item.item, told.level]);
      if (told.screening) expect(item.screening).toBe(Number(told.screening));
      if (told.control) expect(item.control).toBe(Number(told.control));
    }
  });
});

describe('agricultural land', () => {
  const cd = (land: SoilInput['land'], pH: number) =>
    evaluateSoil({ land, pH, values: { Cd: 1 } }).items[0]!.screening;
  test('the pH bins close at their upper end', () => {
    expect([5.5, 5.51, 6.5, 6.51, 7.5, 7.51].map((pH) => cd('paddy', pH))).toEqual([
      0.3, 0.4, 0.4, 0.6, 0.6, 0.8,
    ]);
    expect([5.5, 7.5, 7.51].map((pH) => cd('other', pH))).toEqual([0.3, 0.3, 0.6]);
  });
  test('orchards differ in copper, rotation takes the stricter', () => {
    const of = (land: SoilInput['land']) =>
      Object.fromEntries(
        evaluateSoil({ land, pH: 8, values: { Cu: 1, Pb: 1, 砷: 1, Ni: 1 } }).items.map((one) => [
          one.item,
          one.screening,
        ]),
      );
    expect(of('orchard')).toEqual({ Cu: 200, Pb: 170, As: 25, Ni: 190 });
    expect(of('rotation')).toEqual({ Cu: 100, Pb: 170, As: 20, Ni: 190 });
  });
  test('how far above is told exactly', () => {
    const [cadmium] = evaluateSoil({ land: 'other', pH: 8, values: { Cd: 0.75 } }).items;
    expect([cadmium!.screeningMultiple, cadmium!.controlMultiple]).toEqual([0.25, null]);
  });
  test('without a pH nothing can be told; nickel has no control value', () => {
    expect(evaluateSoil({ land: 'paddy', values: { Cd: 1 } }).problems[0]!.code).toBe('SOIL_PH_MISSING');
    const nickel = evaluateSoil({ land: 'paddy', pH: 7, values: { Ni: 10_000 } });
    expect([nickel.level, nickel.items[0]!.control, nickel.missing.length]).toEqual([
      'above-screening',
      null,
      7,
    ]);
  });
});

describe('development land', () => {
  test('names of either kind and brackets of either width', () => {
    const values = { '铬（六价）': 4, As: 20, 'C10-C40': 826.1 };
    const result = evaluateSoil({ land: 'I', values });
    expect(result.items.map((one) => [one.item, one.level])).toEqual([
      ['铬(六价)', 'above-screening'],
      ['砷', 'below-screening'],
      ['石油烃(C10-C40)', 'above-screening'],
    ]);
    expect(result.missing).toHaveLength(43);
    expect(result.problems.map((one) => one.code)).toEqual(['SOIL_LIMIT_UNVERIFIED']);
  });
  test('arsenic up to the background is no contamination; where it is not known that is said', () => {
    const values = { 砷: 70 };
    expect(evaluateSoil({ land: 'II', values }).problems.map((one) => one.code)).toEqual([
      'SOIL_BACKGROUND_UNKNOWN',
    ]);
    const known = evaluateSoil({ land: 'II', values, background: { As: 70 } });
    expect([known.level, known.category!.en, known.problems]).toEqual([
      'within-background',
      'risk negligible',
      [],
    ]);
  });
});

test('more of a pollutant never makes a lower level, and nothing is thrown', () => {
  const order = ['below-screening', 'within-background', 'above-screening', 'above-control'];
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 9_000 }), fc.integer({ min: 0, max: 9_000 }), (a, b) => {
      const at = (Pb: number) => order.indexOf(evaluateSoil({ land: 'paddy', pH: 6, values: { Pb } }).level!);
      return at(Math.min(a, b)) <= at(Math.max(a, b));
    }),
  );
  fc.assert(
    fc.property(fc.anything(), fc.anything(), (one, other) => {
      const result = evaluateSoil({ land: 'II', values: { x: one, As: other }, background: one } as never);
      expect(result.problems[0]!.code).toBe('SOIL_ITEM_UNKNOWN');
      expect(evaluateSoil({ land: one, pH: other, values: one } as never).level).toBeNull();
    }),
  );
});

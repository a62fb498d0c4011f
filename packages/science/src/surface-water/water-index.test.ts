import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { example } from '../golden.fixture.ts';
import { evaluateWaterIndex } from './water-index.ts';

const FULL = example('SW-1').in as Record<string, number>;
const codes = (result: { problems: readonly { code: string }[] }) => result.problems.map((one) => one.code);

test('CWQI-1: items and their sum', () => {
  const { out } = example('CWQI-1');
  const result = evaluateWaterIndex({ values: FULL });
  const items = result.parts[0]!.items;
  expect(Object.keys(items).sort()).toEqual(Object.keys(out.items).sort());
  for (const [item, index] of Object.entries(out.items))
    expect(items[item], item).toBeCloseTo(index as number, 4);
  expect(result.cwqi).toBeCloseTo(out.CWQI, 3);
  expect(result.problems).toEqual([]);
  // Details of the index are from memory, and that is told.
  expect(result.rules.map((one) => one.confidence)).toEqual(['memory', 'official-text']);
});

test('at every limit of class III each item is one', () => {
  const limits = {
    pH: 9,
    DO: 5,
    CODMn: 6,
    COD: 20,
    BOD5: 4,
    'NH3-N': 1,
    TP: 0.2,
    Cu: 1,
    Zn: 1,
    F: 1,
    Se: 0.01,
    As: 0.05,
  };
  const more = {
    Hg: 0.0001,
    Cd: 0.005,
    Cr6: 0.05,
    Pb: 0.05,
    CN: 0.2,
    VPhenol: 0.005,
    Oil: 0.05,
    LAS: 0.2,
    S: 0.2,
  };
  expect(evaluateWaterIndex({ values: { ...limits, ...more } }).cwqi).toBe(21);
  expect(evaluateWaterIndex({ values: { ...limits, ...more, pH: 6 } }).cwqi).toBe(21);
  expect(evaluateWaterIndex({ values: { ...limits, ...more, pH: 7 } }).cwqi).toBe(20);
  expect(evaluateWaterIndex({ kind: 'lake', values: { ...limits, ...more, TP: 0.05 } }).cwqi).toBe(21);
});

describe('city', () => {
  const other = { ...FULL, COD: 10, DO: 9 };
  test('mean over the sections first, then the index', () => {
    const city = evaluateWaterIndex({ river: [{ values: FULL }, { values: other }] });
    const mean = { ...FULL, COD: 16, DO: 7.9 };
    expect(city.cwqi).toBeCloseTo(evaluateWaterIndex({ values: mean }).cwqi!, 10);
  });
  test('rivers and lakes are weighted by their numbers of sections and points', () => {
    const river = evaluateWaterIndex({ river: [{ values: FULL }, { values: FULL }, { values: FULL }] });
    const lake = evaluateWaterIndex({ lake: [{ values: other }] });
    const city = evaluateWaterIndex({ river: Array(3).fill({ values: FULL }), lake: [{ values: other }] });
    expect(city.cwqi).toBeCloseTo((3 * river.cwqi! + lake.cwqi!) / 4, 10);
    expect(city.parts.map((one) => [one.kind, one.n])).toEqual([
      ['river', 3],
      ['lake', 1],
    ]);
  });
  test('change against the period before', () => {
    expect(evaluateWaterIndex({ values: FULL, before: 10 }).changePercent).toBeCloseTo(-11.074, 3);
    expect(evaluateWaterIndex({ values: FULL, before: 0 }).changePercent).toBeNull();
  });
});

describe('what is missing', () => {
  test('no index of fewer than 21 items: it would look better than it is', () => {
    const { Hg: _, ...rest } = FULL;
    const result = evaluateWaterIndex({ values: rest });
    expect([result.cwqi, result.missing]).toEqual([null, ['Hg']]);
    expect(result.parts[0]!.partial).toBeCloseTo(8.8926 - 0.2, 3);
  });
  test('no oxygen at all, nothing, no time', () => {
    expect(codes(evaluateWaterIndex({ values: { ...FULL, DO: 0 } }))).toEqual(['WATER_INDEX_WITHOUT_OXYGEN']);
    expect(codes(evaluateWaterIndex({}))).toEqual(['WATER_NOTHING_TO_RATE']);
    expect(codes(evaluateWaterIndex({ kind: 'x' as never, values: FULL }))).toEqual(['WATER_KIND_UNKNOWN']);
    expect(codes(evaluateWaterIndex({ river: 3 as never }))).toEqual(['WATER_NOTHING_TO_RATE']);
    expect(codes(evaluateWaterIndex({ time: Number.NaN, values: FULL }))).toEqual(['WATER_TIME_INVALID']);
  });
  test('half the detection limit enters', () => {
    const result = evaluateWaterIndex({ values: { ...FULL, Hg: { lt: 0.00004 } } });
    expect([result.cwqi, result.rules.length]).toEqual([evaluateWaterIndex({ values: FULL }).cwqi, 3]);
  });
});

test('the order of sections does not matter', () => {
  const section = fc.record({
    COD: fc.double({ min: 0, max: 50, noNaN: true }),
    DO: fc.double({ min: 0.1, max: 12, noNaN: true }),
  });
  fc.assert(
    fc.property(fc.array(section, { minLength: 1, maxLength: 6 }), (list) => {
      const values = list.map((one) => ({ values: { ...FULL, ...one } }));
      const one = evaluateWaterIndex({ river: values });
      expect(evaluateWaterIndex({ river: values.toReversed() }).cwqi).toBe(one.cwqi);
    }),
  );
});

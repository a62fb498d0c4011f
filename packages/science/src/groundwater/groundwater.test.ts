import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { example } from '../golden.fixture.ts';
import { evaluateGroundwater } from './groundwater.ts';

const codes = (result: { problems: readonly { code: string }[] }) => result.problems.map((one) => one.code);
const classOf = (item: string, value: unknown) =>
  Object.values(evaluateGroundwater({ values: { [item]: value as number } }).classes)[0] ?? null;

/** Rows of GB/T 14848-2017 typed in here from the printed page. */
const TABLE: Record<string, number[]> = {
  总硬度: [150, 300, 450, 650],
  溶解性总固体: [300, 500, 1000, 2000],
  铁: [0.1, 0.2, 0.3, 2],
  锰: [0.05, 0.05, 0.1, 1.5],
  挥发性酚类: [0.001, 0.001, 0.002, 0.01],
  耗氧量: [1, 2, 3, 10],
  氨氮: [0.02, 0.1, 0.5, 1.5],
  硝酸盐: [2, 5, 20, 30],
  氟化物: [1, 1, 1, 2],
  汞: [0.0001, 0.0001, 0.001, 0.002],
  砷: [0.001, 0.001, 0.01, 0.05],
  三氯甲烷: [0.5, 6, 60, 300],
  苯: [0.5, 1, 10, 120],
  铊: [0.0001, 0.0001, 0.0001, 0.001],
};
const NAMES = ['I', 'II', 'III', 'IV', 'V'];

test('GW-1: single items and the whole', () => {
  const { in: values, out } = example('GW-1');
  const result = evaluateGroundwater({ values });
  const { overall, ...items } = out;
  for (const [item, text] of Object.entries(items))
    expect(result.classes[item], item).toBe(String(text).split(' ')[0]);
  expect([result.class, result.deciding]).toEqual([overall, ['pH', '硝酸盐']]);
  expect(result.exceeding).toEqual([
    { item: '硝酸盐', class: 'IV', multiple: 0.05 },
    { item: 'pH', class: 'IV', multiple: null },
  ]);
  expect(result.missing).toHaveLength(39 - 6);
  expect(result.rules).toEqual([
    { standard: 'GB/T 14848-2017', version: 'GB/T14848-2017@1', confidence: 'multi-source' },
  ]);
});

describe('limits belong to the better class', () => {
  test.each(Object.entries(TABLE))('%s', (item, limits) => {
    for (const limit of limits) {
      expect(classOf(item, limit), `${limit}`).toBe(NAMES[limits.indexOf(limit)]);
      expect(classOf(item, limit + 1e-9), `above ${limit}`).toBe(NAMES[limits.lastIndexOf(limit) + 1]);
    }
  });
  test('pH: 6.5 and 8.5 are III or better, 5.5 and 9.0 are IV', () => {
    const at = [5.49, 5.5, 6.49, 6.5, 8.5, 8.51, 9, 9.01].map((value) => classOf('pH', value));
    expect(at).toEqual(['V', 'IV', 'IV', 'I', 'I', 'IV', 'IV', 'V']);
  });
});

describe('rows without figures', () => {
  test('odour and visible matter: none or some', () => {
    expect(['无', false, '有', true].map((value) => classOf('嗅和味', value))).toEqual(['I', 'I', 'V', 'V']);
    expect(codes(evaluateGroundwater({ values: { 肉眼可见物: 3, Fe: 0.1 } }))).toEqual([
      'WATER_VALUE_INVALID',
    ]);
    expect(evaluateGroundwater({ samples: [{ 嗅和味: '无' }, { 嗅和味: '有' }] }).class).toBe('V');
  });
  test('surfactants: class I asks that none be found', () => {
    expect([classOf('LAS', { lt: 0.05 }), classOf('LAS', 0.05), classOf('LAS', 0.31)]).toEqual([
      'I',
      'II',
      'V',
    ]);
  });
  test('radioactivity above class III reads alike for IV and V', () => {
    const result = evaluateGroundwater({ values: { 总α放射性: 0.6 } });
    expect([result.class, codes(result)]).toEqual(['IV', ['WATER_NUCLIDES']]);
    expect(evaluateGroundwater({ values: { 总α放射性: 0.5 } })).toMatchObject({ class: 'III', problems: [] });
  });
});

test('names and units: symbols, codes, organics in micrograms', () => {
  const same = [{ 氨氮: 0.3 }, { 'NH3-N': 0.3 }, { w21003: 0.3 }, { 氨氮: { value: 300, unit: 'ug/L' } }];
  for (const values of same) expect(evaluateGroundwater({ values }).classes).toEqual({ 氨氮: 'III' });
  expect(classOf('苯', { value: 0.01, unit: 'mg/L' })).toBe('III');
  expect(classOf('苯', 0.01)).toBe('I');
  expect(classOf('莠去津', 2)).toBe('III');
});

test('what was not detected never exceeds; a poor method is told', () => {
  const result = evaluateGroundwater({ values: { Hg: { lt: 0.1 } } });
  expect([result.class, result.exceeding, codes(result)]).toEqual([
    'III',
    [],
    ['WATER_DETECTION_LIMIT_HIGH'],
  ]);
});

test('nothing to rate, an early date', () => {
  expect(codes(evaluateGroundwater({ values: {} }))).toEqual(['WATER_NOTHING_TO_RATE']);
  expect(codes(evaluateGroundwater({ time: Date.parse('2017-01-01'), values: { Fe: 1 } }))).toEqual([
    'WATER_EDITION_LATER',
  ]);
  expect(codes(evaluateGroundwater({ time: Number.POSITIVE_INFINITY, values: { Fe: 1 } }))).toEqual([
    'WATER_TIME_INVALID',
  ]);
});

test('one more item never betters the whole; the order of items does not matter', () => {
  const item = fc.constantFrom(...Object.keys(TABLE));
  const value = fc.double({ min: 0, max: 2_500, noNaN: true });
  fc.assert(
    fc.property(fc.dictionary(item, value, { minKeys: 1 }), item, value, (given, more, figure) => {
      const one = evaluateGroundwater({ values: given });
      const turned = evaluateGroundwater({ values: Object.fromEntries(Object.entries(given).toReversed()) });
      expect([turned.class, turned.deciding]).toEqual([one.class, one.deciding]);
      if (more in given) return;
      const worse = evaluateGroundwater({ values: { ...given, [more]: figure } });
      expect(NAMES.indexOf(worse.class!)).toBeGreaterThanOrEqual(NAMES.indexOf(one.class!));
    }),
  );
});

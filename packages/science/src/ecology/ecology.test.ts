import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { example } from '../golden.fixture.ts';
import { evaluateEi } from './ei.ts';
import { evaluateEqi } from './eqi.ts';

describe('EI of HJ 192', () => {
  test('EI-1: from sub-indices', () => {
    const { in: indices, out } = example('EI-1');
    const result = evaluateEi({ indices });
    expect([result.EI, result.grade, result.missing]).toEqual([out.EI, out.grade, []]);
    expect(result.problems.map((one) => one.code)).toEqual(['ECOLOGY_RULE_UNVERIFIED']);
  });
  test('EI-2: habitat quality of areas', () => {
    const { in: input, out } = example('EI-2');
    const result = evaluateEi({ area: input.total, habitat: input.area_km2 });
    expect(result.indices.bio).toBeCloseTo(out.HQ, 3);
    expect(result.EI).toBeNull();
    expect(evaluateEi({ area: input.total, habitat: input.area_km2, BI: 20 }).indices.bio).toBeCloseTo(
      (out.HQ + 20) / 2,
      3,
    );
    expect(evaluateEi({ area: 10, habitat: { 森林: 1 } }).problems.map((one) => one.code)).toContain(
      'ECOLOGY_LAND_CLASS_UNKNOWN',
    );
  });
  test('the other sub-indices from their own figures', () => {
    const result = evaluateEi({
      area: 1_000,
      ndvi: 4_000,
      river_km: 100,
      lake_km2: 10,
      water: 150,
      water_mean: 100,
      stress: { severe_erosion: 10, moderate_erosion: 20, built_up: 30, other: 0 },
      emissions: { COD: 100, 'NH3-N': 10, SO2: 50, dust: 20, NOx: 60, 'solid waste dumped': 0 },
      precipitation: 200,
    });
    // Coefficients typed from the published code base, not read from the file.
    expect(result.indices.veg).toBeCloseTo(0.0121165124 * 4_000, 9);
    // 150 of 100 is more than 1.4 times: 100·(2.4 − 1.5) = 90 count.
    const water = (84.3704083981 * 0.1 + 591.7908642005 * 0.01 + 86.3869548281 * 0.09) / 3;
    expect(result.indices.water).toBeCloseTo(water, 9);
    expect(result.indices.land_stress).toBeCloseTo((236.0435677948 * (4 + 4 + 6)) / 1_000, 9);
    const load =
      0.2 * 4.3937397289 * 0.5 +
      0.2 * 40.1764754986 * 0.05 +
      0.2 * 0.0648660287 * 0.05 +
      0.1 * 4.0904459321 * 0.02 +
      0.2 * 0.5103049278 * 0.06;
    expect(result.indices.pollution_load).toBeCloseTo(load, 9);
    expect(result.missing).toEqual(['bio']);
  });
  const flat = (value: number) => ({
    bio: value,
    veg: value,
    water: value,
    land_stress: 100 - value,
    pollution_load: 100 - value,
  });
  test.each([
    [75, '优'],
    [74.9, '良'],
    [55, '良'],
    [54.9, '一般'],
    [35, '一般'],
    [20, '较差'],
    [19.9, '差'],
  ])('%f is %s', (value, grade) => {
    expect(evaluateEi({ indices: flat(value) })).toMatchObject({ EI: value, grade });
  });
  test('an event lowers the grade; what lies outside 0 to 100 is held', () => {
    expect(evaluateEi({ indices: flat(60), event: 'serious' })).toMatchObject({
      gradeOfIndex: '良',
      grade: '较差',
    });
    expect(evaluateEi({ indices: flat(10), event: 'serious' }).grade).toBe('差');
    const capped = evaluateEi({ indices: { ...flat(60), water: 130 } });
    expect([capped.indices.water, capped.problems.at(-1)!.code]).toEqual([100, 'ECOLOGY_INDEX_CAPPED']);
  });
  test.each([
    [60.9, 60, '无明显变化', 'better'],
    [61, 60, '略微变化', 'better'],
    [55.3, 54.3, '略微变化', 'better'],
    [57, 60, '明显变化', 'worse'],
    [52, 60, '显著变化', 'worse'],
    [60, 60, '无明显变化', 'same'],
  ])('%f after %f', (now, previous, zh, direction) => {
    expect(evaluateEi({ indices: flat(now), previous }).change).toMatchObject({ zh, direction });
  });
});

describe('EQI', () => {
  test.each(['EQI-China 2021', 'EQI-China 2024'])('%s, as published', (id) => {
    const { in: input, out } = example(id);
    expect(evaluateEqi(input)).toMatchObject({ EQI: input.eqi, class: out.class, problems: [] });
  });
  test('EQI-3: from the four indices', () => {
    const { in: indices, out } = example('EQI-3');
    const result = evaluateEqi({ indices });
    expect([result.EQI, result.class]).toEqual([out.EQI, out.class]);
    expect(result.problems[0]!.code).toBe('ECOLOGY_RULE_UNVERIFIED');
  });
  test('classes and changes at their edges', () => {
    const of = (eqi: number) => evaluateEqi({ eqi }).class;
    expect([70, 69.9, 55, 40, 30, 29.9].map(of)).toEqual(['一类', '二类', '二类', '三类', '四类', '五类']);
    const change = (previous: number) => evaluateEqi({ eqi: 59.95, previous }).change!.zh;
    expect([59.77, 58.95, 57.95, 55.95].map(change)).toEqual([
      '基本稳定',
      '轻微变化',
      '一般变化',
      '明显变化',
    ]);
  });
  test('what is missing is named', () => {
    expect(evaluateEqi({ indices: { pattern: 50, stress: 101 } })).toMatchObject({
      EQI: null,
      missing: ['function', 'biodiversity'],
    });
  });
});

test('nothing is thrown', () => {
  fc.assert(
    fc.property(fc.anything(), fc.anything(), (one, other) => {
      const input = {
        indices: one,
        habitat: other,
        area: other,
        stress: one,
        emissions: one,
        previous: other,
        event: one,
      };
      expect(evaluateEi(input as never).EI).toBeNull();
      expect(Array.isArray(evaluateEqi({ ...input, eqi: other } as never).problems)).toBe(true);
    }),
  );
});

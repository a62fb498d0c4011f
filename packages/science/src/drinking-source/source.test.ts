import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { evaluateSource, type SourceInput } from './source.ts';
import { evaluateSourceSet } from './source-set.ts';

const codes = (result: { problems: readonly { code: string }[] }) => result.problems.map((one) => one.code);
const judge = (kind: SourceInput['kind'], values: SourceInput['values']) => evaluateSource({ kind, values });

describe('surface sources', () => {
  test('class III of table 1, tables 2 and 3: the limit is kept, beyond it is not', () => {
    // Limits typed in from GB 3838-2002: table 1 class III, table 2, table 3.
    const limits = {
      'NH3-N': 1,
      TP: 0.2,
      CODMn: 6,
      SO4: 250,
      Fe: 0.3,
      'NO3-N': 10,
      三氯甲烷: 0.06,
      铊: 0.0001,
    };
    expect(judge('river', limits)).toMatchObject({ compliant: true, exceeding: [], problems: [] });
    for (const [item, limit] of Object.entries(limits)) {
      const result = judge('river', { ...limits, [item]: limit * 2 });
      expect(result.compliant, item).toBe(false);
      expect(result.exceeding, item).toMatchObject([{ limit, multiple: 1 }]);
    }
    expect(judge('river', { DO: 4.99 }).exceeding).toEqual([
      { item: 'DO', value: 4.99, limit: 5, multiple: null },
    ]);
    expect(judge('lake', { TP: 0.06 }).compliant).toBe(false);
    expect(judge('river', { TP: 0.06 }).compliant).toBe(true);
  });
  test('COD, total nitrogen and coliforms are told, not judged', () => {
    const result = judge('lake', { COD: 21, TN: 0.9, FC: 20_000, DO: 6 });
    expect([result.compliant, result.apart]).toEqual([true, { COD: false, TN: true, FC: false }]);
  });
  test('20 items of table 1 and 5 of table 2 are asked for', () => {
    expect(judge('river', { DO: 6 }).missing).toHaveLength(25 - 1);
  });
  test('the lists are from memory, and that is told', () => {
    expect(judge('river', { DO: 6 }).rules.map((one) => one.confidence)).toEqual(['memory', 'official-text']);
  });
  test('not detected keeps its limit; a poor method is told', () => {
    const result = judge('river', { BaP: { lt: 0.00001 } });
    expect([result.compliant, codes(result)]).toEqual([true, ['WATER_DETECTION_LIMIT_HIGH']]);
  });
});

describe('groundwater sources', () => {
  test('class III of GB/T 14848', () => {
    expect(judge('groundwater', { 总硬度: 450, 氟化物: 1 }).compliant).toBe(true);
    const result = judge('groundwater', { 总硬度: 540, 氟化物: 1, 嗅和味: '有' });
    expect([result.compliant, result.exceeding]).toEqual([
      false,
      [
        { item: '嗅和味', value: 1, limit: undefined, multiple: null },
        { item: '总硬度', value: 540, limit: 450, multiple: 0.2 },
      ],
    ]);
    expect(result.missing).toHaveLength(36);
  });
});

test('bad input is told', () => {
  expect(codes(evaluateSource({ values: { DO: 6 } }))).toEqual(['WATER_SOURCE_KIND_UNKNOWN']);
  expect(judge('river', {})).toMatchObject({
    compliant: null,
    problems: [{ code: 'WATER_NOTHING_TO_RATE' }],
  });
  expect(codes(evaluateSource({ kind: 'river', time: Number.NaN }))).toEqual(['WATER_TIME_INVALID']);
});

test('one more item never makes a source compliant', () => {
  const item = fc.constantFrom('NH3-N', 'TP', 'CODMn', 'SO4', 'Fe', '三氯甲烷', '铊');
  const value = fc.double({ min: 0, max: 300, noNaN: true });
  fc.assert(
    fc.property(fc.dictionary(item, value, { minKeys: 1 }), item, value, (given, more, figure) => {
      if (more in given || judge('river', given).compliant) return;
      expect(judge('river', { ...given, [more]: figure }).compliant).toBe(false);
    }),
  );
});

describe('rates of compliance', () => {
  const good = { kind: 'river' as const, values: { DO: 6 } };
  const bad = { kind: 'groundwater' as const, values: { 总硬度: 500 } };
  test('by number and by volume, in all and by group', () => {
    const result = evaluateSourceSet({
      sources: [
        { id: 1, ...good, volume: 600, group: '地级' },
        { id: 2, ...bad, volume: { value: 1_000_000, unit: 'm3' }, group: '地级' },
        { id: 3, ...good, volume: 100, group: '千吨万人' },
      ],
    });
    expect(result).toMatchObject({ n: 3, compliantCount: 2, byVolume: 87.5, problems: [] });
    expect(result.byCount).toBeCloseTo(66.667, 3);
    expect(result.groups).toMatchObject({ 地级: { byCount: 50 }, 千吨万人: { byCount: 100, byVolume: 100 } });
    expect(result.sources.map((one) => [one.id, one.compliant])).toEqual([
      [1, true],
      [2, false],
      [3, true],
    ]);
    expect(result.rules.map((one) => one.standard)).toContain('GB/T 14848-2017');
  });
  test('without a volume no rate by volume; without a verdict not counted', () => {
    const result = evaluateSourceSet({
      sources: [{ ...good, volume: 1 }, good, { kind: 'river', values: {} }, null as never],
    });
    expect(result).toMatchObject({ n: 2, byCount: 100, byVolume: null });
    expect(result.problems.map((one) => [one.code, one.path])).toEqual([
      ['WATER_SOURCE_VOLUME_MISSING', 'sources.1.volume'],
      ['WATER_NOTHING_TO_RATE', 'sources.2'],
      ['WATER_SOURCE_KIND_UNKNOWN', 'sources.3.kind'],
    ]);
    expect(evaluateSourceSet({})).toMatchObject({
      n: 0,
      byCount: null,
      problems: [{ code: 'WATER_NOTHING_TO_RATE' }],
    });
    expect(codes(evaluateSourceSet({ time: Number.NaN, sources: [good] }))).toEqual(['WATER_TIME_INVALID']);
  });
});

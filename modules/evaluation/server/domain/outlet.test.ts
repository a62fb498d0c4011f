import type { RollupValue } from '@tarim/telemetry/queries';
import { describe, expect, it } from 'vitest';
import { decidingLimit, judgeOutletValue, type LimitFact } from './outlet.ts';

const value = (code: string, more: Partial<RollupValue>): Record<string, RollupValue> => ({
  [code]: {
    code,
    mean: null,
    min: null,
    max: null,
    converted: null,
    total: null,
    mda8: null,
    validCount: null,
    invalid: null,
    ...more,
  },
});
const gas: LimitFact = {
  id: 1,
  code: 'a21026',
  period: 'hour',
  measure: 'converted',
  upper: 35,
  lower: null,
  standard: 'GB 13223-2011',
  referenceOxygen: 6,
};
const water: LimitFact = {
  id: 2,
  code: 'w01018',
  period: 'day',
  measure: 'actual',
  upper: 50,
  lower: null,
  standard: 'GB 18918-2002',
  referenceOxygen: null,
};

describe('flue gas', () => {
  it('is judged by what the limit is meant for', () => {
    // O2-1: 42.222 mg/m³ at reference oxygen exceeds the ultra-low 35 and meets 100.
    const values = value('a21026', { mean: 38, converted: 42.222 });
    expect(judgeOutletValue('outlet-gas', values, gas)).toMatchObject({
      verdict: 'exceeds',
      measure: 'converted',
      value: 42.222,
    });
    expect(judgeOutletValue('outlet-gas', values, { ...gas, upper: 100 })).toMatchObject({
      verdict: 'meets',
      exceedMultiple: null,
    });
    expect(judgeOutletValue('outlet-gas', values, { ...gas, measure: 'actual', upper: 40 })).toMatchObject({
      verdict: 'meets',
      measure: 'mean',
      value: 38,
    });
  });

  it('meets the limit at the limit itself: the full value is compared (GB/T 8170 全数值比较法)', () => {
    const at = (converted: number) =>
      judgeOutletValue('outlet-gas', value('a21026', { mean: 1, converted }), gas).verdict;
    expect([at(35), at(35.0001), at(35.4)]).toEqual(['meets', 'exceeds', 'exceeds']);
  });

  it.each([
    [{}, 'no-value'],
    [value('a21026', { mean: 380, converted: 400, invalid: 'FLAG_C' }), 'invalid'],
    [value('a21026', { mean: 380 }), 'no-conversion'],
    [value('a21026', {}), 'no-value'],
    [value('a21026', { mean: 1, converted: Number.NaN }), 'no-conversion'],
  ])('%j is not judged: %s', (values, reason) => {
    expect(judgeOutletValue('outlet-gas', values, gas)).toMatchObject({ verdict: 'not-judged', reason });
  });
});

describe('wastewater', () => {
  it('is told as flow-weighted only where a flow was measured', () => {
    const values = value('w01018', { mean: 60 });
    expect(judgeOutletValue('outlet-water', values, water).measure).toBe('mean');
    expect(
      judgeOutletValue('outlet-water', { ...values, ...value('w00000', { total: 1200 }) }, water),
    ).toMatchObject({
      measure: 'flow-weighted',
      verdict: 'exceeds',
      exceedMultiple: 0.2,
    });
  });

  it('has a pH that is never weighted and has two sides', () => {
    const ph: LimitFact = { ...water, code: 'w01001', upper: 9, lower: 6 };
    const judge = (mean: number) =>
      judgeOutletValue(
        'outlet-water',
        { ...value('w01001', { mean }), ...value('w00000', { total: 1 }) },
        ph,
      );
    expect(judge(5.9)).toMatchObject({ verdict: 'exceeds', measure: 'mean', exceedMultiple: null });
    expect([judge(6).verdict, judge(9).verdict, judge(9.01).verdict]).toEqual(['meets', 'meets', 'exceeds']);
  });
});

describe('the deciding limit', () => {
  it.each([
    [{ upper: 35, lower: null }, 42, 35, 1.2],
    [{ upper: 9, lower: 6 }, 5.4, 6, 0.9],
    [{ upper: 9, lower: 6 }, 7.2, 9, 0.8],
    [{ upper: null, lower: 6 }, 12, 6, 2],
    [{ upper: 0, lower: null }, 1, 0, null],
    [{ upper: null, lower: null }, 1, null, null],
  ])('%j with %d', (limits, figure, limit, ratio) => {
    const found = decidingLimit(figure, limits);
    expect(found.limit).toBe(limit);
    if (ratio === null) expect(found.ratio).toBeNull();
    else expect(found.ratio).toBeCloseTo(ratio, 9);
  });
});

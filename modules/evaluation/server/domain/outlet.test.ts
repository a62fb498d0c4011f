import type { RollupValue } from '@tarim/telemetry/queries';
import { describe, expect, it } from 'vitest';
import { decidingLimit, judgeFactor, type LimitFact } from './outlet.ts';

const value = (code: string, more: Partial<RollupValue>): Record<string, RollupValue> => ({
  [code]: {
    code,
    mean: null,
    min: null,
    max: null,
    converted: null,
    total: null,
    omitted: null,
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
  nature: 'limit',
  upper: 35,
  lower: null,
  unit: null,
  standard: 'GB 13223-2011',
  clause: '表 2',
  source: null,
  confidence: 'multi-source',
  referenceOxygen: 6,
  effectiveFrom: '2014-07-01',
  effectiveTo: null,
};
const water: LimitFact = {
  ...gas,
  id: 2,
  code: 'w01018',
  period: 'day',
  measure: 'actual',
  upper: 50,
  standard: 'GB 18918-2002',
  referenceOxygen: null,
};
const so2 = (mean: number | null, converted: number | null, more: Partial<RollupValue> = {}) =>
  value('a21026', { mean, converted, ...more });
const judge = (
  values: Record<string, RollupValue>,
  limits: [LimitFact, ...LimitFact[]] = [gas],
  unit: string | null = 'mg/m³',
  kind = 'outlet-gas',
) => judgeFactor(kind, values, limits, unit);

describe('flue gas', () => {
  it('is judged by what the limit is meant for', () => {
    // O2-1: 42.222 mg/m³ at reference oxygen exceeds 35 and meets 100.
    const values = so2(38, 42.222);
    expect(judge(values)).toMatchObject({ verdict: 'exceeds', measure: 'converted', value: 42.222 });
    expect(judge(values, [{ ...gas, upper: 100 }])).toMatchObject({ verdict: 'meets', exceedMultiple: null });
    expect(judge(values, [{ ...gas, measure: 'actual', upper: 40 }])).toMatchObject({
      verdict: 'meets',
      measure: 'mean',
      value: 38,
    });
  });

  it('meets the limit at the limit itself: the full value is compared (GB/T 8170 全数值比较法)', () => {
    const at = (converted: number) => judge(so2(1, converted)).verdict;
    expect([at(35), at(35.0001), at(35.4)]).toEqual(['meets', 'exceeds', 'exceeds']);
  });

  it.each([
    [{}, 'no-value'],
    [so2(380, 400, { invalid: 'FLAG_C' }), 'invalid'],
    [so2(380, null), 'no-conversion'],
    [so2(null, null), 'no-value'],
    [so2(1, Number.NaN), 'no-conversion'],
  ])('%j is not judged: %s', (values, reason) => {
    expect(judge(values)).toMatchObject({ verdict: 'not-judged', reason });
  });
});

describe('several limits of a factor', () => {
  const actual: LimitFact = { ...gas, id: 7, measure: 'actual', upper: 60, referenceOxygen: null };

  it('are judged each by its own measure; one that is broken decides', () => {
    // 70 as measured breaks the actual 60 although 30 at reference oxygen keeps the stricter 35.
    const broken = judge(so2(70, 30), [gas, actual]);
    expect(broken).toMatchObject({ verdict: 'exceeds', measure: 'mean', value: 70 });
    expect(broken.exceedMultiple).toBeCloseTo(1 / 6, 12);
    expect(broken.deciding).toMatchObject({ limitId: 7, upper: 60 });
    expect(broken.checks.map((one) => [one.measure, one.verdict])).toEqual([
      ['converted', 'meets'],
      ['mean', 'exceeds'],
    ]);
    expect(judge(so2(50, 36), [actual, gas]).deciding?.limitId).toBe(1);
  });

  it('are all kept, or nothing is met', () => {
    const half = judge(so2(50, null), [actual, gas]);
    expect(half).toMatchObject({ verdict: 'not-judged', reason: 'no-conversion' });
    expect(judge(so2(70, null), [actual, gas])).toMatchObject({ verdict: 'exceeds' });
  });

  it('are told by the one that is nearest when all are met', () => {
    const loose: LimitFact = { ...gas, id: 8, upper: 100 };
    expect(judge(so2(20, 30), [loose, gas]).deciding?.limitId).toBe(1);
  });

  it('may have their sides in two rows', () => {
    const ph = { ...water, code: 'w01001', upper: 9, lower: null };
    const limits: [LimitFact, LimitFact] = [ph, { ...ph, id: 9, upper: null, lower: 6 }];
    const at = (mean: number) => judge(value('w01001', { mean }), limits, '无量纲', 'outlet-water');
    expect([at(5.9).verdict, at(7).verdict, at(9.1).verdict]).toEqual(['exceeds', 'meets', 'exceeds']);
    expect(at(5.9).deciding).toMatchObject({ limitId: 9, lower: 6, upper: null });
  });
});

describe('units', () => {
  const mercury: LimitFact = {
    ...water,
    code: 'w20111',
    upper: 1,
    unit: 'µg/L',
  };

  it('are those of the limit when value and limit are compared', () => {
    // 0.0005 mg/L are 0.5 µg/L: met. Compared as bare numbers 0.0012 would meet 1 as well; it is 1.2 µg/L.
    const at = (mean: number, unit: string) =>
      judge(value('w20111', { mean }), [mercury], unit, 'outlet-water');
    expect(at(0.0005, 'mg/L')).toMatchObject({ verdict: 'meets', value: 0.5, unit: 'µg/L' });
    expect(at(0.0012, 'mg/L')).toMatchObject({ verdict: 'exceeds', value: 1.2 });
    expect(at(0.001, 'mg/L').verdict).toBe('meets');
    expect(at(1.2, 'ug/L').verdict).toBe('exceeds');
  });

  it.each([
    [null, 'unit-unknown'],
    ['mg/kg', 'unit-unknown'],
    ['m³/h', 'unit-foreign'],
  ])('%s is not judged by a limit in µg/L: %s', (unit, reason) => {
    const found = judge(value('w20111', { mean: 0.5 }), [mercury], unit, 'outlet-water');
    expect(found).toMatchObject({ verdict: 'not-judged', reason, value: null });
  });

  it('need not be known where the limit has none of its own', () => {
    expect(judge(so2(38, 42.222), [gas], null)).toMatchObject({ verdict: 'exceeds', unit: null });
  });
});

describe('targets', () => {
  const target: LimitFact = { ...gas, id: 5, nature: 'target', standard: '超低排放' };
  const law: LimitFact = { ...gas, id: 6, upper: 100 };

  it('are told beside the verdict and never make it', () => {
    expect(judge(so2(38, 42.222), [target, law])).toMatchObject({
      verdict: 'meets',
      target: 'above-target',
      deciding: { limitId: 6 },
      exceedMultiple: null,
    });
    expect(judge(so2(90, 101), [target, law])).toMatchObject({ verdict: 'exceeds', target: 'above-target' });
    expect(judge(so2(30, 33), [target, law])).toMatchObject({ verdict: 'meets', target: 'meets' });
  });

  it('alone leave the factor without a verdict', () => {
    expect(judge(so2(38, 42.222), [target])).toMatchObject({
      verdict: 'not-judged',
      reason: 'target-only',
      target: 'above-target',
      deciding: null,
      value: 42.222,
      exceedMultiple: null,
    });
  });

  it('are not judged without a usable value either', () => {
    expect(judge(so2(38, null), [target, law])).toMatchObject({
      verdict: 'not-judged',
      target: 'not-judged',
    });
  });
});

describe('wastewater', () => {
  const cod = (values: Record<string, RollupValue>) => judge(values, [water], 'mg/L', 'outlet-water');

  it('is told as flow-weighted only where a flow was measured', () => {
    const values = value('w01018', { mean: 60 });
    expect(cod(values).measure).toBe('mean');
    expect(cod({ ...values, ...value('w00000', { total: 1200 }) })).toMatchObject({
      measure: 'flow-weighted',
      verdict: 'exceeds',
      exceedMultiple: 0.2,
    });
  });

  it('has a pH that is never weighted and has two sides', () => {
    const ph: LimitFact = { ...water, code: 'w01001', upper: 9, lower: 6 };
    const at = (mean: number) =>
      judge(
        { ...value('w01001', { mean }), ...value('w00000', { total: 1 }) },
        [ph],
        '无量纲',
        'outlet-water',
      );
    expect(at(5.9)).toMatchObject({ verdict: 'exceeds', measure: 'mean', exceedMultiple: null });
    expect([at(6).verdict, at(9).verdict, at(9.01).verdict]).toEqual(['meets', 'meets', 'exceeds']);
  });
});

describe('the deciding side', () => {
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

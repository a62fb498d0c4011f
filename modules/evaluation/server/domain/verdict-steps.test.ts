import { describe, expect, it } from 'vitest';
import type { Check } from '../../contract.ts';
import type { VerdictRow } from '../sql/verdicts.ts';
import { verdictSteps } from './verdict-steps.ts';

const check: Check = {
  limitId: 9,
  nature: 'limit',
  verdict: 'exceeds',
  reason: null,
  measure: 'converted',
  value: 42.222,
  unit: 'mg/m³',
  upper: 35,
  lower: null,
  exceedMultiple: 0.20634,
  standard: 'GB 13223-2011',
  clause: '表 2',
  source: null,
  confidence: 'multi-source',
  referenceOxygen: 6,
  effectiveFrom: '2014-07-01',
  effectiveTo: null,
};
const row: VerdictRow = {
  pointId: 1,
  code: 'a21026',
  period: 'hour',
  time: Date.parse('2026-11-24T13:00:00+08:00'),
  verdict: 'exceeds',
  reason: null,
  measure: 'converted',
  value: 42.222,
  unit: 'mg/m³',
  upper: 35,
  lower: null,
  exceedMultiple: 0.20634,
  limitId: 9,
  standard: 'GB 13223-2011',
  target: null,
  checks: [check],
  ruleVersion: 'outlet-2',
  inputs: {
    mean: 38,
    converted: 42.222,
    unit: 'mg/m³',
    oxygen: 7.5,
    referenceOxygen: 6,
    validCount: 60,
    expected: 60,
    invalid: null,
    rollup: 0,
  },
  revision: 0,
  computedAt: 0,
};
const text = (of: VerdictRow, lang: 'zh' | 'en' = 'zh') =>
  verdictSteps(of, 'mg/m³', lang).map((step) =>
    [step.title, step.formula, step.result].filter(Boolean).join(' | '),
  );

describe('how a verdict came about', () => {
  it('tells mean, conversion, limit and comparison of a flue gas', () => {
    expect(text(row)).toEqual([
      '实测平均 | C̄ = ΣC / n | 38 mg/m³',
      '折算至基准氧含量 | C·(21−6)/(21−O₂)，O₂ = 7.5 % | 42.222 mg/m³',
      '适用限值 | 2026-11-24 当日有效的小时限值（GB 13223-2011 表 2）：≤ 35 mg/m³',
      '判定 | 42.222 mg/m³  > 35 | 超标，超标 0.206 倍（(C−S)/S）',
    ]);
  });

  it('tells each limit with its comparison, targets as targets, and what follows', () => {
    const target: Check = {
      ...check,
      limitId: 5,
      nature: 'target',
      verdict: 'above-target',
      standard: '超低排放',
    };
    const law: Check = { ...check, upper: 100, verdict: 'meets', exceedMultiple: null };
    const both: VerdictRow = { ...row, verdict: 'meets', target: 'above-target', checks: [target, law] };
    expect(text(both).slice(2)).toEqual([
      '目标（不是排放标准） | 2026-11-24 当日有效的小时目标值（超低排放 表 2）：≤ 35 mg/m³',
      '与目标比较 | 42.222 mg/m³  > 35 | 未达目标（不是超标），高出 0.206 倍',
      '适用限值 | 2026-11-24 当日有效的小时限值（GB 13223-2011 表 2）：≤ 100 mg/m³',
      '判定 | 42.222 mg/m³  ≤ 100 | 达标',
      '结论 | 达标',
    ]);
    const alone = text({ ...both, verdict: 'not-judged', reason: 'target-only', checks: [target] });
    expect(alone.at(-1)).toContain('没有排放标准限值可判');
    expect(alone.join()).not.toMatch(/超标(?!）)/);
  });

  it('tells the value in both units where they differ', () => {
    const mercury = {
      ...row,
      code: 'w20111',
      measure: 'mean',
      checks: [{ ...check, measure: 'mean', value: 1.2, unit: 'µg/L', upper: 1, exceedMultiple: 0.2 }],
      inputs: { ...row.inputs, mean: 0.0012, converted: null, unit: 'mg/L' },
    } as const;
    expect(text(mercury).at(-1)).toBe('判定 | 0.0012 mg/L = 1.2 µg/L  > 1 | 超标，超标 0.2 倍（(C−S)/S）');
  });

  it('knows both sides of a pH limit', () => {
    const ph = (value: number, verdict: 'exceeds' | 'meets'): VerdictRow => ({
      ...row,
      measure: 'mean',
      value,
      verdict,
      checks: [
        { ...check, measure: 'mean', unit: null, value, verdict, upper: 9, lower: 6, exceedMultiple: null },
      ],
      inputs: { ...row.inputs, mean: value, converted: null, unit: null },
    });
    expect(text(ph(5.5, 'exceeds')).at(-1)).toBe('判定 | 5.5  < 6 | 超标');
    expect(text(ph(7, 'meets')).at(-1)).toBe('判定 | 7  6～9 | 达标');
  });

  it('tells why nothing was judged', () => {
    const not = (reason: string): VerdictRow => ({
      ...row,
      verdict: 'not-judged',
      reason,
      value: null,
      checks: [{ ...check, verdict: 'not-judged', reason, value: null }],
      inputs: { ...row.inputs, converted: null },
    });
    expect(text(not('no-conversion')).at(-1)).toContain('不能折算');
    expect(text(not('invalid'), 'en').at(-1)).toContain('not valid');
    expect(text(not('unit-unknown')).at(-1)).toContain('计量单位');
  });

  it('still explains verdicts of before comparisons were kept', () => {
    const { unit: _none, ...inputs } = row.inputs;
    expect(text({ ...row, unit: null, checks: [], inputs }).slice(-2)).toEqual([
      '适用限值 | 2026-11-24 当日有效的小时限值（GB 13223-2011）：≤ 35 mg/m³',
      '判定 | 42.222 mg/m³  > 35 | 超标，超标 0.206 倍（(C−S)/S）',
    ]);
  });
});

import { describe, expect, it } from 'vitest';
import type { VerdictRow } from '../sql/verdicts.ts';
import { verdictSteps } from './verdict-steps.ts';

const row: VerdictRow = {
  pointId: 1,
  code: 'a21026',
  period: 'hour',
  time: Date.parse('2026-11-24T13:00:00+08:00'),
  verdict: 'exceeds',
  reason: null,
  measure: 'converted',
  value: 42.222,
  upper: 35,
  lower: null,
  exceedMultiple: 0.20634,
  limitId: 9,
  standard: 'GB 13223-2011',
  ruleVersion: 'outlet-1',
  inputs: {
    mean: 38,
    converted: 42.222,
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
  it('tells limit, mean, conversion and comparison of a flue gas', () => {
    expect(text(row)).toEqual([
      '适用限值 | 2026-11-24 当日有效的小时限值：≤ 35 mg/m³',
      '实测平均 | C̄ = ΣC / n | 38 mg/m³',
      '折算至基准氧含量 | C·(21−6)/(21−O₂)，O₂ = 7.5 % | 42.222 mg/m³',
      '判定 | 42.222 mg/m³  > 35 | 超标，超标 0.206 倍（(C−S)/S）',
    ]);
  });

  it('knows both sides of a pH limit', () => {
    const ph = {
      ...row,
      measure: 'mean',
      value: 5.5,
      upper: 9,
      lower: 6,
      exceedMultiple: null,
      inputs: { ...row.inputs, mean: 5.5, converted: null },
    } as const;
    expect(text(ph).at(-1)).toBe('判定 | 5.5 mg/m³  < 6 | 超标');
    expect(text({ ...ph, value: 7, verdict: 'meets' }).at(-1)).toBe('判定 | 7 mg/m³  6～9 | 达标');
  });

  it('tells why nothing was judged', () => {
    const not = {
      ...row,
      verdict: 'not-judged',
      reason: 'no-conversion',
      value: null,
      inputs: { ...row.inputs, converted: null },
    } as const;
    expect(text(not).at(-1)).toContain('不能折算');
    expect(text({ ...not, reason: 'invalid' }, 'en').at(-1)).toContain('not valid');
  });
});

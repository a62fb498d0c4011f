import { describe, expect, test } from 'vitest';
import { cityStationRule, targetOf, targetRule } from './rules-of-use.ts';

const at = (date: string) => Date.parse(`${date}T12:00:00+08:00`);

describe('stations of a city', () => {
  test('three quarters, half where there are fewer than four; never told as law', () => {
    expect(cityStationRule(at('2025-06-01'))).toEqual({
      standard: 'HJ 663-2013',
      ruleVersion: 'HJ663-2013@2',
      share: 0.75,
      few: { below: 4, share: 0.5 },
      confidence: 'memory',
    });
    expect(cityStationRule(at('2026-11-24'))).toMatchObject({
      standard: 'HJ 663-2026',
      share: 0.75,
      confidence: 'unverified',
    });
  });
});

describe('targets', () => {
  test.each(['超低排放', ' 超低排放限值 ', '超低排放（环大气〔2019〕35号）'])('%s is one', (name) => {
    expect(targetOf(name)?.nature).toBe('target');
  });
  test.each(['GB 13223-2011', '排污许可证', '', null])('%s is none', (name) => {
    expect(targetOf(name)).toBeNull();
    expect(targetRule(name)).toBeNull();
  });
  test('95 % of the hours, from memory', () => {
    expect(targetRule('超低排放')).toMatchObject({ shareOfHours: 0.95, confidence: 'memory' });
  });
});

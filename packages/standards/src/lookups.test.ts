import { describe, expect, test } from 'vitest';
import { airLimits } from './air-limits.ts';
import { factor, factorName, factorTraps, toCode2005, toCode2017 } from './factors.ts';
import { editionOn, ruleVersion, standard } from './standards.ts';

describe('factor codes', () => {
  test('codes of 2005 are told apart by medium', () => {
    expect(toCode2017('02', 'air')).toBe('a21026');
    expect(toCode2017('011', 'water')).toBe('w01018');
    expect(toCode2017('S01', 'air')).toBe('a19001');
    expect(toCode2017('a21026', 'air')).toBeNull();
    expect(toCode2017('011', 'air')).toBeNull();
    expect(toCode2005('w01018')).toBe('011');
  });

  test('names, symbols, decimals, and codes that nobody knows', () => {
    expect(factorName('w01018', 'zh-CN')).toBe('化学需氧量');
    expect(factorName('a34004', 'en')).toBe('PM2.5');
    expect(factorName('e10101', 'zh-CN')).toBe('进水口流量');
    expect(factorName('i33312', 'zh-CN')).toBe('炉膛内上部焚烧温度');
    expect(factorName('zz', 'zh-CN')).toBe('zz');
    expect(factor('a05024')).toMatchObject({ symbol: 'O3', confidence: 'memory', table: null });
    expect(factor('w21011')).toMatchObject({ symbol: 'TP', decimals: 2, legacy: '101' });
    // N5.3 of table B.2
    expect(factor('a01006')!.decimals).toBe(3);
  });

  test('traps: PM2.5 is printed in ng/m³, mercury changed its unit between the editions', () => {
    expect(factor('a34004')).toMatchObject({ unit: 'ng/m3', usualUnit: 'ug/m3' });
    expect(factorTraps('a34004').map((one) => one.kind)).toEqual(['printed-unit']);
    expect(factorTraps('w20111')[0]).toMatchObject({ legacyUnit: 'mg/L', unit: 'ug/L', factor: 1000 });
    expect(factorTraps('e70101')[0]!.kind).toBe('printed-twice');
    expect(factorTraps('w01018')).toEqual([]);
  });
});

describe('editions', () => {
  const at = (text: string) => Date.parse(text);
  test('the date of the data chooses the edition, at Beijing midnight', () => {
    const before = at('2026-02-28T23:59:59+08:00');
    const after = at('2026-03-01T00:00:00+08:00');
    expect([before, after].map((time) => editionOn('aqi', time)!.code)).toEqual([
      'HJ 633-2012',
      'HJ 633-2026',
    ]);
    expect([before, after].map((time) => editionOn('air-statistics', time)!.code)).toEqual([
      'HJ 663-2013',
      'HJ 663-2026',
    ]);
    expect(ruleVersion(editionOn('aqi', after)!)).toBe('HJ633-2026@1');
    expect(standard('GB 18485-2014')!.confidence).toBe('mixed');
  });

  test('air limits: 2012, the transition to the end of 2030, and the final ones', () => {
    const pm = (time: string, airClass: 'I' | 'II' = 'II') =>
      airLimits(at(time), airClass)
        .filter((one) => one.pollutant === 'PM2.5')
        .map((one) => one.limit);
    expect(pm('2025-06-01T00:00:00+08:00')).toEqual([35, 75]);
    expect(pm('2026-03-01T00:00:00+08:00')).toEqual([30, 60]);
    expect(pm('2030-12-31T23:00:00+08:00')).toEqual([30, 60]);
    expect(pm('2031-01-01T00:00:00+08:00')).toEqual([25, 50]);
    expect(pm('2031-01-01T00:00:00+08:00', 'I')).toEqual([10, 25]);
    expect(airLimits(at('2026-03-01T00:00:00+08:00'))).toHaveLength(23);
  });
});

import { describe, expect, test } from 'vitest';
import { FACTORS_2005, FACTORS_2017, factor, factorName, toCode2005, toCode2017 } from './factors.ts';
import { editionOn, listStandards } from './standards.ts';

describe('factor codes', () => {
  test('all rows of both standards are there; only the two codes that the standard prints twice repeat', () => {
    expect([FACTORS_2005.length, FACTORS_2017.length]).toEqual([93, 379]);
    const counts = new Map<string, number>();
    for (const { code } of FACTORS_2017) counts.set(code, (counts.get(code) ?? 0) + 1);
    expect(
      [...counts]
        .filter(([, n]) => n > 1)
        .map(([code]) => code)
        .sort(),
    ).toEqual(['e701xx', 'g119xx']);
  });

  test('codes of 2005 are told apart by medium', () => {
    expect(toCode2017('02', 'air')).toBe('a21026');
    expect(toCode2017('011', 'water')).toBe('w01018');
    expect(toCode2017('S01', 'air')).toBe('a19001');
    expect(toCode2017('a21026', 'air')).toBeNull();
    expect(toCode2005('w01018')).toBe('011');
  });

  test('names and unknown codes', () => {
    expect(factorName('w01018', 'zh-CN')).toBe('化学需氧量');
    expect(factorName('a34004', 'en')).toBe('PM2.5');
    expect(factorName('zz', 'zh-CN')).toBe('zz');
    expect(factor('a05024')!.confidence).toBe('memory');
  });
});

describe('standards', () => {
  test('every file is dated, has a known confidence, and editions of one use do not overlap', () => {
    const words = ['official-text', 'multi-source', 'single-source', 'mixed', 'memory', 'unverified'];
    for (const one of listStandards()) {
      expect(one.effectiveFrom, one.code).toMatch(/^\d{4}-\d{2}-\d{2}$/);
      if (one.effectiveTo) expect(one.effectiveTo > one.effectiveFrom, one.code).toBe(true);
      expect(words, one.code).toContain(one.confidence);
    }
    for (const use of ['aqi', 'air-quality', 'air-statistics'] as const) {
      const editions = listStandards()
        .filter((one) => one.use === use)
        .sort((a, b) => (a.effectiveFrom < b.effectiveFrom ? -1 : 1));
      editions.slice(1).forEach((one, index) => {
        expect(editions[index]!.effectiveTo! < one.effectiveFrom, one.code).toBe(true);
      });
    }
  });

  test('the date of the data chooses the edition, at Beijing midnight', () => {
    expect(editionOn('aqi', Date.parse('2026-02-28T23:59:59+08:00'))!.code).toBe('HJ 633-2012');
    expect(editionOn('aqi', Date.parse('2026-03-01T00:00:00+08:00'))!.code).toBe('HJ 633-2026');
  });
});

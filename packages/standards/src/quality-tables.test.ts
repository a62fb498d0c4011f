import { describe, expect, test } from 'vitest';
import {
  type GasSubstitutionRow,
  MARK_EFFECTS,
  QUALITY_TABLE_KEYS,
  QUALITY_TABLES,
  qualityTable,
  qualityTableVersion,
} from './quality-tables.ts';
import { CONFIDENCE_WORDS } from './schema.ts';

test('one table of each key, dated, with a source and a confidence that is no law', () => {
  expect(QUALITY_TABLES.map((one) => one.key).sort()).toEqual([...QUALITY_TABLE_KEYS].sort());
  for (const one of QUALITY_TABLES) {
    expect(one.effectiveFrom).toMatch(/^20\d\d-\d\d-\d\d$/);
    expect(one.source).not.toBe('');
    expect(CONFIDENCE_WORDS).toContain(one.confidence);
    expect(['official-text', 'multi-source']).not.toContain(one.confidence);
    expect(one.rows.length).toBeGreaterThan(0);
    const keys = Object.keys(one.rows[0]!).join();
    for (const row of one.rows) expect(Object.keys(row).join()).toBe(keys);
  }
  expect(qualityTableVersion(qualityTable('gas-substitution'))).toBe('HJ75-2017/gas-substitution@1');
});

describe('flue gas', () => {
  const rows = qualityTable('gas-substitution').rows as unknown as GasSubstitutionRow[];
  const found = (situation: string, alpha: number, hours: number) =>
    rows.filter(
      (row) =>
        row.situation === situation &&
        alpha >= row.alphaFrom &&
        alpha < row.alphaBelow &&
        hours > row.hoursAbove &&
        hours <= row.hoursUpTo,
    );
  // HJ 75-2017 as written down in the reference: 180, 720 and 2160 hours.
  test.each([
    ['out-of-control', 90, 24, 180],
    ['out-of-control', 100, 25, 720],
    ['out-of-control', 89.9, 3, 2160],
    ['other', 95, 1, 180],
    ['other', 90, 100, 720],
    ['other', 75, 24, 2160],
  ])('%s, α %d %%, %d h: %d', (situation, alpha, hours, lookback) => {
    expect(found(situation, alpha, hours).map((row) => row.lookback)).toEqual([lookback]);
  });
  test('below 75 % there is no rule', () => {
    expect(found('other', 74.99, 3)).toEqual([]);
  });
});

test('marks have effects that exist', () => {
  for (const key of ['marks', 'device-flags'] as const)
    for (const row of qualityTable(key).rows) expect(MARK_EFFECTS).toContain(row.effect);
});

import { describe, expect, test } from 'vitest';
import { factor } from './factors.ts';
import { WATER_ITEMS, waterItem } from './water-items.ts';
import {
  drinkingSourceRules,
  groundwaterLimits,
  surfaceWaterLimits,
  surfaceWaterRules,
  type WaterCompare,
  type WaterLimit,
  waterIndexRules,
} from './water-limits.ts';

const AT = Date.parse('2026-06-01T00:00:00+08:00');
const surface = surfaceWaterLimits(AT).data;
const ground = groundwaterLimits(AT).data;
const groundRows = [...ground.table1_regular, ...ground.table2_non_regular];

/** What a row must look like: a worse class never asks for more. */
function order(compare: WaterCompare, limits: readonly WaterLimit[], what: string): void {
  const given = limits.filter((one) => one !== null);
  expect(limits.slice(given.length), what).toEqual(limits.slice(given.length).map(() => null));
  for (const [i, limit] of given.entries()) {
    const better = i === 0 ? undefined : given[i - 1];
    if (typeof limit === 'number' && typeof better === 'number') {
      const wider = compare === 'ge' ? better >= limit : better <= limit;
      expect(wider, `${what} ${better} → ${limit}`).toBe(true);
    }
    if (typeof limit === 'object' && typeof better === 'object')
      expect(limit[0] <= better[0] && limit[1] >= better[1], what).toBe(true);
    if (limit === 'ND') expect(i, what).toBe(0);
    if (typeof limit === 'number') expect(limit, what).toBeGreaterThan(0);
    expect(typeof limit === 'object', what).toBe(compare === 'range');
  }
}

describe('tables of water', () => {
  test('GB 3838: 23 items of five classes beside temperature, 5 and 80 for drinking water', () => {
    expect(surface.table1_basic).toHaveLength(23);
    expect(surface.table2_drinking_source).toHaveLength(5);
    expect(surface.table3_drinking_source).toHaveLength(80);
    for (const row of surface.table1_basic)
      for (const limits of [row.limits, row.limitsLake ?? row.limits]) {
        expect(limits, row.item).toHaveLength(5);
        order(row.compare, limits, row.item);
      }
  });

  test('GB/T 14848: 39 regular and 54 other items, numbered 1 to 93', () => {
    expect(groundRows.map((row) => row.no)).toEqual(Array.from({ length: 93 }, (_, i) => i + 1));
    expect(ground.table1_regular).toHaveLength(39);
    for (const row of groundRows) {
      expect(row.limits?.length ?? 0, row.item).toBe(row.compare === 'presence' ? 0 : 4);
      if (row.compare !== 'presence') order(row.compare, row.limits!, row.item);
    }
  });

  test('the 21 items of rating and of the index are items of GB 3838 that are not told apart', () => {
    const rules = surfaceWaterRules(AT).data;
    const items = surface.table1_basic.map((row) => row.item);
    expect(rules.items).toHaveLength(21);
    expect([...rules.items, ...rules.reported_apart].sort()).toEqual(items.toSorted());
    expect(waterIndexRules(AT).data.items).toEqual(rules.items);
    for (const item of rules.main_pollutants.first.items) expect(rules.items).toContain(item);
    for (const item of drinkingSourceRules(AT).data.reported_apart)
      expect(drinkingSourceRules(AT).data.surface.table1_without).toContain(item);
  });

  test('without a date the edition in force', () => {
    expect(surfaceWaterLimits(null)).toBe(surfaceWaterLimits(AT));
    expect(groundwaterLimits(null).code).toBe('GB/T 14848-2017');
  });
});

describe('names of items', () => {
  test('every name and code means one item; codes are those of HJ 212-2017', () => {
    const names = WATER_ITEMS.flatMap(({ item, names, codes }) => [item, ...names, ...codes]);
    expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(names.length);
    for (const { item, codes } of WATER_ITEMS)
      for (const code of codes) {
        expect(factor(code), code).not.toBeNull();
        expect(waterItem(factor(code)!.nameZh), code).toBe(item);
      }
  });

  test('symbol, Chinese name, code; what is not known stands for itself', () => {
    expect(['NH3-N', '氨氮', 'w21003', ' nh3-n ', 'ＮＨ３－Ｎ'].map(waterItem)).toEqual(
      Array(5).fill('NH3-N'),
    );
    expect(['w20138', 'w20122', '总铜'].map(waterItem)).toEqual(['Cu', 'Cu', 'Cu']);
    expect(waterItem('乙苯')).toBe('乙苯');
    expect(['1,4-二氯苯', '对二氯苯'].map(waterItem)).toEqual(['1,4-二氯苯', '1,4-二氯苯']);
  });

  test('no two rows of a table mean the same item', () => {
    const tables = [
      surface.table1_basic,
      [...surface.table2_drinking_source, ...surface.table3_drinking_source],
      groundRows,
    ];
    for (const rows of tables)
      expect(new Set(rows.map((row) => waterItem(row.item))).size, rows[0]!.item).toBe(rows.length);
  });
});

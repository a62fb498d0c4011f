import { describe, expect, test } from 'vitest';
import {
  CHECK_KINDS,
  type DriftRow,
  type GasComparisonRow,
  OPERATION_TABLE_KEYS,
  OPERATION_TABLES,
  operationTable,
  operationTableVersion,
  type WaterComparisonRow,
} from './operation-tables.ts';
import { qualityTable } from './quality-tables.ts';

const WORDS = ['official-text', 'multi-source', 'memory', 'ours'];

test('one table of each key, dated, with a source; each row says how sure it is', () => {
  expect(OPERATION_TABLES.map((one) => one.key).sort()).toEqual([...OPERATION_TABLE_KEYS].sort());
  for (const one of OPERATION_TABLES) {
    expect(one.effectiveFrom).toMatch(/^20\d\d-\d\d-\d\d$/);
    expect(one.source).not.toBe('');
    const keys = Object.keys(one.rows[0]!).join();
    for (const row of one.rows) {
      expect(Object.keys(row).join()).toBe(keys);
      expect(WORDS).toContain(row.confidence);
    }
  }
  expect(operationTableVersion(operationTable('gas-calibration'))).toBe('HJ75-2017/gas-calibration@1');
  for (const row of operationTable('plan-kinds').rows)
    if (row.check !== 'none') expect(CHECK_KINDS).toContain(row.check);
});

describe('the tables that quality shows say the same', () => {
  test('drift', () => {
    const ours = operationTable('gas-calibration').rows as unknown as DriftRow[];
    const names: Readonly<Record<string, string>> = { gas: 'gas', particulate: 'PM' };
    for (const row of qualityTable('gas-drift').rows)
      expect(
        ours.find((one) => one.item === names[row.item as string] && one.kind === row.kind),
      ).toMatchObject({
        limit: row.limit,
        outOfControl: row.outOfControl,
      });
  });
  test('comparison with the laboratory', () => {
    const ours = operationTable('water-comparison').rows as unknown as WaterComparisonRow[];
    for (const row of qualityTable('water-comparison').rows) {
      const item = row.item === 'temperature' ? 'water-temperature' : row.item;
      expect(ours.find((one) => one.item === item && one.from === row.from)).toMatchObject({
        below: row.below,
        limit: row.limit,
        as: row.as,
      });
    }
  });
});

test.each(['gas-comparison', 'water-comparison'] as const)(
  '%s: bands of an item leave no gap and do not overlap',
  (key) => {
    const rows = operationTable(key).rows as unknown as GasComparisonRow[];
    for (const item of new Set(rows.map((one) => one.item))) {
      const bands = rows.filter((one) => one.item === item).sort((a, b) => a.from - b.from);
      expect(bands[0]!.from).toBe(0);
      for (const [index, band] of bands.slice(1).entries()) expect(band.from).toBe(bands[index]!.below);
    }
  },
);

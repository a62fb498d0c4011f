import { readdirSync } from 'node:fs';
import type { TSchema } from 'typebox';
import { Errors } from 'typebox/value';
import { describe, expect, test } from 'vitest';
import { allFactors, FACTOR_TRAPS, FACTORS_2005, FACTORS_2017, factor } from './factors.ts';
import { load } from './load.ts';
import {
  AqiData,
  CONFIDENCE_WORDS,
  FactorExtra,
  FactorRow2005,
  FactorRow2017,
  FactorTrapRow,
  StandardFile,
} from './schema.ts';
import { type AqiTable, listStandards, STANDARD_FILES } from './standards.ts';

/** What a schema finds wrong, with the place. */
const faults = (schema: TSchema, value: unknown) =>
  [...Errors(schema, value)].map((one) => `${one.instancePath} ${one.message}`);

describe('factor files', () => {
  test('every row fits its schema', () => {
    expect(FACTORS_2017.flatMap((row) => faults(FactorRow2017, row))).toEqual([]);
    expect(FACTORS_2005.flatMap((row) => faults(FactorRow2005, row))).toEqual([]);
    expect(load<object[]>('factors-extra.json').flatMap((row) => faults(FactorExtra, row))).toEqual([]);
    expect(FACTOR_TRAPS.flatMap((row) => faults(FactorTrapRow, row))).toEqual([]);
  });

  test('all rows of both standards are there, table by table', () => {
    expect([FACTORS_2005.length, FACTORS_2017.length]).toEqual([93, 379]);
    const tables: Record<string, number> = {};
    for (const { table } of FACTORS_2017) tables[table] = (tables[table] ?? 0) + 1;
    expect(tables).toEqual({ 'B.1': 63, 'B.2': 121, 'B.3': 12, 'B.5': 90, 'B.7': 55, 'B.10': 38 });
  });

  test('only the two codes that the standard prints twice repeat, and both are named as traps', () => {
    const counts = new Map<string, number>();
    for (const { code } of FACTORS_2017) counts.set(code, (counts.get(code) ?? 0) + 1);
    const twice = [...counts].filter(([, n]) => n > 1).map(([code]) => code);
    expect(twice.sort()).toEqual(['e701xx', 'g119xx']);
    expect(FACTOR_TRAPS.filter((one) => one.kind === 'printed-twice').map((one) => one.code)).toEqual(twice);
    expect(new Set(FACTORS_2005.map((row) => `${row.medium} ${row.code}`)).size).toBe(93);
  });

  test('the codes that the two standards give each other agree', () => {
    const codes = new Set(FACTORS_2017.map((row) => row.code));
    for (const row of FACTORS_2005) {
      if (row.code2017 && !row.code2017.startsWith('('))
        expect(codes.has(row.code2017), `${row.code} → ${row.code2017}`).toBe(true);
    }
  });

  test('extras and traps speak of codes that exist', () => {
    const extras = load<{ code: string; nameZh?: string }[]>('factors-extra.json');
    expect(new Set(extras.map((one) => one.code)).size).toBe(extras.length);
    const printed = new Set(FACTORS_2017.map((row) => row.code));
    // A name of ours never takes the place of the printed one; a code that is not printed needs one.
    for (const one of extras) expect(one.nameZh !== undefined, one.code).toBe(!printed.has(one.code));
    for (const trap of FACTOR_TRAPS) {
      expect(factor(trap.code), trap.code).not.toBeNull();
      if (!trap.legacy) continue;
      const old = FACTORS_2005.find((row) => row.code === trap.legacy);
      expect(old?.code2017, trap.code).toBe(trap.code);
    }
  });

  test('every code has a name in both languages', () => {
    expect(allFactors().filter((one) => !one.nameEn || /\p{Script=Han}/u.test(one.nameEn))).toEqual([]);
    expect(new Set(FACTORS_2017.map((row) => row.code)).size).toBe(377);
    expect(allFactors()).toHaveLength(377 + 4);
  });

  test('a trap about units quotes what the tables print', () => {
    const micro = (unit: string | null | undefined) => unit?.toLowerCase() ?? null;
    for (const trap of FACTOR_TRAPS) {
      const row = FACTORS_2017.find((one) => one.code === trap.code)!;
      const old = FACTORS_2005.find((one) => one.code === trap.legacy);
      if (trap.kind === 'legacy-unit') {
        expect(row.unit, trap.code).toBe(trap.unit);
        expect(micro(old?.unit), trap.code).toBe(micro(trap.legacyUnit));
      }
      if (trap.kind === 'printed-unit')
        expect(`${row.unit} ${old?.unit ?? ''}`, trap.code).toContain(trap.printed);
    }
  });
});

describe('standard files', () => {
  test('every file of the folder is listed and fits the schema', () => {
    const files = readdirSync(new URL('../data/standards/', import.meta.url));
    expect(files.map((one) => one.replace('.json', '')).sort()).toEqual([...STANDARD_FILES].sort());
    for (const one of listStandards()) expect(faults(StandardFile, one), one.code).toEqual([]);
    expect(new Set(listStandards().map((one) => one.code)).size).toBe(STANDARD_FILES.length);
  });

  test('dates exist and run forward; editions of one use follow each other without a gap or an overlap', () => {
    const day = (date: string) => Date.parse(`${date}T00:00:00Z`);
    for (const one of listStandards()) {
      for (const date of [one.effectiveFrom, one.effectiveTo].filter((date) => date !== null))
        expect(new Date(day(date)).toISOString().slice(0, 10), one.code).toBe(date);
      if (one.effectiveTo) expect(day(one.effectiveTo), one.code).toBeGreaterThan(day(one.effectiveFrom!));
    }
    for (const use of ['aqi', 'air-quality', 'air-statistics'] as const) {
      const editions = listStandards()
        .filter((one) => one.use === use)
        .sort((a, b) => (a.effectiveFrom! < b.effectiveFrom! ? -1 : 1));
      expect(editions.at(-1)!.effectiveTo, use).toBeNull();
      for (const [i, next] of editions.slice(1).entries())
        expect(day(next.effectiveFrom!) - day(editions[i]!.effectiveTo!), next.code).toBe(86_400_000);
    }
  });

  test('a confidence inside a table is a known word', () => {
    const found: string[] = [];
    const walk = (value: unknown): void => {
      if (value === null || typeof value !== 'object') return;
      const { confidence } = value as { confidence?: unknown };
      if (typeof confidence === 'string') found.push(confidence);
      Object.values(value).forEach(walk);
    };
    for (const one of listStandards()) walk(one.data);
    expect(found.filter((word) => !(CONFIDENCE_WORDS as readonly string[]).includes(word))).toEqual([]);
    expect(found).toContain('single-source');
  });

  test('AQI tables: rising breakpoints that end together with the index, levels that cover 0 to 500', () => {
    for (const one of listStandards().filter((each) => each.use === 'aqi')) {
      expect(faults(AqiData, one.data), one.code).toEqual([]);
      const table = one.data as unknown as AqiTable;
      expect(table.iaqi).toEqual([0, 50, 100, 150, 200, 300, 400, 500]);
      for (const pollutants of Object.values(table.breakpoints)) {
        for (const [pollutant, points] of Object.entries(pollutants)) {
          const given = points.filter((point) => point !== null);
          expect(points.slice(given.length), `${one.code} ${pollutant}`).toEqual(
            points.slice(given.length).map(() => null),
          );
          for (let i = 1; i < given.length; i++) expect(given[i]!).toBeGreaterThan(given[i - 1]!);
        }
      }
      for (const [i, level] of table.levels.entries()) {
        expect(level.level).toBe(i + 1);
        expect(level.aqi[0]).toBe(i === 0 ? 0 : table.levels[i - 1]!.aqi[1] + 1);
      }
      expect(table.levels.at(-1)!.aqi[1]).toBe(500);
    }
  });

  test('limits are numbers above zero wherever a table names them', () => {
    const limits = listStandards()
      .filter((one) => one.use === 'emission-limit')
      .flatMap((one) => {
        const numbers: number[] = [];
        const walk = (value: unknown): void => {
          if (typeof value === 'number') numbers.push(value);
          else if (value !== null && typeof value === 'object') Object.values(value).forEach(walk);
        };
        walk(one.data);
        return numbers;
      });
    expect(limits.length).toBeGreaterThan(400);
    expect(limits.filter((limit) => !(limit > 0))).toEqual([]);
  });
});

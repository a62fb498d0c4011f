import { createHash } from 'node:crypto';
import type { Db, ModuleDefinition } from '@tarim/platform';
import { sql } from 'kysely';
import { evaluationModule } from '../server/module.ts';

const tablesOf = (name: string): ModuleDefinition => ({
  name,
  migrations: new URL(`../../${name}/server/migrations/`, import.meta.url),
});
export const MODULES: readonly ModuleDefinition[] = [
  tablesOf('region'),
  tablesOf('registry'),
  tablesOf('telemetry'),
  evaluationModule,
];

export const H = 3_600_000;
export const NOON = Date.parse('2026-11-24T12:00:00+08:00');

/** Units, two public air stations (1, 2) and a closed one (3) in Urumqi, a stack (4) and a wastewater outlet (5), with limits. */
export async function seedRegistry(db: Db): Promise<void> {
  const unit = '/650000/650100/650102/';
  await sql`
    insert into region.unit (code, path, parent, level, hierarchy, names, sort, source, confidence) values
      ('650000', '/650000/', null, 'region', 'region', '{"zh": "新疆维吾尔自治区", "en": "Xinjiang"}', 1, 'test', 'sourced'),
      ('650100', '/650000/650100/', '650000', 'prefecture', 'region', '{"zh": "乌鲁木齐市", "en": "Urumqi"}', 2, 'test', 'sourced'),
      ('650102', ${unit}, '650100', 'county', 'region', '{"zh": "天山区", "en": "Tianshan"}', 3, 'test', 'sourced')
  `.execute(db);
  await sql`insert into registry.enterprise (uscc, name, unit_path, simulated) values ('91650100TEST000001', '天山热电', ${unit}, true)`.execute(
    db,
  );
  await sql`
    insert into registry.point (code, name, kind, unit_path, enterprise_id, public, simulated) values
      ('A1', '收费所', 'air', ${unit}, null, true, true),
      ('A2', '铁路局', 'air', ${unit}, null, true, true),
      ('A3', '试验站', 'air', ${unit}, null, false, true),
      ('G1', '1 号炉烟囱', 'outlet-gas', ${unit}, 1, true, true),
      ('W1', '总排口', 'outlet-water', ${unit}, 1, false, true)
  `.execute(db);
  await sql`
    insert into registry.point_limit (point_id, unit_path, code, basis, measure, upper, lower, reference_o2, standard, clause, effective_from, effective_to, confidence) values
      (4, ${unit}, 'a21026', 'hour', 'converted', 100, null, 6, 'GB 13223-2011', '表 1', '2014-07-01', '2026-10-31', 'multi-source'),
      (4, ${unit}, 'a21026', 'hour', 'converted', 35, null, 6, 'GB 13223-2011', '表 2', '2026-11-01', null, 'multi-source'),
      (5, ${unit}, 'w01018', 'day', 'actual', 50, null, null, 'GB 18918-2002', '表 1', '2003-07-01', null, 'official-text'),
      (5, ${unit}, 'w01001', 'day', 'actual', 9, 6, null, 'GB 18918-2002', '表 1', '2003-07-01', null, 'official-text')
  `.execute(db);
  const units: Record<number, Record<string, string>> = {
    1: AIR_UNITS,
    2: AIR_UNITS,
    3: AIR_UNITS,
    4: { a21026: 'mg/m³' },
    5: { w01018: 'mg/L', w01001: '无量纲' },
  };
  for (const [pointId, own] of Object.entries(units))
    for (const [code, text] of Object.entries(own)) await registerUnit(db, Number(pointId), code, text);
}

const AIR_UNITS = {
  a21026: 'µg/m³',
  a21004: 'µg/m³',
  a21005: 'mg/m³',
  a05024: 'µg/m³',
  a34002: 'µg/m³',
  a34004: 'µg/m³',
};

/** Registers in which unit a point reports a factor; null: it does not say. */
export async function registerUnit(
  db: Db,
  pointId: number,
  code: string,
  unit: string | null,
): Promise<void> {
  await sql`
    insert into registry.point_parameter (point_id, unit_path, code, unit)
    values (${pointId}, '/650000/650100/650102/', ${code}, ${unit})
    on conflict (point_id, code) do update set unit = excluded.unit
  `.execute(db);
}

/** Writes a rollup as telemetry does; slots like `a21026.Avg`. */
export async function rollUp(
  db: Db,
  key: { pointId: number; period: 'hour' | 'day'; time: number; revision?: number },
  figures: Readonly<Record<string, number | null>>,
  invalid: Readonly<Record<string, string>> = {},
): Promise<void> {
  const slots = Object.keys(figures);
  const marks = slots.map((slot) => invalid[slot] ?? null);
  // Layouts are cached for the life of a process, in which each test has a database of its own: ids follow from the slots.
  const layoutId = Number.parseInt(
    createHash('sha256').update(slots.join(',')).digest('hex').slice(0, 7),
    16,
  );
  await sql`insert into telemetry.layout (id, slots) overriding system value values (${layoutId}, ${slots.join(',')}) on conflict do nothing`.execute(
    db,
  );
  await sql`
    insert into telemetry.rollup (point_id, period, time, layout_id, values, invalid, basis, expected, received, rule_version, revision, computed_at)
    select ${key.pointId}::int, ${key.period === 'hour' ? 1 : 2}::smallint, ${new Date(key.time)}::timestamptz, id, ${Object.values(figures)}::float8[],
      ${marks}::text[], 'minute', 60, 60, 'rollup-1', ${key.revision ?? 0}::smallint, now()
    from telemetry.layout where slots = ${slots.join(',')}
    on conflict (point_id, period, time) do update set layout_id = excluded.layout_id, values = excluded.values, invalid = excluded.invalid, revision = excluded.revision
  `.execute(db);
}

import type { Db, ModuleDefinition } from '@tarim/platform';
import { sql } from 'kysely';
import { disclosureModule } from '../server/module.ts';

const tablesOf = (name: string): ModuleDefinition => ({
  name,
  migrations: new URL(`../../${name}/server/migrations/`, import.meta.url),
});
export const MODULES: readonly ModuleDefinition[] = [
  ...['region', 'registry', 'telemetry', 'evaluation'].map(tablesOf),
  disclosureModule,
];

export const H = 3_600_000;
export const NOON = Date.parse('2026-11-24T12:00:00+08:00');
const UNIT = '/650000/650100/650102/';

/** Public and closed air stations (1, 2), outlets of two enterprises (3, 4 public, 5 closed), a public river station (6). */
export async function seed(db: Db): Promise<void> {
  await sql`
    insert into region.unit (code, path, parent, level, hierarchy, names, sort, source, confidence, lon, lat) values
      ('650000', '/650000/', null, 'region', 'region', '{"zh": "新疆维吾尔自治区", "en": "Xinjiang"}', 1, 'test', 'sourced', 85, 42),
      ('650100', '/650000/650100/', '650000', 'prefecture', 'region', '{"zh": "乌鲁木齐市", "en": "Urumqi", "ug": "ئۈرۈمچى شەھىرى"}', 2, 'test', 'sourced', 87.6, 43.8),
      ('650102', ${UNIT}, '650100', 'county', 'region', '{"zh": "天山区", "en": "Tianshan"}', 3, 'test', 'sourced', 87.6, 43.8)
  `.execute(db);
  await sql`
    insert into registry.enterprise (uscc, name, unit_path, industry_name, simulated) values
      ('91650100TEST000001', '天山热电', ${UNIT}, '火力发电', true), ('91650100TEST000002', '未公开厂', ${UNIT}, null, true)
  `.execute(db);
  await sql`
    insert into registry.point (code, name, kind, unit_path, enterprise_id, public, simulated, lon, lat) values
      ('A1', '收费所', 'air', ${UNIT}, null, true, true, 87.6, 43.8),
      ('A2', '试验站', 'air', ${UNIT}, null, false, true, 87.7, 43.8),
      ('G1', '1 号炉烟囱', 'outlet-gas', ${UNIT}, 1, true, true, 87.5, 43.7),
      ('W1', '总排口', 'outlet-water', ${UNIT}, 1, true, true, 87.5, 43.7),
      ('G2', '窑尾', 'outlet-gas', ${UNIT}, 2, false, true, 87.4, 43.7),
      ('R1', '乌拉泊', 'surface-water', ${UNIT}, null, true, true, 87.6, 43.6)
  `.execute(db);
  await sql`
    insert into registry.point_parameter (point_id, unit_path, code, unit, public) values
      (3, ${UNIT}, 'a21026', 'mg/m³', true), (3, ${UNIT}, 'a34013', 'mg/m³', false), (6, ${UNIT}, 'w01019', 'mg/L', true)
  `.execute(db);
}

/** A judged hour of a station or a city. */
export async function putAqi(
  db: Db,
  table: 'aqi' | 'city_aqi',
  subject: number | string,
  time: number,
  aqi: number | null,
  period: 1 | 2 = 1,
): Promise<void> {
  const level = aqi === null ? null : [50, 100, 150, 200, 300, 500].findIndex((limit) => aqi <= limit) + 1;
  const result = JSON.stringify({
    values: { PM10: 405, 'PM2.5': 90, O3: null },
    iaqi: { PM10: aqi, 'PM2.5': 128, O3: null },
    problems: [],
  });
  const key = sql.ref(table === 'aqi' ? 'point_id' : 'city_code');
  await sql`
    insert into ${sql.table(`evaluation.${table}`)} (${key}, period, time, standard, rule_version, inputs, result, aqi, partial_aqi, level, primary_pollutants, computed_at)
    values (${subject}, ${period}, ${new Date(time)}, 'HJ 633-2026', 'aqi-1', '{"values": {}, "excluded": {}}', ${result}::jsonb, ${aqi}, ${aqi ?? 96}, ${level}, '{PM10}', ${new Date(time + H)})
  `.execute(db);
}

export async function putVerdict(
  db: Db,
  row: { pointId: number; code: string; time: number; value: number; upper: number; period?: 1 | 2 },
): Promise<void> {
  const inputs = JSON.stringify({
    mean: row.value - 2,
    converted: row.value,
    oxygen: 7,
    referenceOxygen: 6,
    validCount: 60,
    expected: 60,
    invalid: null,
    rollup: 0,
  });
  const period = row.period ?? 1;
  const exceeds = row.value > row.upper;
  await sql`
    insert into evaluation.verdict (point_id, code, period, time, verdict, measure, value, upper_limit, exceed_multiple, limit_id, standard, rule_version, inputs, computed_at)
    values (${row.pointId}, ${row.code}, ${period}, ${new Date(row.time)}, ${exceeds ? 'exceeds' : 'meets'}, 'converted', ${row.value}, ${row.upper},
      ${exceeds ? (row.value - row.upper) / row.upper : null}, 1, 'GB 13223-2011', 'outlet-1', ${inputs}::jsonb, ${new Date(row.time + H)})
  `.execute(db);
  await sql`
    insert into evaluation.latest_verdict values (${row.pointId}, ${row.code}, ${period}, ${new Date(row.time)})
    on conflict (point_id, code, period) do update set time = greatest(evaluation.latest_verdict.time, excluded.time)
  `.execute(db);
}

import type { Db, ModuleDefinition } from '@tarim/platform';
import { sql } from 'kysely';
import { forecastModule } from '../server/module.ts';

const tablesOf = (name: string): ModuleDefinition => ({
  name,
  migrations: new URL(`../../${name}/server/migrations/`, import.meta.url),
});
export const MODULES: readonly ModuleDefinition[] = [
  tablesOf('region'),
  tablesOf('registry'),
  tablesOf('telemetry'),
  tablesOf('evaluation'),
  forecastModule,
];

/** Two cities and a county that is none. */
export async function seedCities(db: Db): Promise<void> {
  await sql`
    insert into region.unit (code, path, parent, level, hierarchy, names, sort, source, confidence) values
      ('650000', '/650000/', null, 'region', 'region', '{"zh": "新疆维吾尔自治区", "en": "Xinjiang"}', 1, 'test', 'sourced'),
      ('650100', '/650000/650100/', '650000', 'prefecture', 'region', '{"zh": "乌鲁木齐市", "en": "Urumqi"}', 2, 'test', 'sourced'),
      ('650102', '/650000/650100/650102/', '650100', 'county', 'region', '{"zh": "天山区"}', 3, 'test', 'sourced'),
      ('652800', '/650000/652800/', '650000', 'prefecture', 'region', '{"zh": "巴音郭楞蒙古自治州"}', 4, 'test', 'sourced')
  `.execute(db);
}

export interface Day {
  readonly city: string;
  readonly date: string;
  readonly pm10: number;
}

/** Official daily figures as an upload brings them: PM10 as told, the other pollutants low. */
export async function seedDays(db: Db, days: readonly Day[]): Promise<void> {
  await sql`
    insert into evaluation.air_upload (sha256, name, uploaded_at, dust_basis, first_day, last_day, rows, created, changed, unchanged, simulated)
    values ('x', 'days.csv', now(), 'official', '2020-01-01', '2026-12-31', 1, 1, 0, 0, true)`.execute(db);
  await sql`
    insert into evaluation.air_day (city_code, day, unit_path, so2, no2, co, o3_8h, pm10, pm25, upload_id, file_row, recorded_at)
    select n.city, n.date::date, '/650000/' || n.city || '/', 10, 20, 0.5, 50, n.pm10, 20, (select max(id) from evaluation.air_upload), 1, now()
    from jsonb_to_recordset(${JSON.stringify(days)}::jsonb) as n(city text, date text, pm10 float8)
    on conflict (city_code, day) do update set pm10 = excluded.pm10`.execute(db);
}

/** So many days up to a date, the last of them included. */
export function daysUpTo(last: string, count: number, city: string, pm10: (i: number) => number): Day[] {
  return Array.from({ length: count }, (_, i) => ({
    city,
    date: new Date(Date.parse(last) - (count - 1 - i) * 86_400_000).toISOString().slice(0, 10),
    pm10: pm10(i),
  }));
}

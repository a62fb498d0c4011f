import type { DbOrTx } from '@tarim/platform';
import { sql } from 'kysely';
import type { DayPollutant, DustBasis } from './days.ts';

type Values = Readonly<Record<DayPollutant, number | null>>;

/** Where an imported figure stands in its upload. */
export interface DayUpload {
  readonly id: number;
  readonly name: string;
  readonly sha256: string;
  readonly by: string | null;
  readonly at: Date;
  readonly row: number;
}

export async function uploadOfDay(db: DbOrTx, city: string, date: string): Promise<DayUpload | null> {
  const { rows } = await sql<DayUpload>`
    select u.id, u.name, u.sha256, u.uploaded_by_name as by, u.uploaded_at as at, a.file_row as row
    from evaluation.air_day a join evaluation.air_upload u on u.id = a.upload_id
    where a.city_code = ${city} and a.day = ${date}::date`.execute(db);
  return rows[0] ?? null;
}

export interface DayRevision {
  readonly revision: number;
  readonly values: Values;
  readonly uploadId: number;
  readonly replacedAt: Date;
  readonly replacedBy: number;
}

/** Former selves of an imported day, newest first. */
export async function dayRevisions(db: DbOrTx, city: string, date: string): Promise<DayRevision[]> {
  const { rows } = await sql<DayRevision>`
    select revision, upload_id as "uploadId", replaced_at as "replacedAt", replaced_by as "replacedBy",
      jsonb_build_object('SO2', so2, 'NO2', no2, 'CO', co, 'O3_8h', o3_8h, 'PM10', pm10, 'PM2.5', pm25) as values
    from evaluation.air_day_revision where city_code = ${city} and day = ${date}::date
    order by revision desc limit 200`.execute(db);
  return rows;
}

export interface Mark {
  readonly dust: boolean;
  readonly basis: DustBasis;
  readonly reason: string;
  readonly by: string;
  readonly at: Date;
  readonly revision: number;
}

/** What people said of a day, newest first. */
export async function dustMarks(db: DbOrTx, city: string, date: string): Promise<Mark[]> {
  const { rows } = await sql<Mark>`
    select dust, basis, reason, marked_by_name as by, marked_at as at, revision from (
      select city_code, day, dust, basis, reason, marked_by_name, marked_at, revision from evaluation.dust_mark
      union all
      select city_code, day, dust, basis, reason, marked_by_name, marked_at, revision from evaluation.dust_mark_revision) m
    where city_code = ${city} and day = ${date}::date order by revision desc limit 200`.execute(db);
  return rows;
}

/** Whether the platform has worked out a day by itself. */
export async function isComputed(db: DbOrTx, city: string, date: string): Promise<boolean> {
  const { rows } = await sql`select from evaluation.city_aqi
    where city_code = ${city} and period = 2 and time = ${`${date}T00:00:00+08:00`}::timestamptz`.execute(db);
  return rows.length > 0;
}

export interface NewMark extends Omit<Mark, 'revision'> {
  readonly city: string;
  readonly date: string;
  readonly unitPath: string;
  readonly userId: string;
}

/** Marks a day; what was said before goes to the revisions. */
export async function writeMark(tx: DbOrTx, one: NewMark): Promise<number> {
  await sql`insert into evaluation.dust_mark_revision select m.*, ${one.at} from evaluation.dust_mark m
    where m.city_code = ${one.city} and m.day = ${one.date}::date`.execute(tx);
  const { rows } = await sql<{ revision: number }>`
    insert into evaluation.dust_mark as m (city_code, day, unit_path, dust, basis, reason, marked_by, marked_by_name, marked_at)
    values (${one.city}, ${one.date}::date, ${one.unitPath}, ${one.dust}, ${one.basis}, ${one.reason}, ${one.userId}, ${one.by}, ${one.at})
    on conflict (city_code, day) do update set dust = excluded.dust, basis = excluded.basis, reason = excluded.reason,
      marked_by = excluded.marked_by, marked_by_name = excluded.marked_by_name, marked_at = excluded.marked_at,
      revision = m.revision + 1
    returning revision`.execute(tx);
  return rows[0]!.revision;
}

/** Hourly PM10 and PM2.5 of a city that the platform worked out, by the hour's start. */
export async function cityHours(
  db: DbOrTx,
  city: string,
  from: number,
  to: number,
): Promise<{ time: number; PM10: number | null; 'PM2.5': number | null }[]> {
  const { rows } = await sql<{ time: Date; pm10: number | null; pm25: number | null }>`
    select time, (inputs -> 'values' ->> 'PM10')::float8 as pm10, (inputs -> 'values' ->> 'PM2.5')::float8 as pm25
    from evaluation.city_aqi where city_code = ${city} and period = 1 and time >= ${new Date(from)} and time < ${new Date(to)}
    order by time`.execute(db);
  return rows.map((row) => ({ time: row.time.getTime(), PM10: row.pm10, 'PM2.5': row.pm25 }));
}

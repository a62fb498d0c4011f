import type { DbOrTx } from '@tarim/platform';
import { sql } from 'kysely';

export interface LatestReading {
  readonly pointId: number;
  readonly item: string;
  readonly parameter: string;
  readonly place: 'device' | 'logger';
  readonly value: number | null;
  readonly text: string;
  readonly lsn: number | null;
  readonly at: Date;
}

export async function latestReadings(db: DbOrTx, pointIds: readonly number[]): Promise<LatestReading[]> {
  if (pointIds.length === 0) return [];
  const { rows } = await sql<LatestReading>`
    select point_id as "pointId", item, parameter, place, value, text, lsn::float8 as lsn, at from operation.parameter_latest
    where point_id = any(${pointIds}::int[])`.execute(db);
  return rows;
}

export interface DeclaredValue {
  readonly pointId: number;
  readonly item: string;
  readonly parameter: string;
  readonly place: 'platform' | 'filing';
  readonly value: number;
  readonly validFrom: string;
  readonly document: string;
  readonly byName: string;
  readonly at: Date;
}
const DECLARED = sql`point_id as "pointId", item, parameter, place, value, valid_from::text as "validFrom", document, by_name as "byName", at`;

/** What holds on a Beijing date. */
export async function declaredOn(
  db: DbOrTx,
  pointIds: readonly number[],
  date: string,
): Promise<DeclaredValue[]> {
  if (pointIds.length === 0) return [];
  const { rows } = await sql<DeclaredValue>`
    select distinct on (point_id, item, parameter, place) ${DECLARED} from operation.parameter_value
    where point_id = any(${pointIds}::int[]) and valid_from <= ${date}::date
    order by point_id, item, parameter, place, valid_from desc, id desc`.execute(db);
  return rows;
}

/** Every value that was ever declared, newest first. */
export async function declaredEver(db: DbOrTx, pointIds: readonly number[]): Promise<DeclaredValue[]> {
  if (pointIds.length === 0) return [];
  const { rows } = await sql<DeclaredValue>`
    select ${DECLARED} from operation.parameter_value where point_id = any(${pointIds}::int[]) order by id desc`.execute(
    db,
  );
  return rows;
}

export interface NewDeclared {
  readonly pointId: number;
  readonly unitPath: string;
  readonly enterpriseId: number | null;
  readonly item: string;
  readonly parameter: string;
  readonly place: 'platform' | 'filing';
  readonly value: number;
  readonly validFrom: string;
  readonly document: string;
  readonly simulated: boolean;
}

export async function insertDeclared(
  tx: DbOrTx,
  values: readonly NewDeclared[],
  by: { readonly byName: string; readonly byUser: string | null; readonly at: Date },
): Promise<void> {
  if (values.length === 0) return;
  await sql`
    insert into operation.parameter_value (point_id, unit_path, enterprise_id, item, parameter, place, value, valid_from, document,
      simulated, by_name, by_user, at)
    select "pointId", "unitPath", "enterpriseId", item, parameter, place, value, "validFrom", document, simulated, ${by.byName},
      ${by.byUser}, ${by.at}
    from jsonb_to_recordset(${JSON.stringify(values)}::jsonb) as v ("pointId" int, "unitPath" text, "enterpriseId" int, item text,
      parameter text, place text, value float8, "validFrom" date, document text, simulated boolean)`.execute(
    tx,
  );
}

export interface NewReading {
  readonly runId: number | null;
  readonly pointId: number;
  readonly mn: string;
  readonly item: string;
  readonly parameter: string;
  readonly place: 'device' | 'logger';
  readonly infoId: string;
  readonly value: number | null;
  readonly text: string;
  readonly commandId: string;
  readonly lsn: number | null;
  /** Epoch ms. */
  readonly at: number;
}

/** Keeps readings, what they say last, and where they differ from what was said before. @returns the differences */
export async function insertReadings(tx: DbOrTx, readings: readonly NewReading[]): Promise<ChangeRecord[]> {
  if (readings.length === 0) return [];
  const { rows } = await sql<ChangeRecord>`
    with told as (
      insert into operation.parameter_reading (run_id, point_id, mn, item, parameter, place, info_id, value, text, command_id, lsn, at)
      select "runId", "pointId", mn, item, parameter, place, "infoId", value, text, "commandId", lsn, to_timestamp(at / 1000)
      from jsonb_to_recordset(${JSON.stringify(readings)}::jsonb) as v ("runId" int, "pointId" int, mn text, item text, parameter text,
        place text, "infoId" text, value float8, text text, "commandId" uuid, lsn bigint, at float8)
      returning *
    ), changed as (
      insert into operation.parameter_change (point_id, item, parameter, place, before, after, reading_id, lsn, at)
      select t.point_id, t.item, t.parameter, t.place, l.value, t.value, t.id, t.lsn, t.at
      from told t join operation.parameter_latest l using (point_id, item, parameter, place)
      where t.text <> l.text and t.value is distinct from l.value
      returning *
    ), kept as (
    insert into operation.parameter_latest (point_id, item, parameter, place, reading_id, value, text, lsn, at)
    select point_id, item, parameter, place, id, value, text, lsn, at from told
    on conflict (point_id, item, parameter, place) do update set reading_id = excluded.reading_id, value = excluded.value,
      text = excluded.text, lsn = excluded.lsn, at = excluded.at)
    select point_id as "pointId", item, parameter, place, before, after, lsn::float8 as lsn, at from changed`.execute(
    tx,
  );
  return rows;
}

export interface ChangeRecord {
  readonly pointId: number;
  readonly item: string;
  readonly parameter: string;
  readonly place: 'device' | 'logger';
  readonly before: number | null;
  readonly after: number | null;
  readonly lsn: number | null;
  readonly at: Date;
}

/** Newest first. */
export async function changesOf(
  db: DbOrTx,
  pointIds: readonly number[],
  span: { readonly from?: number; readonly to?: number } = {},
  limit = 10_000,
): Promise<ChangeRecord[]> {
  if (pointIds.length === 0) return [];
  const instant = (ms: number | undefined) => (ms === undefined ? null : new Date(ms));
  const { rows } = await sql<ChangeRecord>`
    select point_id as "pointId", item, parameter, place, before, after, lsn::float8 as lsn, at from operation.parameter_change
    where point_id = any(${pointIds}::int[]) and (${instant(span.from)}::timestamptz is null or at >= ${instant(span.from)})
      and (${instant(span.to)}::timestamptz is null or at < ${instant(span.to)})
    order by at desc, id desc limit ${limit}`.execute(db);
  return rows;
}

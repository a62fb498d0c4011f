import type { DbOrTx, Tx } from '@tarim/platform';
import { type RawBuilder, sql } from 'kysely';
import type { DustBasis } from '../air-period/days.ts';
import type { DayRow } from './read-rows.ts';

/** Rows that go to the database in one statement. */
const BATCH = 10_000;

export interface NewUpload {
  readonly sha256: string;
  readonly name: string;
  readonly at: number;
  readonly by: { readonly userId: string; readonly name: string } | null;
  readonly dustBasis: DustBasis;
  readonly simulated: boolean;
  readonly firstDay: string;
  readonly lastDay: string;
  readonly rows: number;
  readonly created: number;
  readonly changed: number;
}

/** A figure that another upload gave otherwise. */
export interface Change {
  readonly cityCode: string;
  readonly date: string;
  readonly before: Readonly<Record<string, number | boolean | null>>;
  readonly after: Readonly<Record<string, number | boolean | null>>;
}

export interface Stored {
  readonly created: number;
  readonly changed: number;
  readonly changes: readonly Change[];
}

const FIELDS = ['so2', 'no2', 'co', 'o3_8h', 'pm10', 'pm25'] as const;
const KEYS = ['SO2', 'NO2', 'CO', 'O3_8h', 'PM10', 'PM2.5'] as const;
const MOST_CHANGES = 200;

/** One upload at a time: what one replaces must not be replaced meanwhile by another. */
export async function lockAirDays(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('evaluation.air_day'))`.execute(tx);
}

export async function insertUpload(tx: Tx, one: NewUpload): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into evaluation.air_upload (sha256, name, uploaded_at, uploaded_by, uploaded_by_name, dust_basis, first_day, last_day,
      rows, created, changed, unchanged, simulated)
    values (${one.sha256}, ${one.name}, ${new Date(one.at)}, ${one.by?.userId ?? null}, ${one.by?.name ?? null}, ${one.dustBasis},
      ${one.firstDay}::date, ${one.lastDay}::date, ${one.rows}, ${one.created}, ${one.changed},
      ${one.rows - one.created - one.changed}, ${one.simulated})
    returning id`.execute(tx);
  return rows[0]!.id;
}

/** What storing these days would come to. */
export async function previewDays(db: DbOrTx, rows: readonly DayRow[]): Promise<Stored> {
  let created = 0;
  let changed = 0;
  const changes: Change[] = [];
  for (let i = 0; i < rows.length; i += BATCH) {
    const given = rowsOf(rows.slice(i, i + BATCH));
    const { rows: counts } = await sql<{ created: number; changed: number }>`
      select count(*) filter (where a.city_code is null)::int as created,
        count(*) filter (where a.city_code is not null and ${DIFFERS})::int as changed
      from ${given} left join evaluation.air_day a on a.city_code = n.city_code and a.day = n.day`.execute(
      db,
    );
    created += counts[0]!.created;
    changed += counts[0]!.changed;
    if (counts[0]!.changed > 0 && changes.length < MOST_CHANGES)
      changes.push(...(await changesOf(db, given, MOST_CHANGES - changes.length)));
  }
  return { created, changed, changes };
}

/** Writes days; what a day was before goes to its revisions, and a day that says the same stays as it is. */
export async function storeDays(
  tx: Tx,
  rows: readonly DayRow[],
  uploadId: number,
  at: number,
): Promise<void> {
  for (let i = 0; i < rows.length; i += BATCH) {
    const given = rowsOf(rows.slice(i, i + BATCH));
    await sql`
      insert into evaluation.air_day_revision
      select a.*, ${new Date(at)}, ${uploadId} from ${given} join evaluation.air_day a on a.city_code = n.city_code and a.day = n.day
      where ${DIFFERS}`.execute(tx);
    await sql`
      insert into evaluation.air_day as a (city_code, day, unit_path, so2, no2, co, o3_8h, pm10, pm25, dust, upload_id, file_row,
        recorded_at)
      select n.city_code, n.day, n.unit_path, n.so2, n.no2, n.co, n.o3_8h, n.pm10, n.pm25, n.dust, ${uploadId}::int, n.file_row,
        ${new Date(at)}::timestamptz
      from ${given}
      on conflict (city_code, day) do update set so2 = excluded.so2, no2 = excluded.no2, co = excluded.co, o3_8h = excluded.o3_8h,
        pm10 = excluded.pm10, pm25 = excluded.pm25, dust = coalesce(excluded.dust, a.dust), upload_id = excluded.upload_id,
        file_row = excluded.file_row, recorded_at = excluded.recorded_at, revision = a.revision + 1
      where (a.so2, a.no2, a.co, a.o3_8h, a.pm10, a.pm25, a.dust) is distinct from (excluded.so2, excluded.no2, excluded.co,
        excluded.o3_8h, excluded.pm10, excluded.pm25, coalesce(excluded.dust, a.dust))`.execute(tx);
  }
}

/** A file that says nothing of dust leaves what is known of it. */
const DIFFERS = sql`(a.so2, a.no2, a.co, a.o3_8h, a.pm10, a.pm25, a.dust)
  is distinct from (n.so2, n.no2, n.co, n.o3_8h, n.pm10, n.pm25, coalesce(n.dust, a.dust))`;

function rowsOf(rows: readonly DayRow[]): RawBuilder<unknown> {
  const figures = KEYS.map((key) => sql`${rows.map((row) => row.values[key])}::float8[]`);
  return sql`unnest(${rows.map((row) => row.city.code)}::text[], ${rows.map((row) => row.date)}::date[],
    ${rows.map((row) => row.city.unitPath)}::text[], ${sql.join(figures)}, ${rows.map((row) => row.dust)}::boolean[],
    ${rows.map((row) => row.row)}::int[])
    as n(city_code, day, unit_path, so2, no2, co, o3_8h, pm10, pm25, dust, file_row)`;
}

type Figures = Readonly<Record<(typeof FIELDS)[number], number | null>> & { readonly dust: boolean | null };

async function changesOf(db: DbOrTx, given: RawBuilder<unknown>, limit: number): Promise<Change[]> {
  const { rows } = await sql<{ code: string; date: string; before: Figures; after: Figures }>`
    select n.city_code as code, n.day::text as date, to_jsonb(a) as before, to_jsonb(n) || jsonb_build_object('dust', coalesce(n.dust, a.dust)) as after
    from ${given} join evaluation.air_day a on a.city_code = n.city_code and a.day = n.day
    where ${DIFFERS} order by n.city_code, n.day limit ${limit}`.execute(db);
  const named = (one: Figures) => ({
    ...Object.fromEntries(KEYS.map((key, i) => [key, one[FIELDS[i]!]])),
    dust: one.dust,
  });
  return rows.map((row) => ({
    cityCode: row.code,
    date: row.date,
    before: named(row.before),
    after: named(row.after),
  }));
}

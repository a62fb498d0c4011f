import type { DbOrTx, Tx } from '@tarim/platform';
import { sql } from 'kysely';

/** Components of a station's hour; arrays by `species`. */
export interface HourRow {
  readonly pointId: number;
  /** Start of the hour, epoch ms. */
  readonly time: number;
  readonly unitPath: string;
  readonly species: readonly string[];
  /** ppbv; below detection the limit, null where it is not told. */
  readonly values: readonly (number | null)[];
  readonly below: readonly boolean[];
  readonly simulated: boolean;
  readonly uploadId: number;
  readonly row: number | null;
  readonly revision: number;
}
export type NewHour = Omit<HourRow, 'uploadId' | 'revision'>;

interface Raw extends Omit<HourRow, 'time' | 'below'> {
  readonly time: Date;
  readonly below: readonly boolean[] | null;
}

const told = ({ time, below, ...row }: Raw): HourRow => ({
  ...row,
  time: time.getTime(),
  below: below ?? row.values.map(() => false),
});
const COLUMNS = sql`h.point_id as "pointId", h.time, h.unit_path as "unitPath", l.species, h.values, h.below, h.simulated,
  h.upload_id as "uploadId", h.file_row as row, h.revision`;

/** Hours of a station whose start lies in [from, to), in time order. */
export async function hourRows(db: DbOrTx, pointId: number, from: number, to: number): Promise<HourRow[]> {
  const { rows } = await sql<Raw>`
    select ${COLUMNS} from composition.hour h join composition.layout l on l.id = h.layout_id
    where h.point_id = ${pointId} and h.time >= ${new Date(from)} and h.time < ${new Date(to)} order by h.time`.execute(
    db,
  );
  return rows.map(told);
}

/** Hours of exactly these stations and times. */
export async function hoursAt(
  db: DbOrTx,
  keys: readonly { readonly pointId: number; readonly time: number }[],
): Promise<HourRow[]> {
  if (keys.length === 0) return [];
  const points = keys.map((key) => key.pointId);
  const times = keys.map((key) => new Date(key.time).toISOString());
  const { rows } = await sql<Raw>`
    select ${COLUMNS} from unnest(${points}::int[], ${times}::timestamptz[]) k(point_id, time)
    join composition.hour h on h.point_id = k.point_id and h.time = k.time
    join composition.layout l on l.id = h.layout_id`.execute(db);
  return rows.map(told);
}

export interface StationHours {
  readonly pointId: number;
  readonly hours: number;
  readonly first: Date;
  readonly last: Date;
}

/** What there is of each station. */
export async function stationHours(db: DbOrTx): Promise<Map<number, StationHours>> {
  const { rows } = await sql<StationHours>`
    select point_id as "pointId", count(*)::int as hours, min(time) as first, max(time) as last
    from composition.hour group by point_id`.execute(db);
  return new Map(rows.map((row) => [row.pointId, row]));
}

export interface HourRevision extends HourRow {
  readonly replacedAt: Date;
}

/** What an hour said before, newest first. */
export async function hourRevisions(db: DbOrTx, pointId: number, time: number): Promise<HourRevision[]> {
  const { rows } = await sql<Raw & { replacedAt: Date }>`
    select ${COLUMNS}, h.replaced_at as "replacedAt"
    from composition.hour_revision h join composition.layout l on l.id = h.layout_id
    where h.point_id = ${pointId} and h.time = ${new Date(time)} order by h.revision desc limit 200`.execute(
    db,
  );
  return rows.map(({ replacedAt, ...row }) => ({ ...told(row), replacedAt }));
}

/** One writer at a time: what one merges with must not be changed meanwhile by another. */
export async function lockHours(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('composition.hour'))`.execute(tx);
}

/** Ids of layouts, made where they are new; the caller holds the lock. */
async function layoutIds(tx: Tx, layouts: readonly (readonly string[])[]): Promise<Map<string, number>> {
  const distinct = [...new Map(layouts.map((one) => [one.join('\n'), one])).values()];
  const given = JSON.stringify(distinct.map((species) => ({ species })));
  await sql`insert into composition.layout (species) select species from jsonb_to_recordset(${given}::jsonb) n(species text[])
    on conflict (species) do nothing`.execute(tx);
  const { rows } = await sql<{ id: number; species: string[] }>`
    select l.id, l.species from jsonb_to_recordset(${given}::jsonb) n(species text[])
    join composition.layout l using (species)`.execute(tx);
  return new Map(rows.map((row) => [row.species.join('\n'), row.id]));
}

const BATCH = 500;

/** Writes hours as they are to be; what each said before goes to its revisions. */
export async function storeHours(
  tx: Tx,
  hours: readonly NewHour[],
  uploadId: number,
  at: number,
): Promise<void> {
  const layouts = await layoutIds(
    tx,
    hours.map((one) => one.species),
  );
  for (let i = 0; i < hours.length; i += BATCH) {
    const given = JSON.stringify(
      hours.slice(i, i + BATCH).map((one) => ({
        point_id: one.pointId,
        time: new Date(one.time).toISOString(),
        unit_path: one.unitPath,
        layout_id: layouts.get(one.species.join('\n')),
        values: one.values,
        below: one.below.some(Boolean) ? one.below : null,
        simulated: one.simulated,
        file_row: one.row,
      })),
    );
    const batch = sql`jsonb_to_recordset(${given}::jsonb) n(point_id int, time timestamptz, unit_path text, layout_id int,
      values float8[], below boolean[], simulated boolean, file_row int)`;
    await sql`insert into composition.hour_revision
      select h.*, ${new Date(at)} from ${batch} join composition.hour h on h.point_id = n.point_id and h.time = n.time`.execute(
      tx,
    );
    await sql`
      insert into composition.hour as h (point_id, time, unit_path, layout_id, values, below, simulated, file_row, upload_id, made_at)
      select n.*, ${uploadId}::int, ${new Date(at)}::timestamptz from ${batch}
      on conflict (point_id, time) do update set unit_path = excluded.unit_path, layout_id = excluded.layout_id,
        values = excluded.values, below = excluded.below, simulated = excluded.simulated, file_row = excluded.file_row,
        upload_id = excluded.upload_id, made_at = excluded.made_at, revision = h.revision + 1`.execute(tx);
  }
}

import type { DbOrTx } from '@tarim/platform';
import { sql } from 'kysely';
import { scalarArray, spreadFlags } from './arrays.ts';
import { type Layout, layoutOf } from './layouts.ts';

export interface ReadRecord {
  readonly pointId: number;
  readonly kind: number;
  readonly time: number;
  readonly layout: Layout;
  readonly values: readonly (number | null)[];
  readonly flags: readonly (string | null)[] | null;
  /** Position of the newest frame of those that brought the values. */
  readonly lsn: number;
  /** Per slot, where several frames did. */
  readonly lsns: readonly number[] | null;
  readonly receivedAt: number;
  readonly revision: number;
}

interface Raw {
  point_id: number;
  kind: number;
  time: Date;
  layout_id: number;
  values: (number | null)[];
  flags: (string | null)[] | null;
  lsn: number;
  lsns: number[] | null;
  received_at: Date;
  revision: number;
}

async function hydrate(db: DbOrTx, rows: readonly Raw[]): Promise<ReadRecord[]> {
  const records: ReadRecord[] = [];
  for (const row of rows) {
    records.push({
      pointId: row.point_id,
      kind: row.kind,
      time: row.time.getTime(),
      layout: await layoutOf(db, row.layout_id),
      values: row.values,
      flags: spreadFlags(row.flags, row.values.length),
      lsn: row.lsn,
      lsns: row.lsns,
      receivedAt: row.received_at.getTime(),
      revision: row.revision,
    });
  }
  return records;
}

/** Records of one point and kind in [from, to), in time order. */
export async function recordSeries(
  db: DbOrTx,
  query: { pointId: number; kind: number; from: number; to: number; limit: number },
): Promise<ReadRecord[]> {
  const { rows } = await sql<Raw>`
    select point_id, kind, time, layout_id, values, flags, lsn, lsns, received_at, revision from telemetry.record
    where point_id = ${query.pointId} and kind = ${query.kind} and time >= ${new Date(query.from)} and time < ${new Date(query.to)}
    order by time limit ${query.limit}
  `.execute(db);
  return hydrate(db, rows);
}

export async function oneRecord(
  db: DbOrTx,
  key: { pointId: number; kind: number; time: number },
): Promise<ReadRecord | null> {
  const { rows } = await sql<Raw>`
    select point_id, kind, time, layout_id, values, flags, lsn, lsns, received_at, revision from telemetry.record
    where point_id = ${key.pointId} and kind = ${key.kind} and time = ${new Date(key.time)}
  `.execute(db);
  return (await hydrate(db, rows))[0] ?? null;
}

/** The newest record of each point: of one kind, or of whichever came last. */
export async function latestRecords(
  db: DbOrTx,
  pointIds: readonly number[],
  kind: number | null,
): Promise<ReadRecord[]> {
  const { rows } = await sql<Raw>`
    select l.point_id, l.kind, l.time, l.layout_id, l.values, l.flags, l.lsn, null::bigint[] as lsns, l.received_at, 0 as revision
    from unnest(${scalarArray(pointIds)}::int[]) p(point_id)
    cross join lateral (
      select * from telemetry.latest x where x.point_id = p.point_id and (${kind}::smallint is null or x.kind = ${kind}::smallint)
      order by x.received_at desc limit 1
    ) l
  `.execute(db);
  return hydrate(db, rows);
}

export interface RecordRevision {
  readonly revision: number;
  readonly replacedAt: number;
  readonly reason: string;
  readonly lsn: number;
  readonly layout: Layout;
  readonly values: readonly (number | null)[];
}

/** What stood under a key before, oldest first. */
export async function recordRevisions(
  db: DbOrTx,
  key: { pointId: number; kind: number; time: number },
): Promise<RecordRevision[]> {
  const { rows } = await sql<{
    revision: number;
    replaced_at: Date;
    reason: string;
    lsn: number;
    layout_id: number;
    values: (number | null)[];
  }>`
    select revision, replaced_at, reason, lsn, layout_id, values from telemetry.record_revision
    where point_id = ${key.pointId} and kind = ${key.kind} and time = ${new Date(key.time)} order by revision
  `.execute(db);
  const result: RecordRevision[] = [];
  for (const row of rows) {
    result.push({
      revision: row.revision,
      replacedAt: row.replaced_at.getTime(),
      reason: row.reason,
      lsn: row.lsn,
      layout: await layoutOf(db, row.layout_id),
      values: row.values,
    });
  }
  return result;
}

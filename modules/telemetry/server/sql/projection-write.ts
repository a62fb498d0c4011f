import type { DbOrTx, Tx } from '@tarim/platform';
import { sql } from 'kysely';
import { flagArray, floatArray, floatArrayColumn, scalarArray, textColumn } from './arrays.ts';
import type { RecordInput } from './record-write.ts';

/** What became of a frame. */
export type FrameStatus =
  | 'recorded'
  | 'duplicate'
  | 'control'
  | 'partial'
  | 'quarantined'
  | 'broken'
  | 'refused';

export interface FrameRowInput {
  readonly lsn: number;
  readonly receivedAt: number;
  readonly mn: string | null;
  readonly cn: string | null;
  readonly qn: string | null;
  readonly bytes: number;
  readonly status: FrameStatus;
  readonly problem: string | null;
}

/** The index of frames: one row a frame, also for broken ones. */
export async function writeFrames(tx: Tx, frames: readonly FrameRowInput[]): Promise<void> {
  if (frames.length === 0) return;
  await sql`
    insert into telemetry.frame (lsn, received_at, mn, cn, qn, bytes, status, problem)
    select lsn, to_timestamp(received), mn, cn, qn, bytes, status, problem from unnest(
      ${scalarArray(frames.map((one) => one.lsn))}::bigint[], ${scalarArray(frames.map((one) => one.receivedAt / 1000))}::float8[],
      ${textColumn(frames.map((one) => one.mn))}::text[], ${textColumn(frames.map((one) => one.cn))}::text[], ${textColumn(frames.map((one) => one.qn))}::text[],
      ${scalarArray(frames.map((one) => one.bytes))}::int[], ${textColumn(frames.map((one) => one.status))}::text[], ${textColumn(frames.map((one) => one.problem))}::text[]
    ) i(lsn, received, mn, cn, qn, bytes, status, problem)
  `.execute(tx);
}

/** Changes what is said of frames that were indexed before (adopted from quarantine, joined packets). */
export async function restateFrames(
  tx: Tx,
  frames: readonly Pick<FrameRowInput, 'lsn' | 'status' | 'problem'>[],
): Promise<void> {
  if (frames.length === 0) return;
  await sql`
    update telemetry.frame f set status = i.status, problem = i.problem from unnest(
      ${scalarArray(frames.map((one) => one.lsn))}::bigint[], ${textColumn(frames.map((one) => one.status))}::text[], ${textColumn(frames.map((one) => one.problem))}::text[]
    ) i(lsn, status, problem) where f.lsn = i.lsn
  `.execute(tx);
}

/** Keeps the newest record of each (point, kind); an older one that arrives late does not replace it. */
export async function writeLatest(
  tx: Tx,
  records: readonly RecordInput[],
  layouts: ReadonlyMap<string, number>,
): Promise<void> {
  const newest = new Map<string, RecordInput>();
  for (const record of records) {
    const key = `${record.pointId}/${record.kind}`;
    const known = newest.get(key);
    if (!known || record.time >= known.time) newest.set(key, record);
  }
  const rows = [...newest.values()].sort((a, b) => a.pointId - b.pointId || a.kind - b.kind);
  if (rows.length === 0) return;
  await sql`
    insert into telemetry.latest as l (point_id, kind, time, layout_id, values, flags, lsn, received_at)
    select i.point_id, i.kind, to_timestamp(i.at), i.layout_id, i.v::float8[], i.f::text[], i.lsn, to_timestamp(i.received)
    from unnest(
      ${scalarArray(rows.map((row) => row.pointId))}::int[], ${scalarArray(rows.map((row) => row.kind))}::smallint[],
      ${scalarArray(rows.map((row) => row.time / 1000))}::float8[], ${scalarArray(rows.map((row) => layouts.get(row.layout)!))}::int[],
      ${floatArrayColumn(rows.map((row) => floatArray(row.values)))}::text[], ${textColumn(rows.map((row) => flagArray(row.flags)))}::text[],
      ${scalarArray(rows.map((row) => row.lsn))}::bigint[], ${scalarArray(rows.map((row) => row.receivedAt / 1000))}::float8[]
    ) i(point_id, kind, at, layout_id, v, f, lsn, received)
    on conflict (point_id, kind) do update set time = excluded.time, layout_id = excluded.layout_id, values = excluded.values,
      flags = excluded.flags, lsn = excluded.lsn, received_at = excluded.received_at
    where excluded.time >= l.time
  `.execute(tx);
}

export interface DirtyInput {
  readonly pointId: number;
  readonly period: number;
  readonly time: number;
  readonly dueAt: number;
  readonly reason: string;
}

/** Marks periods for (re)computation; the earlier due time wins. Sorted, so that two writers cannot lock each other out. */
export async function markDirty(tx: Tx, marks: readonly DirtyInput[]): Promise<void> {
  const unique = new Map<string, DirtyInput>();
  for (const mark of marks) {
    const key = `${mark.pointId}/${mark.period}/${mark.time}`;
    const known = unique.get(key);
    if (!known || mark.dueAt < known.dueAt) unique.set(key, mark);
  }
  const rows = [...unique.values()].sort(
    (a, b) => a.pointId - b.pointId || a.period - b.period || a.time - b.time,
  );
  if (rows.length === 0) return;
  await sql`
    insert into telemetry.dirty as d (point_id, period, time, due_at, reason)
    select point_id, period, to_timestamp(at), to_timestamp(due), reason from unnest(
      ${scalarArray(rows.map((row) => row.pointId))}::int[], ${scalarArray(rows.map((row) => row.period))}::smallint[],
      ${scalarArray(rows.map((row) => row.time / 1000))}::float8[], ${scalarArray(rows.map((row) => row.dueAt / 1000))}::float8[],
      ${textColumn(rows.map((row) => row.reason))}::text[]
    ) i(point_id, period, at, due, reason)
    on conflict (point_id, period, time) do update set due_at = least(d.due_at, excluded.due_at)
  `.execute(tx);
}

/** Adds to the arrival counts of the minutes in which frames came. */
export async function countArrivals(
  tx: Tx,
  counts: ReadonlyMap<number, { frames: number; values: number; broken: number }>,
): Promise<void> {
  if (counts.size === 0) return;
  const rows = [...counts].sort(([a], [b]) => a - b);
  await sql`
    insert into telemetry.arrival as a (minute, frames, values, broken)
    select to_timestamp(minute), frames, vals, broken from unnest(
      ${scalarArray(rows.map(([minute]) => minute / 1000))}::float8[], ${scalarArray(rows.map(([, one]) => one.frames))}::int[],
      ${scalarArray(rows.map(([, one]) => one.values))}::int[], ${scalarArray(rows.map(([, one]) => one.broken))}::int[]
    ) i(minute, frames, vals, broken)
    on conflict (minute) do update set frames = a.frames + excluded.frames, values = a.values + excluded.values, broken = a.broken + excluded.broken
  `.execute(tx);
}

/** Moves the projector's position; false when somebody else moved it meanwhile (then the transaction must not commit). */
export async function movePosition(tx: Tx, partition: string, from: number, to: number): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update telemetry.projection set position = ${to}, updated_at = now() where partition = ${partition} and position = ${from}
  `.execute(tx);
  return numAffectedRows === 1n;
}

export async function readPosition(db: DbOrTx, partition: string): Promise<number> {
  const known = sql<{
    position: number;
  }>`select position from telemetry.projection where partition = ${partition}`;
  const { rows } = await known.execute(db);
  if (rows[0]) return rows[0].position;
  await sql`insert into telemetry.projection (partition, position) values (${partition}, 0) on conflict do nothing`.execute(
    db,
  );
  return (await known.execute(db)).rows[0]!.position;
}

/** Whether the tables are being built anew from the log and have not come back to where they were. */
export async function rebuilding(db: DbOrTx): Promise<boolean> {
  const { rows } = await sql<{ yes: boolean }>`
    select exists (select 1 from telemetry.projection where rebuild_to > position) as yes`.execute(db);
  return rows[0]!.yes;
}

import type { Tx } from '@tarim/platform';
import { sql } from 'kysely';
import { flagArray, floatArray, floatArrayColumn, scalarArray, spreadFlags, textColumn } from './arrays.ts';
import type { RecordInput } from './record-write.ts';

export interface StoredRecord extends RecordInput {
  readonly revision: number;
}

/** What stood under a key before a frame changed some of its slots. */
export interface Revised extends StoredRecord {
  /** Position of the frame that replaced it. */
  readonly by: number;
  readonly at: number;
}

type Key = Pick<RecordInput, 'pointId' | 'kind' | 'time'>;

/** The records of these keys, locked until the transaction ends: another projection must not change them meanwhile. */
export async function storedRecords(tx: Tx, keys: readonly Key[]): Promise<StoredRecord[]> {
  const { rows } = await sql<{
    point_id: number;
    kind: number;
    time: Date;
    slots: string;
    values: (number | null)[];
    flags: (string | null)[] | null;
    lsn: number;
    lsns: number[] | null;
    received_at: Date;
    revision: number;
  }>`
    select r.point_id, r.kind, r.time, y.slots, r.values, r.flags, r.lsn, r.lsns, r.received_at, r.revision
    from unnest(
      ${scalarArray(keys.map((key) => key.pointId))}::int[], ${scalarArray(keys.map((key) => key.kind))}::smallint[],
      ${scalarArray(keys.map((key) => key.time / 1000))}::float8[]
    ) k(point_id, kind, at)
    join telemetry.record r on r.point_id = k.point_id and r.kind = k.kind and r.time = to_timestamp(k.at)
    join telemetry.layout y on y.id = r.layout_id
    order by r.point_id, r.kind, r.time for update of r
  `.execute(tx);
  return rows.map((row) => ({
    pointId: row.point_id,
    kind: row.kind,
    time: row.time.getTime(),
    layout: row.slots,
    values: row.values,
    flags: spreadFlags(row.flags, row.values.length),
    lsn: row.lsn,
    lsns: row.lsns,
    receivedAt: row.received_at.getTime(),
    revision: row.revision,
  }));
}

/** Writes changed records, and what was replaced in them; some statements for all of them. */
export async function reviseRecords(
  tx: Tx,
  changes: readonly RecordInput[],
  revisions: readonly Revised[],
  layouts: ReadonlyMap<string, number>,
): Promise<void> {
  if (revisions.length > 0) {
    await sql`
      insert into telemetry.record_revision (point_id, kind, time, layout_id, values, flags, lsn, lsns, revision, replaced_by, replaced_at, reason)
      select point_id, kind, to_timestamp(at), layout_id, v::float8[], f::text[], lsn, l::bigint[], revision, by, to_timestamp(replaced), 'resent-different'
      from unnest(${columnsOf(revisions, layouts)}, ${scalarArray(revisions.map((one) => one.revision))}::smallint[],
        ${scalarArray(revisions.map((one) => one.by))}::bigint[], ${scalarArray(revisions.map((one) => one.at / 1000))}::float8[]
      ) i(point_id, kind, at, layout_id, v, f, lsn, l, revision, by, replaced)
    `.execute(tx);
  }
  const made = new Map<string, number>();
  for (const one of revisions) made.set(keyText(one), (made.get(keyText(one)) ?? 0) + 1);
  await sql`
    update telemetry.record r set layout_id = i.layout_id, values = i.v::float8[], flags = i.f::text[], lsn = i.lsn, lsns = i.l::bigint[],
      received_at = to_timestamp(i.received), revision = r.revision + i.revisions
    from unnest(${columnsOf(changes, layouts)}, ${scalarArray(changes.map((one) => one.receivedAt / 1000))}::float8[],
      ${scalarArray(changes.map((one) => made.get(keyText(one)) ?? 0))}::smallint[]
    ) i(point_id, kind, at, layout_id, v, f, lsn, l, received, revisions)
    where r.point_id = i.point_id and r.kind = i.kind and r.time = to_timestamp(i.at)
  `.execute(tx);
}

const keyText = (key: Key): string => `${key.pointId}/${key.kind}/${key.time}`;

/** point_id, kind, at, layout_id, v, f, lsn, l */
function columnsOf(rows: readonly RecordInput[], layouts: ReadonlyMap<string, number>) {
  return sql`${scalarArray(rows.map((row) => row.pointId))}::int[], ${scalarArray(rows.map((row) => row.kind))}::smallint[],
    ${scalarArray(rows.map((row) => row.time / 1000))}::float8[], ${scalarArray(rows.map((row) => layouts.get(row.layout)!))}::int[],
    ${floatArrayColumn(rows.map((row) => floatArray(row.values)))}::text[], ${textColumn(rows.map((row) => flagArray(row.flags)))}::text[],
    ${scalarArray(rows.map((row) => row.lsn))}::bigint[], ${textColumn(rows.map((row) => (row.lsns ? scalarArray(row.lsns) : null)))}::text[]`;
}

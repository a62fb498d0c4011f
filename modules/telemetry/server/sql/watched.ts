import { outbox, type Tx } from '@tarim/platform';
import { sql } from 'kysely';
import { RECORD_KINDS, recorded } from '../../contract.ts';
import { scalarArray } from './arrays.ts';
import type { RecordInput } from './record-write.ts';

/** Kinds of records that can be watched. */
export type WatchedKind = 'realtime' | 'minute';

/** Names the points whose records are told of from now on; those of a kind that are not named are told of no more. */
export async function watchRecords(tx: Tx, kind: WatchedKind, pointIds: readonly number[]): Promise<void> {
  const code = RECORD_KINDS[kind];
  await sql`delete from telemetry.watched where kind = ${code} and not point_id = any(${[...pointIds]}::int[])`.execute(
    tx,
  );
  await sql`insert into telemetry.watched (point_id, kind) select unnest(${[...pointIds]}::int[]), ${code} on conflict do nothing`.execute(
    tx,
  );
}

/** Tells of a batch's records on watched points: one event, in the transaction that writes them. */
export async function tellRecorded(tx: Tx, written: readonly RecordInput[]): Promise<void> {
  const spans = new Map<string, { pointId: number; kind: number; from: number; to: number }>();
  for (const { pointId, kind, time } of written) {
    if (kind !== RECORD_KINDS.realtime && kind !== RECORD_KINDS.minute) continue;
    const span = spans.get(`${pointId}/${kind}`);
    if (!span) spans.set(`${pointId}/${kind}`, { pointId, kind, from: time, to: time });
    else {
      span.from = Math.min(span.from, time);
      span.to = Math.max(span.to, time);
    }
  }
  if (spans.size === 0) return;
  const { rows } = await sql<{ point_id: number; kind: number }>`
    select point_id, kind from telemetry.watched
    where point_id = any(${scalarArray([...new Set([...spans.values()].map((one) => one.pointId))])}::int[])
  `.execute(tx);
  const items = rows.flatMap(({ point_id, kind }) => {
    const span = spans.get(`${point_id}/${kind}`);
    if (!span) return [];
    const name: WatchedKind = kind === RECORD_KINDS.realtime ? 'realtime' : 'minute';
    return [{ pointId: span.pointId, kind: name, from: span.from, to: span.to }];
  });
  if (items.length > 0) await outbox.publish(tx, recorded, { items });
}

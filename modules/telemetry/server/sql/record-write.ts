import type { Tx } from '@tarim/platform';
import { sql } from 'kysely';
import { flagArray, floatArray, floatArrayColumn, scalarArray, textArray, textColumn } from './arrays.ts';
import { layoutIds } from './layouts.ts';

/** A record as the projector decoded it. Times in epoch ms. */
export interface RecordInput {
  readonly pointId: number;
  readonly kind: number;
  readonly time: number;
  /** See `layoutKey`. */
  readonly layout: string;
  readonly values: readonly (number | null)[];
  readonly flags: readonly (string | null)[] | null;
  readonly lsn: number;
  readonly receivedAt: number;
  /** Values and marks as array literals, when they were made ahead. */
  readonly literals?: RecordLiterals | undefined;
}

export interface RecordLiterals {
  readonly values: string;
  readonly flags: string | null;
}

/** The arrays of a record as the database reads them: worth making while it is busy with something else. */
export function literalsOf(record: Pick<RecordInput, 'values' | 'flags'>): RecordLiterals {
  return { values: floatArray(record.values), flags: flagArray(record.flags) };
}

export interface WriteOutcome {
  /** Per input, in order. */
  readonly status: ('inserted' | 'duplicate' | 'revised')[];
  readonly layouts: ReadonlyMap<string, number>;
}

interface Stored {
  point_id: number;
  kind: number;
  time: Date;
  layout_id: number;
  slots: string;
  values: (number | null)[];
  flags: (string | null)[] | null;
  lsn: number;
  revision: number;
}

/**
 * Writes records in one statement. A key that is there already is compared: the same values are a duplicate (a resend),
 * different ones replace it as a new revision and the old ones are kept in `record_revision`.
 * The time zone of the session does not matter: instants travel as epoch seconds.
 */
export async function writeRecords(
  tx: Tx,
  inputs: readonly RecordInput[],
  now: number,
): Promise<WriteOutcome> {
  const layouts = await layoutIds(
    tx,
    inputs.map((input) => input.layout),
  );
  const status: WriteOutcome['status'] = new Array(inputs.length).fill('duplicate');
  // The same key may come twice in a batch (a resend on the heels of its original): later ones wait for the next round.
  let round = inputs.map((_, index) => index);
  while (round.length > 0) {
    const seen = new Set<string>();
    const now_: number[] = [];
    const later: number[] = [];
    for (const index of round) {
      const key = keyOf(inputs[index]!);
      if (seen.has(key)) later.push(index);
      else {
        seen.add(key);
        now_.push(index);
      }
    }
    await writeRound(tx, inputs, now_, layouts, status, now);
    round = later;
  }
  return { status, layouts };
}

function keyOf(record: { pointId: number; kind: number; time: number }): string {
  return `${record.pointId}/${record.kind}/${record.time}`;
}

async function writeRound(
  tx: Tx,
  inputs: readonly RecordInput[],
  indexes: readonly number[],
  layouts: ReadonlyMap<string, number>,
  status: WriteOutcome['status'],
  now: number,
): Promise<void> {
  const rows = indexes.map((index) => inputs[index]!);
  const literals = rows.map((row) => row.literals ?? literalsOf(row));
  const { rows: outcome } = await sql<{ inserted: number; lsns: number[] | null }>`
    with made as (
      insert into telemetry.record (point_id, kind, time, layout_id, values, flags, lsn, received_at)
      select i.point_id, i.kind, to_timestamp(i.at), i.layout_id, i.v::float8[], i.f::text[], i.lsn, to_timestamp(i.received)
      from unnest(
        ${scalarArray(rows.map((row) => row.pointId))}::int[], ${scalarArray(rows.map((row) => row.kind))}::smallint[],
        ${scalarArray(rows.map((row) => row.time / 1000))}::float8[], ${scalarArray(rows.map((row) => layouts.get(row.layout)!))}::int[],
        ${floatArrayColumn(literals.map((one) => one.values))}::text[], ${textColumn(literals.map((one) => one.flags))}::text[],
        ${scalarArray(rows.map((row) => row.lsn))}::bigint[], ${scalarArray(rows.map((row) => row.receivedAt / 1000))}::float8[]
      ) i(point_id, kind, at, layout_id, v, f, lsn, received)
      on conflict (point_id, kind, time) do nothing
      returning lsn
    )
    select count(*)::int as inserted, case when count(*) < ${rows.length}::int then array_agg(lsn) end as lsns from made
  `.execute(tx);
  // Mostly everything is new, and then nobody has to be told which.
  const fresh = outcome[0]!.lsns ?? (outcome[0]!.inserted === rows.length ? null : []);
  if (fresh === null) {
    for (const index of indexes) status[index] = 'inserted';
    return;
  }
  const news = new Set(fresh);
  const conflicts: number[] = [];
  for (const index of indexes) {
    if (news.has(inputs[index]!.lsn)) status[index] = 'inserted';
    else conflicts.push(index);
  }
  await reviseConflicts(tx, inputs, conflicts, layouts, status, now);
}

async function reviseConflicts(
  tx: Tx,
  inputs: readonly RecordInput[],
  indexes: readonly number[],
  layouts: ReadonlyMap<string, number>,
  status: WriteOutcome['status'],
  now: number,
): Promise<void> {
  const stored = await storedRecords(
    tx,
    indexes.map((index) => inputs[index]!),
  );
  for (const index of indexes) {
    const input = inputs[index]!;
    const old = stored.get(keyOf(input));
    if (!old || sameRecord(old, input)) continue;
    status[index] = 'revised';
    await sql`
      insert into telemetry.record_revision (point_id, kind, time, revision, layout_id, values, flags, lsn, replaced_at, replaced_by, reason)
      select point_id, kind, time, revision, layout_id, values, flags, lsn, ${new Date(now)}, ${input.lsn}, 'resent-different'
      from telemetry.record where point_id = ${input.pointId} and kind = ${input.kind} and time = ${new Date(input.time)}
    `.execute(tx);
    await sql`
      update telemetry.record set layout_id = ${layouts.get(input.layout)!}, values = ${floatArray(input.values)}::float8[],
        flags = ${flagArray(input.flags)}::text[], lsn = ${input.lsn}, received_at = ${new Date(input.receivedAt)}, revision = revision + 1
      where point_id = ${input.pointId} and kind = ${input.kind} and time = ${new Date(input.time)}
    `.execute(tx);
  }
}

async function storedRecords(tx: Tx, keys: readonly RecordInput[]): Promise<Map<string, Stored>> {
  const { rows } = await sql<Stored>`
    select r.point_id, r.kind, r.time, r.layout_id, y.slots, r.values, r.flags, r.lsn, r.revision
    from unnest(
      ${scalarArray(keys.map((key) => key.pointId))}::int[], ${scalarArray(keys.map((key) => key.kind))}::smallint[],
      ${scalarArray(keys.map((key) => key.time / 1000))}::float8[]
    ) k(point_id, kind, at)
    join telemetry.record r on r.point_id = k.point_id and r.kind = k.kind and r.time = to_timestamp(k.at)
    join telemetry.layout y on y.id = r.layout_id
  `.execute(tx);
  return new Map(
    rows.map((row) => [keyOf({ pointId: row.point_id, kind: row.kind, time: row.time.getTime() }), row]),
  );
}

function sameRecord(old: Stored, input: RecordInput): boolean {
  if (old.slots !== input.layout || old.values.length !== input.values.length) return false;
  if (old.values.some((value, index) => value !== (input.values[index] ?? null))) return false;
  return (textArray(old.flags) ?? '') === (flagArray(input.flags) ?? '');
}

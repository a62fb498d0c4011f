import type { Tx } from '@tarim/platform';
import { type RawBuilder, sql } from 'kysely';
import { flagArray, floatArray, floatArrayColumn, floatsOfAll, scalarArray, textColumn } from './arrays.ts';
import { layoutIds } from './layouts.ts';
import { mergeSlots, type Slots } from './record-merge.ts';
import { type Revised, reviseRecords, storedRecords } from './record-revise.ts';

/** A record as the projector decoded it. Times in epoch ms. */
export interface RecordInput extends Slots {
  readonly pointId: number;
  readonly kind: number;
  readonly time: number;
  readonly receivedAt: number;
}

/** See `MergeOutcome`; `inserted`: the first frame of its key. */
export type RecordStatus = 'inserted' | 'merged' | 'duplicate' | 'superseded' | 'revised' | 'too-many';

export interface WriteOutcome {
  /** Per input, in order. */
  readonly status: RecordStatus[];
  /** Records that are new or changed, as they stand now. */
  readonly written: readonly RecordInput[];
  readonly layouts: ReadonlyMap<string, number>;
}

/** What one key got in this batch. */
interface Draft {
  /** Its first frame, with what the next ones added to it. */
  record: RecordInput;
  /** Inputs that are not in the draft, in order: the first of them contradicts it. */
  rest: number[];
  readonly inputs: number[];
}

/**
 * Writes records in one statement. A key that is there already is compared slot by slot: what is new is added, the same is a
 * duplicate (a resend), something different becomes a revision and what it replaces is kept in `record_revision`.
 * The time zone of the session does not matter: instants travel as epoch seconds.
 * @param replacedAt when a revision counts as made; absent: when its frame arrived, which a projection of the whole log repeats
 */
export async function writeRecords(
  tx: Tx,
  inputs: readonly RecordInput[],
  replacedAt?: number,
): Promise<WriteOutcome> {
  const status: RecordStatus[] = new Array(inputs.length).fill('inserted');
  if (inputs.length === 0) return { status, written: [], layouts: new Map() };
  const drafts = draftsOf(inputs, status);
  const layouts = await layoutIds(
    tx,
    [...drafts.values()].map((draft) => draft.record.layout),
  );
  const fresh = await insertDrafts(tx, [...drafts.values()], layouts);
  const written = new Map<string, RecordInput>();
  const contested = new Map<string, number[]>();
  for (const [key, draft] of drafts) {
    const inserted = fresh === null || fresh.has(draft.record.lsn);
    if (inserted) written.set(key, draft.record);
    const left = inserted ? draft.rest : draft.inputs;
    if (left.length > 0) contested.set(key, left);
  }
  if (contested.size > 0) await contest(tx, inputs, contested, status, layouts, written, replacedAt);
  return { status, written: [...written.values()], layouts };
}

function keyOf(record: { pointId: number; kind: number; time: number }): string {
  return `${record.pointId}/${record.kind}/${record.time}`;
}

/** Frames of the same key in one batch (a resend on the heels of its original, packets) are joined before they are written. */
function draftsOf(inputs: readonly RecordInput[], status: RecordStatus[]): Map<string, Draft> {
  const drafts = new Map<string, Draft>();
  inputs.forEach((input, index) => {
    const key = keyOf(input);
    const draft = drafts.get(key);
    if (!draft) {
      drafts.set(key, { record: input, rest: [], inputs: [index] });
      return;
    }
    draft.inputs.push(index);
    const outcome = draft.rest.length > 0 ? null : mergeSlots(draft.record, input);
    if (outcome?.is === 'merged') {
      draft.record = joined(draft.record, input, outcome.slots);
      status[index] = 'merged';
    } else if (outcome?.is === 'duplicate') status[index] = 'duplicate';
    else draft.rest.push(index);
  });
  return drafts;
}

function joined(record: RecordInput, input: RecordInput, slots: Slots): RecordInput {
  const receivedAt = Math.max(record.receivedAt, input.receivedAt);
  return { ...record, ...slots, receivedAt };
}

/** Inserts what is not there yet; answers which (by position of its frame), or null for all: mostly everything is new. */
async function insertDrafts(
  tx: Tx,
  drafts: readonly Draft[],
  layouts: ReadonlyMap<string, number>,
): Promise<ReadonlySet<number> | null> {
  const rows = drafts.map((draft) => draft.record);
  const values = valueColumn(rows);
  const several = rows.some((row) => row.lsns);
  const lsns = several
    ? sql`, ${textColumn(rows.map((row) => (row.lsns ? scalarArray(row.lsns) : null)))}::text[]`
    : sql``;
  const { rows: outcome } = await sql<{ inserted: number; lsns: number[] | null }>`
    with made as (
      insert into telemetry.record (point_id, kind, time, layout_id, values, flags, lsn, received_at${several ? sql`, lsns` : sql``})
      select i.point_id, i.kind, to_timestamp(i.at), i.layout_id, ${values.one}, i.f::text[], i.lsn, to_timestamp(i.received)${several ? sql`, i.l::bigint[]` : sql``}
      from unnest(
        ${scalarArray(rows.map((row) => row.pointId))}::int[], ${scalarArray(rows.map((row) => row.kind))}::smallint[],
        ${scalarArray(rows.map((row) => row.time / 1000))}::float8[], ${scalarArray(rows.map((row) => layouts.get(row.layout)!))}::int[],
        ${values.column}, ${textColumn(rows.map((row) => flagArray(row.flags)))}::text[],
        ${scalarArray(rows.map((row) => row.lsn))}::bigint[], ${scalarArray(rows.map((row) => row.receivedAt / 1000))}::float8[]${lsns}
      ) i(point_id, kind, at, layout_id, ${values.names}, f, lsn, received${several ? sql`, l` : sql``})
      on conflict (point_id, kind, time) do nothing
      returning lsn
    )
    select count(*)::int as inserted, case when count(*) < ${rows.length}::int then array_agg(lsn) end as lsns from made
  `.execute(tx);
  const { inserted, lsns: fresh } = outcome[0]!;
  return inserted === rows.length ? null : new Set(fresh ?? []);
}

interface ValueColumn {
  readonly names: RawBuilder<unknown>;
  readonly column: RawBuilder<unknown>;
  /** The row's array, made of its columns. */
  readonly one: RawBuilder<unknown>;
}

/** How the values travel: all in one array of which each row has a slice or, when some are missing, as a text a row. */
function valueColumn(rows: readonly RecordInput[]): ValueColumn {
  const all = floatsOfAll(rows);
  if (all === null)
    return {
      names: sql`v`,
      column: sql`${floatArrayColumn(rows.map((row) => floatArray(row.values)))}::text[]`,
      one: sql`i.v::float8[]`,
    };
  let end = 0;
  const ends: number[] = [];
  for (const { values } of rows) {
    end += values.length;
    ends.push(end);
  }
  return {
    names: sql`last, width`,
    column: sql`${scalarArray(ends)}::int[], ${scalarArray(rows.map((row) => row.values.length))}::int[]`,
    one: sql`(${all}::float8[])[i.last - i.width + 1 : i.last]`,
  };
}

/** Goes through the inputs of keys that are there already, one after another, and writes what comes out of it. */
async function contest(
  tx: Tx,
  inputs: readonly RecordInput[],
  contested: ReadonlyMap<string, readonly number[]>,
  status: RecordStatus[],
  layouts: Map<string, number>,
  written: Map<string, RecordInput>,
  replacedAt: number | undefined,
): Promise<void> {
  const stored = await storedRecords(
    tx,
    [...contested.values()].map((indexes) => inputs[indexes[0]!]!),
  );
  const changes: RecordInput[] = [];
  const revisions: Revised[] = [];
  for (const row of stored) {
    const key = keyOf(row);
    let now: RecordInput = row;
    let revision = row.revision;
    for (const index of contested.get(key) ?? []) {
      const input = inputs[index]!;
      const outcome = mergeSlots(now, input);
      status[index] = outcome.is;
      if (!('slots' in outcome)) continue;
      if (outcome.is === 'revised')
        revisions.push({ ...now, revision: revision++, by: input.lsn, at: replacedAt ?? input.receivedAt });
      now = joined(now, input, outcome.slots);
    }
    if (now === row) continue;
    changes.push(now);
    written.set(key, now);
  }
  if (changes.length === 0) return;
  const ids = await layoutIds(
    tx,
    [...changes, ...revisions].map((one) => one.layout),
  );
  for (const [layout, id] of ids) layouts.set(layout, id);
  await reviseRecords(tx, changes, revisions, layouts);
}

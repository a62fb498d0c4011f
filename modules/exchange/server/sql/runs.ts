import type { ErrorParams } from '@tarim/kernel';
import type { DbOrTx, Tx } from '@tarim/platform';
import { sql } from 'kysely';
import type { RunState } from '../../contract.ts';
import type { RowProblem } from '../domain/judge-row.ts';

export interface Coded {
  readonly code: string;
  readonly params: ErrorParams;
}

export interface RunData {
  readonly id: number;
  readonly pipelineId: number;
  readonly unitPath: string;
  readonly titleZh: string;
  readonly titleEn: string;
  readonly version: number;
  readonly state: RunState;
  readonly trigger: 'hand' | 'schedule' | 'retry';
  readonly byUser: string | null;
  readonly by: string | null;
  readonly fileSha256: string | null;
  readonly source: string | null;
  readonly fingerprint: string | null;
  readonly bytes: number | null;
  readonly read: number;
  readonly accepted: number;
  readonly rejected: number;
  readonly warned: number;
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly removed: number;
  readonly attempt: number;
  readonly nextTryAt: Date | null;
  readonly error: Coded | null;
  readonly notes: readonly Coded[];
  readonly askedAt: Date;
  readonly startedAt: Date | null;
  readonly endedAt: Date | null;
}

const GOING = sql`('queued', 'fetching', 'checking', 'loading')`;
const COLUMNS = sql`r.id, r.pipeline_id as "pipelineId", p.unit_path as "unitPath", p.spec ->> 'titleZh' as "titleZh",
  p.spec ->> 'titleEn' as "titleEn", r.version, r.state, r.trigger, r.by_user as "byUser", r.by_name as by,
  r.file_sha256 as "fileSha256", r.source, r.fingerprint, r.bytes, r.read, r.accepted, r.rejected, r.warned, r.added, r.changed,
  r.unchanged, r.removed, r.attempt, r.next_try_at as "nextTryAt", r.error, r.notes, r.asked_at as "askedAt",
  r.started_at as "startedAt", r.ended_at as "endedAt"`;
const FROM = sql`exchange.run r join exchange.pipeline p on p.id = r.pipeline_id`;

export async function runById(db: DbOrTx, id: number): Promise<RunData | null> {
  const { rows } = await sql<RunData>`select ${COLUMNS} from ${FROM} where r.id = ${id}`.execute(db);
  return rows[0] ?? null;
}

export async function runs(
  db: DbOrTx,
  by: { pipeline?: number; state?: string; before?: number; limit: number },
): Promise<RunData[]> {
  const { rows } = await sql<RunData>`
    select ${COLUMNS} from ${FROM}
    where (${by.pipeline ?? null}::int is null or r.pipeline_id = ${by.pipeline ?? null})
      and (${by.state ?? null}::text is null or r.state = ${by.state ?? null})
      and (${by.before ?? null}::int is null or r.id < ${by.before ?? null})
    order by r.id desc limit ${by.limit}`.execute(db);
  return rows;
}

export async function goingRun(db: DbOrTx, pipelineId: number): Promise<number | null> {
  const { rows } = await sql<{ id: number }>`
    select id from exchange.run where pipeline_id = ${pipelineId} and state in ${GOING} limit 1`.execute(db);
  return rows[0]?.id ?? null;
}

export async function insertRun(
  tx: Tx,
  one: {
    pipelineId: number;
    version: number;
    trigger: RunData['trigger'];
    byUser: string | null;
    by: string | null;
    fileSha256: string | null;
    source: string | null;
    at: Date;
  },
): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into exchange.run (pipeline_id, version, state, trigger, by_user, by_name, file_sha256, source, asked_at)
    values (${one.pipelineId}, ${one.version}, 'queued', ${one.trigger}, ${one.byUser}, ${one.by}, ${one.fileSha256},
      ${one.source}, ${one.at})
    returning id`.execute(tx);
  return rows[0]!.id;
}

export interface Counts {
  readonly read: number;
  readonly accepted: number;
  readonly rejected: number;
  readonly warned: number;
}

/** @returns whether it is still wanted */
export async function moveRun(
  db: DbOrTx,
  id: number,
  state: RunState,
  more: Partial<Counts> & {
    source?: string;
    fingerprint?: string;
    bytes?: number;
    notes?: readonly Coded[];
    startedAt?: Date;
  } = {},
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update exchange.run set state = ${state},
      read = coalesce(${more.read ?? null}, read), accepted = coalesce(${more.accepted ?? null}, accepted),
      rejected = coalesce(${more.rejected ?? null}, rejected), warned = coalesce(${more.warned ?? null}, warned),
      source = coalesce(${more.source ?? null}, source), fingerprint = coalesce(${more.fingerprint ?? null}, fingerprint),
      bytes = coalesce(${more.bytes ?? null}, bytes),
      notes = coalesce(${more.notes ? JSON.stringify(more.notes) : null}::jsonb, notes),
      started_at = coalesce(${more.startedAt ?? null}, started_at)
    where id = ${id} and state in ${GOING}`.execute(db);
  return Number(numAffectedRows ?? 0) > 0;
}

export async function endRun(
  tx: DbOrTx,
  id: number,
  end: {
    state: RunState;
    at: Date;
    error?: Coded;
    loaded?: { added: number; changed: number; unchanged: number; removed: number };
  },
): Promise<boolean> {
  const { added = 0, changed = 0, unchanged = 0, removed = 0 } = end.loaded ?? {};
  const { numAffectedRows } = await sql`
    update exchange.run set state = ${end.state}, ended_at = ${end.at}, next_try_at = null,
      error = ${end.error ? JSON.stringify(end.error) : null}::jsonb, added = ${added}, changed = ${changed},
      unchanged = ${unchanged}, removed = ${removed}
    where id = ${id} and state in ${GOING}`.execute(tx);
  return Number(numAffectedRows ?? 0) > 0;
}

/** It will be tried again; what went wrong stands there meanwhile. */
export async function putOff(tx: DbOrTx, id: number, at: Date, error: Coded): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update exchange.run set state = 'queued', attempt = attempt + 1, next_try_at = ${at}, error = ${JSON.stringify(error)}::jsonb
    where id = ${id} and state in ${GOING}`.execute(tx);
  return Number(numAffectedRows ?? 0) > 0;
}

export interface KeptProblem extends RowProblem {
  readonly excerpt: string;
}

export async function insertProblems(db: DbOrTx, runId: number, some: readonly KeptProblem[]): Promise<void> {
  if (some.length === 0) return;
  await sql`insert into exchange.problem (run_id, line, field, severity, code, params, excerpt)
    select ${runId}, line, field, severity, code, params::jsonb, excerpt from unnest(${some.map((one) => one.line)}::int8[],
      ${some.map((one) => one.field)}::text[], ${some.map((one) => one.severity)}::text[], ${some.map((one) => one.code)}::text[],
      ${some.map((one) => JSON.stringify(one.params))}::text[], ${some.map((one) => one.excerpt)}::text[])
      as x(line, field, severity, code, params, excerpt)`.execute(db);
}

export async function problemsOf(
  db: DbOrTx,
  runId: number,
  page: { after: number; limit: number },
): Promise<(KeptProblem & { id: number })[]> {
  const { rows } = await sql<KeptProblem & { id: number }>`
    select id, line, field, severity, code, params, excerpt from exchange.problem
    where run_id = ${runId} and id > ${page.after} order by id limit ${page.limit}`.execute(db);
  return rows;
}

export async function codesOf(
  db: DbOrTx,
  runId: number,
): Promise<{ code: string; severity: string; field: string | null; n: number; params: ErrorParams }[]> {
  const { rows } = await sql<{
    code: string;
    severity: string;
    field: string | null;
    n: number;
    params: ErrorParams;
  }>`
    select code, severity, field, count(*)::int8 as n, (array_agg(params order by id))[1] as params from exchange.problem
    where run_id = ${runId} group by code, severity, field order by n desc, code limit 200`.execute(db);
  return rows;
}

export async function wasTaken(
  db: DbOrTx,
  pipelineId: number,
  fingerprint: string,
  version: number,
): Promise<boolean> {
  const { rows } = await sql`select 1 from exchange.taken
    where pipeline_id = ${pipelineId} and fingerprint = ${fingerprint} and version = ${version}`.execute(db);
  return rows.length > 0;
}

/** `stamp name` of all files that this version took: what looks the same need not be fetched to be known. */
export async function takenStamps(
  db: DbOrTx,
  pipelineId: number,
  version: number,
): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ text: string }>`select stamp || ' ' || name as text from exchange.taken
    where pipeline_id = ${pipelineId} and version = ${version} order by at desc limit 100000`.execute(db);
  return new Set(rows.map((one) => one.text));
}

export async function take(
  tx: DbOrTx,
  one: {
    pipelineId: number;
    fingerprint: string;
    version: number;
    name: string;
    stamp: string;
    runId: number;
    at: Date;
  },
): Promise<void> {
  await sql`insert into exchange.taken (pipeline_id, fingerprint, version, name, stamp, run_id, at)
    values (${one.pipelineId}, ${one.fingerprint}, ${one.version}, ${one.name}, ${one.stamp}, ${one.runId}, ${one.at})
    on conflict do nothing`.execute(tx);
}

/** A run that is repeated by hand takes its file once more. */
export async function untake(tx: DbOrTx, runId: number): Promise<void> {
  await sql`delete from exchange.taken where run_id = ${runId}`.execute(tx);
}

/** Runs whose job was lost with its queue: they would wait for ever. */
export async function strandedRuns(db: DbOrTx, before: Date): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select id from exchange.run where state in ${GOING} and coalesce(next_try_at, started_at, asked_at) < ${before} limit 100`.execute(
    db,
  );
  return rows.map((one) => one.id);
}

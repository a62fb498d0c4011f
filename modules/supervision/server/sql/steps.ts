import { beijingIso } from '@tarim/kernel';
import type { DbOrTx } from '@tarim/platform';
import { sql } from 'kysely';
import type { EvidenceFile, SourceKind, TaskState, TaskStep } from '../../contract.ts';

export interface NewStep {
  readonly taskId: number;
  readonly unitPath: string;
  readonly at: Date;
  readonly act: string;
  readonly from: TaskState | null;
  readonly to: TaskState;
  readonly text: string | null;
  readonly detail: Readonly<Record<string, unknown>>;
  readonly evidence: readonly EvidenceFile[];
  readonly byName: string | null;
  readonly byUser: string | null;
}

export async function insertStep(tx: DbOrTx, step: NewStep): Promise<void> {
  await sql`
    insert into supervision.task_step (task_id, unit_path, at, act, from_state, to_state, text, detail, evidence, by_name, by_user)
    values (${step.taskId}, ${step.unitPath}, ${step.at}, ${step.act}, ${step.from}, ${step.to}, ${step.text},
      ${JSON.stringify(step.detail)}::jsonb, ${JSON.stringify(step.evidence)}::jsonb, ${step.byName}, ${step.byUser})
  `.execute(tx);
}

export async function stepsOf(db: DbOrTx, taskId: number): Promise<TaskStep[]> {
  const { rows } = await sql<Omit<TaskStep, 'at'> & { at: Date }>`
    select id, at, act, from_state as "from", to_state as "to", text, detail, evidence, by_name as "by"
    from supervision.task_step where task_id = ${taskId} order by id limit 2000
  `.execute(db);
  return rows.map((row) => ({ ...row, at: beijingIso(row.at.getTime()) }));
}

/** The facts of an alarm or signal as they were when it came. */
export interface GroundFacts {
  readonly pointId: number | null;
  readonly pointName: string | null;
  readonly code: string | null;
  readonly unit: string | null;
  readonly value: number | null;
  readonly limit: number | null;
  readonly ratio: number | null;
  readonly period: string | null;
  readonly time: string | null;
  readonly lsn: number | null;
  readonly ruleVersion: string | null;
  readonly standard: string | null;
  /** What a signal said when it came; absent where it is none. */
  readonly signal?: GroundSignal;
  /** What its own room says of it, in both languages; absent where there is nothing. */
  readonly explanation?: { readonly zh: string; readonly en: string };
}

/** A lead as its task rests on it. It is no verdict. */
export interface GroundSignal {
  readonly detector: string;
  readonly strength: number;
  readonly baseRate: number | null;
  readonly from: string | null;
  readonly to: string | null;
}

export interface Ground {
  readonly source: SourceKind;
  readonly ref: number;
  readonly at: Date;
  readonly facts: GroundFacts;
}

export interface KeptGround extends Ground {
  readonly endedAt: Date | null;
  readonly endedWhy: string | null;
}

/** @returns false when the task rests on it already */
export async function insertGround(
  tx: DbOrTx,
  taskId: number,
  unitPath: string,
  { source, ref, at, facts }: Ground,
): Promise<boolean> {
  const { rows } = await sql`
    insert into supervision.task_ground (source, ref, task_id, unit_path, at, facts)
    values (${source}, ${ref}, ${taskId}, ${unitPath}, ${at}, ${JSON.stringify(facts)}::jsonb)
    on conflict do nothing returning 1
  `.execute(tx);
  return rows.length > 0;
}

/**
 * Says of a ground that it is withdrawn or settled, on all tasks that rest on it; the first word stands.
 * @returns false when no task rests on it, or it was said before
 */
export async function endGround(
  tx: DbOrTx,
  source: SourceKind,
  ref: number,
  at: Date,
  why: string,
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update supervision.task_ground set ended_at = ${at}, ended_why = ${why}
    where source = ${source} and ref = ${ref} and ended_at is null`.execute(tx);
  return (numAffectedRows ?? 0n) > 0n;
}

export async function groundsOf(db: DbOrTx, taskId: number): Promise<KeptGround[]> {
  const { rows } = await sql<Omit<KeptGround, 'ref'> & { ref: string | number }>`
    select source, ref, at, facts, ended_at as "endedAt", ended_why as "endedWhy" from supervision.task_ground where task_id = ${taskId} order by at, source, ref limit 500
  `.execute(db);
  return rows.map((row) => ({ ...row, ref: Number(row.ref) }));
}

export async function keepFile(
  db: DbOrTx,
  sha256: string,
  byUser: string,
  name: string,
  at: Date,
): Promise<void> {
  await sql`
    insert into supervision.file (sha256, by_user, name, at) values (${sha256}, ${byUser}, ${name}, ${at})
    on conflict (sha256, by_user) do update set name = excluded.name
  `.execute(db);
}

/** Those that this person never brought. */
export async function foreignFiles(db: DbOrTx, byUser: string, hashes: readonly string[]): Promise<string[]> {
  if (hashes.length === 0) return [];
  const { rows } = await sql<{ sha256: string }>`
    select h as sha256 from unnest(${[...hashes]}::text[]) h
    where not exists (select 1 from supervision.file f where f.sha256 = h and f.by_user = ${byUser})
  `.execute(db);
  return rows.map((row) => row.sha256);
}

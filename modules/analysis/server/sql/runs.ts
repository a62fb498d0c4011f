import { boxOf, boxToSql, writeWkb } from '@tarim/geo';
import type { DbOrTx, Tx } from '@tarim/platform';
import { sql } from 'kysely';
import type { AnalysisKind, RunState } from '../../contract.ts';
import type { Outcome, ResultFeature } from '../analyses/analysis.ts';

/** What is kept of an outcome beside its features. */
export type KeptOutcome = Pick<Outcome, 'figures' | 'charts' | 'style' | 'steps' | 'problems'>;

export interface RunRow {
  readonly id: number;
  readonly kind: AnalysisKind;
  readonly title: string;
  readonly input: unknown;
  readonly sets: readonly string[];
  readonly state: RunState;
  readonly progress: number;
  readonly note: string | null;
  readonly outcome: KeptOutcome | null;
  readonly error: string | null;
  readonly features: number;
  readonly simulated: boolean;
  readonly byUser: string;
  readonly byName: string;
  readonly askedAt: Date;
  readonly endedAt: Date | null;
}

const COLUMNS = sql`id, kind, title, input, sets, state, progress, note, outcome, error, features, simulated,
  by_user as "byUser", by_name as "byName", asked_at as "askedAt", ended_at as "endedAt"`;

export async function insertRun(
  tx: Tx,
  run: { kind: string; title: string; input: unknown; byUser: string; byName: string; at: Date },
): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into analysis.run (kind, title, input, state, by_user, by_name, asked_at)
    values (${run.kind}, ${run.title}, ${JSON.stringify(run.input)}::jsonb, 'waiting', ${run.byUser}, ${run.byName}, ${run.at})
    returning id
  `.execute(tx);
  return rows[0]!.id;
}

export async function runRow(db: DbOrTx, id: number): Promise<RunRow | null> {
  const { rows } = await sql<RunRow>`select ${COLUMNS} from analysis.run where id = ${id}`.execute(db);
  return rows[0] ?? null;
}

/** The newest first, without their outcomes. */
export async function runRows(
  db: DbOrTx,
  filter: { kind?: string; before?: number; limit: number },
): Promise<RunRow[]> {
  const { rows } = await sql<RunRow>`
    select ${COLUMNS} from analysis.run
    where (${filter.kind ?? null}::text is null or kind = ${filter.kind ?? null})
      and (${filter.before ?? null}::int is null or id < ${filter.before ?? null})
    order by id desc limit ${filter.limit}
  `.execute(db);
  return rows;
}

/** @returns whether it is still wanted */
export async function moveRun(
  db: DbOrTx,
  id: number,
  progress: number,
  note: string | null,
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update analysis.run set state = 'running', progress = ${progress}, note = ${note}
    where id = ${id} and state in ('waiting', 'running')
  `.execute(db);
  return Number(numAffectedRows ?? 0) > 0;
}

export async function endRun(
  tx: DbOrTx,
  id: number,
  end: {
    state: 'done' | 'failed' | 'cancelled';
    outcome?: KeptOutcome;
    sets?: readonly string[];
    features?: number;
    simulated?: boolean;
    error?: string;
    at: Date;
  },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update analysis.run set state = ${end.state}, outcome = ${end.outcome ? JSON.stringify(end.outcome) : null}::jsonb,
      sets = ${[...(end.sets ?? [])]}, features = ${end.features ?? 0}, simulated = ${end.simulated ?? false},
      error = ${end.error ?? null}, progress = case when ${end.state} = 'done' then 1 else progress end, ended_at = ${end.at}
    where id = ${id} and state in ('waiting', 'running')
  `.execute(tx);
  return Number(numAffectedRows ?? 0) > 0;
}

export async function dropRun(tx: Tx, id: number): Promise<void> {
  await sql`delete from analysis.run where id = ${id}`.execute(tx);
}

const AT_ONCE = 1_000;

export async function insertFeatures(
  tx: Tx,
  runId: number,
  features: readonly ResultFeature[],
): Promise<void> {
  await sql`delete from analysis.feature where run_id = ${runId}`.execute(tx);
  for (let done = 0; done < features.length; done += AT_ONCE) {
    const some = features.slice(done, done + AT_ONCE);
    await sql`
      insert into analysis.feature (run_id, nth, label, value, error, properties, wkb, box)
      select ${runId}, nth, label, value, error, properties::jsonb, decode(wkb, 'hex'), box::box
      from unnest(${some.map((_, i) => done + i)}::int[], ${some.map((one) => one.label)}::text[],
        ${some.map((one) => one.value)}::float8[], ${some.map((one) => one.error ?? null)}::float8[],
        ${some.map((one) => JSON.stringify(one.properties ?? {}))}::text[],
        ${some.map((one) => Buffer.from(writeWkb(one.geometry)).toString('hex'))}::text[],
        ${some.map((one) => boxToSql(boxOf(one.geometry)))}::text[])
        as x(nth, label, value, error, properties, wkb, box)
    `.execute(tx);
  }
}

export interface StoredFeature {
  readonly id: number;
  readonly nth: number;
  readonly label: string | null;
  readonly value: number | null;
  readonly error: number | null;
  readonly properties: Record<string, unknown>;
  readonly wkb: Uint8Array;
  readonly taskId: number | null;
}

export async function featuresOf(db: DbOrTx, runId: number): Promise<StoredFeature[]> {
  const { rows } = await sql<StoredFeature>`
    select f.id, f.nth, f.label, f.value, f.error, f.properties, f.wkb, h.task_id as "taskId"
    from analysis.feature f left join analysis.handed h on h.feature_id = f.id
    where f.run_id = ${runId} order by f.nth
  `.execute(db);
  return rows;
}

export async function runOfFeature(db: DbOrTx, featureId: number): Promise<number | null> {
  const { rows } = await sql<{ run: number }>`
    select run_id as run from analysis.feature where id = ${featureId}
  `.execute(db);
  return rows[0]?.run ?? null;
}

export async function insertHanded(
  tx: Tx,
  handed: { featureId: number; taskId: number; byName: string; at: Date },
): Promise<void> {
  await sql`
    insert into analysis.handed (feature_id, task_id, by_name, at)
    values (${handed.featureId}, ${handed.taskId}, ${handed.byName}, ${handed.at})
    on conflict (feature_id) do update set task_id = excluded.task_id, by_name = excluded.by_name, at = excluded.at
  `.execute(tx);
}

/** A text that changes with the result and with what was handed on. */
export async function resultTag(db: DbOrTx, runId: number): Promise<string> {
  const { rows } = await sql<{ tag: string }>`
    select r.id || '-' || coalesce(extract(epoch from r.ended_at)::text, 'open') || '-' ||
      coalesce((select extract(epoch from max(h.at))::text from analysis.handed h
        join analysis.feature f on f.id = h.feature_id where f.run_id = r.id), '') as tag
    from analysis.run r where r.id = ${runId}
  `.execute(db);
  return rows[0]?.tag ?? '';
}

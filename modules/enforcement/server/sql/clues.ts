import { beijingIso } from '@tarim/kernel';
import type { DbOrTx } from '@tarim/platform';
import { sql } from 'kysely';
import type { ClueReport, ClueSource, ClueState, ClueStep } from '../../contract.ts';
import { isNewSince } from './command.ts';

export interface ClueRow {
  readonly id: number;
  readonly unitPath: string;
  readonly enterpriseId: number | null;
  readonly object: string;
  readonly objectKey: string;
  readonly state: ClueState;
  readonly receivedOn: string;
  readonly extended: boolean;
  readonly caseId: number | null;
  readonly simulated: boolean;
  readonly earlier: number;
}

export async function clueRows(
  db: DbOrTx,
  one: {
    ids?: readonly number[] | undefined;
    unit?: string | undefined;
    states?: readonly ClueState[] | undefined;
    source?: ClueSource | undefined;
    text?: string | undefined;
    case?: number | undefined;
    since?: Date | undefined;
    oldestFirst?: boolean;
    beyond?: number | undefined;
    limit: number;
  },
): Promise<ClueRow[]> {
  const ids = one.ids ? [...one.ids] : null;
  const states = one.states ? [...one.states] : null;
  const beyond = one.beyond ?? null;
  const { rows } = await sql<ClueRow>`
    select c.id, c.unit_path as "unitPath", c.enterprise_id as "enterpriseId", c.object, c.object_key as "objectKey", c.state,
      c.received_on::text as "receivedOn", c.extended, c.case_id as "caseId", c.simulated,
      (select count(*)::int from enforcement.clue e where e.object_key = c.object_key and e.id < c.id
        and e.received_on >= c.received_on - interval '2 years') as earlier
    from enforcement.clue c
    where (${ids}::int[] is null or c.id = any(${ids}::int[]))
      and (${one.unit ?? null}::text is null or starts_with(c.unit_path, ${one.unit ?? null}))
      and (${states}::text[] is null or c.state = any(${states}::text[]))
      and (${one.case ?? null}::int is null or c.case_id = ${one.case ?? null})
      and (${one.source ?? null}::text is null or exists (
        select 1 from enforcement.clue_report r where r.clue_id = c.id and r.source = ${one.source ?? null}))
      and (${one.text ?? null}::text is null or strpos(c.object, ${one.text ?? null}) > 0 or exists (
        select 1 from enforcement.clue_report r where r.clue_id = c.id and strpos(r.suspected, ${one.text ?? null}) > 0))
      and ${one.since ? isNewSince(one.since) : sql`true`}
      and (${beyond}::int is null or ${one.oldestFirst ? sql`c.id > ${beyond}` : sql`c.id < ${beyond}`})
    order by ${one.oldestFirst ? sql`c.id` : sql`c.id desc`} limit ${one.limit}`.execute(db);
  return rows;
}

export async function reportsOf(
  db: DbOrTx,
  ids: readonly number[],
): Promise<(ClueReport & { clueId: number })[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<ClueReport & { clueId: number }>`
    select id, clue_id as "clueId", source, ref, task_id as "taskId", told_on::text as "on", suspected, facts, by_name as by
    from enforcement.clue_report where clue_id = any(${[...ids]}::int[]) order by id`.execute(db);
  return rows;
}

export async function clueSteps(
  db: DbOrTx,
  ids: readonly number[],
): Promise<(ClueStep & { clueId: number })[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<Omit<ClueStep, 'at'> & { clueId: number; at: Date }>`
    select clue_id as "clueId", act, ref, text, by_name as by, at from enforcement.clue_step
    where clue_id = any(${[...ids]}::int[]) order by clue_id, nth`.execute(db);
  return rows.map((row) => ({ ...row, at: beijingIso(row.at.getTime()) }));
}

/**
 * The clue that a report of this object joins: still waiting, of the same unit, last told of not longer ago than `days`. The object is
 * locked until the transaction ends, so that two reports at once do not become two clues.
 */
export async function clueToJoin(
  db: DbOrTx,
  one: { objectKey: string; unitPath: string; on: string; days: number },
): Promise<number | null> {
  await sql`select pg_advisory_xact_lock(hashtext('enforcement.clue'), hashtext(${one.objectKey}))`.execute(
    db,
  );
  const { rows } = await sql<{ id: number }>`
    select id from enforcement.clue where object_key = ${one.objectKey} and unit_path = ${one.unitPath}
      and state in ('open', 'inspecting') and abs(last_on - ${one.on}::date) <= ${one.days}
    order by id desc limit 1`.execute(db);
  return rows[0]?.id ?? null;
}

export async function insertClue(
  db: DbOrTx,
  one: Pick<ClueRow, 'unitPath' | 'enterpriseId' | 'object' | 'objectKey' | 'receivedOn' | 'simulated'>,
): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into enforcement.clue (unit_path, enterprise_id, object, object_key, state, received_on, last_on, simulated)
    values (${one.unitPath}, ${one.enterpriseId}, ${one.object}, ${one.objectKey}, 'open', ${one.receivedOn}::date,
      ${one.receivedOn}::date, ${one.simulated}) returning id`.execute(db);
  return rows[0]!.id;
}

/** @returns whether it was told for the first time: a lead or a visit is told once */
export async function insertReport(
  db: DbOrTx,
  clue: { id: number; unitPath: string },
  one: Omit<ClueReport, 'id'> & { at: Date },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into enforcement.clue_report (clue_id, unit_path, source, ref, task_id, told_on, suspected, facts, by_name, at)
    values (${clue.id}, ${clue.unitPath}, ${one.source}, ${one.ref && JSON.stringify(one.ref)}::jsonb, ${one.taskId},
      ${one.on}::date, ${one.suspected}, ${one.facts}, ${one.by}, ${one.at}) on conflict do nothing`.execute(
    db,
  );
  await sql`update enforcement.clue set last_on = greatest(last_on, ${one.on}::date) where id = ${clue.id}`.execute(
    db,
  );
  return Number(numAffectedRows ?? 0) > 0;
}

/** Whether a lead or a visit was told already. */
export async function isTold(db: DbOrTx, ref: NonNullable<ClueReport['ref']>): Promise<boolean> {
  const { rows } = await sql`select 1 from enforcement.clue_report
    where ref->>'kind' = ${ref.kind} and (ref->>'id')::int = ${ref.id}`.execute(db);
  return rows.length > 0;
}

/** Keeps a clue still while it is decided what becomes of it. */
export async function lockClue(
  db: DbOrTx,
  id: number,
): Promise<{ state: ClueState; unitPath: string; extended: boolean } | null> {
  const { rows } = await sql<{ state: ClueState; unitPath: string; extended: boolean }>`
    select state, unit_path as "unitPath", extended from enforcement.clue where id = ${id} for update`.execute(
    db,
  );
  return rows[0] ?? null;
}

/** Clues that a lead or a visit told of, and that still wait. */
export async function waitingCluesOf(
  db: DbOrTx,
  refs: readonly NonNullable<ClueReport['ref']>[],
): Promise<number[]> {
  if (refs.length === 0) return [];
  const { rows } = await sql<{ id: number }>`
    select distinct c.id from enforcement.clue c join enforcement.clue_report r on r.clue_id = c.id
    join jsonb_to_recordset(${JSON.stringify(refs)}::jsonb) as w(kind text, id int)
      on r.ref->>'kind' = w.kind and (r.ref->>'id')::int = w.id
    where c.state in ('open', 'inspecting')`.execute(db);
  return rows.map(({ id }) => id);
}

export async function insertClueStep(
  db: DbOrTx,
  clue: { id: number; unitPath: string },
  one: Omit<ClueStep, 'at'> & { byId: string | null; at: Date },
  next: { state: ClueState; extended?: boolean; caseId?: number },
): Promise<void> {
  await sql`
    insert into enforcement.clue_step (clue_id, nth, unit_path, act, ref, text, by_id, by_name, at)
    values (${clue.id}, (select count(*) + 1 from enforcement.clue_step where clue_id = ${clue.id}), ${clue.unitPath}, ${one.act},
      ${one.ref}, ${one.text}, ${one.byId}, ${one.by}, ${one.at})`.execute(db);
  await sql`update enforcement.clue set state = ${next.state}, extended = extended or ${next.extended ?? false},
    case_id = coalesce(${next.caseId ?? null}, case_id) where id = ${clue.id}`.execute(db);
}

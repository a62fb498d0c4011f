import type { DbOrTx } from '@tarim/platform';
import { sql } from 'kysely';
import type { OpinionAct } from '../../contract.ts';

export interface OpinionRow {
  readonly id: number;
  readonly roundId: number;
  readonly unitPath: string;
  readonly auditedPath: string;
  readonly auditedName: string;
  readonly content: string;
  readonly replyBy: string;
  readonly rectifyBy: string;
  readonly by: string;
  readonly at: Date;
}

export interface OpinionStepRow {
  readonly opinionId: number;
  readonly nth: number;
  readonly unitPath: string;
  readonly act: OpinionAct;
  readonly content: string;
  readonly on: string | null;
  readonly byId: string;
  readonly by: string;
  readonly at: Date;
}

export async function opinionRows(
  db: DbOrTx,
  one: { readonly id?: number; readonly roundId?: number },
): Promise<OpinionRow[]> {
  const { rows } = await sql<OpinionRow>`
    select id, round_id as "roundId", unit_path as "unitPath", audited_path as "auditedPath", audited_name as "auditedName", content,
      reply_by::text as "replyBy", rectify_by::text as "rectifyBy", by_name as "by", at
    from audit.opinion
    where (${one.id ?? null}::int is null or id = ${one.id ?? null}) and (${one.roundId ?? null}::int is null or round_id = ${one.roundId ?? null})
    order by id`.execute(db);
  return rows;
}

export async function opinionSteps(db: DbOrTx, ids: readonly number[]): Promise<OpinionStepRow[]> {
  const { rows } = await sql<OpinionStepRow>`
    select opinion_id as "opinionId", nth, unit_path as "unitPath", act, content, done_on::text as "on", by_id as "byId", by_name as "by", at
    from audit.opinion_step where opinion_id = any(${[...ids]}::int[]) order by opinion_id, nth`.execute(db);
  return rows;
}

/** null: one was sent to the unit already. */
export async function insertOpinion(db: DbOrTx, one: Omit<OpinionRow, 'id'>): Promise<number | null> {
  const { rows } = await sql<{ id: number }>`
    insert into audit.opinion (round_id, unit_path, audited_path, audited_name, content, reply_by, rectify_by, by_name, at)
    values (${one.roundId}, ${one.unitPath}, ${one.auditedPath}, ${one.auditedName}, ${one.content}, ${one.replyBy}::date,
      ${one.rectifyBy}::date, ${one.by}, ${one.at})
    on conflict (round_id, audited_path) do nothing returning id`.execute(db);
  return rows[0]?.id ?? null;
}

/** Two answers at once are judged one after the other. */
export async function lockOpinion(db: DbOrTx, id: number): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('audit.opinion'), ${id})`.execute(db);
}

export async function insertOpinionStep(db: DbOrTx, one: OpinionStepRow): Promise<void> {
  await sql`insert into audit.opinion_step (opinion_id, nth, unit_path, act, content, done_on, by_id, by_name, at)
    values (${one.opinionId}, ${one.nth}, ${one.unitPath}, ${one.act}, ${one.content}, ${one.on}::date, ${one.byId}, ${one.by}, ${one.at})`.execute(
    db,
  );
}

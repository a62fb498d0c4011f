import type { DbOrTx, Tx } from '@tarim/platform';
import { sql } from 'kysely';
import type { RunState, TransitionOutcome, TransitionRun } from '../../contract.ts';
import type { KeptFailure } from '../domain/failure.ts';

export interface TransitionRow {
  readonly id: number;
  readonly title: string;
  readonly beforeId: number;
  readonly beforeTitle: string;
  readonly beforeAt: Date;
  readonly afterId: number;
  readonly afterTitle: string;
  readonly afterAt: Date;
  readonly parameters: TransitionRun['parameters'];
  readonly ownerPath: string;
  readonly state: RunState;
  readonly progress: number;
  readonly failure: KeptFailure | null;
  readonly outcome: TransitionOutcome | null;
  /** Null also where the raster of it was taken off. */
  readonly mapId: number | null;
  readonly mapReady: boolean;
  readonly simulated: boolean;
  readonly byUser: string;
  readonly byName: string;
  readonly askedAt: Date;
  readonly endedAt: Date | null;
}

const SELECT = sql`select r.id, r.title, r.before_id as "beforeId", b.title as "beforeTitle", b.taken_at as "beforeAt",
    r.after_id as "afterId", a.title as "afterTitle", a.taken_at as "afterAt", r.parameters, r.owner_path as "ownerPath", r.state,
    r.progress, r.failure, r.outcome, m.id as "mapId", coalesce(m.state = 'ready', false) as "mapReady", r.simulated,
    r.by_user as "byUser", r.by_name as "byName", r.asked_at as "askedAt", r.ended_at as "endedAt"
  from imagery.transition_run r join imagery.scene b on b.id = r.before_id join imagery.scene a on a.id = r.after_id
    left join imagery.scene m on m.id = r.map_id and m.removed_at is null`;

export async function transitionRow(db: DbOrTx, id: number): Promise<TransitionRow | null> {
  const { rows } = await sql<TransitionRow>`${SELECT} where r.id = ${id}`.execute(db);
  return rows[0] ?? null;
}

export async function transitionRows(
  db: DbOrTx,
  { before, scene, limit }: { before?: number | undefined; scene?: number | undefined; limit: number },
): Promise<TransitionRow[]> {
  const { rows } = await sql<TransitionRow>`${SELECT}
    where (${before ?? null}::int is null or r.id < ${before ?? null})
      and (${scene ?? null}::int is null or ${scene ?? null} in (r.before_id, r.after_id, r.map_id))
    order by r.id desc limit ${limit}`.execute(db);
  return rows;
}

export async function insertTransition(
  tx: Tx,
  one: {
    readonly title: string;
    readonly before: number;
    readonly after: number;
    readonly parameters: TransitionRun['parameters'];
    readonly ownerPath: string;
    readonly simulated: boolean;
    readonly byUser: string;
    readonly byName: string;
    readonly at: Date;
  },
): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into imagery.transition_run (title, before_id, after_id, parameters, owner_path, state, simulated, by_user, by_name, asked_at)
    values (${one.title}, ${one.before}, ${one.after}, ${JSON.stringify(one.parameters)}::jsonb, ${one.ownerPath}, 'waiting',
      ${one.simulated}, ${one.byUser}, ${one.byName}, ${one.at})
    returning id`.execute(tx);
  return rows[0]!.id;
}

/** @returns whether it is still wanted */
export async function moveTransition(db: DbOrTx, id: number, progress: number): Promise<boolean> {
  const { rows } = await sql`update imagery.transition_run set state = 'running', progress = ${progress}
    where id = ${id} and state in ('waiting', 'running') returning id`.execute(db);
  return rows.length > 0;
}

/** @returns whether it was still open */
export async function endTransition(
  db: DbOrTx,
  id: number,
  end:
    | {
        readonly state: 'done';
        readonly outcome: TransitionOutcome;
        readonly mapId: number | null;
        readonly at: Date;
      }
    | { readonly state: 'failed'; readonly failure: KeptFailure; readonly at: Date }
    | { readonly state: 'cancelled'; readonly at: Date },
): Promise<boolean> {
  const outcome = end.state === 'done' ? JSON.stringify(end.outcome) : null;
  const failure = end.state === 'failed' ? JSON.stringify(end.failure) : null;
  const { rows } =
    await sql`update imagery.transition_run set state = ${end.state}, outcome = ${outcome}::jsonb, failure = ${failure}::jsonb,
      map_id = ${end.state === 'done' ? end.mapId : null}, progress = case when ${end.state} = 'done' then 1 else progress end,
      ended_at = ${end.at}
    where id = ${id} and state in ('waiting', 'running') returning id`.execute(db);
  return rows.length > 0;
}

/** Comparisons that still need a raster. */
export async function transitionsUsing(db: DbOrTx, sceneId: number): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from imagery.transition_run
    where ${sceneId} in (before_id, after_id) and state in ('waiting', 'running')`.execute(db);
  return rows[0]!.n;
}

export async function openTransitions(db: DbOrTx): Promise<number[]> {
  const { rows } = await sql<{
    id: number;
  }>`select id from imagery.transition_run where state in ('waiting', 'running') order by id`.execute(db);
  return rows.map(({ id }) => id);
}

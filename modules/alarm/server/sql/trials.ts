import { beijingIso } from '@tarim/kernel';
import type { DbOrTx, Tx } from '@tarim/platform';
import { sql } from 'kysely';
import type { RuleBody, Trial, TrialResult } from '../../contract.ts';

export async function insertTrial(
  tx: Tx,
  one: { body: RuleBody; from: number; to: number; byName: string; byUser: string; at: number },
): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into alarm.trial (body, from_at, to_at, state, by_name, by_user, created_at)
    values (${JSON.stringify(one.body)}::jsonb, ${new Date(one.from)}, ${new Date(one.to)}, 'waiting', ${one.byName}, ${one.byUser}, ${new Date(one.at)})
    returning id
  `.execute(tx);
  return rows[0]!.id;
}

export async function trialRow(
  db: DbOrTx,
  id: number,
): Promise<(Trial & { body: RuleBody; fromAt: number; toAt: number }) | null> {
  const { rows } = await sql<{
    id: number;
    body: RuleBody;
    from_at: Date;
    to_at: Date;
    state: Trial['state'];
    progress: number;
    result: TrialResult | null;
    error: string | null;
    by_name: string;
    created_at: Date;
  }>`select id, body, from_at, to_at, state, progress, result, error, by_name, created_at from alarm.trial where id = ${id}`.execute(
    db,
  );
  const [row] = rows;
  if (!row) return null;
  return {
    id: row.id,
    body: row.body,
    fromAt: row.from_at.getTime(),
    toAt: row.to_at.getTime(),
    state: row.state,
    progress: row.progress,
    from: beijingIso(row.from_at.getTime()),
    to: beijingIso(row.to_at.getTime()),
    by: row.by_name,
    createdAt: beijingIso(row.created_at.getTime()),
    result: row.result,
    error: row.error,
  };
}

export async function moveTrial(db: DbOrTx, id: number, progress: number): Promise<void> {
  await sql`update alarm.trial set state = 'running', progress = ${progress} where id = ${id}`.execute(db);
}

export async function endTrial(
  db: DbOrTx,
  id: number,
  end: { result: TrialResult | null; error: string | null },
  at: number,
): Promise<void> {
  await sql`
    update alarm.trial set state = ${end.result ? 'done' : 'failed'}, progress = 1,
      result = ${end.result === null ? null : JSON.stringify(end.result)}::jsonb, error = ${end.error}, ended_at = ${new Date(at)}
    where id = ${id}
  `.execute(db);
}

/** Trials are answers to questions of the day; nobody comes back for those of last month. */
export async function purgeTrials(db: DbOrTx, before: number): Promise<void> {
  await sql`delete from alarm.trial where created_at < ${new Date(before)}`.execute(db);
}

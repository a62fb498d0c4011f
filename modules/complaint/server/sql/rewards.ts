import type { DbOrTx } from '@tarim/platform';
import { sql } from 'kysely';
import type { RewardState, RewardTiers } from '../../contract.ts';
import type { RewardStep, TakenStep } from '../domain/reward.ts';

/** The newest tiers of each unit. */
export async function newestTiers(db: DbOrTx): Promise<RewardTiers[]> {
  const { rows } = await sql<RewardTiers>`
    select distinct on (unit_path) unit_path as "unitPath", document, tiers, by_name as by, set_on::text as "on"
    from complaint.reward_tiers order by unit_path, id desc`.execute(db);
  return rows;
}

export async function insertTiers(db: DbOrTx, one: RewardTiers): Promise<void> {
  await sql`insert into complaint.reward_tiers (unit_path, document, tiers, by_name, set_on)
    values (${one.unitPath}, ${one.document}, ${JSON.stringify(one.tiers)}::jsonb, ${one.by}, ${one.on}::date)`.execute(
    db,
  );
}

export async function rewardSteps(
  db: DbOrTx,
  ids: readonly number[],
): Promise<(TakenStep & { complaintId: number })[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<TakenStep & { complaintId: number }>`
    select complaint_id as "complaintId", act, by_id as "byId", by_name as by from complaint.reward_step
    where complaint_id = any(${[...ids]}::int[]) order by complaint_id, nth`.execute(db);
  return rows;
}

export async function insertRewardStep(
  db: DbOrTx,
  one: {
    complaintId: number;
    nth: number;
    unitPath: string;
    act: RewardStep;
    byId: string;
    by: string;
    at: Date;
  },
): Promise<void> {
  await sql`insert into complaint.reward_step (complaint_id, nth, unit_path, act, by_id, by_name, at)
    values (${one.complaintId}, ${one.nth}, ${one.unitPath}, ${JSON.stringify(one.act)}::jsonb, ${one.byId}, ${one.by}, ${one.at})`.execute(
    db,
  );
}

/** Complaints with a reward, in these units, the newest first; the state is that of the last step. */
export async function rewardedFiles(
  db: DbOrTx,
  one: {
    units: readonly string[];
    complaintId?: number | undefined;
    state?: RewardState | undefined;
    before?: number | undefined;
    limit: number;
  },
): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select f.id from complaint.file f join lateral (
      select act from complaint.reward_step s where s.complaint_id = f.id order by nth desc limit 1) s on true
    where exists (select 1 from unnest(${[...one.units]}::text[]) as u(path) where starts_with(f.unit_path, u.path))
      and (${one.complaintId ?? null}::int is null or f.id = ${one.complaintId ?? null})
      and (${one.before ?? null}::int is null or f.id < ${one.before ?? null})
      and (${one.state ?? null}::text is null or ${one.state ?? null} = case s.act->>'act' when 'propose' then 'proposed'
        when 'pay' then 'paid' else case when (s.act->>'granted')::boolean then 'approved' else 'refused' end end)
    order by f.id desc limit ${one.limit}`.execute(db);
  return rows.map(({ id }) => id);
}

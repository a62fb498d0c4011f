import { beijingDate, TarimError } from '@tarim/kernel';
import { type Actor, asActor, type Context, type DbOrTx, type Static } from '@tarim/platform';
import { unitByPath } from '@tarim/region/queries';
import type {
  Reward,
  RewardAct,
  RewardState,
  RewardTiers,
  setRewardTiers as setRoute,
} from '../../contract.ts';
import { standingOf } from '../domain/file.ts';
import { numberOf } from '../domain/receipt.ts';
import { type RewardStep, rewardRefusal, rewardState, type TakenStep, tiersFor } from '../domain/reward.ts';
import { complaintErrors as E } from '../errors.ts';
import { type FileRow, lockFile, stepsOf } from '../sql/files.ts';
import { insertRewardStep, insertTiers, newestTiers, rewardedFiles, rewardSteps } from '../sql/rewards.ts';
import { DECIDE, HANDLE, READ } from './actions.ts';
import { receivedOn, requireFile } from './read-files.ts';

const PAGE = 50;

/** @throws TarimError COMPLAINT_UNIT_UNKNOWN, FORBIDDEN */
export async function changeTiers(
  ctx: Context,
  actor: Actor,
  asked: Static<NonNullable<typeof setRoute.body>>,
): Promise<RewardTiers> {
  const { unitPath } = asked;
  ctx.policy.require(actor, DECIDE, { unitPath });
  if (!(await unitByPath(ctx.db, unitPath))) throw new TarimError(E.unitUnknown, { unit: unitPath });
  const tiers = { ...asked, by: actor.name, on: beijingDate(ctx.clock.now()) };
  await asActor(ctx, actor, DECIDE, async (tx) => {
    await insertTiers(tx, tiers);
    await ctx.audit.record(tx, {
      actor,
      action: 'complaint.reward.tiers-set',
      subject: `unit${unitPath}`,
      unitPath,
      detail: { document: asked.document },
    });
  });
  return tiers;
}

/** 举报奖励台账 of the reader's units, with the tiers that units set. */
export async function listRewards(
  ctx: Context,
  actor: Actor,
  query: { complaintId?: number; state?: RewardState; before?: number },
): Promise<{ rewards: Reward[]; tiers: RewardTiers[]; before: number | null }> {
  const units = ctx.policy.scope(actor, READ).unitPaths;
  const ids = await rewardedFiles(ctx.db, { ...query, units, limit: PAGE + 1 });
  const shown = ids.slice(0, PAGE);
  const rewards: Reward[] = [];
  for (const id of shown) rewards.push(await rewardOf(ctx.db, await requireFile(ctx.db, id)));
  return {
    rewards,
    tiers: await newestTiers(ctx.db),
    before: ids.length > PAGE ? shown.at(-1)! : null,
  };
}

const last = <N extends RewardStep['act']>(steps: readonly TakenStep[], act: N) =>
  steps.findLast((one) => one.act.act === act) as
    | (Omit<TakenStep, 'act'> & { act: Extract<RewardStep, { act: N }> })
    | undefined;

async function rewardOf(db: DbOrTx, row: FileRow): Promise<Reward> {
  const steps = await rewardSteps(db, [row.id]);
  const proposed = last(steps, 'propose')!;
  // What was proposed anew is not decided by what was said of the earlier proposal.
  const since = steps.slice(steps.findLastIndex((one) => one.act.act === 'propose'));
  const decided = last(since, 'decide');
  return {
    complaintId: row.id,
    number: numberOf(row.id, receivedOn(row)),
    unitPath: row.unitPath,
    tier: proposed.act.tier,
    yuan: proposed.act.yuan,
    document: proposed.act.document,
    state: rewardState(steps)!,
    proposedBy: proposed.by,
    proposedOn: proposed.act.on,
    decidedBy: decided?.by ?? null,
    decidedOn: decided?.act.on ?? null,
    paidOn: last(since, 'pay')?.act.on ?? null,
    simulated: row.simulated,
  };
}

/**
 * One step of a reward; who proposes does not approve.
 * @throws TarimError of `domain/reward.ts`; COMPLAINT_FILE_UNKNOWN, COMPLAINT_REWARD_TIER_UNKNOWN, FORBIDDEN
 */
export async function actOnReward(ctx: Context, actor: Actor, id: number, act: RewardAct): Promise<Reward> {
  const row = await requireFile(ctx.db, id);
  const { unitPath } = row;
  const action = act.act === 'decide' ? DECIDE : HANDLE;
  ctx.policy.require(actor, action, { unitPath });
  const at = new Date(ctx.clock.now());
  const on = beijingDate(at.getTime());
  return asActor(ctx, actor, action, async (tx) => {
    await lockFile(tx, id);
    const standing = standingOf(await stepsOf(tx, [id]));
    const steps = await rewardSteps(tx, [id]);
    const why = rewardRefusal({ standing, realName: row.realName }, steps, act.act, actor.userId);
    if (why) throw new TarimError(E[why]);
    const step: RewardStep =
      act.act === 'propose' ? { ...act, on, ...(await tierOf(tx, unitPath, act.tier)) } : { ...act, on };
    const by = { byId: actor.userId, by: actor.name };
    await insertRewardStep(tx, { complaintId: id, nth: steps.length + 1, unitPath, act: step, ...by, at });
    await ctx.audit.record(tx, {
      actor,
      action: 'complaint.reward.step',
      subject: `complaint/${id}`,
      unitPath,
      detail: { act: act.act },
    });
    return rewardOf(tx, row);
  });
}

/** @throws TarimError COMPLAINT_REWARD_TIER_UNKNOWN */
async function tierOf(
  db: DbOrTx,
  unitPath: string,
  name: string,
): Promise<{ yuan: number; document: string }> {
  const own = tiersFor(await newestTiers(db), unitPath);
  const tier = own?.tiers.find((one) => one.name === name);
  if (!own || !tier) throw new TarimError(E.rewardTierUnknown, { tier: name });
  return { yuan: tier.yuan, document: own.document };
}

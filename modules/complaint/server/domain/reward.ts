import type { RewardAct, RewardState } from '../../contract.ts';
import type { Standing } from './file.ts';

type Of<N extends RewardAct['act']> = Extract<RewardAct, { act: N }>;
/** A step of a reward, with its Beijing day; a proposal with what its tier was then. */
export type RewardStep =
  | (Of<'propose'> & { readonly on: string; readonly yuan: number; readonly document: string })
  | (Of<'decide'> & { readonly on: string })
  | (Of<'pay'> & { readonly on: string });

export interface TakenStep {
  readonly act: RewardStep;
  readonly byId: string;
  readonly by: string;
}

export type RewardRefusal =
  | 'rewardState'
  | 'rewardUnproved'
  | 'rewardAnonymous'
  | 'rewardJoined'
  | 'ownDecision';

/** How a reward stands after its steps; null: none was proposed. */
export function rewardState(steps: readonly TakenStep[]): RewardState | null {
  const last = steps.at(-1)?.act;
  if (!last) return null;
  if (last.act === 'propose') return 'proposed';
  if (last.act === 'pay') return 'paid';
  return last.granted ? 'approved' : 'refused';
}

const FROM: Readonly<Record<RewardAct['act'], readonly (RewardState | null)[]>> = {
  // What was refused may be proposed anew.
  propose: [null, 'refused'],
  decide: ['proposed'],
  pay: ['approved'],
};

/**
 * Whether a reward may take a step: null, or the reason. Rewarded is who told of it first and can be reached, once it proved true in
 * part at least.
 */
export function rewardRefusal(
  complaint: { readonly standing: Standing; readonly realName: boolean },
  steps: readonly TakenStep[],
  act: RewardAct['act'],
  byId: string,
): RewardRefusal | null {
  const { standing, realName } = complaint;
  if (!FROM[act].includes(rewardState(steps))) return 'rewardState';
  if (act === 'propose') {
    if (standing.state === 'merged') return 'rewardJoined';
    if (!realName) return 'rewardAnonymous';
    if (!standing.handled || standing.handled.verdict === 'untrue') return 'rewardUnproved';
  }
  const proposer = steps.findLast((one) => one.act.act === 'propose')?.byId;
  return act === 'decide' && proposer === byId ? 'ownDecision' : null;
}

/** The tiers that hold for a unit: its own, else those of the nearest unit above. */
export function tiersFor<T extends { readonly unitPath: string }>(
  all: readonly T[],
  unitPath: string,
): T | null {
  const above = all.filter((one) => unitPath.startsWith(one.unitPath));
  return above.sort((a, b) => b.unitPath.length - a.unitPath.length)[0] ?? null;
}

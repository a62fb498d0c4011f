import { penaltyDecided } from '@tarim/enforcement/contract';
import { type Context, type DbOrTx, subscribe } from '@tarim/platform';
import type { PositiveState } from '../../contract.ts';
import { positiveState } from '../domain/positive.ts';
import { holdListed, insertPositiveStep, lockPositive, positiveOf, positiveSteps } from '../sql/positive.ts';
import { wordsIn } from '../words.ts';

/** Whose hand it is where the platform acts by itself. */
const SYSTEM = { byId: 'system', by: wordsIn('zh')('positive.system') };
const ON_ITS_WAY: readonly PositiveState[] = ['nominated', 'reviewed', 'announced'];

/**
 * 受到处罚即移出正面清单: an enterprise that is listed leaves with the decision and may be drawn again at once; one that is on its way
 * there is withdrawn. Someone may nominate it again.
 */
export const takePenalties = subscribe(
  penaltyDecided,
  'inspection.take-penalties',
  async ({ enterpriseId, number, decidedOn }, tx, ctx) => {
    if (enterpriseId !== null) await strike(ctx, tx, enterpriseId, number, decidedOn);
  },
);

async function strike(
  ctx: Context,
  tx: DbOrTx,
  enterpriseId: number,
  number: string,
  decidedOn: string,
): Promise<void> {
  const entry = await positiveOf(tx, enterpriseId, ['listed', ...ON_ITS_WAY]);
  if (!entry) return;
  await lockPositive(tx, entry.id);
  const steps = await positiveSteps(tx, [entry.id]);
  const state = positiveState(steps);
  const listed = state === 'listed';
  if (!listed && !ON_ITS_WAY.includes(state)) return;
  // Written down later than what followed it: the order of the entry's days stays.
  const on = [decidedOn, ...steps.map((step) => step.on)].toSorted().at(-1)!;
  await insertPositiveStep(
    tx,
    entry,
    {
      act: listed ? 'remove' : 'withdraw',
      on,
      good: null,
      ground: listed ? 'penalty' : null,
      text: wordsIn('zh')('positive.struck', { number, on: decidedOn }),
      ...SYSTEM,
      at: new Date(ctx.clock.now()),
    },
    { state: listed ? 'removed' : 'withdrawn', publicOn: listed ? on : null },
  );
  if (listed) await holdListed(tx, enterpriseId, false);
}

import { DAY_MS } from '@tarim/kernel';
import { type Context, subscribe, type Tx } from '@tarim/platform';
import { limitsChanged, pointChanged } from '@tarim/registry/contract';
import { REJUDGE_JOB } from './rejudge.ts';

/** What people still look at. A change that reaches further back is judged on request, where somebody answers for it. */
const REACH_MS = 35 * DAY_MS;

/** A limit that was added or corrected changes what was judged by it; every change becomes a revision with this reason. */
export const rejudgeAfterLimits = subscribe(
  limitsChanged,
  'evaluation.rejudge-after-limits',
  ({ pointId }, tx, ctx) => order(ctx, tx, pointId, 'limits-changed'),
);

/**
 * A unit that was corrected changes what values mean, and so what was judged of them. Where a change of the point
 * concerns no judgement, judging again changes nothing.
 */
export const rejudgeAfterPoint = subscribe(
  pointChanged,
  'evaluation.rejudge-after-point',
  ({ pointId }, tx, ctx) => order(ctx, tx, pointId, 'point-changed'),
);

async function order(ctx: Context, tx: Tx, pointId: number, reason: string): Promise<void> {
  const now = ctx.clock.now();
  const task = { pointId, from: now - REACH_MS, to: now, reason };
  // Ten changes saved one after another are one judging.
  await ctx.jobs.enqueue(REJUDGE_JOB, task, { tx, singletonKey: `${reason}/${pointId}` });
}

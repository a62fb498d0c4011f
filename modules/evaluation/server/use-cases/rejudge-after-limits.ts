import { DAY_MS } from '@tarim/kernel';
import { subscribe } from '@tarim/platform';
import { limitsChanged } from '@tarim/registry/contract';
import { REJUDGE_JOB } from './rejudge.ts';

/** What people still look at. A change that reaches further back is judged on request, where somebody answers for it. */
const REACH_MS = 35 * DAY_MS;

/** A limit that was added or corrected changes what was judged by it; every change becomes a revision with this reason. */
export const rejudgeAfterLimits = subscribe(
  limitsChanged,
  'evaluation.rejudge-after-limits',
  async ({ pointId }, tx, ctx) => {
    const now = ctx.clock.now();
    const task = { pointId, from: now - REACH_MS, to: now, reason: 'limits-changed' };
    // Ten limits saved one after another are one judging.
    await ctx.jobs.enqueue(REJUDGE_JOB, task, { tx, singletonKey: `limits/${pointId}` });
  },
);

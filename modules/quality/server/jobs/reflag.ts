import type { Context } from '@tarim/platform';
import { flagPositions } from '../sql/flag-states.ts';
import { runFlags } from '../use-cases/run-flags.ts';

export const REFLAG_JOB = 'quality.reflag';

/** Tests all points anew from an instant on: their rules have another version from that day. A transaction a point. */
export async function reflag(
  ctx: Context,
  from: number,
  progress?: (percent: number, note: string) => void,
  signal?: AbortSignal,
): Promise<{ points: number; changed: number }> {
  const points = (await flagPositions(ctx.db)).filter((one) => one.state.at! > from);
  let changed = 0;
  for (const [index, { pointId }] of points.entries()) {
    if (signal?.aborted) break;
    changed += await ctx.db.transaction().execute((tx) => runFlags(ctx, tx, [{ pointId, from, to: from }]));
    progress?.(Math.round((100 * (index + 1)) / points.length), `${index + 1} / ${points.length}`);
  }
  return { points: points.length, changed };
}

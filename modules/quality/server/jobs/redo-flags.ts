import type { Context } from '@tarim/platform';
import { pointsToRedo, takeRedo } from '../sql/flag-states.ts';
import { runFlags } from '../use-cases/run-flags.ts';

const MOST_POINTS = 2_000;

/** Tests anew the points to which far older data came: once for all that came since. A transaction a point. */
export async function redoFlags(ctx: Context): Promise<{ points: number; changed: number }> {
  const points = await pointsToRedo(ctx.db, MOST_POINTS);
  let changed = 0;
  for (const pointId of points)
    changed += await ctx.db.transaction().execute(async (tx) => {
      const from = await takeRedo(tx, pointId);
      return from === null ? 0 : runFlags(ctx, tx, [{ pointId, from, to: from }]);
    });
  return { points: points.length, changed };
}

import { DAY_MS, MINUTE_MS } from '@tarim/kernel';
import type { Context, JobResult } from '@tarim/platform';
import { purgeAnchors } from '../sql/series.ts';
import { purgeTrials } from '../sql/trials.ts';
import { KEPT_MS, passTime } from '../use-cases/run-rules.ts';

/** After a stop of the platform, devices first send what they kept: what is silent until then is not said to be. */
const CATCH_UP_MS = 10 * MINUTE_MS;
const TRIALS_KEPT_MS = 30 * DAY_MS;

/** Every minute: deadlines of written rules pass; once in a while what is kept for late data is thinned out. */
export async function keepRules(ctx: Context, listeningSince: number): Promise<JobResult> {
  const now = ctx.clock.now();
  if (now - listeningSince < CATCH_UP_MS) return { changed: 0 };
  return ctx.db.transaction().execute(async (tx) => {
    const changed = await passTime(ctx, tx);
    if (new Date(now).getUTCMinutes() === 17) {
      await purgeAnchors(tx, now - KEPT_MS - DAY_MS);
      await purgeTrials(tx, now - TRIALS_KEPT_MS);
    }
    return { changed };
  });
}

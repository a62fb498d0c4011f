import { MINUTE_MS } from '@tarim/kernel';
import type { Context, JobResult, JobRun } from '@tarim/platform';
import { listPoints } from '@tarim/registry/queries';
import { OUTLET_KINDS } from '../feeds/outlet.ts';
import type { ReadInfo } from '../feeds/parameters.ts';
import { markDue, takeDue } from '../sql/runs.ts';
import { presentSettings } from '../sql/settings.ts';
import { runOutlet } from '../use-cases/run-outlet.ts';

/** Hours come in bursts: what was marked less than this ago waits for its neighbours. */
const SETTLES_MS = 20_000;
const PER_TAKE = 10;
/** The next run goes on where this one ends. */
const LONGEST_MS = 2 * MINUTE_MS;

/** Runs the detectors over the outlets that have new hours. */
export async function runDue(
  ctx: Context,
  readInfo: ReadInfo,
  job: Pick<JobRun, 'signal'>,
): Promise<JobResult> {
  const until = ctx.clock.now() + LONGEST_MS;
  const outlets = new Map((await listPoints(ctx.db, { kinds: OUTLET_KINDS })).map((one) => [one.id, one]));
  const settings = await presentSettings(ctx.db);
  const result = { outlets: 0, unchanged: 0, opened: 0, failed: 0 };
  while (!job.signal.aborted && ctx.clock.now() < until) {
    const due = await takeDue(ctx.db, new Date(ctx.clock.now() - SETTLES_MS), PER_TAKE);
    if (due.length === 0) break;
    for (const id of due) {
      const point = outlets.get(id);
      if (!point) continue;
      try {
        const told = await runOutlet(ctx, readInfo, point, settings);
        result.outlets++;
        if (told === 'unchanged') result.unchanged++;
        else if (told !== 'nothing') result.opened += told.opened;
      } catch (error) {
        // One outlet must not keep the others from their turn; its next hour marks it again.
        result.failed++;
        ctx.log.error({ err: error, pointId: id }, 'signals of an outlet could not be worked out');
      }
    }
    if (job.signal.aborted) await markDue(ctx.db, due, new Date(ctx.clock.now()));
  }
  return result;
}

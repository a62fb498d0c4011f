import { HOUR_MS, MINUTE_MS, periodStart } from '@tarim/kernel';
import { type Context, type JobResult, type JobRun, subscribe } from '@tarim/platform';
import { listPoints, pointsByIds } from '@tarim/registry/queries';
import { rolledUp } from '@tarim/telemetry/contract';
import { duePoints, markDue, takeDue } from '../sql/due.ts';
import { judgeHoursOf } from '../use-cases/judge-hours.ts';

/** Hours come in bursts: what was marked less than this ago waits for its neighbours. */
const SETTLES_MS = 20_000;
const PER_TAKE = 20;
/** The next run goes on where this one ends. */
const LONGEST_MS = 2 * MINUTE_MS;

/** Hours of gamma stations that were rolled up wait for their judgement; one that is not over waits for its end as well. */
export const markHoursDue = subscribe(rolledUp, 'radnet.mark-due', async ({ period, items }, tx, ctx) => {
  if (period !== 'hour') return;
  const points = await pointsByIds(tx, [...new Set(items.map(({ pointId }) => pointId))]);
  const gamma = new Set(points.flatMap(({ id, kind }) => (kind === 'radiation' ? [id] : [])));
  const hours = items.flatMap(({ pointId, time }) =>
    gamma.has(pointId) ? [{ pointId, time: Date.parse(time) }] : [],
  );
  if (hours.length > 0) await markDue(tx, hours, new Date(ctx.clock.now()));
});

/** Judges the hours that are over. */
export async function judgeDue(ctx: Context, job: Pick<JobRun, 'signal'>): Promise<JobResult> {
  const until = ctx.clock.now() + LONGEST_MS;
  const stations = new Map((await listPoints(ctx.db, { kind: 'radiation' })).map((one) => [one.id, one]));
  const result = { stations: 0, hours: 0, findings: 0, failed: 0 };
  while (!job.signal.aborted && ctx.clock.now() < until) {
    const now = ctx.clock.now();
    const hourNow = new Date(periodStart('hour', now));
    const due = await duePoints(ctx.db, new Date(now - SETTLES_MS), hourNow, PER_TAKE);
    if (due.length === 0) break;
    for (const id of due) {
      const hours = await takeDue(ctx.db, id, hourNow);
      const station = stations.get(id);
      if (!station) continue;
      try {
        const told = await judgeHoursOf(ctx, station, hours);
        result.stations++;
        result.hours += told.hours;
        result.findings += told.findings;
      } catch (error) {
        // One station must not keep the others from their turn; its next hour asks for the ones between again.
        result.failed++;
        ctx.log.error({ err: error, pointId: id }, 'hours of a gamma station could not be judged');
        await markDue(
          ctx.db,
          hours.map((time) => ({ pointId: id, time })),
          new Date(now + HOUR_MS / 4),
        );
      }
    }
  }
  return result;
}

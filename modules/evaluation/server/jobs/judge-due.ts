import type { Context, JobResult, JobRun } from '@tarim/platform';
import { LIVE_EVALUATION } from '../../contract.ts';
import { takeCities, takePoints } from '../sql/due.ts';
import { computeCities } from '../use-cases/compute-cities.ts';
import { judgePeriods } from '../use-cases/judge-periods.ts';

const POINTS_BATCH = 500;
const CITIES_BATCH = 200;

/** Every minute: periods that ended without a last word from telemetry, then the cities whose stations changed. */
export async function judgeDue(ctx: Context, job: Pick<JobRun, 'signal'>): Promise<JobResult> {
  const counts = { points: 0, aqi: 0, verdicts: 0, cities: 0, changedCities: 0 };
  while (!job.signal.aborted) {
    const taken = await ctx.db.transaction().execute(async (tx) => {
      const due = await takePoints(tx, ctx.clock.now(), POINTS_BATCH);
      for (const period of ['hour', 'day'] as const) {
        const found = await judgePeriods(
          ctx,
          tx,
          period,
          due.filter((one) => one.period === period),
          'due',
        );
        counts.aqi += found.aqi;
        counts.verdicts += found.verdicts;
      }
      return due.length;
    });
    counts.points += taken;
    if (taken < POINTS_BATCH) break;
  }
  while (!job.signal.aborted) {
    const taken = await ctx.db.transaction().execute(async (tx) => {
      const due = await takeCities(tx, CITIES_BATCH);
      counts.changedCities += await computeCities(ctx, tx, due, 'stations-changed');
      return due.length;
    });
    counts.cities += taken;
    if (taken < CITIES_BATCH) break;
  }
  if (counts.changedCities > 0) ctx.live.publish(LIVE_EVALUATION, { aqi: counts.changedCities, verdicts: 0 });
  return counts;
}

import { DAY_MS, HOUR_MS, periodEnd, periodStart } from '@tarim/kernel';
import type { Actor, Context, JobResult, JobRun, Static } from '@tarim/platform';
import type { JudgedPeriod, rejudge as route } from '../../contract.ts';
import { judgePeriods } from './judge-periods.ts';
import { readablePoint, span } from './subject.ts';

export const REJUDGE_JOB = 'evaluation.rejudge';
const MAX_DAYS = 400;
const BATCH = 200;

interface Task {
  readonly pointId: number;
  readonly from: number;
  readonly to: number;
  readonly reason: string;
}

/** Orders the judging of what is stored, by limits and rules as they are now. Audited; what changes becomes a revision. */
export async function orderRejudging(
  ctx: Context,
  actor: Actor,
  body: Static<NonNullable<typeof route.body>>,
): Promise<{ jobId: string | null }> {
  const point = await readablePoint(ctx, actor, body.pointId);
  ctx.policy.require(actor, 'registry.write', { unitPath: point.unitPath });
  const task: Task = {
    pointId: body.pointId,
    ...span(body.from, body.to, MAX_DAYS),
    reason: body.reason.trim(),
  };
  return ctx.db.transaction().execute(async (tx) => {
    await ctx.audit.record(tx, {
      actor,
      action: 'evaluation.rejudged',
      subject: `point/${point.id}`,
      unitPath: point.unitPath,
      detail: { from: body.from, to: body.to, reason: task.reason },
    });
    return { jobId: await ctx.jobs.enqueue(REJUDGE_JOB, task, { tx }) };
  });
}

/** The job: judges every finished hour and day that touches the span, in small transactions. */
export async function rejudge(
  ctx: Context,
  data: unknown,
  job: Pick<JobRun, 'signal' | 'progress'>,
): Promise<JobResult> {
  const task = data as Task;
  const counts = { hours: 0, days: 0, changed: 0 };
  for (const period of ['hour', 'day'] as const) {
    const times = periodsIn(period, task.from, Math.min(task.to, ctx.clock.now()));
    for (let i = 0; i < times.length && !job.signal.aborted; i += BATCH) {
      const keys = times.slice(i, i + BATCH).map((time) => ({ pointId: task.pointId, time }));
      const done = await ctx.db
        .transaction()
        .execute((tx) => judgePeriods(ctx, tx, period, keys, task.reason));
      counts[period === 'hour' ? 'hours' : 'days'] += keys.length;
      counts.changed += done.aqi + done.verdicts;
      await job.progress(
        (period === 'hour' ? 0 : 0.9) + ((i + keys.length) / times.length) * (period === 'hour' ? 0.9 : 0.1),
      );
    }
  }
  return counts;
}

/** Starts of the finished periods that overlap [from, to). */
export function periodsIn(period: JudgedPeriod, from: number, to: number): number[] {
  const step = period === 'hour' ? HOUR_MS : DAY_MS;
  const times: number[] = [];
  for (let time = periodStart(period, from); periodEnd(period, time) <= to; time += step) times.push(time);
  return times;
}

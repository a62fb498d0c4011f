import type { Context, JobResult } from '@tarim/platform';
import { owed } from '../domain/schedule.ts';
import { reportingErrors } from '../errors.ts';
import { failLost } from '../sql/reports.ts';
import { noteServed, takeSchedules } from '../sql/schedules.ts';
import { queueReport } from '../use-cases/make-report.ts';
import { tell } from '../use-cases/tell.ts';

/** Longer than a report with all its tries takes. */
const LOST_MINUTES = 45;

/** Queues what the schedules owe, each once, and tells which reports nobody makes any more. */
export async function runSchedules(ctx: Context): Promise<JobResult> {
  const now = ctx.clock.now();
  const queued = await ctx.db.transaction().execute(async (tx) => {
    const made: number[] = [];
    for (const { kind, unitPath, language, publish, ...row } of await takeSchedules(tx)) {
      const occurrence = owed(
        { kind, ...row, since: row.since.getTime(), lastAt: row.lastAt?.getTime() ?? null },
        now,
      );
      if (!occurrence) continue;
      const report = await queueReport(ctx, tx, {
        kind,
        unitPath,
        period: occurrence.period.key,
        language,
        askedBy: null,
        publishWhenDone: publish,
      });
      await noteServed(
        tx,
        { kind, unitPath },
        { at: occurrence.at, period: occurrence.period.key, report: report.id },
      );
      made.push(report.id);
    }
    return made;
  });
  for (const id of queued) tell(ctx, id, 'queued', 0);
  const { zh, en } = reportingErrors.lost;
  const lost = await failLost(ctx.db, { zh, en }, LOST_MINUTES);
  for (const id of lost) tell(ctx, id, 'failed', 0);
  return { queued: queued.length, lost: lost.length };
}

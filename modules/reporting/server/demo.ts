import { MINUTE_MS } from '@tarim/kernel';
import type { Context } from '@tarim/platform';
import { sql } from 'kysely';
import type { ReportKind, Timing } from '../contract.ts';
import { periodBefore } from './domain/period.ts';
import { allSchedules, upsertSchedule } from './sql/schedules.ts';
import { queueReport } from './use-cases/make-report.ts';

const TIMES: ReadonlyArray<readonly [ReportKind, Timing]> = [
  ['daily', { hour: 8, minute: 0 }],
  ['monthly', { hour: 9, minute: 0, day: 3 }],
  ['annual', { hour: 9, minute: 30, day: 10, month: 1 }],
  ['redline', { hour: 9, minute: 15, day: 3 }],
];

/** Schedules of the simulated region: on for each hierarchy that has simulated points. Runs once; what people set stays. */
export async function seedDemoSchedules(ctx: Context): Promise<void> {
  if ((await allSchedules(ctx.db)).length > 0) return;
  const { rows } = await sql<{ root: string }>`
    select distinct '/' || split_part(unit_path, '/', 2) || '/' as root from registry.point where simulated and kind = 'air'
    order by 1`.execute(ctx.db);
  await ctx.db.transaction().execute(async (tx) => {
    for (const { root } of rows)
      for (const [kind, timing] of TIMES)
        await upsertSchedule(
          tx,
          {
            kind,
            unitPath: root,
            enabled: true,
            timing,
            language: 'zh-CN',
            publish: true,
            changedBy: null,
          },
          ctx.clock.now(),
        );
  });
}

/** Until what came last is rolled up and judged. */
const JUDGING_MS = 2 * MINUTE_MS;

/** Once the past of the simulated region has arrived: yesterday's bulletin of each hierarchy, so that there is one to look at. */
export async function queueDemoReports(ctx: Context): Promise<void> {
  const daily = (await allSchedules(ctx.db)).filter((one) => one.kind === 'daily' && one.enabled);
  const now = ctx.clock.now();
  await ctx.db.transaction().execute(async (tx) => {
    for (const { kind, unitPath, language, publish } of daily)
      await queueReport(ctx, tx, {
        kind,
        unitPath,
        language,
        period: periodBefore(kind, now).key,
        askedBy: null,
        publishWhenDone: publish,
        startAfter: new Date(now + JUDGING_MS),
      });
  });
}

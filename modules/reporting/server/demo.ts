import type { Context } from '@tarim/platform';
import { sql } from 'kysely';
import type { ReportKind, Timing } from '../contract.ts';
import { allSchedules, upsertSchedule } from './sql/schedules.ts';

const TIMES: ReadonlyArray<readonly [ReportKind, Timing]> = [
  ['daily', { hour: 8, minute: 0 }],
  ['monthly', { hour: 9, minute: 0, day: 3 }],
  ['annual', { hour: 9, minute: 30, day: 10, month: 1 }],
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

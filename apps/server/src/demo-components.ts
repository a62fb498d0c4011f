import { setImmediate as breathe } from 'node:timers/promises';
import { seedComponents } from '@tarim/composition/server';
import { beijingIso, DAY_MS, HOUR_MS, periodStart } from '@tarim/kernel';
import type { Context } from '@tarim/platform';
import { demoComponents, loadScenario } from '@tarim/simulator';
import { sql } from 'kysely';

const DAYS = 14;
/** Rows brought in at once: pages and devices in between. */
const BATCH = 360;

/**
 * Hours of the simulated component stations: of the last fortnight, and at a later start of what passed meanwhile. Never stops the
 * server.
 */
export async function seedDemoComponents(ctx: Context): Promise<void> {
  try {
    const began = performance.now();
    const now = periodStart('hour', ctx.clock.now());
    const { rows: known } = await sql<{ last: Date | null }>`
      select max(time) as last from composition.hour where simulated`.execute(ctx.db);
    const last = known[0]?.last?.getTime();
    const from = Math.max(periodStart('day', now) - DAYS * DAY_MS, last === undefined ? 0 : last + HOUR_MS);
    const hours = [...demoComponents(loadScenario('xinjiang-demo'), from, now)];
    let created = 0;
    for (let i = 0; i < hours.length; i += BATCH) {
      const rows = hours.slice(i, i + BATCH).map((one) => ({ ...one, time: beijingIso(one.time) }));
      const done = await seedComponents(ctx, { unit: 'ppbv', rows });
      const [problem] = done.problems;
      if (problem) throw new Error(`row ${problem.row} ${problem.column}: ${problem.message}`);
      created += done.created;
      await breathe();
    }
    const ms = Math.round(performance.now() - began);
    if (created > 0) ctx.log.info({ created, ms }, 'simulated VOC components were brought in');
  } catch (error) {
    ctx.log.error({ err: error }, 'simulated VOC components could not be brought in');
  }
}

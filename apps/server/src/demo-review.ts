import { setTimeout } from 'node:timers/promises';
import { beijingDate, DAY_MS, periodStart } from '@tarim/kernel';
import type { Context } from '@tarim/platform';
import { demoMonthArrived, seedDemoReview } from '@tarim/quality/server';
import { sql } from 'kysely';

/** Outlets whose simulated past is two months long (`longPast` of the scenario), and how far the last month is brought. */
const OUTLETS = [
  // That of the enterprise's account, in the unit of the station's accounts: to try it.
  { code: 'SIM-OUTLET-GAS-001', upTo: 'open' },
  { code: 'SIM-OUTLET-GAS-002', upTo: 'final' },
  { code: 'SIM-OUTLET-WATER-001', upTo: 'self' },
] as const;
const LOOK_EVERY_MS = 5_000;
/** The past is there within minutes, or it is not coming: the line of an outlet may be down. */
const LOOKS = 120;

/** Reviews the last month of some simulated outlets once it has arrived. Never stops the server. */
export async function seedDemoReviews(ctx: Context, signal: AbortSignal): Promise<void> {
  const waiting = new Set<(typeof OUTLETS)[number]>(OUTLETS);
  try {
    const month = beijingDate(periodStart('month', ctx.clock.now()) - DAY_MS).slice(0, 7);
    for (let look = 0; look < LOOKS && waiting.size > 0; look++) {
      await setTimeout(LOOK_EVERY_MS, undefined, { signal, ref: false });
      for (const outlet of [...waiting]) {
        const { rows } = await sql<{
          id: number;
        }>`select id from registry.point where code = ${outlet.code} and simulated`.execute(ctx.db);
        const id = rows[0]?.id;
        if (id !== undefined && !(await demoMonthArrived(ctx, id, month))) continue;
        waiting.delete(outlet);
        if (id !== undefined && (await seedDemoReview(ctx, id, month, outlet.upTo)))
          ctx.log.info({ outlet: outlet.code, month }, 'the review of a simulated month was brought in');
      }
    }
  } catch (error) {
    if (!signal.aborted) ctx.log.error({ err: error }, 'the review of a simulated month could not be made');
  }
}

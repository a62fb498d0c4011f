import { MINUTE_MS, periodEnd } from '@tarim/kernel';
import { subscribe } from '@tarim/platform';
import { rolledUp } from '@tarim/telemetry/contract';
import { rememberPoints } from '../sql/due.ts';
import { judgePeriods } from './judge-periods.ts';

/** After the end of a period its last rollup needs a moment; the job judges what nothing else has touched by then. */
const SETTLE_MS = 3 * MINUTE_MS;

/** Judges what telemetry has rolled up, in the transaction of the event. Periods that still run wait for their end. */
export const judgeRollups = subscribe(
  rolledUp,
  'evaluation.judge-rollups',
  async ({ period, items }, tx, ctx) => {
    if (period === 'month') return;
    const now = ctx.clock.now();
    const over: Array<{ pointId: number; time: number }> = [];
    const running: Array<{ pointId: number; period: typeof period; time: number; dueAt: number }> = [];
    for (const item of items) {
      const time = Date.parse(item.time);
      const end = periodEnd(period, time);
      if (end <= now) over.push({ pointId: item.pointId, time });
      else running.push({ pointId: item.pointId, period, time, dueAt: end + SETTLE_MS });
    }
    await rememberPoints(tx, running);
    await judgePeriods(ctx, tx, period, over, 'rolled-up');
  },
);

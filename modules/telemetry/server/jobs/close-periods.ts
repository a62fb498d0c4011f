import { HOUR_MS, MINUTE_MS, periodEnd } from '@tarim/kernel';
import type { Context, JobDefinition } from '@tarim/platform';
import { openPeriods } from '../sql/open-periods.ts';
import { markDirty } from '../sql/projection-write.ts';
import { PERIOD_CODES, type RollupPeriod } from '../sql/rollup-read.ts';

/** After the end of a period its last hour needs a moment (its records have 90 s). */
const GRACE_MS = 2.5 * MINUTE_MS;
/** A finer period that is not computed so long after the end is not waited for any more. */
const PATIENCE_MS = 2 * HOUR_MS;
const BATCH = 50_000;

const NAMES = new Map<number, RollupPeriod>(
  Object.entries(PERIOD_CODES).map(([name, code]) => [code, name as RollupPeriod]),
);

/**
 * Marks days and months that are over but were last computed while they ran. Data mark what they touch; a period that ends in
 * silence is touched by nothing, and only the clock can close it.
 */
export async function closePeriods(ctx: Context): Promise<{ marked: number }> {
  const now = ctx.clock.now();
  return ctx.db.transaction().execute(async (tx) => {
    const over = (await openPeriods(tx, now, BATCH)).filter((one) => {
      const late = now - periodEnd(NAMES.get(one.period)!, one.time);
      return late >= (one.awaited ? PATIENCE_MS : GRACE_MS);
    });
    await markDirty(
      tx,
      over.map(({ pointId, period, time }) => ({ pointId, period, time, dueAt: now, reason: 'period-over' })),
    );
    return { marked: over.length };
  });
}

export const closePeriodsJob: JobDefinition = {
  name: 'telemetry.close-periods',
  titleZh: '结算已结束的日、月',
  titleEn: 'Close days and months that are over',
  cron: '* * * * *',
  handle: (_data, ctx) => closePeriods(ctx),
};

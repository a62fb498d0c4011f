import { HOUR_MS } from '@tarim/kernel';
import { subscribe } from '@tarim/platform';
import { rolledUp } from '@tarim/telemetry/contract';
import { markDue } from '../sql/runs.ts';

/** New hours make their outlets due; an hour that is not over tells nothing yet. What is no outlet is left out by the job. */
export const markOutletsDue = subscribe(rolledUp, 'signals.mark-due', async ({ period, items }, tx, ctx) => {
  if (period !== 'hour') return;
  const now = ctx.clock.now();
  const ids = new Set<number>();
  for (const { pointId, time } of items) if (Date.parse(time) + HOUR_MS <= now) ids.add(pointId);
  if (ids.size > 0) await markDue(tx, [...ids], new Date(now));
});

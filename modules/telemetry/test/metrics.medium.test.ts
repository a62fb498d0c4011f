import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { logMetrics, projectorMetrics, rollupMetrics } from '../server/metrics.ts';
import { Projector } from '../server/projector/projector.ts';
import { frame, HOUR, MINUTE, MN, NOON, river } from './seed.ts';

it('metrics tell how far the projector is behind, whether the log can be written and what waits', async () => {
  const ctx = await river();
  const counted = projectorMetrics(ctx, ctx.frameLog, () => projector.position());
  const projector: Projector = new Projector(ctx, ctx.frameLog, ctx.directory, counted);
  logMetrics(ctx, ctx.frameLog);
  rollupMetrics(ctx);
  const value = async (name: string) => (await ctx.metrics.getSingleMetric(name)!.get()).values[0]?.value;
  await ctx.receive(
    frame(MN.gas, '2051', NOON - 2 * HOUR, { a21026: { Avg: 1 }, a19001: { Avg: 7 } }),
    frame('65A0FF000000000000000009', '2051', NOON - HOUR, { a21026: { Avg: 1 } }),
  );
  expect(await value('tarim_projector_lag_bytes')).toBe(ctx.frameLog.position());
  expect(await value('tarim_frame_log_writable')).toBe(1);
  await projector.step();
  expect(await value('tarim_projector_lag_bytes')).toBe(0);
  expect(await value('tarim_projector_frames_total')).toBe(2);
  expect(await value('tarim_projector_records_total')).toBe(1);
  expect(await value('tarim_projector_values_total')).toBe(2);
  expect(await value('tarim_quarantine_waiting')).toBe(1);
  expect(await value('tarim_rollup_backlog_periods')).toBe(0);
  ctx.clock.advance(MINUTE);
  expect(await value('tarim_rollup_backlog_periods')).toBe(1);
  expect(await value('tarim_rollup_backlog_seconds')).toBeGreaterThan(50);
  await ctx.rollUp();
  ctx.clock.advance(MINUTE);
  await ctx.rollUp();
  expect(await value('tarim_rollup_open_periods')).toBe(1);
  await sql`alter table telemetry.dirty rename to away`.execute(ctx.db);
  expect(await value('tarim_rollup_backlog_periods')).toBeUndefined();
});

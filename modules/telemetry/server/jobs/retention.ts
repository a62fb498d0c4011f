import { DAY_MS } from '@tarim/kernel';
import type { Context, JobDefinition } from '@tarim/platform';
import { sql } from 'kysely';
import { RECORD_KINDS } from '../../contract.ts';
import { dropPartition, partitionsBefore } from '../sql/partitions.ts';

/**
 * How long what is kept. Automatic monitoring records are to be kept for at least five years (生态环境监测条例, State
 * Council Order 820, Art. 26): hours, days and minutes stay that long. Real-time samples are interim values; the frames
 * that brought them stay in the log.
 */
export const RETENTION_DAYS = {
  record: 5 * 366,
  frameIndex: 366,
  realtime: 31,
  arrivals: 31,
  rollup: 30 * 366,
} as const;

export async function applyRetention(
  ctx: Context,
): Promise<{ partitionsDropped: number; realtimeRemoved: number; arrivalsRemoved: number }> {
  const now = ctx.clock.now();
  let partitionsDropped = 0;
  for (const [table, days] of [
    ['record', RETENTION_DAYS.record],
    ['frame', RETENTION_DAYS.frameIndex],
    ['rollup', RETENTION_DAYS.rollup],
  ] as const) {
    for (const name of await partitionsBefore(ctx.db, table, now - days * DAY_MS)) {
      await dropPartition(ctx.db, name);
      partitionsDropped++;
    }
  }
  const realtime = await sql`
    delete from telemetry.record where kind = ${RECORD_KINDS.realtime} and time < ${new Date(now - RETENTION_DAYS.realtime * DAY_MS)}
  `.execute(ctx.db);
  const arrivals =
    await sql`delete from telemetry.arrival where minute < ${new Date(now - RETENTION_DAYS.arrivals * DAY_MS)}`.execute(
      ctx.db,
    );
  return {
    partitionsDropped,
    realtimeRemoved: Number(realtime.numAffectedRows ?? 0),
    arrivalsRemoved: Number(arrivals.numAffectedRows ?? 0),
  };
}

export const retentionJob: JobDefinition = {
  name: 'telemetry.retention',
  titleZh: '数据保存期限',
  titleEn: 'Retention',
  cron: '40 3 * * *',
  handle: (_data, ctx) => applyRetention(ctx),
};

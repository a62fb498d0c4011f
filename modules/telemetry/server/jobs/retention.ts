import { DAY_MS } from '@tarim/kernel';
import type { Context, JobDefinition, JobResult } from '@tarim/platform';
import { sql } from 'kysely';
import { RECORD_KINDS } from '../../contract.ts';
import { dropPartition, partitionsBefore } from '../sql/partitions.ts';

/**
 * How long what is kept. Automatic monitoring records are to be kept for at least five years (生态环境监测条例, State
 * Council Order 820, Art. 26): hours, days and minutes stay that long, and what they replaced as long as themselves. Real-time
 * samples are interim values; the frames that brought them stay in the log. Commands stay with their steps; that they were
 * given stays in the audit log.
 */
export const RETENTION_DAYS = {
  record: 5 * 366,
  frameIndex: 366,
  realtime: 31,
  arrivals: 31,
  rollup: 30 * 366,
  commands: 3 * 366,
} as const;

/** Points whose real-time samples are removed in one statement. */
const POINTS = 500;
/** Late samples may be older than yesterday's; what is older than this goes with its partition. */
const REACH_DAYS = 400;

export async function applyRetention(ctx: Context): Promise<JobResult> {
  const now = ctx.clock.now();
  const ago = (days: number) => now - days * DAY_MS;
  let partitionsDropped = 0;
  for (const [table, days] of [
    ['record', RETENTION_DAYS.record],
    ['frame', RETENTION_DAYS.frameIndex],
    ['rollup', RETENTION_DAYS.rollup],
  ] as const) {
    for (const name of await partitionsBefore(ctx.db, table, ago(days))) {
      await dropPartition(ctx.db, name);
      partitionsDropped++;
    }
  }
  const removed = async (table: string, column: string, before: number) => {
    const result =
      await sql`delete from ${sql.id('telemetry', table)} where ${sql.id(column)} < ${new Date(before)}`.execute(
        ctx.db,
      );
    return Number(result.numAffectedRows ?? 0);
  };
  return {
    partitionsDropped,
    realtimeRemoved: await removeRealtime(ctx, ago(RETENTION_DAYS.realtime)),
    arrivalsRemoved: await removed('arrival', 'minute', ago(RETENTION_DAYS.arrivals)),
    recordRevisionsRemoved: await removed('record_revision', 'time', ago(RETENTION_DAYS.record)),
    rollupRevisionsRemoved: await removed('rollup_revision', 'time', ago(RETENTION_DAYS.rollup)),
    commandsRemoved: await removed('command', 'requested_at', ago(RETENTION_DAYS.commands)),
  };
}

/** Point by point along the key (point, kind, time): what is stored besides them is not read. */
async function removeRealtime(ctx: Context, before: number): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    select distinct point_id as id from telemetry.latest where kind = ${RECORD_KINDS.realtime} order by 1`.execute(
    ctx.db,
  );
  const oldest = new Date(before - REACH_DAYS * DAY_MS);
  let removed = 0;
  for (let from = 0; from < rows.length; from += POINTS) {
    const ids = rows.slice(from, from + POINTS).map((row) => row.id);
    const result = await sql`
      delete from telemetry.record r using unnest(${ids}::int[]) p(id)
      where r.point_id = p.id and r.kind = ${RECORD_KINDS.realtime} and r.time >= ${oldest} and r.time < ${new Date(before)}
    `.execute(ctx.db);
    removed += Number(result.numAffectedRows ?? 0);
  }
  return removed;
}

export const retentionJob: JobDefinition = {
  name: 'telemetry.retention',
  titleZh: '数据保存期限',
  titleEn: 'Retention',
  cron: '40 3 * * *',
  handle: (_data, ctx) => applyRetention(ctx),
};

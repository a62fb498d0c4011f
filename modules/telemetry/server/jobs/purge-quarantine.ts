import { DAY_MS } from '@tarim/kernel';
import type { Context, JobDefinition } from '@tarim/platform';
import { sql } from 'kysely';
import { QUARANTINE_ROWS } from '../projector/quarantine.ts';

/** A device that waits is forgotten when it was silent for so long; one that was hardly ever heard, sooner. */
const SILENT_DAYS = 30;
const HARDLY_HEARD = 2;
const HARDLY_HEARD_DAYS = 2;
const TROUBLE = 'telemetry.quarantine-full';

/**
 * Takes unknown devices off the list that nobody decided on and that are heard no more: invented MNs, loggers on the
 * bench. What people put aside stays aside; frames stay in the log, and whoever is heard again is listed again.
 */
export async function purgeQuarantine(ctx: Context): Promise<{ removed: number; waiting: number }> {
  const now = ctx.clock.now();
  const { numAffectedRows } = await sql`
    delete from telemetry.quarantine where state = 'waiting' and (last_at < ${new Date(now - SILENT_DAYS * DAY_MS)}
      or (frames <= ${HARDLY_HEARD}::int and last_at < ${new Date(now - HARDLY_HEARD_DAYS * DAY_MS)}))
  `.execute(ctx.db);
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from telemetry.quarantine where state = 'waiting'`.execute(ctx.db);
  const waiting = rows[0]!.n;
  if (waiting < QUARANTINE_ROWS) ctx.troubles.clear(TROUBLE);
  else
    ctx.troubles.raise(TROUBLE, {
      titleZh: '隔离区已满：新的未登记设备暂不列出，其报文照常留存',
      titleEn: 'Quarantine is full: new unknown devices are not listed, their frames are kept as always',
      severity: 'warning',
      detail: String(waiting),
    });
  return { removed: Number(numAffectedRows ?? 0), waiting };
}

export const purgeQuarantineJob: JobDefinition = {
  name: 'telemetry.purge-quarantine',
  titleZh: '清理隔离区：久无报文、无人处理的未登记设备',
  titleEn: 'Purge unknown devices that nobody decided on and that are silent',
  cron: '10 3 * * *',
  handle: (_data, ctx) => purgeQuarantine(ctx),
};

import { DAY_MS } from '@tarim/kernel';
import type { Context, JobDefinition } from '@tarim/platform';
import { sql } from 'kysely';

/** After a day somebody should know that packets are missing; so long after that a sibling may still make the set whole. */
const MISSING_AFTER_MS = DAY_MS;
const KEPT_MS = 8 * DAY_MS;

/**
 * States the frames of split records whose siblings have not come. Their values stand in the record since they came. Where
 * all numbers came, each for a DataTime of its own, the device numbers the records of an answer rather than the packets of a
 * record: then nothing is missing.
 */
export async function settlePackets(ctx: Context): Promise<{ stated: number; forgotten: number }> {
  const now = ctx.clock.now();
  return ctx.db.transaction().execute(async (tx) => {
    const { rows } = await sql<{ stated: number }>`
      with old as (
        select mn, cn, data_time, pnum from telemetry.packet group by 1, 2, 3, 4 having max(received_at) < ${new Date(now - MISSING_AFTER_MS)}
      ), numbered as (
        select mn, cn, pnum from telemetry.packet join old using (mn, cn, data_time, pnum) group by 1, 2, 3 having count(distinct pno) = pnum
      ), stated as (
        update telemetry.frame f set status = 'recorded',
          problem = case when exists (select 1 from numbered n where (n.mn, n.cn, n.pnum) = (p.mn, p.cn, p.pnum)) then f.problem
            else 'PACKETS_MISSING' end
        from telemetry.packet p join old using (mn, cn, data_time, pnum) where f.lsn = p.lsn and f.status = 'partial'
        returning 1
      )
      select count(*)::int as stated from stated
    `.execute(tx);
    const gone = await sql`
      delete from telemetry.packet p using (
        select mn, cn, data_time, pnum from telemetry.packet group by 1, 2, 3, 4 having max(received_at) < ${new Date(now - KEPT_MS)}
      ) old where (p.mn, p.cn, p.data_time, p.pnum) = (old.mn, old.cn, old.data_time, old.pnum)
    `.execute(tx);
    return { stated: rows[0]!.stated, forgotten: Number(gone.numAffectedRows ?? 0) };
  });
}

export const settlePacketsJob: JobDefinition = {
  name: 'telemetry.settle-packets',
  titleZh: '处理未齐的分包',
  titleEn: 'Settle incomplete packets',
  cron: '20 * * * *',
  handle: (_data, ctx) => settlePackets(ctx),
};

import { periodEnd, periodStart } from '@tarim/kernel';
import type { Context, JobDefinition } from '@tarim/platform';
import { ensurePartition, monthsInDefault, type PartitionedTable } from '../sql/partitions.ts';

const TABLES: readonly PartitionedTable[] = ['record', 'rollup', 'frame'];
const MONTHS_AHEAD = 2;

/** Makes the partitions of this and the coming months, and those of months whose late data fell into the default. */
export async function maintainPartitions(ctx: Context): Promise<{ created: number }> {
  let created = 0;
  for (const table of TABLES) {
    const months = new Set(await monthsInDefault(ctx.db, table));
    let month = periodStart('month', ctx.clock.now());
    for (let i = 0; i <= MONTHS_AHEAD; i++) {
      months.add(month);
      month = periodEnd('month', month);
    }
    for (const one of months) {
      const made = await ctx.db.transaction().execute((tx) => ensurePartition(tx, table, one));
      if (made) created++;
    }
  }
  return { created };
}

export const maintainPartitionsJob: JobDefinition = {
  name: 'telemetry.maintain-partitions',
  titleZh: '维护分区',
  titleEn: 'Maintain partitions',
  cron: '10 2 * * *',
  handle: (_data, ctx) => maintainPartitions(ctx),
};

import { DAY_MS } from '@tarim/kernel';
import type { Context, JobDefinition } from '@tarim/platform';
import { sql } from 'kysely';
import type { ProjectedFrame } from '../projector/decode-batch.ts';
import { projectEntry } from '../projector/decode-batch.ts';
import { joinMeasurements } from '../projector/interpret.ts';
import { writeBatch } from '../projector/write-batch.ts';
import type { TelemetryRuntime } from '../runtime.ts';
import { rememberLayouts } from '../sql/layouts.ts';

/** A split record whose siblings have not come after a day will not be whole any more: what is there becomes the record. */
export async function settlePackets(ctx: Context, runtime: TelemetryRuntime): Promise<{ settled: number }> {
  const { log, directory } = runtime;
  if (!log || !directory) return { settled: 0 };
  const { rows } = await sql<{ lsns: number[] }>`
    delete from telemetry.packet p using (
      select mn, cn, data_time, pnum from telemetry.packet group by 1, 2, 3, 4 having max(received_at) < ${new Date(ctx.clock.now() - DAY_MS)} limit 1000
    ) old where (p.mn, p.cn, p.data_time, p.pnum) = (old.mn, old.cn, old.data_time, old.pnum)
    returning array[p.lsn]::float8[] as lsns, p.mn, p.cn, p.data_time, p.pnum, p.pno
  `.execute(ctx.db);
  const sets = new Map<string, ProjectedFrame[]>();
  for (const { lsns } of rows) {
    const entry = await log.readAt(lsns[0]!);
    if (!entry) continue;
    const frame = projectEntry(entry, directory);
    if (!frame.measurement) continue;
    const key = `${frame.mn}/${frame.cn}/${frame.measurement.time}`;
    sets.set(key, [...(sets.get(key) ?? []), frame]);
  }
  for (const frames of sets.values()) {
    const first = frames.sort((a, b) => (a.packet?.pno ?? 0) - (b.packet?.pno ?? 0))[0]!;
    const whole: ProjectedFrame = {
      ...first,
      status: 'recorded',
      problem: 'PACKETS_MISSING',
      packet: null,
      measurement: joinMeasurements(frames.map((one) => one.measurement!)),
    };
    const result = await ctx.db
      .transaction()
      .execute((tx) =>
        writeBatch(tx, [whole], { now: ctx.clock.now(), reread: async () => null, indexed: true }),
      );
    rememberLayouts(result.layouts);
  }
  return { settled: sets.size };
}

export function settlePacketsJob(runtime: TelemetryRuntime): JobDefinition {
  return {
    name: 'telemetry.settle-packets',
    titleZh: '处理未齐的分包',
    titleEn: 'Settle incomplete packets',
    cron: '20 * * * *',
    handle: (_data, ctx) => settlePackets(ctx, runtime),
  };
}

import { statfs } from 'node:fs/promises';
import { Gauge } from 'prom-client';
import type { Context } from './module.ts';

const LOOK_MS = 60_000;
/** Below this people are told: a full disk stops the frame log, and devices are not answered any more. */
const LOW_BYTES = 2 * 2 ** 30;
const LOW_FRACTION = 0.05;

/** The space left on the file system of a folder, bytes; `low` when an operator should know. */
export async function diskSpace(dir: string): Promise<{ free: number; total: number; low: boolean }> {
  const { bavail, blocks, bsize } = await statfs(dir);
  const [free, total] = [bavail * bsize, blocks * bsize];
  return { free, total, low: free < Math.min(LOW_BYTES, total * LOW_FRACTION) };
}

/** Watches the space that is left for the data folder: a metric, and a trouble when it becomes little. */
export function watchDisk(ctx: Context): { stop(): void } {
  const free = new Gauge({
    name: 'tarim_disk_free_bytes',
    help: 'Space left for the data folder',
    registers: [ctx.metrics],
  });
  const total = new Gauge({
    name: 'tarim_disk_bytes',
    help: 'Size of the file system of the data folder',
    registers: [ctx.metrics],
  });
  const look = async () => {
    try {
      const { free: left, total: all, low } = await diskSpace(ctx.config.dataDir);
      free.set(left);
      total.set(all);
      if (low)
        ctx.troubles.raise('platform.disk', {
          titleZh: `数据目录所在磁盘仅余 ${Math.round(left / 2 ** 20)} MiB，写满后将不再接收数据`,
          titleEn: `Only ${Math.round(left / 2 ** 20)} MiB are left for the data folder; once full, no data are accepted`,
          severity: 'warning',
          detail: ctx.config.dataDir,
        });
      else ctx.troubles.clear('platform.disk');
    } catch (error) {
      ctx.log.warn({ err: error }, 'the space left cannot be told');
    }
  };
  void look();
  const timer = setInterval(look, LOOK_MS);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}

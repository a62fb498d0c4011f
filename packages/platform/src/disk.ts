import { statfs } from 'node:fs/promises';
import { Gauge } from 'prom-client';
import type { Context } from './module.ts';

const LOOK_MS = 60_000;
/** Below this the operator is told every minute: a full disk stops the frame log, and devices are not answered any more. */
const LOW_BYTES = 2 * 2 ** 30;
const LOW_FRACTION = 0.05;

/** Watches the space that is left for the data folder: a metric, and a line in the log when it becomes little. */
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
      const { bavail, blocks, bsize } = await statfs(ctx.config.dataDir);
      free.set(bavail * bsize);
      total.set(blocks * bsize);
      if (bavail * bsize < Math.min(LOW_BYTES, blocks * bsize * LOW_FRACTION)) {
        ctx.log.error(
          { freeMb: Math.round((bavail * bsize) / 2 ** 20), dataDir: ctx.config.dataDir },
          'the disk is nearly full',
        );
      }
    } catch (error) {
      ctx.log.warn({ err: error }, 'the space left cannot be told');
    }
  };
  void look();
  const timer = setInterval(look, LOOK_MS);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}

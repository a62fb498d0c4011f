import { setTimeout } from 'node:timers/promises';
import type { Context } from '@tarim/platform';
import { sql } from 'kysely';
import type { DeviceDirectory } from '../devices/directory.ts';
import type { FrameLog } from '../log/port.ts';
import { framesOfDevice } from '../sql/frame-read.ts';
import { rememberLayouts } from '../sql/layouts.ts';
import { type ProjectedFrame, projectEntry } from './decode-batch.ts';
import { writeBatch } from './write-batch.ts';

/** Frames that can become records once their device is registered, or its key or password is right. */
const REPLAYABLE = ['quarantined', 'refused'];
const BATCH = 1_000;

/**
 * Projects the kept frames of a device again, from the log: what arrived before the device was adopted becomes records
 * with its original arrival times. Can be interrupted and repeated: frames already recorded are no longer replayable.
 */
export async function replayDevice(
  ctx: Context,
  log: FrameLog,
  directory: DeviceDirectory,
  mn: string,
  progress: (done: number) => Promise<void> = async () => {},
): Promise<{ frames: number; recorded: number }> {
  directory.forget();
  await directory.prepare([mn]);
  if (!directory.get(mn)) return { frames: 0, recorded: 0 };
  await projected(ctx, log.position());
  let after = -1;
  let frames = 0;
  let recorded = 0;
  for (;;) {
    const lsns = await framesOfDevice(ctx.db, { mn, statuses: REPLAYABLE, after, limit: BATCH });
    if (lsns.length === 0) break;
    after = lsns.at(-1)!;
    const batch: ProjectedFrame[] = [];
    for (const lsn of lsns) {
      const entry = await log.readAt(lsn);
      if (entry) batch.push(projectEntry(entry, directory));
    }
    const result = await ctx.db
      .transaction()
      .execute((tx) => writeBatch(tx, batch, { now: ctx.clock.now(), indexed: true }));
    rememberLayouts(result.layouts);
    frames += batch.length;
    recorded += batch.filter((frame) => frame.status === 'recorded').length;
    await progress(frames);
  }
  await sql`update telemetry.quarantine set state = 'adopted' where mn = ${mn}`.execute(ctx.db);
  return { frames, recorded };
}

const MAX_WAIT_MS = 30_000;

/**
 * Waits until the tables have reached this position: a batch that was decoded before the device was known, and is not written
 * yet, would otherwise be overlooked. Without a running projector it goes on with what is there.
 */
async function projected(ctx: Context, position: number): Promise<void> {
  for (const until = Date.now() + MAX_WAIT_MS; Date.now() < until; ) {
    const { rows } = await sql<{
      position: number;
    }>`select min(position) as position from telemetry.projection`.execute(ctx.db);
    if ((rows[0]?.position ?? position) >= position) return;
    await setTimeout(100);
  }
}

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { SegmentFileLog } from '../server/log/segment-files.ts';
import { Projector } from '../server/projector/projector.ts';
import { ThreadedProjector } from '../server/projector/threaded-projector.ts';
import type { BatchCounts } from '../server/projector/write-batch.ts';
import { frame, HOUR, MINUTE, MN, NOON, river, seedDevice, statuses } from './seed.ts';

const minutes = (from: number, count: number) =>
  Array.from({ length: count }, (_, i) =>
    frame(MN.gas, '2051', from + i * MINUTE, {
      a21026: { Avg: i + 0.125, Flag: 'N' },
      a34013: { Avg: 1000 - i, Flag: 'N' },
    }),
  );

/** A log of small segments, so that some are sealed while the thread reads behind the writer. */
async function setUp(entry?: URL) {
  const ctx = await river();
  const log = await SegmentFileLog.open({ dir: `${ctx.config.dataDir}/framelog`, segmentBytes: 20_000 });
  const counts: BatchCounts[] = [];
  const live: object[] = [];
  ctx.live.subscribe(['telemetry.arrivals'], (_topic, message) => live.push(message));
  const projector = new ThreadedProjector(ctx, log, {
    databaseUrl: ctx.config.databaseUrl,
    counted: (one) => counts.push(one),
    ...(entry ? { entry } : {}),
  });
  onTestFinished(async () => {
    await projector.stop();
    await log.close();
  });
  const receive = (...frames: readonly Uint8Array[]) =>
    log.append(
      frames.map((payload) => ({
        receivedAt: NOON,
        transport: 'tcp',
        kind: 'frame',
        remote: 'test',
        payload,
      })),
    );
  const caughtUp = () =>
    vi.waitUntil(() => projector.position() === log.position(), { timeout: 20_000, interval: 20 });
  return { ctx, log, projector, counts, live, receive, caughtUp };
}

const records = async (ctx: Awaited<ReturnType<typeof river>>) =>
  (
    await sql<{ time: Date; values: number[]; lsn: number }>`
      select time, values, lsn from telemetry.record order by time`.execute(ctx.db)
  ).rows;

describe('the projector on a thread of its own', () => {
  it('follows the writer through its segments, and tells what it did', async () => {
    const { ctx, log, projector, counts, live, receive, caughtUp } = await setUp();
    const sent: number[] = [];
    sent.push(...(await receive(...minutes(NOON - 10 * HOUR, 60))));
    projector.start();
    for (let hour = 9; hour > 3; hour--) sent.push(...(await receive(...minutes(NOON - hour * HOUR, 60))));
    await caughtUp();
    expect(log.segments().length).toBeGreaterThan(3);
    const stored = await records(ctx);
    expect(stored.map((row) => row.lsn)).toEqual(sent);
    expect(stored.map((row) => row.values)).toEqual(
      Array.from({ length: 420 }, (_, i) => [(i % 60) + 0.125, 1000 - (i % 60)]),
    );
    expect(counts.reduce((sum, one) => sum + one.records, 0)).toBe(420);
    await vi.waitUntil(() => live.length > 0, { timeout: 5_000 });
  });

  it('dies and is started again: every frame is there, once', async () => {
    const { ctx, projector, receive, caughtUp } = await setUp(
      new URL('./dying-thread.fixture.ts', import.meta.url),
    );
    projector.start();
    await receive(...minutes(NOON - 10 * HOUR, 60));
    await vi.waitUntil(() => existsSync(join(ctx.config.dataDir, 'died-once')), { timeout: 20_000 });
    for (let hour = 9; hour > 0; hour--) await receive(...minutes(NOON - hour * HOUR, 60));
    await caughtUp();
    expect((await records(ctx)).length).toBe(600);
    const states = await statuses(ctx.db);
    expect(states.filter((one) => one.status === 'recorded').length).toBe(600);
    expect(states.length).toBe(600);
  });

  it('learns of a registered device when it is told to forget', async () => {
    const { ctx, projector, receive, caughtUp } = await setUp();
    const mn = '65A0AA000000000000000009';
    const later = (time: number) => frame(mn, '2051', time, { a21026: { Avg: 5 } });
    projector.start();
    await receive(later(NOON - HOUR));
    await caughtUp();
    await seedDevice(ctx.db, { mn, pointId: 2 });
    projector.forget();
    await receive(later(NOON - HOUR + MINUTE));
    await caughtUp();
    expect((await statuses(ctx.db)).map((one) => one.status)).toEqual(['quarantined', 'recorded']);
  });

  it('makes the same tables as one between the answers', async () => {
    const { ctx, log, projector, receive, caughtUp } = await setUp();
    await receive(...minutes(NOON - HOUR, 60), ...minutes(NOON - HOUR, 3));
    projector.start();
    await caughtUp();
    const threaded = [await records(ctx), await statuses(ctx.db)];
    await projector.stop();
    await sql`truncate telemetry.record, telemetry.frame, telemetry.latest, telemetry.dirty, telemetry.arrival`.execute(
      ctx.db,
    );
    await sql`update telemetry.projection set position = 0`.execute(ctx.db);
    const plain = new Projector(ctx, log, ctx.directory);
    while (await plain.step()) {
      // Until the end of the log.
    }
    expect([await records(ctx), await statuses(ctx.db)]).toEqual(threaded);
  });
});

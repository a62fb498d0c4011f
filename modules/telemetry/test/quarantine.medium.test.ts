import { deviceChanged } from '@tarim/registry/contract';
import { actorWith } from '@tarim/testkit';
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { dismissQuarantine, ingest, listQuarantine, listSessions } from '../contract.ts';
import { purgeQuarantine } from '../server/jobs/purge-quarantine.ts';
import { telemetryModule } from '../server/module.ts';
import { projectEntry } from '../server/projector/decode-batch.ts';
import { writeQuarantine } from '../server/projector/quarantine.ts';
import { replayDevice } from '../server/projector/replay.ts';
import { type Live, live, logger } from './live.ts';
import { DAY, frame, HOUR, MINUTE, NOON, POINT, recordAt, seedDevice, statuses } from './seed.ts';

const at = NOON - HOUR;
const STRANGER = '65A0FF000000000000000009';
const ADMIN = actorWith('administrator', '/');
const list = async (ctx: Live, state?: string) =>
  (await ctx.server.call(listQuarantine, { as: ADMIN, query: state ? { state } : {} })).body.devices;

it('an unknown device is answered and listed; registered, its earlier frames become records as of their arrival', async () => {
  const ctx = await live();
  const device = await logger(ctx.gateway.port, { mn: STRANGER });
  await device.report(at, 12);
  ctx.clock.advance(MINUTE);
  await device.report(at + MINUTE, 13);
  await ctx.project();
  const [row] = await list(ctx);
  expect(row).toMatchObject({
    mn: STRANGER,
    frames: 2,
    state: 'waiting',
    edition: '2017',
    sample: { a21026: 13 },
  });
  expect(row.remote).toContain('127.0.0.1');
  const { body } = await ctx.server.call(listSessions, { as: ADMIN });
  expect(body.sessions).toMatchObject([{ mn: STRANGER, deviceId: null, proven: false }]);

  // Registering it tells telemetry, which asks for a replay in the same transaction.
  await seedDevice(ctx.db, { mn: STRANGER, pointId: POINT.river });
  const { subscriptions } = telemetryModule({}, ctx.runtime);
  const adoption = subscriptions!.find((one) => one.event.type === deviceChanged.type)!;
  const payload = { deviceId: 9, mn: STRANGER, pointId: POINT.river, active: true };
  await ctx.db.transaction().execute((tx) => adoption.handle(payload, tx, ctx));
  expect(ctx.jobs.queued).toMatchObject([{ name: 'telemetry.replay-device', data: { mn: STRANGER } }]);
  const replay = () => replayDevice(ctx, ctx.frameLog, ctx.directory, STRANGER);
  expect(await replay()).toEqual({ frames: 2, recorded: 2 });

  const key = { pointId: POINT.river, kind: 2, time: at };
  expect(await recordAt(ctx.db, key)).toMatchObject({ values: { 'a21026.Avg': 12 } });
  const { rows } = await sql<{ at: Date }>`
    select received_at as at from telemetry.record where point_id = ${POINT.river} order by time`.execute(
    ctx.db,
  );
  expect(rows.map((one) => one.at.getTime() - NOON)).toEqual([0, MINUTE]);
  expect(await list(ctx)).toEqual([]);
  expect(await list(ctx, 'adopted')).toMatchObject([{ mn: STRANGER }]);
  // Once more changes nothing; what comes now is recorded at once, on the connection that is open since before.
  expect(await replay()).toEqual({ frames: 0, recorded: 0 });
  await device.report(at + 2 * MINUTE, 14);
  await ctx.project();
  expect((await statuses(ctx.db)).map((one) => one.status)).toEqual(['recorded', 'recorded', 'recorded']);
  expect(ctx.gateway.book.of(STRANGER)).not.toBeNull();
});

it('what an unknown device sent over HTTPS becomes records only when it is registered for HTTPS', async () => {
  const ctx = await live({ apiKeys: { tarim_abcdefgh: 'ingest' } });
  await ctx.server.call(ingest, {
    body: {
      mn: STRANGER,
      cn: '2051',
      dataTime: new Date(at).toISOString(),
      items: [{ code: 'a21026', attrs: { Avg: 5 } }],
    },
    headers: { authorization: 'Bearer tarim_abcdefgh' },
  });
  await ctx.project();
  expect(await list(ctx)).toMatchObject([{ mn: STRANGER, remote: 'tarim_abcdef', edition: null }]);
  await seedDevice(ctx.db, { mn: STRANGER, pointId: POINT.river });
  const replay = () => replayDevice(ctx, ctx.frameLog, ctx.directory, STRANGER);
  expect(await replay()).toEqual({ frames: 1, recorded: 0 });
  expect(await statuses(ctx.db)).toMatchObject([{ status: 'refused', problem: 'TRANSPORT' }]);
  await ctx.register(STRANGER, { transport: 'http' });
  expect(await replay()).toEqual({ frames: 1, recorded: 1 });
});

it('one that was put aside stays aside, and is counted on', async () => {
  const ctx = await live();
  const device = await logger(ctx.gateway.port, { mn: STRANGER });
  await device.report(at);
  await ctx.project();
  const dismissed = await ctx.server.call(dismissQuarantine, {
    as: ADMIN,
    params: { mn: STRANGER },
    body: { reason: '测试台' },
  });
  expect(dismissed.body.state).toBe('dismissed');
  await device.report(at + MINUTE);
  await ctx.project();
  expect(await list(ctx)).toEqual([]);
  expect(await list(ctx, 'dismissed')).toMatchObject([{ mn: STRANGER, frames: 2 }]);
});

it('so many wait at once; those listed go on, new ones are listed when there is room again', async () => {
  const ctx = await live();
  const mns = Array.from({ length: 8 }, (_, n) => `65A0FF00000000000000000${n}`);
  const frames = async (names: readonly string[]) => {
    await ctx.receive(...names.map((mn) => frame(mn, '2051', at, { a21026: { Avg: 1 } })));
    const { entries } = await ctx.frameLog.read(0, 1 << 20);
    return entries.slice(-names.length).map((entry) => projectEntry(entry, ctx.directory));
  };
  const write = async (names: readonly string[]) => {
    const projected = await frames(names);
    await ctx.db.transaction().execute((tx) => writeQuarantine(tx, projected, 5));
  };
  await write(mns.slice(0, 3));
  await write(mns);
  expect((await list(ctx)).length).toBe(5);
  await write(mns);
  const rows: { mn: string; frames: number }[] = await list(ctx);
  expect(rows.filter((one) => mns.slice(0, 3).includes(one.mn)).map((one) => one.frames)).toEqual([3, 3, 3]);
  expect(rows).toHaveLength(5);
  await sql`update telemetry.quarantine set state = 'dismissed' where mn = any(${mns.slice(0, 2)}::text[])`.execute(
    ctx.db,
  );
  await write(mns);
  expect((await list(ctx)).length).toBe(5);
});

it('what nobody decided on and is silent leaves the list: the invented soon, the others after a month', async () => {
  const ctx = await live();
  const rows: [string, string, number, number][] = [
    ['heard-once', 'waiting', 1, 3 * DAY],
    ['heard-once-lately', 'waiting', 1, DAY],
    ['silent', 'waiting', 500, 31 * DAY],
    ['quiet', 'waiting', 500, 20 * DAY],
    ['aside', 'dismissed', 1, 100 * DAY],
  ];
  for (const [mn, state, count, age] of rows)
    await sql`
      insert into telemetry.quarantine (mn, first_at, last_at, frames, last_lsn, state)
      values (${mn}, ${new Date(NOON - age)}, ${new Date(NOON - age)}, ${count}, 0, ${state})`.execute(
      ctx.db,
    );
  expect(await purgeQuarantine(ctx)).toEqual({ removed: 2, waiting: 2 });
  const { rows: left } = await sql<{ mn: string }>`select mn from telemetry.quarantine order by mn`.execute(
    ctx.db,
  );
  expect(left.map((one) => one.mn)).toEqual(['aside', 'heard-once-lately', 'quiet']);
});

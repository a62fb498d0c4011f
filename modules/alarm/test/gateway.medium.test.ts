import { type TestContext, testContext } from '@tarim/testkit';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { watchDevices } from '../server/jobs/watch-devices.ts';
import { membersOf } from '../server/sql/members.ts';
import { listAlarmViews, logOf } from '../server/sql/read.ts';
import { MODULES, seedRegistry, URUMQI } from './seed.ts';

const MINUTE = 60_000;
const NOON = Date.parse('2026-11-24T12:00:00+08:00');
const LONG_AGO = NOON - 86_400_000;
const BEHIND = 200;

/** Two hundred stacks behind one gateway, and one of the same enterprise with a line of its own; ids 4 … 204. */
async function setUp(): Promise<TestContext> {
  const ctx = await testContext({ modules: MODULES, now: NOON });
  await seedRegistry(ctx.db);
  await sql`insert into registry.point (code, name, kind, unit_path, enterprise_id, public, simulated)
    select 'X' || n, '排口 ' || n, 'outlet-gas', ${URUMQI}, null, true, true from generate_series(1, ${BEHIND}::int + 1) n`.execute(
    ctx.db,
  );
  await sql`insert into registry.device (mn, point_id, unit_path, edition, rtd_interval, minute_interval, gateway)
    select 'X' || id, id, ${URUMQI}, '2017', 60, 10, case when code = ${`X${BEHIND + 1}`} then null else '园区光纤 1 号' end
    from registry.point where code like 'X%'`.execute(ctx.db);
  await sql`insert into telemetry.layout (slots) values ('a21026.Rtd')`.execute(ctx.db);
  return ctx;
}

/** Newest records of points 4 … (with ids up to and with `last`), each some seconds after the other. */
async function hearAll(ctx: TestContext, at: number, spread: number, last = 203): Promise<void> {
  await sql`insert into telemetry.latest (point_id, kind, time, layout_id, values, flags, lsn, received_at)
    select p.id, 1, t, l.id, '{1}', null, 77, t from (
      select p.id, ${new Date(at)}::timestamptz + make_interval(secs => (p.id - 4) * ${spread}::float8 / 200) as t from registry.point p
      where p.code like 'X%' and p.id <= ${last}) p, (select id from telemetry.layout where slots = 'a21026.Rtd') l
    on conflict (point_id, kind) do update set time = excluded.time, received_at = excluded.received_at`.execute(
    ctx.db,
  );
}

const alarms = (ctx: TestContext) => listAlarmViews(ctx.db, { state: 'all', scopes: ['/'] }, { limit: 1000 });
async function watchUntil(ctx: TestContext, minutes: number): Promise<void> {
  while (ctx.clock.now() < NOON + minutes * MINUTE) {
    ctx.clock.advance(MINUTE);
    await watchDevices(ctx, LONG_AGO);
  }
}

describe('a gateway that goes out', () => {
  it('with two hundred devices behind it is one grouped alarm with its members, and one recovery', async () => {
    const ctx = await setUp();
    // They fell silent one after another within two minutes and a half.
    await hearAll(ctx, NOON, 150);
    await watchUntil(ctx, 12);
    const [group, ...others] = await alarms(ctx);
    expect(others).toEqual([]);
    expect(group).toMatchObject({
      kind: 'offline',
      state: 'firing',
      pointName: '园区光纤 1 号',
      unitPath: URUMQI,
      group: { by: 'gateway', key: 'gateway:园区光纤 1 号', members: BEHIND },
    });
    expect((await membersOf(ctx.db, group!.id)).filter((one) => one.state === 'firing')).toHaveLength(BEHIND);

    // Back again, one after another as well.
    await hearAll(ctx, ctx.clock.now() + 1, 0, 60);
    await watchUntil(ctx, 13);
    await hearAll(ctx, ctx.clock.now() + 1, 0);
    await watchUntil(ctx, 14);
    await hearAll(ctx, ctx.clock.now() + 4 * MINUTE, 0);
    await watchUntil(ctx, 20);
    const after = await alarms(ctx);
    expect(after.map((one) => [one.id, one.state])).toEqual([[group!.id, 'closed']]);
    expect((await membersOf(ctx.db, group!.id)).filter((one) => one.state !== 'closed')).toEqual([]);
    const told = (await logOf(ctx.db, group!.id)).filter((line) => line.from !== line.to);
    expect(told.map((line) => line.why)).toEqual(['seen', 'held', 'cleared', 'quiet']);
  });

  it('published one alarm to others, with its group and unit', async () => {
    const ctx = await setUp();
    await hearAll(ctx, NOON, 0);
    await watchUntil(ctx, 9);
    const { rows } = await sql<{ payload: { items: object[] } }>`
      select payload from platform.outbox where type = 'alarm.changed.v1' order by id`.execute(ctx.db);
    const items = rows.flatMap((row) => row.payload.items);
    expect(items).toMatchObject([
      { kind: 'offline', to: 'pending', groupId: 1, members: BEHIND, unitPath: URUMQI, silenced: false },
      { kind: 'offline', to: 'firing', groupId: 1, members: BEHIND },
    ]);
  });

  it('one device of many that falls silent alarms alone, after its neighbours had time to tell', async () => {
    const ctx = await setUp();
    await hearAll(ctx, NOON, 0);
    await hearAll(ctx, NOON + 20 * MINUTE, 0, 202);
    await watchUntil(ctx, 7);
    expect(await alarms(ctx)).toEqual([]);
    await watchUntil(ctx, 10);
    expect((await alarms(ctx)).map((one) => [one.pointId, one.state, one.group])).toEqual([
      [203, 'firing', null],
    ]);
  });

  it('takes in what had alarmed alone before', async () => {
    const ctx = await setUp();
    await hearAll(ctx, NOON, 0);
    await hearAll(ctx, NOON + 5 * MINUTE, 0, 202);
    await watchUntil(ctx, 9);
    expect((await alarms(ctx)).map((one) => [one.pointId, one.state])).toEqual([[203, 'pending']]);
    await watchUntil(ctx, 14);
    const all = await alarms(ctx);
    expect(all.map((one) => [one.state, one.group?.members ?? null]).sort()).toEqual([
      ['closed', null],
      ['firing', BEHIND],
    ]);
    const alone = all.find((one) => one.group === null)!;
    expect((await logOf(ctx.db, alone.id)).at(-1)).toMatchObject({ why: 'grouped' });
  });
});

import { judged } from '@tarim/evaluation/contract';
import { beijingIso } from '@tarim/kernel';
import type { PayloadOf } from '@tarim/platform/contract';
import { deviceChanged, pointChanged } from '@tarim/registry/contract';
import { type TestContext, testContext } from '@tarim/testkit';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { watchDevices } from '../server/jobs/watch-devices.ts';
import { listAlarmViews, logOf } from '../server/sql/read.ts';
import { hear, MODULES, seedRegistry } from './seed.ts';

const MINUTE = 60_000;
const H = 3_600_000;
const NOON = Date.parse('2026-11-24T12:00:00+08:00');
type Item = PayloadOf<typeof judged>['items'][number];
const exceeds = (pointId: number, time = NOON): Item => ({
  pointId,
  code: 'a21026',
  period: 'hour',
  time: beijingIso(time),
  verdict: 'exceeds',
  value: 40,
  limit: 35,
  ratio: 40 / 35,
  revision: 0,
});

/** Points 1 and 2 exceed; point 1 is silent as well. */
async function setUp(): Promise<TestContext> {
  const ctx = await testContext({ modules: MODULES, now: NOON + H });
  await seedRegistry(ctx.db);
  await tell(ctx, exceeds(1), exceeds(2));
  await hear(ctx.db, 1, NOON);
  for (let minute = 0; minute < 4; minute++) {
    ctx.clock.advance(MINUTE);
    await watchDevices(ctx, 0);
  }
  expect(await states(ctx)).toEqual(['exceedance 1 firing', 'exceedance 2 firing', 'offline 1 firing']);
  return ctx;
}
async function tell(ctx: TestContext, ...items: Item[]): Promise<void> {
  await ctx.db.transaction().execute((tx) => ctx.outbox.publish(tx, judged, { items }));
  await ctx.deliver();
}
const all = (ctx: TestContext) => listAlarmViews(ctx.db, { state: 'all', scopes: ['/'] }, { limit: 100 });
const states = async (ctx: TestContext) =>
  (await all(ctx)).map((one) => `${one.kind} ${one.pointId} ${one.state}`).sort();
const closePoint = (ctx: TestContext, id: number) =>
  sql`update registry.point set active = false where id = ${id}`.execute(ctx.db);

describe('alarms of a point that was closed', () => {
  it('end at once, with the reason, when the registry tells', async () => {
    const ctx = await setUp();
    await closePoint(ctx, 1);
    await ctx.db.transaction().execute((tx) => ctx.outbox.publish(tx, pointChanged, { pointId: 1 }));
    await ctx.deliver();
    expect(await states(ctx)).toEqual(['exceedance 1 closed', 'exceedance 2 firing', 'offline 1 closed']);
    for (const alarm of (await all(ctx)).filter((one) => one.pointId === 1)) {
      expect((await logOf(ctx.db, alarm.id)).at(-1)).toMatchObject({
        from: 'firing',
        to: 'closed',
        why: 'withdrawn',
        by: null,
      });
    }
    const { rows } = await sql<{ payload: { items: { why: string; to: string }[] } }>`
      select payload from platform.outbox where type = 'alarm.changed.v1' order by id desc limit 1`.execute(
      ctx.db,
    );
    expect(rows[0]!.payload.items.map((item) => [item.why, item.to])).toEqual([
      ['withdrawn', 'closed'],
      ['withdrawn', 'closed'],
    ]);
  });

  it('end in the next round of the watch, should nobody have told', async () => {
    const ctx = await setUp();
    await closePoint(ctx, 1);
    expect(await watchDevices(ctx, 0)).toMatchObject({ withdrawn: 2 });
    expect(await states(ctx)).toEqual(['exceedance 1 closed', 'exceedance 2 firing', 'offline 1 closed']);
    expect(await watchDevices(ctx, 0)).toMatchObject({ withdrawn: 0 });
  });

  it('stay when the point was only changed', async () => {
    const ctx = await setUp();
    await ctx.db.transaction().execute((tx) => ctx.outbox.publish(tx, pointChanged, { pointId: 1 }));
    await ctx.deliver();
    expect(await states(ctx)).toEqual(['exceedance 1 firing', 'exceedance 2 firing', 'offline 1 firing']);
  });

  it('are not raised by what is judged afterwards: that is kept for the record', async () => {
    const ctx = await setUp();
    await closePoint(ctx, 3);
    await tell(ctx, exceeds(3));
    expect((await all(ctx)).find((one) => one.pointId === 3)).toMatchObject({
      state: 'closed',
      historical: true,
    });
  });
});

describe('alarms about devices', () => {
  it('end when the last device of the point is closed; exceedances go on', async () => {
    const ctx = await setUp();
    await sql`update registry.device set active = false where point_id = 1`.execute(ctx.db);
    const told = { deviceId: 1, mn: 'MN1', pointId: 1, active: false };
    await ctx.db.transaction().execute((tx) => ctx.outbox.publish(tx, deviceChanged, told));
    await ctx.deliver();
    expect(await states(ctx)).toEqual(['exceedance 1 firing', 'exceedance 2 firing', 'offline 1 closed']);
  });

  it('stay while another device is there', async () => {
    const ctx = await setUp();
    await sql`insert into registry.device (mn, point_id, unit_path, edition) select 'MN9', point_id, unit_path, '2017'
      from registry.device where mn = 'MN1'`.execute(ctx.db);
    await sql`update registry.device set active = false where mn = 'MN1'`.execute(ctx.db);
    const told = { deviceId: 1, mn: 'MN1', pointId: 1, active: false };
    await ctx.db.transaction().execute((tx) => ctx.outbox.publish(tx, deviceChanged, told));
    await ctx.deliver();
    expect(await states(ctx)).toContain('offline 1 firing');
  });
});

import { judged } from '@tarim/evaluation/contract';
import { beijingIso } from '@tarim/kernel';
import type { PayloadOf } from '@tarim/platform/contract';
import { type TestContext, testContext } from '@tarim/testkit';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { watchDevices } from '../server/jobs/watch-devices.ts';
import { listAlarmViews, logOf } from '../server/sql/read.ts';
import { MODULES, seedRegistry } from './seed.ts';

const H = 3_600_000;
const NOON = Date.parse('2026-11-24T12:00:00+08:00');
type Item = PayloadOf<typeof judged>['items'][number];

const item = (time: number, value: number, more: Partial<Item> = {}): Item => ({
  pointId: 1,
  code: 'a21026',
  period: 'hour',
  time: beijingIso(time),
  verdict: value > 35 ? 'exceeds' : 'meets',
  value,
  limit: 35,
  ratio: value / 35,
  revision: 0,
  ...more,
});

async function setUp(): Promise<TestContext> {
  const ctx = await testContext({ modules: MODULES, now: NOON + H + 60_000 });
  await seedRegistry(ctx.db);
  return ctx;
}
const tell = async (ctx: TestContext, ...items: Item[]) => {
  await ctx.db.transaction().execute((tx) => ctx.outbox.publish(tx, judged, { items }));
  await ctx.deliver();
};
const all = (ctx: TestContext) => listAlarmViews(ctx.db, { state: 'all', scopes: ['/'] }, { limit: 100 });
const whys = async (ctx: TestContext, id: number) =>
  (await logOf(ctx.db, id)).map((line) => `${line.from ?? '·'}>${line.to} ${line.why}`);

describe('exceedance alarms', () => {
  it('fire, keep what they rest on, recover and close', async () => {
    const ctx = await setUp();
    await tell(ctx, item(NOON, 40), item(NOON, 20, { code: 'a21002' }));
    const [alarm] = await all(ctx);
    expect(alarm).toMatchObject({
      kind: 'exceedance',
      state: 'firing',
      severity: 'warning',
      pointId: 1,
      pointName: '1 号炉烟囱',
      enterpriseName: '天山热电',
      unitPath: '/650000/650100/650102/',
      code: 'a21026',
      startedAt: beijingIso(NOON + H),
      simulated: true,
      historical: false,
      evidence: {
        source: 'verdict',
        pointId: 1,
        code: 'a21026',
        period: 'hour',
        time: beijingIso(NOON),
        value: 40,
        limit: 35,
      },
    });
    await tell(ctx, item(NOON + H, 80));
    expect((await all(ctx))[0]).toMatchObject({ occurrences: 2, severity: 'critical', peak: { value: 80 } });
    await tell(ctx, item(NOON + 2 * H, 30));
    expect((await all(ctx))[0]!.state).toBe('recovering');
    ctx.clock.set(NOON + 3 * H + 59 * 60_000);
    await watchDevices(ctx, 0);
    expect((await all(ctx))[0]!.state).toBe('recovering');
    ctx.clock.set(NOON + 4 * H);
    await watchDevices(ctx, 0);
    expect((await all(ctx)).filter((one) => one.kind === 'exceedance')[0]!.state).toBe('closed');
    expect(await whys(ctx, alarm!.id)).toEqual([
      '·>pending seen',
      'pending>firing held',
      'firing>recovering cleared',
      'recovering>closed quiet',
    ]);
  });

  it('are one for a cause, also when the event comes twice', async () => {
    const ctx = await setUp();
    await tell(ctx, item(NOON, 40));
    await tell(ctx, item(NOON, 40));
    const alarms = await all(ctx);
    expect(alarms).toHaveLength(1);
    expect(alarms[0]!.occurrences).toBe(1);
    await expect(
      sql`insert into alarm.alarm (kind, state, severity, rule_id, point_id, unit_path, code, period, started_at, last_cause_at, evidence,
        simulated, point_name, point_kind, created_at, updated_at)
        select kind, 'pending', severity, rule_id, point_id, unit_path, code, period, started_at, last_cause_at, evidence,
        simulated, point_name, point_kind, created_at, updated_at from alarm.alarm`.execute(ctx.db),
    ).rejects.toThrow(/alarm_open/);
  });

  it('recover with the reason when a recomputation takes the exceedance away', async () => {
    const ctx = await setUp();
    await tell(ctx, item(NOON, 40));
    await tell(ctx, item(NOON, 34, { revision: 1 }));
    const [alarm] = await all(ctx);
    expect(alarm!.state).toBe('recovering');
    const log = await logOf(ctx.db, alarm!.id);
    expect(log.at(-1)).toMatchObject({
      from: 'firing',
      to: 'recovering',
      why: 'revised',
      evidence: { value: 34, revision: 1 },
    });
  });

  it('go on when only one of several exceedances is recomputed away', async () => {
    const ctx = await setUp();
    await tell(ctx, item(NOON - H, 50), item(NOON, 40));
    await tell(ctx, item(NOON - H, 30, { revision: 1 }));
    const [alarm] = await all(ctx);
    expect(alarm!.state).toBe('firing');
    expect((await whys(ctx, alarm!.id)).at(-1)).toBe('firing>firing revised');
  });

  it('keep the worst of what still stands', async () => {
    const ctx = await setUp();
    await tell(ctx, item(NOON - H, 90), item(NOON, 40));
    await tell(ctx, item(NOON - H, 38, { revision: 1 }));
    expect((await all(ctx))[0]!.peak).toMatchObject({ value: 40 });
  });

  it('are only recorded when the data come more than two days late, hours in a row as one', async () => {
    const ctx = await setUp();
    const old = NOON - 72 * H;
    await tell(ctx, item(old, 40), item(old + H, 60), item(old + 2 * H, 20), item(old + 20 * H, 50));
    const alarms = await all(ctx);
    expect(alarms.map((one) => [one.state, one.historical, one.occurrences, one.peak?.value])).toEqual([
      ['closed', true, 1, 50],
      ['closed', true, 2, 60],
    ]);
    expect(await listAlarmViews(ctx.db, { scopes: ['/'] }, { limit: 10 })).toEqual([]);
  });

  it('are raised and already recovering when a later hour is known to be good', async () => {
    const ctx = await setUp();
    await sql`insert into evaluation.verdict (point_id, code, period, time, verdict, measure, rule_version, inputs, computed_at)
      values (1, 'a21026', 1, ${new Date(NOON)}, 'meets', 'converted', 'x', '{}', now())`.execute(ctx.db);
    await sql`insert into evaluation.latest_verdict values (1, 'a21026', 1, ${new Date(NOON)})`.execute(
      ctx.db,
    );
    await tell(ctx, item(NOON - 3 * H, 40));
    expect((await all(ctx))[0]!.state).toBe('recovering');
  });

  it('hold hourly and daily limits of one factor apart', async () => {
    const ctx = await setUp();
    await tell(ctx, item(NOON, 40), item(NOON - 12 * H, 40, { period: 'day' }));
    await tell(ctx, item(NOON + H, 20));
    const states = (await all(ctx)).map((one) => `${one.evidence.period} ${one.state}`);
    expect(states.sort()).toEqual(['day firing', 'hour recovering']);
  });

  it('publish their changes as one event', async () => {
    const ctx = await setUp();
    await tell(ctx, item(NOON, 40), item(NOON, 50, { code: 'a21002' }));
    const { rows } = await sql<{
      payload: { items: unknown[] };
    }>`select payload from platform.outbox where type = 'alarm.changed.v1'`.execute(ctx.db);
    expect(rows.map((row) => row.payload.items.length)).toEqual([4]);
  });
});

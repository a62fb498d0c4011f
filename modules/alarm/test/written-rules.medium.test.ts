import { beijingIso } from '@tarim/kernel';
import { rolledUp } from '@tarim/telemetry/contract';
import { type TestContext, testContext } from '@tarim/testkit';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { MODULES as EVALUATION_MODULES, H, NOON, rollUp, seedRegistry } from '../../evaluation/test/seed.ts';
import type { RuleBody, Term } from '../contract.ts';
import { escalate } from '../server/jobs/escalate.ts';
import { alarmModule } from '../server/module.ts';
import { hushAlarms, insertHush, settleHushes } from '../server/sql/hush.ts';
import { membersOf } from '../server/sql/members.ts';
import { listAlarmViews, logOf } from '../server/sql/read.ts';
import { addVersion } from '../server/sql/rule-book.ts';
import { passTime, runRules } from '../server/use-cases/run-rules.ts';
import { tryRule } from '../server/use-cases/trials.ts';

// Without evaluation's own consumers: only what the rules see.
const MODULES = [
  ...EVALUATION_MODULES.slice(0, 3),
  { ...EVALUATION_MODULES[3]!, subscriptions: [] },
  alarmModule,
];
const STACK = 4;
const MINUTE = 60_000;

const above = (value: number, more: object = {}): Term =>
  ({ type: 'threshold', code: 'a21026', op: 'above', value, unit: 'mg/m3', ...more }) as Term;
const bodyOf = (terms: readonly Term[], more: Partial<RuleBody> = {}): RuleBody => ({
  scope: { pointIds: [STACK] },
  basis: 'hour',
  condition: { join: 'all', parts: [...terms] },
  severity: 'warning',
  pendingFor: 0,
  recoverFor: 0,
  ...more,
});

async function setUp(body: RuleBody): Promise<TestContext> {
  const ctx = await testContext({ modules: MODULES, now: NOON });
  await seedRegistry(ctx.db);
  await write(ctx, body, NOON - 24 * H);
  return ctx;
}
const write = (ctx: TestContext, body: RuleBody, at: number) =>
  ctx.db
    .transaction()
    .execute((tx) =>
      addVersion(
        tx,
        { key: 'mine', name: '我的规则', note: null, enabled: true, body, changedBy: '甲', reason: '试验' },
        at,
      ),
    );

/** Hours after noon and their means; told of as they come. */
async function arrive(
  ctx: TestContext,
  hours: ReadonlyArray<readonly [hour: number, mean: number]>,
  pointId = STACK,
) {
  for (const [hour, mean] of hours)
    await rollUp(ctx.db, { pointId, period: 'hour', time: NOON + hour * H }, { 'a21026.Avg': mean });
  const items = hours.map(([hour]) => ({ pointId, time: beijingIso(NOON + hour * H), revision: 0 }));
  await ctx.db.transaction().execute((tx) => ctx.outbox.publish(tx, rolledUp, { period: 'hour', items }));
  await ctx.deliver();
}
const alarms = (ctx: TestContext) =>
  listAlarmViews(ctx.db, { state: 'all', scopes: ['/'], kind: 'rule' }, { limit: 100 });
const hour = (iso: string | null) => (iso === null ? null : (Date.parse(iso) - NOON) / H);
/** What stands: hour of the first cause, of firing, of the end, and the state. */
const lives = async (ctx: TestContext) =>
  (await alarms(ctx))
    .filter((one) => one.occurrences > 0)
    .map((one) => [hour(one.startedAt), hour(one.firedAt), hour(one.closedAt), one.state])
    .sort((a, b) => Number(a[0]) - Number(b[0]));

describe('a written rule on the stream', () => {
  it('raises, keeps figures, recovers; the log shows how each term stood; others hear of it', async () => {
    const ctx = await setUp(bodyOf([above(35)], { recoverFor: 3600 }));
    ctx.clock.set(NOON + 6 * H);
    await arrive(ctx, [
      [0, 30],
      [1, 40],
      [2, 50],
      [3, 20],
      [4, 20],
    ]);
    const [alarm] = await alarms(ctx);
    expect(alarm).toMatchObject({
      kind: 'rule',
      ruleKey: 'mine',
      ruleName: '我的规则',
      state: 'closed',
      pointId: STACK,
      peak: { source: 'rollup', value: 50, limit: 35, code: 'a21026' },
      occurrences: 2,
    });
    expect(await lives(ctx)).toEqual([[2, 2, 5, 'closed']]);
    const log = await logOf(ctx.db, alarm!.id);
    expect(log.map((line) => line.why)).toEqual(['seen', 'held', 'cleared', 'quiet']);
    expect(log[0]!.steps).toEqual([{ term: 0, on: true, value: 40, threshold: 35 }]);
    const { rows } = await sql<{ items: { to: string; ruleKey: string; unitPath: string }[] }>`
      select payload -> 'items' as items from platform.outbox where type = 'alarm.changed.v1'`.execute(
      ctx.db,
    );
    expect(rows.flatMap((row) => row.items)).toMatchObject(
      ['pending', 'firing', 'recovering', 'closed'].map((to) => ({
        to,
        ruleKey: 'mine',
        unitPath: '/650000/650100/650102/',
      })),
    );
  });

  it('comes to the same alarms in whatever order hours arrive, and to those of a trial on history', {
    timeout: 120_000,
  }, async () => {
    const body = bodyOf([above(35, { clear: 30 })], { pendingFor: 3600, recoverFor: 7200 });
    const means = [20, 40, 41, 33, 29, 28, 50, 20, 20, 20, 60, 60, 60, 60];
    const hours = means.map((mean, n) => [n, mean] as const);
    const orders = [
      hours.map((one) => [one]),
      [hours.slice(7), hours.slice(0, 7)],
      [...hours].reverse().map((one) => [one]),
      [
        hours.filter(([n]) => n % 3 === 1),
        hours.filter(([n]) => n % 3 === 2),
        hours.filter(([n]) => n % 3 === 0),
      ],
    ];
    for (const batches of orders) {
      const ctx = await setUp(body);
      ctx.clock.set(NOON + 14 * H);
      for (const batch of batches) {
        await arrive(ctx, batch);
        await ctx.db.transaction().execute((tx) => passTime(ctx, tx));
      }
      ctx.clock.set(NOON + 15 * H);
      await ctx.db.transaction().execute((tx) => passTime(ctx, tx));
      // By hand: 40 at the end of hour 1 (2 o'clock after noon) is the first cause, 41 an hour later makes it fire, 29 clears, quiet
      // would be at 7 but 50 comes at 7 with the clock: again; 20 at 8 clears, closed at 10; 60 from 11, fires at 12.
      const stands = await lives(ctx);
      expect(stands.filter(([, fired]) => fired !== null)).toEqual([
        [2, 3, 10, 'closed'],
        [11, 12, null, 'firing'],
      ]);
      const trial = await tryRule(ctx, body, NOON - 24 * H, NOON + 14 * H);
      expect(trial.alarms.map((one) => [hour(one.startedAt), hour(one.firedAt), hour(one.closedAt)])).toEqual(
        [
          [11, 12, null],
          [2, 3, 10],
        ],
      );
      expect([trial.fired, trial.points, trial.observations]).toEqual([2, 1, means.length]);
    }
  });

  it('takes back what late data show not to be so', async () => {
    const ctx = await setUp(bodyOf([above(35)]));
    ctx.clock.set(NOON + 4 * H);
    await arrive(ctx, [
      [0, 40],
      [1, 41],
    ]);
    expect(await lives(ctx)).toEqual([[1, 1, null, 'firing']]);
    await arrive(ctx, [
      [0, 20],
      [1, 21],
    ]);
    const [alarm] = await alarms(ctx);
    expect(alarm).toMatchObject({ state: 'closed', occurrences: 0 });
    expect((await logOf(ctx.db, alarm!.id)).at(-1)).toMatchObject({
      from: 'firing',
      to: 'closed',
      why: 'revised',
    });
  });

  it('notices silence by the clock, and a stretch without data while it is open', async () => {
    const silent = await setUp(bodyOf([{ type: 'absent', minutes: 120 }]));
    silent.clock.set(NOON + 2 * H);
    await arrive(silent, [[0, 1]]);
    silent.clock.set(NOON + 3 * H + 9 * MINUTE);
    await silent.db.transaction().execute((tx) => passTime(silent, tx));
    expect(await lives(silent)).toEqual([]);
    silent.clock.set(NOON + 3 * H + 10 * MINUTE);
    await silent.db.transaction().execute((tx) => passTime(silent, tx));
    expect(await lives(silent)).toEqual([[3, 3, null, 'firing']]);

    const blind = await setUp(bodyOf([above(35)], { noDataMinutes: 120 }));
    await arrive(blind, [[0, 40]]);
    blind.clock.set(NOON + 4 * H);
    await blind.db.transaction().execute((tx) => passTime(blind, tx));
    expect((await alarms(blind)).map((one) => one.state)).toEqual(['no-data']);
    await arrive(blind, [[3, 40]]);
    expect((await alarms(blind)).map((one) => one.state)).toEqual(['firing']);
  });

  it('says where it cannot be evaluated', async () => {
    const ctx = await setUp(bodyOf([above(1, { unit: 'm3/h' })]));
    await arrive(ctx, [[0, 40]]);
    expect(await alarms(ctx)).toEqual([]);
    const { rows } = await sql`select trouble from alarm.series`.execute(ctx.db);
    expect(rows).toEqual([{ trouble: 'unit-foreign' }]);
  });

  it('of records: told of those points only, one event a batch', async () => {
    const ctx = await setUp(bodyOf([above(100)], { basis: 'minute' }));
    await ctx.db
      .transaction()
      .execute((tx) => runRules(ctx, tx, [{ basis: 'minute', pointId: STACK, from: NOON, to: NOON }]));
    const { rows } = await sql`select point_id, kind from telemetry.watched`.execute(ctx.db);
    expect(rows).toEqual([{ point_id: STACK, kind: 2 }]);
  });

  it('ends what the version before raised, and raises by the new one', async () => {
    const ctx = await setUp(bodyOf([above(35)]));
    await arrive(ctx, [[0, 40]]);
    ctx.clock.set(NOON + 90 * MINUTE);
    await write(ctx, bodyOf([above(30)]), NOON + 90 * MINUTE);
    ctx.clock.set(NOON + 3 * H);
    await ctx.db.transaction().execute((tx) => passTime(ctx, tx));
    expect(await lives(ctx)).toEqual([[1, 1, 1.5, 'closed']]);
    await arrive(ctx, [[1, 32]]);
    expect(await lives(ctx)).toEqual([
      [1, 1, 1.5, 'closed'],
      [2, 2, null, 'firing'],
    ]);
  });
});

describe('grouping', () => {
  it('makes the points of an enterprise one alarm, which is over when all of them are', async () => {
    const ctx = await setUp(bodyOf([above(35)], { scope: { enterpriseIds: [1] }, groupBy: 'enterprise' }));
    await sql`insert into registry.point_parameter (point_id, unit_path, code, unit) values (5, '/650000/', 'a21026', 'mg/m3')`.execute(
      ctx.db,
    );
    ctx.clock.set(NOON + 5 * H);
    await arrive(ctx, [[0, 40]]);
    await arrive(ctx, [[0, 50]], 5);
    const [group, ...others] = await alarms(ctx);
    expect(others).toEqual([]);
    expect(group).toMatchObject({
      state: 'firing',
      pointName: '天山热电',
      group: { by: 'enterprise', key: 'enterprise:1', members: 2 },
    });
    await arrive(ctx, [[1, 20]]);
    expect((await alarms(ctx)).map((one) => [one.state, one.group?.members])).toEqual([['firing', 1]]);
    await arrive(ctx, [[1, 20]], 5);
    expect((await alarms(ctx)).map((one) => one.state)).toEqual(['closed']);
    expect((await membersOf(ctx.db, group!.id)).map((one) => [one.pointId, one.state])).toEqual([
      [4, 'closed'],
      [5, 'closed'],
    ]);
  });
});

describe('silence and escalation', () => {
  const escalation = [
    { afterMinutes: 30, severity: 'warning' as const, to: '站长' },
    { afterMinutes: 60, severity: 'critical' as const },
  ];
  const escalated = async (ctx: TestContext) =>
    (
      await sql<{
        payload: object;
      }>`select payload from platform.outbox where type = 'alarm.escalated.v1' order by id`.execute(ctx.db)
    ).rows.map((row) => row.payload);

  it('tells the next level, step after step, while nobody acknowledges', async () => {
    const ctx = await setUp(bodyOf([above(35)], { escalation, severity: 'info' }));
    ctx.clock.set(NOON + H);
    await sql`update alarm.rule set escalation = ${JSON.stringify(escalation)}::jsonb where key = 'mine'`.execute(
      ctx.db,
    );
    await arrive(ctx, [[0, 40]]);
    await escalate(ctx);
    expect(await escalated(ctx)).toEqual([]);
    ctx.clock.set(NOON + H + 30 * MINUTE);
    await escalate(ctx);
    await escalate(ctx);
    ctx.clock.set(NOON + 2 * H);
    await escalate(ctx);
    expect(await escalated(ctx)).toMatchObject([
      { alarmId: 1, step: 1, severity: 'warning', to: '站长', unitPath: '/650000/650100/650102/' },
      { alarmId: 1, step: 2, severity: 'critical' },
    ]);
    expect((await alarms(ctx))[0]).toMatchObject({ severity: 'critical', escalated: 2 });
  });

  it('a silence is shown on the alarm, told to others, stops escalation, and ends by the clock', async () => {
    const ctx = await setUp(bodyOf([above(35)], { escalation }));
    ctx.clock.set(NOON + H);
    await ctx.db.transaction().execute((tx) =>
      insertHush(tx, {
        kind: 'maintenance',
        pointId: STACK,
        ruleKey: null,
        alarmKind: null,
        unitPath: '/650000/650100/650102/',
        from: NOON,
        until: NOON + 3 * H,
        reason: '更换滤芯',
        byName: '甲',
        byUser: 'u',
        at: NOON,
      }),
    );
    await arrive(ctx, [[0, 40]]);
    expect((await alarms(ctx))[0]!.hush).toMatchObject({ kind: 'maintenance', reason: '更换滤芯', by: '甲' });
    const { rows } = await sql<{ silenced: boolean }>`
      select (payload -> 'items' -> 0 ->> 'silenced')::boolean as silenced from platform.outbox where type = 'alarm.changed.v1'`.execute(
      ctx.db,
    );
    expect(rows).toEqual([{ silenced: true }]);
    ctx.clock.set(NOON + 2 * H);
    await escalate(ctx);
    expect(await escalated(ctx)).toEqual([]);
    ctx.clock.set(NOON + 3 * H);
    await escalate(ctx);
    expect((await alarms(ctx))[0]!.hush).toBeNull();
    const { rows: after } = await sql<{ item: object }>`
      select payload -> 'items' -> 0 as item from platform.outbox where type = 'alarm.changed.v1' order by id offset 1`.execute(
      ctx.db,
    );
    expect(after).toMatchObject([
      { item: { from: 'firing', to: 'firing', why: 'unsilenced', silenced: false } },
    ]);
    expect(await escalated(ctx)).toHaveLength(2);
    expect(await ctx.db.transaction().execute((tx) => settleHushes(tx, NOON + 3 * H))).toEqual([]);
    expect(await ctx.db.transaction().execute((tx) => hushAlarms(tx, NOON + 3 * H, [1]))).toEqual(new Set());
  });
});

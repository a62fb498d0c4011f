import { makePolicy } from '@tarim/identity/server';
import { testContext } from '@tarim/testkit';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { presentRules } from '../server/sql/rules.ts';
import { getTask, listTasks, tasksOfRadiation } from '../server/use-cases/read-tasks.ts';
import { MODULES, person, SHIHEZI, seedRegistry, TIANSHAN } from './seed.ts';

/** Tuesday 2026-11-24, 12:00 in Beijing. */
const NOW = Date.UTC(2026, 10, 24, 4);
const admin = person('administrator', '/');
type World = Awaited<ReturnType<typeof house>>;

async function house() {
  const ctx = await testContext({ modules: MODULES, policy: makePolicy(), now: NOW });
  await seedRegistry(ctx.db);
  // Terminal 1 in the region, 2 of the Corps.
  for (const [number, unit, simulated] of [
    ['1', TIANSHAN, true],
    ['2', SHIHEZI, false],
  ] as const)
    await sql`insert into tracking.terminal (number, name, serial, unit_path, owner, protocol, source_code, source_ref, nuclide, activity_bq,
        measured_on, category, background, moving_s, parked_s, battery_low, battery_full, auth_code, active, simulated, by_name, at)
      values (${number}, ${`探伤机 ${number}`}, 'S', ${unit}, '天山检测', 'jt808', '', 'x', 'Ir-192', 3.7e12, '2026-09-21', 'II', 0.12, 60, 600,
        3300, 4200, 'x', true, ${simulated}, 'x', now())`.execute(ctx.db);
  await sql`insert into registry.point (code, name, kind, unit_path, lon, lat, control_level, public, simulated)
    values ('R1', '一号站', 'radiation', ${TIANSHAN}, 87.6, 43.8, '国控', true, true)`.execute(ctx.db);
  return ctx;
}

/** Half of what decay leaves of the dose rate at the container is 3.38 µSv/h; 0.1 is far below. */
const FIGURES = {
  net: 0.1,
  expected: 6.76,
  share: 0.5,
  times: 5,
  judgeable: 3,
  background: 0.12,
  activity: 1,
};
async function raise(
  { db }: World,
  kind: string,
  more: { terminal?: number; severity?: string; escalated?: number } = {},
): Promise<number> {
  const { terminal = 1, severity = 'high', escalated = 0 } = more;
  const { rows } = await sql<{ id: number }>`
    insert into tracking.alarm (terminal_id, unit_path, kind, severity, since, last_at, known_at, count, rule, rule_version, figures, escalated, simulated)
    select id, unit_path, ${kind}, ${severity}, '2026-11-24T11:58:00+08:00', now(), now(), 1, 'MOB-3', 1, ${JSON.stringify(FIGURES)}::jsonb,
      ${escalated}, simulated from tracking.terminal where id = ${terminal} returning id`.execute(db);
  return rows[0]!.id;
}
async function tell({ db }: World, alarmId: number, act: string): Promise<void> {
  await sql`insert into platform.outbox (type, payload)
    select 'tracking.alarm-changed.v1', jsonb_build_object('items', jsonb_build_array(jsonb_build_object('alarmId', id, 'terminalId', terminal_id,
      'unitPath', unit_path, 'kind', kind, 'severity', severity, 'act', ${act}::text, 'at', '2026-11-24T12:00:00+08:00', 'simulated', simulated)))
    from tracking.alarm where id = ${alarmId}`.execute(db);
}
const all = async (ctx: World) => (await listTasks(ctx, admin, { state: 'all' }, 'zh-CN')).tasks;

test('a missing source is a task of the radiation supervisor within two hours, with its figures and rule', async () => {
  const ctx = await house();
  const id = await raise(ctx, 'source_missing', { severity: 'critical' });
  await tell(ctx, id, 'raised');
  // Told twice, it stays one.
  await tell(ctx, id, 'raised');
  await ctx.deliver();
  const [task, ...others] = await all(ctx);
  expect(others).toEqual([]);
  expect(task).toMatchObject({
    source: 'tracking',
    cause: 'mobile-source_missing',
    severity: 'critical',
    subject: '探伤机 1',
    unitPath: '/650000/650100/',
    role: 'radiation-supervisor',
    verification: 'on-site',
    dueAt: '2026-11-24T14:00:00+08:00',
    alarms: 1,
    simulated: true,
  });
  const { grounds, rule } = await getTask(ctx, admin, task!.id, 'zh-CN');
  expect(rule).toMatchObject({ name: '放射源失控或容器外暴露：立即赴现场', version: 1 });
  expect(grounds).toMatchObject([
    { source: 'tracking', ref: id, unit: 'µSv/h', value: 0.1, limit: 3.38, ruleVersion: 'MOB-3@1' },
  ]);
  expect(grounds[0]!.explanation).toContain('MOB-3');
  expect((await getTask(ctx, admin, task!.id, 'en')).grounds[0]!.explanation).not.toBe(
    grounds[0]!.explanation,
  );
  expect((await tasksOfRadiation(ctx, 'tracking', id)).tasks.map((one) => one.id)).toEqual([task!.id]);
  // Closed by a person as false: the task shows it, once.
  await sql`update tracking.alarm set closed_at = now(), closed_by = 'person', close_reason = 'false-alarm' where id = ${id}`.execute(
    ctx.db,
  );
  await tell(ctx, id, 'closed');
  await tell(ctx, id, 'closed');
  await ctx.deliver();
  const after = await getTask(ctx, admin, task!.id, 'zh-CN');
  expect(after.grounds[0]).toMatchObject({ endedWhy: 'false-alarm', endedAt: '2026-11-24T12:00:00+08:00' });
  expect(after.steps.map((step) => step.act)).toEqual(['dispatch', 'ground-ended']);
});

test('a terminal offline is no task until its ladder was climbed, nor when it came back in time or was found false', async () => {
  const ctx = await house();
  const offline = await raise(ctx, 'offline');
  await tell(ctx, offline, 'raised');
  const back = await raise(ctx, 'left_area');
  await tell(ctx, back, 'raised');
  await sql`update tracking.alarm set closed_at = now(), closed_by = 'rule' where id = ${back}`.execute(
    ctx.db,
  );
  await tell(ctx, back, 'closed');
  const wrong = await raise(ctx, 'tamper', { escalated: 1 });
  await sql`update tracking.alarm set closed_at = now(), closed_by = 'person', close_reason = 'false-alarm' where id = ${wrong}`.execute(
    ctx.db,
  );
  await tell(ctx, wrong, 'escalated');
  await ctx.deliver();
  expect(await all(ctx)).toEqual([]);
  await sql`update tracking.alarm set escalated = 1 where id = ${offline}`.execute(ctx.db);
  await tell(ctx, offline, 'escalated');
  const corps = await raise(ctx, 'border_crossing', { terminal: 2, escalated: 1 });
  await tell(ctx, corps, 'escalated');
  await ctx.deliver();
  // What nobody answered is critical; objects of the Corps stay in the Corps.
  expect((await all(ctx)).map((one) => [one.cause, one.severity, one.unitPath, one.simulated])).toEqual([
    ['mobile-border_crossing', 'critical', '/BT/BT08/', false],
    ['mobile-offline', 'critical', '/650000/650100/', true],
  ]);
});

interface Finding {
  readonly kind: string;
  readonly worst: string;
  readonly hours: number;
  readonly peak: number;
  /** Hour of the day of the peak, Beijing. */
  readonly at?: string;
}
async function find({ db }: World, { kind, worst, hours, peak, at = '2026-11-24T11:00:00+08:00' }: Finding) {
  await sql`insert into radnet.judgement (point_id, time, unit_path, state, value, rain, wet, mean, sd, n, basis, high, urgent, rule, rule_version, judged_at)
    values (4, ${at}, ${TIANSHAN}, ${worst}, ${peak}, 0, false, 90, 3, 700, 'own', 99, 270, 'HJ 61-2021', 'station@1', now()) on conflict do nothing`.execute(
    db,
  );
  const { rows } = await sql<{ id: number }>`
    insert into radnet.finding (point_id, point_name, unit_path, kind, state, worst, from_at, to_at, hours, peak, peak_at, high, rain, simulated, updated_at)
    values (4, '一号站', ${TIANSHAN}, ${kind}, 'open', ${worst}, ${at}::timestamptz - make_interval(hours => ${hours - 1}), ${at}, ${hours}, ${peak},
      ${at}, 99, 0, true, now()) returning id`.execute(db);
  return rows[0]!.id;
}
async function told({ db }: World, id: number): Promise<void> {
  await sql`insert into platform.outbox (type, payload)
    select 'radnet.finding-raised.v1', jsonb_build_object('items', jsonb_build_array(jsonb_build_object('id', id, 'pointId', point_id,
      'pointName', point_name, 'unitPath', unit_path, 'kind', kind, 'worst', worst, 'from', from_at, 'peak', peak, 'limit', high,
      'simulated', simulated))) from radnet.finding where id = ${id}`.execute(db);
}

test('a dry rise is a task with the way to its hour; it becomes as severe as it gets, and shows that it was withdrawn', async () => {
  const ctx = await house();
  const id = await find(ctx, { kind: 'rise', worst: 'alarm', hours: 2, peak: 112.5 });
  await told(ctx, id);
  await told(ctx, await find(ctx, { kind: 'rain', worst: 'rain-suspected', hours: 2, peak: 105 }));
  await told(ctx, await find(ctx, { kind: 'rise', worst: 'attention', hours: 1, peak: 100 }));
  await told(
    ctx,
    await find(ctx, {
      kind: 'rise',
      worst: 'alarm',
      hours: 2,
      peak: 120,
      at: '2026-11-14T10:00:00+08:00',
    }),
  );
  await ctx.deliver();
  const [task, ...others] = await all(ctx);
  expect(others).toEqual([]);
  // Three working days after Tuesday: Wednesday, Thursday, Friday.
  expect(task).toMatchObject({
    source: 'radnet',
    cause: 'gamma-rise',
    severity: 'warning',
    subject: '一号站',
    dueAt: '2026-11-27T23:59:59+08:00',
  });
  const { grounds } = await getTask(ctx, admin, task!.id, 'zh-CN');
  // 112.5 / 99.
  expect(grounds).toMatchObject([
    {
      ref: id,
      pointId: 4,
      code: 'r01001',
      unit: 'nGy/h',
      value: 112.5,
      limit: 99,
      period: 'hour',
      time: '2026-11-24T11:00:00+08:00',
      ruleVersion: 'station@1',
    },
  ]);
  expect(grounds[0]!.ratio).toBeCloseTo(1.136, 3);
  expect(grounds[0]!.explanation).toMatch(/无雨升高（报警）：最高 112.5 nGy\/h，判别上限 99/);
  await sql`update radnet.finding set worst = 'urgent', peak = 300 where id = ${id}`.execute(ctx.db);
  await told(ctx, id);
  await ctx.deliver();
  expect(await all(ctx)).toMatchObject([{ severity: 'critical', alarms: 1 }]);
  await sql`insert into platform.outbox (type, payload) values ('radnet.finding-settled.v1', ${JSON.stringify(
    {
      items: [
        {
          id,
          pointId: 4,
          unitPath: TIANSHAN,
          state: 'withdrawn',
          conclusion: null,
          at: '2026-11-24T12:00:00+08:00',
        },
      ],
    },
  )}::jsonb)`.execute(ctx.db);
  await ctx.deliver();
  const after = await getTask(ctx, admin, task!.id, 'zh-CN');
  expect(after.grounds[0]!.endedWhy).toBe('withdrawn');
  expect(after.steps.map((step) => step.act)).toEqual(['dispatch', 'attach', 'ground-ended']);
});

test('a fault is a task of the station once it has lasted as long as the rule asks', async () => {
  const ctx = await house();
  const id = await find(ctx, { kind: 'fault', worst: 'fault-flat', hours: 5, peak: 12 });
  await told(ctx, id);
  await ctx.deliver();
  expect(await all(ctx)).toEqual([]);
  await sql`update radnet.finding set hours = 6 where id = ${id}`.execute(ctx.db);
  await told(ctx, id);
  await ctx.deliver();
  const [task] = await all(ctx);
  expect(task).toMatchObject({ cause: 'gamma-fault', severity: 'info', role: 'monitoring-station' });
  // The lowest value of a fault is held against nothing.
  expect((await getTask(ctx, admin, task!.id, 'zh-CN')).grounds[0]).toMatchObject({ value: 12, limit: null });
  const rules = (await presentRules(ctx.db)).filter((one) => /^(mobile|gamma)-/.test(one.key));
  expect(rules.map((one) => one.confidence)).toEqual(Array(6).fill('unverified'));
  expect(rules.every((one) => one.source !== null)).toBe(true);
});

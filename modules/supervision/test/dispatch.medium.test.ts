import { makePolicy } from '@tarim/identity/server';
import { testContext } from '@tarim/testkit';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { presentRules } from '../server/sql/rules.ts';
import { lockTask } from '../server/sql/tasks.ts';
import { dispatchTask, previewDispatch } from '../server/use-cases/dispatch-task.ts';
import { intake } from '../server/use-cases/intake.ts';
import { getTask, listTasks, tasksOfAlarm } from '../server/use-cases/read-tasks.ts';
import { saveDispatchRule } from '../server/use-cases/rules.ts';
import { takeStep } from '../server/use-cases/take-step.ts';
import { fire, MODULES, person, SHIHEZI, seedRegistry, TIANSHAN, tell } from './seed.ts';

/** Tuesday 2026-11-24, 12:00 in Beijing. */
const NOW = Date.UTC(2026, 10, 24, 4);
const admin = person('administrator', '/');

async function house() {
  const ctx = await testContext({ modules: MODULES, policy: makePolicy(), now: NOW });
  await seedRegistry(ctx.db);
  return ctx;
}
const all = async (ctx: Awaited<ReturnType<typeof house>>) =>
  (await listTasks(ctx, admin, { state: 'all' }, 'zh-CN')).tasks;

test('a firing alarm becomes a task of the competent body; more of the same enterprise join it', async () => {
  const ctx = await house();
  const first = await fire(ctx.db, 1, { severity: 'warning' });
  const second = await fire(ctx.db, 2);
  const corps = await fire(ctx.db, 3);
  await fire(ctx.db, 2, { kind: 'offline', severity: 'warning' });
  await ctx.deliver();
  const tasks = await all(ctx);
  // The factory rule for devices is off; two stacks of one enterprise are one task.
  expect(tasks.map((task) => [task.subject, task.unitPath, task.alarms, task.severity])).toEqual([
    ['石河子化工', '/BT/BT08/', 1, 'critical'],
    ['天山热电', TIANSHAN, 2, 'critical'],
  ]);
  const [ofCorps, ofRegion] = tasks;
  // A warning gives five working days: Wed 25, Thu 26, Fri 27, Mon 30, Tue 1 December; critical three.
  expect(ofRegion!.dueAt).toBe('2026-12-01T23:59:59+08:00');
  expect(ofCorps!.dueAt).toBe('2026-11-27T23:59:59+08:00');
  expect([ofRegion!.verification, ofCorps!.verification]).toEqual(['off-site', 'on-site']);
  expect([ofRegion!.simulated, ofCorps!.simulated]).toEqual([true, false]);
  const detail = await getTask(ctx, admin, ofRegion!.id, 'zh-CN');
  expect(detail.bodyName).toBe('乌鲁木齐市生态环境局天山区分局');
  expect(detail.superiorName).toBe('乌鲁木齐市生态环境局');
  expect(detail.grounds.map((one) => [one.ref, one.value, one.limit, one.ratio])).toEqual([
    [first, 120, 50, 2.4],
    [second, 120, 50, 2.4],
  ]);
  expect(detail.grounds[0]!.ruleVersion).toBe('alarm-exceedance@1');
  expect(detail.steps.map((step) => step.act)).toEqual(['dispatch', 'attach']);
  expect((await tasksOfAlarm(ctx, corps)).tasks.map((task) => task.id)).toEqual([ofCorps!.id]);
  const events = await sql<{ act: string }>`
    select payload->'items'->0->>'act' as act from platform.outbox where type = 'supervision.task-changed.v1' order by id`.execute(
    ctx.db,
  );
  expect(events.rows.map((row) => row.act)).toEqual(['dispatch', 'attach', 'dispatch']);
});

test('late data and the same alarm again give nothing; one that is taken back is told to its task', async () => {
  const ctx = await house();
  await fire(ctx.db, 1, { historical: true });
  await ctx.deliver();
  expect(await all(ctx)).toEqual([]);
  const id = await fire(ctx.db, 2);
  await tell(ctx.db, id, {
    pointId: 2,
    kind: 'exceedance',
    severity: 'critical',
    from: 'recovering',
    to: 'firing',
    why: 'again',
    historical: false,
  });
  await tell(ctx.db, id, {
    pointId: 2,
    kind: 'exceedance',
    severity: 'critical',
    from: 'recovering',
    to: 'closed',
    why: 'revised',
    historical: false,
  });
  await ctx.deliver();
  const [task] = await all(ctx);
  const { steps, alarms } = await getTask(ctx, admin, task!.id, 'zh-CN');
  expect([alarms, steps.map((step) => step.act)]).toEqual([1, ['dispatch', 'alarm-withdrawn']]);
});

test('what a silence covers makes no task until it is over; what becomes more severe makes its task so', async () => {
  const ctx = await house();
  const id = await fire(ctx.db, 1, { severity: 'warning', silenced: true });
  await ctx.deliver();
  expect(await all(ctx)).toEqual([]);
  const item = { pointId: 1, kind: 'exceedance', from: 'firing', to: 'firing', historical: false };
  await tell(ctx.db, id, { ...item, severity: 'warning', why: 'unsilenced', silenced: false });
  await tell(ctx.db, id, { ...item, severity: 'warning', why: 'unsilenced', silenced: false });
  await ctx.deliver();
  expect(await all(ctx)).toMatchObject([{ severity: 'warning', alarms: 1 }]);
  await sql`update alarm.alarm set severity = 'critical' where id = ${id}`.execute(ctx.db);
  await tell(ctx.db, id, { ...item, severity: 'critical', why: 'severer' });
  await ctx.deliver();
  expect(await all(ctx)).toMatchObject([{ severity: 'critical', alarms: 1 }]);
});

test('once the task has ended, the next alarm begins another', async () => {
  const ctx = await house();
  await fire(ctx.db, 1);
  await ctx.deliver();
  const [first] = await all(ctx);
  await ctx.db.transaction().execute(async (tx) => {
    const task = (await lockTask(tx, first!.id))!;
    const at = new Date(ctx.clock.now());
    await takeStep(ctx, tx, task, { act: 'close', to: 'closed', change: { endedAt: at } }, null, at);
  });
  await fire(ctx.db, 2);
  await ctx.deliver();
  expect((await all(ctx)).map((task) => task.state)).toEqual(['dispatched', 'closed']);
});

test('a signal comes in by the same door', async () => {
  const ctx = await house();
  const facts = {
    pointId: 1,
    pointName: '1 号炉烟囱',
    code: 'a21026',
    unit: null,
    value: 3,
    limit: null,
    ratio: null,
    period: null,
    time: null,
    lsn: null,
    ruleVersion: 'flatline@1',
    standard: null,
  };
  const signal = {
    source: 'signal',
    ref: { source: 'signal', id: 77 },
    cause: 'flatline',
    severity: 'critical',
    pointId: 1,
    enterpriseId: 1,
    unitPath: TIANSHAN,
    at: NOW,
    facts,
    simulated: true,
  } as const;
  const take = () => ctx.db.transaction().execute((tx) => intake(ctx, tx, signal, null));
  expect((await take())?.made).toBe(true);
  expect((await take())?.made).toBe(false);
  const [task, ...others] = await all(ctx);
  expect(others).toEqual([]);
  expect([task!.source, task!.cause, task!.alarms, task!.verification]).toEqual([
    'signal',
    'flatline',
    1,
    'on-site',
  ]);
  // A weak one is nobody's task.
  const weak = { ...signal, severity: 'info', ref: { source: 'signal', id: 78 } } as const;
  expect(
    await ctx.db.transaction().execute((tx) => intake(ctx, tx, { ...weak, cause: 'drift' }, null)),
  ).toBeNull();
});

test('two at the same moment are one task', async () => {
  const ctx = await house();
  const [one, two] = [await fire(ctx.db, 1), await fire(ctx.db, 2)];
  const duty = person('duty-officer', '/650000/');
  const taken = await Promise.all(
    [one, two].map((alarmId) => dispatchTask(ctx, duty, { alarmId, requirement: '立即核实' })),
  );
  expect(taken.map((each) => each.made).sort()).toEqual([false, true]);
  expect(new Set(taken.map((each) => each.id)).size).toBe(1);
  expect((await all(ctx))[0]!.alarms).toBe(2);
});

test('by hand: within one’s units, as one decides, else as the rules say', async () => {
  const ctx = await house();
  const duty = person('duty-officer', '/650000/');
  const dutyBT = person('duty-officer', '/BT/');
  await expect(dispatchTask(ctx, duty, { pointId: 3, requirement: '核实' })).rejects.toThrow(
    /supervision.dispatch/,
  );
  await expect(dispatchTask(ctx, duty, { requirement: '核实' })).rejects.toMatchObject({
    code: 'SUPERVISION_SUBJECT_MISSING',
  });
  const { id } = await dispatchTask(ctx, dutyBT, {
    pointId: 3,
    requirement: '群众反映异味，请核实',
    unitPath: SHIHEZI,
    verification: 'on-site',
    deadline: { length: 48, unit: 'hour' },
  });
  const task = await getTask(ctx, admin, id, 'zh-CN');
  expect([task.unitPath, task.dueAt, task.requirement, task.dispatchedBy]).toEqual([
    SHIHEZI,
    '2026-11-26T12:00:00+08:00',
    '群众反映异味，请核实',
    dutyBT.name,
  ]);
});

test('a rule is changed by a new version; tasks keep the one that made them, the preview shows the new', async () => {
  const ctx = await house();
  await fire(ctx.db, 1);
  await ctx.deliver();
  const rule = (await presentRules(ctx.db)).find((one) => one.key === 'exceed-critical')!;
  await saveDispatchRule(ctx, admin, rule.key, {
    ...rule,
    order: {
      ...rule.order,
      regionLevel: 'middle',
      deadlines: { ...rule.order.deadlines, critical: { length: 1, unit: 'workday' } },
    },
    reason: '试验',
  });
  const of = { source: 'alarm', cause: 'exceedance', severity: 'critical' } as const;
  const preview = await previewDispatch(ctx, { ...of, pointId: 1 });
  expect(preview).toMatchObject({
    rule: { name: rule.name, version: 2 },
    unitPath: '/650000/650100/',
    bodyName: '乌鲁木齐市生态环境局',
    due: '2026-11-25T23:59:59+08:00',
  });
  const [task] = await all(ctx);
  expect(preview.openTaskId).toBe(task!.id);
  expect((await getTask(ctx, admin, task!.id, 'zh-CN')).rule).toMatchObject({ version: 1 });
  // What no rule is for.
  expect((await previewDispatch(ctx, { ...of, pointId: 1, cause: 'offline' })).rule).toBeNull();
  // A rule that says: no task.
  await saveDispatchRule(ctx, admin, 'quiet', {
    ...rule,
    name: '不派发',
    sort: 1,
    match: { ...rule.match, units: ['/BT/'] },
    order: { ...rule.order, dispatch: false },
    reason: '试验',
  });
  expect(await previewDispatch(ctx, { ...of, pointId: 3 })).toMatchObject({
    suppressed: true,
    unitPath: null,
  });
  await fire(ctx.db, 3);
  await ctx.deliver();
  expect(await all(ctx)).toHaveLength(1);
});

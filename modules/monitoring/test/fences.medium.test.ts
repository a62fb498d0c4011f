import { sql } from 'kysely';
import { expect, test } from 'vitest';
import * as contract from '../contract.ts';
import {
  ANALYST,
  CORPS,
  DUTY,
  form,
  plannedTask,
  row,
  SAMPLER,
  TIANSHAN,
  taskInLab,
  URUMQI,
  world,
} from './seed.ts';

test('the other hierarchy and a reader change nothing', async () => {
  const w = await world();
  const { planId, taskId: id } = await plannedTask(w);
  for (const as of [CORPS, DUTY]) {
    const plan = { year: 2026, title: '计划', kind: 'routine', unitPath: URUMQI };
    const asked = [
      w.call(contract.createPlan, { as, body: plan }),
      w.call(contract.approvePlan, { as, params: { id: planId }, body: {} }),
      w.call(contract.submitSampling, { as, params: { id }, body: form() }),
      w.call(contract.cancelTask, { as, params: { id }, body: { reason: '断流' } }),
      w.call(contract.reportTask, { as, params: { id }, body: {} }),
      w.call(contract.reviewTask, { as, params: { id }, body: { level: 'check', decision: 'pass' } }),
      w.call(contract.reopenTask, { as, params: { id }, body: { reason: '更正' } }),
    ];
    for (const answer of await Promise.all(asked)) expect(answer.status).toBe(403);
    // Both hierarchies read the shared map.
    expect((await w.call(contract.getTask, { as, params: { id } })).status).toBe(200);
  }
});

test('row-level security holds where the policy would not be asked', async () => {
  const w = await world();
  const { planId } = await plannedTask(w);
  await w.ctx.db.transaction().execute(async (tx) => {
    await sql`select set_config('tarim.units', '/BT/BT08/', true)`.execute(tx);
    await sql`set local role tarim_actor`.execute(tx);
    const { numAffectedRows } =
      await sql`update monitoring.plan set title = 'x' where id = ${planId}`.execute(tx);
    expect(numAffectedRows).toBe(0n);
  });
});

test('a plan takes only sites of its unit, items of their standards, and stays when it is in force', async () => {
  const w = await world();
  const { body: plan } = await w.call(contract.createPlan, {
    as: SAMPLER,
    body: { year: 2026, title: '计划', kind: 'groundwater', unitPath: URUMQI },
  });
  const put = async (more: object) =>
    (
      await w.call(contract.putPlanLines, {
        as: SAMPLER,
        params: { id: plan.id },
        body: { pointIds: [w.points.well], items: ['总硬度'], months: [12], body: '监测站', ...more },
      })
    ).body;
  expect((await put({ pointIds: [w.points.corps] })).code).toBe('MONITORING_SITE_ELSEWHERE');
  expect((await put({ pointIds: [99] })).code).toBe('MONITORING_SITE_UNKNOWN');
  expect((await put({ items: ['不存在'] })).code).toBe('MONITORING_ITEM_UNKNOWN');
  const empty = await w.call(contract.approvePlan, { as: SAMPLER, params: { id: plan.id }, body: {} });
  expect(empty.body.code).toBe('MONITORING_PLAN_EMPTY');
  // Both spellings are the item that the standard prints.
  expect((await put({ items: ['氨氮', 'NH3-N', '总硬度'] })).lines).toMatchObject([
    { items: ['氨氮', '总硬度'], unitPath: TIANSHAN, pointName: '天山区监测井' },
  ]);
  await w.call(contract.approvePlan, { as: SAMPLER, params: { id: plan.id }, body: {} });
  expect((await put({})).code).toBe('MONITORING_PLAN_IN_FORCE');
});

test('a laboratory’s system brings results within the unit of its key only', async () => {
  const w = await world();
  const id = await taskInLab(w);
  const rows = [
    { container: 'S-001', item: 'w21003', result: 420, unit: 'µg/L', analysedAt: '2026-11-11 09:00' },
  ];
  const post = (headers: Record<string, string>) =>
    w.call(contract.postLabResults, { query: { mode: 'commit' }, body: { rows }, headers });
  expect((await post({})).status).toBe(401);
  expect((await post({ authorization: 'Bearer other' })).status).toBe(401);
  expect((await post({ authorization: 'Bearer lims' })).body).toMatchObject({ committed: true, tasks: [id] });
  const { rows: kept } =
    await sql`select value, source, analyst from monitoring.result where container = 'S-001'`.execute(
      w.ctx.db,
    );
  expect(kept).toEqual([{ value: 0.42, source: 'api', analyst: '实验室系统' }]);
});

test('refused containers stay on their way, with the reason in their chain', async () => {
  const w = await world();
  const { taskId: id } = await plannedTask(w);
  await w.call(contract.submitSampling, { as: SAMPLER, params: { id }, body: form() });
  const answer = await w.call(contract.receiveContainers, {
    as: ANALYST,
    body: { codes: ['S-001'], accept: false, condition: '瓶破' },
  });
  expect(answer.body).toMatchObject({ received: 0 });
  const { body } = await w.call(contract.getTask, { as: ANALYST, params: { id } });
  expect(body.task.state).toBe('sampled');
  expect(body.containers[0].custody.at(-1)).toMatchObject({ step: 'refused', condition: '瓶破' });
  expect((await w.sheet(ANALYST, [row('S-001', '氨氮', 0.4)], 'check')).body.problems).toMatchObject([
    { code: 'LAB_CONTAINER_NOT_RECEIVED' },
  ]);
});

test('coverage names the units without a site, and completion counts by body', async () => {
  const w = await world();
  await plannedTask(w);
  const { body } = await w.call(contract.getCoverage, { as: DUTY, query: {} });
  const sites = Object.fromEntries(
    body.units.map((one: { code: string; sites: object }) => [one.code, one.sites]),
  );
  // 650200 has no counties in this world: it stands for itself.
  expect(sites).toEqual({
    '650102': { 'surface-water': 1, groundwater: 1 },
    '650103': {},
    '650200': {},
    '659001': { 'surface-water': 1 },
  });
  await sql`update registry.point set lifecycle = 'retired', retired_on = '2026-06-01' where code = 'G1'`.execute(
    w.ctx.db,
  );
  const later = await w.call(contract.getCoverage, { as: DUTY, query: { hierarchy: 'region' } });
  expect(later.body.units.map((one: { sites: object }) => one.sites)).toEqual([
    { 'surface-water': 1 },
    {},
    {},
  ]);
  const before = await w.call(contract.getCoverage, { as: DUTY, query: { asOf: '2026-05-01' } });
  expect(before.body.units[0].sites).toEqual({ 'surface-water': 1, groundwater: 1 });
  const completion = await w.call(contract.getCompletion, { as: DUTY, query: { year: 2026 } });
  expect(completion.body.bodies).toEqual([
    {
      body: '乌鲁木齐市监测站',
      due: 1,
      official: 0,
      underWay: 0,
      overdue: 0,
      cancelled: 0,
      rate: 0,
    },
  ]);
});

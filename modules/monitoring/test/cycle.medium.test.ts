import { sql } from 'kysely';
import { expect, test } from 'vitest';
import * as contract from '../contract.ts';
import {
  ANALYST,
  CHECKER,
  form,
  plannedTask,
  REVIEWER,
  row,
  SAMPLER,
  SIGNER,
  taskInLab,
  type World,
  world,
} from './seed.ts';

const GOOD = [
  row('S-001', '氨氮', 0.42, 0.025),
  row('S-001', '总磷', '0.01L'),
  row('S-002', '氨氮', 0.44, 0.025),
  row('S-003', '氨氮', '<0.025'),
];

const get = async (w: World, id: number, as = SAMPLER) =>
  (await w.call(contract.getTask, { as, params: { id } })).body;

async function reported(w: World): Promise<number> {
  const id = await taskInLab(w);
  await w.sheet(ANALYST, GOOD, 'commit');
  await w.call(contract.reportTask, { as: ANALYST, params: { id }, body: {} });
  return id;
}

const pass = (w: World, id: number, as: typeof SAMPLER, level: string, decision = 'pass', comment?: string) =>
  w.call(contract.reviewTask, { as, params: { id }, body: { level, decision, comment } });

test('from the plan to the official result, each step seen in the task', async () => {
  const w = await world();
  const { planId, taskId: id } = await plannedTask(w);
  // November of two months: February is over.
  expect((await w.call(contract.listTasks, { as: SAMPLER, query: { planId } })).body.tasks).toMatchObject([
    { state: 'assigned', dueFrom: '2026-11-01', dueTo: '2026-11-30', overdue: false },
  ]);
  await w.call(contract.submitSampling, { as: SAMPLER, params: { id }, body: form() });
  const sampled = await get(w, id);
  expect(sampled.task).toMatchObject({ state: 'sampled', sampler: SAMPLER.name });
  // 0.001° of longitude at 43.8° N is 80 m.
  expect(sampled.sampling.distance).toBeGreaterThan(75);
  expect(sampled.sampling.distance).toBeLessThan(85);
  expect(sampled.results.map((one: contract.Result) => [one.item, one.value, one.source])).toEqual(
    expect.arrayContaining([
      ['pH', 8.1, 'on-site'],
      ['溶解氧', 9.2, 'on-site'],
    ]),
  );
  expect(sampled.missing).toHaveLength(4);
  await w.call(contract.receiveContainers, {
    as: ANALYST,
    body: { codes: ['S-001', 'S-002', 'S-003'], accept: true, condition: '完好' },
  });
  const sheet = await w.sheet(ANALYST, GOOD, 'commit');
  expect(sheet.body).toMatchObject({ committed: true, rows: 4, good: 4, problems: [] });
  expect((await w.call(contract.reportTask, { as: ANALYST, params: { id }, body: {} })).status).toBe(200);
  await pass(w, id, CHECKER, 'check');
  await pass(w, id, REVIEWER, 'review');
  await pass(w, id, SIGNER, 'sign');
  const done = await get(w, id);
  expect(done.task.state).toBe('official');
  // NH3-N 0.42 ≤ 0.5 is class II, total phosphorus not detected, DO 9.2 class I, pH within 6 to 9.
  expect(done.official).toMatchObject({ grade: 'II', verdict: 'meets', exceeding: [], revision: 0 });
  expect(done.official.rules[0]).toMatchObject({ standard: 'GB 3838-2002' });
  expect(done.official.steps.length).toBeGreaterThan(3);
  expect(done.containers[0].custody.map((one: { step: string }) => one.step)).toEqual([
    'collected',
    'received',
  ]);
  const listed = await w.call(contract.listResults, { as: SAMPLER, query: { month: '2026-11' } });
  expect(listed.body.results).toMatchObject([{ taskId: id, grade: 'II', pointName: '乌鲁木齐河断面' }]);
  const { rows } = await sql<{ action: string }>`
    select action from platform.audit where action like 'monitoring.%' order by id`.execute(w.ctx.db);
  expect(rows.map((one) => one.action)).toEqual([
    'monitoring.plan.created',
    'monitoring.plan.lines-put',
    'monitoring.plan.approved',
    'monitoring.task.sampled',
    'monitoring.samples.received',
    'monitoring.results.imported',
    'monitoring.task.reported',
    'monitoring.task.check-passed',
    'monitoring.task.review-passed',
    'monitoring.task.sign-passed',
  ]);
});

test('a phone that sends its form twice samples once; another form for a sampled task is refused', async () => {
  const w = await world();
  const { taskId: id } = await plannedTask(w);
  const send = (body: object) => w.call(contract.submitSampling, { as: SAMPLER, params: { id }, body });
  expect((await send(form())).status).toBe(200);
  expect((await send(form())).body).toMatchObject({ state: 'sampled' });
  const other = form({ clientId: '00000000-0000-4000-8000-000000000002' });
  expect((await send(other)).body).toMatchObject({ status: 409, code: 'MONITORING_ACT_NOT_NOW' });
});

test('a field form that cannot be right is refused as a whole', async () => {
  const w = await world();
  const { taskId: id } = await plannedTask(w);
  const code = async (more: object) =>
    (await w.call(contract.submitSampling, { as: SAMPLER, params: { id }, body: form(more) })).body.code;
  expect(await code({ sampledAt: '2026-11-21T10:00:00+08:00' })).toBe('MONITORING_SAMPLED_IN_FUTURE');
  expect(await code({ sampledAt: '2026-10-10T10:00:00+08:00' })).toBe('MONITORING_SAMPLED_OUTSIDE_PERIOD');
  expect(await code({ onSite: { pH: 8 } })).toBe('MONITORING_ITEMS_UNCOVERED');
  const bottle = { code: 'S-001', kind: 'sample', items: ['氨氮', '总磷'] };
  expect(await code({ containers: [bottle, bottle] })).toBe('MONITORING_CONTAINER_REPEATED');
  expect(await code({ containers: [{ ...bottle, items: ['氨氮', '总磷', '汞'] }] })).toBe(
    'MONITORING_ITEM_NOT_ASKED',
  );
  expect(await code({ photos: ['a'.repeat(64)] })).toBe('MONITORING_PHOTO_UNKNOWN');
  const { rows } = await sql`select 1 from monitoring.container`.execute(w.ctx.db);
  expect(rows).toEqual([]);
});

test('a sheet with any error changes nothing; the mended one is taken, and again changes nothing', async () => {
  const w = await world();
  const id = await taskInLab(w);
  const bad = await w.sheet(ANALYST, [...GOOD.slice(0, 3), row('S-003', '氨氮', 'abc')], 'commit');
  expect(bad.body).toMatchObject({
    committed: false,
    sheetId: null,
    problems: [{ row: 5, column: '结果', severity: 'error', code: 'LAB_RESULT_UNREADABLE' }],
  });
  expect((await get(w, id)).missing).toHaveLength(4);
  expect((await w.sheet(ANALYST, GOOD, 'check')).body).toMatchObject({ committed: false, good: 4 });
  expect((await get(w, id)).missing).toHaveLength(4);
  expect((await w.sheet(ANALYST, GOOD, 'commit')).body.committed).toBe(true);
  await w.sheet(ANALYST, GOOD, 'commit');
  const changed = await w.sheet(ANALYST, [row('S-001', '氨氮', 0.5, 0.025)], 'commit');
  expect(changed.body.problems).toMatchObject([{ code: 'LAB_REPLACES_RESULT', severity: 'warning' }]);
  const { rows } = await sql`select value, revision from monitoring.result_revision`.execute(w.ctx.db);
  expect(rows).toEqual([{ value: 0.42, revision: 0 }]);
  expect((await get(w, id)).results).toContainEqual(
    expect.objectContaining({ container: 'S-001', item: '氨氮', value: 0.5, revision: 1 }),
  );
});

test('results that are missing keep a task from the reviewers', async () => {
  const w = await world();
  const id = await taskInLab(w);
  await w.sheet(ANALYST, GOOD.slice(0, 3), 'commit');
  const answer = await w.call(contract.reportTask, { as: ANALYST, params: { id }, body: {} });
  expect(answer.body).toMatchObject({
    status: 422,
    code: 'MONITORING_RESULTS_MISSING',
    params: { count: 1 },
  });
});

test('three levels are three people who did not do the work; a return says why and begins again', async () => {
  const w = await world();
  const id = await reported(w);
  expect((await pass(w, id, SAMPLER, 'check')).body.code).toBe('MONITORING_REVIEW_OWN_WORK');
  expect((await pass(w, id, ANALYST, 'check')).body.code).toBe('MONITORING_REVIEW_OWN_WORK');
  expect((await pass(w, id, CHECKER, 'review')).body.code).toBe('MONITORING_ACT_NOT_NOW');
  await pass(w, id, CHECKER, 'check');
  expect((await pass(w, id, CHECKER, 'review')).body.code).toBe('MONITORING_REVIEW_OWN_LEVEL');
  expect((await pass(w, id, REVIEWER, 'review', 'return')).body.code).toBe('MONITORING_RETURN_NEEDS_COMMENT');
  await pass(w, id, REVIEWER, 'review', 'return', '平行样请复测');
  expect((await get(w, id)).task.state).toBe('returned');
  await w.call(contract.reportTask, { as: ANALYST, params: { id }, body: {} });
  // A new round: whoever checked before may check again, or do another level.
  for (const [who, level] of [
    [REVIEWER, 'check'],
    [CHECKER, 'review'],
    [SIGNER, 'sign'],
  ] as const)
    expect((await pass(w, id, who, level)).status, level).toBe(200);
});

test('an official result is corrected in the open: the old one stays as a revision', async () => {
  const w = await world();
  const id = await reported(w);
  await pass(w, id, CHECKER, 'check');
  await pass(w, id, REVIEWER, 'review');
  await pass(w, id, SIGNER, 'sign');
  expect((await w.sheet(ANALYST, [row('S-001', '氨氮', 1.4)], 'commit')).body.problems).toMatchObject([
    { code: 'LAB_TASK_NOT_OPEN' },
  ]);
  await w.call(contract.reopenTask, { as: SIGNER, params: { id }, body: { reason: '仪器校准有误' } });
  expect((await w.call(contract.listResults, { as: SAMPLER, query: {} })).body.results).toEqual([]);
  await w.sheet(ANALYST, [row('S-001', '氨氮', 1.4), row('S-002', '氨氮', 1.4)], 'commit');
  await w.call(contract.reportTask, { as: ANALYST, params: { id }, body: {} });
  await pass(w, id, CHECKER, 'check');
  await pass(w, id, REVIEWER, 'review');
  await pass(w, id, SIGNER, 'sign');
  // NH3-N 1.4 is class IV (≤ 1.5), 0.4 times above class III (1.0).
  expect((await get(w, id)).official).toMatchObject({
    revision: 1,
    grade: 'IV',
    verdict: 'exceeds',
    exceeding: [{ item: '氨氮', multiple: 0.4 }],
  });
  const { rows } = await sql`select grade, revision, reason from monitoring.official_revision`.execute(
    w.ctx.db,
  );
  expect(rows).toEqual([{ grade: 'II', revision: 0, reason: '仪器校准有误' }]);
});

import { makePolicy } from '@tarim/identity/server';
import { testContext } from '@tarim/testkit';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { getTask, listTasks, tasksOfRadiation } from '../server/use-cases/read-tasks.ts';
import { MODULES, person, seedRegistry, TIANSHAN } from './seed.ts';

/** Tuesday 2026-11-24, 12:00 in Beijing. */
const NOW = Date.UTC(2026, 10, 24, 4);
const admin = person('administrator', '/');

async function house() {
  const ctx = await testContext({ modules: MODULES, policy: makePolicy(), now: NOW });
  await seedRegistry(ctx.db);
  const tell = async (type: string, payload: object) => {
    await sql`insert into platform.outbox (type, payload) values (${type}, ${JSON.stringify(payload)}::jsonb)`.execute(
      ctx.db,
    );
    await ctx.deliver();
  };
  const found = (measurementId: number, percent: number) =>
    tell('emf.exceeded.v1', {
      findingId: measurementId,
      measurementId,
      facilityId: 5,
      facilityName: '天山广播发射台',
      enterpriseId: null,
      unitPath: TIANSHAN,
      lon: 87.6,
      lat: 43.8,
      kind: 'supervisory',
      measuredAt: '2026-11-24T10:00:00+08:00',
      percent,
      ruleVersion: 'gb8702@1',
      simulated: true,
    });
  const all = async () => (await listTasks(ctx, admin, { state: 'all' }, 'zh-CN')).tasks;
  return { ctx, tell, found, all };
}

test('fields over the limit are one task of a facility, as severe as the worst, and told what became of the finding', async () => {
  const { ctx, tell, found, all } = await house();
  await found(7, 120);
  const [task, ...others] = await all();
  expect(others).toEqual([]);
  // Five working days after Tuesday: the Tuesday that follows.
  expect(task).toMatchObject({
    source: 'emf',
    cause: 'emf-over',
    severity: 'warning',
    subject: '天山广播发射台',
    unitPath: '/650000/650100/',
    dueAt: '2026-12-01T23:59:59+08:00',
    simulated: true,
  });
  expect((await getTask(ctx, admin, task!.id, 'zh-CN')).grounds).toMatchObject([
    { ref: 7, value: 120, limit: 100, unit: '%', ratio: 1.2, standard: 'GB 8702-2014' },
  ]);
  expect((await tasksOfRadiation(ctx, 'emf', 7)).tasks.map(({ id }) => id)).toEqual([task!.id]);
  await found(8, 250);
  expect(await all()).toMatchObject([{ id: task!.id, severity: 'critical', alarms: 2 }]);
  await tell('emf.finding-settled.v1', {
    findingId: 7,
    measurementId: 7,
    unitPath: TIANSHAN,
    why: 'withdrawn',
  });
  const { grounds } = await getTask(ctx, admin, task!.id, 'zh-CN');
  expect(grounds.map(({ ref, endedWhy }) => [ref, endedWhy]).sort()).toEqual([
    [7, 'withdrawn'],
    [8, null],
  ]);
});

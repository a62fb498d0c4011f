import { DAY_MS } from '@tarim/kernel';
import { actorWith } from '@tarim/testkit';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { queueDemoReports, seedDemoSchedules } from '../server/demo.ts';
import { runSchedules } from '../server/jobs/run-schedules.ts';
import { getReport } from '../server/use-cases/get-report.ts';
import { listReports } from '../server/use-cases/list-reports.ts';
import { listSchedules, saveSchedule } from '../server/use-cases/schedules.ts';
import { NOON, reportingContext, runJob, UNIT } from './seed.ts';

const maker = actorWith('monitoring-station', UNIT);
const daily = {
  kind: 'daily',
  unitPath: UNIT,
  enabled: true,
  timing: { hour: 8, minute: 0 },
  language: 'zh-CN',
  publish: true,
} as const;

test('a daily schedule makes the day before, once, and publishes it', async () => {
  const ctx = await reportingContext();
  const saved = await saveSchedule(ctx, maker, daily, 'zh-CN');
  expect(saved).toMatchObject({
    nextAt: '2026-11-25T08:00:00+08:00',
    nextPeriod: '2026-11-24',
    unitName: '乌鲁木齐市',
  });
  // Nothing from before it was switched on.
  expect(await runSchedules(ctx)).toEqual({ queued: 0, lost: 0 });
  ctx.clock.set(Date.parse('2026-11-25T08:00:30+08:00'));
  expect(await runSchedules(ctx)).toEqual({ queued: 1, lost: 0 });
  expect(await runSchedules(ctx)).toEqual({ queued: 0, lost: 0 });
  const [schedule] = (await listSchedules(ctx, maker, 'zh-CN')).schedules;
  expect(schedule).toMatchObject({ lastPeriod: '2026-11-24', nextPeriod: '2026-11-25', mayChange: true });
  await runJob(ctx, schedule!.lastReportId!);
  const reader = actorWith('auditor', '/');
  expect(await getReport(ctx, reader, schedule!.lastReportId!, 'zh-CN')).toMatchObject({
    askedBy: null,
    published: { by: null },
    period: '2026-11-24',
  });
});

test('after a downtime the newest missed one is made, once', async () => {
  const ctx = await reportingContext();
  await saveSchedule(ctx, maker, daily, 'zh-CN');
  ctx.clock.set(NOON + 6 * DAY_MS);
  expect(await runSchedules(ctx)).toEqual({ queued: 1, lost: 0 });
  expect(await runSchedules(ctx)).toEqual({ queued: 0, lost: 0 });
  const { reports } = await listReports(ctx, maker, {}, 'zh-CN');
  expect(reports.map((one) => one.period)).toEqual(['2026-11-29']);
});

test('processes that look at the same moment make it once', async () => {
  const ctx = await reportingContext();
  await saveSchedule(ctx, maker, daily, 'zh-CN');
  ctx.clock.set(NOON + DAY_MS);
  const made = await Promise.all([runSchedules(ctx), runSchedules(ctx), runSchedules(ctx)]);
  expect(made.reduce((sum, one) => sum + Number(one.queued), 0)).toBe(1);
});

test('off is off; switched on again, what was missed meanwhile is not owed', async () => {
  const ctx = await reportingContext();
  await saveSchedule(ctx, maker, daily, 'zh-CN');
  const off = await saveSchedule(ctx, maker, { ...daily, enabled: false }, 'zh-CN');
  expect(off.nextAt).toBeNull();
  ctx.clock.set(NOON + 3 * DAY_MS);
  expect(await runSchedules(ctx)).toMatchObject({ queued: 0 });
  await saveSchedule(ctx, maker, daily, 'zh-CN');
  expect(await runSchedules(ctx)).toMatchObject({ queued: 0 });
  ctx.clock.set(NOON + 4 * DAY_MS);
  expect(await runSchedules(ctx)).toMatchObject({ queued: 1 });
});

test('a monthly schedule needs a day, and only the competent chain sets one', async () => {
  const ctx = await reportingContext();
  await expect(saveSchedule(ctx, maker, { ...daily, kind: 'monthly' }, 'zh-CN')).rejects.toMatchObject({ code: 'REPORTING_TIMING_INVALID' }); // biome-ignore format: a row
  await expect(saveSchedule(ctx, maker, { ...daily, unitPath: '/650000/' }, 'zh-CN')).rejects.toMatchObject({ code: 'FORBIDDEN' }); // biome-ignore format: a row
});

test('a report that nobody makes any more is told as failed', async () => {
  const ctx = await reportingContext();
  await saveSchedule(ctx, maker, daily, 'zh-CN');
  ctx.clock.set(NOON + DAY_MS);
  await runSchedules(ctx);
  await sql`update reporting.report set state = 'running', touched_at = now() - interval '2 hours'`.execute(
    ctx.db,
  );
  expect(await runSchedules(ctx)).toEqual({ queued: 0, lost: 1 });
  const { reports } = await listReports(ctx, maker, {}, 'zh-CN');
  expect(reports[0]).toMatchObject({ state: 'failed', failure: expect.stringContaining('中断') });
});

test('the demonstration switches the schedules of its region on, once', async () => {
  const ctx = await reportingContext();
  await seedDemoSchedules(ctx);
  const { schedules } = await listSchedules(ctx, maker, 'en');
  expect(schedules.map((one) => [one.unitName, one.kind, one.enabled])).toEqual([
    ['Xinjiang', 'daily', true],
    ['Xinjiang', 'monthly', true],
    ['Xinjiang', 'annual', true],
    ['Xinjiang', 'redline', true],
  ]);
  await queueDemoReports(ctx);
  expect(ctx.jobs.queued).toMatchObject([{ name: 'reporting.make', startAfter: new Date(NOON + 120_000) }]);
  await sql`update reporting.schedule set enabled = false`.execute(ctx.db);
  await seedDemoSchedules(ctx);
  expect((await listSchedules(ctx, maker, 'en')).schedules.some((one) => one.enabled)).toBe(false);
});

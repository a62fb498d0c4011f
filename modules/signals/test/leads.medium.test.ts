import { HOUR_MS, MINUTE_MS } from '@tarim/kernel';
import { asActor } from '@tarim/platform';
import type { TestContext } from '@tarim/testkit';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { runDue } from '../server/jobs/run-due.ts';
import { startBatch } from '../server/use-cases/batches.ts';
import { listDetectors, saveSetting } from '../server/use-cases/detectors.ts';
import { giveFeedback } from '../server/use-cases/feedback.ts';
import { leadSeries } from '../server/use-cases/lead-series.ts';
import { getLead, listLeads } from '../server/use-cases/read-leads.ts';
import { falsified, honest, hours, house, person, TIANSHAN } from './seed.ts';

const admin = person('administrator', '/');
const officer = person('enforcement-officer', TIANSHAN);
const noInfo = () => Promise.resolve(null);
const alive = { signal: new AbortController().signal };

/** Delivers what telemetry told, and lets the job run once the outlets have settled. */
async function run(ctx: TestContext) {
  await ctx.deliver();
  ctx.clock.advance(MINUTE_MS);
  const told = await runDue(ctx, noInfo, alive);
  await ctx.deliver();
  return told;
}
const leads = async (ctx: TestContext) => (await listLeads(ctx, {}, 'zh-CN')).leads;
const precisionOf = async (ctx: TestContext, detector: string) =>
  (await listDetectors(ctx)).detectors.find((one) => one.detector === detector)!.feedback;

test('a capped outlet raises a lead with a task, an honest one raises nothing; the same again joins', async () => {
  const capped = falsified('cap');
  const ctx = await house([capped, honest()]);
  expect(await run(ctx)).toMatchObject({ outlets: 2, failed: 0 });
  const found = await leads(ctx);
  const capping = found.find((one) => one.detector === 'capping')!;
  expect(capping).toMatchObject({ pointId: 1, unitPath: TIANSHAN, state: 'open', simulated: true });
  // Above its threshold nothing of the honest neighbour.
  expect(found.filter((one) => one.pointId === 2)).toEqual([]);
  const detail = await getLead(ctx, officer, capping.id, 'zh-CN');
  expect(detail.innocent).toContain('controlled-to-limit');
  expect(detail.history).toHaveLength(1);
  expect(detail.mayJudge).toBe(true);

  const { rows: tasks } = await sql<{
    cause: string;
    source: string;
    simulated: boolean;
    facts: { signal: { detector: string } };
  }>`
    select t.cause, t.source, t.simulated, g.facts from supervision.task t join supervision.task_ground g on g.task_id = t.id
    where g.source = 'signal' and g.ref = ${capping.id}`.execute(ctx.db);
  expect(tasks).toMatchObject([
    { cause: 'capping', source: 'signal', simulated: true, facts: { signal: { detector: 'capping' } } },
  ]);

  // Nothing new: nothing is worked out. One hour more: the same lead, seen later.
  await sql`insert into signals.due (point_id, at) values (1, ${new Date(ctx.clock.now() - MINUTE_MS)})`.execute(
    ctx.db,
  );
  expect(await runDue(ctx, noInfo, alive)).toMatchObject({ outlets: 1, unchanged: 1 });
  ctx.clock.advance(HOUR_MS);
  await hours(ctx.db, 1, capped, capped.power.length - 1, capped.power.length);
  await run(ctx);
  const again = (await leads(ctx)).filter((one) => one.detector === 'capping' && one.code === capping.code);
  expect(again.map((one) => one.id)).toEqual([capping.id]);
  expect(again[0]!.lastSeen > capping.lastSeen).toBe(true);
  expect(again[0]!.firstSeen).toBe(capping.firstSeen);
});

test('the chart of a capped outlet marks hours just below the limit, and none above it', async () => {
  const ctx = await house([falsified('cap')]);
  await run(ctx);
  const capping = (await leads(ctx)).find((one) => one.detector === 'capping')!;
  const series = await leadSeries(ctx, capping.id, 'zh-CN');
  const [column] = series.columns;
  expect(column!.measure).toBe('converted');
  expect(series.suspicious.length).toBeGreaterThan(5);
  for (const [from, to] of series.suspicious)
    for (let hour = from; hour < to; hour++) {
      expect(column!.values[hour]!).toBeGreaterThan(0.95 * series.limit!);
      expect(column!.values[hour]!).toBeLessThanOrEqual(series.limit! * 1.000001);
    }
});

test('marks on exceedances and copied days are found where they were made', async () => {
  const ctx = await house([falsified('marks'), falsified('copied-days'), falsified('constant')]);
  await run(ctx);
  const kinds = (await leads(ctx)).map((one) => `${one.pointId} ${one.detector}`);
  expect(kinds).toContain('1 marks-on-exceedances');
  expect(kinds).toContain('2 copied-days');
  expect(kinds).toContain('3 constant-value');
});

test('feedback is kept beside what was said before, moves the state and the precision; innocent names its explanation', async () => {
  const ctx = await house([falsified('cap')]);
  await run(ctx);
  const [lead] = (await leads(ctx)).filter((one) => one.detector === 'capping');
  expect(await precisionOf(ctx, 'capping')).toMatchObject({ precision: null, interval: null });
  const say = (verdict: 'confirmed' | 'innocent' | 'unclear', innocent?: string, by = officer) =>
    giveFeedback(ctx, by, lead!.id, {
      verdict,
      ...(innocent ? { innocent } : {}),
      ruledOut: [],
      reason: '现场核实',
      evidence: [],
    });
  await expect(say('innocent')).rejects.toThrow(/names the explanation/);
  await expect(say('innocent', 'no-such')).rejects.toThrow(/no such explanation/);
  await expect(say('confirmed', undefined, person('enforcement-officer', '/BT/BT08/'))).rejects.toThrow();
  await say('innocent', 'controlled-to-limit');
  expect(await precisionOf(ctx, 'capping')).toMatchObject({ innocent: 1, confirmed: 0, precision: 0 });
  await say('confirmed');
  const told = await precisionOf(ctx, 'capping');
  // Of one lead the latest counts: 1 of 1, Wilson 0.2065 to 1.
  expect(told).toMatchObject({ innocent: 0, confirmed: 1, precision: 1 });
  expect(told.interval![0]).toBeCloseTo(0.2065, 4);
  const detail = await getLead(ctx, officer, lead!.id, 'zh-CN');
  expect(detail.state).toBe('confirmed');
  expect(detail.feedback.map((one) => one.verdict)).toEqual(['confirmed', 'innocent']);
  await expect(sql`update signals.feedback set reason = 'x'`.execute(ctx.db)).rejects.toThrow(
    /only ever added/,
  );
});

test('whoever acts for the enterprise does not see what is suspected of it, nor does the other chain write', async () => {
  const ctx = await house([falsified('cap')]);
  await run(ctx);
  const seen = (by: typeof admin, action: string) =>
    asActor(
      ctx,
      by,
      action,
      async (tx) =>
        (await sql<{ n: number }>`select count(*)::int as n from signals.signal`.execute(tx)).rows[0]!.n,
    );
  expect(await seen(person('enterprise', TIANSHAN, 1), 'quality.mark')).toBe(0);
  expect(await seen(officer, 'signals.judge')).toBeGreaterThan(0);
  await expect(
    asActor(ctx, person('enforcement-officer', '/BT/BT08/'), 'signals.judge', (tx) =>
      sql`insert into signals.feedback (signal_id, unit_path, detector, verdict, reason, strength, by_name, by_user, at)
        values (1, ${TIANSHAN}, 'capping', 'confirmed', 'x', 1, 'x', 'x', now())`.execute(tx),
    ),
  ).rejects.toThrow(/row-level security/);
});

test('a setting has versions; a detector that is off finds nothing, and a run by hand is a job', async () => {
  const ctx = await house([falsified('cap')]);
  const off = { enabled: false, threshold: 0.3, windowDays: 30, reason: '试验' };
  await expect(saveSetting(ctx, officer, 'capping', off)).rejects.toThrow();
  expect(await saveSetting(ctx, admin, 'capping', off)).toEqual({ version: 1 });
  await run(ctx);
  expect((await leads(ctx)).filter((one) => one.detector === 'capping')).toEqual([]);
  expect(await saveSetting(ctx, admin, 'capping', { ...off, enabled: true })).toEqual({ version: 2 });
  const span = (days: number) => ({
    unitPath: TIANSHAN,
    from: new Date(ctx.clock.now() - days * 24 * HOUR_MS).toISOString(),
    to: new Date(ctx.clock.now()).toISOString(),
  });
  await expect(startBatch(ctx, officer, span(2))).rejects.toThrow(/7 to 366/);
  const batch = await startBatch(ctx, officer, span(20));
  expect(batch).toMatchObject({ state: 'queued', unitPath: TIANSHAN });
  expect(ctx.jobs.queued.at(-1)).toMatchObject({ name: 'signals.run-batch', data: { id: batch.id } });
});

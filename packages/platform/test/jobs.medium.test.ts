import { asActor, type JobDefinition, Jobs } from '@tarim/platform';
import { actorWith, type TestContext, testContext } from '@tarim/testkit';
import { sql } from 'kysely';
import { expect, onTestFinished, test, vi } from 'vitest';

async function running(definitions: readonly JobDefinition[]): Promise<{ ctx: TestContext; jobs: Jobs }> {
  const ctx = await testContext();
  const jobs = new Jobs(ctx.database);
  onTestFinished(() => jobs.stop());
  await jobs.start(ctx, definitions, true);
  return { ctx, jobs };
}

const job = (name: string, handle: JobDefinition['handle'], cron?: string): JobDefinition => ({
  name,
  titleZh: name,
  titleEn: name,
  cron,
  handle,
});
const runs = async (ctx: TestContext) =>
  (
    await sql<{
      state: string;
      result: unknown;
      error: string | null;
      progress: number;
      note: string | null;
    }>`
    select state, result, error, progress, note from platform.job_run order by started_at`.execute(ctx.db)
  ).rows;

test('a job runs once its transaction commits, and leaves its figures', async () => {
  const got: unknown[] = [];
  const { ctx, jobs } = await running([
    job('test.count', async (data, _ctx, run) => {
      got.push(data);
      await run.progress(0.5, 'half');
      return { counted: 3 };
    }),
  ]);
  await ctx.db
    .transaction()
    .execute(async (tx) => {
      await jobs.enqueue('test.count', { from: 'rolled back' }, { tx });
      throw new Error('changed my mind');
    })
    .catch(() => {});
  await asActor(ctx, actorWith('duty-officer', '/'), 'test.write', (tx) =>
    jobs.enqueue('test.count', { from: 'a person' }, { tx }),
  );
  await vi.waitFor(
    async () =>
      expect(await runs(ctx)).toMatchObject([
        { state: 'done', result: { counted: 3 }, progress: 1, note: 'half' },
      ]),
    10_000,
  );
  expect(got).toEqual([{ from: 'a person' }]);
  await expect(jobs.enqueue('test.nothing')).rejects.toMatchObject({ code: 'JOB_UNKNOWN' });
}, 30_000);

test('jobs of one key wait singly; jobs without a key do not know each other', async () => {
  const { jobs } = await running([job('test.idle', async () => {})]);
  const later = new Date(Date.now() + 3_600_000);
  const first = await jobs.enqueue('test.idle', { mn: 'A' }, { singletonKey: 'A', startAfter: later });
  const again = await jobs.enqueue('test.idle', { mn: 'A' }, { singletonKey: 'A', startAfter: later });
  const other = await jobs.enqueue('test.idle', { mn: 'B' }, { singletonKey: 'B', startAfter: later });
  const free = await Promise.all([1, 2].map((n) => jobs.enqueue('test.idle', { n }, { startAfter: later })));
  expect([first, other, ...free].every(Boolean)).toBe(true);
  expect(again).toBeNull();
}, 30_000);

test('a job that fails says why and is tried again; a run whose process is gone is marked', async () => {
  let failing = true;
  const { ctx, jobs } = await running([
    job('test.fragile', async () => {
      if (failing) {
        failing = false;
        throw new Error('no luck');
      }
      return { ok: true };
    }),
  ]);
  await sql`insert into platform.job_run (id, job, state, started_at, touched_at)
    values (gen_random_uuid(), 'test.gone', 'running', now() - interval '1 hour', now() - interval '1 hour')`.execute(
    ctx.db,
  );
  await jobs.enqueue('test.fragile');
  await vi.waitFor(
    async () =>
      expect(await runs(ctx)).toContainEqual(expect.objectContaining({ state: 'failed', error: 'no luck' })),
    10_000,
  );
  await vi.waitFor(
    async () =>
      expect(await runs(ctx)).toContainEqual(
        expect.objectContaining({ state: 'done', result: { ok: true } }),
      ),
    20_000,
  );
  // The next worker that starts finds what a killed one left.
  const second = new Jobs(ctx.database);
  onTestFinished(() => second.stop());
  await second.start(ctx, [job('test.fragile', async () => {})], true);
  await vi.waitFor(async () => expect((await runs(ctx))[0]).toMatchObject({ state: 'failed' }), 10_000);
}, 60_000);

test('a schedule in Beijing time is kept; one that is not wanted any more is removed', async () => {
  const { ctx, jobs } = await running([
    job('test.nightly', async () => {}, '50 2 * * *'),
    job('test.hourly', async () => {}, '5 * * * *'),
  ]);
  const schedules = async () =>
    (
      await sql<{
        name: string;
        cron: string;
        timezone: string;
      }>`select name, cron, timezone from pgboss.schedule order by name`.execute(ctx.db)
    ).rows;
  expect(await schedules()).toEqual([
    { name: 'test.hourly', cron: '5 * * * *', timezone: 'Asia/Shanghai' },
    { name: 'test.nightly', cron: '50 2 * * *', timezone: 'Asia/Shanghai' },
  ]);
  const next = new Jobs(ctx.database);
  onTestFinished(() => next.stop());
  await next.start(ctx, [job('test.nightly', async () => {})], false);
  expect((await schedules()).map((one) => one.name)).toEqual([]);
  expect(jobs.definitions()).toHaveLength(2);
}, 30_000);

test('the queue’s own upkeep, several statements in one text, runs without a complaint', async () => {
  const ctx = await testContext();
  const complaints = vi.spyOn(ctx.log, 'warn');
  const jobs = new Jobs(ctx.database);
  onTestFinished(() => jobs.stop());
  await jobs.start(ctx, [job('test.upkeep', async () => {}, '0 3 * * *')], true);
  await new Promise((done) => setTimeout(done, 1_000));
  expect(complaints).not.toHaveBeenCalled();
});

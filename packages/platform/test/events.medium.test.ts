import { asActor, Dispatcher, subscribe, type Tx } from '@tarim/platform';
import { event, Type } from '@tarim/platform/contract';
import { actorWith, type TestContext, testContext } from '@tarim/testkit';
import { sql } from 'kysely';
import { expect, onTestFinished, test, vi } from 'vitest';

const happened = event('test.happened.v1', Type.Object({ n: Type.Integer() }));

async function contextWith(consume: (n: number, tx: Tx) => Promise<void> | void) {
  const subscription = subscribe(happened, 'test.consumer', async ({ n }, tx) => consume(n, tx));
  const ctx = await testContext({ modules: [{ name: 'platform', subscriptions: [subscription] }] });
  return { ctx, subscription };
}

const publish = (ctx: TestContext, n: number) =>
  ctx.db.transaction().execute((tx) => ctx.outbox.publish(tx, happened, { n }));
const writeSomething = (tx: Tx, id: string) =>
  sql`insert into platform.file (sha256, size, name, mime) values (${id}, 1, 'x', 'x')`.execute(tx);

/** A transaction whose steps and commit the test decides. */
async function heldTransaction(ctx: TestContext) {
  const { promise: held, resolve: release } = Promise.withResolvers<void>();
  const { promise: begun, resolve: begin } = Promise.withResolvers<Tx>();
  const done = ctx.db.transaction().execute(async (tx) => {
    begin(tx);
    await held;
  });
  return {
    tx: await begun,
    commit: async () => {
      release();
      await done;
    },
  };
}

test('an event whose number is low and whose transaction is young is not lost behind an older transaction', async () => {
  const got: number[] = [];
  const { ctx } = await contextWith((n) => void got.push(n));
  const older = await heldTransaction(ctx);
  await writeSomething(older.tx, 'older');
  const younger = await heldTransaction(ctx);
  await ctx.outbox.publish(younger.tx, happened, { n: 1 });
  await ctx.outbox.publish(older.tx, happened, { n: 2 });
  await older.commit();
  await ctx.deliver();
  await younger.commit();
  await ctx.deliver();
  expect(got).toEqual([1, 2]);
});

test('a long transaction that publishes nothing holds nobody up', async () => {
  const got: number[] = [];
  const { ctx } = await contextWith((n) => void got.push(n));
  const long = await heldTransaction(ctx);
  await writeSomething(long.tx, 'long');
  await publish(ctx, 1);
  await ctx.deliver();
  expect(got).toEqual([1]);
  await long.commit();
});

test('of many concurrent publishers nothing is lost, doubled or reordered', async () => {
  const got: number[] = [];
  const { ctx } = await contextWith((n) => void got.push(n));
  const publishing = Promise.all(
    Array.from({ length: 6 }, async (_one, lane) => {
      for (let i = 0; i < 25; i++) {
        await ctx.db.transaction().execute(async (tx) => {
          await ctx.outbox.publish(tx, happened, { n: lane * 1000 + i });
          if (i % 3 === 0) await sql`select pg_sleep(0.003)`.execute(tx);
        });
      }
    }),
  );
  let finished = false;
  void publishing.then(() => {
    finished = true;
  });
  while (!finished) await ctx.deliver();
  await ctx.deliver();
  expect(got).toHaveLength(150);
  expect(new Set(got).size).toBe(150);
  for (let lane = 0; lane < 6; lane++) {
    const own = got.filter((n) => Math.floor(n / 1000) === lane);
    expect(own).toEqual([...own].sort((a, b) => a - b));
  }
});

test('two dispatchers at once deliver each event once', async () => {
  const { ctx, subscription } = await contextWith(
    async (n, tx) => void (await writeSomething(tx, `event ${n}`)),
  );
  for (let n = 0; n < 20; n++) await publish(ctx, n);
  const both = [new Dispatcher(ctx, [subscription]), new Dispatcher(ctx, [subscription])];
  await Promise.all(both.map((one) => one.start()));
  onTestFinished(() => void Promise.all(both.map((one) => one.stop())));
  // A second delivery would break the primary key and show itself as a failure.
  await vi.waitFor(
    async () => expect((await sql`select 1 from platform.file`.execute(ctx.db)).rows).toHaveLength(20),
    10_000,
  );
  await Promise.all(both.map((one) => one.stop()));
  const { rows } = await sql<{
    failures: number;
    last_error: string | null;
  }>`select failures, last_error from platform.consumer`.execute(ctx.db);
  expect(rows).toEqual([{ failures: 0, last_error: null }]);
});

test('what a handler wrote before its process was killed is not there; the event is delivered again', async () => {
  let killed = true;
  const { ctx, subscription } = await contextWith(async (n, tx) => {
    await writeSomething(tx, `event ${n}`);
    // The server ends the connection in the middle of the handler, as it does when the process is gone.
    if (killed) {
      killed = false;
      await sql`select pg_terminate_backend(pg_backend_pid())`.execute(tx);
    }
  });
  await publish(ctx, 1);
  const dispatcher = new Dispatcher(ctx, [subscription]);
  await dispatcher.start();
  await vi.waitFor(
    async () => expect((await sql`select 1 from platform.file`.execute(ctx.db)).rows).toHaveLength(1),
    10_000,
  );
  await dispatcher.stop();
  expect(killed).toBe(false);
  expect(
    (await sql<{ failures: number }>`select failures from platform.consumer`.execute(ctx.db)).rows[0]!
      .failures,
  ).toBe(0);
});

test('an event that never succeeds is put aside, those behind it go on, and it can be tried again', async () => {
  let broken = true;
  const got: number[] = [];
  const { ctx, subscription } = await contextWith((n) => {
    if (n === 1 && broken) throw new Error('cannot take 1');
    got.push(n);
  });
  const dispatcher = new Dispatcher(ctx, [subscription]);
  await dispatcher.start();
  onTestFinished(() => dispatcher.stop());
  await publish(ctx, 1);
  await publish(ctx, 2);
  const hurry = setInterval(() => {
    void sql`update platform.consumer set retry_at = null`.execute(ctx.db).then(() => dispatcher.wake());
  }, 30);
  onTestFinished(() => clearInterval(hurry));
  await vi.waitFor(() => expect(got).toEqual([2]), 15_000);
  const { rows } = await sql<{
    outbox_id: number;
    error: string;
  }>`select outbox_id, error from platform.dead_letter`.execute(ctx.db);
  expect(rows).toMatchObject([{ error: 'cannot take 1' }]);
  broken = false;
  await sql`update platform.dead_letter set retry = true`.execute(ctx.db);
  await vi.waitFor(() => expect(got).toEqual([2, 1]), 10_000);
  await vi.waitFor(
    async () => expect((await sql`select 1 from platform.dead_letter`.execute(ctx.db)).rows).toEqual([]),
    10_000,
  );
});

test('a person’s transaction publishes, records and stores like any other, but does not touch the log itself', async () => {
  const got: number[] = [];
  const { ctx } = await contextWith((n) => void got.push(n));
  const officer = actorWith('duty-officer', '/650000/');
  await asActor(ctx, officer, 'test.write', async (tx) => {
    await ctx.outbox.publish(tx, happened, { n: 5 });
    await ctx.audit.record(tx, { actor: officer, action: 'test.done', subject: '5' });
    await ctx.files.put(Buffer.from('five'), { name: '5.txt', mime: 'text/plain' }, tx);
  });
  await ctx.deliver();
  expect(got).toEqual([5]);
  await expect(
    asActor(ctx, officer, 'test.write', (tx) => sql`delete from platform.outbox`.execute(tx)),
  ).rejects.toThrow('permission denied');
  await expect(
    asActor(ctx, officer, 'test.write', (tx) => sql`update platform.consumer set position = 0`.execute(tx)),
  ).rejects.toThrow('permission denied');
});

test('an event that breaks its own definition is refused where it is published', async () => {
  const { ctx } = await contextWith(() => {});
  await expect(publish(ctx, 1.5)).rejects.toMatchObject({ code: 'EVENT_INVALID' });
});

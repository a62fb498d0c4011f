import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type Config,
  implement,
  LocalHub,
  type ModuleDefinition,
  type RunningProcess,
  startNotifications,
  startProcess,
  subscribe,
} from '@tarim/platform';
import { event, route, Type } from '@tarim/platform/contract';
import { openPolicy, removeDataDir, testDatabase } from '@tarim/testkit';
import { sql } from 'kysely';
import { pino } from 'pino';
import { expect, onTestFinished, test, vi } from 'vitest';
import { postmasterOf } from './child.ts';

const counted = event('test.counted.v1', Type.Object({ n: Type.Integer() }));
const count = route({
  id: 'test.count',
  method: 'POST',
  path: '/api/test/count',
  summary: 'count',
  access: 'public',
  response: Type.Object({ n: Type.Integer() }),
});
const log = pino({ level: 'silent' });

/** A module with a route that writes, an event, a consumer and a service that notes its life. */
function testModule(diary: string[]): ModuleDefinition {
  return {
    name: 'test',
    routes: [
      implement(count, async (_call, ctx) =>
        ctx.db.transaction().execute(async (tx) => {
          const { rows } = await sql<{ n: number }>`select count(*)::int + 1 as n from platform.file`.execute(
            tx,
          );
          await sql`insert into platform.file (sha256, size, name, mime) values (${`${rows[0]!.n}`}, 1, 'x', 'x')`.execute(
            tx,
          );
          await ctx.outbox.publish(tx, counted, { n: rows[0]!.n });
          return { n: rows[0]!.n };
        }),
      ),
    ],
    subscriptions: [subscribe(counted, 'test.note', async ({ n }) => void diary.push(`event ${n}`))],
    jobs: [
      { name: 'test.job', titleZh: '测试', titleEn: 'Test', handle: async () => void diary.push('job') },
    ],
    services: (['worker', 'gateway'] as const).map((role) => ({
      name: `test.${role}`,
      role,
      start: async () => {
        diary.push(`${role} started`);
        return { stop: async () => void diary.push(`${role} stopped`) };
      },
    })),
  };
}

function configOf(overrides: Partial<Config> = {}): Config {
  const dataDir = mkdtempSync(join(tmpdir(), 'tarim-process-'));
  onTestFinished(() => removeDataDir(dataDir));
  return {
    roles: new Set(['api', 'worker', 'gateway']),
    dataDir,
    databaseUrl: '',
    host: '127.0.0.1',
    port: 0,
    gatewayPort: 0,
    demo: false,
    regionDir: '',
    ...overrides,
  };
}

async function start(config: Config, diary: string[]): Promise<RunningProcess> {
  const running = await startProcess({
    config,
    modules: [testModule(diary)],
    policy: openPolicy,
    auth: () => ({ authenticate: async () => null, verifyApiKey: async () => null }),
    log,
  });
  onTestFinished(() => running.stop());
  return running;
}

const post = (running: RunningProcess) =>
  fetch(`${running.url}/api/test/count`, { method: 'POST', headers: { 'x-tarim': '1' } });

test('a whole process: from a request over an event to its consumer, a job, and an orderly stop', async () => {
  const diary: string[] = [];
  const running = await start(configOf(), diary);
  expect(diary).toEqual(['gateway started', 'worker started']);
  expect(await (await post(running)).json()).toEqual({ n: 1 });
  await vi.waitFor(() => expect(diary).toContain('event 1'), 5_000);
  await running.ctx.jobs.enqueue('test.job');
  await vi.waitFor(() => expect(diary).toContain('job'), 10_000);
  await running.stop();
  expect(diary.slice(-2)).toEqual(['worker stopped', 'gateway stopped']);
  await expect(post(running)).rejects.toThrow();
});

test('while the database is away requests say so; when it is back everything goes on by itself', async () => {
  const diary: string[] = [];
  const config = configOf();
  const running = await start(config, diary);
  expect((await post(running)).status).toBe(200);
  await vi.waitFor(() => expect(diary).toContain('event 1'), 5_000);
  process.kill(postmasterOf(config.dataDir), 'SIGQUIT');
  const seen = new Set<number>();
  await vi.waitFor(
    async () => {
      const answer = await post(running);
      seen.add(answer.status);
      if (answer.status !== 200) expect(await answer.json()).toMatchObject({ code: 'DATABASE_UNAVAILABLE' });
      expect([answer.status, seen.has(503)]).toEqual([200, true]);
    },
    { timeout: 30_000, interval: 20 },
  );
  expect([...seen].sort()).toEqual([200, 503]);
  await vi.waitFor(
    () => expect(diary.filter((one) => one.startsWith('event')).length).toBeGreaterThan(1),
    10_000,
  );
  await running.ctx.jobs.enqueue('test.job');
  await vi.waitFor(() => expect(diary).toContain('job'), 20_000);
}, 90_000);

test('with a server, processes of different roles share a data folder; two gateways do not', async () => {
  const database = await testDatabase([]);
  onTestFinished(() => database.drop());
  const config = configOf({ databaseUrl: database.url, roles: new Set(['gateway']) });
  const gateway = await start(config, []);
  const api = await start({ ...config, roles: new Set(['api']) }, []);
  await expect(start(config, [])).rejects.toMatchObject({ code: 'DATA_DIR_IN_USE' });
  // What the one publishes to pages the other hears.
  const heard: unknown[] = [];
  api.ctx.live.subscribe(['test.topic'], (_topic, message) => heard.push(message));
  await vi.waitFor(() => {
    gateway.ctx.live.publish('test.topic', { n: 1 });
    expect(heard).toContainEqual({ n: 1 });
  }, 5_000);
  gateway.ctx.live.publish('test.topic', { text: '很'.repeat(5_000) });
  await vi.waitFor(() => expect(heard).toContainEqual({ dropped: true }), 5_000);
  await api.stop();
  await gateway.stop();
});

test('notifications find their way again after their connection was cut', async () => {
  const database = await testDatabase([]);
  onTestFinished(() => database.drop());
  const [a, b] = [new LocalHub(), new LocalHub()];
  const send = async (channel: string, payload: string) =>
    void (await sql`select pg_notify(${channel}, ${payload})`.execute(database.db));
  const both = [a, b].map((hub) =>
    startNotifications({ url: database.url, hub, log, onPublished: () => {}, heard: () => {}, send }),
  );
  onTestFinished(async () => void (await Promise.all(both.map((one) => one.stop()))));
  await Promise.all(both.map((one) => one.ready));
  const heard: object[] = [];
  b.subscribe(['t'], (_topic, message) => heard.push(message));
  for (let n = 0; n < 200; n++) a.publish('t', { n });
  await vi.waitFor(() => expect(heard).toHaveLength(200), 5_000);
  expect(heard).toEqual(Array.from({ length: 200 }, (_one, n) => ({ n })));
  await sql`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'tarim live' and datname = current_database()`.execute(
    database.db,
  );
  await vi.waitFor(() => {
    a.publish('t', { again: true });
    expect(heard).toContainEqual({ again: true });
  }, 10_000);
});

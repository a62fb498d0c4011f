import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Clock, manualClock, TarimError } from '@tarim/kernel';
import {
  type Actor,
  type Config,
  type Context,
  Dispatcher,
  type JobQueue,
  type ModuleDefinition,
  makeContext,
  type OpenDatabase,
  type Policy,
  platformErrors,
  rackOf,
  shelfOf,
} from '@tarim/platform';
import { sql } from 'kysely';
import { pino } from 'pino';
import { onTestFinished } from 'vitest';
import { testDatabase } from './database.ts';

export interface TestContextOptions {
  readonly modules?: readonly ModuleDefinition[];
  /** Epoch ms at which the clock stands. */
  readonly now?: number;
  readonly policy?: Policy;
  readonly config?: Partial<Config>;
}

/** Allows everything (rows are written in the posts' units all the same); permission tests bring the real policy. */
export const openPolicy: Policy = {
  can: () => true,
  require: () => {},
  scope: ({ posts }) => ({
    unitPaths: posts.filter((post) => post.role !== 'enterprise').map((post) => post.unitPath),
    enterpriseIds: posts.flatMap((post) => post.enterpriseId ?? []),
    reading: false,
  }),
};
/** Allows nothing. */
export const closedPolicy: Policy = {
  can: () => false,
  require: (_actor, action) => {
    throw new TarimError(platformErrors.forbidden, { action });
  },
  scope: () => ({ unitPaths: [], enterpriseIds: [], reading: false }),
};

export interface TestContext extends Context {
  readonly database: OpenDatabase;
  readonly clock: Clock & { set(ms: number): void; advance(ms: number): void };
  /** Delivers all waiting events to these modules' consumers, until nothing is left. */
  deliver(): Promise<number>;
  /** Nothing runs by itself in a test: jobs are only noted. */
  readonly jobs: JobQueue & { readonly queued: readonly QueuedJob[] };
}

export interface QueuedJob {
  readonly name: string;
  readonly data: object;
  readonly startAfter?: Date;
  readonly singletonKey?: string;
}

/** A context on a throw-away database, with a clock that stands still; gone when the test is over. */
export async function testContext(options: TestContextOptions = {}): Promise<TestContext> {
  const modules = options.modules ?? [];
  const database = await testDatabase(modules);
  const dataDir = mkdtempSync(join(tmpdir(), 'tarim-data-'));
  const clock = manualClock(options.now ?? Date.UTC(2026, 10, 24, 4));
  const config: Config = {
    roles: new Set(['api', 'worker']),
    dataDir,
    databaseUrl: database.url,
    host: '127.0.0.1',
    port: 0,
    gatewayPort: 0,
    demo: false,
    regionDir: '',
    ...options.config,
  };
  const ctx = makeContext({
    database,
    config,
    log: pino({ level: 'silent' }),
    clock,
    policy: options.policy ?? openPolicy,
    datasets: shelfOf(modules),
    fieldRack: rackOf(modules),
  });
  const subscriptions = modules.flatMap((one) => one.subscriptions ?? []);
  onTestFinished(async () => {
    await database.drop();
    rmSync(dataDir, { recursive: true, force: true });
  });
  const queued: QueuedJob[] = [];
  const jobs: TestContext['jobs'] = {
    enqueue: async (name, data = {}, { startAfter, singletonKey } = {}) => {
      queued.push({ name, data, startAfter, singletonKey });
      return '00000000-0000-0000-0000-000000000000';
    },
    queued,
  };
  const context = { ...ctx, database, clock, jobs } as Omit<TestContext, 'deliver'> as TestContext;
  return Object.assign(context, {
    deliver: async () => {
      const own = new Dispatcher(context, subscriptions);
      for (const one of subscriptions) await registerConsumer(context, one.consumer, one.event.type);
      let total = 0;
      for (let round = 0; round < 20; round++) {
        let delivered = 0;
        for (const one of subscriptions) delivered += await own.deliver(one);
        if (delivered === 0) break;
        total += delivered;
      }
      return total;
    },
  });
}

async function registerConsumer(ctx: Context, name: string, type: string): Promise<void> {
  await sql`insert into platform.consumer (name, type) values (${name}, ${type}) on conflict do nothing`.execute(
    ctx.db,
  );
}

/** A person with one post, for tests. */
export function actorWith(
  role: Actor['posts'][number]['role'],
  unitPath: string,
  enterpriseId?: number,
): Actor {
  return {
    userId: `00000000-0000-7000-8000-${role.length.toString(16).padStart(12, '0')}`,
    name: role,
    posts: [{ role, unitPath, enterpriseId }],
  };
}

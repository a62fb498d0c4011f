import { mkdirSync } from 'node:fs';
import { type Clock, systemClock } from '@tarim/kernel';
import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import type { Logger } from 'pino';
import { collectDefaultMetrics, Registry } from 'prom-client';
import { auditOf } from './audit/audit.ts';
import { type DatasetShelf, shelfOf } from './datasets/shelf.ts';
import { watchShelf } from './datasets/watch-shelf.ts';
import { lockDataDir } from './db/data-dir-lock.ts';
import { migrate } from './db/migrate.ts';
import { type OpenDatabase, openDatabase } from './db/open.ts';
import { watchDisk } from './disk.ts';
import { type FieldRack, rackOf } from './field/definition.ts';
import { contentFiles } from './files/files.ts';
import { queueMetrics } from './health/queue-metrics.ts';
import { Troubles } from './health/troubles.ts';
import { watchDatabase } from './health/watch-database.ts';
import { platformRoutes } from './http/platform-routes.ts';
import { createHttp } from './http/server.ts';
import type { WebFaces } from './http/static.ts';
import type { Authentication } from './http/types.ts';
import { Jobs } from './jobs/queue.ts';
import { purgeJobRuns } from './jobs/runs.ts';
import { LocalHub } from './live/hub.ts';
import { startNotifications } from './live/notify.ts';
import type { Config, Context, JobDefinition, ModuleDefinition, Policy, ServerRole } from './module.ts';
import { Dispatcher, purgeOutbox } from './outbox/dispatcher.ts';
import { outbox } from './outbox/outbox.ts';
import { secretBox, secretKey } from './secrets/secret-box.ts';

export interface ProcessOptions {
  readonly config: Config & { readonly secretKey?: string };
  readonly modules: readonly ModuleDefinition[];
  readonly policy: Policy;
  readonly auth: (ctx: Context) => Authentication;
  readonly log: Logger;
  readonly clock?: Clock;
  readonly web?: (ctx: Context) => WebFaces;
  /** After migrating, before anything starts: region pack, demo accounts. */
  readonly prepare?: (ctx: Context) => Promise<void>;
}

export interface RunningProcess {
  readonly ctx: Context;
  readonly http: FastifyInstance | null;
  readonly url: string;
  stop(): Promise<void>;
}

/** Of one address; an office of a hundred people may have one. */
const REQUESTS_PER_MINUTE = 3_000;
const ORDER: readonly ServerRole[] = ['gateway', 'projector', 'worker', 'api'];

const purgeJob: JobDefinition = {
  name: 'platform.purge-outbox',
  titleZh: '清理已投递的事件与旧的运行记录',
  titleEn: 'Purge delivered events and old runs of jobs',
  cron: '50 2 * * *',
  handle: async (_data, ctx) => ({
    events: (await purgeOutbox(ctx)).removed,
    runs: (await purgeJobRuns(ctx)).removed,
  }),
};

/** Context on an open database: also what tests and command-line tools work with. */
export function makeContext(parts: {
  database: OpenDatabase;
  config: Config & { readonly secretKey?: string };
  log: Logger;
  clock: Clock;
  policy: Policy;
  /** Absent where nobody reads by data sets (command-line tools). */
  datasets?: DatasetShelf;
  fieldRack?: FieldRack;
}): Context & { readonly live: LocalHub; readonly jobs: Jobs } {
  const { database, config, log, clock, policy } = parts;
  const metrics = new Registry();
  return {
    db: database.db,
    clock,
    log,
    config,
    outbox,
    audit: auditOf(clock),
    files: contentFiles(config.dataDir, database.db),
    jobs: new Jobs(database),
    live: new LocalHub(),
    metrics,
    troubles: new Troubles(log, metrics, () => clock.now()),
    secrets: secretBox(secretKey(config.dataDir, config.secretKey)),
    policy,
    datasets: parts.datasets ?? shelfOf([]),
    fieldRack: parts.fieldRack ?? new Map(),
  };
}

/** Starts the parts that the process's roles ask for; stops them in the opposite order. */
export async function startProcess(options: ProcessOptions): Promise<RunningProcess> {
  const { config, log, modules } = options;
  mkdirSync(config.dataDir, { recursive: true });
  const stops: (() => unknown)[] = [];
  const stop = async () => {
    for (const one of stops.splice(0).reverse())
      await Promise.resolve(one()).catch((error: unknown) => log.error({ err: error }, 'stopping'));
  };
  try {
    // With a server, processes of other roles may share the folder (files, keys); the frame log has one writer.
    if (!config.databaseUrl) stops.push(lockDataDir(config.dataDir));
    else if (config.roles.has('gateway')) stops.push(lockDataDir(config.dataDir, 'gateway'));
    const database = await openDatabase({
      dataDir: config.dataDir,
      databaseUrl: config.databaseUrl || undefined,
      onError: (error) => log.warn({ err: error }, 'a database connection was lost'),
      onEvent: (message) => log.warn(message),
    });
    stops.push(() => database.stop());
    const ctx = makeContext({
      database,
      config,
      log,
      clock: options.clock ?? systemClock,
      policy: options.policy,
      datasets: shelfOf(modules),
      fieldRack: rackOf(modules),
    });
    collectDefaultMetrics({ register: ctx.metrics });
    queueMetrics(ctx);
    const disk = watchDisk(ctx);
    stops.push(() => disk.stop());
    const databaseWatch = watchDatabase(ctx);
    stops.push(() => databaseWatch.stop());
    const { applied } = await migrate(ctx.db, modules);
    if (applied.length > 0) log.info({ applied }, 'database migrated');
    await options.prepare?.(ctx);
    const shelf = await watchShelf(ctx);
    stops.push(() => shelf.stop());

    const works = config.roles.has('worker');
    await ctx.jobs.start(ctx, [purgeJob, ...modules.flatMap((one) => one.jobs ?? [])], works);
    stops.push(() => ctx.jobs.stop());
    const dispatcher = new Dispatcher(ctx, works ? modules.flatMap((one) => one.subscriptions ?? []) : []);
    await dispatcher.start();
    stops.push(() => dispatcher.stop());
    const notifications = startNotifications({
      url: database.url,
      hub: ctx.live,
      log,
      onPublished: () => dispatcher.wake(),
      send: async (channel, payload) =>
        void (await sql`select pg_notify(${channel}, ${payload})`.execute(ctx.db)),
    });
    stops.push(() => notifications.stop());
    for (const role of ORDER) {
      if (!config.roles.has(role)) continue;
      for (const service of modules.flatMap((one) => one.services ?? []).filter((one) => one.role === role)) {
        const running = await service.start(ctx);
        stops.push(() => running.stop());
        log.debug({ service: service.name }, 'started');
      }
    }
    let http: FastifyInstance | null = null;
    let url = '';
    if (config.roles.has('api')) {
      http = await createHttp({
        ctx,
        modules,
        auth: options.auth(ctx),
        routes: platformRoutes(ctx.jobs),
        web: options.web?.(ctx),
        requestsPerMinute: REQUESTS_PER_MINUTE,
        trustProxy: config.trustProxy,
        mapOrigins: config.mapOrigins,
      });
      url = await http.listen({ host: config.host, port: config.port });
      stops.push(() => http!.close());
    }
    return { ctx, http, url, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

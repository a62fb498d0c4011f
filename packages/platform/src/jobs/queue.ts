import { randomUUID } from 'node:crypto';
import { TarimError } from '@tarim/kernel';
import { CompiledQuery } from 'kysely';
import type { Pool } from 'pg';
import { PgBoss } from 'pg-boss';
import { isDatabaseAway } from '../db/away.ts';
import type { OpenDatabase } from '../db/open.ts';
import { asPlatform } from '../db/tx.ts';
import { platformErrors } from '../errors.ts';
import type { Context, JobDefinition, JobQueue, Tx } from '../module.ts';
import { JobRuns } from './runs.ts';

const TIME_ZONE = 'Asia/Shanghai';
const QUEUE = {
  /** At most one waiting and one running job of the same key: a slow job neither piles up nor runs beside itself. */
  policy: 'stately',
  retryLimit: 2,
  retryBackoff: true,
  expireInSeconds: 6 * 3600,
  /** A job whose process was killed is taken over after this. */
  heartbeatSeconds: 60,
  deleteAfterSeconds: 7 * 86_400,
};
const SCHEDULED = 'scheduled';

/** pg-boss runs its own queries on our pool: some are several statements in one text, and it wants the rows of each. */
function poolExecutor(pool: Pool) {
  return {
    executeSql: async (text: string, values?: unknown[]) =>
      (await pool.query(text, values)) as unknown as { rows: never[] },
  };
}

/** Inside a transaction it runs on that transaction, laying a person's role aside. */
function txExecutor(tx: Tx) {
  return {
    executeSql: (text: string, values: unknown[] = []) =>
      asPlatform(tx, async () => {
        const { rows } = await tx.executeQuery(CompiledQuery.raw(text, values));
        return { rows: rows as never[] };
      }),
  };
}

/** Jobs in the same database: queued in the transaction that wants them, run by whichever process plays `worker`. */
export class Jobs implements JobQueue {
  readonly #boss: PgBoss;
  readonly #runs: JobRuns;
  #definitions = new Map<string, JobDefinition>();
  readonly #abort = new AbortController();

  constructor(database: Pick<OpenDatabase, 'db' | 'pool'>) {
    this.#runs = new JobRuns(database.db);
    this.#boss = new PgBoss({
      db: poolExecutor(database.pool),
      schema: 'pgboss',
      monitorIntervalSeconds: 30,
      cronMonitorIntervalSeconds: 15,
    });
  }

  /** Makes the queues and schedules; with `work`, also runs what is due. */
  async start(ctx: Context, definitions: readonly JobDefinition[], work: boolean): Promise<void> {
    this.#definitions = new Map(definitions.map((one) => [one.name, one]));
    if (this.#definitions.size !== definitions.length) throw new Error('two jobs have the same name');
    this.#boss.on('error', (error: unknown) => {
      const away = isDatabaseAway((error as { code?: string }).code, error);
      ctx.log[away ? 'debug' : 'warn']({ err: error }, 'jobs');
    });
    await this.#boss.start();
    for (const one of definitions) await this.#prepare(one);
    for (const { name } of await this.#boss.getSchedules()) {
      if (!this.#definitions.get(name)?.cron) await this.#boss.unschedule(name);
    }
    if (!work) return;
    this.#runs.watch((error) => ctx.log.warn({ err: error }, 'runs of jobs could not be watched'));
    for (const one of definitions) {
      await this.#boss.work<object>(one.name, { pollingIntervalSeconds: 2 }, async ([job]) => {
        await this.#run(ctx, one, job!);
      });
    }
  }

  async #prepare(one: JobDefinition): Promise<void> {
    await this.#boss.createQueue(one.name, QUEUE);
    if (one.cron)
      await this.#boss.schedule(one.name, one.cron, {}, { tz: TIME_ZONE, singletonKey: SCHEDULED });
  }

  async stop(): Promise<void> {
    this.#abort.abort();
    this.#runs.stop();
    await this.#boss.stop({ graceful: true, timeout: 10_000, close: false });
  }

  /** @throws TarimError JOB_UNKNOWN */
  async enqueue(
    name: string,
    data: object = {},
    options: { tx?: Tx; startAfter?: Date; singletonKey?: string } = {},
  ): Promise<string | null> {
    if (!this.#definitions.has(name)) throw new TarimError(platformErrors.jobUnknown, { name });
    const { tx, startAfter, singletonKey } = options;
    return this.#boss.send(name, data, {
      // Without a key every job is its own.
      singletonKey: singletonKey ?? randomUUID(),
      ...(startAfter ? { startAfter } : {}),
      ...(tx ? { db: txExecutor(tx) } : {}),
    });
  }

  definitions(): JobDefinition[] {
    return [...this.#definitions.values()];
  }

  async #run(
    ctx: Context,
    definition: JobDefinition,
    job: { id: string; data: object; signal: AbortSignal },
  ): Promise<void> {
    const signal = AbortSignal.any([this.#abort.signal, job.signal]);
    const progress = await this.#runs.begin(job.id, definition.name, job.data);
    try {
      const result = await definition.handle(job.data, ctx, { id: job.id, signal, progress });
      await this.#runs.succeed(job.id, result ?? {});
    } catch (error) {
      ctx.log.error({ err: error, job: definition.name }, 'a job failed');
      await this.#runs.fail(job.id, (error as Error).message);
      throw error;
    }
  }
}

import { TarimError } from '@tarim/kernel';
import { CompiledQuery, sql } from 'kysely';
import { PgBoss } from 'pg-boss';
import { platformErrors } from '../errors.ts';
import type { Context, Db, JobDefinition, JobQueue, Tx } from '../module.ts';

const TIME_ZONE = 'Asia/Shanghai';
const EXPIRE_SECONDS = 6 * 3600;
const PROGRESS_MS = 500;

type Boss = InstanceType<typeof PgBoss>;

/** pg-boss runs its queries on our pool; inside a transaction on that transaction. */
function executor(db: Db | Tx) {
  return {
    executeSql: async (text: string, values: unknown[] = []) => {
      const { rows } = await db.executeQuery(CompiledQuery.raw(text, values));
      return { rows: rows as never[] };
    },
  };
}

/** Jobs in the same database: queued in the transaction that wants them, run by whichever process plays `worker`. */
export class Jobs implements JobQueue {
  readonly #boss: Boss;
  readonly #db: Db;
  #definitions = new Map<string, JobDefinition>();
  #abort = new AbortController();

  constructor(db: Db) {
    this.#db = db;
    this.#boss = new PgBoss({ db: executor(db) as never, schema: 'pgboss' } as never);
  }

  /** Makes the queues and schedules; with `work`, also runs what is due. */
  async start(ctx: Context, definitions: readonly JobDefinition[], work: boolean): Promise<void> {
    this.#definitions = new Map(definitions.map((one) => [one.name, one]));
    this.#boss.on('error', (error: unknown) => ctx.log.warn({ err: error }, 'jobs'));
    await this.#boss.start();
    await sql`update platform.job_run set state = 'failed', ended_at = now(), error = 'the process ended'
      where state = 'running' and ${work}`.execute(this.#db);
    for (const one of definitions) {
      await this.#boss.createQueue(one.name, {
        retryLimit: 2,
        retryBackoff: true,
        expireInSeconds: EXPIRE_SECONDS,
      } as never);
      if (one.cron) await this.#boss.schedule(one.name, one.cron, {}, { tz: TIME_ZONE } as never);
      if (work)
        await this.#boss.work(
          one.name,
          { pollingIntervalSeconds: 2 } as never,
          (async ([job]: { id: string; data: unknown }[]) => this.#run(ctx, one, job!)) as never,
        );
    }
  }

  async stop(): Promise<void> {
    this.#abort.abort();
    await this.#boss.stop({ graceful: true, timeout: 10_000 } as never);
  }

  async enqueue(
    name: string,
    data: object = {},
    options: { tx?: Tx; startAfter?: Date; singletonKey?: string } = {},
  ): Promise<string | null> {
    if (!this.#definitions.has(name)) throw new TarimError(platformErrors.jobUnknown, { name });
    const { tx, ...rest } = options;
    return this.#boss.send(name, data, { ...rest, ...(tx ? { db: executor(tx) } : {}) } as never);
  }

  definitions(): JobDefinition[] {
    return [...this.#definitions.values()];
  }

  async #run(ctx: Context, definition: JobDefinition, job: { id: string; data: unknown }): Promise<void> {
    const began = new Date(ctx.clock.now());
    await sql`insert into platform.job_run (id, job, state, started_at, data) values (${job.id}, ${definition.name}, 'running', ${began}, ${JSON.stringify(job.data ?? {})}::jsonb)
      on conflict (id) do update set state = 'running', started_at = ${began}, ended_at = null, error = null, progress = 0`.execute(
      this.#db,
    );
    let told = 0;
    const progress = async (fraction: number, note?: string) => {
      if (Date.now() - told < PROGRESS_MS && fraction < 1) return;
      told = Date.now();
      await sql`update platform.job_run set progress = ${fraction}, note = ${note ?? null} where id = ${job.id}`.execute(
        this.#db,
      );
    };
    try {
      const result = await definition.handle(job.data, ctx, {
        id: job.id,
        signal: this.#abort.signal,
        progress,
      });
      await sql`update platform.job_run set state = 'done', ended_at = ${new Date(ctx.clock.now())}, progress = 1, result = ${JSON.stringify(result ?? {})}::jsonb
        where id = ${job.id}`.execute(this.#db);
    } catch (error) {
      ctx.log.error({ err: error, job: definition.name }, 'a job failed');
      await sql`update platform.job_run set state = 'failed', ended_at = ${new Date(ctx.clock.now())}, error = ${(error as Error).message} where id = ${job.id}`.execute(
        this.#db,
      );
      throw error;
    }
  }
}

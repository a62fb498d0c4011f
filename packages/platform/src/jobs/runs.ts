import { sql } from 'kysely';
import type { Context, Db, JobResult, JobRun } from '../module.ts';

const PROGRESS_MS = 500;
const TOUCH_MS = 20_000;
const LOST_SECONDS = 120;
const MAX_TEXT = 2_000;
const GONE = 'the process ended while it ran';

/** What is known of each run of a job (platform.job_run), shown on the jobs page. Times are the database's. */
export class JobRuns {
  readonly #db: Db;
  readonly #running = new Set<string>();
  #timer: NodeJS.Timeout | undefined;

  constructor(db: Db) {
    this.#db = db;
  }

  /** Renews our runs, and marks as failed those whose process stopped renewing them. */
  watch(onError: (error: unknown) => void): void {
    const look = () => this.#look().catch(onError);
    void look();
    this.#timer = setInterval(look, TOUCH_MS);
    this.#timer.unref();
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  async #look(): Promise<void> {
    if (this.#running.size > 0) {
      await sql`update platform.job_run set touched_at = now() where id = any(${[...this.#running]}::uuid[])`.execute(
        this.#db,
      );
    }
    await sql`update platform.job_run set state = 'failed', ended_at = now(), error = ${GONE}
      where state = 'running' and touched_at < now() - make_interval(secs => ${LOST_SECONDS})`.execute(
      this.#db,
    );
  }

  async begin(id: string, job: string, data: unknown): Promise<JobRun['progress']> {
    this.#running.add(id);
    await sql`insert into platform.job_run (id, job, state, started_at, data) values (${id}, ${job}, 'running', now(), ${JSON.stringify(data ?? {})}::jsonb)
      on conflict (id) do update set state = 'running', started_at = now(), touched_at = now(), ended_at = null, error = null, progress = 0`.execute(
      this.#db,
    );
    let told = 0;
    return async (fraction, note) => {
      if (Date.now() - told < PROGRESS_MS && fraction < 1) return;
      told = Date.now();
      await sql`update platform.job_run set progress = ${Math.min(1, Math.max(0, fraction))}, note = ${note?.slice(0, MAX_TEXT) ?? null}, touched_at = now()
        where id = ${id}`.execute(this.#db);
    };
  }

  async succeed(id: string, result: JobResult): Promise<void> {
    this.#running.delete(id);
    await sql`update platform.job_run set state = 'done', ended_at = now(), progress = 1, result = ${JSON.stringify(result)}::jsonb where id = ${id}`.execute(
      this.#db,
    );
  }

  async fail(id: string, reason: string): Promise<void> {
    this.#running.delete(id);
    await sql`update platform.job_run set state = 'failed', ended_at = now(), error = ${reason.slice(0, MAX_TEXT)} where id = ${id}`.execute(
      this.#db,
    );
  }
}

/** Removes runs that ended more than ninety days ago; the newest of each job stays. */
export async function purgeJobRuns(ctx: Context): Promise<{ removed: number }> {
  const result = await sql`delete from platform.job_run r where ended_at < now() - interval '90 days'
    and exists (select 1 from platform.job_run n where n.job = r.job and n.started_at > r.started_at)`.execute(
    ctx.db,
  );
  return { removed: Number(result.numAffectedRows ?? 0) };
}

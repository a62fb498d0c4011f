import { sql } from 'kysely';
import { Gauge } from 'prom-client';
import type { Context } from '../module.ts';

/** Only counted so far; what waits beyond this is told by the number all the same. */
const COUNTED = 10_000;
/** Failures of jobs are told for so long. */
const FAILED_HOURS = 24;

/**
 * What waits in the outbox and in the queue of jobs, asked of the database when somebody looks. Every process tells the
 * same, since all share the queues. While the database is away these figures are missing, not zero.
 */
export function queueMetrics(ctx: Pick<Context, 'db' | 'metrics'>): void {
  const gauge = (name: string, help: string, label: string, rowsOf: () => Promise<Record<string, number>>) =>
    new Gauge({
      name,
      help,
      labelNames: [label],
      registers: [ctx.metrics],
      async collect() {
        this.reset();
        const rows = await rowsOf().catch(() => ({}));
        for (const [key, value] of Object.entries(rows)) this.set({ [label]: key }, value);
      },
    });
  const counts = async (query: ReturnType<typeof sql<{ key: string; n: number }>>) =>
    Object.fromEntries((await query.execute(ctx.db)).rows.map(({ key, n }) => [key, n]));

  gauge('tarim_outbox_waiting_events', 'Events that a consumer has not taken yet', 'consumer', () =>
    counts(sql`
      select c.name as key, (select count(*)::int from (select 1 from platform.outbox o where o.type = c.type and o.id > c.position limit ${COUNTED}) w) as n
      from platform.consumer c`),
  );
  gauge('tarim_outbox_failures', 'Failures of a consumer at its next event', 'consumer', () =>
    counts(sql`select name as key, failures::int as n from platform.consumer`),
  );
  gauge('tarim_outbox_dead_letters', 'Events that a consumer could not take', 'consumer', () =>
    counts(sql`
      select c.name as key, (select count(*)::int from platform.dead_letter d where d.consumer = c.name) as n from platform.consumer c`),
  );
  gauge('tarim_jobs_running', 'Jobs that run', 'job', () =>
    counts(
      sql`select job as key, count(*)::int as n from platform.job_run where state = 'running' group by job`,
    ),
  );
  gauge('tarim_jobs_failed', `Runs that failed in the last ${FAILED_HOURS} hours`, 'job', () =>
    counts(sql`
      select job as key, count(*)::int as n from platform.job_run
      where state = 'failed' and ended_at > now() - make_interval(hours => ${FAILED_HOURS}::int) group by job`),
  );
}

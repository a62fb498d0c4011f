import { testContext } from '@tarim/testkit';
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { queueMetrics } from '../src/health/queue-metrics.ts';

it('tells what waits, what failed and what runs, and nothing while the database is away', async () => {
  const ctx = await testContext();
  queueMetrics(ctx);
  await sql`insert into platform.consumer (name, type, failures) values ('a.one', 't.v1', 3), ('b.two', 't.v1', 0)`.execute(
    ctx.db,
  );
  await sql`select platform.publish('t.v1', '{}'::jsonb), platform.publish('t.v1', '{}'::jsonb)`.execute(
    ctx.db,
  );
  await sql`update platform.consumer set position = (select max(id) from platform.outbox) where name = 'b.two'`.execute(
    ctx.db,
  );
  await sql`insert into platform.dead_letter (consumer, outbox_id, type, payload, error) values ('b.two', 1, 't.v1', '{}', 'x')`.execute(
    ctx.db,
  );
  await sql`insert into platform.job_run (id, job, state, started_at, ended_at) values
    (gen_random_uuid(), 'j', 'running', now(), null), (gen_random_uuid(), 'j', 'failed', now(), now()),
    (gen_random_uuid(), 'j', 'failed', now() - interval '2 days', now() - interval '2 days')`.execute(ctx.db);
  const text = await ctx.metrics.metrics();
  for (const line of [
    'tarim_outbox_waiting_events{consumer="a.one"} 2',
    'tarim_outbox_waiting_events{consumer="b.two"} 0',
    'tarim_outbox_failures{consumer="a.one"} 3',
    'tarim_outbox_dead_letters{consumer="b.two"} 1',
    'tarim_jobs_running{job="j"} 1',
    'tarim_jobs_failed{job="j"} 1',
  ])
    expect(text.split('\n')).toContain(line);
  const away = { ...ctx, db: { executeQuery: () => Promise.reject(new Error('away')) } } as never;
  ctx.metrics.clear();
  queueMetrics(away);
  expect(await ctx.metrics.metrics()).not.toMatch(/consumer=/);
});

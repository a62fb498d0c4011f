import { beijingIso, TarimError } from '@tarim/kernel';
import { CronExpressionParser } from 'cron-parser';
import { sql } from 'kysely';
import { type AuditRow, verifyAudit } from '../audit/audit.ts';
import * as contract from '../contract/platform-routes.ts';
import { platformErrors } from '../errors.ts';
import type { Jobs } from '../jobs/queue.ts';
import { type BoundRoute, implement } from '../module.ts';

interface DeadLetterRow {
  consumer: string;
  outbox_id: number;
  type: string;
  payload: unknown;
  error: string;
  at: Date;
  retry: boolean;
}

interface RunRow {
  id: string;
  job: string;
  state: 'running' | 'done' | 'failed';
  started_at: Date;
  ended_at: Date | null;
  progress: number;
  note: string | null;
  result: Record<string, unknown> | null;
  error: string | null;
}

const present = (row: RunRow) => ({
  id: row.id,
  job: row.job,
  state: row.state,
  startedAt: beijingIso(row.started_at.getTime()),
  endedAt: row.ended_at ? beijingIso(row.ended_at.getTime()) : null,
  progress: row.progress,
  note: row.note,
  result: row.result,
  error: row.error,
});

function nextRun(cron: string | undefined, now: number): string | null {
  if (!cron) return null;
  return beijingIso(
    CronExpressionParser.parse(cron, { tz: 'Asia/Shanghai', currentDate: new Date(now) })
      .next()
      .getTime(),
  );
}

/** Jobs, consumers of events, audit log: the platform's own pages. */
export function platformRoutes(jobs: Jobs): BoundRoute[] {
  return [
    implement(contract.listTroubles, async (_call, ctx) => ({
      troubles: ctx.troubles.list().map(({ detail: _detail, since, ...one }) => ({
        ...one,
        since: beijingIso(since),
      })),
    })),
    implement(contract.listJobs, async (_call, ctx) => {
      const { rows: last } =
        await sql<RunRow>`select distinct on (job) * from platform.job_run order by job, started_at desc`.execute(
          ctx.db,
        );
      const lastOf = new Map(last.map((row) => [row.job, present(row)]));
      const { rows: consumers } = await sql<{
        name: string;
        type: string;
        position: number;
        waiting: number;
        failures: number;
        last_error: string | null;
        dead: number;
      }>`
        select c.name, c.type, c.position, c.failures, c.last_error,
          (select count(*)::int from platform.outbox o where o.type = c.type and o.id > c.position) as waiting,
          (select count(*)::int from platform.dead_letter d where d.consumer = c.name) as dead
        from platform.consumer c order by c.name
      `.execute(ctx.db);
      return {
        jobs: jobs.definitions().map((one) => ({
          name: one.name,
          titleZh: one.titleZh,
          titleEn: one.titleEn,
          cron: one.cron ?? null,
          nextAt: nextRun(one.cron, ctx.clock.now()),
          last: lastOf.get(one.name) ?? null,
        })),
        consumers: consumers.map(({ last_error, dead, ...row }) => ({
          ...row,
          lastError: last_error,
          deadLetters: dead,
        })),
      };
    }),
    implement(contract.listJobRuns, async ({ query }, ctx) => {
      const { rows } =
        await sql<RunRow>`select * from platform.job_run where ${query.job ?? null}::text is null or job = ${query.job ?? null}
        order by started_at desc limit ${query.limit ?? 100}`.execute(ctx.db);
      return { runs: rows.map(present) };
    }),
    implement(contract.runJob, async ({ params, actor }, ctx) => {
      const definition = jobs.definitions().find((one) => one.name === params.name);
      // It works on what it is told; started from here it would be told nothing.
      if (definition && !definition.cron)
        throw new TarimError(platformErrors.jobOnDemand, { name: params.name });
      const id = await ctx.jobs.enqueue(params.name, {});
      await ctx.audit.record(ctx.db, { actor, action: 'platform.job.started', subject: params.name });
      return { id };
    }),
    implement(contract.listAudit, async ({ query, actor }, ctx) => {
      const limit = query.limit ?? 100;
      const { unitPaths } = ctx.policy.scope(actor!, contract.listAudit.access);
      const { rows } = await sql<AuditRow>`
        select * from platform.audit
        where (${query.before ?? null}::bigint is null or id < ${query.before ?? null})
          and (${query.action ?? null}::text is null or starts_with(action, ${query.action ?? null}))
          and (${query.actor ?? null}::text is null or actor_name = ${query.actor ?? null} or actor_id = ${query.actor ?? null})
          and (${query.q ?? null}::text is null or subject ilike '%' || ${query.q ?? null} || '%')
          -- What belongs to no unit is for those who see the whole platform.
          and exists (select 1 from unnest(${[...unitPaths]}::text[]) as u where starts_with(coalesce(unit_path, '/'), u))
        order by id desc limit ${limit}
      `.execute(ctx.db);
      const entries = rows.map((row) => ({
        id: row.id,
        at: beijingIso(row.at.getTime()),
        actorId: row.actor_id,
        actorName: row.actor_name,
        action: row.action,
        subject: row.subject,
        unitPath: row.unit_path,
        detail: row.detail,
        hash: row.hash,
      }));
      return { entries, next: rows.length === limit ? rows.at(-1)!.id : null };
    }),
    implement(contract.verifyAuditChain, async ({ actor }, ctx) => {
      const verdict = await verifyAudit(ctx.db);
      await ctx.audit.record(ctx.db, {
        actor,
        action: 'platform.audit.verified',
        subject: verdict.head,
        detail: { entries: verdict.entries, brokenAt: verdict.brokenAt },
      });
      return verdict;
    }),
    implement(contract.listDeadLetters, async ({ query }, ctx) => {
      const { rows } = await sql<DeadLetterRow>`
        select consumer, outbox_id, type, payload, error, at, retry from platform.dead_letter
        where ${query.consumer ?? null}::text is null or consumer = ${query.consumer ?? null}
        order by at desc limit ${query.limit ?? 100}`.execute(ctx.db);
      return {
        letters: rows.map(({ outbox_id, at, ...row }) => ({
          ...row,
          outboxId: outbox_id,
          at: beijingIso(at.getTime()),
        })),
      };
    }),
    implement(contract.retryDeadLetter, async ({ params, actor }, ctx) => {
      const { consumer, outboxId } = params;
      const found = await ctx.db.transaction().execute(async (tx) => {
        const result =
          await sql`update platform.dead_letter set retry = true where consumer = ${consumer} and outbox_id = ${outboxId}`.execute(
            tx,
          );
        if (Number(result.numAffectedRows ?? 0) === 0) return false;
        await ctx.audit.record(tx, {
          actor,
          action: 'platform.dead-letter.retried',
          subject: `${consumer}/${outboxId}`,
        });
        return true;
      });
      if (!found) throw new TarimError(platformErrors.notFound);
      return undefined;
    }),
  ];
}

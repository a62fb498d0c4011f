import { Type } from 'typebox';
import { route } from './route.ts';

const Instant = Type.String({ format: 'date-time' });
const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) =>
  Type.Union([schema, Type.Null()]);

export const JobRunRow = Type.Object({
  id: Type.String(),
  job: Type.String(),
  state: Type.Union([Type.Literal('running'), Type.Literal('done'), Type.Literal('failed')]),
  startedAt: Instant,
  endedAt: orNull(Instant),
  progress: Type.Number(),
  note: orNull(Type.String()),
  result: orNull(Type.Record(Type.String(), Type.Unknown())),
  error: orNull(Type.String()),
});
export const listJobs = route({
  id: 'platform.listJobs',
  method: 'GET',
  path: '/api/platform/jobs',
  summary: '任务：计划、最近结果',
  access: 'platform.jobs',
  response: Type.Object({
    jobs: Type.Array(
      Type.Object({
        name: Type.String(),
        titleZh: Type.String(),
        titleEn: Type.String(),
        cron: orNull(Type.String()),
        nextAt: orNull(Instant),
        last: orNull(JobRunRow),
      }),
    ),
    consumers: Type.Array(
      Type.Object({
        name: Type.String(),
        type: Type.String(),
        position: Type.Integer(),
        waiting: Type.Integer(),
        failures: Type.Integer(),
        lastError: orNull(Type.String()),
        deadLetters: Type.Integer(),
      }),
    ),
  }),
});
export const listJobRuns = route({
  id: 'platform.listJobRuns',
  method: 'GET',
  path: '/api/platform/job-runs',
  summary: '任务运行记录，最新在前',
  access: 'platform.jobs',
  query: Type.Object({
    job: Type.Optional(Type.String()),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })),
  }),
  response: Type.Object({ runs: Type.Array(JobRunRow) }),
});
export const runJob = route({
  id: 'platform.runJob',
  method: 'POST',
  path: '/api/platform/jobs/:name/run',
  summary: '立即运行一个任务',
  access: 'platform.run-jobs',
  params: Type.Object({ name: Type.String() }),
  body: Type.Object({}),
  response: Type.Object({ id: orNull(Type.String()) }),
});

export const listTroubles = route({
  id: 'platform.listTroubles',
  method: 'GET',
  path: '/api/platform/troubles',
  summary: '平台自身的故障：磁盘、数据库、帧日志',
  access: 'signed-in',
  response: Type.Object({
    troubles: Type.Array(
      Type.Object({
        name: Type.String(),
        severity: Type.Union([Type.Literal('critical'), Type.Literal('warning')]),
        titleZh: Type.String(),
        titleEn: Type.String(),
        since: Instant,
      }),
    ),
  }),
});

export const AuditEntryRow = Type.Object({
  id: Type.Integer(),
  at: Instant,
  actorId: orNull(Type.String()),
  actorName: orNull(Type.String()),
  action: Type.String(),
  subject: Type.String(),
  unitPath: orNull(Type.String()),
  detail: Type.Record(Type.String(), Type.Unknown()),
  hash: Type.String(),
});
export const listAudit = route({
  id: 'platform.listAudit',
  method: 'GET',
  path: '/api/platform/audit',
  summary: '自己管辖范围内的审计日志，最新在前',
  access: 'platform.audit',
  scope: 'unit',
  query: Type.Object({
    action: Type.Optional(Type.String()),
    actor: Type.Optional(Type.String()),
    q: Type.Optional(Type.String()),
    before: Type.Optional(Type.Integer()),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })),
  }),
  response: Type.Object({ entries: Type.Array(AuditEntryRow), next: orNull(Type.Integer()) }),
});
export const verifyAuditChain = route({
  id: 'platform.verifyAudit',
  method: 'POST',
  path: '/api/platform/audit/verify',
  summary: '验证审计链',
  access: 'platform.audit',
  body: Type.Object({}),
  response: Type.Object({ entries: Type.Integer(), head: Type.String(), brokenAt: orNull(Type.Integer()) }),
});

export const listDeadLetters = route({
  id: 'platform.listDeadLetters',
  method: 'GET',
  path: '/api/platform/dead-letters',
  summary: '未能投递的事件，最新在前',
  access: 'platform.run-jobs',
  query: Type.Object({
    consumer: Type.Optional(Type.String()),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })),
  }),
  response: Type.Object({
    letters: Type.Array(
      Type.Object({
        consumer: Type.String(),
        outboxId: Type.Integer(),
        type: Type.String(),
        payload: Type.Unknown(),
        error: Type.String(),
        at: Instant,
        /** It was asked to be tried again and waits for its turn. */
        retry: Type.Boolean(),
      }),
    ),
  }),
});
export const retryDeadLetter = route({
  id: 'platform.retryDeadLetter',
  method: 'POST',
  path: '/api/platform/dead-letters/:consumer/:outboxId/retry',
  summary: '重新投递一个未能投递的事件',
  access: 'platform.run-jobs',
  params: Type.Object({ consumer: Type.String(), outboxId: Type.Integer() }),
  body: Type.Object({}),
});

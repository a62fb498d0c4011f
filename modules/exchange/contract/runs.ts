import { Int4Id, route, type Static, Type } from '@tarim/platform/contract';
import { EXCHANGE_READ, EXCHANGE_WRITE, RUN_STATES } from './pipelines.ts';
import { FileRef, Told } from './preview.ts';
import { orNull } from './spec.ts';

const When = Type.String({ format: 'date-time' });
const Id = Type.Object({ id: Int4Id });

/** 运行记录 */
export const Run = Type.Object({
  id: Type.Integer(),
  pipelineId: Type.Integer(),
  titleZh: Type.String(),
  titleEn: Type.String(),
  version: Type.Integer(),
  state: Type.Enum([...RUN_STATES]),
  trigger: Type.Enum(['hand', 'schedule', 'retry']),
  by: orNull(Type.String()),
  source: orNull(Type.String()),
  /** SHA-256 of what was fetched. */
  fingerprint: orNull(Type.String()),
  bytes: orNull(Type.Integer()),
  read: Type.Integer(),
  accepted: Type.Integer(),
  rejected: Type.Integer(),
  warned: Type.Integer(),
  added: Type.Integer(),
  changed: Type.Integer(),
  unchanged: Type.Integer(),
  removed: Type.Integer(),
  attempt: Type.Integer(),
  nextTryAt: orNull(When),
  askedAt: When,
  startedAt: orNull(When),
  endedAt: orNull(When),
  /** Why it failed, in the language of the request. */
  code: orNull(Type.String()),
  reason: orNull(Type.String()),
  mayWrite: Type.Boolean(),
});
export type Run = Static<typeof Run>;

export const listRuns = route({
  id: 'exchange.listRuns',
  method: 'GET',
  path: '/api/exchange/runs',
  summary: '数据汇聚：运行记录，最新在前',
  access: EXCHANGE_READ,
  query: Type.Object({
    pipeline: Type.Optional(Int4Id),
    state: Type.Optional(Type.Enum([...RUN_STATES])),
    before: Type.Optional(Int4Id),
  }),
  response: Type.Object({ runs: Type.Array(Run), next: orNull(Type.Integer()) }),
});
export const getRun = route({
  id: 'exchange.getRun',
  method: 'GET',
  path: '/api/exchange/runs/:id',
  summary: '数据汇聚：一次运行的计数、说明与被拒的行',
  access: EXCHANGE_READ,
  params: Id,
  response: Type.Object({
    run: Run,
    notes: Type.Array(Told),
    /** How many rows each code kept out or marked. */
    codes: Type.Array(
      Type.Object({
        code: Type.String(),
        severity: Type.String(),
        field: orNull(Type.String()),
        n: Type.Integer(),
        message: Type.String(),
      }),
    ),
    problems: Type.Array(Type.Intersect([Told, Type.Object({ excerpt: Type.String() })])),
  }),
});
/** CSV: line, field, severity, code, reason, the row as it came. */
export const runProblems = route({
  id: 'exchange.runProblems',
  method: 'GET',
  path: '/api/exchange/runs/:id/problems.csv',
  summary: '数据汇聚：被拒与存疑的行（CSV，含行号与原因）',
  access: EXCHANGE_READ,
  params: Id,
});
export const startRun = route({
  id: 'exchange.startRun',
  method: 'POST',
  path: '/api/exchange/pipelines/:id/runs',
  summary: '数据汇聚：立即运行',
  access: EXCHANGE_WRITE,
  scope: 'unit',
  params: Id,
  body: Type.Object({ file: Type.Optional(FileRef) }),
  response: Type.Object({ id: Type.Integer() }),
});
export const cancelRun = route({
  id: 'exchange.cancelRun',
  method: 'POST',
  path: '/api/exchange/runs/:id/cancel',
  summary: '数据汇聚：取消运行，已有数据不变',
  access: EXCHANGE_WRITE,
  scope: 'unit',
  params: Id,
  body: Type.Object({}),
  response: Type.Object({ ok: Type.Boolean() }),
});
export const retryRun = route({
  id: 'exchange.retryRun',
  method: 'POST',
  path: '/api/exchange/runs/:id/retry',
  summary: '数据汇聚：按当前版本重新运行同一来源',
  access: EXCHANGE_WRITE,
  scope: 'unit',
  params: Id,
  body: Type.Object({}),
  response: Type.Object({ id: Type.Integer() }),
});

/** Live topic (`exchange.read`): `{id, pipeline}`; pages read again. */
export const LIVE_RUNS = 'exchange.runs';

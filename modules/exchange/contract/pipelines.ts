import { Int4Id, plainText, route, type Static, Type } from '@tarim/platform/contract';
import { orNull, PipelineSpec } from './spec.ts';

/** Who looks at pipelines, runs and what was collected. */
export const EXCHANGE_READ = 'exchange.read';
/** Who makes pipelines of the own unit and runs them. */
export const EXCHANGE_WRITE = 'exchange.write';
/** Who reads secret sets of the own unit. */
export const EXCHANGE_SECRET = 'exchange.secret';
/** Which internal addresses may be pulled from. */
export const EXCHANGE_HOSTS = 'exchange.hosts';

export const RUN_STATES = [
  'queued',
  'fetching',
  'checking',
  'loading',
  'done',
  'partial',
  'unchanged',
  'failed',
  'cancelled',
] as const;
export type RunState = (typeof RUN_STATES)[number];
const When = Type.String({ format: 'date-time' });

/** In addresses and as the data set's id: `collected-` stands before it. */
export const Slug = Type.String({ pattern: '^[a-z][a-z0-9-]{1,40}$' });
const UnitPath = Type.String({ pattern: '^/([0-9A-Za-z-]{1,20}/)*$', maxLength: 200 });

export const PipelineRow = Type.Object({
  id: Type.Integer(),
  slug: Type.String(),
  dataset: Type.String(),
  titleZh: Type.String(),
  titleEn: Type.String(),
  unitPath: Type.String(),
  unitName: Type.String(),
  kind: Type.String(),
  cron: orNull(Type.String()),
  nextAt: orNull(When),
  active: Type.Boolean(),
  sharing: Type.String(),
  simulated: Type.Boolean(),
  version: Type.Integer(),
  rows: Type.Integer(),
  mayWrite: Type.Boolean(),
  /** The newest first, at most 12: what the little columns of the list are drawn from. */
  runs: Type.Array(
    Type.Object({
      id: Type.Integer(),
      state: Type.Enum([...RUN_STATES]),
      at: When,
      read: Type.Integer(),
      rejected: Type.Integer(),
    }),
  ),
});
export type PipelineRow = Static<typeof PipelineRow>;

export const listPipelines = route({
  id: 'exchange.listPipelines',
  method: 'GET',
  path: '/api/exchange/pipelines',
  summary: '数据汇聚：汇聚任务，附最近运行',
  access: EXCHANGE_READ,
  response: Type.Object({ pipelines: Type.Array(PipelineRow) }),
});

const Id = Type.Object({ id: Int4Id });
export const PipelineDetail = Type.Object({
  pipeline: PipelineRow,
  spec: PipelineSpec,
  /** A secret is kept; what it is is never told. */
  hasSecret: Type.Boolean(),
  /** Where files are to be put, of a drop folder. */
  folder: orNull(Type.String()),
  versions: Type.Array(Type.Object({ version: Type.Integer(), by: Type.String(), at: When })),
});
export type PipelineDetail = Static<typeof PipelineDetail>;
export const getPipeline = route({
  id: 'exchange.getPipeline',
  method: 'GET',
  path: '/api/exchange/pipelines/:id',
  summary: '数据汇聚：汇聚任务的设置与版本',
  access: EXCHANGE_READ,
  params: Id,
  response: PipelineDetail,
});

export const getVersion = route({
  id: 'exchange.getVersion',
  method: 'GET',
  path: '/api/exchange/pipelines/:id/versions/:version',
  summary: '数据汇聚：某一版本的设置',
  access: EXCHANGE_READ,
  params: Type.Object({ id: Int4Id, version: Int4Id }),
  response: Type.Object({ version: Type.Integer(), by: Type.String(), at: When, spec: PipelineSpec }),
});

/** Absent: it stays as it is; empty: it is forgotten. */
const secret = Type.Optional(plainText(8_000));
export const createPipeline = route({
  id: 'exchange.createPipeline',
  method: 'POST',
  path: '/api/exchange/pipelines',
  summary: '数据汇聚：新建汇聚任务',
  access: EXCHANGE_WRITE,
  scope: 'unit',
  body: Type.Object({ slug: Slug, unitPath: UnitPath, active: Type.Boolean(), spec: PipelineSpec, secret }),
  response: Type.Object({ id: Type.Integer(), version: Type.Integer() }),
});
export const updatePipeline = route({
  id: 'exchange.updatePipeline',
  method: 'PUT',
  path: '/api/exchange/pipelines/:id',
  summary: '数据汇聚：修改设置，成为新版本',
  access: EXCHANGE_WRITE,
  scope: 'unit',
  params: Id,
  body: Type.Object({
    /** The version that was changed: another's change in between is not overwritten. */
    version: Int4Id,
    active: Type.Boolean(),
    spec: PipelineSpec,
    secret,
  }),
  response: Type.Object({ id: Type.Integer(), version: Type.Integer() }),
});
export const switchPipeline = route({
  id: 'exchange.switchPipeline',
  method: 'POST',
  path: '/api/exchange/pipelines/:id/active',
  summary: '数据汇聚：启用或停用',
  access: EXCHANGE_WRITE,
  scope: 'unit',
  params: Id,
  body: Type.Object({ active: Type.Boolean() }),
  response: Type.Object({ id: Type.Integer(), version: Type.Integer() }),
});

/** Of one that never brought anything in; others are switched off. */
export const removePipeline = route({
  id: 'exchange.removePipeline',
  method: 'DELETE',
  path: '/api/exchange/pipelines/:id',
  summary: '数据汇聚：删除从未入库的汇聚任务',
  access: EXCHANGE_WRITE,
  scope: 'unit',
  params: Id,
  response: Type.Object({ ok: Type.Boolean() }),
});

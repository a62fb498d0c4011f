import { route, type Static, Type } from '@tarim/platform/contract';
import { AnalysisKindName } from './inputs.ts';

const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) =>
  Type.Union([schema, Type.Null()]);
const Instant = Type.String({ format: 'date-time' });
const Id = Type.Object({ id: Type.Integer({ minimum: 1, maximum: 2 ** 31 - 1 }) });

export const RUN_STATES = ['waiting', 'running', 'done', 'failed', 'cancelled'] as const;
export type RunState = (typeof RUN_STATES)[number];

/** A figure of the summary; `key` names it in the texts of the module. */
export const ResultFigure = Type.Object({
  key: Type.String(),
  value: Type.Union([Type.Number(), Type.String(), Type.Null()]),
  unit: Type.Optional(Type.String()),
});
/** How the result is drawn: classes of a number, or a colour for each value of a property. */
export const ResultStyle = Type.Union([
  Type.Object({
    kind: Type.Literal('classes'),
    unit: orNull(Type.String()),
    classes: Type.Array(Type.Object({ from: orNull(Type.Number()), colour: Type.String() })),
  }),
  Type.Object({
    kind: Type.Literal('values'),
    property: Type.String(),
    values: Type.Array(Type.Object({ value: Type.String(), colour: Type.String() })),
  }),
]);
export type ResultStyle = Static<typeof ResultStyle>;
/** Points of a chart; what it shows is named by `key` in the texts. */
export const ResultChart = Type.Object({
  key: Type.String(),
  x: Type.Object({ key: Type.String(), unit: Type.Optional(Type.String()) }),
  y: Type.Object({ key: Type.String(), unit: Type.Optional(Type.String()) }),
  series: Type.Array(
    Type.Object({
      key: Type.String(),
      kind: Type.Enum(['dots', 'line', 'bars', 'rose']),
      points: Type.Array(Type.Tuple([Type.Number(), Type.Number()])),
    }),
  ),
});
export const ResultStep = Type.Object({
  of: Type.String(),
  rule: Type.String(),
  formula: Type.String(),
  result: Type.Union([Type.String(), Type.Number(), Type.Null()]),
});
export const ResultProblem = Type.Object({
  code: Type.String(),
  message: Type.String(),
  path: Type.Optional(Type.String()),
});

export const Run = Type.Object({
  id: Type.Integer(),
  kind: AnalysisKindName,
  title: Type.String(),
  state: Type.Enum([...RUN_STATES]),
  progress: Type.Number(),
  note: orNull(Type.String()),
  error: orNull(Type.String()),
  features: Type.Integer(),
  simulated: Type.Boolean(),
  byName: Type.String(),
  mine: Type.Boolean(),
  askedAt: Instant,
  endedAt: orNull(Instant),
});
export type Run = Static<typeof Run>;
export const RunDetail = Type.Object({
  run: Run,
  input: Type.Unknown(),
  /** Data sets that went in. */
  sets: Type.Array(Type.Object({ id: Type.String(), zh: Type.String(), en: Type.String() })),
  figures: Type.Array(ResultFigure),
  charts: Type.Array(ResultChart),
  style: orNull(ResultStyle),
  steps: Type.Array(ResultStep),
  problems: Type.Array(ResultProblem),
});
export type RunDetail = Static<typeof RunDetail>;

const READ = 'analysis.read';
const RUN = 'analysis.run';

export const listRuns = route({
  id: 'analysis.listRuns',
  method: 'GET',
  path: '/api/analysis/runs',
  summary: '空间分析：运行记录，最新在前',
  access: READ,
  query: Type.Object({
    kind: Type.Optional(AnalysisKindName),
    before: Type.Optional(Type.Integer({ minimum: 1 })),
  }),
  response: Type.Object({ runs: Type.Array(Run), more: Type.Boolean() }),
});
export const startRun = route({
  id: 'analysis.startRun',
  method: 'POST',
  path: '/api/analysis/runs',
  summary: '空间分析：开始运行（后台作业）',
  access: RUN,
  scope: 'unit',
  body: Type.Object({
    kind: AnalysisKindName,
    title: Type.Optional(Type.String({ minLength: 1, maxLength: 120 })),
    /** As `ANALYSIS_INPUTS` says for the kind. */
    input: Type.Unknown(),
  }),
  response: Type.Object({ id: Type.Integer() }),
});
export const getRun = route({
  id: 'analysis.getRun',
  method: 'GET',
  path: '/api/analysis/runs/:id',
  summary: '空间分析：一次运行的结果、步骤与误差',
  access: READ,
  params: Id,
  response: RunDetail,
});
export const cancelRun = route({
  id: 'analysis.cancelRun',
  method: 'POST',
  path: '/api/analysis/runs/:id/cancel',
  summary: '空间分析：取消自己的运行',
  access: RUN,
  scope: 'unit',
  params: Id,
  body: Type.Object({}),
  response: Type.Object({ ok: Type.Boolean() }),
});
export const deleteRun = route({
  id: 'analysis.deleteRun',
  method: 'DELETE',
  path: '/api/analysis/runs/:id',
  summary: '空间分析：删除自己的运行及其结果',
  access: RUN,
  scope: 'unit',
  params: Id,
  response: Type.Object({ ok: Type.Boolean() }),
});
/** GeoJSON (RFC 7946) with ETag. Properties: `nth`, `label`, `value`, `error` and those of the kind. */
export const runFeatures = route({
  id: 'analysis.runFeatures',
  method: 'GET',
  path: '/api/analysis/runs/:id/features',
  summary: '空间分析：结果图层（GeoJSON）',
  access: READ,
  params: Id,
});
/** 移交核查: remembers the task that was made of a cell. */
export const markHanded = route({
  id: 'analysis.markHanded',
  method: 'POST',
  path: '/api/analysis/features/:id/handed',
  summary: '热点网格：登记由网格派发的督办任务',
  access: RUN,
  scope: 'unit',
  params: Type.Object({ id: Type.Integer({ minimum: 1 }) }),
  body: Type.Object({ taskId: Type.Integer({ minimum: 1 }) }),
  response: Type.Object({ ok: Type.Boolean() }),
});

/** Live topic (`analysis.read`): `{id}`; pages read again. */
export const LIVE_RUNS = 'analysis.runs';

/** What forms offer: data sets with a place that the reader sees, factors that points of each kind measure, and stations with wind. */
export const Choices = Type.Object({
  sets: Type.Array(
    Type.Object({
      id: Type.String(),
      zh: Type.String(),
      en: Type.String(),
      geometry: Type.Enum(['Point', 'LineString', 'Polygon']),
      fields: Type.Array(
        Type.Object({ name: Type.String(), zh: Type.String(), en: Type.String(), number: Type.Boolean() }),
      ),
    }),
  ),
  factors: Type.Array(
    Type.Object({
      pointKind: Type.String(),
      code: Type.String(),
      name: Type.String(),
      unit: orNull(Type.String()),
      points: Type.Integer(),
    }),
  ),
  windStations: Type.Array(Type.Object({ id: Type.Integer(), name: Type.String() })),
});
export const listChoices = route({
  id: 'analysis.listChoices',
  method: 'GET',
  path: '/api/analysis/choices',
  summary: '空间分析：可用的数据集、因子与站点',
  access: READ,
  response: Choices,
});

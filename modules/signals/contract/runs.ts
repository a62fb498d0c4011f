import { route, type Static, Type } from '@tarim/platform/contract';
import { Detector, Id, Instant, orNull, Problem, UnitPath, Window } from './parts.ts';

export const RunRow = Type.Object({
  detector: Detector,
  code: orNull(Type.String()),
  codeName: orNull(Type.String()),
  at: Instant,
  runs: Type.Integer(),
  window: Window,
  /** Null: it could not tell, and `problems` says why. */
  strength: orNull(Type.Number()),
  problems: Type.Array(Problem),
});
export type RunRow = Static<typeof RunRow>;

export const runsOfPoint = route({
  id: 'signals.runsOfPoint',
  method: 'GET',
  path: '/api/signals/points/:id/runs',
  summary: '各识别器对一个排放口最近一次运行的结果，含不能判断的原因',
  access: 'signals.read',
  params: Id,
  response: Type.Object({ runs: Type.Array(RunRow) }),
});

export const Batch = Type.Object({
  id: Type.Integer(),
  unitPath: Type.String(),
  from: Instant,
  to: Instant,
  state: Type.Enum(['queued', 'running', 'done', 'failed']),
  points: Type.Integer(),
  done: Type.Integer(),
  /** Leads that it opened. */
  opened: Type.Integer(),
  by: Type.String(),
  at: Instant,
  endedAt: orNull(Instant),
});
export type Batch = Static<typeof Batch>;

export const listBatches = route({
  id: 'signals.listBatches',
  method: 'GET',
  path: '/api/signals/batches',
  summary: '人工发起的识别运行与进度，最新在前',
  access: 'signals.read',
  response: Type.Object({ batches: Type.Array(Batch) }),
});

/** All detectors over a period, for the outlets of a unit; a job, whose progress the list shows. */
export const startBatch = route({
  id: 'signals.startBatch',
  method: 'POST',
  path: '/api/signals/batches',
  summary: '对一个行政单元的排放口按时段运行全部识别器',
  access: 'signals.run',
  scope: 'unit',
  body: Type.Object({ unitPath: UnitPath, from: Instant, to: Instant }),
  response: Batch,
});

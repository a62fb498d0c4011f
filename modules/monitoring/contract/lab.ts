import { Int4Id, plainText, route, type Static, Type } from '@tarim/platform/contract';
import { ContainerKind, Id, Instant, Item, orNull, REVIEW_LEVELS, Reason } from './parts.ts';
import { Task } from './plans.ts';
import { Container, ContainerCode, Sampling } from './sampling.ts';

/** A defect of a row (`error` keeps the whole sheet out) or something that the reviewer has to look at (`warning`). */
export const RowProblem = Type.Object({
  row: Type.Integer(),
  column: orNull(Type.String()),
  severity: Type.Enum(['error', 'warning']),
  code: Type.String(),
  message: Type.String(),
});
export type RowProblem = Static<typeof RowProblem>;

export const LabReport = Type.Object({
  committed: Type.Boolean(),
  sheetId: orNull(Type.Integer()),
  rows: Type.Integer(),
  good: Type.Integer(),
  tasks: Type.Array(Type.Integer()),
  problems: Type.Array(RowProblem),
});
export type LabReport = Static<typeof LabReport>;

/** Rows to fill in for the containers that the laboratory has (检测结果表). */
export const labTemplate = route({
  id: 'monitoring.labTemplate',
  method: 'GET',
  path: '/api/monitoring/lab/template',
  summary: '检测结果表（XLSX），已列出收到的样品与项目',
  access: 'monitoring.read',
  query: Type.Object({ taskId: Type.Optional(Int4Id) }),
});
export const importLab = route({
  id: 'monitoring.importLab',
  method: 'POST',
  path: '/api/monitoring/lab/import',
  summary: '导入检测结果（XLSX）；mode=check 只检查',
  access: 'monitoring.analyse',
  scope: 'unit',
  query: Type.Object({ mode: Type.Enum(['check', 'commit']) }),
  bodyKind: 'multipart',
  response: LabReport,
});

export const LabRowInput = Type.Object({
  container: ContainerCode,
  item: Item,
  /** A figure, `<0.01`, `0.01L` or `未检出`. */
  result: Type.Union([Type.Number(), plainText(40, 1)]),
  unit: plainText(20),
  detectionLimit: Type.Optional(orNull(Type.Number({ minimum: 0 }))),
  method: Type.Optional(plainText(120)),
  analysedAt: plainText(25, 10),
  analyst: Type.Optional(plainText(60)),
});
/** The same by a laboratory's own system (LIMS), with an API key of the scope `lab`. */
export const postLabResults = route({
  id: 'monitoring.postLabResults',
  method: 'POST',
  path: '/api/monitoring/lab/results',
  summary: '实验室系统推送检测结果',
  access: 'api-key:lab',
  query: Type.Object({ mode: Type.Enum(['check', 'commit']) }),
  body: Type.Object({ rows: Type.Array(LabRowInput, { minItems: 1, maxItems: 5_000 }) }),
  response: LabReport,
});

export const Result = Type.Object({
  container: orNull(Type.String()),
  kind: ContainerKind,
  item: Type.String(),
  /** Null: below detection (未检出), then `detectionLimit` says below what. */
  value: orNull(Type.Number()),
  below: Type.Boolean(),
  detectionLimit: orNull(Type.Number()),
  unit: Type.String(),
  method: orNull(Type.String()),
  analysedAt: orNull(Instant),
  analyst: Type.String(),
  source: Type.Enum(['on-site', 'xlsx', 'api']),
  /** Codes of warnings that were raised when it came in. */
  warnings: Type.Array(Type.Object({ code: Type.String(), message: Type.String() })),
  revision: Type.Integer(),
});
export type Result = Static<typeof Result>;

export const Review = Type.Object({
  level: Type.Enum([...REVIEW_LEVELS]),
  decision: Type.Enum(['pass', 'return']),
  comment: orNull(Type.String()),
  by: Type.String(),
  at: Instant,
});

const Step = Type.Object({
  of: Type.String(),
  rule: Type.String(),
  formula: Type.String(),
  result: orNull(Type.Union([Type.String(), Type.Number()])),
});
export const Official = Type.Object({
  revision: Type.Integer(),
  signedBy: Type.String(),
  signedAt: Instant,
  /** What it comes to: `II`, `达标`, `below-screening`; null: the medium has no rule here, or nothing to judge. */
  grade: orNull(Type.String()),
  verdict: orNull(Type.Enum(['meets', 'exceeds'])),
  /** 目标类别 that the verdict is by; null where the standard alone decides. */
  target: orNull(Type.String()),
  exceeding: Type.Array(Type.Object({ item: Type.String(), multiple: orNull(Type.Number()) })),
  rules: Type.Array(
    Type.Object({ standard: Type.String(), version: Type.String(), confidence: Type.String() }),
  ),
  missing: Type.Array(Type.String()),
  steps: Type.Array(Step),
});
export type Official = Static<typeof Official>;

export const getTask = route({
  id: 'monitoring.getTask',
  method: 'GET',
  path: '/api/monitoring/tasks/:id',
  summary: '一项任务从采样到签发的全过程',
  access: 'monitoring.read',
  params: Id,
  response: Type.Object({
    task: Task,
    sampling: orNull(Sampling),
    containers: Type.Array(Container),
    results: Type.Array(Result),
    /** Container and item of what the task asks for and that has no result yet. */
    missing: Type.Array(Type.Object({ container: orNull(Type.String()), item: Type.String() })),
    reviews: Type.Array(Review),
    official: orNull(Official),
    /** What the asking person may do next, and if not, why not. */
    next: Type.Array(
      Type.Object({ act: Type.String(), allowed: Type.Boolean(), why: orNull(Type.String()) }),
    ),
  }),
});

/** Hands the results of a task to the reviewers; every item has a result by then. */
export const reportTask = route({
  id: 'monitoring.reportTask',
  method: 'POST',
  path: '/api/monitoring/tasks/:id/report',
  summary: '提交校核',
  access: 'monitoring.analyse',
  scope: 'unit',
  params: Id,
  body: Type.Object({ comment: Type.Optional(plainText(500)) }),
  response: Task,
});
export const reviewTask = route({
  id: 'monitoring.reviewTask',
  method: 'POST',
  path: '/api/monitoring/tasks/:id/review',
  summary: '校核、审核、签发，或退回',
  access: 'monitoring.review',
  scope: 'unit',
  params: Id,
  body: Type.Object({
    level: Type.Enum([...REVIEW_LEVELS]),
    decision: Type.Enum(['pass', 'return']),
    comment: Type.Optional(plainText(500)),
  }),
  response: Task,
});
/** Takes an official result back for correction; its revision stays readable. */
export const reopenTask = route({
  id: 'monitoring.reopenTask',
  method: 'POST',
  path: '/api/monitoring/tasks/:id/reopen',
  summary: '撤回已签发的结果以更正（留痕）',
  access: 'monitoring.review',
  scope: 'unit',
  params: Id,
  body: Type.Object({ reason: Reason }),
  response: Task,
});

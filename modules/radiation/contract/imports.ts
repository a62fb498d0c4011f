import { RowProblem, route, type Static, Type } from '@tarim/platform/contract';
import { Id, Instant, orNull } from './parts.ts';

/** How a line of the national system's export differs from the ledger here. */
export const Difference = Type.Object({
  kind: Type.Enum(['new-unit', 'new', 'gone', 'changed', 'state']),
  /** Row of the file; null for what is gone. */
  row: orNull(Type.Integer()),
  unit: Type.String(),
  subject: Type.String(),
  /** Of what changed: field, ours, theirs. */
  fields: Type.Array(Type.Object({ field: Type.String(), ours: Type.String(), theirs: Type.String() })),
});
export type Difference = Static<typeof Difference>;

/** A comparison with the national system's export (比对清单); it is kept, taken or not. */
export const Comparison = Type.Object({
  id: Type.Integer(),
  file: Type.String(),
  rows: Type.Integer(),
  problems: Type.Array(RowProblem),
  differences: Type.Array(Difference),
  by: Type.String(),
  at: Instant,
  takenBy: orNull(Type.String()),
  takenAt: orNull(Instant),
});
export type Comparison = Static<typeof Comparison>;

export const listComparisons = route({
  id: 'radiation.listComparisons',
  method: 'GET',
  path: '/api/radiation/comparisons',
  summary: '与国家系统导出文件的比对清单，最新在前',
  access: 'radiation.read',
  response: Type.Object({ comparisons: Type.Array(Comparison) }),
});

export const comparisonTemplate = route({
  id: 'radiation.comparisonTemplate',
  method: 'GET',
  path: '/api/radiation/comparisons/template',
  summary: '放射源台账导入模板（XLSX）',
  access: 'radiation.read',
});

export const compareLedger = route({
  id: 'radiation.compareLedger',
  method: 'POST',
  path: '/api/radiation/comparisons',
  summary: '上传国家系统导出的放射源台账（XLSX、CSV），逐行说明问题，给出新增、消失、变化的比对清单；不入库',
  access: 'radiation.manage',
  scope: 'unit',
  bodyKind: 'multipart',
  response: Comparison,
});

export const takeComparison = route({
  id: 'radiation.takeComparison',
  method: 'POST',
  path: '/api/radiation/comparisons/:id/take',
  summary: '按比对清单入库：新增单位与放射源、更正变化的要素；消失的只提示，状态变化须逐步办理',
  access: 'radiation.manage',
  scope: 'unit',
  params: Id,
  response: Comparison,
});

import { Int4Id, route, type Static, Type } from '@tarim/platform/contract';
import { Evidence, Id, Instant, OutletPart, orNull, Reason, Sha256 } from './parts.ts';

export const MARK_KINDS = ['production', 'equipment'] as const;

export const Mark = Type.Object({
  id: Type.Integer(),
  outlet: OutletPart,
  /** 生产状态、设备状态 */
  kind: Type.Enum([...MARK_KINDS]),
  /** Key of the table of marks. */
  mark: Type.String(),
  name: Type.String(),
  effect: Type.String(),
  from: Instant,
  to: Instant,
  reason: Type.String(),
  evidence: Type.Array(Type.String()),
  /** Until when it had to be made, by the table in force on its first day. */
  deadline: Instant,
  late: Type.Boolean(),
  by: Type.String(),
  side: Type.Enum(['enterprise', 'staff']),
  at: Instant,
  /** The mark that this one corrects, and the one that corrects this. */
  replaces: orNull(Type.Integer()),
  replacedBy: orNull(Type.Integer()),
  withdrawn: Type.Boolean(),
  simulated: Type.Boolean(),
  mayCorrect: Type.Boolean(),
});
export type Mark = Static<typeof Mark>;

export const MarkInput = Type.Object({
  mark: Type.String({ pattern: '^[a-z][a-z0-9-]{1,30}$' }),
  from: Instant,
  to: Instant,
  reason: Reason,
  evidence: Evidence,
});
export type MarkInput = Static<typeof MarkInput>;

export const listMarks = route({
  id: 'quality.listMarks',
  method: 'GET',
  path: '/api/quality/marks',
  summary: '生产状态与设备状态标记，含更正前的记录；最新在前',
  access: 'quality.read',
  scope: 'own',
  query: Type.Object({
    pointId: Type.Optional(Int4Id),
    from: Type.Optional(Instant),
    to: Type.Optional(Instant),
    late: Type.Optional(Type.Boolean()),
    /** Only what holds: neither corrected nor withdrawn. */
    current: Type.Optional(Type.Boolean()),
    before: Type.Optional(Int4Id),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })),
  }),
  response: Type.Object({ marks: Type.Array(Mark), next: orNull(Type.Integer()) }),
});
export const createMark = route({
  id: 'quality.createMark',
  method: 'POST',
  path: '/api/quality/outlets/:id/marks',
  summary: '标记一个排放口某时段的生产状态或设备状态',
  access: 'quality.mark',
  scope: 'unit',
  params: Id,
  body: MarkInput,
  response: Mark,
});
export const correctMark = route({
  id: 'quality.correctMark',
  method: 'POST',
  path: '/api/quality/marks/:id/correct',
  summary: '更正标记，原标记保留',
  access: 'quality.mark',
  scope: 'unit',
  params: Id,
  body: MarkInput,
  response: Mark,
});
export const withdrawMark = route({
  id: 'quality.withdrawMark',
  method: 'POST',
  path: '/api/quality/marks/:id/withdraw',
  summary: '撤销标记并说明原因，原标记保留',
  access: 'quality.mark',
  scope: 'unit',
  params: Id,
  body: Type.Object({ reason: Reason }),
  response: Mark,
});
export const uploadEvidence = route({
  id: 'quality.uploadEvidence',
  method: 'POST',
  path: '/api/quality/evidence',
  summary: '上传佐证（照片或 PDF），按内容寻址',
  access: 'quality.mark',
  scope: 'unit',
  bodyKind: 'multipart',
  response: Type.Object({ sha256: Type.String(), size: Type.Integer() }),
});
export const getEvidence = route({
  id: 'quality.getEvidence',
  method: 'GET',
  path: '/api/quality/outlets/:id/evidence/:sha256',
  summary: '一个排放口的标记与复核操作的佐证文件',
  access: 'quality.read',
  scope: 'own',
  params: Type.Object({ id: Int4Id, sha256: Sha256 }),
});

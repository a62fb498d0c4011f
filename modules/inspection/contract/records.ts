import { FieldEvidence, route, type Static, Type } from '@tarim/platform/contract';
import { Id, Instant } from './parts.ts';

export const RECORD_FORM_NAMES = ['site', 'inquiry', 'sampling'] as const;
export type RecordForm = (typeof RECORD_FORM_NAMES)[number];
/** 现场检查笔录、调查询问笔录、采样单 of a visit. */
export const VisitRecord = Type.Object({
  id: Type.Integer(),
  visitId: Type.Integer(),
  form: Type.Enum([...RECORD_FORM_NAMES]),
  madeAt: Instant,
  by: Type.String(),
  /** Who was inspected or asked. */
  person: Type.String(),
  /** Null: not signed, and why. */
  refusal: Type.Union([Type.String(), Type.Null()]),
  /** Rows of the checklist where there is a problem. */
  problems: Type.Array(Type.Object({ title: Type.String(), note: Type.String() })),
  facts: Type.Union([Type.String(), Type.Null()]),
  /** Codes of what was sampled. */
  samples: Type.Array(Type.String()),
  evidence: Type.Array(FieldEvidence),
  simulated: Type.Boolean(),
});
export type VisitRecord = Static<typeof VisitRecord>;

export const listRecords = route({
  id: 'inspection.listRecords',
  method: 'GET',
  path: '/api/inspection/visits/:id/records',
  summary: '检查笔录（记有当事人信息，限承办单位）',
  access: 'inspection.record',
  scope: 'unit',
  params: Id,
  response: Type.Object({ records: Type.Array(VisitRecord) }),
});

export const getRecordDocument = route({
  id: 'inspection.getRecordDocument',
  method: 'GET',
  path: '/api/inspection/records/:id/document',
  summary: '检查笔录的文书（PDF、DOCX）',
  access: 'inspection.record',
  scope: 'unit',
  params: Id,
  query: Type.Object({ format: Type.Enum(['pdf', 'docx']) }),
});

export const getRecordFile = route({
  id: 'inspection.getRecordFile',
  method: 'GET',
  path: '/api/inspection/records/:id/files/:sha256',
  summary: '检查笔录的照片或附件',
  access: 'inspection.record',
  scope: 'unit',
  params: Type.Object({ ...Id.properties, sha256: Type.String({ pattern: '^[0-9a-f]{64}$' }) }),
});

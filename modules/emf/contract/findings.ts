import { plainText, route, type Static, Type } from '@tarim/platform/contract';
import { Id, Instant, MeasurementKind, orNull, UnitPath } from './parts.ts';

/** 待处理, 已签收, 已办结, 已撤销 (its measurement was sent back). */
export const EMF_FINDING_STATES = ['open', 'acknowledged', 'closed', 'withdrawn'] as const;
export const EmfFindingState = Type.Enum([...EMF_FINDING_STATES]);
export type EmfFindingState = Static<typeof EmfFindingState>;

/** 超标属实, 整改后复测达标, 仪器或方法有误, 非正常工况, 其他来源. */
export const EMF_CONCLUSIONS = ['confirmed', 'corrected', 'instrument', 'operation', 'other-source'] as const;
export const EmfConclusion = Type.Enum([...EMF_CONCLUSIONS]);
export type EmfConclusion = Static<typeof EmfConclusion>;

export const EmfFinding = Type.Object({
  id: Type.Integer(),
  measurementId: Type.Integer(),
  facilityId: Type.Integer(),
  facilityName: Type.String(),
  unitPath: Type.String(),
  kind: MeasurementKind,
  measuredAt: Instant,
  percent: Type.Number(),
  state: EmfFindingState,
  acknowledgedBy: orNull(Type.String()),
  acknowledgedAt: orNull(Instant),
  conclusion: orNull(EmfConclusion),
  note: Type.String(),
  closedBy: orNull(Type.String()),
  closedAt: orNull(Instant),
  simulated: Type.Boolean(),
});
export type EmfFinding = Static<typeof EmfFinding>;

export const listEmfFindings = route({
  id: 'emf.listFindings',
  method: 'GET',
  path: '/api/emf/findings',
  summary: '电磁监测超过限值的发现，新的在前',
  access: 'emf.read',
  query: Type.Object({
    unit: Type.Optional(UnitPath),
    state: Type.Optional(EmfFindingState),
    before: Type.Optional(Type.Integer({ minimum: 1 })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
  }),
  response: Type.Object({
    findings: Type.Array(EmfFinding),
    before: orNull(Type.Integer()),
    /** What the Code says of fields above the limit. */
    penalty: Type.Object({
      act: Type.String(),
      article: Type.String(),
      fromCNY: Type.Number(),
      toCNY: Type.Number(),
      confidence: Type.String(),
    }),
  }),
});
export const acknowledgeEmfFinding = route({
  id: 'emf.acknowledgeFinding',
  method: 'POST',
  path: '/api/emf/findings/:id/acknowledge',
  summary: '签收一条超过限值的发现',
  access: 'emf.review',
  scope: 'unit',
  params: Id,
  response: EmfFinding,
});
export const closeEmfFinding = route({
  id: 'emf.closeFinding',
  method: 'POST',
  path: '/api/emf/findings/:id/close',
  summary: '办结一条超过限值的发现，写明结论与依据',
  access: 'emf.review',
  scope: 'unit',
  params: Id,
  body: Type.Object({ conclusion: EmfConclusion, note: plainText(1_000, 1) }),
  response: EmfFinding,
});

import { Int4Id, plainText, route, type Static, Type } from '@tarim/platform/contract';
import { Outfall, OutfallState, Treatment } from './outfalls.ts';
import { DateText, Id, Instant, orNull, Reason, Sha256 } from './parts.ts';

/** What is measured at an outfall; others may be written as they are called. */
export const OUTFALL_ITEMS = ['化学需氧量', '氨氮', '总磷', '总氮', 'pH', '悬浮物', '石油类'] as const;

/** Acts on an outfall; `plan` sets the treatment, `treat` reports it done. */
export const OUTFALL_ACTS = ['monitor', 'trace', 'plan', 'treat', 'close', 'return'] as const;
export type OutfallAct = (typeof OUTFALL_ACTS)[number];

export const ResultInput = Type.Object({
  item: plainText(60, 1),
  /** Null: below detection (未检出), then `detectionLimit` says below what. */
  value: orNull(Type.Number({ minimum: 0 })),
  detectionLimit: orNull(Type.Number({ exclusiveMinimum: 0 })),
  unit: plainText(20),
});
export type ResultInput = Static<typeof ResultInput>;
const Evidence = Type.Array(Sha256, { maxItems: 20 });

export const MonitorInput = Type.Object({
  sampledOn: DateText,
  results: Type.Array(ResultInput, { maxItems: 60 }),
  /** A task of manual monitoring that measures it. */
  taskId: orNull(Int4Id),
  evidence: Evidence,
});
export type MonitorInput = Static<typeof MonitorInput>;
export const TraceInput = Type.Object({
  /** 责任主体 */
  responsible: plainText(120),
  enterpriseId: orNull(Int4Id),
  /** How it was traced: 资料溯源、现场踏勘、管网排查 … */
  basis: plainText(1_000),
  evidence: Evidence,
});
export type TraceInput = Static<typeof TraceInput>;
export const PlanInput = Type.Object({
  treatment: Treatment,
  measure: plainText(1_000),
  responsible: plainText(120),
  deadline: DateText,
});
export type PlanInput = Static<typeof PlanInput>;
export const TreatInput = Type.Object({
  doneOn: DateText,
  note: orNull(plainText(1_000)),
  evidence: Evidence,
});
export type TreatInput = Static<typeof TreatInput>;

const act = <B extends ReturnType<typeof Type.Object>>(name: string, summary: string, body: B) =>
  route({
    id: `sources.${name}Outfall`,
    method: 'POST',
    path: `/api/sources/outfalls/:id/${name}`,
    summary,
    access: 'sources.write',
    scope: 'unit',
    params: Id,
    body,
    response: Outfall,
  });
export const monitorOutfall = act('monitor', '测：监测结果，或关联手工监测任务', MonitorInput);
export const traceOutfall = act('trace', '溯：责任主体与证据', TraceInput);
export const planOutfall = act('plan', '治：整治方式、措施、责任人与期限', PlanInput);
export const treatOutfall = act('treat', '治：整治完成与佐证', TreatInput);
export const closeOutfall = act('close', '销：销号（须由整治以外的人）', Type.Object({ reason: Reason }));
export const returnOutfall = act(
  'return',
  '退回到较早的环节并说明原因',
  Type.Object({ to: OutfallState, reason: Reason }),
);

export const OutfallStep = Type.Object({
  id: Type.Integer(),
  act: Type.String(),
  from: orNull(OutfallState),
  to: OutfallState,
  reason: orNull(Type.String()),
  /** What the step brought: as it was given then. */
  detail: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number(), Type.Null()])),
  evidence: Type.Array(Type.String()),
  by: Type.String(),
  at: Instant,
});
export type OutfallStep = Static<typeof OutfallStep>;
export const OutfallResult = Type.Object({
  sampledOn: DateText,
  item: Type.String(),
  value: orNull(Type.Number()),
  below: Type.Boolean(),
  detectionLimit: orNull(Type.Number()),
  unit: Type.String(),
});
export type OutfallResult = Static<typeof OutfallResult>;

export const getOutfall = route({
  id: 'sources.getOutfall',
  method: 'GET',
  path: '/api/sources/outfalls/:id',
  summary: '一个排污口的登记、监测结果、全过程与下一步',
  access: 'sources.read',
  params: Id,
  response: Type.Object({
    outfall: Outfall,
    taskId: orNull(Type.Integer()),
    results: Type.Array(OutfallResult),
    steps: Type.Array(OutfallStep),
    /** What the asking person may do next, and if not, why not. */
    next: Type.Array(
      Type.Object({
        act: Type.String(),
        allowed: Type.Boolean(),
        why: orNull(Type.String()),
        /** States that a return may lead to. */
        to: Type.Array(OutfallState),
      }),
    ),
  }),
});
export const uploadEvidence = route({
  id: 'sources.uploadEvidence',
  method: 'POST',
  path: '/api/sources/evidence',
  summary: '上传佐证（照片或 PDF），按内容寻址',
  access: 'sources.write',
  scope: 'unit',
  bodyKind: 'multipart',
  response: Type.Object({ sha256: Type.String(), size: Type.Integer() }),
});
export const getEvidence = route({
  id: 'sources.getEvidence',
  method: 'GET',
  path: '/api/sources/outfalls/:id/evidence/:sha256',
  summary: '一个排污口的佐证文件',
  access: 'sources.read',
  params: Type.Object({ id: Int4Id, sha256: Sha256 }),
});

import { route, type Static, Type } from '@tarim/platform/contract';
import { Month, NumberOrNull, orNull, Quarter, UnitPath } from './parts.ts';

export const EMISSION_PERIODS = ['month', 'quarter', 'year'] as const;
export const EmissionRow = Type.Object({
  enterpriseId: orNull(Type.Integer()),
  enterpriseName: Type.String(),
  unitPath: Type.String(),
  code: Type.String(),
  name: Type.String(),
  outlets: Type.Integer(),
  /** Outlet-months of the period, and those of them that are signed. */
  months: Type.Integer(),
  signed: Type.Integer(),
  /** kg: signed months, with and without what stands in; the others as telemetry sums them or as reviewed so far. */
  signedTotal: Type.Number(),
  signedMeasured: Type.Number(),
  provisionalTotal: Type.Number(),
  provisionalMeasured: Type.Number(),
  total: Type.Number(),
  /** Hours or days whose amount is in no sum. */
  unresolved: Type.Integer(),
  simulated: Type.Boolean(),
});
export type EmissionRow = Static<typeof EmissionRow>;
export const emissionTotals = route({
  id: 'quality.emissionTotals',
  method: 'GET',
  path: '/api/quality/emissions',
  summary: '企业排放量：月、季、年；暂定与审定、含替代与不含替代',
  access: 'quality.read',
  scope: 'own',
  query: Type.Object({
    period: Type.Enum([...EMISSION_PERIODS]),
    /** `2026-10`, `2026-Q4`, `2026` */
    of: Type.String({ pattern: '^20[0-9]{2}(-(0[1-9]|1[0-2]|Q[1-4]))?$' }),
    unitPath: Type.Optional(UnitPath),
  }),
  response: Type.Object({ months: Type.Array(Month), rows: Type.Array(EmissionRow) }),
});

export const CaptureRow = Type.Object({
  pointId: Type.Integer(),
  pointName: Type.String(),
  enterpriseName: Type.String(),
  unitPath: Type.String(),
  kind: Type.String(),
  code: Type.String(),
  name: Type.String(),
  hours: Type.Integer(),
  stopped: Type.Integer(),
  due: Type.Integer(),
  received: Type.Integer(),
  valid: Type.Integer(),
  transmission: NumberOrNull,
  validity: NumberOrNull,
  transmissionValid: NumberOrNull,
  capture: NumberOrNull,
  /** Below what the table in force asks for. */
  below: Type.Array(Type.Enum(['capture', 'valid', 'transmission-valid'])),
  simulated: Type.Boolean(),
});
export type CaptureRow = Static<typeof CaptureRow>;
export const captureRates = route({
  id: 'quality.captureRates',
  method: 'GET',
  path: '/api/quality/capture',
  summary: '季度有效数据捕集率、传输率、有效率与传输有效率，按排放口与因子',
  access: 'quality.read',
  scope: 'own',
  query: Type.Object({
    quarter: Quarter,
    unitPath: Type.Optional(UnitPath),
    after: Type.Optional(Type.Integer({ minimum: 0 })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 60 })),
  }),
  response: Type.Object({
    rows: Type.Array(CaptureRow),
    next: orNull(Type.Integer()),
    asked: Type.Array(Type.Object({ medium: Type.String(), rate: Type.String(), percent: Type.Number() })),
    rule: Type.Object({ version: Type.String(), confidence: Type.String() }),
  }),
});

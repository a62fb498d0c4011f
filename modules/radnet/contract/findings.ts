import { event, plainText, route, type Static, Type } from '@tarim/platform/contract';
import { FindingKind, HourState, Id, Instant, JudgedHour, orNull, UnitPath } from './parts.ts';

/** open 待核实, acknowledged 已签收, closed 已办结; over: rain that needs nobody; withdrawn: the figures were corrected (撤销). */
export const FINDING_STATES = ['open', 'acknowledged', 'closed', 'over', 'withdrawn'] as const;
export const FindingState = Type.Enum([...FINDING_STATES]);
export type FindingState = Static<typeof FindingState>;

/** What it was found to be (核实结论): 降雨, 附近使用放射源, 仪器, 天然波动, 来源不明, 放射性污染. */
export const CONCLUSIONS = [
  'rain',
  'works',
  'instrument',
  'natural',
  'unexplained',
  'contamination',
] as const;
export const Conclusion = Type.Enum([...CONCLUSIONS]);
export type Conclusion = Static<typeof Conclusion>;

export const RadiationFinding = Type.Object({
  id: Type.Integer(),
  pointId: Type.Integer(),
  pointName: Type.String(),
  unitPath: Type.String(),
  kind: FindingKind,
  state: FindingState,
  /** The gravest of its hours. */
  worst: HourState,
  /** Start of the first and the last hour. */
  from: Instant,
  to: Instant,
  hours: Type.Integer(),
  /** Highest value, nGy/h (of faults the lowest), its hour and the limit of that hour. */
  peak: orNull(Type.Number()),
  peakAt: orNull(Instant),
  limit: orNull(Type.Number()),
  /** mm in its hours and the three before. */
  rain: orNull(Type.Number()),
  acknowledgedBy: orNull(Type.String()),
  acknowledgedAt: orNull(Instant),
  conclusion: orNull(Conclusion),
  note: Type.String(),
  closedBy: orNull(Type.String()),
  closedAt: orNull(Instant),
  simulated: Type.Boolean(),
});
export type RadiationFinding = Static<typeof RadiationFinding>;

export const listFindings = route({
  id: 'radnet.listFindings',
  method: 'GET',
  path: '/api/radnet/findings',
  summary: 'γ 辐射自动站的发现：无雨升高、疑似降雨、仪器故障；新的在前',
  access: 'radnet.read',
  query: Type.Object({
    unit: Type.Optional(UnitPath),
    point: Type.Optional(Id.properties.id),
    kind: Type.Optional(FindingKind),
    state: Type.Optional(FindingState),
    before: Type.Optional(Type.Integer({ minimum: 1 })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
  }),
  response: Type.Object({ findings: Type.Array(RadiationFinding), before: orNull(Type.Integer()) }),
});

export const getFinding = route({
  id: 'radnet.getFinding',
  method: 'GET',
  path: '/api/radnet/findings/:id',
  summary: '一条发现：所据各小时及其数值、本底与规则版本',
  access: 'radnet.read',
  params: Id,
  response: Type.Object({
    finding: RadiationFinding,
    /** Six hours before and after as well. */
    hours: Type.Array(JudgedHour),
    /** Neighbours within 200 km that rose in the same hours. */
    neighbours: Type.Array(Type.Object({ id: Type.Integer(), name: Type.String(), km: Type.Number() })),
  }),
});

export const acknowledgeFinding = route({
  id: 'radnet.acknowledgeFinding',
  method: 'POST',
  path: '/api/radnet/findings/:id/acknowledge',
  summary: '签收一条发现',
  access: 'radnet.review',
  scope: 'unit',
  params: Id,
  response: RadiationFinding,
});

export const closeFinding = route({
  id: 'radnet.closeFinding',
  method: 'POST',
  path: '/api/radnet/findings/:id/close',
  summary: '办结一条发现，写明核实结论与依据；结束时间未到的不能办结',
  access: 'radnet.review',
  scope: 'unit',
  params: Id,
  body: Type.Object({ conclusion: Conclusion, note: plainText(1_000, 1) }),
  response: RadiationFinding,
});

/** A finding was acknowledged, closed by a person, or withdrawn because its figures were corrected. */
export const findingSettled = event(
  'radnet.finding-settled.v1',
  Type.Object({
    items: Type.Array(
      Type.Object({
        id: Type.Integer(),
        pointId: Type.Integer(),
        unitPath: Type.String(),
        state: Type.Enum(['acknowledged', 'closed', 'withdrawn']),
        conclusion: orNull(Conclusion),
        at: Instant,
      }),
    ),
  }),
);

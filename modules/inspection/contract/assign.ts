import { plainText, route, type Static, Type } from '@tarim/platform/contract';
import { Day, Id, Instant, orNull, Speciality } from './parts.ts';
import { Appointment, Visit } from './visits.ts';

const Number32 = Type.Integer({ minimum: 1, maximum: 2 ** 31 - 1 });

/** Who may go, with the figures that put him where he stands. */
export const Candidate = Type.Object({
  id: Type.Integer(),
  name: Type.String(),
  certificate: Type.String(),
  certifiedTo: Day,
  unitPath: Type.String(),
  specialities: Type.Array(Speciality),
  /** 0–1; the shares by themselves beside it. */
  score: Type.Number(),
  distance: Type.Number(),
  load: Type.Number(),
  speciality: Type.Number(),
  /** Great-circle km; null where a place is missing. */
  km: orNull(Type.Number()),
  start: Type.Enum(['seat', 'visit']),
  visits: Type.Integer(),
  cases: Type.Integer(),
  thatDay: Type.Integer(),
});
export type Candidate = Static<typeof Candidate>;

/** 在岗、证件、回避、管辖（自治区或兵团、单位）、时段冲突、当日已满. */
export const GROUNDS = [
  'off-post',
  'certificate',
  'recused',
  'hierarchy',
  'unit',
  'busy',
  'day-full',
] as const;

export const Suggestion = Type.Object({
  enterpriseId: Type.Integer(),
  enterprise: Type.String(),
  on: Day,
  speciality: orNull(Speciality),
  candidates: Type.Array(Candidate),
  excluded: Type.Array(
    Type.Object({
      id: Type.Integer(),
      name: Type.String(),
      certificate: Type.String(),
      unitPath: Type.String(),
      grounds: Type.Array(Type.Enum([...GROUNDS])),
    }),
  ),
  /** Two of the candidates, the first leads. */
  proposed: Type.Array(Type.Integer()),
  problems: Type.Array(Type.Enum(['team-short', 'speciality'])),
  /** Weights are a proposal of the platform; which one, and how far it can be trusted. */
  version: Type.String(),
  confidence: Type.String(),
  weights: Type.Object({ distance: Type.Number(), load: Type.Number(), speciality: Type.Number() }),
});
export type Suggestion = Static<typeof Suggestion>;

export const suggestTeam = route({
  id: 'inspection.suggestTeam',
  method: 'GET',
  path: '/api/inspection/suggestions',
  summary: '派员建议：可派人员的名次与数值、不可派的理由；由人决定',
  access: 'inspection.manage',
  scope: 'unit',
  query: Type.Object({
    /** Of a visit that is being planned; of one that is planned, `visit`. */
    enterprise: Type.Optional(Number32),
    visit: Type.Optional(Number32),
    /** Instants; without them the appointment of the visit, else any hour of today. */
    from: Type.Optional(Instant),
    to: Type.Optional(Instant),
    joint: Type.Optional(Type.Boolean()),
  }),
  response: Suggestion,
});

export const arrangeVisit = route({
  id: 'inspection.arrangeVisit',
  method: 'PUT',
  path: '/api/inspection/visits/:id/arrangement',
  summary: '安排检查时段与人员（抽中的人员不在此更换）',
  access: 'inspection.manage',
  scope: 'unit',
  params: Id,
  body: Type.Object({
    appointment: orNull(Appointment),
    /** Absent: the team stays. */
    inspectors: Type.Optional(Type.Array(Number32, { minItems: 2, maxItems: 10 })),
    joint: Type.Optional(Type.Boolean()),
    reason: plainText(400, 1),
  }),
  response: Visit,
});

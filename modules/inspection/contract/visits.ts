import { plainText, route, type Static, Type } from '@tarim/platform/contract';
import { Origin } from './events.ts';
import { Day, Exemption, Id, Instant, orNull, Result, Stratum, UnitPath } from './parts.ts';

/** 计划时段: instants of one day. */
export const Appointment = Type.Object({ from: Instant, to: Instant });
export type Appointment = Static<typeof Appointment>;

/** A visit to an enterprise (涉企行政检查): drawn, or planned for a reason. */
export const Visit = Type.Object({
  id: Type.Integer(),
  drawId: orNull(Type.Integer()),
  drawNumber: orNull(Type.String()),
  enterpriseId: Type.Integer(),
  enterprise: Type.String(),
  uscc: Type.String(),
  unitPath: Type.String(),
  stratum: orNull(Stratum),
  team: Type.Array(Type.Object({ name: Type.String(), certificate: Type.String() })),
  state: Type.Enum(['planned', 'done']),
  /** Null: it counts to the cap. */
  exemption: orNull(Exemption),
  why: orNull(Type.String()),
  /** What it was planned for; null: for itself, or drawn. */
  origin: orNull(Origin),
  /** Null: no hour was set. */
  appointment: orNull(Appointment),
  /** 兵地联合: officers of the other hierarchy may be of the team. */
  joint: Type.Boolean(),
  visitedOn: orNull(Day),
  result: orNull(Result),
  note: orNull(Type.String()),
  recordedBy: orNull(Type.String()),
  recordedAt: orNull(Instant),
  simulated: Type.Boolean(),
});
export type Visit = Static<typeof Visit>;

/** As a day sees them: 待定时段, 今日待查, 迟到未开始, 进行中, 今日已查. */
export const VISIT_TURNS = ['undated', 'planned', 'late', 'under-way', 'done'] as const;
export const VisitTurn = Type.Enum([...VISIT_TURNS]);
export type VisitTurn = Static<typeof VisitTurn>;

export const listVisits = route({
  id: 'inspection.listVisits',
  method: 'GET',
  path: '/api/inspection/visits',
  summary: '检查任务：抽中的与另行安排的，最新在前',
  access: 'inspection.read',
  query: Type.Object({
    id: Type.Optional(Type.Integer({ minimum: 0, maximum: 2 ** 31 - 1 })),
    unit: Type.Optional(UnitPath),
    state: Type.Optional(Type.Enum(['planned', 'done'])),
    turn: Type.Optional(VisitTurn),
    /** Visits planned for this task of supervision, or this clue. */
    task: Type.Optional(Type.Integer({ minimum: 1, maximum: 2 ** 31 - 1 })),
    clue: Type.Optional(Type.Integer({ minimum: 1, maximum: 2 ** 31 - 1 })),
    before: Type.Optional(Type.Integer({ minimum: 1 })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
  }),
  response: Type.Object({ visits: Type.Array(Visit), before: orNull(Type.Integer()) }),
});

export const planVisit = route({
  id: 'inspection.planVisit',
  method: 'POST',
  path: '/api/inspection/visits',
  summary: '另行安排检查；计入频次的不得超过上限，不计入的须说明缘由',
  access: 'inspection.manage',
  scope: 'unit',
  body: Type.Object({
    enterpriseId: Type.Integer({ minimum: 1, maximum: 2 ** 31 - 1 }),
    inspectors: Type.Array(Type.Integer({ minimum: 1, maximum: 2 ** 31 - 1 }), { minItems: 2, maxItems: 10 }),
    exemption: orNull(Exemption),
    why: plainText(400),
    origin: Type.Optional(orNull(Origin)),
    appointment: Type.Optional(orNull(Appointment)),
    joint: Type.Optional(Type.Boolean()),
  }),
  response: Visit,
});

export const recordVisit = route({
  id: 'inspection.recordVisit',
  method: 'POST',
  path: '/api/inspection/visits/:id/result',
  summary: '录入检查结果（随即公开）',
  access: 'inspection.record',
  scope: 'unit',
  params: Id,
  body: Type.Object({ visitedOn: Day, result: Result, note: Type.Optional(plainText(1000)) }),
  response: Visit,
});

import { InstantInput, Int4Id, plainText, route, type Static, Type } from '@tarim/platform/contract';
import { Day, Id, Instant, Lat, Lon, orNull, UnitPath, Verdict } from './parts.ts';

/** 已登记, 已分办, 已预约, 已监测, 已出报告, 已答复, 已回访, 已归档; 已合并. */
export const PETITION_STATES = [
  'registered',
  'dispatched',
  'appointed',
  'measured',
  'reported',
  'replied',
  'revisited',
  'archived',
  'merged',
] as const;
export const PetitionState = Type.Enum([...PETITION_STATES]);
export type PetitionState = Static<typeof PetitionState>;

const act = <N extends string, P extends Record<string, Type.TSchema>>(name: N, properties: P) =>
  Type.Object({ act: Type.Literal(name), on: Day, ...properties }, { additionalProperties: false });
export const PetitionAct = Type.Union([
  act('dispatch', { to: plainText(100, 1) }),
  act('appoint', { at: InstantInput, note: plainText(200) }),
  /** A complaint measurement that was entered. */
  act('measure', { measurementId: Int4Id }),
  act('report', { number: plainText(60, 1), summary: plainText(1_000, 1) }),
  /** 答复: what the resident reads. */
  act('reply', { text: plainText(2_000, 1) }),
  /** 回访; null: could not be reached. */
  act('revisit', { satisfied: orNull(Type.Boolean()), note: plainText(500) }),
  act('archive', { note: plainText(500) }),
  act('merge', { into: Int4Id, reason: plainText(300, 1) }),
]);
export type PetitionAct = Static<typeof PetitionAct>;
export type PetitionActName = PetitionAct['act'];

export const PetitionClock = Type.Object({
  key: Type.Enum(['dispatch', 'measure', 'reply']),
  due: Day,
  doneOn: orNull(Day),
  light: Type.Enum(['green', 'yellow', 'red', 'done']),
  source: Type.String(),
  confidence: Type.String(),
});
export type PetitionClock = Static<typeof PetitionClock>;

/** A complaint about a field; who complains is not kept here (信访举报 keeps it sealed). */
export const PetitionInput = Type.Object(
  {
    unitPath: UnitPath,
    facilityId: orNull(Int4Id),
    /** 信访件编号, where it came as a complaint. */
    complaintNumber: orNull(Type.String({ pattern: '^XF[0-9]{4}-[0-9]{6,9}$' })),
    place: plainText(200, 1),
    lon: orNull(Lon),
    lat: orNull(Lat),
    /** What is asked, in the office's words: no names, no telephone numbers. */
    asked: plainText(500, 1),
  },
  { additionalProperties: false },
);
export type PetitionInput = Static<typeof PetitionInput>;

export const Petition = Type.Object({
  id: Type.Integer(),
  number: Type.String(),
  ...PetitionInput.properties,
  facilityName: orNull(Type.String()),
  receivedOn: Day,
  state: PetitionState,
  /** Which complaint of its site it is within a year. */
  nth: Type.Integer(),
  /** The unit that handles it: the one above from the third on. */
  levelPath: Type.String(),
  next: orNull(PetitionClock),
  simulated: Type.Boolean(),
});
export type Petition = Static<typeof Petition>;

export const PetitionDetail = Type.Object({
  ...Petition.properties,
  clocks: Type.Array(PetitionClock),
  steps: Type.Array(Type.Object({ nth: Type.Integer(), act: PetitionAct, by: Type.String(), at: Instant })),
  measurement: orNull(
    Type.Object({
      id: Type.Integer(),
      verdict: Verdict,
      percent: orNull(Type.Number()),
      upperBound: Type.Boolean(),
    }),
  ),
  /** 满意度 as the resident gave it by the code. */
  rated: orNull(Type.Boolean()),
  mergedInto: orNull(Type.Object({ id: Type.Integer(), number: Type.String() })),
  /** Others of its site that are not over. */
  sameSite: Type.Array(Type.Object({ id: Type.Integer(), number: Type.String(), state: PetitionState })),
  acts: Type.Array(Type.String()),
});
export type PetitionDetail = Static<typeof PetitionDetail>;

export const listPetitions = route({
  id: 'emf.listPetitions',
  method: 'GET',
  path: '/api/emf/petitions',
  summary: '电磁投诉监测：本单位及下级的，新的在前，附期限灯',
  access: 'emf.petition',
  scope: 'unit',
  query: Type.Object({
    unit: Type.Optional(UnitPath),
    state: Type.Optional(PetitionState),
    before: Type.Optional(Type.Integer({ minimum: 1 })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
  }),
  response: Type.Object({ petitions: Type.Array(Petition), before: orNull(Type.Integer()) }),
});
export const getPetition = route({
  id: 'emf.getPetition',
  method: 'GET',
  path: '/api/emf/petitions/:id',
  summary: '一件电磁投诉监测：环节、期限、监测、同址的其他投诉',
  access: 'emf.petition',
  scope: 'unit',
  params: Id,
  response: PetitionDetail,
});
export const registerPetition = route({
  id: 'emf.registerPetition',
  method: 'POST',
  path: '/api/emf/petitions',
  summary: '登记投诉监测；不保存投诉人身份，给出编号与查询码；同址一年内第三件起由上一级办理',
  access: 'emf.petition',
  scope: 'unit',
  body: PetitionInput,
  response: Type.Object({ id: Type.Integer(), number: Type.String(), code: Type.String() }),
});
export const actOnPetition = route({
  id: 'emf.actOnPetition',
  method: 'POST',
  path: '/api/emf/petitions/:id/acts',
  summary: '办理一个环节；次序不合的拒绝并说明',
  access: 'emf.petition',
  scope: 'unit',
  params: Id,
  body: PetitionAct,
  response: PetitionDetail,
});
export const petitionReport = route({
  id: 'emf.petitionReport',
  method: 'GET',
  path: '/api/emf/petitions/:id/report',
  summary: '投诉监测报告（PDF、DOCX）：监测条件、各频段数值与限值、占限值百分比、结论',
  access: 'emf.petition',
  scope: 'unit',
  params: Id,
  query: Type.Object({ format: Type.Enum(['pdf', 'docx']) }),
});

import { plainText, route, type Static, Type } from '@tarim/platform/contract';
import { Day, Field, Id, Instant, orNull, UnitPath } from './parts.ts';

/** Lights of what ends: ended, within 30 days, within six months, later, or without an end. */
export const LIGHTS = ['ended', 'days', 'months', 'fine', 'open'] as const;
export const Light = Type.Enum([...LIGHTS]);
export type Light = Static<typeof Light>;

export const Training = Type.Object({
  id: Type.Integer(),
  course: Type.String(),
  hours: Type.Number(),
  on: Day,
  /** null: there was no exam. */
  score: orNull(Type.Number()),
  passMark: orNull(Type.Number()),
  /** null: there was no exam. */
  passed: orNull(Type.Boolean()),
  certificate: Type.String(),
  validTo: orNull(Day),
  /** Of the newest that was not failed of its course; null for older and failed ones. */
  light: orNull(Light),
  /** Taken back as an error of entry, and why. */
  voided: orNull(Type.String()),
  by: Type.String(),
  at: Instant,
});
export type Training = Static<typeof Training>;

/** Somebody whose training is kept: an inspector (检查人员库) by certificate, or other staff by name and post. */
export const Person = Type.Object({
  id: Type.Integer(),
  unitPath: Type.String(),
  field: Field,
  name: Type.String(),
  post: Type.String(),
  /** Of the inspector; null for other staff. */
  certificate: orNull(Type.String()),
  /** Last day of the inspector's certificate as the pool has it; null for other staff, or where the pool has it no more. */
  certifiedTo: orNull(Day),
  active: Type.Boolean(),
  trainings: Type.Array(Training),
  hoursThisYear: Type.Number(),
  /** The worst of their lights, the certificate's among them; null where there is none. */
  light: orNull(Light),
  simulated: Type.Boolean(),
});
export type Person = Static<typeof Person>;

export const listPeople = route({
  id: 'capability.listPeople',
  method: 'GET',
  path: '/api/capability/people',
  summary: '培训考核：人员、课程、学时、成绩、证书与到期提示',
  access: 'capability.read',
  query: Type.Object({
    unit: Type.Optional(UnitPath),
    field: Type.Optional(Field),
    after: Type.Optional(Type.Integer({ minimum: 0 })),
  }),
  response: Type.Object({ people: Type.Array(Person), after: orNull(Type.Integer()) }),
});

export const addPerson = route({
  id: 'capability.addPerson',
  method: 'POST',
  path: '/api/capability/people',
  summary: '登记人员：检查人员按证件号，其他人员按姓名与岗位',
  access: 'capability.manage',
  scope: 'unit',
  body: Type.Object({
    unitPath: UnitPath,
    field: Field,
    /** Given: an inspector of the unit, whose name the pool has. */
    certificate: orNull(Type.String({ pattern: '^[0-9A-Za-z-]{4,40}$' })),
    name: plainText(40),
    post: plainText(60),
  }),
  response: Person,
});

export const changePerson = route({
  id: 'capability.changePerson',
  method: 'POST',
  path: '/api/capability/people/:id',
  summary: '修改人员的岗位与在岗情况',
  access: 'capability.manage',
  scope: 'unit',
  params: Id,
  body: Type.Object({ post: plainText(60), active: Type.Boolean() }),
  response: Person,
});

export const TrainingInput = Type.Object({
  course: plainText(100, 1),
  hours: Type.Number({ exclusiveMinimum: 0, maximum: 2_000 }),
  on: Day,
  score: orNull(Type.Number({ minimum: 0, maximum: 1_000 })),
  passMark: orNull(Type.Number({ minimum: 0, maximum: 1_000 })),
  certificate: plainText(60),
  validTo: orNull(Day),
});
export type TrainingInput = Static<typeof TrainingInput>;

export const addTraining = route({
  id: 'capability.addTraining',
  method: 'POST',
  path: '/api/capability/people/:id/trainings',
  summary: '登记一次培训或考核；只增不改',
  access: 'capability.manage',
  scope: 'unit',
  params: Id,
  body: TrainingInput,
  response: Person,
});

export const voidTraining = route({
  id: 'capability.voidTraining',
  method: 'POST',
  path: '/api/capability/trainings/:id/void',
  summary: '作废一条误录的培训记录，写明原因；记录仍在',
  access: 'capability.manage',
  scope: 'unit',
  params: Id,
  body: Type.Object({ reason: plainText(200, 1) }),
  response: Person,
});

import { route, type Static, Type } from '@tarim/platform/contract';
import { CaseSummary } from './cases.ts';
import { Clue } from './clues.ts';
import { Day, orNull, UnitPath } from './parts.ts';

const Where = { lon: orNull(Type.Number()), lat: orNull(Type.Number()) };

/** An open case on the desk: whether it is the reader's own, and where its party lies. */
export const DeskCase = Type.Object({ ...CaseSummary.properties, mine: Type.Boolean(), ...Where });
export type DeskCase = Static<typeof DeskCase>;

export const DeskVisit = Type.Object({
  id: Type.Integer(),
  enterprise: Type.String(),
  unitPath: Type.String(),
  why: Type.String(),
  plannedOn: Day,
  mine: Type.Boolean(),
  simulated: Type.Boolean(),
  ...Where,
});
export type DeskVisit = Static<typeof DeskVisit>;

export const DeskClue = Type.Object({ ...Clue.properties, ...Where });
export type DeskClue = Static<typeof DeskClue>;

/** 人员负荷: what an officer has in hand. */
export const Load = Type.Object({
  name: Type.String(),
  certificate: Type.String(),
  /** Before the decision, and after it. */
  cases: Type.Integer(),
  executing: Type.Integer(),
  visits: Type.Integer(),
});
export type Load = Static<typeof Load>;

export const getDesk = route({
  id: 'enforcement.getDesk',
  method: 'GET',
  path: '/api/enforcement/desk',
  summary: '我的工作台：待处置线索、在办案件、待做检查与人员负荷（本人所在单位）',
  access: 'enforcement.read',
  query: Type.Object({ unit: Type.Optional(UnitPath) }),
  response: Type.Object({
    clues: Type.Array(DeskClue),
    cases: Type.Array(DeskCase),
    visits: Type.Array(DeskVisit),
    load: Type.Array(Load),
    /** There is more than is shown. */
    more: Type.Boolean(),
  }),
});

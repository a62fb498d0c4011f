import { route, type Static, Type } from '@tarim/platform/contract';
import { Day, orNull, UnitPath, Yuan } from './parts.ts';

/** Figures of the cases that a unit filed in a period (案件统计). Shares are null where there is nothing to divide by. */
export const UnitStatistics = Type.Object({
  unitPath: Type.String(),
  unitName: Type.String(),
  /** Clues that came in the period, and how many of them have a case by now. */
  clues: Type.Integer(),
  cluesFiled: Type.Integer(),
  filed: Type.Integer(),
  decided: Type.Integer(),
  penalties: Type.Integer(),
  noPenalty: Type.Integer(),
  withdrawn: Type.Integer(),
  closed: Type.Integer(),
  /** The party had been penalised for the same within two years before the act. */
  repeated: Type.Integer(),
  /** What decisions ordered, daily fines with them. */
  fines: Yuan,
  /** Paid of the fines, late fines aside. */
  paid: Yuan,
  /** Days from filing to the decision without what the term leaves out, the middle one. */
  decisionDays: orNull(Type.Number()),
  /** Decided within their term with what was granted, of those decided (行政处罚法 60). */
  inTerm: Type.Integer(),
  heard: Type.Integer(),
  /** Cases with an order to correct, and those found corrected at the last recheck. */
  orders: Type.Integer(),
  corrected: Type.Integer(),
  /** Rechecks that were done or whose term has passed, and those done within it. */
  rechecksDue: Type.Integer(),
  rechecksInTerm: Type.Integer(),
  /** Penalties that were published or whose term has passed, and those published within it. */
  publicationsDue: Type.Integer(),
  publicationsInTerm: Type.Integer(),
  /** The court was asked to execute. */
  court: Type.Integer(),
  seals: Type.Integer(),
  /** Released after their end, or not yet though it has passed. */
  sealsLate: Type.Integer(),
  daily: Type.Integer(),
  dailyFines: Yuan,
  transfers: Type.Integer(),
  /** (what was noticed − what was computed) / what was computed, the mean of those with a computed sum. */
  deviation: orNull(Type.Number()),
});
export type UnitStatistics = Static<typeof UnitStatistics>;

export const caseStatistics = route({
  id: 'enforcement.caseStatistics',
  method: 'GET',
  path: '/api/enforcement/statistics',
  summary: '案件统计：按承办单位、违法行为和月份，立案日在期间内',
  access: 'enforcement.read',
  query: Type.Object({ from: Day, to: Day, unit: Type.Optional(UnitPath) }),
  response: Type.Object({
    units: Type.Array(UnitStatistics),
    violations: Type.Array(
      Type.Object({ key: Type.String(), title: Type.String(), cases: Type.Integer(), fines: Yuan }),
    ),
    /** By the party's industry (GB/T 4754); null: a person, or none is known. */
    industries: Type.Array(
      Type.Object({
        industry: orNull(Type.String()),
        name: orNull(Type.String()),
        cases: Type.Integer(),
        fines: Yuan,
      }),
    ),
    months: Type.Array(Type.Object({ month: Type.String(), filed: Type.Integer(), decided: Type.Integer() })),
    /** Cases of before whose figures are still being worked out. */
    waiting: Type.Integer(),
    simulated: Type.Boolean(),
  }),
});

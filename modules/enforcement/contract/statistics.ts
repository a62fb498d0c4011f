import { route, type Static, Type } from '@tarim/platform/contract';
import { Day, orNull, UnitPath, Yuan } from './parts.ts';

/** Figures of the cases that a unit filed in a period (案件统计). Shares are null where there is nothing to divide by. */
export const UnitStatistics = Type.Object({
  unitPath: Type.String(),
  unitName: Type.String(),
  filed: Type.Integer(),
  decided: Type.Integer(),
  penalties: Type.Integer(),
  closed: Type.Integer(),
  fines: Yuan,
  /** Paid of the fines, late fines aside. */
  paid: Yuan,
  /** Days from filing to the decision, the middle one; nothing is taken off for pauses. */
  decisionDays: orNull(Type.Number()),
  /** Decided within ninety days of filing, of those decided. */
  inTerm: Type.Integer(),
  heard: Type.Integer(),
  orders: Type.Integer(),
  corrected: Type.Integer(),
  seals: Type.Integer(),
  daily: Type.Integer(),
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
    months: Type.Array(Type.Object({ month: Type.String(), filed: Type.Integer(), decided: Type.Integer() })),
    simulated: Type.Boolean(),
  }),
});

import { route, type Static, Type } from '@tarim/platform/contract';
import { Day, orNull, UnitPath, Yuan } from './parts.ts';

/** Figures of cases found in a period. Shares are null where there is nothing to divide by. */
export const DamageFigures = Type.Object({
  unitPath: Type.String(),
  unitName: Type.String(),
  /** Penalty cases filed in the period. */
  penalties: Type.Integer(),
  /** Of them those that were screened. */
  screened: Type.Integer(),
  screeningRate: orNull(Type.Number()),
  clues: Type.Integer(),
  started: Type.Integer(),
  notStarted: Type.Integer(),
  closed: Type.Integer(),
  agreed: Type.Integer(),
  agreedAmount: Yuan,
  paid: Yuan,
  restored: Type.Integer(),
  /** Agreed by negotiation, of those agreed or adjudged. */
  negotiatedShare: orNull(Type.Number()),
  /** Assessed simply or by experts, of those assessed. */
  simpleShare: orNull(Type.Number()),
});
export type DamageFigures = Static<typeof DamageFigures>;

export const damageStatistics = route({
  id: 'damage.statistics',
  method: 'GET',
  path: '/api/damage/statistics',
  summary: '损害赔偿统计：筛查率、启动、结案、协议与缴纳金额、磋商与简易占比',
  access: 'damage.read',
  query: Type.Object({ from: Day, to: Day, unit: Type.Optional(UnitPath) }),
  response: Type.Object({
    units: Type.Array(DamageFigures),
    total: DamageFigures,
    simulated: Type.Boolean(),
  }),
});

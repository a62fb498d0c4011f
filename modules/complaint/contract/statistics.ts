import { route, type Static, Type } from '@tarim/platform/contract';
import { Day, orNull, UnitPath } from './parts.ts';

const Rate = orNull(Type.Number());

/** Figures of complaints received in a period. Rates are null where there is nothing to divide by. */
export const ComplaintFigures = Type.Object({
  unitPath: Type.String(),
  unitName: Type.String(),
  received: Type.Integer(),
  accepted: Type.Integer(),
  notAccepted: Type.Integer(),
  merged: Type.Integer(),
  replied: Type.Integer(),
  overdue: Type.Integer(),
  /** 按期受理率: told within the term, of those told or overdue. */
  acceptedInTime: Rate,
  /** 按期办结率. */
  repliedInTime: Rate,
  /** 查实率: true or partly, of those with a result. */
  substantiated: Rate,
  /** 满意率, of those rated. */
  satisfied: Rate,
  /** Mean days from acceptance to reply. */
  meanDays: Rate,
  retaliations: Type.Integer(),
});
export type ComplaintFigures = Static<typeof ComplaintFigures>;

export const complaintStatistics = route({
  id: 'complaint.statistics',
  method: 'GET',
  path: '/api/complaint/statistics',
  summary: '信访举报统计：受理、按期、查实、满意、平均天数，按单位',
  access: 'complaint.read',
  scope: 'unit',
  query: Type.Object({ from: Day, to: Day, unit: Type.Optional(UnitPath) }),
  response: Type.Object({
    units: Type.Array(ComplaintFigures),
    total: ComplaintFigures,
    kinds: Type.Array(Type.Object({ kind: Type.String(), received: Type.Integer() })),
    simulated: Type.Boolean(),
  }),
});

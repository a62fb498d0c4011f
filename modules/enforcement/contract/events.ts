import { event, Type } from '@tarim/platform/contract';
import { Day, orNull } from './parts.ts';

/** A case was filed (立案); where it came from a lead, the lead is taken. */
export const caseFiled = event(
  'enforcement.case-filed.v1',
  Type.Object({
    id: Type.Integer(),
    number: Type.String(),
    leadId: orNull(Type.Integer()),
    enterpriseId: orNull(Type.Integer()),
    unitPath: Type.String(),
    violation: Type.String(),
    filedOn: Day,
    simulated: Type.Boolean(),
  }),
);

/** A penalty was decided (处罚决定): the enterprise is no example any more. */
export const penaltyDecided = event(
  'enforcement.penalty-decided.v1',
  Type.Object({
    id: Type.Integer(),
    number: Type.String(),
    enterpriseId: orNull(Type.Integer()),
    unitPath: Type.String(),
    decidedOn: Day,
    simulated: Type.Boolean(),
  }),
);

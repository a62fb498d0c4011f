import { event, Type } from '@tarim/platform/contract';
import { ComplaintKind, Day, orNull } from './parts.ts';

/**
 * A complaint was accepted (受理) and goes to enforcement as a clue. It carries the body's words only: neither what the reporter wrote
 * nor who it was.
 */
export const complaintAccepted = event(
  'complaint.accepted.v1',
  Type.Object({
    id: Type.Integer(),
    number: Type.String(),
    unitPath: Type.String(),
    enterpriseId: orNull(Type.Integer()),
    object: Type.String(),
    kind: ComplaintKind,
    on: Day,
    suspected: Type.String(),
    by: Type.String(),
    simulated: Type.Boolean(),
  }),
);

import { route, type Static, Type } from '@tarim/platform/contract';
import { Day, orNull, Yuan } from './parts.ts';

/** A decision as it is published: persons are not named in full, nor are addresses and numbers of identity. */
export const OpenDecision = Type.Object({
  number: Type.String(),
  party: Type.String(),
  /** Credit code of an organisation; null for persons. */
  code: orNull(Type.String()),
  cause: Type.String(),
  basis: Type.String(),
  fine: Yuan,
  beside: Type.Array(Type.String()),
  authority: Type.String(),
  on: Day,
  simulated: Type.Boolean(),
});
export type OpenDecision = Static<typeof OpenDecision>;

export const listOpenDecisions = route({
  id: 'enforcement.listOpenDecisions',
  method: 'GET',
  path: '/api/portal/decisions',
  summary: '行政处罚决定公开（已隐去个人信息）',
  access: 'public',
  query: Type.Object({ before: Type.Optional(Type.Integer({ minimum: 1 })) }),
  response: Type.Object({ decisions: Type.Array(OpenDecision), before: orNull(Type.Integer()) }),
});

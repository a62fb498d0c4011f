import { route, type Static, Type } from '@tarim/platform/contract';
import { DOCUMENT_KINDS } from './cases.ts';
import { Day, OverturnOutcome, orNull, Yuan } from './parts.ts';

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

/** What is told of a decision that was published and is withdrawn (行政处罚法 48): not any more what it said, nor about whom. */
export const OpenWithdrawal = Type.Object({
  number: Type.String(),
  authority: Type.String(),
  outcome: OverturnOutcome,
  reason: Type.String(),
  on: Day,
  simulated: Type.Boolean(),
});
export type OpenWithdrawal = Static<typeof OpenWithdrawal>;

export const listOpenDecisions = route({
  id: 'enforcement.listOpenDecisions',
  method: 'GET',
  path: '/api/portal/decisions',
  summary: '行政处罚决定公开（已隐去个人信息）与撤回说明',
  access: 'public',
  query: Type.Object({ before: Type.Optional(Type.Integer({ minimum: 1 })) }),
  response: Type.Object({
    decisions: Type.Array(OpenDecision),
    withdrawn: Type.Array(OpenWithdrawal),
    before: orNull(Type.Integer()),
  }),
});

/** 文书核验: that a document was made, by whom, and whether it stands; what it says is not told. */
export const VerifiedDocument = Type.Object({
  kind: Type.Enum([...DOCUMENT_KINDS]),
  number: Type.String(),
  on: Day,
  authority: Type.String(),
  voided: Type.Boolean(),
  simulated: Type.Boolean(),
});
export type VerifiedDocument = Static<typeof VerifiedDocument>;

export const verifyDocument = route({
  id: 'enforcement.verifyDocument',
  method: 'GET',
  path: '/api/portal/documents/:code',
  summary: '文书核验：凭文书上的核验码查其真伪与效力',
  access: 'public',
  requestsPerMinute: 60,
  params: Type.Object({ code: Type.String({ pattern: '^[A-Za-z0-9_-]{16}$' }) }),
  response: VerifiedDocument,
});

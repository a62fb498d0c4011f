import { plainText, route, type Static, Type } from '@tarim/platform/contract';
import { JudgedReading, Reading } from './measurements.ts';
import { Day, Instant, orNull, Verdict } from './parts.ts';
import { PetitionState } from './petitions.ts';

export const PetitionReceipt = Type.Object({
  number: Type.String({ pattern: '^[Dd][Cc][0-9]{4}-[0-9]{6,9}$' }),
  code: Type.String({ minLength: 12, maxLength: 30, pattern: '^[0-9A-Za-z -]+$' }),
});
export type PetitionReceipt = Static<typeof PetitionReceipt>;

/** What the resident sees by the code: numbers, a place, a date, and who measured. */
export const ResidentView = Type.Object({
  number: Type.String(),
  state: PetitionState,
  place: Type.String(),
  unit: Type.String(),
  receivedOn: Day,
  /** Up to when a reply is owed; null: it was given. */
  dueOn: orNull(Day),
  appointment: orNull(Instant),
  measurement: orNull(
    Type.Object({
      at: Instant,
      place: Type.String(),
      measuredBy: Type.String(),
      instrument: Type.String(),
      method: Type.String(),
      distanceM: Type.Number(),
      readings: Type.Array(Type.Object({ ...Reading.properties, ...JudgedReading.properties })),
      verdict: Verdict,
      percent: orNull(Type.Number()),
      upperBound: Type.Boolean(),
      checked: Type.Boolean(),
      rule: Type.String(),
    }),
  ),
  report: orNull(Type.Object({ number: Type.String(), on: Day, summary: Type.String() })),
  reply: orNull(Type.Object({ on: Day, text: Type.String() })),
  rated: orNull(Type.Boolean()),
  mayRate: Type.Boolean(),
  simulated: Type.Boolean(),
});
export type ResidentView = Static<typeof ResidentView>;

export const readPetitionReceipt = route({
  id: 'emf.readReceipt',
  method: 'POST',
  path: '/api/emf/receipts',
  summary: '投诉监测查询：凭编号与查询码看预约、读数、与限值之比、报告与答复',
  access: 'public',
  requestsPerMinute: 20,
  body: PetitionReceipt,
  response: ResidentView,
});
export const ratePetition = route({
  id: 'emf.ratePetition',
  method: 'POST',
  path: '/api/emf/receipts/rating',
  summary: '投诉人：对答复满意与否，一次',
  access: 'public',
  requestsPerMinute: 5,
  body: Type.Object({ ...PetitionReceipt.properties, satisfied: Type.Boolean(), note: plainText(300) }),
  response: ResidentView,
});

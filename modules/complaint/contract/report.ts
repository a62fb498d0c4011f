import { plainText, route, type Static, Type } from '@tarim/platform/contract';
import { ReporterAct } from './acts.ts';
import {
  Channel,
  ComplaintKind,
  ComplaintState,
  Day,
  Instant,
  orNull,
  Place,
  UnitPath,
  Verdict,
} from './parts.ts';

/** Photographs of one report, and how large each may be, in base64: together they fit a request of 2 MiB. */
export const MOST_PHOTOS = 3;
export const MOST_PHOTO_CHARS = 600_000;

export const ReportBody = Type.Object(
  {
    kind: ComplaintKind,
    /** What happened, in the reporter's words. */
    facts: plainText(2_000, 5),
    /** Whom it is about, as far as known. */
    object: plainText(100),
    place: orNull(Place),
    /** Where no place was marked. */
    unitPath: orNull(UnitPath),
    address: plainText(200),
    happenedOn: orNull(Day),
    /** JPEG in base64; what a camera wrote into them is taken out. */
    photos: Type.Array(Type.String({ maxLength: MOST_PHOTO_CHARS, pattern: '^[A-Za-z0-9+/]+={0,2}$' }), {
      maxItems: MOST_PHOTOS,
    }),
    /** Both empty: anonymous (匿名). */
    name: plainText(60),
    contact: plainText(120),
  },
  { additionalProperties: false },
);
export type ReportBody = Static<typeof ReportBody>;

export const Receipt = Type.Object({ number: Type.String(), code: Type.String() });
export type Receipt = Static<typeof Receipt>;

export const sendReport = route({
  id: 'complaint.sendReport',
  method: 'POST',
  path: '/api/complaint/reports',
  summary: '公众举报：不需账号，可匿名；答复一次性给出受理编号与查询码',
  access: 'public',
  requestsPerMinute: 5,
  body: ReportBody,
  response: Receipt,
});

const GivenReceipt = {
  number: Type.String({ pattern: '^[Xx][Ff][0-9]{4}-[0-9]{6,9}$' }),
  code: Type.String({ minLength: 12, maxLength: 30, pattern: '^[0-9A-Za-z -]+$' }),
};

/** What the reporter sees of a complaint. */
export const ReporterView = Type.Object({
  number: Type.String(),
  kind: ComplaintKind,
  state: ComplaintState,
  unit: Type.String(),
  receivedAt: Instant,
  acceptedOn: orNull(Day),
  /** Day up to which the body has to tell, or to reply; null: nothing is owed. */
  dueOn: orNull(Day),
  extended: Type.Boolean(),
  /** Why it was not accepted, or where it went. */
  ended: orNull(Type.Object({ on: Day, reason: Type.String(), to: orNull(Type.String()) })),
  /** It was joined to another report of the same; what is shown is how that one stands. */
  merged: Type.Boolean(),
  reply: orNull(
    Type.Object({ on: Day, text: Type.String(), verdict: orNull(Verdict), authority: Type.String() }),
  ),
  rated: orNull(Type.Boolean()),
  /** Last day to ask for a review; null: not now. */
  reviewUntil: orNull(Day),
  review: orNull(Type.Object({ askedOn: Day, decidedOn: orNull(Day), opinion: orNull(Type.String()) })),
  retaliation: orNull(Type.Object({ on: Day, answeredOn: orNull(Day), answer: orNull(Type.String()) })),
  /** What the reporter may do now. */
  acts: Type.Array(Type.String()),
});
export type ReporterView = Static<typeof ReporterView>;

export const readComplaintReceipt = route({
  id: 'complaint.readReceipt',
  method: 'POST',
  path: '/api/complaint/receipts',
  summary: '举报查询：凭受理编号与查询码看办理与答复',
  access: 'public',
  requestsPerMinute: 20,
  body: Type.Object(GivenReceipt),
  response: ReporterView,
});

export const actByReceipt = route({
  id: 'complaint.actByReceipt',
  method: 'POST',
  path: '/api/complaint/receipts/acts',
  summary: '举报人：评价满意与否、请求复查、反映打击报复（报上一级）',
  access: 'public',
  requestsPerMinute: 5,
  body: Type.Object({ ...GivenReceipt, act: ReporterAct }),
  response: ReporterView,
});

export const registerComplaint = route({
  id: 'complaint.register',
  method: 'POST',
  path: '/api/complaint/files',
  summary: '登记电话、来信、来访等渠道的举报；答复给出受理编号与查询码，告知举报人',
  access: 'complaint.handle',
  scope: 'unit',
  body: Type.Object({ ...ReportBody.properties, channel: Channel }, { additionalProperties: false }),
  response: Type.Object({ id: Type.Integer(), ...Receipt.properties }),
});

import { plainText, route, type Static, Type } from '@tarim/platform/contract';
import { ComplaintAct } from './acts.ts';
import {
  Channel,
  Clock,
  ComplaintKind,
  ComplaintState,
  Day,
  Id,
  Instant,
  orNull,
  Place,
  UnitPath,
} from './parts.ts';

export const ComplaintSummary = Type.Object({
  id: Type.Integer(),
  number: Type.String(),
  unitPath: Type.String(),
  channel: Channel,
  kind: ComplaintKind,
  object: Type.String(),
  state: ComplaintState,
  receivedOn: Day,
  /** Somebody can be reached; who, only `complaint.contact` tells. */
  realName: Type.Boolean(),
  /** The clock that ends first; null: none runs. */
  next: orNull(Clock),
  /** 打击报复 was told and is not answered. */
  retaliation: Type.Boolean(),
  simulated: Type.Boolean(),
});
export type ComplaintSummary = Static<typeof ComplaintSummary>;

export const ComplaintDetail = Type.Object({
  ...ComplaintSummary.properties,
  facts: Type.String(),
  address: Type.String(),
  place: orNull(Place),
  happenedOn: orNull(Day),
  enterpriseId: orNull(Type.Integer()),
  photos: Type.Integer(),
  /** `by` is empty where the reporter did it. What was told of retaliation is only for the level above. */
  steps: Type.Array(
    Type.Object({
      nth: Type.Integer(),
      act: Type.String(),
      on: Day,
      facts: Type.Record(Type.String(), Type.Unknown()),
      by: Type.String(),
      at: Instant,
    }),
  ),
  clocks: Type.Array(Clock),
  /** Of the same kind within a kilometre, or about the same enterprise, in the ninety days before and after. */
  similar: Type.Array(
    Type.Object({ id: Type.Integer(), number: Type.String(), state: ComplaintState, receivedOn: Day }),
  ),
  mergedInto: orNull(Type.Object({ id: Type.Integer(), number: Type.String() })),
  extended: Type.Boolean(),
  published: Type.Boolean(),
  /** 查看举报人身份的记录. */
  looks: Type.Array(Type.Object({ by: Type.String(), reason: Type.String(), at: Instant })),
  mayLook: Type.Boolean(),
  /** What the reader may do next; the server asks again. */
  acts: Type.Array(Type.String()),
});
export type ComplaintDetail = Static<typeof ComplaintDetail>;

export const listComplaints = route({
  id: 'complaint.listFiles',
  method: 'GET',
  path: '/api/complaint/files',
  summary: '信访举报收件箱：本单位及下级的，最新在前，附期限灯',
  access: 'complaint.read',
  scope: 'unit',
  query: Type.Object({
    unit: Type.Optional(UnitPath),
    state: Type.Optional(ComplaintState),
    kind: Type.Optional(ComplaintKind),
    /** Reports of retaliation that nobody answered. */
    retaliation: Type.Optional(Type.Boolean()),
    text: Type.Optional(plainText(60)),
    before: Type.Optional(Type.Integer({ minimum: 1 })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
  }),
  response: Type.Object({ files: Type.Array(ComplaintSummary), before: orNull(Type.Integer()) }),
});

export const getComplaint = route({
  id: 'complaint.getFile',
  method: 'GET',
  path: '/api/complaint/files/:id',
  summary: '信访件全貌；不含举报人身份',
  access: 'complaint.read',
  scope: 'unit',
  params: Id,
  response: ComplaintDetail,
});

export const getComplaintPhoto = route({
  id: 'complaint.getPhoto',
  method: 'GET',
  path: '/api/complaint/files/:id/photos/:nth',
  summary: '举报所附照片',
  access: 'complaint.read',
  scope: 'unit',
  params: Type.Object({ ...Id.properties, nth: Type.Integer({ minimum: 1, maximum: 10 }) }),
});

export const actOnComplaint = route({
  id: 'complaint.actOnFile',
  method: 'POST',
  path: '/api/complaint/files/:id/acts',
  summary: '办理一个环节；次序、条件、职责分离不合的拒绝并说明',
  access: 'complaint.handle',
  scope: 'unit',
  params: Id,
  body: ComplaintAct,
  response: ComplaintDetail,
});

export const lookAtContact = route({
  id: 'complaint.lookAtContact',
  method: 'POST',
  path: '/api/complaint/files/:id/contact',
  summary: '查看举报人身份与联系方式：须写明理由，每次记录在案',
  access: 'complaint.contact',
  scope: 'unit',
  params: Id,
  body: Type.Object({ reason: plainText(200, 2) }),
  response: Type.Object({ name: Type.String(), contact: Type.String() }),
});

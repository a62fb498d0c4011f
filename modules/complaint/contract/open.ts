import { route, type Static, Type } from '@tarim/platform/contract';
import { ComplaintKind, Day, orNull, Place, Verdict } from './parts.ts';

/** What is public of a complaint: neither contact nor names; the place to a hundredth of a degree, about one kilometre. */
export const OpenComplaint = Type.Object({
  kind: ComplaintKind,
  receivedOn: Day,
  unit: Type.Object({ zh: Type.String(), en: Type.String() }),
  place: orNull(Place),
  what: Type.String(),
  verdict: orNull(Verdict),
  outcome: Type.String(),
  authority: Type.String(),
  on: Day,
  simulated: Type.Boolean(),
});
export type OpenComplaint = Static<typeof OpenComplaint>;

export const listOpenComplaints = route({
  id: 'complaint.listOpenComplaints',
  method: 'GET',
  path: '/api/portal/complaints',
  summary: '信访举报公开：反映什么、结果如何；不含联系方式与姓名，位置取到约 1 公里',
  access: 'public',
  query: Type.Object({ before: Type.Optional(Type.Integer({ minimum: 1 })) }),
  response: Type.Object({ complaints: Type.Array(OpenComplaint), before: orNull(Type.Integer()) }),
});

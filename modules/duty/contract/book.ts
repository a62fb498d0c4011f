import { plainText, route, type Static, Type } from '@tarim/platform/contract';
import { DateText, Id, Instant, orNull, PersonName, Phone, SlotWord, UnitPath } from './parts.ts';

/** A line of the phone list (值班通讯录). */
export const ContactInput = Type.Object({
  unitPath: UnitPath,
  organisation: plainText(120, 1),
  name: PersonName,
  title: orNull(plainText(60, 1)),
  phone: orNull(Phone),
  email: orNull(Type.String({ format: 'email', maxLength: 200 })),
  note: orNull(plainText(200, 1)),
});
export type ContactInput = Static<typeof ContactInput>;
export const Contact = Type.Interface([ContactInput], { id: Type.Integer(), simulated: Type.Boolean() });
export type Contact = Static<typeof Contact>;

export const listContacts = route({
  id: 'duty.listContacts',
  method: 'GET',
  path: '/api/duty/contacts',
  summary: '值班通讯录',
  access: 'duty.read',
  query: Type.Object({
    unitPath: Type.Optional(UnitPath),
    q: Type.Optional(Type.String({ maxLength: 60 })),
  }),
  response: Type.Object({ contacts: Type.Array(Contact) }),
});
export const addContact = route({
  id: 'duty.addContact',
  method: 'POST',
  path: '/api/duty/contacts',
  summary: '通讯录：新增',
  access: 'duty.manage',
  scope: 'unit',
  body: ContactInput,
  response: Contact,
});
export const putContact = route({
  id: 'duty.putContact',
  method: 'PUT',
  path: '/api/duty/contacts/:id',
  summary: '通讯录：修改',
  access: 'duty.manage',
  scope: 'unit',
  params: Id,
  body: ContactInput,
  response: Contact,
});
export const removeContact = route({
  id: 'duty.removeContact',
  method: 'DELETE',
  path: '/api/duty/contacts/:id',
  summary: '通讯录：删除',
  access: 'duty.manage',
  scope: 'unit',
  params: Id,
});

/** What one shift hands to the next (交接班记录); it stays open until somebody says that it is done. */
export const HandOver = Type.Object({
  id: Type.Integer(),
  unitPath: UnitPath,
  day: DateText,
  slot: SlotWord,
  text: Type.String(),
  alarmIds: Type.Array(Type.Integer()),
  by: Type.String(),
  at: Instant,
  /** 接班确认. */
  taken: orNull(Type.Object({ by: Type.String(), at: Instant })),
  done: orNull(Type.Object({ by: Type.String(), at: Instant })),
  simulated: Type.Boolean(),
});
export type HandOver = Static<typeof HandOver>;

export const listHandOvers = route({
  id: 'duty.listHandOvers',
  method: 'GET',
  path: '/api/duty/hand-overs',
  summary: '交接班记录：未办结的在前',
  access: 'duty.read',
  query: Type.Object({
    unitPath: UnitPath,
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })),
  }),
  response: Type.Object({ handOvers: Type.Array(HandOver) }),
});
export const writeHandOver = route({
  id: 'duty.writeHandOver',
  method: 'POST',
  path: '/api/duty/hand-overs',
  summary: '交接班：写一条',
  access: 'duty.work',
  scope: 'unit',
  body: Type.Object({
    unitPath: UnitPath,
    text: plainText(2000, 1),
    alarmIds: Type.Array(Type.Integer({ minimum: 1 }), { maxItems: 50, uniqueItems: true }),
  }),
  response: HandOver,
});
/** The one who takes it over is another person than the one who wrote it. */
export const takeHandOver = route({
  id: 'duty.takeHandOver',
  method: 'POST',
  path: '/api/duty/hand-overs/:id/taking',
  summary: '交接班：接班确认',
  access: 'duty.work',
  scope: 'unit',
  params: Id,
  response: HandOver,
});
export const finishHandOver = route({
  id: 'duty.finishHandOver',
  method: 'POST',
  path: '/api/duty/hand-overs/:id/end',
  summary: '交接班：办结',
  access: 'duty.work',
  scope: 'unit',
  params: Id,
  response: HandOver,
});

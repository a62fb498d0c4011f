import { Int4Id, plainText, route, type Static, Type } from '@tarim/platform/contract';
import { Id, Instant, orNull, UnitPath } from './parts.ts';

/** Ways out of the platform. `record` writes messages down and sends nothing: for demonstrations and for a place without SMS. */
export const CHANNEL_KINDS = ['email', 'webhook', 'sms', 'record'] as const;
export type ChannelKind = (typeof CHANNEL_KINDS)[number];
const Url = Type.String({ pattern: '^https?://[^\\s]+$', maxLength: 500 });

/** Settings of each kind; passwords and keys come in, and are never told again. */
export const ChannelSettings = Type.Object({
  /** email: the server (SMTP) and whose name stands on letters. */
  host: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
  port: Type.Optional(Type.Integer({ minimum: 1, maximum: 65_535 })),
  /** TLS from the first byte; otherwise STARTTLS where the server offers it. */
  secure: Type.Optional(Type.Boolean()),
  user: Type.Optional(Type.String({ maxLength: 200 })),
  from: Type.Optional(Type.String({ maxLength: 200 })),
  /** webhook, sms: where the message is posted to as JSON. */
  url: Type.Optional(Url),
});
export type ChannelSettings = Static<typeof ChannelSettings>;

export const ChannelInput = Type.Object({
  kind: Type.Enum([...CHANNEL_KINDS]),
  name: plainText(60, 1),
  enabled: Type.Boolean(),
  settings: ChannelSettings,
  /** email: the password; webhook and sms: the key that signs what is posted. Absent: it stays. */
  secret: Type.Optional(Type.String({ minLength: 1, maxLength: 500 })),
});
export type ChannelInput = Static<typeof ChannelInput>;
export const Channel = Type.Object({
  id: Type.Integer(),
  kind: Type.Enum([...CHANNEL_KINDS]),
  name: Type.String(),
  enabled: Type.Boolean(),
  settings: ChannelSettings,
  hasSecret: Type.Boolean(),
  simulated: Type.Boolean(),
});
export type Channel = Static<typeof Channel>;

export const listChannels = route({
  id: 'duty.listChannels',
  method: 'GET',
  path: '/api/duty/channels',
  summary: '通知渠道',
  access: 'duty.manage',
  scope: 'unit',
  response: Type.Object({ channels: Type.Array(Channel) }),
});
export const addChannel = route({
  id: 'duty.addChannel',
  method: 'POST',
  path: '/api/duty/channels',
  summary: '通知渠道：新增',
  access: 'duty.channels',
  body: ChannelInput,
  response: Channel,
});
export const putChannel = route({
  id: 'duty.putChannel',
  method: 'PUT',
  path: '/api/duty/channels/:id',
  summary: '通知渠道：修改、停用',
  access: 'duty.channels',
  params: Id,
  body: ChannelInput,
  response: Channel,
});
export const testChannel = route({
  id: 'duty.testChannel',
  method: 'POST',
  path: '/api/duty/channels/:id/test',
  summary: '通知渠道：立即发一条试验消息',
  access: 'duty.channels',
  params: Id,
  body: Type.Object({ to: Type.String({ minLength: 1, maxLength: 200 }) }),
  response: Type.Object({ state: Type.Enum(['sent', 'recorded', 'failed']), error: orNull(Type.String()) }),
});

/** What people are told of. Others are added where their events are (`server/notices/occasions.ts`). */
export const OCCASIONS = [
  'alarm-fired',
  'alarm-escalated',
  'task-dispatched',
  'task-due',
  'task-overdue',
  'radiation-raised',
  'radiation-unanswered',
] as const;
export type Occasion = (typeof OCCASIONS)[number];
export const SEVERITIES = ['info', 'warning', 'critical'] as const;

/** Who is told of what, how (通知规则). */
export const NoticeRuleInput = Type.Object({
  /** Objects of this unit and below. */
  unitPath: UnitPath,
  occasion: Type.Enum([...OCCASIONS]),
  /** This and worse. */
  severity: Type.Enum([...SEVERITIES]),
  /** Null: in the platform (站内消息). */
  channelId: orNull(Int4Id),
  /** `on-duty`: who is on duty at the rule's unit; `address`: this one. */
  to: Type.Union([
    Type.Object({ kind: Type.Literal('on-duty'), leadToo: Type.Boolean() }),
    Type.Object({ kind: Type.Literal('address'), address: Type.String({ minLength: 3, maxLength: 200 }) }),
  ]),
  enabled: Type.Boolean(),
});
export type NoticeRuleInput = Static<typeof NoticeRuleInput>;
export const NoticeRule = Type.Interface([NoticeRuleInput], {
  id: Type.Integer(),
  channelName: orNull(Type.String()),
  simulated: Type.Boolean(),
});
export type NoticeRule = Static<typeof NoticeRule>;

export const listNoticeRules = route({
  id: 'duty.listNoticeRules',
  method: 'GET',
  path: '/api/duty/notice-rules',
  summary: '通知规则',
  access: 'duty.read',
  response: Type.Object({ rules: Type.Array(NoticeRule) }),
});
export const addNoticeRule = route({
  id: 'duty.addNoticeRule',
  method: 'POST',
  path: '/api/duty/notice-rules',
  summary: '通知规则：新增',
  access: 'duty.manage',
  scope: 'unit',
  body: NoticeRuleInput,
  response: NoticeRule,
});
export const putNoticeRule = route({
  id: 'duty.putNoticeRule',
  method: 'PUT',
  path: '/api/duty/notice-rules/:id',
  summary: '通知规则：修改、停用',
  access: 'duty.manage',
  scope: 'unit',
  params: Id,
  body: NoticeRuleInput,
  response: NoticeRule,
});
export const removeNoticeRule = route({
  id: 'duty.removeNoticeRule',
  method: 'DELETE',
  path: '/api/duty/notice-rules/:id',
  summary: '通知规则：删除',
  access: 'duty.manage',
  scope: 'unit',
  params: Id,
});

export const MESSAGE_STATES = ['queued', 'sent', 'recorded', 'failed'] as const;
export const Message = Type.Object({
  id: Type.Integer(),
  occasion: Type.Enum([...OCCASIONS]),
  channelName: Type.String(),
  channelKind: Type.Enum([...CHANNEL_KINDS]),
  /** Middle left out: `139****1234`. */
  to: Type.String(),
  subject: Type.String(),
  body: Type.String(),
  unitPath: UnitPath,
  state: Type.Enum([...MESSAGE_STATES]),
  attempts: Type.Integer(),
  error: orNull(Type.String()),
  createdAt: Instant,
  sentAt: orNull(Instant),
  nextAt: orNull(Instant),
  simulated: Type.Boolean(),
});
export type Message = Static<typeof Message>;
export const listMessages = route({
  id: 'duty.listMessages',
  method: 'GET',
  path: '/api/duty/messages',
  summary: '发出的通知及其结果，最新在前',
  access: 'duty.manage',
  scope: 'unit',
  query: Type.Object({
    state: Type.Optional(Type.Enum([...MESSAGE_STATES])),
    before: Type.Optional(Type.Integer({ minimum: 1 })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })),
  }),
  response: Type.Object({ messages: Type.Array(Message), next: orNull(Type.Integer()) }),
});
export const retryMessage = route({
  id: 'duty.retryMessage',
  method: 'POST',
  path: '/api/duty/messages/:id/retry',
  summary: '重发一条失败的通知',
  access: 'duty.manage',
  scope: 'unit',
  params: Type.Object({ id: Type.Integer({ minimum: 1 }) }),
  response: Message,
});

/** A message in the platform (站内消息), to the person who is signed in. */
export const InboxItem = Type.Object({
  id: Type.Integer(),
  occasion: Type.Enum([...OCCASIONS]),
  subject: Type.String(),
  body: Type.String(),
  /** Page of the console: `/alarms/12`. */
  link: orNull(Type.String()),
  at: Instant,
  read: Type.Boolean(),
});
export type InboxItem = Static<typeof InboxItem>;
export const getInbox = route({
  id: 'duty.getInbox',
  method: 'GET',
  path: '/api/duty/inbox',
  summary: '我的站内消息，最新在前',
  access: 'signed-in',
  query: Type.Object({ unread: Type.Optional(Type.Boolean()) }),
  response: Type.Object({ unread: Type.Integer(), items: Type.Array(InboxItem) }),
});
export const readInbox = route({
  id: 'duty.readInbox',
  method: 'POST',
  path: '/api/duty/inbox/read',
  summary: '站内消息：读到这一条为止',
  access: 'signed-in',
  body: Type.Object({ upTo: Type.Integer({ minimum: 1 }) }),
  response: Type.Object({ unread: Type.Integer() }),
});

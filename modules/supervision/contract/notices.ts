import { InstantInput, plainText, route, type Static, Type } from '@tarim/platform/contract';
import { EvidenceFile, EvidenceInput, Id, Instant, orNull, TaskState, Words } from './parts.ts';

/** How a notice reached its addressee. */
export const DELIVERIES = ['platform', 'direct', 'left', 'post', 'entrusted'] as const;
const Delivery = Type.Enum([...DELIVERIES]);

/** Electronic supervision notice (电子督办单). */
export const NoticeRow = Type.Object({
  id: Type.Integer(),
  /** `{代字}〔{year}〕{serial}号` */
  number: Type.String(),
  taskId: Type.Integer(),
  taskCode: Type.String(),
  taskState: TaskState,
  unitPath: Type.String(),
  bodyName: Type.String(),
  /** Enterprise or, without one, the point it is about. */
  addressee: Type.String(),
  enterpriseId: orNull(Type.Integer()),
  cause: Type.String(),
  issuedAt: Instant,
  issuedBy: Type.String(),
  dueAt: Instant,
  receipt: orNull(Type.Object({ by: Type.String(), at: Instant, delivery: Delivery })),
  answers: Type.Integer(),
  simulated: Type.Boolean(),
});
export type NoticeRow = Static<typeof NoticeRow>;

export const NoticeAnswer = Type.Object({
  id: Type.Integer(),
  at: Instant,
  by: Type.String(),
  text: Type.String(),
  evidence: Type.Array(EvidenceFile),
  /** After the deadline. */
  late: Type.Boolean(),
});

export const NoticeDetail = Type.Interface([NoticeRow], {
  requirement: Type.String(),
  answersGiven: Type.Array(NoticeAnswer),
  /** May the asking person confirm the receipt and answer, as one of the enterprise? */
  mayAnswer: Type.Boolean(),
  /** May the asking person record how it was delivered? */
  mayRecord: Type.Boolean(),
});
export type NoticeDetail = Static<typeof NoticeDetail>;

export const listNotices = route({
  id: 'supervision.listNotices',
  method: 'GET',
  path: '/api/supervision/notices',
  summary: '电子督办单，最新在前；企业只见致本企业的',
  access: 'supervision.read',
  scope: 'own',
  query: Type.Object({
    q: Type.Optional(plainText(100)),
    unanswered: Type.Optional(Type.Boolean()),
  }),
  response: Type.Object({ notices: Type.Array(NoticeRow) }),
});

export const getNotice = route({
  id: 'supervision.getNotice',
  method: 'GET',
  path: '/api/supervision/notices/:id',
  summary: '一份电子督办单：回执与企业答复',
  access: 'supervision.read',
  scope: 'own',
  params: Id,
  response: NoticeDetail,
});

export const noticeFile = route({
  id: 'supervision.noticeFile',
  method: 'GET',
  path: '/api/supervision/notices/:id/files/:format',
  summary: '电子督办单的 PDF 或 DOCX；show=inline 为预览',
  access: 'supervision.read',
  scope: 'own',
  params: Type.Object({
    id: Type.Integer({ minimum: 1, maximum: 2_147_483_647 }),
    format: Type.Enum(['pdf', 'docx']),
  }),
  query: Type.Object({ show: Type.Optional(Type.Enum(['inline', 'attachment'])) }),
});

export const answerFile = route({
  id: 'supervision.answerFile',
  method: 'GET',
  path: '/api/supervision/notices/:id/evidence/:sha256',
  summary: '企业答复所附的材料',
  access: 'supervision.read',
  scope: 'own',
  params: Type.Object({ id: Type.Integer({ minimum: 1, maximum: 2_147_483_647 }), sha256: Type.String() }),
});

/** The next number of the body of that year, without gaps. */
export const issueNotice = route({
  id: 'supervision.issueNotice',
  method: 'POST',
  path: '/api/supervision/tasks/:id/notices',
  summary: '制发电子督办单',
  access: 'supervision.handle',
  scope: 'unit',
  params: Id,
  body: Type.Object({ requirement: Words }),
  response: Type.Object({ id: Type.Integer(), number: Type.String() }),
});

export const recordReceipt = route({
  id: 'supervision.recordReceipt',
  method: 'POST',
  path: '/api/supervision/notices/:id/receipt',
  summary: '登记送达回执（非平台送达）',
  access: 'supervision.handle',
  scope: 'unit',
  params: Id,
  body: Type.Object({
    by: plainText(60, 1),
    at: InstantInput,
    delivery: Type.Enum(DELIVERIES.filter((one) => one !== 'platform')),
  }),
  response: NoticeDetail,
});

export const confirmReceipt = route({
  id: 'supervision.confirmReceipt',
  method: 'POST',
  path: '/api/supervision/notices/:id/confirm',
  summary: '企业确认收到督办单',
  access: 'enterprise.read-own',
  scope: 'own',
  params: Id,
  body: Type.Object({}),
  response: NoticeDetail,
});

export const answerNotice = route({
  id: 'supervision.answerNotice',
  method: 'POST',
  path: '/api/supervision/notices/:id/answers',
  summary: '企业提交情况说明与材料',
  access: 'enterprise.read-own',
  scope: 'own',
  params: Id,
  body: Type.Object({ text: Words, evidence: EvidenceInput }),
  response: NoticeDetail,
});

import { BigId, Int4Id, plainText, route, type Static, Type } from '@tarim/platform/contract';
import { DatasetId, DateText, Instant, orNull, Reason, UnitPath, UseDay } from './parts.ts';

/** 已提交 · 已批准 · 已退回 · 已撤回 · 已停用 */
export const REQUEST_STATES = ['submitted', 'approved', 'refused', 'withdrawn', 'revoked'] as const;
export type RequestState = (typeof REQUEST_STATES)[number];
/** The longest that sharing is granted for; afterwards it is asked for again. */
export const LONGEST_DAYS = 1_096;
/** From so many days before the end the applicant and the approver are warned. */
export const WARN_DAYS = 14;
export const DEFAULT_PER_MINUTE = 60;

export const AskedSet = Type.Object({
  dataset: DatasetId.properties.id,
  /** Null: all that are shared. */
  fields: orNull(
    Type.Array(Type.String({ pattern: '^[a-z][A-Za-z0-9]{0,60}$' }), { minItems: 1, maxItems: 200 }),
  ),
});
export type AskedSet = Static<typeof AskedSet>;
const AskedSets = Type.Array(AskedSet, { minItems: 1, maxItems: 50 });
const DailyRows = Type.Integer({ minimum: 1, maximum: 1_000_000_000 });
const PerMinute = Type.Integer({ minimum: 1, maximum: 6_000 });

export const RequestBody = Type.Object({
  /** 申请单位 */
  body: plainText(120, 2),
  /** 联系人 */
  applicantName: plainText(60, 1),
  /** 联系方式 */
  contact: plainText(120, 3),
  /** 用途 */
  purpose: plainText(1_000, 4),
  /** 法律依据或职责依据 */
  legalBasis: plainText(500, 2),
  datasets: AskedSets,
  unitPath: UnitPath,
  validTo: DateText,
  dailyRows: DailyRows,
});
export type RequestBody = Static<typeof RequestBody>;

const Granted = Type.Object({
  datasets: Type.Array(AskedSet),
  unitPath: Type.String(),
  dailyRows: Type.Number(),
  perMinute: Type.Integer(),
  expiresAt: Instant,
});

export const RequestRow = Type.Object({
  id: Type.Integer(),
  ...RequestBody.properties,
  state: Type.Enum([...REQUEST_STATES]),
  submittedAt: Instant,
  granted: orNull(Granted),
  decidedName: orNull(Type.String()),
  decidedAt: orNull(Instant),
  reason: orNull(Type.String()),
  /** The key that holds now: its beginning, and since when. */
  key: orNull(Type.Object({ prefix: Type.String(), issuedAt: Instant })),
  expired: Type.Boolean(),
  /** Ends within `WARN_DAYS`. */
  expiring: Type.Boolean(),
  readToday: Type.Number(),
  simulated: Type.Boolean(),
});
export type RequestRow = Static<typeof RequestRow>;

/** What the console shows besides: whether it is one's own, and what one may do. */
export const ReviewRow = Type.Object({
  ...RequestRow.properties,
  own: Type.Boolean(),
  mayApprove: Type.Boolean(),
  mayRefuse: Type.Boolean(),
});
export type ReviewRow = Static<typeof ReviewRow>;

export const askForSharing = route({
  id: 'catalog.askForSharing',
  method: 'POST',
  path: '/api/catalog/requests',
  summary: '共享申请：提交；答复一次性给出回执编号',
  access: 'public',
  requestsPerMinute: 10,
  body: RequestBody,
  response: Type.Object({ id: Type.Integer(), receipt: Type.String() }),
});

const Receipt = Type.Object({
  receipt: Type.String({ minLength: 10, maxLength: 40, pattern: '^[0-9A-Za-z -]+$' }),
});

export const readReceipt = route({
  id: 'catalog.readReceipt',
  method: 'POST',
  path: '/api/catalog/receipts',
  summary: '共享申请：凭回执编号查看进度',
  access: 'public',
  requestsPerMinute: 20,
  body: Receipt,
  response: RequestRow,
});

const Issued = Type.Object({ secret: Type.String(), prefix: Type.String(), expiresAt: Instant });

export const issueByReceipt = route({
  id: 'catalog.issueByReceipt',
  method: 'POST',
  path: '/api/catalog/receipts/key',
  summary: '共享密钥：凭回执编号领取或更换；只显示一次，原密钥立即失效',
  access: 'public',
  requestsPerMinute: 10,
  body: Receipt,
  response: Issued,
});

export const listRequests = route({
  id: 'catalog.listRequests',
  method: 'GET',
  path: '/api/catalog/requests',
  summary: '共享申请：本人的与可审批的，最新在前',
  access: 'catalog.read',
  query: Type.Object({
    view: Type.Optional(Type.Enum(['mine', 'review'])),
    state: Type.Optional(Type.Enum([...REQUEST_STATES])),
    before: Type.Optional(Int4Id),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
  }),
  response: Type.Object({ requests: Type.Array(ReviewRow), next: orNull(Type.Integer()) }),
});

const RequestId = Type.Object({ id: Int4Id });

export const getRequest = route({
  id: 'catalog.getRequest',
  method: 'GET',
  path: '/api/catalog/requests/:id',
  summary: '共享申请：一件及其使用情况',
  access: 'catalog.read',
  params: RequestId,
  response: Type.Object({
    request: ReviewRow,
    days: Type.Array(UseDay),
    keys: Type.Array(
      Type.Object({
        id: Type.Integer(),
        prefix: Type.String(),
        issuedAt: Instant,
        revokedAt: orNull(Instant),
      }),
    ),
  }),
});

export const UseLineRow = Type.Object({
  id: Type.Integer(),
  at: Instant,
  dataset: Type.String(),
  interface: Type.String(),
  address: Type.String(),
  calls: Type.Integer(),
  rows: Type.Number(),
  bytes: Type.Number(),
});

export const listUse = route({
  id: 'catalog.listUse',
  method: 'GET',
  path: '/api/catalog/requests/:id/use',
  summary: '共享密钥：使用日志，最新在前',
  access: 'catalog.read',
  params: RequestId,
  query: Type.Object({
    before: Type.Optional(BigId),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })),
  }),
  response: Type.Object({ lines: Type.Array(UseLineRow), next: orNull(Type.Integer()) }),
});

/** What is granted, where it is not what was asked for: only ever less. */
export const ApproveBody = Type.Object({
  datasets: Type.Optional(AskedSets),
  unitPath: Type.Optional(UnitPath),
  validTo: Type.Optional(DateText),
  dailyRows: Type.Optional(DailyRows),
  perMinute: Type.Optional(PerMinute),
  reason: Type.Optional(plainText(500)),
});

export const approveRequest = route({
  id: 'catalog.approveRequest',
  method: 'POST',
  path: '/api/catalog/requests/:id/approve',
  summary: '共享申请：批准，可缩小范围；申请人不得审批自己的申请',
  access: 'catalog.approve',
  scope: 'unit',
  params: RequestId,
  body: ApproveBody,
  response: ReviewRow,
});

export const refuseRequest = route({
  id: 'catalog.refuseRequest',
  method: 'POST',
  path: '/api/catalog/requests/:id/refuse',
  summary: '共享申请：退回并说明理由',
  access: 'catalog.approve',
  scope: 'unit',
  params: RequestId,
  body: Type.Object({ reason: Reason }),
  response: ReviewRow,
});

export const revokeGrant = route({
  id: 'catalog.revokeGrant',
  method: 'POST',
  path: '/api/catalog/requests/:id/revoke',
  summary: '共享授权：停用，密钥立即失效',
  access: 'catalog.approve',
  scope: 'unit',
  params: RequestId,
  body: Type.Object({ reason: Reason }),
  response: ReviewRow,
});

export const withdrawRequest = route({
  id: 'catalog.withdrawRequest',
  method: 'POST',
  path: '/api/catalog/requests/:id/withdraw',
  summary: '共享申请：本人撤回未审批的申请',
  access: 'catalog.read',
  params: RequestId,
  response: ReviewRow,
});

export const issueKey = route({
  id: 'catalog.issueKey',
  method: 'POST',
  path: '/api/catalog/requests/:id/key',
  summary: '共享密钥：申请人本人领取或更换；只显示一次，原密钥立即失效',
  access: 'catalog.read',
  params: RequestId,
  response: Issued,
});

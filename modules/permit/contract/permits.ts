import { plainText, route, type Static, Type } from '@tarim/platform/contract';
import { Day, Id, Instant, Key, orNull, PermitClass, PermitContent, PermitState, UnitPath } from './parts.ts';
import { QuotaUse, ReportDuty } from './reports.ts';

/** 延续: must be asked for at least sixty days before the end. */
export const Renewal = Type.Object({
  /** Last day to ask. */
  due: Day,
  askedOn: orNull(Day),
  /** Days from the application to the end of the permit. */
  daysBefore: orNull(Type.Integer()),
  /** Asked too late, or not at all and the day is over. */
  late: Type.Boolean(),
  light: Type.Enum(['green', 'yellow', 'red', 'done']),
  source: Type.String(),
  confidence: Type.String(),
});
export type Renewal = Static<typeof Renewal>;

export const PermitSummary = Type.Object({
  id: Type.Integer(),
  number: Type.String(),
  enterpriseId: Type.Integer(),
  enterprise: Type.String(),
  unitPath: Type.String(),
  class: PermitClass,
  issuer: Type.String(),
  validFrom: Day,
  validTo: Day,
  state: PermitState,
  /** Null of registrations, and of permits that hold no more. */
  renewal: orNull(Renewal),
  lateReports: Type.Integer(),
  simulated: Type.Boolean(),
});
export type PermitSummary = Static<typeof PermitSummary>;

/** What happened to a permit; `issue`, `renew`, `change`, `reissue` carry what it says from then on. */
export const PERMIT_ACTS = ['issue', 'renew', 'change', 'reissue', 'cancel', 'revoke'] as const;

export const PermitDetail = Type.Object({
  ...PermitSummary.properties,
  content: PermitContent,
  steps: Type.Array(
    Type.Object({
      nth: Type.Integer(),
      act: Type.Enum([...PERMIT_ACTS]),
      on: Day,
      note: Type.String(),
      by: Type.String(),
      at: Instant,
    }),
  ),
  reports: Type.Array(ReportDuty),
  quotas: Type.Array(QuotaUse),
  /** Whether the reader may apply and report for it, may end it. */
  mayFile: Type.Boolean(),
  mayManage: Type.Boolean(),
});
export type PermitDetail = Static<typeof PermitDetail>;

export const listPermits = route({
  id: 'permit.listPermits',
  method: 'GET',
  path: '/api/permit/permits',
  summary: '排污许可证：类别、有效期、延续与执行报告提示；企业只见自己的',
  access: 'permit.read',
  scope: 'own',
  query: Type.Object({
    unit: Type.Optional(UnitPath),
    class: Type.Optional(PermitClass),
    enterpriseId: Type.Optional(Key),
    /** Those only whose renewal falls due within thirty days, or is overdue. */
    renewal: Type.Optional(Type.Boolean()),
    text: Type.Optional(plainText(60)),
    before: Type.Optional(Type.Integer({ minimum: 1 })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
  }),
  response: Type.Object({ permits: Type.Array(PermitSummary), before: orNull(Type.Integer()) }),
});

export const getPermit = route({
  id: 'permit.getPermit',
  method: 'GET',
  path: '/api/permit/permits/:id',
  summary: '一份许可证：排放口、限值、许可量、自行监测、执行报告、变化经过',
  access: 'permit.read',
  scope: 'own',
  params: Id,
  response: PermitDetail,
});

export const registerPermit = route({
  id: 'permit.register',
  method: 'POST',
  path: '/api/permit/permits',
  summary: '登记已核发的许可证或登记管理回执',
  access: 'permit.manage',
  scope: 'unit',
  body: Type.Object({
    number: plainText(30, 1),
    enterpriseId: Key,
    issuer: plainText(100, 1),
    issuedOn: Day,
    /** From when execution reports are followed here: a permit may be older than its record. */
    reportsFrom: Day,
    content: PermitContent,
  }),
  response: PermitDetail,
});

export const endPermit = route({
  id: 'permit.end',
  method: 'POST',
  path: '/api/permit/permits/:id/end',
  summary: '注销或撤销许可证，写明理由',
  access: 'permit.manage',
  scope: 'unit',
  params: Id,
  body: Type.Object({ act: Type.Enum(['cancel', 'revoke']), on: Day, reason: plainText(1_000, 1) }),
  response: PermitDetail,
});

/** What is public of a permit: all that it says, but nothing of applications. */
export const OpenPermit = Type.Object({
  number: Type.String(),
  enterprise: Type.String(),
  class: PermitClass,
  issuer: Type.String(),
  validFrom: Day,
  validTo: Day,
  state: PermitState,
  outlets: PermitContent.properties.outlets,
  simulated: Type.Boolean(),
});
export type OpenPermit = Static<typeof OpenPermit>;

export const listOpenPermits = route({
  id: 'permit.listOpenPermits',
  method: 'GET',
  path: '/api/portal/permits',
  summary: '排污许可公开：许可证、有效期、排放口与许可限值',
  access: 'public',
  query: Type.Object({
    text: Type.Optional(plainText(60)),
    before: Type.Optional(Type.Integer({ minimum: 1 })),
  }),
  response: Type.Object({ permits: Type.Array(OpenPermit), before: orNull(Type.Integer()) }),
});

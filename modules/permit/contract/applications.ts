import { plainText, route, type Static, Type } from '@tarim/platform/contract';
import { Clock, Day, Id, Instant, Key, orNull, PermitContent, UnitPath } from './parts.ts';

/** 首次申请、延续、变更、重新申请. */
export const APPLICATION_KINDS = ['new', 'renew', 'change', 'reissue'] as const;
export const ApplicationKind = Type.Enum([...APPLICATION_KINDS]);
export type ApplicationKind = Static<typeof ApplicationKind>;

export const APPLICATION_STATES = ['submitted', 'accepted', 'returned', 'granted', 'refused'] as const;
export const ApplicationState = Type.Enum([...APPLICATION_STATES]);
export type ApplicationState = Static<typeof ApplicationState>;

const act = <N extends string, P extends Record<string, Type.TSchema>>(name: N, properties: P) =>
  Type.Object({ act: Type.Literal(name), on: Day, ...properties }, { additionalProperties: false });

/** What the authority does about an application, each with its day. */
export const ApplicationAct = Type.Union([
  act('accept', { note: plainText(400) }),
  /** 退回补正 */
  act('return', { reason: plainText(1_000, 1) }),
  /** 现场核查: the term of key management is longer with it. */
  act('check-site', { note: plainText(1_000, 1) }),
  /** 准予许可; `number` of a first permit, else empty. */
  act('grant', { number: plainText(30), issuer: plainText(100), note: plainText(1_000) }),
  act('refuse', { reason: plainText(1_000, 1) }),
]);
export type ApplicationAct = Static<typeof ApplicationAct>;

export const PermitApplication = Type.Object({
  id: Type.Integer(),
  kind: ApplicationKind,
  enterpriseId: Type.Integer(),
  enterprise: Type.String(),
  unitPath: Type.String(),
  permitId: orNull(Type.Integer()),
  permitNumber: orNull(Type.String()),
  submittedOn: Day,
  by: Type.String(),
  reason: Type.String(),
  content: PermitContent,
  state: ApplicationState,
  /** 审查期限; null before its acceptance. */
  clock: orNull(Clock),
  /** Asked for less than sixty days before the end (延续). */
  late: Type.Boolean(),
  steps: Type.Array(Type.Object({ act: ApplicationAct, by: Type.String(), at: Instant })),
  acts: Type.Array(Type.String()),
  simulated: Type.Boolean(),
});
export type PermitApplication = Static<typeof PermitApplication>;

export const listApplications = route({
  id: 'permit.listApplications',
  method: 'GET',
  path: '/api/permit/applications',
  summary: '排污许可申请：企业只见自己的；附审查期限灯',
  access: 'permit.read',
  scope: 'own',
  query: Type.Object({
    unit: Type.Optional(UnitPath),
    state: Type.Optional(ApplicationState),
    before: Type.Optional(Type.Integer({ minimum: 1 })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
  }),
  response: Type.Object({ applications: Type.Array(PermitApplication), before: orNull(Type.Integer()) }),
});

export const apply = route({
  id: 'permit.apply',
  method: 'POST',
  path: '/api/permit/applications',
  summary: '提出申请：首次、延续、变更、重新申请；延续不足 60 日的照收，标明逾期',
  access: 'permit.file',
  scope: 'unit',
  body: Type.Object({
    kind: ApplicationKind,
    enterpriseId: Key,
    /** Of all but a first application. */
    permitId: orNull(Key),
    reason: plainText(1_000),
    /** Null of a renewal: what holds goes on for five years. */
    content: orNull(PermitContent),
  }),
  response: PermitApplication,
});

export const actOnApplication = route({
  id: 'permit.actOnApplication',
  method: 'POST',
  path: '/api/permit/applications/:id/acts',
  summary: '受理、退回、现场核查、准予、不予许可',
  access: 'permit.manage',
  scope: 'unit',
  params: Id,
  body: ApplicationAct,
  response: PermitApplication,
});

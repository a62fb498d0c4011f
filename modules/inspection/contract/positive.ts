import { plainText, route, type Static, Type } from '@tarim/platform/contract';
import { Day, Id, Instant, orNull, UnitPath } from './parts.ts';

/** nominated 已提名, reviewed 审核通过, announced 公示中, listed 在册; refused 未通过, withdrawn 已撤回, removed 已移出. */
export const POSITIVE_STATES = [
  'nominated',
  'reviewed',
  'announced',
  'listed',
  'refused',
  'withdrawn',
  'removed',
] as const;
export const PositiveState = Type.Enum([...POSITIVE_STATES]);
export type PositiveState = Static<typeof PositiveState>;

/** Why an enterprise leaves at once (移出): penalty, falsified data, accident, refused off-site check, false material; others. */
export const REMOVAL_GROUNDS = [
  'penalty',
  'falsified',
  'accident',
  'refused',
  'false-material',
  'own-request',
  'other',
] as const;
export const RemovalGround = Type.Enum([...REMOVAL_GROUNDS]);
export type RemovalGround = Static<typeof RemovalGround>;

const Text = plainText(1_000, 1);
/** What is done to an entry after its nomination. */
export const PositiveAct = Type.Union([
  Type.Object({ act: Type.Literal('review'), on: Day, approve: Type.Boolean(), text: Text }),
  Type.Object({ act: Type.Literal('announce'), on: Day, text: Text }),
  Type.Object({ act: Type.Literal('list'), on: Day, text: Text }),
  /** 非现场监管: once a quarter what data, power use and reports say. */
  Type.Object({ act: Type.Literal('report'), on: Day, problem: Type.Boolean(), text: Text }),
  Type.Object({ act: Type.Literal('remove'), on: Day, ground: RemovalGround, text: Text }),
  Type.Object({ act: Type.Literal('withdraw'), on: Day, text: Text }),
]);
export type PositiveAct = Static<typeof PositiveAct>;
export type PositiveActName = PositiveAct['act'];

export const PositiveStep = Type.Object({
  act: Type.Enum(['nominate', 'review', 'announce', 'list', 'report', 'remove', 'withdraw']),
  on: Day,
  /** `review` approved, `report` without a problem; null where the step has no such thing. */
  good: orNull(Type.Boolean()),
  ground: orNull(RemovalGround),
  text: Type.String(),
  by: Type.String(),
  at: Instant,
});
export type PositiveStep = Static<typeof PositiveStep>;

export const PositiveEntry = Type.Object({
  id: Type.Integer(),
  enterpriseId: Type.Integer(),
  enterprise: Type.String(),
  uscc: Type.String(),
  unitPath: Type.String(),
  state: PositiveState,
  /** The first day on which it may be listed; null: it is not announced. */
  listableFrom: orNull(Day),
  /** The next report of the off-site supervision; null: it is not listed. */
  reportDue: orNull(Day),
  late: Type.Boolean(),
  steps: Type.Array(PositiveStep),
  simulated: Type.Boolean(),
});
export type PositiveEntry = Static<typeof PositiveEntry>;

export const listPositive = route({
  id: 'inspection.listPositive',
  method: 'GET',
  path: '/api/inspection/positive',
  summary: '监督执法正面清单：提名、公示、在册与移出，最新在前',
  access: 'inspection.read',
  query: Type.Object({
    unit: Type.Optional(UnitPath),
    state: Type.Optional(PositiveState),
    before: Type.Optional(Type.Integer({ minimum: 1 })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
  }),
  response: Type.Object({ entries: Type.Array(PositiveEntry), before: orNull(Type.Integer()) }),
});

export const nominatePositive = route({
  id: 'inspection.nominatePositive',
  method: 'POST',
  path: '/api/inspection/positive',
  summary: '提名企业进入正面清单',
  access: 'inspection.manage',
  scope: 'unit',
  body: Type.Object({
    enterpriseId: Type.Integer({ minimum: 1, maximum: 2 ** 31 - 1 }),
    on: Day,
    text: Text,
  }),
  response: PositiveEntry,
});

export const actOnPositive = route({
  id: 'inspection.actOnPositive',
  method: 'POST',
  path: '/api/inspection/positive/:id/acts',
  summary: '审核、公示、列入、季度非现场监管、移出、撤回',
  access: 'inspection.manage',
  scope: 'unit',
  params: Id,
  body: PositiveAct,
  response: PositiveEntry,
});

export const OpenPositive = Type.Object({
  enterprise: Type.String(),
  uscc: Type.String(),
  state: Type.Enum(['announced', 'listed', 'removed']),
  on: Day,
  ground: orNull(RemovalGround),
  simulated: Type.Boolean(),
});
export type OpenPositive = Static<typeof OpenPositive>;

export const listOpenPositive = route({
  id: 'inspection.listOpenPositive',
  method: 'GET',
  path: '/api/portal/positive-list',
  summary: '正面清单公开：公示中、在册与近一年移出的企业',
  access: 'public',
  query: Type.Object({ before: Type.Optional(Type.Integer({ minimum: 1 })) }),
  response: Type.Object({ entries: Type.Array(OpenPositive), before: orNull(Type.Integer()) }),
});

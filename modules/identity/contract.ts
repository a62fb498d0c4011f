import { route, type Static, Type } from '@tarim/platform/contract';

const Instant = Type.String({ format: 'date-time' });
const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) =>
  Type.Union([schema, Type.Null()]);

export const ROLES = [
  'administrator',
  'duty-officer',
  'monitoring-station',
  'enforcement-officer',
  'radiation-supervisor',
  'planner',
  'auditor',
  'enterprise',
] as const;
export const RoleSchema = Type.Union([
  Type.Literal('administrator'),
  Type.Literal('duty-officer'),
  Type.Literal('monitoring-station'),
  Type.Literal('enforcement-officer'),
  Type.Literal('radiation-supervisor'),
  Type.Literal('planner'),
  Type.Literal('auditor'),
  Type.Literal('enterprise'),
]);
export const ROLE_TITLES: Readonly<Record<(typeof ROLES)[number], { zh: string; en: string }>> = {
  administrator: { zh: '系统管理员', en: 'Administrator' },
  'duty-officer': { zh: '值班员', en: 'Duty officer' },
  'monitoring-station': { zh: '监测站', en: 'Monitoring station' },
  'enforcement-officer': { zh: '执法人员', en: 'Enforcement officer' },
  'radiation-supervisor': { zh: '辐射监管', en: 'Radiation supervisor' },
  planner: { zh: '规划管理', en: 'Planner' },
  auditor: { zh: '审计', en: 'Auditor' },
  enterprise: { zh: '排污单位', en: 'Enterprise' },
};

const UnitPath = Type.String({ pattern: '^/([A-Za-z0-9]+/)*$', maxLength: 120 });
export const PostSchema = Type.Object({
  role: RoleSchema,
  unitPath: UnitPath,
  enterpriseId: Type.Optional(Type.Union([Type.Integer(), Type.Null()])),
});
export type Post = Static<typeof PostSchema>;
/** A post to be granted: that of an enterprise lies in the unit of the enterprise, every other names its unit. */
export const PostInput = Type.Object({
  role: RoleSchema,
  unitPath: Type.Optional(UnitPath),
  enterpriseId: Type.Optional(Type.Union([Type.Integer(), Type.Null()])),
});
/** Where a person may do something: units with all below them (`/` is everywhere), enterprises of their own. */
export const GrantSchema = Type.Object({
  action: Type.String(),
  unitPaths: Type.Array(Type.String()),
  enterpriseIds: Type.Array(Type.Integer()),
});
export const Me = Type.Object({
  userId: Type.String(),
  account: Type.String(),
  name: Type.String(),
  posts: Type.Array(PostSchema),
  grants: Type.Array(GrantSchema),
  /** Data of the platform, or some of them, are made by a simulator. */
  simulated: Type.Boolean(),
});
export type Me = Static<typeof Me>;

export const signIn = route({
  id: 'identity.signIn',
  method: 'POST',
  path: '/api/identity/sign-in',
  summary: '登录',
  access: 'public',
  body: Type.Object({
    account: Type.String({ minLength: 1, maxLength: 60 }),
    password: Type.String({ minLength: 1, maxLength: 200 }),
  }),
  response: Me,
});
export const signOut = route({
  id: 'identity.signOut',
  method: 'POST',
  path: '/api/identity/sign-out',
  summary: '退出',
  access: 'signed-in',
  body: Type.Object({}),
  response: Type.Object({ ok: Type.Boolean() }),
});
export const me = route({
  id: 'identity.me',
  method: 'GET',
  path: '/api/identity/me',
  summary: '我是谁、我能做什么',
  access: 'signed-in',
  response: Me,
});
export const changePassword = route({
  id: 'identity.changePassword',
  method: 'POST',
  path: '/api/identity/password',
  summary: '修改自己的口令',
  access: 'signed-in',
  body: Type.Object({
    current: Type.String({ maxLength: 200 }),
    next: Type.String({ minLength: 10, maxLength: 200 }),
  }),
  response: Type.Object({ ok: Type.Boolean() }),
  // Whoever sits at an open session must not guess the password behind it.
  requestsPerMinute: 10,
});

export const SessionRow = Type.Object({
  id: Type.String(),
  createdAt: Instant,
  lastAt: Instant,
  address: orNull(Type.String()),
  userAgent: orNull(Type.String()),
  current: Type.Boolean(),
});
export const listMySessions = route({
  id: 'identity.listMySessions',
  method: 'GET',
  path: '/api/identity/sessions',
  summary: '我的登录',
  access: 'signed-in',
  response: Type.Object({ sessions: Type.Array(SessionRow) }),
});
export const revokeMySession = route({
  id: 'identity.revokeMySession',
  method: 'DELETE',
  path: '/api/identity/sessions/:id',
  summary: '让我的一个登录失效',
  access: 'signed-in',
  params: Type.Object({ id: Type.String() }),
  response: Type.Object({ ok: Type.Boolean() }),
});

export const Person = Type.Object({
  id: Type.String(),
  account: Type.String(),
  name: Type.String(),
  active: Type.Boolean(),
  posts: Type.Array(PostSchema),
  lastSignInAt: orNull(Instant),
  createdAt: Instant,
  /** All posts lie in units that the reader administers. */
  editable: Type.Boolean(),
});
export const listPeople = route({
  id: 'identity.listPeople',
  method: 'GET',
  path: '/api/identity/people',
  summary: '自己管辖范围内的人员',
  access: 'identity.manage',
  scope: 'unit',
  query: Type.Object({ q: Type.Optional(Type.String()) }),
  response: Type.Object({ people: Type.Array(Person) }),
});
export const createPerson = route({
  id: 'identity.createPerson',
  method: 'POST',
  path: '/api/identity/people',
  summary: '新增人员',
  access: 'identity.manage',
  scope: 'unit',
  body: Type.Object({
    account: Type.String({ pattern: '^[a-z0-9._-]{2,40}$' }),
    name: Type.String({ minLength: 1, maxLength: 60 }),
    password: Type.String({ minLength: 10, maxLength: 200 }),
    posts: Type.Array(PostInput, { minItems: 1, maxItems: 20 }),
  }),
  response: Person,
});
export const updatePerson = route({
  id: 'identity.updatePerson',
  method: 'PUT',
  path: '/api/identity/people/:id',
  summary: '修改人员：姓名、岗位、停用、重置口令',
  access: 'identity.manage',
  scope: 'unit',
  params: Type.Object({ id: Type.String() }),
  body: Type.Object({
    name: Type.Optional(Type.String({ minLength: 1, maxLength: 60 })),
    active: Type.Optional(Type.Boolean()),
    posts: Type.Optional(Type.Array(PostInput, { minItems: 1, maxItems: 20 })),
    password: Type.Optional(Type.String({ minLength: 10, maxLength: 200 })),
  }),
  response: Person,
});

export const ApiKeyRow = Type.Object({
  id: Type.String(),
  name: Type.String(),
  prefix: Type.String(),
  scope: Type.String(),
  /** Devices of this unit and below may send with it. */
  unitPath: UnitPath,
  /** Only these of them; null: all. */
  mns: orNull(Type.Array(Type.String())),
  createdAt: Instant,
  expiresAt: orNull(Instant),
  revokedAt: orNull(Instant),
  lastUsedAt: orNull(Instant),
});
export const listApiKeys = route({
  id: 'identity.listApiKeys',
  method: 'GET',
  path: '/api/identity/api-keys',
  summary: '自己管辖范围内的接入密钥',
  access: 'identity.manage',
  scope: 'unit',
  response: Type.Object({ keys: Type.Array(ApiKeyRow) }),
});
export const createApiKey = route({
  id: 'identity.createApiKey',
  method: 'POST',
  path: '/api/identity/api-keys',
  summary: '新建接入密钥（只显示一次）',
  access: 'identity.manage',
  scope: 'unit',
  body: Type.Object({
    name: Type.String({ minLength: 1, maxLength: 60 }),
    /** 数采仪接入, results of a laboratory's system, forecasts, records of mobile sources (检验机构、遥感), or a client of SensorThings (外部接入). */
    scope: Type.Enum(['ingest', 'lab', 'forecast', 'composition', 'mobile', 'sensorthings']),
    unitPath: UnitPath,
    mns: Type.Optional(Type.Array(Type.String({ minLength: 1, maxLength: 64 }), { maxItems: 1_000 })),
    days: Type.Optional(Type.Integer({ minimum: 1, maximum: 3650 })),
  }),
  response: Type.Object({ key: ApiKeyRow, secret: Type.String() }),
});
export const revokeApiKey = route({
  id: 'identity.revokeApiKey',
  method: 'DELETE',
  path: '/api/identity/api-keys/:id',
  summary: '吊销接入密钥',
  access: 'identity.manage',
  scope: 'unit',
  params: Type.Object({ id: Type.String() }),
  response: Type.Object({ ok: Type.Boolean() }),
});

/** Only while the simulated region runs: what the sign-in page offers. */
export const listDemoAccounts = route({
  id: 'identity.listDemoAccounts',
  method: 'GET',
  path: '/api/identity/demo-accounts',
  summary: '演示账号（仅演示时）',
  access: 'public',
  response: Type.Object({
    password: orNull(Type.String()),
    accounts: Type.Array(
      Type.Object({ account: Type.String(), name: Type.String(), role: RoleSchema, unitPath: Type.String() }),
    ),
  }),
});

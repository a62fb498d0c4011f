import { plainText, route, type Static, Type } from '@tarim/platform/contract';
import { Day, FACTORS, Hold, Id, Instant, orNull, Speciality, Stratum, UnitPath } from './parts.ts';

const Factors = Type.Object({
  credit: Type.Optional(Type.Enum([...FACTORS.credit])),
  risk: Type.Optional(Type.Enum([...FACTORS.risk])),
});
export type Factors = Static<typeof Factors>;

/** An enterprise in the pool of objects (检查对象库). */
export const PoolObject = Type.Object({
  enterpriseId: Type.Integer(),
  uscc: Type.String(),
  name: Type.String(),
  unitPath: Type.String(),
  stratum: Stratum,
  factors: Factors,
  hold: orNull(Hold),
  speciality: orNull(Speciality),
  /** Visits of this calendar year that count to the cap. */
  visits: Type.Integer(),
  lastVisit: orNull(Day),
  simulated: Type.Boolean(),
  changedBy: Type.String(),
  changedAt: Instant,
});
export type PoolObject = Static<typeof PoolObject>;

export const listPool = route({
  id: 'inspection.listPool',
  method: 'GET',
  path: '/api/inspection/objects',
  summary: '检查对象库：类别、权重因子、不抽原因、本年检查次数',
  access: 'inspection.read',
  query: Type.Object({
    unit: Type.Optional(UnitPath),
    stratum: Type.Optional(Stratum),
    text: Type.Optional(plainText(60)),
    after: Type.Optional(Type.Integer({ minimum: 0 })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })),
  }),
  response: Type.Object({ objects: Type.Array(PoolObject), after: orNull(Type.Integer()) }),
});

export const syncPool = route({
  id: 'inspection.syncPool',
  method: 'POST',
  path: '/api/inspection/objects/sync',
  summary: '由登记库更新检查对象库：新企业入库，停用企业出库；已设的类别与因子不变',
  access: 'inspection.manage',
  scope: 'unit',
  body: Type.Object({ unit: Type.Optional(UnitPath) }),
  response: Type.Object({ added: Type.Integer(), removed: Type.Integer() }),
});

export const changeObject = route({
  id: 'inspection.changeObject',
  method: 'PUT',
  path: '/api/inspection/objects/:id',
  summary: '修改检查对象的类别、权重因子、不抽原因与所需专业',
  access: 'inspection.manage',
  scope: 'unit',
  params: Id,
  body: Type.Object({
    stratum: Stratum,
    factors: Factors,
    hold: orNull(Hold),
    speciality: orNull(Speciality),
  }),
  response: PoolObject,
});

export const Inspector = Type.Object({
  id: Type.Integer(),
  name: Type.String(),
  certificate: Type.String(),
  certifiedTo: Day,
  unitPath: Type.String(),
  specialities: Type.Array(Speciality),
  /** Enterprises that the inspector keeps away from (回避). */
  recusals: Type.Array(Type.Object({ enterpriseId: Type.Integer(), name: Type.String() })),
  active: Type.Boolean(),
  /** Visits that the inspector still has to make. */
  planned: Type.Integer(),
  simulated: Type.Boolean(),
});
export type Inspector = Static<typeof Inspector>;

export const listInspectors = route({
  id: 'inspection.listInspectors',
  method: 'GET',
  path: '/api/inspection/inspectors',
  summary: '检查人员库：证件、有效期、专业、回避',
  access: 'inspection.read',
  query: Type.Object({ unit: Type.Optional(UnitPath) }),
  response: Type.Object({ inspectors: Type.Array(Inspector) }),
});

export const InspectorInput = Type.Object({
  name: plainText(40),
  certificate: Type.String({ pattern: '^[0-9A-Za-z-]{4,40}$' }),
  certifiedTo: Day,
  unitPath: UnitPath,
  specialities: Type.Array(Speciality, { maxItems: 10 }),
  recusals: Type.Array(Type.Integer({ minimum: 1, maximum: 2 ** 31 - 1 }), { maxItems: 200 }),
  active: Type.Boolean(),
});
export type InspectorInput = Static<typeof InspectorInput>;

export const addInspector = route({
  id: 'inspection.addInspector',
  method: 'POST',
  path: '/api/inspection/inspectors',
  summary: '登记检查人员',
  access: 'inspection.manage',
  scope: 'unit',
  body: InspectorInput,
  response: Inspector,
});

export const changeInspector = route({
  id: 'inspection.changeInspector',
  method: 'PUT',
  path: '/api/inspection/inspectors/:id',
  summary: '修改检查人员',
  access: 'inspection.manage',
  scope: 'unit',
  params: Id,
  body: InspectorInput,
  response: Inspector,
});

const Share = Type.Number({ minimum: 0, maximum: 1 });
export const Quota = Type.Union([
  Type.Object({ ratio: Share }, { additionalProperties: false }),
  Type.Object({ count: Type.Integer({ minimum: 0, maximum: 10_000 }) }, { additionalProperties: false }),
  Type.Object({ perOfficer: Type.Number({ minimum: 0, maximum: 100 }) }, { additionalProperties: false }),
]);
export type Quota = Static<typeof Quota>;
const Weights = Type.Record(
  Type.String(),
  Type.Record(Type.String(), Type.Number({ minimum: 0, maximum: 100 })),
);

/** How much is drawn of each class, by what weights, and how often somebody may be visited a year; in versions. */
export const Scheme = Type.Object({
  id: Type.Integer(),
  unitPath: Type.String(),
  version: Type.Integer(),
  quotas: Type.Object({ key: Quota, special: Quota, ordinary: Quota }),
  weights: Weights,
  teamSize: Type.Integer({ minimum: 2, maximum: 10 }),
  /** Null: no cap. */
  visitCap: orNull(Type.Integer({ minimum: 1, maximum: 100 })),
  reason: Type.String(),
  byName: Type.String(),
  effectiveFrom: Instant,
});
export type Scheme = Static<typeof Scheme>;

export const getScheme = route({
  id: 'inspection.getScheme',
  method: 'GET',
  path: '/api/inspection/scheme',
  summary: '抽取方案：本单元的，或最近上级的；含历次版本',
  access: 'inspection.read',
  query: Type.Object({ unit: Type.Optional(UnitPath) }),
  response: Type.Object({ scheme: orNull(Scheme), versions: Type.Array(Scheme) }),
});

export const setScheme = route({
  id: 'inspection.setScheme',
  method: 'POST',
  path: '/api/inspection/scheme',
  summary: '抽取方案新版本（须写明理由）',
  access: 'inspection.manage',
  scope: 'unit',
  body: Type.Object({
    unitPath: UnitPath,
    quotas: Scheme.properties.quotas,
    weights: Weights,
    teamSize: Scheme.properties.teamSize,
    visitCap: Scheme.properties.visitCap,
    reason: plainText(400),
  }),
  response: Scheme,
});

import { BigId, Int4Id, plainText, route, type Static, Type } from '@tarim/platform/contract';
import {
  Device,
  Enterprise,
  Instant,
  Instrument,
  Limit,
  orNull,
  Parameter,
  Point,
  PointKind,
} from './objects.ts';

const page = {
  /** Cursor: ids after this one. */
  before: Type.Optional(Int4Id),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000 })),
};
/** What people type to find something. */
const Search = plainText(200);

export const listEnterprises = route({
  id: 'registry.listEnterprises',
  method: 'GET',
  path: '/api/registry/enterprises',
  summary: '企业列表',
  access: 'registry.read',
  scope: 'own',
  query: Type.Object({
    q: Type.Optional(Search),
    unitPath: Type.Optional(Search),
    active: Type.Optional(Type.Boolean({ description: 'false: closed ones' })),
    ...page,
  }),
  response: Type.Object({ enterprises: Type.Array(Enterprise), next: orNull(Type.Integer()) }),
});
export const getEnterprise = route({
  id: 'registry.getEnterprise',
  method: 'GET',
  path: '/api/registry/enterprises/:id',
  summary: '企业及其排放口',
  access: 'registry.read',
  scope: 'own',
  params: Type.Object({ id: Int4Id }),
  response: Type.Object({ enterprise: Enterprise, points: Type.Array(Point) }),
});
export const listPoints = route({
  id: 'registry.listPoints',
  method: 'GET',
  path: '/api/registry/points',
  summary: '点位列表（站点与排放口）',
  access: 'registry.read',
  scope: 'own',
  query: Type.Object({
    q: Type.Optional(Search),
    kind: Type.Optional(PointKind),
    unitPath: Type.Optional(Search),
    enterpriseId: Type.Optional(Int4Id),
    active: Type.Optional(Type.Boolean({ description: 'false: closed ones' })),
    ...page,
  }),
  response: Type.Object({ points: Type.Array(Point), next: orNull(Type.Integer()) }),
});
export const getPoint = route({
  id: 'registry.getPoint',
  method: 'GET',
  path: '/api/registry/points/:id',
  summary: '点位及其设备、仪器、参数、限值',
  access: 'registry.read',
  scope: 'own',
  params: Type.Object({ id: Int4Id }),
  response: Type.Object({
    point: Point,
    enterprise: orNull(Enterprise),
    devices: Type.Array(Device),
    instruments: Type.Array(Instrument),
    parameters: Type.Array(Parameter),
    limits: Type.Array(Limit),
  }),
});
export const listDevices = route({
  id: 'registry.listDevices',
  method: 'GET',
  path: '/api/registry/devices',
  summary: '数采仪列表',
  access: 'registry.read',
  scope: 'own',
  query: Type.Object({ q: Type.Optional(Search), ...page }),
  response: Type.Object({
    devices: Type.Array(Type.Interface([Device], { pointName: Type.String() })),
    next: orNull(Type.Integer()),
  }),
});

/** Tables whose changes are kept. */
export const HISTORY_TABLES = [
  'enterprise',
  'point',
  'device',
  'instrument',
  'point_parameter',
  'point_limit',
] as const;
const Figure = Type.Union([Type.String(), Type.Number(), Type.Boolean(), Type.Null()]);
/** One field of a change. `field` is a contract field; enterprises and points stand with their names, lists as text. */
export const FieldChange = Type.Object({ field: Type.String(), before: Figure, after: Figure });
export type FieldChange = Static<typeof FieldChange>;
export const HistoryEntry = Type.Object({
  id: Type.Integer(),
  at: Instant,
  /** Null: the platform itself. */
  actor: orNull(Type.String()),
  table: Type.Enum([...HISTORY_TABLES]),
  rowId: Type.String(),
  /** What the entry is about, as people call it: name, MN, factor. */
  label: Type.String(),
  operation: Type.Union([Type.Literal('insert'), Type.Literal('update'), Type.Literal('delete')]),
  /** Fields that differ; of something new or removed, those that hold something. */
  changes: Type.Array(FieldChange),
  /** The rows as stored, secrets masked. */
  before: orNull(Type.Record(Type.String(), Type.Unknown())),
  after: orNull(Type.Record(Type.String(), Type.Unknown())),
});
export type HistoryEntry = Static<typeof HistoryEntry>;
export const listHistory = route({
  id: 'registry.listHistory',
  method: 'GET',
  path: '/api/registry/history',
  summary: '一个点位或企业的登记变更史，最新在前',
  access: 'registry.read',
  scope: 'own',
  query: Type.Object({
    pointId: Type.Optional(Int4Id),
    enterpriseId: Type.Optional(Int4Id),
    /** Cursor: entries older than this one. */
    before: Type.Optional(BigId),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })),
  }),
  response: Type.Object({ entries: Type.Array(HistoryEntry), next: orNull(Type.Integer()) }),
});

export const Factor = Type.Object({
  code: Type.String(),
  nameZh: Type.String(),
  nameEn: orNull(Type.String()),
  symbol: orNull(Type.String()),
  /** As the standard prints it. */
  unit: orNull(Type.String()),
  /** As devices send it, where the printed unit is known to be odd; else the printed one. */
  usualUnit: orNull(Type.String()),
  decimals: Type.Integer(),
  /** `N5.2`: digits as the standard allows them. */
  type: orNull(Type.String()),
  /** Code of HJ/T 212-2005. */
  legacy: orNull(Type.String()),
  remark: orNull(Type.String()),
  /** `memory`: met in practice, not printed in the standard. */
  confidence: Type.Union([Type.Literal('standard'), Type.Literal('memory')]),
  /** Print errors, units that changed between editions, swapped meanings (编码与单位的陷阱). */
  traps: Type.Array(Type.Object({ kind: Type.String(), zh: Type.String(), en: Type.String() })),
});
export type Factor = Static<typeof Factor>;
export const listFactors = route({
  id: 'registry.listFactors',
  method: 'GET',
  path: '/api/registry/factors',
  summary: '因子编码字典（HJ 212-2017 附录 B）及编码、单位的陷阱',
  access: 'public',
  query: Type.Object({ q: Type.Optional(Search) }),
  response: Type.Object({ factors: Type.Array(Factor) }),
});

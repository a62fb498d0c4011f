import { plainText, route, type Static, Type } from '@tarim/platform/contract';
import {
  AreaFunction,
  AreaKind,
  AreaType,
  Code,
  CrsName,
  Day,
  FileProblem,
  Instant,
  orNull,
  UnitPath,
  Zone,
} from './parts.ts';

/** An area as one version of its boundary has it. Areas are geodesic, in square metres, on the ellipsoid of CGCS2000. */
export const Area = Type.Object({
  kind: AreaKind,
  code: Type.String(),
  /** Counted up with every change of the boundary. */
  version: Type.Integer(),
  name: Type.String(),
  type: AreaType,
  zone: orNull(Zone),
  function: orNull(AreaFunction),
  /** 批准机关 or 管理机构. */
  authority: Type.String(),
  unitPath: Type.String(),
  areaM2: Type.Number(),
  /** As the survey or the approval states it (公布面积); stands beside what the geometry gives. */
  surveyM2: orNull(Type.Number()),
  /** (geometry − survey) ÷ survey. */
  deviation: orNull(Type.Number()),
  validFrom: Day,
  /** First day on which it no longer holds. */
  validTo: orNull(Day),
  simulated: Type.Boolean(),
});
export type Area = Static<typeof Area>;

/** 台账统计: always from the geometry. */
export const AreaSum = Type.Object({
  /** Prefecture of the region or division of the Corps. */
  unitPath: Type.String(),
  kind: AreaKind,
  type: AreaType,
  count: Type.Integer(),
  areaM2: Type.Number(),
  surveyM2: Type.Number(),
  /** Areas with a stated figure; `surveyM2` is theirs alone. */
  surveyed: Type.Integer(),
});
export type AreaSum = Static<typeof AreaSum>;

export const listAreas = route({
  id: 'redline.listAreas',
  method: 'GET',
  path: '/api/redline/areas',
  summary: '生态保护红线与自然保护地台账：某日有效的边界及统计',
  access: 'redline.read',
  query: Type.Object({
    kind: Type.Optional(AreaKind),
    unitPath: Type.Optional(UnitPath),
    /** Today when absent. */
    on: Type.Optional(Day),
    q: Type.Optional(plainText(60)),
  }),
  response: Type.Object({ on: Day, areas: Type.Array(Area), sums: Type.Array(AreaSum) }),
});

export const areaShapes = route({
  id: 'redline.areaShapes',
  method: 'GET',
  path: '/api/redline/areas/shapes',
  summary: '某日有效边界的概化图形（供总览地图）',
  access: 'redline.read',
  query: Type.Object({ on: Type.Optional(Day) }),
  response: Type.Object({
    shapes: Type.Array(
      Type.Object({
        kind: AreaKind,
        code: Type.String(),
        name: Type.String(),
        type: AreaType,
        zone: orNull(Zone),
        geometry: Type.Unknown(),
      }),
    ),
  }),
});

/** 边界调整: how one version became the next; only ever added to. */
export const Adjustment = Type.Object({
  id: Type.Integer(),
  kind: AreaKind,
  code: Type.String(),
  /** Null: the area is new. */
  fromVersion: orNull(Type.Integer()),
  /** Null: the area is given up. */
  toVersion: orNull(Type.Integer()),
  validFrom: Day,
  /** 批准文号 */
  approval: Type.String(),
  reason: Type.String(),
  /** Area after less area before. */
  deltaM2: Type.Number(),
  /** Parts that came and that went, by overlay; their difference is `deltaM2` but for some square metres in tens of square kilometres. */
  gainedM2: Type.Number(),
  lostM2: Type.Number(),
  by: Type.String(),
  at: Instant,
});
export type Adjustment = Static<typeof Adjustment>;

export const listAdjustments = route({
  id: 'redline.listAdjustments',
  method: 'GET',
  path: '/api/redline/adjustments',
  summary: '边界调整记录，最新在前',
  access: 'redline.read',
  query: Type.Object({ kind: Type.Optional(AreaKind) }),
  response: Type.Object({ adjustments: Type.Array(Adjustment) }),
});

/** 生态状况: how an area looked in a scene, by the boundary in force on its day. */
export const AreaStatus = Type.Object({
  version: Type.Integer(),
  /** Number of the scene in imagery. */
  scene: Type.Integer(),
  on: Day,
  gsd: Type.Number(),
  /** Cells of the area within the scene; those that were clear. */
  cells: Type.Integer(),
  observed: Type.Integer(),
  /** Share of the whole area that was clear; a scene may have a corner of it only. */
  seen: Type.Number(),
  /** So much was clear that the figures stand for the area. */
  enough: Type.Boolean(),
  ndvi: orNull(Type.Number()),
  /** 植被覆盖度, 0 to 1. */
  fvc: orNull(Type.Number()),
  waterShare: orNull(Type.Number()),
  /** Name and version of the expressions. */
  rule: Type.String(),
  simulated: Type.Boolean(),
});
export type AreaStatus = Static<typeof AreaStatus>;

export const getAreaStatus = route({
  id: 'redline.getAreaStatus',
  method: 'GET',
  path: '/api/redline/areas/:kind/:code/status',
  summary: '红线单元或自然保护地的生态状况：各期影像的植被指数、植被覆盖度、水面占比',
  access: 'redline.read',
  params: Type.Object({ kind: AreaKind, code: Code }),
  response: Type.Object({ rows: Type.Array(AreaStatus) }),
});

export const getArea = route({
  id: 'redline.getArea',
  method: 'GET',
  path: '/api/redline/areas/:kind/:code',
  summary: '一个红线单元或自然保护地：各版边界、调整、人类活动占比、图斑数量',
  access: 'redline.read',
  params: Type.Object({ kind: AreaKind, code: Code }),
  query: Type.Object({ on: Type.Optional(Day) }),
  response: Type.Object({
    area: Area,
    geometry: Type.Unknown(),
    versions: Type.Array(Area),
    adjustments: Type.Array(Adjustment),
    /** Human activities inside (人类活动): geodesic, their latest geometry against this version. */
    activities: Type.Object({ count: Type.Integer(), insideM2: Type.Number(), share: Type.Number() }),
    patches: Type.Record(Type.String(), Type.Integer()),
    markers: Type.Record(Type.String(), Type.Integer()),
  }),
});

export const ImportReport = Type.Object({
  committed: Type.Boolean(),
  rows: Type.Integer(),
  added: Type.Array(Type.String()),
  changed: Type.Array(Type.String()),
  unchanged: Type.Integer(),
  /** Codes in force that the file lacks; given up only where that was asked for. */
  missing: Type.Array(Type.String()),
  problems: Type.Array(FileProblem),
  /** What was done to the file or a row: converted, repaired. */
  notes: Type.Array(FileProblem),
  overlaps: Type.Array(Type.Object({ a: Type.String(), b: Type.String(), areaM2: Type.Number() })),
});
export type ImportReport = Static<typeof ImportReport>;

export const importAreas = route({
  id: 'redline.importAreas',
  method: 'POST',
  path: '/api/redline/areas/import',
  summary:
    '导入边界（GeoJSON、GeoPackage、Shapefile 压缩包）；有错则全部不入库，变化的单元成为新版本并记为调整',
  access: 'redline.write',
  scope: 'unit',
  query: Type.Object({
    kind: AreaKind,
    mode: Type.Enum(['check', 'commit']),
    /** First day on which the boundaries of the file hold. */
    validFrom: Day,
    /** 批准文号 */
    approval: plainText(100, 2),
    reason: plainText(300, 2),
    crs: Type.Optional(CrsName),
    layer: Type.Optional(plainText(100)),
    /** Areas in force of the caller's units that the file lacks are given up. */
    whole: Type.Optional(Type.Boolean()),
    simulated: Type.Optional(Type.Boolean()),
  }),
  bodyKind: 'multipart',
  response: ImportReport,
});

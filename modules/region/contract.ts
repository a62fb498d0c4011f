import { event, route, type Static, Type } from '@tarim/platform/contract';

/** The two hierarchies (两套管理体系): the autonomous region and the Corps (兵团). */
export const HIERARCHIES = ['region', 'corps'] as const;
/** Levels from the top down; the first three belong to the region, the others to the Corps. */
export const UNIT_LEVELS = [
  'region',
  'prefecture',
  'county',
  'corps',
  'division',
  'city',
  'regiment',
] as const;
/** How well a fact of the pack is founded: named source, calculated by us, or carried without a source at hand. */
export const CONFIDENCES = ['sourced', 'derived', 'unverified'] as const;

export const HierarchyName = Type.Enum([...HIERARCHIES]);
export const UnitLevel = Type.Enum([...UNIT_LEVELS]);
export const OutlineLayer = Type.Enum(['prefecture', 'county']);
export type OutlineLayer = Static<typeof OutlineLayer>;
export type UnitLevel = Static<typeof UnitLevel>;

/** Six-digit code of GB/T 2260, or `BT` and `BT01` … `BT14` for the Corps and its divisions (our own codes). */
export const UnitCode = Type.String({ pattern: '^[0-9A-Z]{2,12}$' });
/** `/`-joined codes with leading and closing slash: `/650000/650100/650102/`, `/BT/BT08/659001/`; `/` is both trees. */
export const UnitPath = Type.String({ pattern: '^/([0-9A-Z]+/)*$', maxLength: 120 });

export const Names = Type.Object({ zh: Type.String(), en: Type.String(), ug: Type.Optional(Type.String()) });

/** An administrative unit (行政单元). */
export const Unit = Type.Object({
  code: UnitCode,
  path: UnitPath,
  parent: Type.Union([UnitCode, Type.Null()]),
  level: UnitLevel,
  hierarchy: HierarchyName,
  names: Names,
  /** Where its label stands: seat of government if known, else a point inside the outline. Degrees, CGCS2000. */
  lon: Type.Union([Type.Number(), Type.Null()]),
  lat: Type.Union([Type.Number(), Type.Null()]),
  source: Type.String(),
  confidence: Type.Enum([...CONFIDENCES]),
  note: Type.Optional(Type.String()),
});
export type Unit = Static<typeof Unit>;

export const Source = Type.Object({
  id: Type.String(),
  title: Type.String(),
  licence: Type.String(),
  url: Type.Optional(Type.String()),
  note: Type.Optional(Type.String()),
});

export const Manifest = Type.Object({
  code: UnitCode,
  names: Names,
  /** west, south, east, north in degrees. */
  bbox: Type.Tuple([Type.Number(), Type.Number(), Type.Number(), Type.Number()]),
  centre: Type.Tuple([Type.Number(), Type.Number()]),
  /** The unit that faces show first (首府): a prefecture-level unit of the pack. */
  home: Type.Optional(UnitCode),
  /** Official time and the local time that people of the region expect beside it (乌鲁木齐时间). */
  time: Type.Object({
    zone: Type.String(),
    offsetMinutes: Type.Integer(),
    localOffsetMinutes: Type.Integer(),
    localNames: Names,
    note: Names,
  }),
  hierarchies: Type.Array(
    Type.Object({ hierarchy: HierarchyName, root: UnitCode, levels: Type.Array(UnitLevel), names: Names }),
  ),
  /** Layers of the base map; `tiles` is a URL template. */
  layers: Type.Array(
    Type.Object({
      id: Type.String(),
      names: Names,
      tiles: Type.String(),
      minZoom: Type.Integer(),
      maxZoom: Type.Integer(),
    }),
  ),
  outlineNote: Names,
  sources: Type.Array(Source),
  licence: Type.String(),
  /** True while any outline is the pack's demonstration outline instead of the authority's own. */
  demoOutlines: Type.Boolean(),
  /** Changes whenever a unit or an outline changes. */
  revision: Type.String(),
});
export type Manifest = Static<typeof Manifest>;

export const getManifest = route({
  id: 'region.getManifest',
  method: 'GET',
  path: '/api/region/manifest',
  summary: '区域包说明：名称、范围、时间、底图图层、来源与许可',
  access: 'public',
  response: Manifest,
});

export const listUnits = route({
  id: 'region.listUnits',
  method: 'GET',
  path: '/api/region/units',
  summary: '行政单元（自治区与兵团两套体系），可按体系、层级、上级路径筛选',
  access: 'public',
  query: Type.Object({
    hierarchy: Type.Optional(HierarchyName),
    level: Type.Optional(UnitLevel),
    under: Type.Optional(UnitPath),
  }),
  response: Type.Object({ units: Type.Array(Unit) }),
});

/** What the properties of an outline feature hold. */
export const OutlineProperties = Type.Object({
  code: UnitCode,
  name: Type.String(),
  names: Names,
  path: UnitPath,
  level: UnitLevel,
  /** True: demonstration outline, not a boundary of any authority (演示轮廓，非法定界线). */
  demo: Type.Boolean(),
  source: Type.String(),
});
export type OutlineProperties = Static<typeof OutlineProperties>;

/** Answers a GeoJSON FeatureCollection (RFC 7946) with ETag. */
export const getOutlines = route({
  id: 'region.getOutlines',
  method: 'GET',
  path: '/api/region/outlines/:level',
  summary: '行政单元轮廓（GeoJSON，演示轮廓有标注）',
  access: 'public',
  params: Type.Object({ level: OutlineLayer }),
});

/** One version of a unit's outline, without its shape. */
export const OutlineVersion = Type.Object({
  /** First day of validity. */
  effectiveFrom: Type.String(),
  source: Type.String(),
  demo: Type.Boolean(),
  recordedAt: Type.String({ format: 'date-time' }),
  /** This one is drawn today. */
  holds: Type.Boolean(),
});
export const UnitOutlines = Type.Object({
  code: UnitCode,
  names: Names,
  path: UnitPath,
  level: UnitLevel,
  hierarchy: HierarchyName,
  /** Map layers in which the unit is drawn. */
  layers: Type.Array(OutlineLayer),
  /** Newest first. */
  versions: Type.Array(OutlineVersion),
});
export type UnitOutlines = Static<typeof UnitOutlines>;

export const listOutlines = route({
  id: 'region.listOutlines',
  method: 'GET',
  path: '/api/region/outlines',
  summary: '各行政单元轮廓的来源、生效日期与历次替换',
  access: 'signed-in',
  response: Type.Object({ units: Type.Array(UnitOutlines) }),
});

/** Answers a Mapbox vector tile with the layers `outline` (polygons) and `label` (points). */
export const getTile = route({
  id: 'region.getTile',
  method: 'GET',
  path: '/api/region/tiles/:layer/:z/:x/:y.mvt',
  summary: '行政单元轮廓与注记的矢量瓦片（EPSG:3857）',
  access: 'public',
  params: Type.Object({
    layer: OutlineLayer,
    z: Type.Integer({ minimum: 0, maximum: 24 }),
    x: Type.Integer({ minimum: 0 }),
    y: Type.Integer({ minimum: 0 }),
  }),
});

export const Located = Type.Object({
  lon: Type.Number(),
  lat: Type.Number(),
  /** County, or the Corps city that the place lies in. */
  county: Type.Union([Unit, Type.Null()]),
  /** Null also for Corps cities, which stand directly under the region. */
  prefecture: Type.Union([Unit, Type.Null()]),
  /** True when demonstration outlines were asked: near a border the answer is a hint, not a fact. */
  demo: Type.Boolean(),
});
export const locate = route({
  id: 'region.locate',
  method: 'GET',
  path: '/api/region/locate',
  summary: '由经纬度求所在县（市、区）与地州',
  access: 'public',
  query: Type.Object({
    lon: Type.Number({ minimum: -180, maximum: 180 }),
    lat: Type.Number({ minimum: -90, maximum: 90 }),
  }),
  response: Located,
});

export const replaceOutline = route({
  id: 'region.replaceOutline',
  method: 'PUT',
  path: '/api/region/outlines/:code',
  summary: '主管部门以自有界线替换演示轮廓',
  access: 'region.write',
  scope: 'unit',
  params: Type.Object({ code: UnitCode }),
  body: Type.Object({
    /** Polygon or MultiPolygon (or a Feature of one). */
    geometry: Type.Unknown(),
    /** Where the boundary comes from: authority, document, date. */
    source: Type.String({ minLength: 4, maxLength: 500 }),
    /** What the coordinates are; offset systems are converted and marked as approximate. */
    crs: Type.Optional(Type.Enum(['CGCS2000', 'WGS84', 'GCJ-02', 'BD-09'])),
    /** First day on which it holds (Beijing date); today when absent. */
    effectiveFrom: Type.Optional(Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })),
    /** Let self-crossing rings be repaired instead of refused. */
    repair: Type.Optional(Type.Boolean()),
  }),
  response: Type.Object({
    code: UnitCode,
    source: Type.String(),
    effectiveFrom: Type.String(),
    areaKm2: Type.Number(),
    positions: Type.Integer(),
    repaired: Type.Boolean(),
  }),
});

/** An authority's own outline took the place of another; consumers that keep cut-outs or assignments recompute them. */
export const outlineReplaced = event(
  'region.outline-replaced.v1',
  Type.Object({ code: UnitCode, path: UnitPath, source: Type.String(), effectiveFrom: Type.String() }),
);

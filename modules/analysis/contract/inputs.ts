import { type Static, Type } from '@tarim/platform/contract';

/** Kinds of analysis, in the order of the page. */
export const ANALYSIS_KINDS = [
  'interpolation', // 空间插值
  'hot-spot', // 冷热点
  'density', // 核密度
  'air-grid', // 热点网格
  'exceedance-cluster', // 超标聚集
  'wind-source', // 风向溯源
  'river-trace', // 上下游追踪
  'nearest', // 最近敏感目标
  'buffer', // 缓冲区
  'overlay', // 叠加分析
  'coverage', // 网络覆盖
  'change', // 两期变化
] as const;
export type AnalysisKind = (typeof ANALYSIS_KINDS)[number];
export const AnalysisKindName = Type.Enum([...ANALYSIS_KINDS]);

const Instant = Type.String({ format: 'date-time' });
const SetId = Type.String({ pattern: '^[a-z][a-z0-9-]{1,60}$' });
const FieldName = Type.String({ pattern: '^[a-z][A-Za-z0-9]{0,60}$' });
const UnitPath = Type.String({ pattern: '^/([0-9A-Z]+/)*$', maxLength: 120 });
const Lon = Type.Number({ minimum: -180, maximum: 180 });
const Lat = Type.Number({ minimum: -90, maximum: 90 });
const Km = (minimum: number, maximum: number) => Type.Number({ minimum, maximum });
/** Rows of a data set; with a field and a value only those that have it. */
const Rows = Type.Object({
  set: SetId,
  field: Type.Optional(FieldName),
  value: Type.Optional(Type.String({ maxLength: 120 })),
});
/** Factor and period whose values stations tell. */
const Factor = {
  pointKind: Type.Enum(['air', 'surface-water', 'groundwater', 'noise']),
  code: Type.String({ pattern: '^[A-Za-z0-9.]{1,12}$' }),
};
const Period = Type.Enum(['hour', 'day', 'month']);

/** What each kind asks. */
export const ANALYSIS_INPUTS = {
  interpolation: Type.Object({
    ...Factor,
    period: Period,
    /** Start of the period; absent: the newest that most stations have. */
    time: Type.Optional(Instant),
    method: Type.Enum(['kriging', 'idw']),
    model: Type.Optional(Type.Enum(['best', 'spherical', 'exponential', 'gaussian'])),
    power: Type.Optional(Type.Number({ minimum: 0.5, maximum: 6 })),
    cellKm: Km(1, 100),
    unitPath: Type.Optional(UnitPath),
  }),
  'hot-spot': Type.Object({
    rows: Rows,
    /** Field whose value is looked at; absent: how many rows lie in a cell. */
    valueField: Type.Optional(FieldName),
    cellKm: Km(1, 200),
    /** Neighbours are so near; absent: so that each has one. */
    distanceKm: Type.Optional(Km(1, 1000)),
    weights: Type.Optional(Type.Enum(['binary', 'inverse'])),
  }),
  density: Type.Object({
    rows: Rows,
    weightField: Type.Optional(FieldName),
    bandwidthKm: Type.Optional(Km(0.1, 500)),
    cellKm: Km(1, 100),
    kernel: Type.Optional(Type.Enum(['quartic', 'gaussian'])),
  }),
  'air-grid': Type.Object({
    code: Type.String({ pattern: '^[A-Za-z0-9.]{1,12}$' }),
    from: Instant,
    to: Instant,
    cellKm: Km(2, 50),
    unitPath: UnitPath,
    /** A set with a number by place (satellite columns); absent: not used. */
    satellite: Type.Optional(Type.Object({ set: SetId, field: FieldName })),
    sources: Rows,
    weights: Type.Optional(
      Type.Object({
        station: Type.Number({ minimum: 0, maximum: 1 }),
        satellite: Type.Number({ minimum: 0, maximum: 1 }),
        source: Type.Number({ minimum: 0, maximum: 1 }),
      }),
    ),
    top: Type.Integer({ minimum: 1, maximum: 500 }),
  }),
  'exceedance-cluster': Type.Object({
    from: Instant,
    to: Instant,
    kilometres: Km(0.1, 500),
    hours: Type.Number({ minimum: 0.1, maximum: 720 }),
    minPoints: Type.Optional(Type.Integer({ minimum: 2, maximum: 100 })),
  }),
  'wind-source': Type.Object({
    pointId: Type.Integer({ minimum: 1 }),
    code: Type.String({ pattern: '^[A-Za-z0-9.]{1,12}$' }),
    from: Instant,
    to: Instant,
    percentile: Type.Optional(Type.Number({ minimum: 50, maximum: 99 })),
    sectors: Type.Optional(Type.Enum([8, 12, 16, 24, 36])),
    reachKm: Type.Optional(Km(1, 200)),
  }),
  'river-trace': Type.Object({
    lon: Lon,
    lat: Lat,
    direction: Type.Enum(['up', 'down']),
    maxKm: Km(1, 3000),
    /** Where a reach tells none, m/s. */
    velocity: Type.Optional(Type.Number({ minimum: 0.01, maximum: 10 })),
    /** Rows of this set that lie so near to the river are listed in its order. */
    along: Type.Optional(SetId),
    withinM: Type.Optional(Type.Number({ minimum: 10, maximum: 50_000 })),
  }),
  nearest: Type.Object({
    lon: Lon,
    lat: Lat,
    receptors: Rows,
    most: Type.Integer({ minimum: 1, maximum: 500 }),
    withinKm: Type.Optional(Km(0.01, 2000)),
  }),
  buffer: Type.Object({
    rows: Rows,
    metres: Type.Number({ minimum: 1, maximum: 200_000 }),
    /** One shape of all instead of one a row. */
    dissolve: Type.Boolean(),
  }),
  overlay: Type.Object({ rows: Rows, with: Rows }),
  coverage: Type.Object({
    pointKind: Type.Enum(['air', 'surface-water', 'groundwater', 'noise', 'soil', 'radiation', 'ecology']),
    distanceKm: Km(0.1, 500),
    cellKm: Km(1, 100),
    unitPath: Type.Optional(UnitPath),
  }),
  change: Type.Object({
    ...Factor,
    period: Period,
    first: Instant,
    second: Instant,
  }),
} as const;
export type AnalysisInputs = { [K in AnalysisKind]: Static<(typeof ANALYSIS_INPUTS)[K]> };
export type RowsChosen = Static<typeof Rows>;

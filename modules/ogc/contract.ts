import { route, type Static, Type } from '@tarim/platform/contract';

export * from './contract-images.ts';

const Id = Type.String({ maxLength: 80 });
const Collection = Type.Object({ id: Id });
const TilePlace = {
  z: Type.Integer({ minimum: 0, maximum: 30 }),
  x: Type.Integer({ minimum: 0 }),
  y: Type.Integer({ minimum: 0 }),
};

export const TILE_MATRIX_SET = 'WebMercatorQuad';

export const getLanding = route({
  id: 'ogc.getLanding',
  method: 'GET',
  path: '/ogc',
  summary: 'OGC API 首页：各入口的链接（JSON 或 HTML）',
  access: 'public',
});

export const getConformance = route({
  id: 'ogc.getConformance',
  method: 'GET',
  path: '/ogc/conformance',
  summary: '所遵循的 OGC 一致性类',
  access: 'public',
});

export const getApi = route({
  id: 'ogc.getApi',
  method: 'GET',
  path: '/ogc/api',
  summary: '开放接口的 OpenAPI 3.0 说明',
  access: 'public',
});

export const listCollections = route({
  id: 'ogc.listCollections',
  method: 'GET',
  path: '/ogc/collections',
  summary: '可读的数据集',
  access: 'public',
});

export const getCollection = route({
  id: 'ogc.getCollection',
  method: 'GET',
  path: '/ogc/collections/:id',
  summary: '一个数据集：说明、范围、坐标系、链接',
  access: 'public',
  params: Collection,
});

export const getQueryables = route({
  id: 'ogc.getQueryables',
  method: 'GET',
  path: '/ogc/collections/:id/queryables',
  summary: '数据集中可用于过滤的属性（JSON Schema）',
  access: 'public',
  params: Collection,
});

export const getSchema = route({
  id: 'ogc.getSchema',
  method: 'GET',
  path: '/ogc/collections/:id/schema',
  summary: '数据集各属性的 JSON Schema',
  access: 'public',
  params: Collection,
});

/** Query: bbox, bbox-crs, datetime, limit, crs, filter, filter-lang, filter-crs, properties, count, cursor, f and any property. */
export const listItems = route({
  id: 'ogc.listItems',
  method: 'GET',
  path: '/ogc/collections/:id/items',
  summary: '数据集的要素（GeoJSON 或 HTML），可按范围、时间、属性与 CQL2 过滤，按游标翻页',
  access: 'public',
  params: Collection,
});

export const getItem = route({
  id: 'ogc.getItem',
  method: 'GET',
  path: '/ogc/collections/:id/items/:featureId',
  summary: '一个要素',
  access: 'public',
  params: Type.Object({ id: Id, featureId: Type.String({ maxLength: 500 }) }),
});

export const listTileMatrixSets = route({
  id: 'ogc.listTileMatrixSets',
  method: 'GET',
  path: '/ogc/tileMatrixSets',
  summary: '瓦片矩阵集',
  access: 'public',
});

export const getTileMatrixSet = route({
  id: 'ogc.getTileMatrixSet',
  method: 'GET',
  path: '/ogc/tileMatrixSets/WebMercatorQuad',
  summary: '瓦片矩阵集 WebMercatorQuad',
  access: 'public',
});

export const listTilesets = route({
  id: 'ogc.listTilesets',
  method: 'GET',
  path: '/ogc/collections/:id/tiles',
  summary: '数据集的瓦片集',
  access: 'public',
  params: Collection,
});

export const getTileset = route({
  id: 'ogc.getTileset',
  method: 'GET',
  path: '/ogc/collections/:id/tiles/WebMercatorQuad',
  summary: '数据集瓦片集的说明',
  access: 'public',
  params: Collection,
});

export const getTileJson = route({
  id: 'ogc.getTileJson',
  method: 'GET',
  path: '/ogc/collections/:id/tiles/WebMercatorQuad/tilejson.json',
  summary: '数据集瓦片集的 TileJSON 3.0',
  access: 'public',
  params: Collection,
});

/** What of a set goes into a tile; other parameters are passed over, since addresses of tiles carry those of map libraries. */
const TileQuery = Type.Object({
  /** An instant, a day or an interval, as of features (17-069r4, 7.15.4). */
  datetime: Type.Optional(Type.String({ maxLength: 80 })),
  /** A field of the tile, and the values to choose: parted by commas, each percent-encoded. */
  field: Type.Optional(Type.String({ maxLength: 60 })),
  values: Type.Optional(Type.String({ maxLength: 8_000 })),
});
export type TileQuery = Static<typeof TileQuery>;

/** Answers a Mapbox vector tile; rows stand before columns, as the standard has it. */
export const getTile = route({
  id: 'ogc.getTile',
  method: 'GET',
  path: '/ogc/collections/:id/tiles/WebMercatorQuad/:z/:y/:x',
  summary: '矢量瓦片（层级/行/列）',
  access: 'public',
  params: Type.Object({ id: Id, ...TilePlace }),
  query: TileQuery,
});

/** The same tile at the address that map libraries expect. */
export const getTileXyz = route({
  id: 'ogc.getTileXyz',
  method: 'GET',
  path: '/ogc/tiles/:id/:z/:x/:y.mvt',
  summary: '矢量瓦片（层级/列/行）',
  access: 'public',
  params: Type.Object({ id: Id, ...TilePlace }),
  query: TileQuery,
});

import { InstantInput, Int4Id, plainText, route, Type } from '@tarim/platform/contract';

const Longitude = Type.Number({ minimum: -180, maximum: 180 });
const Latitude = Type.Number({ minimum: -90, maximum: 90 });

/**
 * What the registrar says of a picture. Where it lies, its system, size and bands are read from the file; the four sides are needed
 * only when the file does not say where it lies, and must agree with it when it does.
 */
export const ImageMetadata = Type.Object({
  collection: Type.String({ pattern: '^[a-z][a-z0-9-]{1,60}$' }),
  title: plainText(200, 1),
  takenAt: InstantInput,
  west: Type.Optional(Longitude),
  south: Type.Optional(Latitude),
  east: Type.Optional(Longitude),
  north: Type.Optional(Latitude),
  platform: Type.Optional(plainText(100, 1)),
  /** Metres on the ground of one pixel (地面分辨率). */
  gsd: Type.Optional(Type.Number({ exclusiveMinimum: 0, maximum: 100_000 })),
  /** Percent. */
  cloudCover: Type.Optional(Type.Number({ minimum: 0, maximum: 100 })),
  /** The system of a file that names none. */
  epsg: Type.Optional(Type.Integer({ minimum: 1, maximum: 999_999 })),
  source: plainText(500, 2),
  licence: plainText(200, 1),
  simulated: Type.Optional(Type.Boolean()),
  public: Type.Optional(Type.Boolean()),
});

export const RegisteredImage = Type.Object({
  id: Type.Integer(),
  sha256: Type.String(),
  size: Type.Integer(),
  /** What was read from the file. */
  width: Type.Integer(),
  height: Type.Integer(),
  bands: Type.Integer(),
  epsg: Type.Union([Type.Integer(), Type.Null()]),
  cloudOptimized: Type.Boolean(),
});

export const registerImage = route({
  id: 'ogc.registerImage',
  method: 'POST',
  path: '/api/ogc/images',
  summary: '登记一幅 GeoTIFF 影像（时间、来源；范围、坐标系、波段读自文件），供 STAC 目录使用',
  access: 'ogc.images',
  query: ImageMetadata,
  bodyKind: 'multipart',
  response: RegisteredImage,
});

export const removeImage = route({
  id: 'ogc.removeImage',
  method: 'DELETE',
  path: '/api/ogc/images/:id',
  summary: '从目录撤下一幅影像；文件保留',
  access: 'ogc.images',
  params: Type.Object({ id: Int4Id }),
});

const Slug = Type.String({ maxLength: 80 });

export const getStac = route({
  id: 'ogc.getStac',
  method: 'GET',
  path: '/stac',
  summary: 'STAC 影像目录：根目录',
  access: 'public',
});

export const listStacCollections = route({
  id: 'ogc.listStacCollections',
  method: 'GET',
  path: '/stac/collections',
  summary: 'STAC 影像集',
  access: 'public',
});

export const getStacCollection = route({
  id: 'ogc.getStacCollection',
  method: 'GET',
  path: '/stac/collections/:id',
  summary: '一个 STAC 影像集',
  access: 'public',
  params: Type.Object({ id: Slug }),
});

export const listStacItems = route({
  id: 'ogc.listStacItems',
  method: 'GET',
  path: '/stac/collections/:id/items',
  summary: '影像集中的影像（STAC Item），可按范围与时间查找',
  access: 'public',
  params: Type.Object({ id: Slug }),
});

export const getStacItem = route({
  id: 'ogc.getStacItem',
  method: 'GET',
  path: '/stac/collections/:id/items/:itemId',
  summary: '一幅影像（STAC Item）',
  access: 'public',
  params: Type.Object({ id: Slug, itemId: Slug }),
});

export const searchStac = route({
  id: 'ogc.searchStac',
  method: 'GET',
  path: '/stac/search',
  summary: 'STAC 查找：bbox、intersects、datetime、collections、ids、limit',
  access: 'public',
});

export const postStacSearch = route({
  id: 'ogc.postStacSearch',
  method: 'POST',
  path: '/stac/search',
  summary: 'STAC 查找（JSON 请求体）',
  access: 'public',
  // Programs that search by POST send no header of ours; they read as nobody or by their key.
  keysOnly: true,
  body: Type.Record(Type.String({ maxLength: 60 }), Type.Unknown()),
});

export const getStacConformance = route({
  id: 'ogc.getStacConformance',
  method: 'GET',
  path: '/stac/conformance',
  summary: 'STAC 一致性类',
  access: 'public',
});

export const getStacAsset = route({
  id: 'ogc.getStacAsset',
  method: 'GET',
  path: '/stac/collections/:id/items/:itemId/asset',
  summary: '影像文件（GeoTIFF），支持 HTTP 范围请求',
  access: 'public',
  params: Type.Object({ id: Slug, itemId: Slug }),
  query: Type.Object({ part: Type.Optional(Type.Enum(['data', 'quality'])) }),
});

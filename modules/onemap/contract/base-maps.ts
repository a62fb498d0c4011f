import { plainText, route, type Static, Type } from '@tarim/platform/contract';

const Bilingual = Type.Object({ zh: Type.String(), en: Type.String() });
/** Chinese stands for English where that is left empty. */
const Names = Type.Object({ zh: plainText(120, 1), en: plainText(120) });

/**
 * Where tiles come from (底图来源): Tianditu (天地图), a WMTS by KVP or REST, or numbered tiles whose rows count from the north (XYZ) or
 * from the south (TMS). The region pack's own map is always there and lies below.
 */
export const BASE_MAP_KINDS = ['tianditu', 'wmts', 'xyz', 'tms'] as const;
export type BaseMapKind = (typeof BASE_MAP_KINDS)[number];
/** 矢量、影像、地形晕渲 */
export const TIANDITU_LAYERS = ['vec', 'img', 'ter'] as const;
/** Deepest zoom that tiles may have. */
export const DEEPEST_ZOOM = 22;

export const BaseMapSettings = Type.Object({
  /** Tianditu: which of its maps, with its names on top or not. */
  tianditu: Type.Optional(Type.Enum([...TIANDITU_LAYERS])),
  labels: Type.Optional(Type.Boolean()),
  /**
   * XYZ and TMS: address with `{z}`, `{x}`, `{y}`; WMTS by REST: the template of its capabilities; WMTS by KVP: the address before the
   * question mark; Tianditu: absent, or another host of the same service. `{key}` stands for the key, `{s}` for one of the subdomains.
   */
  url: Type.Optional(plainText(1_000)),
  subdomains: Type.Optional(Type.Array(Type.String({ pattern: '^[a-z0-9-]{1,20}$' }), { maxItems: 16 })),
  tileSize: Type.Optional(Type.Enum([256, 512])),
  encoding: Type.Optional(Type.Enum(['kvp', 'rest'])),
  layer: Type.Optional(plainText(200)),
  style: Type.Optional(plainText(100)),
  format: Type.Optional(plainText(60)),
  matrixSet: Type.Optional(plainText(100)),
  /** What its matrices are called before the number of the zoom; mostly nothing. */
  matrixPrefix: Type.Optional(plainText(100)),
  /** Coordinate system of the matrix set; only EPSG:3857 can be drawn. */
  crs: Type.Optional(plainText(100)),
});
export type BaseMapSettings = Static<typeof BaseMapSettings>;

const common = {
  names: Names,
  kind: Type.Enum([...BASE_MAP_KINDS]),
  settings: BaseMapSettings,
  /** Whose map it is and its approval number (审图号); shown on the map and printed. */
  attribution: Names,
  minZoom: Type.Integer({ minimum: 0, maximum: DEEPEST_ZOOM }),
  maxZoom: Type.Integer({ minimum: 0, maximum: DEEPEST_ZOOM }),
  opacity: Type.Number({ minimum: 0.05, maximum: 1 }),
  /** Place in the list of the map, small first. */
  position: Type.Integer({ minimum: 0, maximum: 999 }),
  enabled: Type.Boolean(),
  /** Who is given it, and with it its key: people who are signed in, or everybody. */
  audience: Type.Enum(['signed-in', 'public']),
  /** Of the tiles: a source in GCJ-02 lies hundreds of metres off and is marked so on the map. */
  coordinates: Type.Enum(['CGCS2000', 'GCJ-02']),
  /** For whom the map opens with it: nobody, everybody, or people of the region or the Corps, who come before everybody. */
  defaultFor: Type.Enum(['none', 'all', 'region', 'corps']),
};

export const BaseMapInput = Type.Object({
  ...common,
  /** Kept encrypted; absent: as it was, empty: taken away. */
  key: Type.Optional(Type.String({ maxLength: 200, pattern: '^[A-Za-z0-9._~-]*$' })),
});
export type BaseMapInput = Static<typeof BaseMapInput>;

export const BaseMapSetting = Type.Object({
  id: Type.Integer(),
  ...common,
  hasKey: Type.Boolean(),
  /** Servers that browsers ask for its tiles. */
  origins: Type.Array(Type.String()),
  updatedAt: Type.String({ format: 'date-time' }),
  updatedBy: Type.String(),
});
export type BaseMapSetting = Static<typeof BaseMapSetting>;

/** A base map as the map draws it. */
export const BaseMap = Type.Object({
  id: Type.Integer(),
  names: Bilingual,
  attribution: Bilingual,
  /** One above the other, the first lowest. */
  sources: Type.Array(
    Type.Object({
      tiles: Type.Array(Type.String()),
      tileSize: Type.Integer(),
      scheme: Type.Enum(['xyz', 'tms']),
    }),
  ),
  minZoom: Type.Integer(),
  maxZoom: Type.Integer(),
  opacity: Type.Number(),
  /** Its coordinates are GCJ-02: it does not fit what lies above it. */
  offset: Type.Boolean(),
  /** The map opens with it. */
  first: Type.Boolean(),
});
export type BaseMap = Static<typeof BaseMap>;

const BaseMapId = Type.Object({ id: Type.Integer({ minimum: 1, maximum: 2_147_483_647 }) });
const MANAGE = 'onemap.base-maps';

export const listBaseMaps = route({
  id: 'onemap.listBaseMaps',
  method: 'GET',
  path: '/api/onemap/base-maps',
  summary: '一张图：可用底图（区域包之外）',
  access: 'public',
  response: Type.Object({ baseMaps: Type.Array(BaseMap) }),
});

export const listBaseMapSettings = route({
  id: 'onemap.listBaseMapSettings',
  method: 'GET',
  path: '/api/onemap/base-map-settings',
  summary: '底图设置：全部底图（不含密钥）',
  access: MANAGE,
  response: Type.Object({ baseMaps: Type.Array(BaseMapSetting) }),
});

export const addBaseMap = route({
  id: 'onemap.addBaseMap',
  method: 'POST',
  path: '/api/onemap/base-map-settings',
  summary: '底图设置：新增',
  access: MANAGE,
  body: BaseMapInput,
  response: BaseMapSetting,
});

export const putBaseMap = route({
  id: 'onemap.putBaseMap',
  method: 'PUT',
  path: '/api/onemap/base-map-settings/:id',
  summary: '底图设置：修改',
  access: MANAGE,
  params: BaseMapId,
  body: BaseMapInput,
  response: BaseMapSetting,
});

export const removeBaseMap = route({
  id: 'onemap.removeBaseMap',
  method: 'DELETE',
  path: '/api/onemap/base-map-settings/:id',
  summary: '底图设置：删除',
  access: MANAGE,
  params: BaseMapId,
});

/** Why a matrix set cannot be drawn. */
export const MATRIX_SET_REASONS = ['geographic', 'other-crs', 'not-zooms', 'tile-size', 'names'] as const;

export const Capabilities = Type.Object({
  /** Address of GetTile by KVP; null: the service has none. */
  kvpUrl: Type.Union([Type.String(), Type.Null()]),
  provider: Type.String(),
  matrixSets: Type.Array(
    Type.Object({
      id: Type.String(),
      crs: Type.String(),
      /** Null: it can be drawn. */
      refused: Type.Union([Type.Enum([...MATRIX_SET_REASONS]), Type.Null()]),
      prefix: Type.String(),
      tileSize: Type.Integer(),
      minZoom: Type.Integer(),
      maxZoom: Type.Integer(),
    }),
  ),
  layers: Type.Array(
    Type.Object({
      id: Type.String(),
      title: Type.String(),
      styles: Type.Array(Type.String()),
      formats: Type.Array(Type.String()),
      matrixSets: Type.Array(Type.String()),
      /** Templates of tiles by REST. */
      templates: Type.Array(Type.Object({ format: Type.String(), template: Type.String() })),
    }),
  ),
});
export type Capabilities = Static<typeof Capabilities>;

/** The server asks no other: the document is brought by whoever sets the map up. */
export const readCapabilities = route({
  id: 'onemap.readCapabilities',
  method: 'POST',
  path: '/api/onemap/base-map-settings/capabilities',
  summary: '底图设置：读 WMTS 能力文档，列出图层与矩阵集',
  access: MANAGE,
  body: Type.Object({ xml: Type.String({ minLength: 1, maxLength: 1_900_000 }) }),
  response: Capabilities,
});

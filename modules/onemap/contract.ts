import { plainText, route, type Static, Type } from '@tarim/platform/contract';
import { SceneStyles } from './contract/scene-layers.ts';

export * from './contract/base-maps.ts';
export * from './contract/scene-layers.ts';

const Bilingual = Type.Object({ zh: Type.String(), en: Type.String() });
/** From here on a layer is drawn from vector tiles instead of one answer. */
export const MOST_DATA_ROWS = 5_000;

/** A layer (图层): a data set with places, as the reader sees it. */
export const Layer = Type.Object({
  id: Type.String(),
  titles: Bilingual,
  abstracts: Bilingual,
  element: Type.String(),
  geometry: Type.Enum(['Point', 'LineString', 'Polygon']),
  source: Bilingual,
  sharing: Type.String(),
  fields: Type.Array(
    Type.Object({
      name: Type.String(),
      titles: Bilingual,
      type: Type.String(),
      unit: Type.Optional(Type.String()),
      codes: Type.Optional(Type.Record(Type.String(), Bilingual)),
    }),
  ),
  look: Type.Object({
    colour: Type.String(),
    by: Type.Optional(
      Type.Object({ field: Type.String(), values: Type.Record(Type.String(), Type.String()) }),
    ),
    steps: Type.Optional(
      Type.Object({
        field: Type.String(),
        classes: Type.Array(Type.Object({ from: Type.Number(), colour: Type.String() })),
      }),
    ),
    labelField: Type.Optional(Type.String()),
    minZoom: Type.Optional(Type.Number()),
    page: Type.Optional(Type.String()),
  }),
  /** Field that holds the row's time; null: the layer has none. */
  timeField: Type.Union([Type.String(), Type.Null()]),
  /** Rows with a place. */
  rows: Type.Integer(),
  /** west, south, east, north in degrees; null: no rows. */
  box: Type.Union([Type.Tuple([Type.Number(), Type.Number(), Type.Number(), Type.Number()]), Type.Null()]),
  /** Some of the rows are made by a simulator. */
  simulated: Type.Boolean(),
  /** First and last time of the rows. */
  times: Type.Union([Type.Tuple([Type.String(), Type.String()]), Type.Null()]),
  revision: Type.String(),
});
export type Layer = Static<typeof Layer>;

const LayerId = Type.String({ pattern: '^[a-z][a-z0-9-]{1,60}$' });
const Lon = Type.Number({ minimum: -180, maximum: 180 });
const Lat = Type.Number({ minimum: -90, maximum: 90 });

export const listLayers = route({
  id: 'onemap.listLayers',
  method: 'GET',
  path: '/api/onemap/layers',
  summary: '一张图：可见图层（未登录者为开放图层）',
  access: 'public',
  response: Type.Object({
    /** Null: nobody is signed in. */
    person: Type.Union([Type.String(), Type.Null()]),
    layers: Type.Array(Layer),
  }),
});

/** Answers a GeoJSON FeatureCollection (RFC 7946) with ETag. */
export const getData = route({
  id: 'onemap.getData',
  method: 'GET',
  path: '/api/onemap/data/:id',
  summary: '一张图：图层数据（GeoJSON，五千行以内；更大的图层用矢量瓦片）',
  access: 'public',
  params: Type.Object({ id: LayerId }),
});

const Hit = Type.Object({
  layer: Type.String(),
  id: Type.Union([Type.String(), Type.Number()]),
  label: Type.String(),
  lon: Type.Number(),
  lat: Type.Number(),
});
export type Hit = Static<typeof Hit>;

export const search = route({
  id: 'onemap.search',
  method: 'GET',
  path: '/api/onemap/search',
  summary: '一张图：按名称或编码查找各图层要素',
  access: 'public',
  query: Type.Object({ q: plainText(60, 1) }),
  response: Type.Object({ hits: Type.Array(Hit) }),
});

export const Identified = Type.Object({
  layer: Type.String(),
  features: Type.Array(
    Type.Object({
      id: Type.Union([Type.String(), Type.Number()]),
      label: Type.String(),
      properties: Type.Record(Type.String(), Type.Unknown()),
      page: Type.Union([Type.String(), Type.Null()]),
    }),
  ),
});
export type Identified = Static<typeof Identified>;

export const identify = route({
  id: 'onemap.identify',
  method: 'GET',
  path: '/api/onemap/identify',
  summary: '一张图：某处各图层的要素',
  access: 'public',
  query: Type.Object({
    lon: Lon,
    lat: Lat,
    zoom: Type.Number({ minimum: 0, maximum: 24 }),
    /** Ids parted by commas. */
    layers: Type.String({ maxLength: 4_000 }),
  }),
  response: Type.Object({ found: Type.Array(Identified) }),
});

/** State of the map (视图状态): what is shown, never the data of a layer. */
export const ViewState = Type.Object({
  centre: Type.Tuple([Lon, Lat]),
  zoom: Type.Number({ minimum: 0, maximum: 24 }),
  layers: Type.Array(
    Type.Object({
      id: LayerId,
      opacity: Type.Number({ minimum: 0, maximum: 1 }),
      filter: Type.Optional(
        Type.Object({
          field: plainText(60, 1),
          values: Type.Array(plainText(200), { maxItems: 50 }),
        }),
      ),
    }),
    { maxItems: 100 },
  ),
  compare: Type.Enum(['none', 'swipe', 'side']),
  /** Layers of the other side of a comparison. */
  others: Type.Array(LayerId, { maxItems: 100 }),
  /** Of the scenes among the layers, by their ids there; a scene without one has its usual style. */
  styles: Type.Optional(SceneStyles),
  /** Base map; absent: the region pack's own. */
  base: Type.Optional(Type.Integer({ minimum: 1, maximum: 2_147_483_647 })),
  /** GeoJSON FeatureCollection of what its owner drew. */
  drawing: Type.Optional(Type.Unknown()),
});
export type ViewState = Static<typeof ViewState>;

export const View = Type.Object({
  id: Type.Integer(),
  name: Type.String(),
  owner: Type.String(),
  mine: Type.Boolean(),
  /** All signed-in people see it in their list. */
  shared: Type.Boolean(),
  /** Opens it by a link; only its owner is told. */
  token: Type.Union([Type.String(), Type.Null()]),
  updatedAt: Type.String({ format: 'date-time' }),
  state: ViewState,
});
export type View = Static<typeof View>;
const ViewInput = Type.Object({
  name: plainText(60, 1),
  shared: Type.Boolean(),
  /** Make, keep (true) or take back (false) the link. */
  link: Type.Boolean(),
  state: ViewState,
});
export type ViewInput = Static<typeof ViewInput>;
const ViewId = Type.Object({ id: Type.Integer({ minimum: 1, maximum: 2_147_483_647 }) });

export const listViews = route({
  id: 'onemap.listViews',
  method: 'GET',
  path: '/api/onemap/views',
  summary: '一张图：我的视图与共享视图',
  access: 'signed-in',
  response: Type.Object({ views: Type.Array(View) }),
});

export const saveView = route({
  id: 'onemap.saveView',
  method: 'POST',
  path: '/api/onemap/views',
  summary: '一张图：保存视图',
  access: 'signed-in',
  body: ViewInput,
  response: View,
});

export const updateView = route({
  id: 'onemap.updateView',
  method: 'PUT',
  path: '/api/onemap/views/:id',
  summary: '一张图：修改自己的视图',
  access: 'signed-in',
  params: ViewId,
  body: ViewInput,
  response: View,
});

export const removeView = route({
  id: 'onemap.removeView',
  method: 'DELETE',
  path: '/api/onemap/views/:id',
  summary: '一张图：删除自己的视图',
  access: 'signed-in',
  params: ViewId,
});

export const openLink = route({
  id: 'onemap.openLink',
  method: 'GET',
  path: '/api/onemap/links/:token',
  summary: '一张图：按链接打开视图（只含打开者可见的图层）',
  access: 'public',
  params: Type.Object({ token: Type.String({ pattern: '^[A-Za-z0-9_-]{22}$' }) }),
  response: Type.Object({ name: Type.String(), owner: Type.String(), state: ViewState }),
});

/** Answers a PDF. */
export const print = route({
  id: 'onemap.print',
  method: 'POST',
  path: '/api/onemap/print',
  summary: '一张图：打印为 PDF（A4/A3 横向，含比例尺、图例、来源与日期）',
  access: 'public',
  requestsPerMinute: 20,
  body: Type.Object({
    title: plainText(80, 1),
    paper: Type.Enum(['a4', 'a3']),
    language: Type.Enum(['zh-CN', 'en']),
    /** The map as PNG or JPEG, base64. */
    image: Type.String({ maxLength: 1_900_000, pattern: '^data:image/(png|jpeg);base64,[A-Za-z0-9+/=]+$' }),
    /** Height against width of the picture: more would not stand on one sheet. */
    ratio: Type.Number({ minimum: 0.1, maximum: 0.5 }),
    /** Metres of ground that the width of the picture covers, at its middle. */
    groundMetres: Type.Number({ minimum: 1, maximum: 50_000_000 }),
    layers: Type.Array(LayerId, { maxItems: 50 }),
    styles: Type.Optional(SceneStyles),
    /** Base map that the picture shows; absent: the region pack's own. */
    base: Type.Optional(Type.Integer({ minimum: 1, maximum: 2_147_483_647 })),
    note: plainText(300),
  }),
});

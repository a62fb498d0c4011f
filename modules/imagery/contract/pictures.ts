import { route, type Static, Type } from '@tarim/platform/contract';
import { LegendClass } from './classes.ts';
import { BoxText, Id, orNull } from './parts.ts';

/** Pictures of bands: composites, indices of `packages/raster`, classes, the quality band. */
export const STYLES = [
  'true-colour',
  'false-colour',
  'ndvi',
  'savi',
  'evi',
  'ndwi',
  'mndwi',
  'ndbi',
  'bsi',
  'nbr',
  'class',
  'grey',
  'quality',
  'count',
] as const;
export type StyleName = (typeof STYLES)[number];
export const RAMP_NAMES = ['vegetation', 'water', 'change', 'heat', 'grey'] as const;

const looks = {
  style: Type.Optional(Type.Enum([...STYLES])),
  /** Band arithmetic instead of a style: over roles (`B G R N S1 S2`) and bands (`b1 b2 …`): `(N - R) / (N + R)`. */
  expression: Type.Optional(Type.String({ minLength: 1, maxLength: 500 })),
  /** `from,to`: values of the two ends of the colours. */
  range: Type.Optional(
    Type.String({
      maxLength: 60,
      pattern: '^-?[0-9]{1,12}(\\.[0-9]{1,12})?,-?[0-9]{1,12}(\\.[0-9]{1,12})?$',
    }),
  ),
  ramp: Type.Optional(Type.Enum([...RAMP_NAMES])),
};
export const PictureQuery = Type.Object({
  ...looks,
  /** Cells of a side. */
  size: Type.Optional(Type.Enum(['256', '512'])),
});
export type PictureQuery = Static<typeof PictureQuery>;
const Address = Type.String({ pattern: '^[0-9]{1,9}$' });

/** PNG of Web Mercator (EPSG:3857), rows from the north; transparent where there are no data. */
export const getTile = route({
  id: 'imagery.getTile',
  method: 'GET',
  path: '/api/imagery/scenes/:id/tiles/:z/:x/:y',
  summary: '影像：瓦片（PNG，网络墨卡托），波段合成、指数与运算式',
  access: 'public',
  params: Type.Object({
    ...Id.properties,
    z: Address,
    x: Address,
    y: Type.String({ pattern: '^[0-9]{1,9}(\\.png)?$' }),
  }),
  query: PictureQuery,
});

export const TileJson = Type.Object({
  tilejson: Type.Literal('3.0.0'),
  name: Type.String(),
  attribution: Type.String(),
  scheme: Type.Literal('xyz'),
  tiles: Type.Array(Type.String()),
  tileSize: Type.Integer(),
  minzoom: Type.Integer(),
  maxzoom: Type.Integer(),
  bounds: Type.Tuple([Type.Number(), Type.Number(), Type.Number(), Type.Number()]),
  center: Type.Tuple([Type.Number(), Type.Number(), Type.Number()]),
  /** Colours from the least value to the greatest and what they stand for; null of composites. */
  legend: orNull(
    Type.Union([
      Type.Object({
        kind: Type.Literal('ramp'),
        range: Type.Tuple([Type.Number(), Type.Number()]),
        stops: Type.Array(Type.String()),
      }),
      Type.Object({
        kind: Type.Literal('classes'),
        colours: Type.Record(Type.String(), Type.String()),
        /** Of a thematic raster: what the colours stand for, in the order of values. */
        classes: Type.Optional(Type.Array(LegendClass)),
      }),
    ]),
  ),
});
export type TileJson = Static<typeof TileJson>;

export const getTileJson = route({
  id: 'imagery.getTileJson',
  method: 'GET',
  path: '/api/imagery/scenes/:id/tilejson',
  summary: '影像：瓦片说明（TileJSON 3.0）与图例',
  access: 'public',
  params: Id,
  query: PictureQuery,
  response: TileJson,
});

/**
 * A picture of a box (degrees, CGCS2000) in Web Mercator: pictures of one box and size lie cell on cell, whatever scene they show.
 * The longer side has `size` cells. 204 where the scene has nothing there.
 */
export const getChip = route({
  id: 'imagery.getChip',
  method: 'GET',
  path: '/api/imagery/scenes/:id/chip',
  summary: '影像：一个范围的切片（PNG），同一范围的各期切片像元对齐',
  access: 'public',
  params: Id,
  query: Type.Object({
    ...looks,
    bbox: BoxText,
    size: Type.Optional(Type.Integer({ minimum: 64, maximum: 1_024 })),
  }),
});

export const getSceneFile = route({
  id: 'imagery.getSceneFile',
  method: 'GET',
  path: '/api/imagery/scenes/:id/file',
  summary: '影像：COG 文件（支持 HTTP 范围请求，GDAL /vsicurl/ 可直接打开）',
  access: 'public',
  params: Id,
  query: Type.Object({ part: Type.Optional(Type.Enum(['bands', 'quality'])) }),
});

import { TarimError } from '@tarim/kernel';
import type { Context } from '@tarim/platform';
import { TILE_MATRIX_SET } from '../../contract.ts';
import { type AnyCall, address, baseOf, JSON_TYPE, type Link, MVT, sendJson } from '../answer.ts';
import { CRS84 } from '../domain/crs.ts';
import { ogcErrors } from '../errors.ts';
import { revisionOf } from '../revisions.ts';
import { MAX_ZOOM, tileFields } from '../tiles/layers.ts';
import { extentOf, say, tongueOf } from './describe.ts';
import { type Shown, shownSet } from './reader.ts';

const SCHEME = 'http://www.opengis.net/def/tilematrixset/OGC/1.0/WebMercatorQuad';
const MERCATOR = 'http://www.opengis.net/def/crs/EPSG/0/3857';
const HALF = 20_037_508.342_789_244;
/** Of zoom 0 with tiles of 256 pixels of 0.28 mm (OGC 17-083r4, D.1). */
const SCALE = 559_082_264.028_717_8;

/** @throws TarimError OGC_COLLECTION_UNKNOWN also for sets without places */
async function drawn(call: AnyCall, ctx: Context, id: string): Promise<Shown> {
  const shown = await shownSet(ctx, call, id);
  if (!shown.set.relation.geometry)
    throw new TarimError(ogcErrors.collectionUnknown, { id: id.slice(0, 80) });
  return shown;
}

function tilesetLinks({ request }: AnyCall, id: string): Link[] {
  const own = address(request, 'ogc', 'collections', id, 'tiles', TILE_MATRIX_SET);
  return [
    { href: own, rel: 'self', type: JSON_TYPE },
    { href: `${own}/{tileMatrix}/{tileRow}/{tileCol}`, rel: 'item', type: MVT, templated: true },
    {
      href: address(request, 'ogc', 'tileMatrixSets', TILE_MATRIX_SET),
      rel: 'http://www.opengis.net/def/rel/ogc/1.0/tiling-scheme',
      type: JSON_TYPE,
    },
    { href: `${own}/tilejson.json`, rel: 'describedby', type: JSON_TYPE, title: 'TileJSON' },
    {
      href: address(request, 'ogc', 'collections', id),
      rel: 'http://www.opengis.net/def/rel/ogc/1.0/geodata',
      type: JSON_TYPE,
    },
  ];
}

export async function tilesets(call: AnyCall, ctx: Context, id: string): Promise<undefined> {
  const { set } = await drawn(call, ctx, id);
  const own = address(call.request, 'ogc', 'collections', id, 'tiles');
  return sendJson(call.reply, {
    links: [{ href: own, rel: 'self', type: JSON_TYPE }],
    tilesets: [
      {
        title: say(set.titles, tongueOf(call.request)),
        dataType: 'vector',
        crs: MERCATOR,
        tileMatrixSetURI: SCHEME,
        links: tilesetLinks(call, id),
      },
    ],
  });
}

export async function tileset(call: AnyCall, ctx: Context, id: string): Promise<undefined> {
  const shown = await drawn(call, ctx, id);
  const { set } = shown;
  const { box } = await extentOf(ctx, shown, await revisionOf(ctx, set));
  const tongue = tongueOf(call.request);
  return sendJson(call.reply, {
    title: say(set.titles, tongue),
    description: say(set.abstracts, tongue),
    attribution: say(set.source, tongue),
    dataType: 'vector',
    crs: MERCATOR,
    tileMatrixSetURI: SCHEME,
    ...(box
      ? {
          boundingBox: {
            lowerLeft: box.slice(0, 2),
            upperRight: box.slice(2),
            crs: CRS84,
            orderedAxes: ['Lon', 'Lat'],
          },
        }
      : {}),
    layers: [
      {
        id,
        dataType: 'vector',
        title: say(set.titles, tongue),
        geometryDimension: { Point: 0, LineString: 1, Polygon: 2 }[set.relation.geometry!.type],
        minTileMatrix: '0',
        maxTileMatrix: String(MAX_ZOOM),
        propertiesSchema: {
          type: 'object',
          properties: Object.fromEntries(['id', ...tileFields(shown)].map((name) => [name, {}])),
        },
      },
    ],
    links: tilesetLinks(call, id),
  });
}

/** TileJSON 3.0.0: all that a map library needs. */
export async function tileJson(call: AnyCall, ctx: Context, id: string): Promise<undefined> {
  const shown = await drawn(call, ctx, id);
  const { set } = shown;
  const { box } = await extentOf(ctx, shown, await revisionOf(ctx, set));
  const tongue = tongueOf(call.request);
  const names = tileFields(shown);
  const titles = names.map((name) => [
    name,
    say(set.fields.find((one) => one.name === name)!.titles, tongue),
  ]);
  return sendJson(call.reply, {
    tilejson: '3.0.0',
    name: say(set.titles, tongue),
    description: say(set.abstracts, tongue),
    attribution: say(set.source, tongue),
    scheme: 'xyz',
    tiles: [`${baseOf(call.request)}/ogc/tiles/${encodeURIComponent(id)}/{z}/{x}/{y}.mvt`],
    minzoom: 0,
    maxzoom: MAX_ZOOM,
    ...(box ? { bounds: box } : {}),
    vector_layers: [
      { id, fields: { id: 'id', ...Object.fromEntries(titles) }, minzoom: 0, maxzoom: MAX_ZOOM },
    ],
  });
}

export function tileMatrixSets({ request, reply }: AnyCall): undefined {
  const href = address(request, 'ogc', 'tileMatrixSets', TILE_MATRIX_SET);
  return sendJson(reply, {
    tileMatrixSets: [
      {
        id: TILE_MATRIX_SET,
        title: 'Google Maps Compatible for the World',
        uri: SCHEME,
        links: [{ href, rel: 'self', type: JSON_TYPE }],
      },
    ],
  });
}

export function tileMatrixSet({ reply }: AnyCall): undefined {
  return sendJson(reply, {
    id: TILE_MATRIX_SET,
    title: 'Google Maps Compatible for the World',
    uri: SCHEME,
    crs: MERCATOR,
    orderedAxes: ['X', 'Y'],
    wellKnownScaleSet: 'http://www.opengis.net/def/wkss/OGC/1.0/GoogleMapsCompatible',
    tileMatrices: Array.from({ length: MAX_ZOOM + 1 }, (_, z) => ({
      id: String(z),
      scaleDenominator: SCALE / 2 ** z,
      cellSize: (2 * HALF) / 256 / 2 ** z,
      pointOfOrigin: [-HALF, HALF],
      tileWidth: 256,
      tileHeight: 256,
      matrixWidth: 2 ** z,
      matrixHeight: 2 ** z,
    })),
  });
}

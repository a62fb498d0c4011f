import { TarimError } from '@tarim/kernel';
import { type Context, sendStoredFile } from '@tarim/platform';
import { type AnyCall, address, baseOf, GEOJSON, openToPages, sendJson } from '../answer.ts';
import { encodeCursor } from '../domain/cursor.ts';
import { itemsQueryOf, type RawQuery } from '../domain/parameters.ts';
import { type QualityFile, STAC_VERSION, stacItem } from '../domain/stac.ts';
import type { RasterFacts } from '../domain/stac-assets.ts';
import { mediaTypeOf } from '../domain/stac-assets.ts';
import { stacCollectionOf } from '../domain/stac-collection.ts';
import { type StacSearch, stacSearchOf } from '../domain/stac-search.ts';
import { ogcErrors } from '../errors.ts';
import { imageCollections } from '../sql/stac-collections.ts';
import { tongueOf } from './describe.ts';
import { type Batch, type Found, findRows, planItems } from './find-rows.ts';
import { meterRead, type Shown, shownSet, withinQuota } from './reader.ts';

const IMAGES = 'images';
/** Fields without which there is no STAC Item. */
const NEEDED = ['collection', 'takenAt'];
const TITLE = { zh: '塔里木影像目录', en: 'Imagery of Tarim' };
const TOLD = {
  zh: '登记在册的遥感与航拍影像（STAC 1.0）。未登录可见公开影像。',
  en: 'Registered imagery from satellites and aircraft (STAC 1.0). Public pictures need no sign-in.',
};
const CONFORMS = [
  'https://api.stacspec.org/v1.0.0/core',
  'https://api.stacspec.org/v1.0.0/collections',
  'https://api.stacspec.org/v1.0.0/ogcapi-features',
  'https://api.stacspec.org/v1.0.0/item-search',
  'http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core',
  'http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson',
];

export async function stacRoot(call: AnyCall, ctx: Context): Promise<undefined> {
  const { request, reply } = call;
  const root = address(request, 'stac');
  const tongue = tongueOf(request);
  const collections = await imageCollections(ctx, await shownImages(ctx, call));
  const json = 'application/json';
  return sendJson(reply, {
    type: 'Catalog',
    stac_version: STAC_VERSION,
    id: 'tarim',
    title: TITLE[tongue],
    description: TOLD[tongue],
    conformsTo: CONFORMS,
    links: [
      { rel: 'self', href: root, type: json },
      { rel: 'root', href: root, type: json },
      {
        rel: 'service-desc',
        href: address(request, 'api', 'openapi.json'),
        type: 'application/vnd.oai.openapi+json;version=3.1',
      },
      { rel: 'conformance', href: `${root}/conformance`, type: json },
      { rel: 'data', href: `${root}/collections`, type: json },
      { rel: 'search', href: `${root}/search`, type: GEOJSON, method: 'GET' },
      { rel: 'search', href: `${root}/search`, type: GEOJSON, method: 'POST' },
      ...collections.map(({ id }) => ({
        rel: 'child',
        href: `${root}/collections/${id}`,
        type: json,
        title: id,
      })),
    ],
  });
}

/**
 * The pictures as the reader sees them. A key that was not granted what a picture needs to be told apart and dated has no catalogue.
 * @throws TarimError OGC_COLLECTION_UNKNOWN
 */
async function shownImages(ctx: Context, call: AnyCall): Promise<Shown> {
  const shown = await shownSet(ctx, call, IMAGES);
  if (NEEDED.every((name) => shown.sight.fields.has(name))) return shown;
  throw new TarimError(ogcErrors.collectionUnknown, { id: IMAGES });
}

export async function stacCollections(call: AnyCall, ctx: Context): Promise<undefined> {
  const root = address(call.request, 'stac');
  const collections = await imageCollections(ctx, await shownImages(ctx, call));
  return sendJson(call.reply, {
    collections: collections.map((one) => stacCollectionOf(one, root, tongueOf(call.request) === 'zh')),
    links: [
      { rel: 'self', href: `${root}/collections`, type: 'application/json' },
      { rel: 'root', href: root, type: 'application/json' },
    ],
  });
}

/** @throws TarimError OGC_COLLECTION_UNKNOWN also where all pictures of it are hidden from the reader */
export async function stacCollection(call: AnyCall, ctx: Context, id: string): Promise<undefined> {
  const collections = await imageCollections(ctx, await shownImages(ctx, call));
  const one = collections.find((other) => other.id === id);
  if (!one) throw new TarimError(ogcErrors.collectionUnknown, { id });
  const root = address(call.request, 'stac');
  return sendJson(call.reply, stacCollectionOf(one, root, tongueOf(call.request) === 'zh'));
}

/** The classes that the catalogue keeps to; also what its landing page says. */
export function stacConformance({ reply }: AnyCall): undefined {
  return sendJson(reply, { conformsTo: CONFORMS });
}

/** Items of a collection, or of all that a search names. `body`: of a POST. */
export async function stacItems(
  call: AnyCall,
  ctx: Context,
  collection: string | null,
  body?: { readonly body: unknown },
): Promise<undefined> {
  const { request, reply } = call;
  const shown = await shownImages(ctx, call);
  const search = stacSearchOf(body ?? (request.query as RawQuery), IMAGES, collection);
  const query = { ...search.query, limit: await withinQuota(ctx, shown, search.query.limit) };
  const plan = await planItems(shown, query, search.ids ?? undefined);
  const found: Found[] = [];
  let after: Batch['after'] = null;
  for await (const batch of findRows(ctx, shown, query, plan)) {
    found.push(...batch.found);
    after = batch.after;
  }
  const root = address(request, 'stac');
  const features = found.map(({ row, geometry }) => stacItem(row, geometry!, root));
  meterRead(ctx, shown, call, { interface: 'stac', rows: features.length, bytes: 0 });
  return sendJson(
    reply,
    {
      type: 'FeatureCollection',
      features,
      numberReturned: features.length,
      links: [
        { rel: 'self', href: `${baseOf(request)}${request.url}`, type: GEOJSON },
        { rel: 'root', href: root, type: 'application/json' },
        ...(after === null ? [] : [nextPage(call, search, encodeCursor(IMAGES, after), body !== undefined)]),
      ],
    },
    GEOJSON,
  );
}

/** Of a POST: the body is to be sent again with the cursor added (`merge`). */
function nextPage({ request }: AnyCall, { texts }: StacSearch, cursor: string, posted: boolean): object {
  const path = `${baseOf(request)}${request.url.split('?')[0]}`;
  if (posted)
    return { rel: 'next', href: path, type: GEOJSON, method: 'POST', body: { cursor }, merge: true };
  const next = new URLSearchParams([...texts]);
  next.set('cursor', cursor);
  return { rel: 'next', href: `${path}?${next}`, type: GEOJSON, method: 'GET' };
}

function inList(name: string, texts: readonly string[]) {
  if (texts.length > 50) throw new TarimError(ogcErrors.filterTooLarge, { what: name, limit: 50 });
  const args = texts.map((value) => ({ kind: 'value', at: 1, value }) as const);
  return {
    kind: 'call',
    at: 1,
    op: 'in',
    args: [{ kind: 'property', at: 1, name } as const, ...args],
  } as const;
}

async function oneImage(call: AnyCall, ctx: Context, collection: string, id: string) {
  const shown = await shownImages(ctx, call);
  const query = {
    ...itemsQueryOf({}, IMAGES, 'integer'),
    limit: 1,
    filter: inList('collection', [collection]),
  };
  const plan = await planItems(shown, query, [id]);
  for await (const { found } of findRows(ctx, shown, query, plan))
    if (found[0]) return { shown, one: found[0] };
  throw new TarimError(ogcErrors.imageUnknown, { id: id.slice(0, 40) });
}

export async function stacOne(
  call: AnyCall,
  ctx: Context,
  collection: string,
  id: string,
): Promise<undefined> {
  const { shown, one } = await oneImage(call, ctx, collection, id);
  meterRead(ctx, shown, call, { interface: 'stac', rows: 1, bytes: 0 });
  return sendJson(call.reply, stacItem(one.row, one.geometry!, address(call.request, 'stac')), GEOJSON);
}

/** The file itself, whole or by ranges; its name in the content store is its checksum, so that it never changes. */
export async function stacAsset(
  call: AnyCall,
  ctx: Context,
  { id: collection, itemId: id }: { readonly id: string; readonly itemId: string },
  part: 'data' | 'quality' = 'data',
): Promise<undefined> {
  const { reply, actor, request } = call;
  const { shown, one } = await oneImage(call, ctx, collection, id);
  const { sha256, raster, quality } = one.row.properties;
  const wanted = part === 'data' ? sha256 : (quality as QualityFile | null)?.sha256;
  const file = wanted ? await ctx.files.locate(String(wanted)) : null;
  if (!file) throw new TarimError(ogcErrors.imageUnknown, { id });
  openToPages(reply);
  const own = actor || request.headers.authorization || request.headers['x-api-key'];
  reply.header('cache-control', own ? 'private, no-cache' : 'public, no-cache');
  const bytes = sendStoredFile(call, file, mediaTypeOf((raster ?? null) as RasterFacts | null));
  // Programs read a picture by hundreds of ranges: what is metered is what they took.
  if (bytes > 0) meterRead(ctx, shown, call, { interface: 'stac', rows: 1, bytes });
  return undefined;
}

import { type Bilingual, type Context, type Language, negotiateLanguage } from '@tarim/platform';
import type { FastifyRequest } from 'fastify';
import { address, GEOJSON, HTML, JSON_TYPE, type Link, SCHEMA } from '../answer.ts';
import { CRS_URIS, CRS84, STORAGE_CRS } from '../domain/crs.ts';
import { revisionOf } from '../revisions.ts';
import { type Extent, readExtent } from '../sql/extent.ts';
import { type Shown, sightKey } from './reader.ts';

export type Tongue = 'zh' | 'en';

export function tongueOf(request: FastifyRequest): Tongue {
  const language: Language = negotiateLanguage(request.headers['accept-language']);
  return language === 'en' ? 'en' : 'zh';
}

export const say = (text: Bilingual, tongue: Tongue): string => text[tongue];

const KEPT = 500;
const extents = new Map<string, Extent>();

/** Counted once a revision for all who see the same. */
export async function extentOf(ctx: Context, shown: Shown, revision: string): Promise<Extent> {
  const key = `${ctx.config.databaseUrl}|${shown.set.id}|${revision}|${sightKey(shown.sight)}`;
  const kept = extents.get(key);
  if (kept) return kept;
  const extent = await readExtent(ctx, shown);
  extents.set(key, extent);
  if (extents.size > KEPT) extents.delete(extents.keys().next().value!);
  return extent;
}

/** A collection as clients read it (17-069r4, 7.14). */
export async function describeCollection(
  ctx: Context,
  request: FastifyRequest,
  shown: Shown,
): Promise<object> {
  const { set } = shown;
  const tongue = tongueOf(request);
  const { box, from, to } = await extentOf(ctx, shown, await revisionOf(ctx, set));
  const { geometry, time } = set.relation;
  return {
    id: set.id,
    title: say(set.titles, tongue),
    description: `${say(set.abstracts, tongue)}`,
    keywords: set.keywords[tongue],
    attribution: say(set.source, tongue),
    itemType: 'feature',
    ...(box || from
      ? {
          extent: {
            ...(box ? { spatial: { bbox: [box], crs: CRS84 } } : {}),
            ...(time && from ? { temporal: { interval: [[from.toISOString(), to!.toISOString()]] } } : {}),
          },
        }
      : {}),
    ...(geometry ? { crs: CRS_URIS, storageCrs: STORAGE_CRS } : { crs: [CRS84] }),
    links: collectionLinks(request, shown),
  };
}

export function collectionLinks(request: FastifyRequest, { set }: Shown): Link[] {
  const own = (...parts: string[]) => address(request, 'ogc', 'collections', set.id, ...parts);
  const title = say(set.titles, tongueOf(request));
  const zh = tongueOf(request) === 'zh';
  return [
    { href: own(), rel: 'self', type: JSON_TYPE, title },
    { href: `${own()}?f=html`, rel: 'alternate', type: HTML, title: zh ? '网页' : 'As a page' },
    { href: own('items'), rel: 'items', type: GEOJSON, title: zh ? '要素（GeoJSON）' : 'Items (GeoJSON)' },
    {
      href: `${own('items')}?f=html`,
      rel: 'items',
      type: HTML,
      title: zh ? '要素（网页）' : 'Items (pages)',
    },
    {
      href: own('queryables'),
      rel: 'http://www.opengis.net/def/rel/ogc/1.0/queryables',
      type: SCHEMA,
      title: zh ? '可过滤的属性' : 'Queryables',
    },
    {
      href: own('schema'),
      rel: 'http://www.opengis.net/def/rel/ogc/1.0/schema',
      type: SCHEMA,
      title: zh ? '属性' : 'Schema',
    },
    ...(set.relation.geometry
      ? ([
          {
            href: own('tiles'),
            rel: 'http://www.opengis.net/def/rel/ogc/1.0/tilesets-vector',
            type: JSON_TYPE,
            title: zh ? '矢量瓦片' : 'Vector tiles',
          },
          {
            href: own('tiles', 'WebMercatorQuad', 'tilejson.json'),
            rel: 'describedby',
            type: JSON_TYPE,
            title: 'TileJSON',
          },
        ] satisfies Link[])
      : []),
  ];
}

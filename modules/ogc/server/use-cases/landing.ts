import type { Context } from '@tarim/platform';
import {
  type AnyCall,
  address,
  HTML,
  JSON_TYPE,
  type Link,
  OPENAPI,
  sendJson,
  sendText,
  wantsHtml,
} from '../answer.ts';
import { escapeHtml, linkHtml, pageHtml, tableHtml } from '../html.ts';
import { collectionLinks, describeCollection, say, tongueOf } from './describe.ts';
import { shownSet, shownSets } from './reader.ts';

const FEATURES = 'http://www.opengis.net/spec/ogcapi-features';
const COMMON = 'http://www.opengis.net/spec/ogcapi-common';
const TILES = 'http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf';
const CQL2 = 'http://www.opengis.net/spec/cql2/1.0/conf';
const CONFORMS = [
  `${COMMON}-1/1.0/conf/core`,
  `${COMMON}-1/1.0/conf/json`,
  `${COMMON}-1/1.0/conf/html`,
  `${COMMON}-2/1.0/conf/collections`,
  `${FEATURES}-1/1.0/conf/core`,
  `${FEATURES}-1/1.0/conf/geojson`,
  `${FEATURES}-1/1.0/conf/html`,
  `${FEATURES}-1/1.0/conf/oas30`,
  `${FEATURES}-2/1.0/conf/crs`,
  `${FEATURES}-3/1.0/conf/queryables`,
  `${FEATURES}-3/1.0/conf/queryables-query-parameters`,
  `${FEATURES}-3/1.0/conf/filter`,
  `${FEATURES}-3/1.0/conf/features-filter`,
  `${CQL2}/cql2-text`,
  `${CQL2}/cql2-json`,
  `${CQL2}/basic-cql2`,
  `${CQL2}/advanced-comparison-operators`,
  `${CQL2}/case-insensitive-comparison`,
  `${CQL2}/accent-insensitive-comparison`,
  `${CQL2}/basic-spatial-functions`,
  `${CQL2}/basic-spatial-functions-plus`,
  `${CQL2}/spatial-functions`,
  `${CQL2}/temporal-functions`,
  `${CQL2}/arithmetic`,
  `${TILES}/core`,
  `${TILES}/tileset`,
  `${TILES}/tilesets-list`,
  `${TILES}/geodata-tilesets`,
  `${TILES}/mvt`,
];

const TITLE = { zh: '塔里木开放接口', en: 'Open interfaces of Tarim' };
const TOLD = {
  zh: '生态环境数据的开放标准接口：OGC API – Features、Tiles 与 STAC。未登录可读公开数据；其余数据须登录或持共享密钥。',
  en: 'Environmental data by open standards: OGC API – Features, Tiles and STAC. Open data need no sign-in, the rest a session or a sharing key.',
};

export function landing(call: AnyCall): undefined {
  const { request, reply } = call;
  const tongue = tongueOf(request);
  const zh = tongue === 'zh';
  const links: Link[] = [
    { href: address(request, 'ogc'), rel: 'self', type: JSON_TYPE, title: say(TITLE, tongue) },
    {
      href: `${address(request, 'ogc')}?f=html`,
      rel: 'alternate',
      type: HTML,
      title: zh ? '网页' : 'As a page',
    },
    { href: address(request, 'ogc', 'api'), rel: 'service-desc', type: OPENAPI, title: 'OpenAPI 3.0' },
    {
      href: address(request, 'ogc', 'conformance'),
      rel: 'conformance',
      type: JSON_TYPE,
      title: zh ? '一致性类' : 'Conformance',
    },
    {
      href: address(request, 'ogc', 'collections'),
      rel: 'data',
      type: JSON_TYPE,
      title: zh ? '数据集' : 'Collections',
    },
    {
      href: address(request, 'ogc', 'tileMatrixSets'),
      rel: 'http://www.opengis.net/def/rel/ogc/1.0/tiling-schemes',
      type: JSON_TYPE,
      title: zh ? '瓦片矩阵集' : 'Tile matrix sets',
    },
    {
      href: address(request, 'stac'),
      rel: 'related',
      type: JSON_TYPE,
      title: zh ? '影像目录 STAC' : 'Imagery (STAC)',
    },
  ];
  if (!wantsHtml(request))
    return sendJson(reply, { title: say(TITLE, tongue), description: say(TOLD, tongue), links });
  const data = `${address(request, 'ogc', 'collections')}?f=html`;
  const body = `<p>${escapeHtml(say(TOLD, tongue))}</p><p>${linkHtml(data, zh ? '浏览数据集' : 'Browse the collections')}</p>`;
  return sendPage(call, { title: say(TITLE, tongue), path: [], body, links });
}

export function conformance({ reply }: AnyCall): undefined {
  return sendJson(reply, { conformsTo: CONFORMS });
}

export function sendPage(
  { request, reply }: AnyCall,
  page: Omit<Parameters<typeof pageHtml>[0], 'language'>,
): undefined {
  reply.header('vary', 'Accept, Accept-Language, Cookie, Authorization');
  return sendText(reply, HTML, pageHtml({ ...page, language: tongueOf(request) === 'en' ? 'en' : 'zh-CN' }));
}

/** The way from the landing page to a collection, for pages. */
export function trailOf(call: AnyCall, ...more: { title: string; href: string }[]) {
  const zh = tongueOf(call.request) === 'zh';
  return [
    { title: say(TITLE, tongueOf(call.request)), href: `${address(call.request, 'ogc')}?f=html` },
    { title: zh ? '数据集' : 'Collections', href: `${address(call.request, 'ogc', 'collections')}?f=html` },
    ...more,
  ];
}

export async function collections(call: AnyCall, ctx: Context): Promise<undefined> {
  const { request, reply } = call;
  const shown = await shownSets(ctx, call);
  const tongue = tongueOf(request);
  const self = address(request, 'ogc', 'collections');
  const links: Link[] = [
    {
      href: self,
      rel: 'self',
      type: JSON_TYPE,
      title: tongue === 'zh' ? '本页（JSON）' : 'This page (JSON)',
    },
    { href: `${self}?f=html`, rel: 'alternate', type: HTML, title: tongue === 'zh' ? '网页' : 'As a page' },
  ];
  if (!wantsHtml(request)) {
    const described = [];
    for (const one of shown) described.push(await describeCollection(ctx, request, one));
    return sendJson(reply, { links, collections: described });
  }
  const rows = shown.map(({ set }) => [
    linkHtml(`${address(request, 'ogc', 'collections', set.id)}?f=html`, say(set.titles, tongue)),
    escapeHtml(say(set.abstracts, tongue)),
    escapeHtml(say(set.source, tongue)),
  ]);
  const head = tongue === 'zh' ? ['数据集', '说明', '来源'] : ['Collection', 'What it is', 'Source'];
  const title = tongue === 'zh' ? '数据集' : 'Collections';
  return sendPage(call, { title, path: trailOf(call).slice(0, 1), body: tableHtml(head, rows), links });
}

export async function collection(call: AnyCall, ctx: Context, id: string): Promise<undefined> {
  const { request, reply } = call;
  const shown = await shownSet(ctx, call, id);
  if (!wantsHtml(request)) return sendJson(reply, await describeCollection(ctx, request, shown));
  const tongue = tongueOf(request);
  const { set, sight } = shown;
  const fields = set.fields
    .filter((one) => sight.fields.has(one.name))
    .map(({ name, titles, type, unit }) =>
      [name, say(titles, tongue), type, unit ?? ''].map((one) => escapeHtml(one)),
    );
  const head = tongue === 'zh' ? ['属性', '名称', '类型', '单位'] : ['Property', 'Title', 'Type', 'Unit'];
  const items = `${address(request, 'ogc', 'collections', id, 'items')}?f=html`;
  const body = `<p>${escapeHtml(say(set.abstracts, tongue))}</p><p class="soft">${escapeHtml(say(set.source, tongue))} · ${escapeHtml(say(set.owner, tongue))}</p><p>${linkHtml(items, tongue === 'zh' ? '浏览要素' : 'Browse the items')}</p>${tableHtml(head, fields)}`;
  return sendPage(call, {
    title: say(set.titles, tongue),
    path: trailOf(call),
    body,
    links: collectionLinks(request, shown),
  });
}

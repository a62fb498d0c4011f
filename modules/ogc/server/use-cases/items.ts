import { Readable } from 'node:stream';
import { TarimError } from '@tarim/kernel';
import { type Context, type DatasetValue, readDataset } from '@tarim/platform';
import { sql } from 'kysely';
import {
  type AnyCall,
  address,
  baseOf,
  GEOJSON,
  HTML,
  isKnown,
  JSON_TYPE,
  type Link,
  sendText,
  tagOf,
  wantsHtml,
} from '../answer.ts';
import { CRS84, crsOf } from '../domain/crs.ts';
import { encodeCursor } from '../domain/cursor.ts';
import { featureText, geometryOf } from '../domain/feature-text.ts';
import { type ItemsQuery, itemsQueryOf, type RawQuery, textsOf } from '../domain/parameters.ts';
import { ogcErrors } from '../errors.ts';
import { featureLayer, isPlain } from '../features/feature-shelf.ts';
import { escapeHtml, linkHtml, tableHtml } from '../html.ts';
import { revisionOf } from '../revisions.ts';
import type { Plan } from '../sql/compile-filter.ts';
import { say, tongueOf } from './describe.ts';
import { type Batch, countRows, type Found, findRows, guarded, planItems } from './find-rows.ts';
import { sendPage, trailOf } from './landing.ts';
import { meterRead, type Shown, shownSet, sightKey, withinQuota } from './reader.ts';

const OPENING = Buffer.from('{"type":"FeatureCollection","features":[');
const COMMA = Buffer.from(',');
const PIECE = 1 << 16;
/** Pages larger than this are sent while they are read. */
const STREAMED = 500;

export async function items(call: AnyCall, ctx: Context, id: string): Promise<undefined> {
  const { request, reply } = call;
  const shown = await shownSet(ctx, call, id);
  const asked = itemsQueryOf(request.query as RawQuery, id, shown.set.relation.id.type);
  const query = { ...asked, limit: await withinQuota(ctx, shown, asked.limit) };
  const plain = isPlain(query) && !wantsHtml(request);
  const plan = plain ? null : await planItems(shown, query);
  const revision = await revisionOf(ctx, shown.set);
  const tag = tagOf(
    'items',
    id,
    revision,
    sightKey(shown.sight),
    baseOf(request),
    request.url,
    wantsHtml(request),
    tongueOf(request),
  );
  if (isKnown(call, tag)) return undefined;
  if (plain && sendFromMemory(call, ctx, shown, query, revision)) return undefined;
  const rowsPlan = plan ?? (await planItems(shown, query));
  if (wantsHtml(request)) return itemsPage(call, ctx, shown, query, rowsPlan);
  const matched = query.count ? await countRows(ctx, shown, query, rowsPlan) : null;
  reply.header('content-crs', `<${query.crs.uri}>`).type(GEOJSON);
  const parts = pageText(call, ctx, shown, query, matched, findRows(ctx, shown, query, rowsPlan));
  if (query.limit > STREAMED) {
    // The first part is awaited, so that what goes wrong at once is still told by the status.
    const first = await parts.next();
    void reply.send(Readable.from(together(first.value ?? '', parts), { objectMode: false }));
    return undefined;
  }
  let text = '';
  for await (const part of parts) text += part;
  void reply.send(text);
  return undefined;
}

/** A page of features whose texts are in memory. @returns whether they are */
function sendFromMemory(
  call: AnyCall,
  ctx: Context,
  shown: Shown,
  query: ItemsQuery,
  revision: string,
): boolean {
  const { geometry, exact } = shown.set.relation;
  const layer = exact ? featureLayer(ctx, shown, revision) : null;
  // A set without places has no boxes to be outside of.
  const boxes = geometry ? query.boxes : null;
  const page = layer?.page(boxes, query.after, query.limit);
  if (!layer || !page) return false;
  const matched = query.count ? layer.count(boxes) : null;
  const bytes = page.texts.reduce((sum, one) => sum + one.length, 0);
  meterRead(ctx, shown, call, { interface: 'features', rows: page.texts.length, bytes });
  const all: Buffer[] = [OPENING];
  page.texts.forEach((text, i) => {
    if (i > 0) all.push(COMMA);
    all.push(text);
  });
  all.push(Buffer.from(closing(call, shown, page.after, page.texts.length, matched)));
  call.reply.header('content-crs', `<${query.crs.uri}>`).type(GEOJSON);
  void call.reply.send(
    query.limit > STREAMED ? Readable.from(pieces(all), { objectMode: false }) : Buffer.concat(all),
  );
  return true;
}

/** Small buffers joined to pieces that are worth a write each. */
function* pieces(all: readonly Buffer[]): Generator<Buffer> {
  let some: Buffer[] = [];
  let size = 0;
  for (const one of all) {
    some.push(one);
    size += one.length;
    if (size < PIECE) continue;
    yield Buffer.concat(some);
    [some, size] = [[], 0];
  }
  if (size > 0) yield Buffer.concat(some);
}

async function* together(first: string, rest: AsyncGenerator<string>): AsyncGenerator<string> {
  yield first;
  yield* rest;
}

/** A FeatureCollection in parts; its links and numbers stand at the end, when they are known. */
async function* pageText(
  call: AnyCall,
  ctx: Context,
  shown: Shown,
  { crs }: ItemsQuery,
  matched: number | null,
  batches: AsyncGenerator<Batch>,
): AsyncGenerator<string> {
  let returned = 0;
  let after: Batch['after'] = null;
  let begun = false;
  for await (const batch of batches) {
    after = batch.after;
    let text = begun ? '' : OPENING.toString();
    begun = true;
    for (const { row, geometry } of batch.found)
      text += `${returned++ > 0 ? ',' : ''}${featureText(row, geometry, crs)}`;
    const rows = batch.found.length;
    const more = returned > rows ? ({ more: true } as const) : {};
    meterRead(ctx, shown, call, { interface: 'features', rows, bytes: text.length, ...more });
    yield text;
  }
  yield closing(call, shown, after, returned, matched);
}

/** The end of a FeatureCollection: links and numbers. */
function closing(
  call: AnyCall,
  { set }: Shown,
  after: Batch['after'],
  returned: number,
  matched: number | null,
): string {
  const { request } = call;
  const links: Link[] = [
    { href: `${baseOf(request)}${request.url}`, rel: 'self', type: GEOJSON },
    ...(after === null ? [] : [nextLink(call, set.id, after)]),
    { href: address(request, 'ogc', 'collections', set.id), rel: 'collection', type: JSON_TYPE },
  ];
  return `],"links":${JSON.stringify(links)},"numberReturned":${returned}${matched === null ? '' : `,"numberMatched":${matched}`},"timeStamp":"${new Date().toISOString()}"}`;
}

function nextLink({ request }: AnyCall, id: string, after: number | string): Link {
  const query = new URLSearchParams([...textsOf(request.query as RawQuery)]);
  query.set('cursor', encodeCursor(id, after));
  return {
    href: `${address(request, 'ogc', 'collections', id, 'items')}?${query}`,
    rel: 'next',
    type: GEOJSON,
  };
}

/** @throws TarimError OGC_FEATURE_UNKNOWN also for rows that the reader may not see */
export async function item(call: AnyCall, ctx: Context, id: string, featureId: string): Promise<undefined> {
  const { request, reply } = call;
  const shown = await shownSet(ctx, call, id);
  const texts = textsOf(request.query as RawQuery);
  for (const name of texts.keys())
    if (!['f', 'crs'].includes(name))
      throw new TarimError(ogcErrors.parameterUnknown, { name: name.slice(0, 60) });
  const crs = crsOf('crs', texts.get('crs'));
  // The tag is of what was read before, so that a change in between makes it stale and never fresh.
  const revision = await revisionOf(ctx, shown.set);
  const kept = crs.uri === CRS84 && !wantsHtml(request) ? keptFeature(ctx, shown, revision, featureId) : null;
  const found = kept ? null : await findOne(ctx, shown, featureId);
  const tag = tagOf(
    'item',
    id,
    featureId,
    revision,
    sightKey(shown.sight),
    baseOf(request),
    request.url,
    wantsHtml(request),
    tongueOf(request),
  );
  if (isKnown(call, tag)) return undefined;
  if (found && wantsHtml(request)) return itemPage(call, ctx, shown, found);
  const own = address(request, 'ogc', 'collections', id, 'items', featureId);
  const links: Link[] = [
    { href: own, rel: 'self', type: GEOJSON },
    { href: `${own}?f=html`, rel: 'alternate', type: HTML },
    { href: address(request, 'ogc', 'collections', id), rel: 'collection', type: JSON_TYPE },
  ];
  reply.header('content-crs', `<${crs.uri}>`);
  const text = kept
    ? `${kept.toString('utf8', 0, kept.length - 1)},"links":${JSON.stringify(links)}}`
    : featureText(found!.row, found!.geometry, crs, JSON.stringify(links));
  meterRead(ctx, shown, call, { interface: 'features', rows: 1, bytes: text.length });
  return sendText(reply, GEOJSON, text);
}

/**
 * The feature as memory holds it; null while the set is not there, or when memory has no such row: then the database says so.
 */
function keptFeature(ctx: Context, shown: Shown, revision: string, featureId: string): Buffer | null {
  const { exact, id } = shown.set.relation;
  const layer = exact ? featureLayer(ctx, shown, revision) : null;
  const key = id.type === 'integer' && /^-?\d{1,15}$/.test(featureId) ? Number(featureId) : featureId;
  return layer?.one(key) ?? null;
}

async function findOne(ctx: Context, { set, sight }: Shown, featureId: string): Promise<Found> {
  const { id } = set.relation;
  const unknown = () =>
    new TarimError(ogcErrors.featureUnknown, { collection: set.id, id: featureId.slice(0, 80) });
  if (featureId.includes('\u0000') || (id.type === 'integer' && !/^-?\d{1,18}$/.test(featureId)))
    throw unknown();
  const asked = id.type === 'integer' ? sql`${featureId}::int8` : sql`${featureId}::text`;
  const [row] = await guarded(
    readDataset(ctx.db, set, sight, { where: sql`${sql.raw(`(${id.sql})`)} = ${asked}`, limit: 1 }),
  );
  if (!row) throw unknown();
  return { row, geometry: geometryOf(row) };
}

async function itemsPage(
  call: AnyCall,
  ctx: Context,
  shown: Shown,
  query: ItemsQuery,
  plan: Plan,
): Promise<undefined> {
  const { request } = call;
  const { set, sight } = shown;
  const tongue = tongueOf(request);
  const found: Found[] = [];
  let after: Batch['after'] = null;
  for await (const batch of findRows(ctx, shown, query, plan, Math.min(query.limit, 200))) {
    found.push(...batch.found);
    after = batch.after;
  }
  meterRead(ctx, shown, call, { interface: 'features', rows: found.length, bytes: 0 });
  const fields = set.fields.filter(
    (one) => sight.fields.has(one.name) && (!query.properties || query.properties.includes(one.name)),
  );
  const rows = found.map(({ row }) => [
    linkHtml(`${address(request, 'ogc', 'collections', set.id, 'items', row.id)}?f=html`, row.id),
    ...fields.map((one) => escapeHtml(plainOf(row.properties[one.name]))),
  ]);
  const next = after === null ? null : nextLink(call, set.id, after);
  const more = next
    ? `<p>${`<a class="next" rel="next" href="${escapeHtml(next.href)}">${tongue === 'zh' ? '下一页 →' : 'Next page →'}</a>`}</p>`
    : '';
  const empty = `<p class="soft">${tongue === 'zh' ? '没有符合条件的要素。' : 'Nothing fits.'}</p>`;
  const table = tableHtml(['id', ...fields.map((one) => escapeHtml(say(one.titles, tongue)))], rows);
  return sendPage(call, {
    title: `${say(set.titles, tongue)} · ${tongue === 'zh' ? '要素' : 'Items'}`,
    path: trailOf(call, collectionStep(call, shown)),
    body: (rows.length > 0 ? table : empty) + more,
    links: [{ href: jsonOf(call), rel: 'alternate', type: GEOJSON, title: 'GeoJSON' }],
  });
}

function itemPage(call: AnyCall, ctx: Context, shown: Shown, { row, geometry }: Found): undefined {
  meterRead(ctx, shown, call, { interface: 'features', rows: 1, bytes: 0 });
  const { set, sight } = shown;
  const tongue = tongueOf(call.request);
  const rows = set.fields
    .filter((one) => sight.fields.has(one.name))
    .map(({ name, titles, unit }) => [
      escapeHtml(say(titles, tongue)),
      escapeHtml(`${plainOf(row.properties[name])}${unit ? ` ${unit}` : ''}`),
    ]);
  if (geometry?.type === 'Point')
    rows.push([
      tongue === 'zh' ? '经度, 纬度' : 'Longitude, latitude',
      escapeHtml(geometry.coordinates.join(', ')),
    ]);
  else if (geometry) rows.push([tongue === 'zh' ? '几何' : 'Geometry', escapeHtml(geometry.type)]);
  const name = set.look?.labelField ? row.properties[set.look.labelField] : null;
  return sendPage(call, {
    title: String(name ?? row.id),
    path: trailOf(call, collectionStep(call, shown)),
    body: tableHtml(tongue === 'zh' ? ['属性', '值'] : ['Property', 'Value'], rows),
    links: [{ href: jsonOf(call), rel: 'alternate', type: GEOJSON, title: 'GeoJSON' }],
  });
}

function collectionStep({ request }: AnyCall, { set }: Shown) {
  return {
    title: say(set.titles, tongueOf(request)),
    href: `${address(request, 'ogc', 'collections', set.id)}?f=html`,
  };
}

/** The same question, answered as data. */
function jsonOf({ request }: AnyCall): string {
  const query = new URLSearchParams([...textsOf(request.query as RawQuery)]);
  query.set('f', 'json');
  return `${baseOf(request)}${request.url.split('?')[0]}?${query}`;
}

function plainOf(value: DatasetValue | undefined): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

import type { Context } from '@tarim/platform';
import { type AnyCall, baseOf, GEOJSON, JSON_TYPE, MVT, OPENAPI, SCHEMA, sendJson } from '../answer.ts';
import { CRS_URIS, CRS84 } from '../domain/crs.ts';
import { MOST_ITEMS } from '../domain/parameters.ts';
import { say, tongueOf } from './describe.ts';
import { shownSets } from './reader.ts';

const text = { type: 'string' };
const inQuery = (name: string, description: string, schema: object, more: object = {}) => ({
  name,
  in: 'query',
  required: false,
  description,
  schema,
  ...more,
});
const answer = (type: string, schema: object = {}) => ({
  '200': { description: 'OK', content: { [type]: { schema } } },
  '400': { $ref: '#/components/responses/problem' },
  '404': { $ref: '#/components/responses/problem' },
});
const ITEM_PARAMETERS = [
  'bbox',
  'bboxCrs',
  'datetime',
  'limit',
  'crs',
  'filter',
  'filterLang',
  'filterCrs',
  'properties',
  'count',
  'cursor',
];

/** OpenAPI 3.0 of these interfaces for the sets that the reader sees (17-069r4, 7.3). */
export async function api(call: AnyCall, ctx: Context): Promise<undefined> {
  const tongue = tongueOf(call.request);
  const paths: Record<string, object> = {
    '/': { get: { operationId: 'getLandingPage', responses: answer(JSON_TYPE) } },
    '/conformance': { get: { operationId: 'getConformance', responses: answer(JSON_TYPE) } },
    '/collections': { get: { operationId: 'getCollections', responses: answer(JSON_TYPE) } },
    '/tileMatrixSets': { get: { operationId: 'getTileMatrixSets', responses: answer(JSON_TYPE) } },
  };
  for (const { set, sight } of await shownSets(ctx, call)) {
    const path = `/collections/${set.id}`;
    const title = say(set.titles, tongue);
    const get = (operation: string, type: string, parameters: object[] = []) => ({
      get: { operationId: `${operation}.${set.id}`, tags: [title], parameters, responses: answer(type) },
    });
    const fields = set.fields.filter((one) => sight.fields.has(one.name) && one.type !== 'json');
    paths[path] = get('describeCollection', JSON_TYPE);
    paths[`${path}/queryables`] = get('getQueryables', SCHEMA);
    paths[`${path}/schema`] = get('getSchema', SCHEMA);
    paths[`${path}/items`] = get('getFeatures', GEOJSON, [
      ...ITEM_PARAMETERS.map((name) => ({ $ref: `#/components/parameters/${name}` })),
      ...fields.map((one) => inQuery(one.name, say(one.titles, tongue), text)),
    ]);
    paths[`${path}/items/{featureId}`] = get('getFeature', GEOJSON, [
      { name: 'featureId', in: 'path', required: true, schema: text },
      { $ref: '#/components/parameters/crs' },
    ]);
    if (set.relation.geometry) {
      paths[`${path}/tiles`] = get('getTileSets', JSON_TYPE);
      paths[`${path}/tiles/WebMercatorQuad/{tileMatrix}/{tileRow}/{tileCol}`] = get(
        'getTile',
        MVT,
        ['tileMatrix', 'tileRow', 'tileCol'].map((name) => ({
          name,
          in: 'path',
          required: true,
          schema: text,
        })),
      );
    }
  }
  return sendJson(
    call.reply,
    {
      openapi: '3.0.3',
      info: {
        title: tongue === 'zh' ? '塔里木开放接口' : 'Open interfaces of Tarim',
        version: '1.0.0',
        license: { name: 'Apache-2.0' },
      },
      servers: [{ url: `${baseOf(call.request)}/ogc` }],
      paths,
      components: { parameters: PARAMETERS, responses: RESPONSES },
    },
    OPENAPI,
  );
}

const number = { type: 'number' };
const PARAMETERS = {
  bbox: inQuery(
    'bbox',
    'west,south,east,north; west beyond east crosses the antimeridian',
    { type: 'array', minItems: 4, maxItems: 6, items: number },
    { style: 'form', explode: false },
  ),
  bboxCrs: inQuery('bbox-crs', 'reference system of bbox', {
    type: 'string',
    format: 'uri',
    enum: CRS_URIS,
    default: CRS84,
  }),
  datetime: inQuery('datetime', 'an instant, a day, or an interval a/b with open ends', text, {
    style: 'form',
    explode: false,
  }),
  limit: inQuery(
    'limit',
    'the most features on a page',
    { type: 'integer', minimum: 1, maximum: MOST_ITEMS, default: 100 },
    { style: 'form', explode: false },
  ),
  crs: inQuery('crs', 'reference system of the answer', {
    type: 'string',
    format: 'uri',
    enum: CRS_URIS,
    default: CRS84,
  }),
  filter: inQuery('filter', 'CQL2', text),
  filterLang: inQuery('filter-lang', 'encoding of the filter', {
    type: 'string',
    enum: ['cql2-text', 'cql2-json'],
    default: 'cql2-text',
  }),
  filterCrs: inQuery('filter-crs', 'reference system of geometries of the filter', {
    type: 'string',
    format: 'uri',
    enum: CRS_URIS,
    default: CRS84,
  }),
  properties: inQuery('properties', 'names of the properties to answer, by commas', text),
  count: inQuery('count', 'true: also numberMatched', { type: 'boolean', default: false }),
  cursor: inQuery('cursor', 'where a page begins; from a next link only', text),
};
const RESPONSES = {
  problem: {
    description: 'Problem details (RFC 9457)',
    content: {
      'application/problem+json': {
        schema: { type: 'object', properties: { code: text, status: { type: 'integer' }, title: text } },
      },
    },
  },
};

import { actorWith, testContext, testServer } from '@tarim/testkit';
import { Ajv } from 'ajv';
import { expect, it } from 'vitest';
import { makePolicy } from '../../identity/server/domain/policy.ts';
import * as contract from '../contract.ts';
import { ogcModule } from '../server/module.ts';

/**
 * The rules of STAC 1.0.0 (catalog-spec, collection-spec, item-spec: required fields and their types) written out, since the
 * published schemas are not at hand without a network.
 */
const links = {
  type: 'array',
  items: {
    type: 'object',
    required: ['href', 'rel'],
    properties: {
      href: { type: 'string', minLength: 1 },
      rel: { type: 'string', minLength: 1 },
      type: { type: 'string' },
    },
  },
};
const version = { const: '1.0.0' };
const instant = {
  type: 'string',
  pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?(Z|\\+00:00)$',
};
const bbox = {
  oneOf: [4, 6].map((n) => ({ type: 'array', minItems: n, maxItems: n, items: { type: 'number' } })),
};
const CATALOG = {
  type: 'object',
  required: ['type', 'stac_version', 'id', 'description', 'links', 'conformsTo'],
  properties: {
    type: { const: 'Catalog' },
    stac_version: version,
    id: { type: 'string', minLength: 1 },
    description: { type: 'string', minLength: 1 },
    links,
  },
};
const COLLECTION = {
  type: 'object',
  required: ['type', 'stac_version', 'id', 'description', 'license', 'extent', 'links'],
  properties: {
    type: { const: 'Collection' },
    stac_version: version,
    description: { type: 'string', minLength: 1 },
    license: { type: 'string', pattern: '^[\\w\\-\\.\\+]+$' },
    extent: {
      type: 'object',
      required: ['spatial', 'temporal'],
      properties: {
        spatial: {
          type: 'object',
          required: ['bbox'],
          properties: { bbox: { type: 'array', minItems: 1, items: bbox } },
        },
        temporal: {
          type: 'object',
          required: ['interval'],
          properties: {
            interval: {
              type: 'array',
              minItems: 1,
              items: {
                type: 'array',
                minItems: 2,
                maxItems: 2,
                items: { anyOf: [instant, { type: 'null' }] },
              },
            },
          },
        },
      },
    },
    links,
  },
};
const ITEM = {
  type: 'object',
  required: ['type', 'stac_version', 'id', 'geometry', 'bbox', 'properties', 'links', 'assets', 'collection'],
  properties: {
    type: { const: 'Feature' },
    stac_version: version,
    stac_extensions: { type: 'array', uniqueItems: true, items: { type: 'string', pattern: '^https://' } },
    id: { type: 'string', minLength: 1 },
    geometry: { type: 'object', required: ['type', 'coordinates'] },
    bbox,
    properties: {
      type: 'object',
      required: ['datetime'],
      properties: {
        datetime: instant,
        created: instant,
        gsd: { type: 'number', exclusiveMinimum: 0 },
        'eo:cloud_cover': { type: 'number', minimum: 0, maximum: 100 },
      },
    },
    links: { ...links, contains: { type: 'object', properties: { rel: { const: 'collection' } } } },
    assets: {
      type: 'object',
      minProperties: 1,
      additionalProperties: {
        type: 'object',
        required: ['href'],
        properties: {
          href: { type: 'string', minLength: 1 },
          'file:checksum': { type: 'string', pattern: '^1220[0-9a-f]{64}$' },
        },
      },
    },
  },
};
const ajv = new Ajv({ strict: false, allErrors: true });
const valid = (schema: object, value: unknown) => {
  const check = ajv.compile(schema);
  expect(check(value), JSON.stringify(check.errors)).toBe(true);
};

const TIFF = Buffer.concat([Buffer.from([0x49, 0x49, 42, 0, 8, 0, 0, 0]), Buffer.alloc(16)]);
const admin = actorWith('administrator', '/');
const station = actorWith('monitoring-station', '/');
const told = {
  collection: 'uav-2026',
  title: '博斯腾湖',
  takenAt: '2026-06-01T04:00:00Z',
  west: 86.5,
  south: 41.8,
  east: 87.4,
  north: 42.2,
  gsd: 0.5,
  cloudCover: 3,
  epsg: 4490,
  source: '测试航拍',
  licence: 'CC-BY-4.0',
  simulated: true,
};

function form(bytes: Buffer) {
  const head = Buffer.from(
    '--b\r\ncontent-disposition: form-data; name="file"; filename="a.tif"\r\ncontent-type: image/tiff\r\n\r\n',
  );
  return {
    body: Buffer.concat([head, bytes, Buffer.from('\r\n--b--\r\n')]),
    headers: { 'content-type': 'multipart/form-data; boundary=b' },
  };
}

it('registers, catalogues, finds and hands out pictures, each reader theirs', async () => {
  const ctx = await testContext({ modules: [ogcModule], policy: makePolicy() });
  const { app, call } = await testServer(ctx, [ogcModule]);
  const register = (query: object, bytes = TIFF, as = admin) =>
    call(contract.registerImage, { as, query: { ...told, ...query }, ...form(bytes) });
  expect((await register({}, TIFF, station)).status).toBe(403);
  expect((await register({}, Buffer.from('no picture'))).body.code).toBe('OGC_IMAGE_INVALID');
  expect((await register({ north: 41 })).body.code).toBe('OGC_IMAGE_INVALID');
  expect((await register({ takenAt: '2027-01-01T00:00:00Z' })).body.code).toBe('OGC_IMAGE_INVALID');
  expect((await register({ takenAt: 'yesterday' })).status).toBe(400);
  expect((await register({ public: true })).status).toBe(200);
  expect((await register({ title: 'not-for-all', collection: 'inner', west: 80, east: 81 })).status).toBe(
    200,
  );
  const across = await register({ title: 'across', public: true, west: 179, east: -179, south: 0, north: 1 });
  expect(across.body.id).toBe(3);

  const get = async (url: string) => (await app.inject({ method: 'GET', url })).json();
  const root = await get('/stac');
  valid(CATALOG, root);
  expect(root.links.filter((one: { rel: string }) => one.rel === 'child')).toHaveLength(1);
  const { collections } = await get('/stac/collections');
  expect(collections.map((one: { id: string }) => one.id)).toEqual(['uav-2026']);
  for (const one of collections) valid(COLLECTION, one);
  valid(COLLECTION, await get('/stac/collections/uav-2026'));
  const { features } = await get('/stac/search');
  expect(features.map((one: { id: string }) => one.id)).toEqual(['1', '3']);
  for (const one of features) valid(ITEM, one);
  valid(ITEM, await get('/stac/collections/uav-2026/items/1'));
  expect(features[0].bbox).toEqual([86.5, 41.8, 87.4, 42.2]);
  expect(features[1].bbox).toEqual([179, 0, -179, 1]);
  const found = async (query: string) =>
    (await get(`/stac/search?${query}`)).features.map((one: { id: string }) => one.id);
  expect(await found('bbox=87,42,88,43')).toEqual(['1']);
  expect(await found('bbox=-179.5,0,-179.2,1')).toEqual(['3']);
  expect(await found('datetime=2026-06-02T00:00:00Z/..')).toEqual([]);
  expect(await found('ids=3,9')).toEqual(['3']);
  expect(await found('collections=inner')).toEqual([]);
  expect((await get('/stac/search?limit=1')).links.map((one: { rel: string }) => one.rel)).toContain('next');

  // The same by a body, with geometry and paging; refused where it makes no sense.
  const post = async (body: object) => {
    const answer = await app.inject({ method: 'POST', url: '/stac/search', payload: body });
    return { status: answer.statusCode, json: answer.json() };
  };
  const posted = async (body: object) =>
    (await post(body)).json.features.map((one: { id: string }) => one.id);
  const corner = {
    type: 'Polygon',
    coordinates: [
      [
        [87.3, 42.1],
        [88, 42.1],
        [88, 43],
        [87.3, 42.1],
      ],
    ],
  };
  expect(await posted({ intersects: corner })).toEqual(['1']);
  expect(await posted({ intersects: { type: 'Point', coordinates: [90, 40] } })).toEqual([]);
  expect(await found(`intersects=${encodeURIComponent(JSON.stringify(corner))}`)).toEqual(['1']);
  expect(await posted({ bbox: [87, 42, 88, 43], collections: ['uav-2026'], ids: ['1', '3'] })).toEqual(['1']);
  expect(await posted({ collections: ['inner'] })).toEqual([]);
  const { json: page } = await post({ limit: 1 });
  const next = page.links.find((one: { rel: string }) => one.rel === 'next');
  expect(next).toMatchObject({ method: 'POST', merge: true });
  expect(await posted({ limit: 1, ...next.body })).toEqual(['3']);
  expect((await post({ bbox: [87, 42, 88, 43], intersects: corner })).status).toBe(400);
  expect((await post({ colour: 'red' })).json.code).toBe('OGC_PARAMETER_NOT_KNOWN');
  expect((await post({ ids: Array.from({ length: 1_001 }, String) })).json.code).toBe('OGC_FILTER_TOO_LARGE');
  expect((await post({ collections: ['uav-2026,inner'] })).json.code).toBe('OGC_PARAMETER_INVALID');
  // An outline as counties have them is longer than a filter may be; one without end is not taken.
  const circle = (corners: number) => {
    const ring = Array.from({ length: corners }, (_, i) => {
      const angle = (i / corners) * 2 * Math.PI;
      return [87 + 0.2 * Math.cos(angle), 42 + 0.1 * Math.sin(angle)];
    });
    return { type: 'Polygon', coordinates: [[...ring, ring[0]!]] };
  };
  expect(await posted({ intersects: circle(1_500) })).toEqual(['1']);
  expect((await post({ intersects: circle(5_000) })).status).toBe(400);
  expect((await post({ intersects: { type: 'Polygon', coordinates: [[[87, 42]]] } })).status).toBe(400);
  expect((await post({ limit: { a: 1 } })).json.code).toBe('OGC_PARAMETER_INVALID');
  expect((await get('/stac/conformance')).conformsTo).toEqual(root.conformsTo);
  expect(root.links.find((one: { rel: string }) => one.rel === 'conformance').href).toMatch(
    /\/stac\/conformance$/,
  );

  const asset = await app.inject({ method: 'GET', url: new URL(features[0].assets.data.href).pathname });
  expect(asset.rawPayload.equals(TIFF)).toBe(true);
  for (const hidden of [
    '/stac/collections/inner',
    '/stac/collections/inner/items/2',
    '/stac/collections/inner/items/2/asset',
    '/stac/collections/uav-2026/items/2/asset',
  ])
    expect((await app.inject({ method: 'GET', url: hidden })).statusCode, hidden).toBe(404);
  const inner = { id: 'inner', itemId: '2' };
  expect((await call(contract.getStacItem, { as: station, params: inner })).body.properties.title).toBe(
    'not-for-all',
  );
  expect((await call(contract.getStacAsset, { as: station, params: inner })).status).toBe(200);

  expect((await call(contract.removeImage, { as: admin, params: { id: 1 } })).status).toBe(204);
  expect(await found('')).toEqual(['3']);
  expect((await call(contract.removeImage, { as: admin, params: { id: 1 } })).status).toBe(404);
});

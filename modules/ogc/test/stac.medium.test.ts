import { actorWith, testContext, testServer } from '@tarim/testkit';
import { expect, it } from 'vitest';
import { makePolicy } from '../../identity/server/domain/policy.ts';
import * as contract from '../contract.ts';
import { ogcModule } from '../server/module.ts';
import { CATALOG, COLLECTION, declared, ITEM, valid } from './stac-rules.ts';
import { inDegrees, projected, tiff } from './tiff.ts';

/** Nine columns and four rows of a tenth of a degree: 86.5 to 87.4 east, 41.8 to 42.2 north. */
const TIFF = tiff({
  width: 9,
  height: 4,
  bits: [8, 8, 8],
  tags: [[262, 'short', [2]], ...inDegrees(86.5, 42.2, 0.1)],
});
/** It does not say where it lies. */
const BARE = tiff({ width: 2, height: 2, bits: [8], tags: [[262, 'short', [1]]] });
const admin = actorWith('administrator', '/');
const station = actorWith('monitoring-station', '/');
const told = {
  collection: 'uav-2026',
  title: '博斯腾湖',
  takenAt: '2026-06-01T04:00:00Z',
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
  const sides = { west: 80, south: 41.8, east: 81, north: 42.2 };
  for (const [wrong, bytes] of [
    // Elsewhere than the file says; three sides; another system; no place at all; no height.
    [sides, TIFF],
    [{ west: 86.5, south: 41.8, east: 87.4 }, TIFF],
    [{ epsg: 32_645 }, TIFF],
    [{}, BARE],
    [{ ...sides, north: 41.8 }, BARE],
  ] as const)
    expect((await register(wrong, bytes)).body.code, JSON.stringify(wrong)).toBe('OGC_IMAGE_INVALID');
  expect((await register({}, TIFF.subarray(0, 60))).body.code).toBe('FORMATS_UNREADABLE');
  expect((await register({ takenAt: '2027-01-01T00:00:00Z' })).body.code).toBe('OGC_IMAGE_INVALID');
  expect((await register({ takenAt: 'yesterday' })).status).toBe(400);
  // About where the file says, as people round.
  const rounded = { west: 86.51, south: 41.8, east: 87.4, north: 42.21 };
  expect((await register({ public: true, ...rounded })).body).toMatchObject({
    id: 1,
    width: 9,
    height: 4,
    bands: 3,
    epsg: 4_490,
    cloudOptimized: false,
  });
  expect((await register({ title: 'not-for-all', collection: 'inner', ...sides }, BARE)).status).toBe(200);
  const beyond = { west: 179, east: -179, south: 0, north: 1 };
  const across = await register({ title: 'across', public: true, ...beyond }, BARE);
  expect(across.body.id).toBe(3);
  // A line is no place.
  expect((await register({ west: 180, east: -180, south: 0, north: 1 }, BARE)).body.code).toBe(
    'OGC_IMAGE_INVALID',
  );

  const get = async (url: string) => (await app.inject({ method: 'GET', url })).json();
  const root = await get('/stac');
  valid(CATALOG, root);
  expect(root.links.filter((one: { rel: string }) => one.rel === 'child')).toHaveLength(1);
  const { collections } = await get('/stac/collections');
  expect(collections.map((one: { id: string }) => one.id)).toEqual(['uav-2026']);
  for (const one of collections) {
    valid(COLLECTION, one);
    declared(one);
  }
  valid(COLLECTION, await get('/stac/collections/uav-2026'));
  // One picture at 87° east, one over the antimeridian: not around the whole earth.
  expect(collections[0].extent.spatial.bbox[0].map((side: number) => Number(side.toFixed(9)))).toEqual([
    86.5, 0, -179, 42.2,
  ]);
  const { features } = await get('/stac/search');
  expect(features.map((one: { id: string }) => one.id)).toEqual(['1', '3']);
  for (const one of features) {
    valid(ITEM, one);
    declared(one);
  }
  valid(ITEM, await get('/stac/collections/uav-2026/items/1'));
  features[0].bbox.forEach((side: number, i: number) => {
    expect(side).toBeCloseTo([86.5, 41.8, 87.4, 42.2][i]!, 9);
  });
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

it('tells grid, bands and light of a picture from its file, and sums them up', async () => {
  const ctx = await testContext({ modules: [ogcModule], policy: makePolicy() });
  const { app, call } = await testServer(ctx, [ogcModule]);
  const gdal = `<GDALMetadata>${[
    ['DESCRIPTION', 0, 'B02', 'description'],
    ['DESCRIPTION', 1, 'B03', 'description'],
    ['DESCRIPTION', 2, 'B04', 'description'],
    ['DESCRIPTION', 3, '近红外 &amp;lt;B08&amp;gt;', 'description'],
    ['COLORINTERP', 0, 'Blue', 'colorinterp'],
    ['COLORINTERP', 1, 'Green', 'colorinterp'],
    ['COLORINTERP', 2, 'Red', 'colorinterp'],
    ['COLORINTERP', 3, 'NIR', 'colorinterp'],
    ['SCALE', 0, '0.0001', 'scale'],
    ['OFFSET', 0, '-0.1', 'offset'],
    ['CENTRAL_WAVELENGTH_UM', 3, '0.842', ''],
    ['FWHM_UM', 3, '0.145', ''],
    ['STATISTICS_MINIMUM', 1, '1', ''],
    ['STATISTICS_MAXIMUM', 1, '9', ''],
    ['STATISTICS_MEAN', 1, '4.5', ''],
    ['STATISTICS_STDDEV', 1, '2', ''],
    ['STATISTICS_VALID_PERCENT', 1, '87.5', ''],
  ]
    .map(
      ([name, sample, text, role]) =>
        `<Item name="${name}" sample="${sample}"${role ? ` role="${role}"` : ''}>${text}</Item>`,
    )
    .join('')}</GDALMetadata>`;
  /** UTM zone 45: its western edge is the central meridian, 87° east. */
  const multi = (north: number) =>
    tiff({
      width: 8,
      height: 6,
      bits: [16, 16, 16, 16],
      cellsLast: true,
      tags: [
        [262, 'short', [1]],
        [338, 'short', [0, 0, 0]],
        [42_112, 'ascii', gdal],
        [42_113, 'ascii', '0'],
        ...projected(32_645, 500_000, north, 10),
      ],
    });
  const register = async (query: object, bytes: Buffer) => {
    const base = { ...told, epsg: undefined, cloudCover: undefined, collection: 'sentinel-2', public: true };
    const answer = await call(contract.registerImage, {
      as: admin,
      query: { ...base, ...query },
      ...form(bytes),
    });
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    return answer.body;
  };
  await register({ platform: 'sentinel-2a', cloudCover: 12.5, gsd: 10 }, multi(4_900_000));
  await register({ platform: 'sentinel-2b', gsd: 20, source: '另一来源' }, multi(4_800_000));
  await register({ platform: 'uav', collection: 'uav' }, TIFF);
  const get = async (url: string) => (await app.inject({ method: 'GET', url })).json();

  const item = await get('/stac/collections/sentinel-2/items/1');
  valid(ITEM, item);
  declared(item);
  expect(item.properties).toMatchObject({
    'proj:code': 'EPSG:32645',
    'proj:epsg': 32645,
    'eo:cloud_cover': 12.5,
    gsd: 10,
  });
  const { data } = item.assets;
  expect(data).toMatchObject({
    type: 'image/tiff; application=geotiff; profile=cloud-optimized',
    roles: ['data'],
    'proj:shape': [6, 8],
    'proj:transform': [10, 0, 500_000, 0, -10, 4_900_000],
    'proj:bbox': [500_000, 4_899_940, 500_080, 4_900_000],
  });
  expect(data['eo:bands']).toEqual([
    { name: 'B02', common_name: 'blue' },
    { name: 'B03', common_name: 'green' },
    { name: 'B04', common_name: 'red' },
    {
      name: 'b4',
      description: '近红外 <B08>',
      common_name: 'nir',
      center_wavelength: 0.842,
      full_width_half_max: 0.145,
    },
  ]);
  const plain = { data_type: 'uint16', nodata: 0, sampling: 'area', spatial_resolution: 10 };
  expect(data['raster:bands']).toEqual([
    { ...plain, scale: 0.0001, offset: -0.1 },
    { ...plain, statistics: { minimum: 1, maximum: 9, mean: 4.5, stddev: 2, valid_percent: 87.5 } },
    plain,
    plain,
  ]);
  // On the central meridian northing is the arc of the meridian times 0.9996: 4,900,000 m is 44.2532° (GDAL says 44.2532375).
  expect(item.bbox[0]).toBeCloseTo(87, 9);
  expect(item.bbox[3]).toBeCloseTo(44.2532375, 6);

  const drone = await get('/stac/collections/uav/items/3');
  valid(ITEM, drone);
  expect(drone.assets.data.roles).toEqual(['data', 'visual']);
  expect(drone.properties['proj:code']).toBe('EPSG:4490');

  const { collections } = await get('/stac/collections');
  for (const one of collections) {
    valid(COLLECTION, one);
    declared(one);
  }
  const [satellite, aerial] = collections;
  expect(satellite).toMatchObject({
    id: 'sentinel-2',
    summaries: {
      platform: ['sentinel-2a', 'sentinel-2b'],
      gsd: { minimum: 10, maximum: 20 },
      'eo:cloud_cover': { minimum: 12.5, maximum: 12.5 },
      'proj:code': ['EPSG:32645'],
      'tarim:simulated': [true],
      'eo:bands': data['eo:bands'],
    },
    item_assets: {
      data: {
        type: data.type,
        roles: ['data'],
        'eo:bands': data['eo:bands'],
        'raster:bands': [{}, {}, plain, plain],
      },
    },
  });
  // What differs from picture to picture is not promised for all.
  expect(satellite.item_assets.data['raster:bands'][1]).toEqual(plain);
  expect(satellite.providers.map((one: { name: string }) => one.name).sort()).toEqual(
    ['另一来源', '测试航拍'].sort(),
  );
  expect(aerial.summaries['proj:code']).toEqual(['EPSG:4490']);
  expect(aerial.summaries).not.toHaveProperty('eo:cloud_cover.minimum');
  const asset = await app.inject({ method: 'GET', url: new URL(data.href).pathname });
  expect(asset.headers['content-type']).toBe(data.type);
});

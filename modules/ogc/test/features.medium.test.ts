import { testContext, testServer } from '@tarim/testkit';
import { describe, expect, it } from 'vitest';
import { makePolicy } from '../../identity/server/domain/policy.ts';
import { ogcModule } from '../server/module.ts';
import { setsModule } from './sets.ts';

const modules = [setsModule, ogcModule];

async function setUp() {
  const ctx = await testContext({ modules, policy: makePolicy() });
  const { app } = await testServer(ctx, modules);
  return {
    async get(url: string, headers: Record<string, string> = {}) {
      const answer = await app.inject({ method: 'GET', url, headers });
      const json = String(answer.headers['content-type'] ?? '').includes('json');
      return {
        status: answer.statusCode,
        headers: answer.headers,
        text: answer.body,
        body: json ? answer.json() : null,
      };
    },
  };
}
const ids = (body: { features: { id: unknown }[] }) => body.features.map((one) => one.id);

describe('items', () => {
  it('pages, filters, times and boxes of open rows', async () => {
    const { get } = await setUp();
    const list = async (query: string) => (await get(`/ogc/collections/places/items?${query}`)).body;
    const first = await list('limit=3');
    expect(ids(first)).toEqual([1, 2, 3]);
    expect(first.numberReturned).toBe(3);
    expect(first.numberMatched).toBeUndefined();
    const next = first.links.find((one: { rel: string }) => one.rel === 'next');
    const second = (await get(next.href.replace(/^https?:\/\/[^/]+/, ''))).body;
    expect(ids(second)).toEqual([4]);
    expect(second.features[0].geometry).toBeNull();
    expect(second.links.some((one: { rel: string }) => one.rel === 'next')).toBe(false);
    expect(ids(await list('bbox=80,40,86,42'))).toEqual([2, 3]);
    expect(ids(await list('bbox=80,40,0,86,42,9000'))).toEqual([2, 3]);
    expect(ids(await list('bbox=87,43,82,44'))).toEqual([1]);
    expect(ids(await list('bbox=40,80,42,86&bbox-crs=http://www.opengis.net/def/crs/EPSG/0/4490'))).toEqual([
      2, 3,
    ]);
    expect(ids(await list('datetime=2026-02-01T00:00:00Z/..'))).toEqual([2, 3]);
    expect(ids(await list('datetime=../2026-01-31'))).toEqual([1]);
    expect(ids(await list('datetime=2026-02-01'))).toEqual([2]);
    expect(ids(await list('kind=air'))).toEqual([1, 3]);
    expect(ids(await list('kind=air&value=30&flag=true'))).toEqual([3]);
    expect((await list('count=true&limit=1')).numberMatched).toBe(4);
    expect((await list('limit=9999')).numberReturned).toBe(4);
    expect(Object.keys((await list('properties=name')).features[0].properties)).toEqual(['name']);
  });

  it('are given in the system asked for', async () => {
    const { get } = await setUp();
    const at = async (crs: string) => {
      const { body, headers } = await get(
        `/ogc/collections/places/items/1?crs=http://www.opengis.net/def/crs/${crs}`,
      );
      return [body.geometry.coordinates, headers['content-crs']];
    };
    expect(await at('OGC/1.3/CRS84')).toEqual([
      [87.6, 43.8],
      '<http://www.opengis.net/def/crs/OGC/1.3/CRS84>',
    ]);
    expect(await at('EPSG/0/4326')).toEqual([[43.8, 87.6], '<http://www.opengis.net/def/crs/EPSG/0/4326>']);
    const [[x, y]] = (await at('EPSG/0/3857')) as [[number, number], string];
    // Spherical Mercator by hand: R·λ and R·ln tan(π/4 + φ/2).
    expect(x).toBeCloseTo((6_378_137 * 87.6 * Math.PI) / 180, 3);
    expect(y).toBeCloseTo(6_378_137 * Math.log(Math.tan(Math.PI / 4 + (43.8 * Math.PI) / 360)), 3);
  });

  it('are not sent again to whom has them', async () => {
    const { get } = await setUp();
    const { headers } = await get('/ogc/collections/places/items');
    expect(
      (await get('/ogc/collections/places/items', { 'if-none-match': String(headers.etag) })).status,
    ).toBe(304);
    expect(
      (await get('/ogc/collections/areas/items', { 'if-none-match': String(headers.etag) })).status,
    ).toBe(200);
  });

  it('show as pages to browsers', async () => {
    const { get } = await setUp();
    for (const path of [
      '',
      '/collections',
      '/collections/places',
      '/collections/places/items',
      '/collections/places/items/4',
    ]) {
      const { headers, text } = await get(`/ogc${path}`, {
        accept: 'text/html,*/*;q=0.8',
        'accept-language': 'en',
      });
      expect(String(headers['content-type']), path).toContain('text/html');
      expect(text).toContain('<h1>');
    }
    expect((await get('/ogc/collections/places/items?f=html')).text).toContain('50% o&#39;clock');
  });
});

describe('CQL2 against the rows', () => {
  const CASES: [string, unknown[]][] = [
    ["name = 'Alpha'", [1]],
    ["name LIKE '%a'", [1, 2]],
    ["CASEI(name) LIKE CASEI('ALP%')", [1]],
    ["ACCENTI(name) = ACCENTI('Beta')", [2]],
    ["name LIKE 'gamma\\_1'", [3]],
    ["name LIKE '50\\% %'", [4]],
    ["name = '50% o''clock'", [4]],
    ['value > 10.5', [2, 3]],
    ['value BETWEEN 10 AND 20', [1, 2]],
    ['value IS NULL', [4]],
    ['NOT value > 15', [1]],
    ["kind IN ('water', 'soil')", [2, 4]],
    ["kind NOT IN ('water', 'soil')", [1, 3]],
    ['value * 2 + 1 = 41', [2]],
    ['value div 7 = 2', [2]],
    ['value % 7 = 2', [3]],
    ['value / 0 = 1', []],
    ['flag', [1, 3]],
    ['flag = false', [2]],
    ["at > TIMESTAMP('2026-01-15T00:00:00Z')", [2, 3]],
    ["at > '2026-01-15'", [2, 3]],
    ["day = DATE('2026-02-01')", [2]],
    ["T_AFTER(at, DATE('2026-01-31'))", [2, 3]],
    ["T_DURING(at, INTERVAL('2026-01-15T00:00:00Z', '2026-02-15T00:00:00Z'))", [2]],
    ["T_BEFORE(day, DATE('2026-02-01'))", [1]],
    ["T_INTERSECTS(at, INTERVAL('..', '2026-02-01T00:00:00Z'))", [1, 2]],
    ['S_INTERSECTS(geometry, BBOX(80, 40, 86, 42))', [2, 3]],
    ['S_INTERSECTS(geometry, POLYGON((84 40, 86 40, 84 42, 84 40)))', []],
    ['S_WITHIN(geometry, POLYGON((80 40, 82 40, 82 41, 80 41, 80 40)))', [2]],
    ['S_TOUCHES(geometry, POLYGON((81 40, 82 40, 82 41, 81 41, 81 40)))', [2]],
    ['S_DISJOINT(geometry, BBOX(80, 40, 82, 41))', [1, 3]],
    ['S_EQUALS(geometry, POINT(87.6 43.8))', [1]],
    ["S_INTERSECTS(geometry, POLYGON((80 40, 82 40, 82 41, 80 41, 80 40))) OR kind = 'soil'", [2, 4]],
    ["NOT S_INTERSECTS(geometry, POLYGON((80 40, 82 40, 82 41, 80 41, 80 40))) AND kind = 'air'", [1, 3]],
    ['NOT (S_INTERSECTS(geometry, POLYGON((80 40, 82 40, 82 41, 80 41, 80 40))) OR value > 25)', [1]],
  ];
  it('finds what one finds by hand', async () => {
    const world = await setUp();
    for (const [filter, expected] of CASES) {
      const { body, status } = await world.get(
        `/ogc/collections/places/items?count=true&filter=${encodeURIComponent(filter)}`,
      );
      expect(status, `${filter}: ${JSON.stringify(body)}`).toBe(200);
      expect(ids(body), filter).toEqual(expected);
      expect(body.numberMatched, filter).toBe(expected.length);
    }
  });

  it('tests areas exactly, not their boxes', async () => {
    const { get } = await setUp();
    const list = async (query: string) => ids((await get(`/ogc/collections/areas/items?${query}`)).body);
    const filter = (text: string) => list(`filter=${encodeURIComponent(text)}`);
    // Inside the box of the triangle, beyond its long side.
    expect(await list('bbox=85.5,41.5,86,42')).toEqual([]);
    expect(await list('bbox=84.5,40.5,86,42')).toEqual(['a:2']);
    expect(await list('bbox=170,-10,88,50')).toEqual(['a:1', 'a:2', 'a:3']);
    expect(await filter('S_INTERSECTS(geometry, POINT(85.5 41.5))')).toEqual([]);
    expect(await filter('S_CONTAINS(geometry, POINT(84.5 40.5))')).toEqual(['a:2']);
    expect(await filter('S_WITHIN(geometry, BBOX(79, 39, 87, 43))')).toEqual(['a:1', 'a:2']);
    expect(await filter('S_WITHIN(POINT(81 41), geometry)')).toEqual(['a:1']);
    expect(await filter('S_CROSSES(LINESTRING(79 41, 83 41), geometry)')).toEqual(['a:1']);
    expect(await filter('S_OVERLAPS(geometry, POLYGON((81 41, 83 41, 83 43, 81 43, 81 41)))')).toEqual([
      'a:1',
    ]);
    expect(await list('size=2')).toEqual(['a:2']);
    const page = (await get('/ogc/collections/areas/items?limit=1&bbox=79,39,89,45')).body;
    expect(ids(page)).toEqual(['a:1']);
    expect(page.links.some((one: { rel: string }) => one.rel === 'next')).toBe(true);
  });
});

describe('hostile questions', () => {
  it('are refused with a code', async () => {
    const { get } = await setUp();
    const filter = (text: string) => `filter=${encodeURIComponent(text)}`;
    const CASES: [string, string][] = [
      ['limit=0', 'OGC_PARAMETER_INVALID'],
      ['limit=-1', 'OGC_PARAMETER_INVALID'],
      ['limit=ten', 'OGC_PARAMETER_INVALID'],
      ['bbox=1,2,3', 'OGC_PARAMETER_INVALID'],
      ['bbox=1,2,3,x', 'OGC_PARAMETER_INVALID'],
      ['bbox=NaN,0,1,1', 'OGC_PARAMETER_INVALID'],
      ['bbox=0,50,1,40', 'OGC_PARAMETER_INVALID'],
      ['bbox=0,0,1000000,1000000', 'OGC_PARAMETER_INVALID'],
      ['bbox=0,0,1,1&bbox=0,0,1,1', 'OGC_PARAMETER_INVALID'],
      ['crs=EPSG:9999', 'OGC_PARAMETER_INVALID'],
      ['datetime=2026-02-30', 'OGC_PARAMETER_INVALID'],
      ['datetime=2026-02-02/2026-02-01', 'OGC_PARAMETER_INVALID'],
      ['filter-lang=sql', 'OGC_PARAMETER_INVALID'],
      ['value=ten', 'OGC_PARAMETER_INVALID'],
      ['nothing=1', 'OGC_PARAMETER_NOT_KNOWN'],
      ['nested=1', 'OGC_PARAMETER_NOT_KNOWN'],
      ['name=a%00b', 'OGC_PARAMETER_INVALID'],
      ['cursor=x', 'OGC_CURSOR_INVALID'],
      [`cursor=${Buffer.from('["areas","a:1"]').toString('base64url')}`, 'OGC_CURSOR_INVALID'],
      [`cursor=${Buffer.from(`["places","1' or 1=1"]`).toString('base64url')}`, 'OGC_CURSOR_INVALID'],
      [`cursor=${Buffer.from('["places",{"a":1}]').toString('base64url')}`, 'OGC_CURSOR_INVALID'],
      [`cursor=${Buffer.from('["places",99999999999]').toString('base64url')}`, 'OGC_FILTER_VALUE'],
      [filter("name = 'x' OR pg_sleep(5) IS NULL"), 'OGC_FILTER_SYNTAX'],
      [filter('value = 1; drop schema public'), 'OGC_FILTER_SYNTAX'],
      [filter("value = 'x'"), 'OGC_FILTER_TYPE'],
      [filter('value + name > 1'), 'OGC_FILTER_TYPE'],
      [filter('value'), 'OGC_FILTER_TYPE'],
      [filter("at > 'yesterday'"), 'OGC_FILTER_TYPE'],
      [filter("at > TIMESTAMP('2026-02-30T00:00:00Z')"), 'OGC_FILTER_TYPE'],
      [filter(`name LIKE '${'%a'.repeat(20)}'`), 'OGC_FILTER_TOO_LARGE'],
      [filter("name LIKE 'a\\'"), 'OGC_FILTER_SYNTAX'],
      [filter('value * 1e308 * 1e308 > 1'), 'OGC_FILTER_VALUE'],
      [filter('S_INTERSECTS(geometry, POLYGON((0 0, 10 10, 10 0, 0 10, 0 0)))'), 'OGC_FILTER_TYPE'],
      [filter('S_INTERSECTS(geometry, POINT(500000 4800000))'), 'OGC_FILTER_TYPE'],
      [filter('S_INTERSECTS(geometry, geometry)'), 'OGC_FILTER_TYPE'],
      [filter("constructor = 'x'"), 'OGC_FILTER_PROPERTY'],
      [filter("__proto__ = 'x'"), 'OGC_FILTER_PROPERTY'],
    ];
    for (const [query, code] of CASES) {
      const { body, status } = await get(`/ogc/collections/places/items?${query}`);
      expect([decodeURIComponent(query), body?.code, status]).toEqual([decodeURIComponent(query), code, 400]);
    }
    for (const id of ['x', "1' or '1'='1", '1%00', '99999999999999999999'])
      expect((await get(`/ogc/collections/places/items/${encodeURIComponent(id)}`)).status, id).toBe(404);
  });
});

import { createHash } from 'node:crypto';
import type { Actor } from '@tarim/platform';
import { actorWith, testContext, testServer } from '@tarim/testkit';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { hashSecret } from '../../catalog/server/domain/token.ts';
import { catalogModule } from '../../catalog/server/module.ts';
import { makePolicy } from '../../identity/server/domain/policy.ts';
import { ogcModule } from '../server/module.ts';
import { setsModule } from './sets.ts';

const modules = [catalogModule, setsModule, ogcModule];
const KEY = `tarim_share_${'k'.repeat(40)}`;

/** Who asks, and what of each set they see, written out by hand: ids of rows, or nothing of the set at all. */
interface Asking {
  readonly as?: Actor;
  /** What an approved request lets the key read. */
  readonly grant?: { readonly datasets: object[]; readonly unit: string };
  readonly places: number[];
  readonly hidden: boolean;
  readonly inside: boolean;
}
const READERS: Readonly<Record<string, Asking>> = {
  nobody: { places: [1, 2, 3, 4], hidden: true, inside: false },
  'an enterprise': {
    as: actorWith('enterprise', '/650000/650100/', 1),
    places: [1, 2, 3, 4],
    hidden: true,
    inside: false,
  },
  'a key of one unit': {
    grant: { datasets: [{ dataset: 'places', fields: null }], unit: '/BT/BT03/' },
    places: [1, 2, 3, 4, 6],
    hidden: true,
    inside: false,
  },
  // Neither an internal set nor an internal field goes out by a key, whatever was granted.
  'a key of everything': {
    grant: {
      datasets: ['places', 'internals', 'secrets'].map((dataset) => ({
        dataset,
        fields: ['name', 'inside'],
      })),
      unit: '/',
    },
    places: [1, 2, 3, 4, 5, 6],
    hidden: true,
    inside: false,
  },
  'a station everywhere': {
    as: actorWith('monitoring-station', '/'),
    places: [1, 2, 3, 4, 5, 6],
    hidden: false,
    inside: true,
  },
};

/** Every address below a collection. */
const BELOW = [
  '',
  '?f=html',
  '/queryables',
  '/schema',
  '/items',
  '/items?f=html',
  '/items?limit=5000',
  '/items?count=true',
  '/items/1',
  '/items/1?f=html',
  '/tiles',
  '/tiles/WebMercatorQuad',
  '/tiles/WebMercatorQuad/tilejson.json',
  '/tiles/WebMercatorQuad/0/0/0',
];

async function worldOf(grant?: Asking['grant']) {
  const ctx = await testContext({ modules, policy: makePolicy() });
  const server = await testServer(ctx, modules);
  if (grant) {
    await sql`insert into catalog.request (receipt_hash, applicant_name, body, contact, purpose, legal_basis, datasets, unit_path,
        valid_to, daily_rows, state, submitted_at, granted_datasets, granted_unit, granted_daily_rows, granted_per_minute, expires_at)
      values ('x', 'x', 'x', 'x', 'x', 'x', '[]', '/', '2030-01-01', 1000000, 'approved', now(),
        ${JSON.stringify(grant.datasets)}::jsonb, ${grant.unit}, 1000000, 6000, '2030-01-01')`.execute(
      ctx.db,
    );
    await sql`insert into catalog.share_key (request_id, prefix, secret_hash, issued_at)
      values (1, 'x', ${hashSecret(KEY)}, now())`.execute(ctx.db);
  }
  const get = async (url: string, as?: Actor, headers: Record<string, string> = {}) => {
    const [path, query = ''] = url.split('?');
    const def = { id: 'x.y', method: 'GET' as const, path: path!, summary: '', access: 'public' as const };
    const answer = await server.call(def, {
      as,
      query: Object.fromEntries(new URLSearchParams(query)),
      headers: { ...(grant ? { authorization: `Bearer ${KEY}` } : {}), ...headers },
    });
    const { body } = answer;
    return { ...answer, text: Buffer.isBuffer(body) ? body.toString('latin1') : JSON.stringify(body) };
  };
  return { get, ctx };
}

describe('every address for every reader', () => {
  for (const [name, { as, grant, places, hidden, inside }] of Object.entries(READERS)) {
    it(`shows ${name} what they may see and nothing else`, async () => {
      const { get } = await worldOf(grant);
      const listed = (await get('/ogc/collections', as)).body.collections.map(
        (one: { id: string }) => one.id,
      );
      expect(listed).toEqual(
        hidden ? ['places', 'areas', 'images'] : ['places', 'areas', 'internals', 'secrets', 'images'],
      );
      for (const path of ['/ogc', '/ogc/api', '/ogc/collections', '/ogc/collections?f=html']) {
        const { text } = await get(path, as);
        expect(text.includes('internals'), path).toBe(!hidden && path !== '/ogc');
      }
      for (const set of ['internals', 'secrets']) {
        for (const below of [
          ...BELOW.map((one) => `/ogc/collections/${set}${one}`),
          `/ogc/tiles/${set}/0/0/0.mvt`,
        ]) {
          const { status, text } = await get(below, as);
          expect([below, status]).toEqual([below, hidden ? 404 : 200]);
          if (hidden) expect(text).not.toContain('mark-of');
        }
        const { body } = await get(`/ogc/collections/${set}/items`, as);
        // A set that is hidden answers as one that is not there.
        const absent = (await get('/ogc/collections/absent/items', as)).body;
        if (hidden) expect(body.title).toBe(absent.title.replace('absent', set));
      }
      const { body } = await get('/ogc/collections/places/items?limit=100&count=true', as);
      expect(body.features.map((one: { id: number }) => one.id)).toEqual(places);
      expect(body.numberMatched).toBe(places.length);
      for (const id of [1, 2, 3, 4, 5, 6]) {
        const { status } = await get(`/ogc/collections/places/items/${id}`, as);
        expect([id, status]).toEqual([id, places.includes(id) ? 200 : 404]);
      }
      for (const below of BELOW) {
        const { text } = await get(`/ogc/collections/places${below}`, as);
        expect(text.includes('Hidden'), below).toBe(places.length > 4 && /items(\?|$)|0\/0\/0/.test(below));
        if (!inside) expect(text, below).not.toMatch(/secret-\d|"inside"/);
      }
      const { body: box } = await get('/ogc/collections/places', as);
      expect(box.extent.spatial.bbox[0][0]).toBe(places.includes(6) ? 75.9 : 81);
    });

    it(`lets ${name} filter only by what they see`, async () => {
      const { get } = await worldOf(grant);
      const asked = [
        "filter=inside = 'secret-1'",
        "filter=inside LIKE 'secret%'",
        'filter=inside IS NULL',
        "filter=NOT (inside = 'x')",
        `filter=${JSON.stringify({ op: '=', args: [{ property: 'inside' }, 'secret-1'] })}`,
        'inside=secret-1',
      ];
      for (const query of asked) {
        const { status, body } = await get(`/ogc/collections/places/items?${query}`, as);
        expect([query, status]).toEqual([query, inside ? 200 : 400]);
        const unknown = (
          await get(`/ogc/collections/places/items?${query.replaceAll('inside', 'absent')}`, as)
        ).body;
        if (!inside) expect(body.title).toBe(unknown.title.replaceAll('absent', 'inside'));
      }
      const picked = (await get('/ogc/collections/places/items?properties=inside,name', as)).body;
      expect(Object.keys(picked.features[0].properties)).toEqual(inside ? ['inside', 'name'] : ['name']);
      // Rows that are not seen cannot be reached by conditions or cursors either.
      const cursor = Buffer.from('["places",4]').toString('base64url');
      const beyond = (await get(`/ogc/collections/places/items?cursor=${cursor}`, as)).body;
      expect(beyond.numberReturned).toBe(places.length - 4);
      const any = (await get("/ogc/collections/places/items?filter=name LIKE 'Hidden%' OR TRUE", as)).body;
      expect(any.numberReturned).toBe(places.length);
    });
  }
});

describe('keys', () => {
  it('that are not valid read nothing, not even what is open', async () => {
    const { get } = await worldOf();
    const headers = { authorization: `Bearer ${KEY}` };
    for (const below of BELOW)
      expect((await get(`/ogc/collections/places${below}`, undefined, headers)).status, below).toBe(401);
  });

  it('are counted by rows, over features and tiles', async () => {
    const { get, ctx } = await worldOf(READERS['a key of everything']!.grant);
    await sql`update catalog.request set granted_daily_rows = 9`.execute(ctx.db);
    expect((await get('/ogc/collections/places/items')).body.numberReturned).toBe(6);
    // Three are left: a page is as long as that.
    expect((await get('/ogc/collections/places/items?limit=5')).body.numberReturned).toBe(3);
    expect((await get('/ogc/collections/places/items')).body.code).toBe('CATALOG_QUOTA_USED');
    expect((await get('/ogc/tiles/places/0/0/0.mvt')).body.code).toBe('CATALOG_QUOTA_USED');
  });
});

describe('caches', () => {
  it('of tiles are kept by what is chosen of them, by time and value', async () => {
    const { get } = await worldOf();
    const tile = '/ogc/tiles/places/0/0/0.mvt';
    const names = async (query: string) => {
      const { text } = await get(`${tile}?${query}`);
      // The bytes come as text: a letter of two bytes is not told.
      return ['Alpha', 'Béta', 'gamma_1'].filter((name) =>
        new RegExp(name.replace('é', '.{1,3}')).test(text),
      );
    };
    expect(await names('')).toEqual(['Alpha', 'Béta', 'gamma_1']);
    // Times of the rows are the first of January, February and March, at midnight in Greenwich.
    expect(await names('datetime=2026-01-15T00:00:00Z/2026-02-15T00:00:00Z')).toEqual(['Béta']);
    expect(await names('datetime=../2026-02-01T08:00:00%2B08:00')).toEqual(['Alpha', 'Béta']);
    expect(await names('field=kind&values=water')).toEqual(['Béta']);
    expect(await names('field=kind&values=water,air&datetime=2026-02-01/..')).toEqual(['Béta', 'gamma_1']);
    for (const query of ['datetime=soon', 'field=inside&values=secret-1', 'field=value&values=20'])
      expect((await get(`${tile}?${query}`)).body.code).toBe('OGC_PARAMETER_INVALID');
  });

  it('of tiles and tags are never shared between sights', async () => {
    const { get } = await worldOf();
    const tile = '/ogc/tiles/places/0/0/0.mvt';
    const station = READERS['a station everywhere']!.as;
    const sum = (text: string) => createHash('sha1').update(text).digest('hex');
    // First the one who sees more, so that a shared cache would show.
    const theirs = await get(tile, station);
    const open = await get(tile);
    expect(theirs.text).toContain('Hidden');
    expect(open.text).not.toContain('Hidden');
    expect(sum((await get(tile, station)).text)).toBe(sum(theirs.text));
    expect(open.headers.etag).not.toBe(theirs.headers.etag);
    expect(theirs.headers['cache-control']).toContain('private');
    expect((await get(tile, undefined, { 'if-none-match': String(theirs.headers.etag) })).status).toBe(200);
    expect((await get(tile, undefined, { 'if-none-match': String(open.headers.etag) })).status).toBe(304);
    const items = '/ogc/collections/places/items';
    const tag = String((await get(items, station)).headers.etag);
    expect((await get(items, undefined, { 'if-none-match': tag })).status).toBe(200);
  });
});

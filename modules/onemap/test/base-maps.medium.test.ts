import { fileURLToPath } from 'node:url';
import { actorWith, testContext, testServer } from '@tarim/testkit';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { catalogModule } from '../../catalog/server/module.ts';
import { makePolicy } from '../../identity/server/domain/policy.ts';
import { identityModule } from '../../identity/server/module.ts';
import { loadRegionPack, regionModule } from '../../region/server/module.ts';
import * as contract from '../contract.ts';
import { baseMapOrigins } from '../queries.ts';
import { onemapModule } from '../server/module.ts';

const REGION = fileURLToPath(new URL('../../../regions/xinjiang/', import.meta.url));
const modules = [identityModule, regionModule, catalogModule, onemapModule];
const administrator = actorWith('administrator', '/');
const duty = actorWith('duty-officer', '/650000/');
const corps = actorWith('duty-officer', '/BT/');
const KEY = 'k0123456789abcdef';

const input: contract.BaseMapInput = {
  names: { zh: '影像底图', en: 'Imagery' },
  kind: 'xyz',
  settings: { url: 'https://{s}.tiles.example/{z}/{x}/{y}.png?tk={key}', subdomains: ['a', 'b'] },
  key: KEY,
  attribution: { zh: '审图号 测试', en: '' },
  minZoom: 1,
  maxZoom: 17,
  opacity: 0.8,
  position: 1,
  enabled: true,
  audience: 'signed-in',
  coordinates: 'GCJ-02',
  defaultFor: 'none',
};

async function setUp() {
  const ctx = await testContext({ modules, policy: makePolicy() });
  await loadRegionPack(ctx, REGION);
  const server = await testServer(ctx, modules);
  return {
    ctx,
    server,
    add: async (body: contract.BaseMapInput) =>
      await server.call(contract.addBaseMap, { as: administrator, body }),
    seen: async (as?: typeof duty) =>
      (await server.call(contract.listBaseMaps, { as })).body.baseMaps as contract.BaseMap[],
  };
}

test('a base map goes to those whom its setting names; its key is in no setting, audit or row that can be read', async () => {
  const { ctx, server, add, seen } = await setUp();
  const made = await add(input);
  expect(made.body).toMatchObject({
    hasKey: true,
    origins: ['https://a.tiles.example', 'https://b.tiles.example'],
  });
  expect(JSON.stringify(made.body)).not.toContain(KEY);
  expect(await seen()).toEqual([]);
  expect(await seen(duty)).toEqual([
    {
      id: made.body.id,
      names: { zh: '影像底图', en: 'Imagery' },
      attribution: { zh: '审图号 测试', en: '审图号 测试' },
      sources: [
        {
          tiles: ['a', 'b'].map((one) => `https://${one}.tiles.example/{z}/{x}/{y}.png?tk=${KEY}`),
          tileSize: 256,
          scheme: 'xyz',
        },
      ],
      minZoom: 1,
      maxZoom: 17,
      opacity: 0.8,
      offset: true,
      first: false,
    },
  ]);
  expect(await baseMapOrigins(ctx, null)).toEqual([]);
  expect(await baseMapOrigins(ctx, duty)).toEqual(['https://a.tiles.example', 'https://b.tiles.example']);

  // Without a key in the body it stays; empty it goes, and the address asks for it.
  const params = { id: made.body.id };
  const { key: _key, ...rest } = input;
  const put = (body: contract.BaseMapInput) =>
    server.call(contract.putBaseMap, { as: administrator, params, body });
  expect((await put({ ...rest, audience: 'public' })).body.hasKey).toBe(true);
  expect((await seen())[0]!.sources[0]!.tiles[0]).toContain(KEY);
  expect((await put({ ...rest, key: '' })).body.code).toBe('ONEMAP_BASE_MAP_KEY_MISSING');
  const plain = { url: 'http://10.0.0.7/{z}/{x}/{y}.png' };
  expect((await put({ ...rest, settings: plain, key: '', enabled: false })).body).toMatchObject({
    hasKey: false,
    origins: ['http://10.0.0.7'],
  });
  expect(await seen(duty)).toEqual([]);
  expect(await baseMapOrigins(ctx, duty)).toEqual([]);
  expect((await server.call(contract.removeBaseMap, { as: administrator, params })).status).toBe(204);
  expect((await put(rest)).body.code).toBe('ONEMAP_BASE_MAP_UNKNOWN');

  const kept = await sql<{ all: string }>`select jsonb_agg(a)::text as all from platform.audit a`.execute(
    ctx.db,
  );
  for (const words of ['onemap.base-map.added', 'onemap.base-map.changed', 'onemap.base-map.removed'])
    expect(kept.rows[0]!.all).toContain(words);
  expect(kept.rows[0]!.all).not.toContain(KEY);
  await add(input);
  const { rows } = await sql<{
    all: string;
  }>`select jsonb_agg(b)::text as all from onemap.base_map b`.execute(ctx.db);
  expect(rows[0]!.all).not.toContain(KEY);
});

test('the map opens with the default of the reader’s hierarchy, else with the one of all; a new default takes the place', async () => {
  const { add, seen } = await setUp();
  const free = {
    ...input,
    settings: { url: 'https://t.example/{z}/{x}/{y}.png' },
    audience: 'public' as const,
  };
  const one = async (defaultFor: contract.BaseMapInput['defaultFor']) =>
    (await add({ ...free, names: { zh: defaultFor, en: '' }, defaultFor })).body.id as number;
  const first = async (as?: typeof duty) => (await seen(as)).find((row) => row.first)?.id ?? null;
  expect(await first(duty)).toBeNull();
  const all = await one('all');
  const own = await one('corps');
  expect([await first(), await first(duty), await first(corps)]).toEqual([all, all, own]);
  const next = await one('all');
  expect([await first(), await first(duty), await first(corps)]).toEqual([next, next, own]);
});

test('what cannot be a base map is refused, and only a post over the whole platform sets them', async () => {
  const { server, add } = await setUp();
  const refused = async (settings: contract.BaseMapSettings, kind: contract.BaseMapInput['kind'] = 'xyz') =>
    (await add({ ...input, kind, settings })).body.code;
  expect(await refused({ url: 'javascript:alert(1)//{z}/{x}/{y}' })).toBe('ONEMAP_TILE_ADDRESS_SCHEME');
  expect(await refused({ url: 'file:///tiles/{z}/{x}/{y}.png' })).toBe('ONEMAP_TILE_ADDRESS_SCHEME');
  expect(await refused({ url: 'https://me:pass@t.example/{z}/{x}/{y}.png' })).toBe(
    'ONEMAP_TILE_ADDRESS_CREDENTIALS',
  );
  const wmts = { url: 'https://t.example/wmts', layer: 'vec', matrixSet: 'c', crs: 'EPSG:4490' };
  expect(await refused(wmts, 'wmts')).toBe('ONEMAP_MATRIX_SET_REFUSED');
  expect((await server.call(contract.addBaseMap, { as: duty, body: input })).status).toBe(403);
  const regional = actorWith('administrator', '/650000/');
  expect((await server.call(contract.addBaseMap, { as: regional, body: input })).status).toBe(403);
  expect((await server.call(contract.listBaseMapSettings, { as: duty })).status).toBe(403);
  const xml = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>';
  const read = await server.call(contract.readCapabilities, { as: administrator, body: { xml } });
  expect(read.body.code).toBe('ONEMAP_CAPABILITIES_UNREADABLE');
});

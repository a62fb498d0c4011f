import { randomInt } from 'node:crypto';
import { type Geometry, writeWkb } from '@tarim/geo';
import type { DatasetDefinition, ModuleDefinition } from '@tarim/platform';
import { testContext, testServer } from '@tarim/testkit';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { makePolicy } from '../../identity/server/domain/policy.ts';
import { featuresSettled } from '../server/features/feature-shelf.ts';
import { ogcModule } from '../server/module.ts';

const names = (text: string) => ({ zh: text, en: text });
const set: DatasetDefinition = {
  id: 'shapes',
  titles: names('shapes'),
  abstracts: names('shapes'),
  keywords: { zh: [], en: [] },
  element: 'other',
  owner: names('x'),
  source: names('x'),
  sharing: 'open',
  action: 'registry.read',
  rhythm: 'irregular',
  madeOf: [],
  fields: [
    { name: 'name', titles: names('name'), type: 'text', sql: 'd.name' },
    { name: 'inside', titles: names('inside'), type: 'text', sql: 'd.name', internal: true },
  ],
  relation: {
    from: 'public.shape d',
    id: { sql: 'd.id', type: 'integer' },
    geometry: { type: 'Polygon', wkb: 'd.wkb', box: 'd.box' },
    open: 'd.open',
    revision: `select coalesce(max(d.id), 0)::text || '/' || count(*) from public.shape d`,
    exact: true,
  },
};

/** A star of so many corners around a place. */
function star(lon: number, lat: number, size: number, corners: number): Geometry {
  const ring = Array.from({ length: corners }, (_, i) => {
    const [angle, r] = [(i / corners) * 2 * Math.PI, i % 2 ? size / 3 : size];
    return [lon + r * Math.cos(angle), lat + r * Math.sin(angle)] as [number, number];
  });
  return { type: 'Polygon', coordinates: [[...ring, ring[0]!]] };
}

const modules: ModuleDefinition[] = [{ name: 'shapes', datasets: [set] }, ogcModule];

async function setUp() {
  const ctx = await testContext({ modules, policy: makePolicy() });
  await sql`create table public.shape (id int primary key, name text, wkb bytea, box box, open boolean)`.execute(
    ctx.db,
  );
  const insert = async (id: number, open = true) => {
    const [lon, lat] = [randomInt(7_400, 9_600) / 100, randomInt(3_500, 4_900) / 100];
    const size = randomInt(1, 150) / 100;
    const shape = id % 17 === 0 ? null : star(lon, lat, size, 2 * randomInt(3, 9));
    const box = `(${lon + size},${lat + size}),(${lon - size},${lat - size})`;
    await sql`insert into public.shape values (${id}, ${`n ${id} "quoted" 名`}, ${shape && Buffer.from(writeWkb(shape))},
      ${shape ? box : null}::box, ${open})`.execute(ctx.db);
  };
  for (let id = 1; id <= 400; id++) await insert(id, id % 5 !== 0);
  const { app } = await testServer(ctx, modules);
  const get = async (query: string) => {
    const answer = await app.inject({ method: 'GET', url: `/ogc/collections/shapes/items?${query}` });
    expect(answer.statusCode, answer.body).toBe(200);
    const { timeStamp: _, ...body } = answer.json();
    return body as {
      features: { id: number; properties: object }[];
      links: { rel: string; href: string }[];
      numberMatched?: number;
    };
  };
  return { ctx, app, get, insert };
}

const box = (): string => {
  const [w, s] = [randomInt(7_300, 9_500) / 100, randomInt(3_400, 4_800) / 100];
  const [e, n] = [w + randomInt(1, 600) / 100, s + randomInt(1, 400) / 100];
  // Now and then over the antimeridian, which no shape here is near.
  return randomInt(8) === 0 ? `${e},${s},${w},${n}` : `${w},${s},${e},${n}`;
};

test('pages from memory are those of the database, byte for byte of what they hold', async () => {
  const { ctx, app, get, insert } = await setUp();
  const queries = Array.from({ length: 40 }, () => {
    const limit = randomInt(1, 40);
    return randomInt(6) === 0 ? `limit=${limit}&count=true` : `bbox=${box()}&limit=${limit}&count=true`;
  });
  queries.push('limit=9999&count=true', `bbox=70,30,100,50&limit=9999&count=true`);
  // A filter keeps the first round in the database.
  const withoutMemory = (query: string) => get(`${query}&filter=1=1`);
  const byDatabase: Awaited<ReturnType<typeof get>>[] = [];
  for (const query of queries) byDatabase.push(await withoutMemory(query));
  for (let i = 0; i < 4; i++) await get('limit=1');
  await featuresSettled(ctx);
  // What memory does not know it cannot show: whoever changes the table without its revision proves where answers come from.
  await sql`update public.shape set name = 'behind its back'`.execute(ctx.db);
  for (const [i, query] of queries.entries()) {
    const now = await get(query);
    expect(JSON.stringify(now.features), query).toBe(JSON.stringify(byDatabase[i]!.features));
    expect(now.numberMatched, query).toBe(byDatabase[i]!.numberMatched);
    expect(now.links.some((one) => one.rel === 'next')).toBe(
      byDatabase[i]!.links.some((one) => one.rel === 'next'),
    );
    const next = now.links.find((one) => one.rel === 'next');
    if (!next) continue;
    const on = await get(next.href.split('?')[1]!);
    expect(on.features[0]!.id).toBeGreaterThan(now.features.at(-1)!.id);
  }
  // Single features too, with their links; closed and unknown ones are not there.
  const one = async (id: number | string) => {
    const answer = await app.inject({ method: 'GET', url: `/ogc/collections/shapes/items/${id}` });
    return answer.statusCode === 200 ? answer.json() : answer.statusCode;
  };
  const feature = await one(16);
  expect(feature.properties).toEqual(
    byDatabase.at(-2)!.features.find((known) => known.id === 16)!.properties,
  );
  expect(feature.links.map((link: { rel: string }) => link.rel)).toEqual(['self', 'alternate', 'collection']);
  expect([await one(15), await one(9_999), await one('x')]).toEqual([404, 404, 404]);
  // Open rows only, and never the closed field.
  const all = await get('limit=9999');
  expect(all.features.every((one) => one.id % 5 !== 0)).toBe(true);
  expect(JSON.stringify(all)).not.toContain('inside');

  // A new revision is read from the database at once.
  await insert(1_001);
  expect((await get('limit=9999')).features.at(-1)!.id).toBe(1_001);
});

test('a set without places is not emptied by a box, as it is not by the database', async () => {
  const { geometry: _geometry, ...relation } = set.relation;
  const flat: ModuleDefinition[] = [{ name: 'flat', datasets: [{ ...set, relation }] }, ogcModule];
  const ctx = await testContext({ modules: flat, policy: makePolicy() });
  await sql`create table public.shape (id int primary key, name text, open boolean)`.execute(ctx.db);
  await sql`insert into public.shape select i, 'n' || i, true from generate_series(1, 3) i`.execute(ctx.db);
  const { app } = await testServer(ctx, flat);
  const ids = async () =>
    (await app.inject({ method: 'GET', url: '/ogc/collections/shapes/items?bbox=80,40,81,41' }))
      .json()
      .features.map((one: { id: number }) => one.id);
  const before = await ids();
  for (let i = 0; i < 4; i++) await ids();
  await featuresSettled(ctx);
  expect([before, await ids()]).toEqual([
    [1, 2, 3],
    [1, 2, 3],
  ]);
});

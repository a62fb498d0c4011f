import { execFile, spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { sceneClassed, sceneReady, sceneRemoved } from '@tarim/imagery/contract';
import { eventsOf, worldOf, writeScene } from '@tarim/raster/testkit';
import { testContext, testServer } from '@tarim/testkit';
import { expect, onTestFinished, test } from 'vitest';
import { makePolicy } from '../../identity/server/domain/policy.ts';
import { ogcModule } from '../server/module.ts';
import { declared, ITEM, valid } from './stac-rules.ts';

const run = promisify(execFile);
const gdalIsThere = spawnSync('gdalinfo', ['--version']).status === 0;

test('a scene that was converted is catalogued by its event, its files come by ranges, and it leaves with its scene', async () => {
  const ctx = await testContext({ modules: [ogcModule], policy: makePolicy() });
  const { app } = await testServer(ctx, [ogcModule]);
  const folder = mkdtempSync(join(tmpdir(), 'scenes-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const ground = worldOf(11, eventsOf(2024.3));
  const { bands, scl } = writeScene(folder, 'scene', ground, 2024.55);
  const kept = join(folder, 'kept.tif');
  copyFileSync(bands, kept);
  const cog = await ctx.files.putFile(bands, { name: 'scene.tif', mime: 'image/tiff' });
  const quality = await ctx.files.putFile(scl, { name: 'scl.tif', mime: 'image/tiff' });
  const footprint = {
    type: 'Polygon',
    coordinates: [
      [
        [87, 43.32],
        [87.05, 43.32],
        [87.05, 43.35],
        [87, 43.35],
        [87, 43.32],
      ],
    ],
  };
  const scene = {
    id: 7,
    collection: 'sentinel-2',
    sensor: 'sentinel-2-l2a' as const,
    title: '模拟影像',
    takenAt: '2024-07-20T13:00:00+08:00',
    platform: null,
    source: '模拟',
    licence: 'CC0-1.0',
    simulated: true,
    public: true,
    gsd: 10,
    cloudShare: 0.125,
    epsg: 32_645,
    footprint,
    cog: { ...cog, name: 'scene.tif' },
    quality: { ...quality, name: 'scl.tif', kind: 'scl' as const },
    by: 'x',
    recordedAt: '2024-07-21T13:00:00+08:00',
  };
  const publish = (def: typeof sceneClassed | typeof sceneReady | typeof sceneRemoved, payload: object) =>
    ctx.db
      .transaction()
      .execute((tx) => ctx.outbox.publish(tx, def as typeof sceneReady, payload as typeof scene));
  await publish(sceneReady, scene);
  await ctx.deliver();
  const get = (url: string, headers: Record<string, string> = {}) =>
    app.inject({ method: 'GET', url, headers });
  const { features } = (await get('/stac/search?collections=sentinel-2')).json();
  expect(features).toHaveLength(1);
  const [item] = features;
  valid(ITEM, item);
  expect(item.properties).toMatchObject({
    'proj:code': 'EPSG:32645',
    'eo:cloud_cover': 12.5,
    gsd: 10,
    'tarim:simulated': true,
  });
  expect(item.assets).toMatchObject({
    data: { roles: ['data'], 'proj:shape': [300, 400], 'file:size': cog.size },
    quality: { roles: ['data-mask'], title: 'scl', 'file:size': quality.size },
  });
  const path = new URL(item.assets.data.href).pathname;
  const part = await get(path, { range: `bytes=-10` });
  expect([part.statusCode, part.headers['content-range'], part.rawPayload.length]).toEqual([
    206,
    `bytes ${cog.size - 10}-${cog.size - 1}/${cog.size}`,
    10,
  ]);
  expect((await get(path, { range: `bytes=${cog.size}-` })).statusCode).toBe(416);
  expect((await get(path, { 'if-none-match': `"${cog.sha256}"` })).statusCode).toBe(304);
  expect((await get(path, { range: 'bytes=0-3', 'if-range': '"other"' })).statusCode).toBe(200);
  const mask = new URL(item.assets.quality.href);
  expect((await get(mask.pathname + mask.search)).rawPayload.length).toBe(quality.size);
  if (gdalIsThere) {
    const address = await app.listen({ host: '127.0.0.1', port: 0 });
    const sums = async (file: string) =>
      JSON.parse((await run('gdalinfo', ['-json', '-checksum', file])).stdout).bands.map(
        ({ checksum }: { checksum: number }) => checksum,
      );
    expect(await sums(`/vsicurl/${address}${path}`)).toEqual(await sums(kept));
  }

  // A composite of it, and of a scene that is in no catalogue any more.
  const whole = await ctx.files.putFile(kept, { name: 'composite.tif', mime: 'image/tiff' });
  const derived = {
    method: 'median' as const,
    order: 'newest' as const,
    version: '1.0',
    from: '2024-07-01T13:00:00+08:00',
    to: '2024-07-20T13:00:00+08:00',
    inputs: [
      { id: 7, title: '模拟影像', takenAt: scene.takenAt },
      { id: 6, title: '已撤下', takenAt: '2024-07-01T13:00:00+08:00' },
    ],
  };
  await publish(sceneReady, {
    ...scene,
    id: 9,
    collection: 'sentinel-2-composite',
    title: '模拟合成',
    takenAt: '2024-07-11T01:00:00+08:00',
    quality: null,
    cog: { ...whole, name: 'composite.tif' },
    derived,
  });
  await ctx.deliver();
  const composite = async () => {
    const found = (await get('/stac/search?collections=sentinel-2-composite')).json().features;
    expect(found).toHaveLength(1);
    valid(ITEM, found[0]);
    return found[0];
  };
  const made = await composite();
  expect(made.properties).toMatchObject({
    datetime: '2024-07-10T17:00:00.000Z',
    start_datetime: '2024-07-01T05:00:00.000Z',
    end_datetime: '2024-07-20T05:00:00.000Z',
    'tarim:composite': { method: 'median', order: 'newest', version: '1.0', scenes: 2 },
  });
  const origins = (one: { links: { rel: string; href: string }[] }) =>
    one.links.filter(({ rel }) => rel === 'derived_from');
  expect(origins(made)).toEqual([
    {
      rel: 'derived_from',
      href: item.links.find(({ rel }: { rel: string }) => rel === 'self').href,
      type: 'application/geo+json',
      title: '模拟影像',
    },
  ]);
  expect((await get(new URL(origins(made)[0]!.href).pathname)).json().id).toBe(item.id);
  expect(item.properties).not.toHaveProperty('start_datetime');

  // A thematic raster says what its classes are, and what they are called since.
  const crop = {
    value: 1,
    zh: '耕地',
    en: 'Crops & fields',
    colour: '#f096ff',
    named: true,
    cells: 3,
    area: 300,
    share: 0.75,
  };
  const other = {
    ...crop,
    value: -2,
    zh: '未命名 -2',
    en: '荒地',
    colour: '#00ff00',
    cells: 1,
    area: 100,
    share: 0.25,
  };
  await publish(sceneReady, { ...scene, id: 8, collection: 'cover', classes: [other, crop] });
  await ctx.deliver();
  const classes = async () => {
    const [cover] = (await get('/stac/search?collections=cover')).json().features;
    valid(ITEM, cover);
    declared(cover);
    return cover.assets.data['classification:classes'];
  };
  expect(await classes()).toEqual([
    {
      ...{ value: -2, name: 'class_minus_2', title: '荒地', description: '未命名 -2' },
      ...{ color_hint: '00FF00', count: 1, percentage: 25 },
    },
    {
      ...{ value: 1, name: 'Crops_fields', title: 'Crops & fields', description: '耕地' },
      ...{ color_hint: 'F096FF', count: 3, percentage: 75 },
    },
  ]);
  const named = (version: number, zh: string) =>
    publish(sceneClassed, { id: 8, version, classes: [{ ...crop, zh }], at: '2024-08-01T13:00:00+08:00' });
  await named(2, '农田');
  await ctx.deliver();
  expect(await classes()).toMatchObject([{ description: '农田' }]);

  await publish(sceneRemoved, { id: 7, at: '2024-08-01T13:00:00+08:00' });
  await ctx.deliver();
  expect((await get('/stac/search?collections=sentinel-2')).json().features).toEqual([]);
  expect((await get(path)).statusCode).toBe(404);
  expect(origins(await composite())).toEqual([]);
});

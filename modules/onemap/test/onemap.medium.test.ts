import { fileURLToPath } from 'node:url';
import { actorWith, testContext, testServer } from '@tarim/testkit';
import { pdfText } from '@tarim/testkit/pdf-text';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { alarmModule } from '../../alarm/server/module.ts';
import { catalogModule } from '../../catalog/server/module.ts';
import { makePolicy } from '../../identity/server/domain/policy.ts';
import { identityModule } from '../../identity/server/module.ts';
import { loadRegionPack, regionModule } from '../../region/server/module.ts';
import { registryModule } from '../../registry/server/module.ts';
import * as contract from '../contract.ts';
import { onemapModule } from '../server/module.ts';

const TEMPLATE = fileURLToPath(new URL('../../../regions/_template/', import.meta.url));
const PIXEL =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const modules = [identityModule, regionModule, registryModule, alarmModule, catalogModule, onemapModule];

/** Two stations, one of them open; the third has no place near. */
async function setUp() {
  const ctx = await testContext({ modules, policy: makePolicy() });
  await loadRegionPack(ctx, TEMPLATE);
  for (const [code, name, lon, open] of [
    ['A1', '甲站', 87.6, true],
    ['A2', '乙站100%', 87.7, false],
  ] as const)
    await sql`insert into registry.point (code, name, kind, unit_path, lon, lat, public, active, simulated, updated_at)
      values (${code}, ${name}, 'air', '/650000/', ${lon}, 43.8, ${open}, true, true, now())`.execute(ctx.db);
  return { ctx, server: await testServer(ctx, modules) };
}
const duty = actorWith('duty-officer', '/650000/');
const planner = actorWith('planner', '/650000/');
const state = (layers: string[]): contract.ViewState => ({
  centre: [87.6, 43.8],
  zoom: 8,
  layers: layers.map((id) => ({ id, opacity: 1 })),
  compare: 'none',
  others: [],
});

test('layers, data, search and identify show a reader the rows of his sight', async () => {
  const { server } = await setUp();
  const layer = async (as?: typeof duty) =>
    ((await server.call(contract.listLayers, { as })).body.layers as contract.Layer[]).find(
      (one) => one.id === 'monitoring-points',
    );
  expect(await layer()).toMatchObject({ rows: 1, box: [87.6, 43.8, 87.6, 43.8], simulated: true });
  expect(await layer(duty)).toMatchObject({ rows: 2, box: [87.6, 43.8, 87.7, 43.8] });
  expect((await layer())?.fields.map((one) => one.name)).not.toContain('enterpriseId');

  const params = { id: 'monitoring-points' };
  const data = await server.call(contract.getData, { params });
  expect(data.body.features.map((one: { properties: { name: string } }) => one.properties.name)).toEqual([
    '甲站',
  ]);
  const again = await server.call(contract.getData, {
    params,
    headers: { 'if-none-match': String(data.headers.etag) },
  });
  expect(again.status).toBe(304);
  const more = await server.call(contract.getData, { params, as: duty });
  expect(more.body.features).toHaveLength(2);
  expect(more.headers.etag).not.toBe(data.headers.etag);
  expect((await server.call(contract.getData, { params: { id: 'enterprises' } })).status).toBe(404);

  const find = async (q: string, as?: typeof duty) =>
    (await server.call(contract.search, { query: { q }, as })).body.hits.map(
      (one: contract.Hit) => one.label,
    );
  expect(await find('站')).toEqual(['甲站']);
  expect(await find('站', duty)).toEqual(['甲站', '乙站100%']);
  // Letters of patterns are letters.
  expect(await find('0%', duty)).toEqual(['乙站100%']);
  expect(await find('_', duty)).toEqual([]);

  const at = async (lon: number, as?: typeof duty) =>
    (
      await server.call(contract.identify, {
        query: { lon, lat: 43.8, zoom: 10, layers: 'monitoring-points,enterprises' },
        as,
      })
    ).body.found.flatMap((one: contract.Identified) => one.features.map((feature) => feature.label));
  expect(await at(87.7)).toEqual([]);
  expect(await at(87.7, duty)).toEqual(['乙站100%']);
});

test('a view is its owner’s; its link opens it for others without what they may not see', async () => {
  const { ctx, server } = await setUp();
  const drawing = {
    type: 'FeatureCollection',
    features: [
      {
        type: 'Feature',
        properties: { label: '此处', more: 1 },
        geometry: { type: 'Point', coordinates: [87, 43] },
      },
    ],
  };
  const body = {
    name: '值班图',
    shared: false,
    link: true,
    state: { ...state(['monitoring-points', 'alarms']), drawing },
  };
  const made = (await server.call(contract.saveView, { as: duty, body })).body as contract.View;
  expect(made.token).toMatch(/^[\w-]{22}$/);
  const open = await server.call(contract.openLink, { params: { token: made.token! } });
  expect(open.body.state.layers.map((one: { id: string }) => one.id)).toEqual(['monitoring-points']);
  expect(open.body.state.drawing.features[0].properties).toEqual({ label: '此处' });

  const params = { id: made.id };
  expect((await server.call(contract.listViews, { as: planner })).body.views).toEqual([]);
  expect((await server.call(contract.updateView, { as: planner, params, body })).status).toBe(404);
  expect((await server.call(contract.removeView, { as: planner, params })).status).toBe(404);
  await server.call(contract.updateView, { as: duty, params, body: { ...body, shared: true, link: false } });
  const [seen] = (await server.call(contract.listViews, { as: planner })).body.views;
  expect(seen).toMatchObject({ name: '值班图', mine: false, token: null });
  expect((await server.call(contract.openLink, { params: { token: made.token! } })).status).toBe(404);

  const bad = { ...body, state: { ...body.state, drawing: { features: [{ type: 'Point' }] } } };
  expect((await server.call(contract.saveView, { as: duty, body: bad })).body.code).toBe(
    'ONEMAP_DRAWING_UNREADABLE',
  );
  const { rows } = await sql<{ action: string }>`select action from platform.audit order by id`.execute(
    ctx.db,
  );
  expect(rows.map((one) => one.action)).toEqual(['onemap.view.saved', 'onemap.view.changed']);
});

test('the printed map says its scale, sources and what is simulated, of visible layers only', async () => {
  const { server } = await setUp();
  const answer = await server.call(contract.print, {
    body: {
      title: '点位分布',
      paper: 'a4',
      language: 'zh-CN',
      image: PIXEL,
      ratio: 0.44,
      groundMetres: 514_000,
      layers: ['monitoring-points', 'enterprises'],
      note: '标绘 2 处',
    },
  });
  expect(answer.status).toBe(200);
  const text = (await pdfText(answer.body)).replace(/\s+/g, '');
  // 514 km on 25.7 cm.
  for (const words of ['点位分布', '1:2,000,000', '本平台登记', '含模拟数据', '标绘2处', 'CGCS2000', '100km'])
    expect(text).toContain(words);
  expect(text).not.toContain('排污单位');
});

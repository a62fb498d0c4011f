import { eventsOf, worldOf, writeScene } from '@tarim/raster/testkit';
import { actorWith } from '@tarim/testkit';
import { pdfText } from '@tarim/testkit/pdf-text';
import { expect, test } from 'vitest';
import { alarmModule } from '../../alarm/server/module.ts';
import { catalogModule } from '../../catalog/server/module.ts';
import { identityModule } from '../../identity/server/module.ts';
import * as onemap from '../../onemap/contract.ts';
import { onemapModule } from '../../onemap/server/module.ts';
import { registryModule } from '../../registry/server/module.ts';
import * as c from '../contract.ts';
import { PLANNER, S2, type World, world } from './world.ts';

const ground = worldOf(23, eventsOf(2024.3));
const ENTERPRISE = actorWith('enterprise', '/650000/');
const PIXEL =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

/** An open scene of 2023 without a quality band, and a cloudy one of 2024 that is not open. */
async function twoScenes(): Promise<{ w: World; open: number; closed: number }> {
  const w = await world([identityModule, registryModule, alarmModule, catalogModule, onemapModule]);
  const first = writeScene(w.folder, 'first', ground, 2023.55);
  const second = writeScene(w.folder, 'second', ground, 2024.55, { clouds: 5 });
  const open = await w.ingest(
    { ...S2, title: '公开影像', takenAt: '2023-07-20T13:00:00+08:00', public: true },
    [{ path: first.bands }],
  );
  const closed = await w.ingest({ ...S2, title: '内部影像' }, [
    { path: second.bands },
    { path: second.scl, field: 'quality' },
  ]);
  return { w, open: open.scene.id, closed: closed.scene.id };
}

test('scenes for a map: those that the reader may see, by place, time and cloud, page by page', async () => {
  const { w, open, closed } = await twoScenes();
  const list = async (query: object, as?: typeof PLANNER) => {
    const { status, body } = await w.call(c.listMapScenes, { query, ...(as ? { as } : {}) });
    expect(status).toBe(200);
    return (body.scenes as c.MapScene[]).map(({ id }) => id);
  };
  expect(await list({}, PLANNER)).toEqual([closed, open]);
  // Nobody, and who may not read imagery, sees what is open — also by its number.
  for (const as of [undefined, ENTERPRISE]) {
    expect(await list({}, as)).toEqual([open]);
    expect(await list({ ids: `${closed},${open},4000000000` }, as)).toEqual([open]);
  }
  expect(await list({ ids: String(closed) }, PLANNER)).toEqual([closed]);
  expect(await list({ to: '2024-01-01T00:00:00+08:00' }, PLANNER)).toEqual([open]);
  // Without a quality band nobody knows how cloudy it is.
  expect(await list({ maxCloud: 1 }, PLANNER)).toEqual([closed]);
  expect(await list({ maxCloud: 0.001 }, PLANNER)).toEqual([]);
  expect(await list({ bbox: '80,40,81,41' }, PLANNER)).toEqual([]);
  const first = await w.call(c.listMapScenes, { as: PLANNER, query: { limit: 1 } });
  expect(first.body.scenes).toMatchObject([
    {
      id: closed,
      maxZoom: 14,
      simulated: true,
      source: '模拟影像',
      styles: expect.arrayContaining(['ndvi']),
    },
  ]);
  expect(await list({ limit: 1, cursor: first.body.cursor }, PLANNER)).toEqual([open]);
  expect((await w.call(c.listMapScenes, { query: { bbox: '1,2,3' } })).status).toBe(400);
});

test('a view and a printed sheet show scenes only to who may see them, and name their day, style and source', async () => {
  const { w, open, closed } = await twoScenes();
  const ids = [closed, open].map(onemap.sceneLayerId);
  const state: onemap.ViewState = {
    centre: [87.6, 43.8],
    zoom: 9,
    layers: [{ id: ids[0]!, opacity: 0.5 }],
    compare: 'swipe',
    others: [ids[1]!],
    styles: { [ids[0]!]: 'ndvi' },
  };
  const body = { name: '两期影像', shared: false, link: true, state };
  const made = await w.call(onemap.saveView, { as: PLANNER, body });
  expect(made).toMatchObject({
    status: 200,
    body: { state: { layers: [{ id: ids[0] }], others: [ids[1]] } },
  });
  const opened = await w.call(onemap.openLink, { params: { token: made.body.token } });
  expect(opened.body.state).toMatchObject({ layers: [], others: [ids[1]] });

  const sheet = async (as?: typeof PLANNER) => {
    const answer = await w.call(onemap.print, {
      ...(as ? { as } : {}),
      body: {
        ...{
          title: '影像图',
          paper: 'a4',
          language: 'zh-CN',
          image: PIXEL,
          ratio: 0.44,
          groundMetres: 51_400,
        },
        ...{ layers: ids, styles: { [ids[0]!]: 'ndvi' }, note: '' },
      },
    });
    expect(answer.status).toBe(200);
    return (await pdfText(answer.body)).replace(/\s+/g, '');
  };
  const seen = await sheet(PLANNER);
  for (const words of ['内部影像·2024-07-20·NDVI', '公开影像·2023-07-20', 'CC0-1.0', '模拟'])
    expect(seen).toContain(words);
  expect(await sheet()).not.toContain('内部影像');
});

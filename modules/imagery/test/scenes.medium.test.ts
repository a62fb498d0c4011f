import { rmSync } from 'node:fs';
import { eventsOf, worldOf, writeScene } from '@tarim/raster/testkit';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import * as c from '../contract.ts';
import { CONVERT_JOB } from '../server/use-cases/ingest-scene.ts';
import { PLANNER, S2, STATION, URUMQI, world } from './world.ts';

const ground = worldOf(11, eventsOf(2024.3));

test('a scene comes in, becomes a COG, is told of, listed and drawn', async () => {
  const w = await world();
  const paths = writeScene(w.folder, 'scene', ground, 2024.55, { clouds: 5 });
  const brought = await w.bring(S2, [{ path: paths.bands }, { path: paths.scl, field: 'quality' }]);
  expect(brought).toMatchObject({ status: 200 });
  const { id } = brought.body;
  expect(w.ctx.jobs.queued).toMatchObject([{ name: CONVERT_JOB, data: { sceneId: id } }]);
  const detail = await w.convert(id);
  expect(detail.scene).toMatchObject({
    state: 'ready',
    failure: null,
    ownerPath: URUMQI,
    crs: 'EPSG:32645',
    simulated: true,
    mine: true,
  });
  expect(detail).toMatchObject({ width: 400, height: 300, type: 'uint16', noData: 0, validShare: 1 });
  expect(detail.bands.map(({ role, name }) => [role, name])).toEqual([
    ['B', 'blue'],
    ['G', 'green'],
    ['R', 'red'],
    ['N', 'nir'],
    ['S1', 'swir16'],
    ['S2', 'swir22'],
  ]);
  expect(detail.scene.gsd).toBeCloseTo(10, 6);
  expect(detail.scene.cloudShare).toBeGreaterThan(0.02);
  expect(detail.scene.cloudShare).toBeLessThan(0.4);
  expect(detail.styles.slice(0, 3)).toEqual(['true-colour', 'false-colour', 'ndvi']);
  expect(detail.originals).toMatchObject([
    { part: 'bands', name: 'scene.tif', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
    { part: 'quality', name: 'scene-scl.tif' },
  ]);
  const { rows } = await sql<{ type: string }>`select type from platform.outbox`.execute(w.ctx.db);
  expect(rows.map(({ type }) => type)).toEqual(['imagery.scene-ready.v1']);

  const list = await w.call(c.listScenes, { as: PLANNER, query: { maxCloud: 1, sensor: 'sentinel-2-l2a' } });
  expect(list.body).toMatchObject({ cursor: null, collections: ['sentinel-2'], scenes: [{ id }] });
  expect((await w.call(c.listScenes, { as: PLANNER, query: { bbox: '80,40,81,41' } })).body.scenes).toEqual(
    [],
  );

  const json = await w.call(c.getTileJson, { as: PLANNER, params: { id }, query: { style: 'ndvi' } });
  expect(json.body).toMatchObject({ tilejson: '3.0.0', legend: { kind: 'ramp', range: [-0.1, 0.8] } });
  const [lon, lat] = [json.body.center[0], json.body.center[1]];
  const z = 13;
  const x = Math.floor(((lon + 180) / 360) * 2 ** z);
  const y = Math.floor(((1 - Math.asinh(Math.tan((lat * Math.PI) / 180)) / Math.PI) / 2) * 2 ** z);
  const tile = await w.call(c.getTile, { as: PLANNER, params: { id, z, x, y }, query: { style: 'ndvi' } });
  expect(tile).toMatchObject({ status: 200, headers: { 'content-type': 'image/png' } });
  expect(tile.body.length).toBeGreaterThan(2_000);
  const again = await w.call(c.getTile, {
    as: PLANNER,
    params: { id, z, x, y },
    query: { style: 'ndvi' },
    headers: { 'if-none-match': String(tile.headers.etag) },
  });
  expect(again.status).toBe(304);
  const nobody = await w.call(c.getTile, { params: { id, z, x, y } });
  expect(nobody).toMatchObject({ status: 404, body: { code: 'IMAGERY_SCENE_UNKNOWN' } });
  const chip = await w.call(c.getChip, {
    as: STATION,
    params: { id },
    query: { bbox: [lon - 0.01, lat - 0.005, lon + 0.01, lat + 0.005].join(), size: 128 },
  });
  expect(chip.status).toBe(200);
  // Width and height of the PNG: the longer side as asked.
  expect([chip.body.readUInt32BE(16), chip.body.readUInt32BE(20)]).toEqual([128, 88]);
  const elsewhere = await w.call(c.getChip, { as: STATION, params: { id }, query: { bbox: '80,40,81,41' } });
  expect(elsewhere.status).toBe(204);

  const at = await w.call(c.scenesAt, { as: PLANNER, query: { bbox: json.body.bounds.join() } });
  expect(at.body.scenes).toMatchObject([{ id, whole: false }]);

  const head = await w.call({ ...c.getSceneFile, method: 'HEAD' as never }, { as: STATION, params: { id } });
  expect(head).toMatchObject({
    status: 200,
    headers: { 'accept-ranges': 'bytes', 'content-length': String(detail.scene.size) },
  });
  const part = await w.call(c.getSceneFile, { as: STATION, params: { id }, headers: { range: 'bytes=0-3' } });
  expect([part.status, part.body.toString('hex'), part.headers['content-range']]).toEqual([
    206,
    '49492a00',
    `bytes 0-3/${detail.scene.size}`,
  ]);
  rmSync(paths.bands);
  expect((await w.call(c.removeScene, { as: STATION, params: { id } })).status).toBe(204);
  expect((await w.call(c.getScene, { as: STATION, params: { id } })).status).toBe(404);
});

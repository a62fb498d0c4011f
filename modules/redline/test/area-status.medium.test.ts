import { join } from 'node:path';
import { boxOf, boxToSql, type Polygon, writeWkb } from '@tarim/geo';
import { allocate, converter, type Grid, resized, type Samples, writeCog } from '@tarim/raster';
import { zoningModule } from '@tarim/zoning/server';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import * as imagery from '../../imagery/contract.ts';
import { IDLE, PLANNER, S2, STATION, type World, world } from '../../imagery/test/world.ts';
import { getAreaStatus } from '../contract.ts';
import { redlineModule } from '../server/module.ts';
import { readStatus, STATUS_JOB, type StatusInput } from '../server/use-cases/area-status.ts';

const GRID: Grid = {
  crs: 'EPSG:32645',
  width: 100,
  height: 100,
  affine: [500_000, 10, 0, 4_800_000, 0, -10],
};
/** Reflectances of blue, green, red, near infrared: west of column 50 green plants, east of it water. */
const PLANTS = [0.05, 0.08, 0.1, 0.4];
const WATER = [0.06, 0.05, 0.03, 0.02];
/** As Sentinel-2 stores them since baseline 04.00. */
const stored = (reflectance: number) => Math.round((reflectance + 0.1) * 10_000);

function write(w: World, name: string, cloudy: (row: number) => boolean) {
  const fill = (
    width: number,
    height: number,
    type: 'uint16' | 'uint8',
    of: (x: number, y: number) => number,
  ) => {
    const out = allocate(type, width * height) as Samples;
    for (let i = 0; i < width * height; i++) out[i] = of(i % width, Math.floor(i / width));
    return out;
  };
  const bands = join(w.folder, `${name}.tif`);
  const packing = { noData: 0, overviews: 'nearest', compression: 'deflate', level: 1 } as const;
  writeCog(
    bands,
    {
      grid: GRID,
      type: 'uint16',
      bands: ['B', 'G', 'R', 'N'].map((description) => ({ description })),
      ...packing,
    },
    ({ x, width, height }) =>
      PLANTS.map((_, band) =>
        fill(width, height, 'uint16', (column) => stored((x + column < 50 ? PLANTS : WATER)[band]!)),
      ),
  );
  const scl = join(w.folder, `${name}-scl.tif`);
  writeCog(
    scl,
    { grid: resized(GRID, 50, 50), type: 'uint8', bands: [{ description: 'SCL' }], ...packing },
    ({ y, width, height }) => [fill(width, height, 'uint8', (_, row) => (cloudy(2 * (y + row)) ? 9 : 4))],
  );
  return [
    { path: bands, name: `${name}.tif` },
    { path: scl, name: `${name}-scl.tif`, field: 'quality' },
  ];
}

/** Columns 20 to 59 and rows 10 to 29: thirty columns of plants, ten of water. */
const toLonLat = converter('EPSG:32645', 'EPSG:4490');
const corner = (x: number, y: number) => toLonLat(500_000 + 10 * x, 4_800_000 - 10 * y);
const AREA: Polygon = {
  type: 'Polygon',
  coordinates: [[corner(20, 30), corner(60, 30), corner(60, 10), corner(20, 10), corner(20, 30)]],
};

test('a new scene tells how the areas in it look; clouds take part of it away; a scene taken off is forgotten', async () => {
  const tables = {
    name: 'supervision',
    migrations: new URL('../../supervision/server/migrations/', import.meta.url),
  };
  const w = await world([zoningModule, redlineModule, tables]);
  await sql`insert into redline.area (kind, code, version, name, type, authority, unit_path, area_m2, wkb, box, valid_from, recorded_at, simulated)
    values ('redline', 'HX-1', 1, '甲', 'function', '某局', '/650000/650100/', 80000, ${Buffer.from(writeWkb(AREA))},
      ${boxToSql(boxOf(AREA))}::box, '2020-01-01', now(), true)`.execute(w.ctx.db);
  const status = async () =>
    (await w.call(getAreaStatus, { as: PLANNER, params: { kind: 'redline', code: 'HX-1' } })).body.rows;
  expect(await status()).toEqual([]);
  const clear = await w.ingest(
    { ...S2, takenAt: '2024-07-20T13:00:00+08:00' },
    write(w, 'clear', () => false),
  );
  const cloudy = await w.ingest(
    { ...S2, takenAt: '2024-08-20T13:00:00+08:00' },
    write(w, 'cloudy', (row) => row < 20),
  );
  await w.ctx.deliver();
  const asked = w.ctx.jobs.queued
    .filter((one) => one.name === STATUS_JOB)
    .map((one) => one.data as StatusInput);
  expect(asked.map(({ scene, on }) => [scene, on])).toEqual([
    [clear.scene.id, '2024-07-20'],
    [cloudy.scene.id, '2024-08-20'],
  ]);
  for (const one of asked) expect(await readStatus(w.ctx, one, IDLE.signal)).toEqual({ areas: 1 });
  const [first, second] = await status();
  expect(first).toMatchObject({
    scene: clear.scene.id,
    on: '2024-07-20',
    version: 1,
    gsd: 10,
    cells: 800,
    observed: 800,
    seen: 1,
    enough: true,
    simulated: true,
  });
  // Plants: (0.4 − 0.1) / 0.5 = 0.6; water: (0.02 − 0.03) / 0.05 = −0.2. Three quarters and one.
  expect(first.ndvi).toBeCloseTo(0.4, 4);
  // (0.6 − 0.05) / 0.81 of three quarters, nothing of water.
  expect(first.fvc).toBeCloseTo((0.75 * 0.55) / 0.81, 4);
  expect(first.waterShare).toBe(0.25);
  // Clouds over rows 0 to 19, grown by 60 m: rows 26 to 29 of twenty are left.
  expect(second).toMatchObject({ on: '2024-08-20', cells: 800, observed: 160, seen: 0.2, enough: false });
  expect(second.ndvi).toBeCloseTo(0.4, 4);

  expect((await w.call(imagery.removeScene, { as: STATION, params: { id: clear.scene.id } })).status).toBe(
    204,
  );
  await w.ctx.deliver();
  expect((await status()).map((one: { scene: number }) => one.scene)).toEqual([cloudy.scene.id]);
  // What is asked for a scene that is gone ends quietly.
  expect(await readStatus(w.ctx, asked[0]!, IDLE.signal)).toEqual({ areas: 0 });
});

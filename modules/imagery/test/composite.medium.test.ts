import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { openRaster, type Samples, validateCog, writeCog } from '@tarim/raster';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import * as c from '../contract.ts';
import { detectChanges } from '../server/use-cases/detect-changes.ts';
import { makeComposite } from '../server/use-cases/make-composite.ts';
import { COMPOSITE_JOB } from '../server/use-cases/start-composite.ts';
import { takeUp } from '../server/use-cases/take-up.ts';
import { zonalOfScene } from '../server/use-cases/zonal.ts';
import {
  bringPlanted,
  HEIGHT,
  hiddenIn,
  type PlantedOptions,
  type PlantedScene,
  ROLES,
  reflectance,
  WIDTH,
  within,
} from './composite-ground.ts';
import { cellsByGdal, gdal, gdalIsThere } from './gdal.ts';
import { CORPS, IDLE, PLANNER, STATION, URUMQI, type World, world } from './world.ts';

/** Five dates, each beside the others by some cells; over one place (140, 100) clouds stand on all of them. */
const SCENES: readonly PlantedScene[] = [
  [0, 0, '2024-06-01'],
  [60, 0, '2024-06-11'],
  [0, 50, '2024-06-21'],
  [60, 50, '2024-07-01'],
  [30, 25, '2024-07-11'],
].map(([x, y, day], i) => ({
  name: `planted-${i}`,
  takenAt: `${day}T13:00:00+08:00`,
  x: x as number,
  y: y as number,
  clouds: [
    { x: 130 + 2 * i, y: 90 + i, width: 24, height: 20, scl: 9 },
    { x: 70 + 31 * i, y: 60 + 22 * i, width: 30, height: 12, scl: i % 2 === 0 ? 8 : 3 },
    { x: 200 - 25 * i, y: 150 - 20 * i, width: 10, height: 40, scl: 10 },
  ],
}));
const [ACROSS, DOWN] = [60 + WIDTH, 50 + HEIGHT];
/** 60 m. */
const GROWN = 6;
const hidden = SCENES.map((one) => hiddenIn(one, GROWN));
const clearIn = (x: number, y: number): number[] =>
  SCENES.flatMap((one, i) =>
    within(one, x, y) && hidden[i]![(y - one.y) * WIDTH + x - one.x] === 0 ? [i] : [],
  );
const coveredIn = (x: number, y: number): boolean => SCENES.some((one) => within(one, x, y));

async function bringAll(w: World, options: (i: number) => PlantedOptions = () => ({})): Promise<number[]> {
  const ids: number[] = [];
  for (const [i, one] of SCENES.entries()) ids.push(await bringPlanted(w, one, i, options(i)));
  return ids;
}

const first = { method: 'first', order: 'oldest' } as const;
const start = (w: World, scenes: readonly number[], parameters: object = {}, more: object = {}) =>
  w.call(c.startComposite, {
    as: STATION,
    body: { scenes, parameters: { ...first, ...parameters }, title: '合成', ...more },
  });

async function composed(
  w: World,
  scenes: readonly number[],
  parameters: object = {},
  more: object = {},
): Promise<c.SceneDetail> {
  const answer = await start(w, scenes, parameters, more);
  expect([answer.status, answer.body.code]).toEqual([200, undefined]);
  const { id } = answer.body as { id: number };
  await makeComposite(w.ctx, id, IDLE);
  return (await w.call(c.getScene, { as: STATION, params: { id } })).body as c.SceneDetail;
}

const pathOf = async (w: World, sha256: string): Promise<string> => (await w.ctx.files.locate(sha256))!.path;

async function cellsOf(w: World, detail: c.SceneDetail): Promise<{ bands: Samples[]; count: Samples }> {
  const [cog, count] = [
    openRaster(await pathOf(w, detail.scene.sha256!)),
    openRaster(await pathOf(w, detail.quality!.sha256)),
  ];
  const whole = { x: 0, y: 0, width: cog.width, height: cog.height };
  const read = { bands: cog.bands.map(({ number }) => cog.read(number, whole)), count: count.read(1, whole) };
  cog.close();
  count.close();
  return read;
}

/** Cells where what came out is not what was expected. */
function differences(found: Samples, wanted: (x: number, y: number) => number, tolerance = 0): number {
  let wrong = 0;
  for (let at = 0; at < found.length; at++)
    if (!(Math.abs(found[at]! - wanted(at % ACROSS, Math.floor(at / ACROSS))) <= tolerance)) wrong++;
  return wrong;
}
const NONE = 0;
const stored = (scene: number, x: number, y: number, band: number) => 1_000 + reflectance(scene, x, y, band);

describe('composites of scenes with planted clouds', () => {
  test('a mosaic has the first clear scene of the order, unchanged, and tells how often each cell was clear', async () => {
    const w = await world();
    const ids = await bringAll(w);
    const detail = await composed(w, ids);
    expect(detail.scene).toMatchObject({
      state: 'ready',
      failure: null,
      collection: 'planted-composite',
      sensor: 'sentinel-2-l2a',
      takenAt: '2024-06-21T13:00:00+08:00',
      simulated: true,
      public: false,
      crs: 'EPSG:32645',
      ownerPath: URUMQI,
      composite: {
        method: 'first',
        inputs: 5,
        from: '2024-06-01T13:00:00+08:00',
        to: '2024-07-11T13:00:00+08:00',
      },
    });
    expect(detail).toMatchObject({ width: ACROSS, height: DOWN, type: 'uint16', noData: 0, originals: [] });
    expect(detail.bands.map(({ role, scale, offset }) => [role, scale, offset])).toEqual(
      ROLES.map((role) => [role, 1e-4, -0.1]),
    );
    const { bands, count } = await cellsOf(w, detail);
    expect(differences(count, (x, y) => clearIn(x, y).length)).toBe(0);
    for (const [band, cells] of bands.entries())
      expect(
        differences(cells, (x, y) => {
          const [chosen] = clearIn(x, y);
          return chosen === undefined ? NONE : stored(chosen, x, y, band);
        }),
      ).toBe(0);
    // The figures of its page, by counting.
    const counts = new Array<number>(SCENES.length + 1).fill(0);
    for (let y = 0; y < DOWN; y++)
      for (let x = 0; x < ACROSS; x++) if (coveredIn(x, y)) counts[clearIn(x, y).length]!++;
    const covered = counts.reduce((sum, one) => sum + one, 0);
    expect(counts[0]).toBeGreaterThan(100);
    expect(detail.composite).toMatchObject({
      version: '1.0',
      method: 'first',
      order: 'oldest',
      bbox: null,
      dilate: 60,
      hideSnow: false,
      inputs: ids.map((id, i) => ({ id, title: `planted-${i}`, masked: true, removed: false })),
      outcome: { covered, seen: covered - counts[0]!, counts },
    });
    expect(detail.scene.cloudShare).toBeCloseTo(counts[0]! / covered, 12);
    expect(detail.validShare).toBeCloseTo((covered - counts[0]!) / (ACROSS * DOWN), 12);
    for (const sha256 of [detail.scene.sha256!, detail.quality!.sha256])
      expect(validateCog(await pathOf(w, sha256))).toMatchObject({ valid: true });

    // It is looked at like any other scene, and its counts too.
    expect(detail.quality).toMatchObject({ kind: 'count' });
    expect(detail.styles).toContain('count');
    expect(detail.styles).not.toContain('quality');
    const legend = await w.call(c.getTileJson, {
      as: PLANNER,
      params: { id: detail.scene.id },
      query: { style: 'count' },
    });
    expect(legend.body.legend).toMatchObject({ kind: 'ramp', range: [1, 5] });
    for (const style of ['count', 'ndvi', 'true-colour'])
      expect(
        (
          await w.call(c.getChip, {
            as: PLANNER,
            params: { id: detail.scene.id },
            query: { bbox: detail.scene.box!.join(), style, size: 128 },
          })
        ).status,
      ).toBe(200);
    expect(
      (
        await w.call(c.getTileJson, {
          as: PLANNER,
          params: { id: detail.scene.id },
          query: { style: 'quality' },
        })
      ).body.code,
    ).toBe('IMAGERY_STYLE_MISSING');
    // Other modules hear from what it was made; what needs a day does not ask it.
    const { rows } = await sql<{ payload: { derived?: object } }>`
      select payload from platform.outbox where type = 'imagery.scene-ready.v1' order by id desc limit 1`.execute(
      w.ctx.db,
    );
    expect(rows[0]!.payload.derived).toMatchObject({
      method: 'first',
      from: '2024-06-01T13:00:00+08:00',
      to: '2024-07-11T13:00:00+08:00',
      inputs: ids.map((id, i) => ({ id, title: `planted-${i}` })),
    });
    const ndvi = { ndvi: '(N - R) / (N + R)' };
    const area = detail.footprint as Parameters<typeof zonalOfScene>[2][number];
    expect(await zonalOfScene(w.ctx, ids[0]!, [area], ndvi)).not.toBeNull();
    expect(await zonalOfScene(w.ctx, detail.scene.id, [area], ndvi)).toBeNull();
    const here = await w.call(c.scenesAt, { as: PLANNER, query: { bbox: detail.scene.box!.join() } });
    expect(
      here.body.scenes
        .filter(({ composite }: { composite: boolean }) => composite)
        .map(({ id }: c.Scene) => id),
    ).toEqual([detail.scene.id]);

    // It stays when a scene of it goes, and says so.
    expect((await w.call(c.removeScene, { as: STATION, params: { id: ids[1]! } })).status).toBe(204);
    const after = await w.call(c.getScene, { as: STATION, params: { id: detail.scene.id } });
    expect(after.body.composite.inputs.map(({ removed }: { removed: boolean }) => removed)).toEqual([
      false,
      true,
      false,
      false,
      false,
    ]);
  });

  test('newest first, least clouds first', async () => {
    const w = await world();
    const ids = await bringAll(w);
    const shares = await Promise.all(
      ids.map(
        async (id) =>
          (await w.call(c.getScene, { as: STATION, params: { id } })).body.scene.cloudShare as number,
      ),
    );
    const orders = {
      newest: [4, 3, 2, 1, 0],
      clearest: [4, 3, 2, 1, 0].toSorted((a, b) => shares[a]! - shares[b]!),
    };
    for (const [order, wanted] of Object.entries(orders)) {
      const detail = await composed(w, ids, { order });
      expect(detail.composite!.inputs.map(({ id }) => ids.indexOf(id))).toEqual(wanted);
      const { bands } = await cellsOf(w, detail);
      expect(
        differences(bands[2]!, (x, y) => {
          const clear = clearIn(x, y);
          const chosen = wanted.find((one) => clear.includes(one));
          return chosen === undefined ? NONE : stored(chosen, x, y, 2);
        }),
      ).toBe(0);
    }
  });

  test('the median of each band, by sorting; the greatest NDVI, by its own arithmetic', async () => {
    const w = await world();
    const ids = await bringAll(w);
    const median = await cellsOf(w, await composed(w, ids, { method: 'median' }));
    for (const [band, cells] of median.bands.entries())
      expect(
        differences(
          cells,
          (x, y) => {
            const values = clearIn(x, y)
              .map((scene) => stored(scene, x, y, band))
              .sort((a, b) => a - b);
            if (values.length === 0) return NONE;
            return (values[(values.length - 1) >> 1]! + values[values.length >> 1]!) / 2;
          },
          // Between two whole numbers either is taken.
          0.51,
        ),
      ).toBe(0);
    const best = await cellsOf(w, await composed(w, ids, { method: 'best' }));
    const ndvi = (scene: number, x: number, y: number) => {
      const [r, n] = [reflectance(scene, x, y, 2), reflectance(scene, x, y, 3)];
      return (n - r) / (n + r);
    };
    let ties = 0;
    for (const [band, cells] of best.bands.entries())
      ties += differences(cells, (x, y) => {
        const [chosen] = clearIn(x, y).sort((a, b) => ndvi(b, x, y) - ndvi(a, x, y));
        return chosen === undefined ? NONE : stored(chosen, x, y, band);
      });
    // Two scenes may be equal to the seventh digit.
    expect(ties).toBeLessThan(8);
  });

  test('scenes of other baselines are joined as reflectances; a box cuts; clouds that nobody tells stay', async () => {
    const w = await world();
    const old = { takenAt: '2021-06-01T13:00:00+08:00' };
    const ids = [
      await bringPlanted(w, { ...SCENES[0]!, ...old }, 0, { shifted: false }),
      await bringPlanted(w, SCENES[3]!, 3, { quality: false }),
    ];
    const detail = await composed(w, ids);
    expect(detail).toMatchObject({ type: 'int16', noData: -32_768 });
    expect(detail.scene).toMatchObject({ state: 'ready', cloudShare: null });
    expect(detail.composite!.inputs.map(({ masked }) => masked)).toEqual([true, false]);
    const { bands } = await cellsOf(w, detail);
    const [one, other] = [SCENES[0]!, SCENES[3]!];
    const wanted = (x: number, y: number): number => {
      if (within(one, x, y) && hidden[0]![y * WIDTH + x] === 0) return reflectance(0, x, y, 3);
      if (!within(other, x, y)) return -32_768;
      const cloud = other.clouds.find(
        (two) => x >= two.x && y >= two.y && x < two.x + two.width && y < two.y + two.height,
      );
      return cloud ? (cloud.scl === 3 ? 120 : 7_000) : reflectance(3, x, y, 3);
    };
    expect(differences(bands[3]!, wanted)).toBe(0);

    const [west, south, east, north] = detail.scene.box!;
    const bbox = [
      west + 0.4 * (east - west),
      south + 0.3 * (north - south),
      west + 0.7 * (east - west),
      south + 0.6 * (north - south),
    ]
      .map((value) => value.toFixed(6))
      .join();
    const cut = await composed(w, ids, { bbox });
    expect(cut.width! / ACROSS).toBeCloseTo(0.3, 1);
    expect(cut.height! / DOWN).toBeCloseTo(0.3, 1);
    // The same cells as of the whole: the corner of the box in cells, as the file says.
    const [all, part] = [
      openRaster(await pathOf(w, detail.scene.sha256!)),
      openRaster(await pathOf(w, cut.scene.sha256!)),
    ];
    const x = Math.round((part.grid().affine[0] - all.grid().affine[0]) / 10);
    const y = Math.round((all.grid().affine[3] - part.grid().affine[3]) / 10);
    const size = { width: part.width, height: part.height };
    expect(part.read(4, { x: 0, y: 0, ...size })).toEqual(all.read(4, { x, y, ...size }));
    all.close();
    part.close();

    // Made of composites: the period is that of all, the kind of scene stays.
    const twice = await composed(w, [detail.scene.id, ids[1]!]);
    expect(twice.scene).toMatchObject({
      state: 'ready',
      collection: 'planted-composite',
      composite: { from: '2021-06-01T13:00:00+08:00', to: '2024-07-01T13:00:00+08:00' },
    });
  });

  test('a scene of the next zone is laid on the grid of the first', async () => {
    const w = await world();
    // At 90° E two zones meet: a place in either of them.
    const [one, other] = [
      await bringPlanted(w, { ...SCENES[0]!, clouds: [] }, 0, { origin: [742_000, 4_800_000] }),
      await bringPlanted(w, { ...SCENES[1]!, clouds: [] }, 0, {
        crs: 'EPSG:32646',
        origin: [257_000, 4_800_000],
      }),
    ];
    const detail = await composed(w, [one, other]);
    expect(detail.scene).toMatchObject({ state: 'ready', failure: null, crs: 'EPSG:32645' });
    const [a, b] = await Promise.all(
      [one, other].map(
        async (id) => (await w.call(c.getScene, { as: STATION, params: { id } })).body.scene.box as number[],
      ),
    );
    const box = detail.scene.box!;
    for (const [i, least] of [Math.min, Math.min, Math.max, Math.max].entries())
      expect(Math.abs(box[i]! - least(a![i]!, b![i]!))).toBeLessThan(3e-4);
    const { bands } = await cellsOf(w, detail);
    const raster = openRaster(await pathOf(w, detail.scene.sha256!));
    const [x0, y0] = [raster.grid().affine[0], raster.grid().affine[3]];
    raster.close();
    // Where the first scene lies, its own numbers; elsewhere those of the other, between the least and the greatest that there are.
    let wrong = 0;
    for (let y = 0; y < HEIGHT; y++)
      for (let x = 0; x < WIDTH; x++) {
        const at =
          (Math.round((y0 - 4_800_000) / 10) + y) * detail.width! + Math.round((742_000 - x0) / 10) + x;
        if (bands[0]![at] !== stored(0, x, y, 0)) wrong++;
      }
    expect(wrong).toBe(0);
    expect(detail.composite!.outcome!.counts[2]).toBeGreaterThan(0);
    const values = bands[0]!.filter((value) => value !== NONE);
    expect(Math.min(...values)).toBeGreaterThanOrEqual(1_000 + 560);
    expect(Math.max(...values)).toBeLessThanOrEqual(1_000 + 3_640);
  });

  test('photographs of a drone become a mosaic: what is transparent is not there, black stays near black', async () => {
    const w = await world();
    const flight = (index: number, x: number) => async () => {
      const path = join(w.folder, `flight-${index}.tif`);
      writeCog(
        path,
        {
          grid: {
            crs: 'EPSG:32645',
            width: WIDTH,
            height: HEIGHT,
            affine: [500_000 + 0.1 * x, 0.1, 0, 4_800_000, 0, -0.1],
          },
          type: 'uint8',
          bands: ['red', 'green', 'blue', 'alpha'].map((description) => ({ description })),
          noData: null,
          overviews: 'average',
          compression: 'deflate',
          level: 1,
        },
        ({ x: left, y: top, width, height }) =>
          [0, 1, 2, 3].map((band) =>
            Uint8Array.from({ length: width * height }, (_, at) => {
              const [column, row] = [left + (at % width), top + Math.floor(at / width)];
              return photographed(index, x + column, row, column, band);
            }),
          ),
      );
      const { scene } = await w.ingest(
        {
          collection: 'drone',
          sensor: 'drone',
          title: `flight-${index}`,
          takenAt: `2024-06-0${index + 1}T13:00:00+08:00`,
          source: '试验',
          licence: 'CC0-1.0',
        },
        [{ path }],
      );
      expect(scene.failure).toBeNull();
      return scene.id;
    };
    /** Black at every seventh column; transparent at the right border. */
    const photographed = (index: number, x: number, y: number, column: number, band: number): number => {
      if (band === 3) return column >= WIDTH - 20 ? 0 : 255;
      return x % 7 === 0 ? 0 : 1 + ((x * 3 + y * 5 + band * 7 + index * 11) % 250);
    };
    const ids = [await flight(0, 0)(), await flight(1, 100)()];
    const detail = await composed(w, ids);
    expect(detail.scene).toMatchObject({ state: 'ready', simulated: false, cloudShare: null });
    expect(detail).toMatchObject({ width: WIDTH + 100, height: HEIGHT, type: 'uint8', noData: 0 });
    expect(detail.bands.map(({ role }) => role)).toEqual(['R', 'G', 'B']);
    const { bands, count } = await cellsOf(w, detail);
    const solid = (index: number, x: number) => {
      const column = x - 100 * index;
      return column >= 0 && column < WIDTH - 20;
    };
    let wrong = 0;
    for (let at = 0; at < count.length; at++) {
      const [x, y] = [at % (WIDTH + 100), Math.floor(at / (WIDTH + 100))];
      const shown = [0, 1].filter((index) => solid(index, x));
      if (count[at] !== shown.length) wrong++;
      for (const band of [0, 1, 2]) {
        const wanted = shown.length === 0 ? 0 : Math.max(1, photographed(shown[0]!, x, y, 0, band));
        if (bands[band]![at] !== wanted) wrong++;
      }
    }
    expect(wrong).toBe(0);
  });

  test('a composite is compared with a later scene as any other', async () => {
    const w = await world();
    const ids = await bringAll(w);
    const before = await composed(w, ids.slice(0, 4), { method: 'median' });
    const { body } = await w.call(c.startChangeRun, {
      as: STATION,
      body: {
        before: before.scene.id,
        after: ids[4],
        parameters: { method: 'cva', threshold: 0.5, leastArea: 400 },
      },
    });
    await detectChanges(w.ctx, body.id, IDLE);
    const run = (await w.call(c.getChangeRun, { as: PLANNER, params: { id: body.id } })).body as c.ChangeRun;
    expect(run).toMatchObject({ state: 'done', failure: null, patches: 0 });
    // Seen where the later one is clear and any of the four was.
    let observed = 0;
    for (let y = 0; y < DOWN; y++)
      for (let x = 0; x < ACROSS; x++) {
        const clear = clearIn(x, y);
        if (clear.includes(4) && clear.some((one) => one < 4)) observed++;
      }
    expect(run.outcome!.observed).toBe(observed);
  });

  test.skipIf(!gdalIsThere)('GDAL reads bands, counts, scaling and origin', async () => {
    const w = await world();
    const detail = await composed(w, (await bringAll(w)).slice(0, 3), { method: 'median' });
    const { bands, count } = await cellsOf(w, detail);
    const [cog, counts] = [await pathOf(w, detail.scene.sha256!), await pathOf(w, detail.quality!.sha256)];
    for (const band of [0, 3])
      expect(await cellsByGdal(cog, join(w.folder, `band-${band}`), band + 1)).toEqual(
        Float64Array.from(bands[band]!),
      );
    expect(await cellsByGdal(counts, join(w.folder, 'counts'))).toEqual(Float64Array.from(count));
    const info = JSON.parse(await gdal('gdalinfo', '-json', cog));
    expect(info.metadata['']).toMatchObject({
      TARIM_METHOD: 'composite median 1.0',
      TARIM_SIMULATED: 'yes',
      TARIM_SCENES: detail.composite!.inputs.map(({ id }) => id).join(' '),
    });
    expect(info.bands[0]).toMatchObject({ description: 'blue', scale: 1e-4, offset: -0.1, noDataValue: 0 });
  });
});

test('a composite that is cut off begins anew; one that is taken off in the making ends, and nothing is left', async () => {
  const w = await world();
  const ids = await bringAll(w);
  const { id } = (await start(w, ids, { method: 'median' })).body;
  expect(w.ctx.jobs.queued.at(-1)).toMatchObject({ name: COMPOSITE_JOB, data: { sceneId: id } });
  const ending = new AbortController();
  const cut = makeComposite(w.ctx, id, { ...IDLE, signal: ending.signal });
  setTimeout(() => ending.abort(), 150);
  await expect(cut).rejects.toThrow();
  const between = await w.call(c.getScene, { as: STATION, params: { id } });
  expect(between.body.scene).toMatchObject({ state: 'converting', sha256: null, failure: null });
  // What it reads must not go meanwhile.
  expect((await w.call(c.removeScene, { as: STATION, params: { id: ids[2]! } })).body.code).toBe(
    'IMAGERY_IN_USE',
  );
  await takeUp(w.ctx);
  expect(w.ctx.jobs.queued.at(-1)).toMatchObject({ name: COMPOSITE_JOB, data: { sceneId: id } });
  expect(await makeComposite(w.ctx, id, IDLE)).toEqual({ ready: true });
  expect((await w.call(c.getScene, { as: STATION, params: { id } })).body.scene.state).toBe('ready');
  expect(await makeComposite(w.ctx, id, IDLE)).toEqual({});

  const { id: unwanted } = (await start(w, ids, { method: 'median' })).body;
  const told: number[] = [];
  const making = makeComposite(w.ctx, unwanted, {
    ...IDLE,
    progress: async (fraction) => {
      told.push(fraction);
    },
  });
  await expect
    .poll(async () => (await w.call(c.getScene, { as: STATION, params: { id: unwanted } })).body.scene.state)
    .toBe('converting');
  expect((await w.call(c.removeScene, { as: CORPS, params: { id: unwanted } })).status).toBe(403);
  expect((await w.call(c.removeScene, { as: STATION, params: { id: unwanted } })).status).toBe(204);
  expect(await making).toEqual({ ready: false });
  expect((await w.call(c.getScene, { as: STATION, params: { id: unwanted } })).status).toBe(404);
  expect(existsSync(join(w.ctx.config.dataDir, 'imagery', 'work', `scene-${unwanted}`))).toBe(false);
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from platform.outbox
    where type = 'imagery.scene-ready.v1' and payload->>'id' = ${String(unwanted)}`.execute(w.ctx.db);
  expect(rows).toEqual([{ n: 0 }]);
  expect((await w.call(c.removeScene, { as: STATION, params: { id: ids[2]! } })).status).toBe(204);
});

test('clouds over all of it: the job says so and leaves no scene; a retry makes it again', async () => {
  const w = await world();
  const all = { x: -20, y: -20, width: 400, height: 400, scl: 9 };
  const ids = [
    await bringPlanted(w, { ...SCENES[0]!, clouds: [all] }, 0),
    await bringPlanted(w, { ...SCENES[4]!, clouds: [all] }, 4),
  ];
  const { id } = (await start(w, ids)).body;
  expect(await makeComposite(w.ctx, id, IDLE)).toEqual({ failed: 'IMAGERY_COMPOSITE_HIDDEN' });
  const { body } = await w.call(c.getScene, { as: STATION, params: { id } });
  expect(body.scene).toMatchObject({
    state: 'failed',
    sha256: null,
    failure: { code: 'IMAGERY_COMPOSITE_HIDDEN' },
  });
  expect(body.composite.outcome).toBeNull();
  expect((await w.call(c.retryScene, { as: STATION, params: { id }, body: {} })).status).toBe(200);
  expect(w.ctx.jobs.queued.at(-1)).toMatchObject({ name: COMPOSITE_JOB, data: { sceneId: id } });
});

test('what does not go together is told before anything is made, in both tongues', async () => {
  const w = await world();
  const [a, b] = [await bringPlanted(w, SCENES[0]!, 0), await bringPlanted(w, SCENES[4]!, 4)];
  const codeOf = async (scenes: readonly number[], parameters: object = {}, more: object = {}) =>
    (await start(w, scenes, parameters, more)).body.code;
  const planOf = async (scenes: readonly number[], parameters: object = {}, language = 'zh-CN') =>
    (
      await w.call(c.planComposite, {
        as: PLANNER,
        query: { ...first, ...parameters, scenes: scenes.join() },
        headers: { 'accept-language': language },
      })
    ).body as { plan: c.CompositePlan | null; problem: c.Failure | null };

  expect(await planOf([a, b])).toMatchObject({
    problem: null,
    plan: {
      width: 30 + WIDTH,
      height: 25 + HEIGHT,
      crs: 'EPSG:32645',
      roles: ['B', 'G', 'R', 'N'],
      scenes: [a, b],
      unmasked: [],
      mayBePublic: true,
      simulated: true,
    },
  });
  expect((await planOf([a, b], { order: 'newest' })).plan!.scenes).toEqual([b, a]);
  expect(await planOf([a], {}, 'en')).toEqual({
    plan: null,
    problem: {
      code: 'IMAGERY_COMPOSITE_NUMBER',
      message: 'A composite is made of 2 to 40 different scenes; 1 were chosen',
    },
  });
  expect((await planOf([a])).problem!.message).toBe('合成需要 2–40 景不同的影像，选了 1 景');
  // The same scene twice is one.
  expect(await codeOf([a, a])).toBe('IMAGERY_COMPOSITE_NUMBER');
  expect(await codeOf([a, 2 ** 31 - 1])).toBe('IMAGERY_SCENE_UNKNOWN');
  expect((await planOf([a, 9_999_999_999])).problem!.code).toBe('IMAGERY_SCENE_UNKNOWN');
  expect(await codeOf([a, b], { bbox: '88,43,87,44' })).toBe('IMAGERY_BOX_INVALID');
  expect(await codeOf([a, b], { bbox: '80,40,81,41' })).toBe('IMAGERY_COMPOSITE_BOX');
  expect((await start(w, [a, b], { method: 'mean' })).status).toBe(400);
  // Somebody else's unit, no such unit.
  expect(await codeOf([a, b], {}, { ownerPath: '/BT/BT08/' })).toBe('FORBIDDEN');
  expect(await codeOf([a, b], {}, { ownerPath: `${URUMQI}999999/` })).toBe('IMAGERY_UNIT_UNKNOWN');

  const waiting = (await start(w, [a, b])).body.id;
  expect(await codeOf([a, waiting])).toBe('IMAGERY_NOT_READY');
  const closed = await bringPlanted(w, { ...SCENES[1]!, name: 'closed' }, 1, { more: { public: false } });
  expect(await codeOf([a, closed], {}, { public: true })).toBe('IMAGERY_COMPOSITE_PUBLIC');
  expect((await planOf([a, closed])).plan!.mayBePublic).toBe(false);
  expect((await start(w, [a, b], {}, { public: true })).status).toBe(200);

  const coarse = await bringPlanted(w, { ...SCENES[0]!, name: 'coarse' }, 0, { cell: 13 });
  expect(await codeOf([a, coarse])).toBe('IMAGERY_COMPOSITE_CELLS');
  const near = await bringPlanted(w, { ...SCENES[0]!, name: 'near' }, 0, { cell: 12 });
  expect((await planOf([a, near])).plan).toMatchObject({ gsd: 10 });
  // Facts decide, so that rows stand for files that would take hours to bring.
  const other = async (change: ReturnType<typeof sql>): Promise<number> => {
    const { rows } = await sql<{ id: number }>`
      insert into imagery.scene (collection, sensor, title, taken_at, platform, source, licence, simulated, public, owner_path, told, state,
        originals, facts, crs, gsd, footprint, box, cloud_share, cog_sha256, cog_size, by_user, by_name, recorded_at, ready_at)
      select collection, sensor, 'other', taken_at, platform, source, licence, simulated, public, owner_path, told, state, originals, facts,
        crs, gsd, footprint, box, cloud_share, cog_sha256, cog_size, by_user, by_name, recorded_at, ready_at
      from imagery.scene where id = ${a} returning id`.execute(w.ctx.db);
    const { id } = rows[0]!;
    await sql`update imagery.scene set ${change} where id = ${id}`.execute(w.ctx.db);
    return id;
  };
  const landsat = await other(sql`sensor = 'landsat-c2-l2'`);
  expect(await codeOf([a, landsat])).toBe('IMAGERY_COMPOSITE_SENSORS');
  const thematic = await other(sql`sensor = 'thematic'`);
  expect(await codeOf([a, thematic])).toBe('IMAGERY_COMPOSITE_THEMATIC');
  const bands = (roles: readonly string[]) =>
    JSON.stringify(
      roles.map((role, i) => ({
        number: i + 1,
        name: role,
        role,
        scale: 1e-4,
        offset: -0.1,
        statistics: null,
      })),
    );
  const red = await other(sql`facts = facts || jsonb_build_object('bands', ${bands(['R'])}::jsonb)`);
  expect((await planOf([a, red])).plan!.roles).toEqual(['R']);
  expect(await codeOf([a, red], { method: 'best' })).toBe('IMAGERY_COMPOSITE_NDVI');
  const green = await other(sql`facts = facts || jsonb_build_object('bands', ${bands(['G'])}::jsonb)`);
  expect(await codeOf([red, green])).toBe('IMAGERY_COMPOSITE_BANDS');
  const plain = [
    await other(sql`sensor = 'gaofen', facts = facts || '{"reflectance": false}'`),
    await other(sql`sensor = 'gaofen', facts = facts || '{"reflectance": false}'`),
    await other(sql`sensor = 'gaofen', facts = facts || '{"reflectance": false, "type": "uint8"}'`),
  ] as const;
  for (const method of ['median', 'best'])
    expect(await codeOf(plain.slice(0, 2), { method })).toBe('IMAGERY_COMPOSITE_NUMBERS');
  expect((await planOf(plain.slice(0, 2))).problem).toBeNull();
  expect(await codeOf([plain[0], plain[2]])).toBe('IMAGERY_TYPES_DIFFER');
  const far = await other(sql`facts = facts || '{"affine": [100000, 10, 0, 2000000, 0, -10]}'`);
  expect((await planOf([a, far])).problem!.code).toMatch(/IMAGERY_COMPOSITE_(LARGE|ROOM)/);
  const farther = await other(sql`facts = facts || '{"affine": [100000, 10, 0, -90000000, 0, -10]}'`);
  expect((await planOf([a, farther])).problem!.code).toBe('IMAGERY_COMPOSITE_LARGE');
});

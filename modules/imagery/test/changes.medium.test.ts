import { join } from 'node:path';
import type { Polygon } from '@tarim/geo';
import { dilate, hiddenCells, type Samples, writeCog } from '@tarim/raster';
import {
  eventsOf,
  type World as Ground,
  rasterised,
  sceneCells,
  scoreCells,
  scoreEvents,
  truthOf,
  type WorldEvent,
  worldOf,
  writeScene,
} from '@tarim/raster/testkit';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import * as c from '../contract.ts';
import { detectChanges } from '../server/use-cases/detect-changes.ts';
import { CORPS, IDLE, PLANNER, S2, STATION, type World, world } from './world.ts';

const CHANGED = 2024.3;
const ground = worldOf(11, eventsOf(CHANGED));
const [BEFORE, AFTER] = [2023.55, 2024.55];
const asked = { method: 'cva', threshold: 'kapur', leastArea: 800 } as const;

async function bring(
  w: World,
  name: string,
  time: number,
  { clouds = 0, of = ground, more = {} }: { clouds?: number; of?: Ground; more?: object } = {},
): Promise<number> {
  const paths = writeScene(w.folder, name, of, time, { clouds });
  const year = Math.floor(time);
  const takenAt = new Date(Date.UTC(year, 0, 1) + (time - year) * 365.25 * 86_400_000).toISOString();
  const { scene } = await w.ingest({ ...S2, title: name, takenAt, ...more }, [
    { path: paths.bands, name: `${name}.tif` },
    { path: paths.scl, name: `${name}-scl.tif`, field: 'quality' },
  ]);
  expect(scene.failure).toBeNull();
  return scene.id;
}

async function compare(w: World, before: number, after: number, parameters: object = {}) {
  const answer = await w.call(c.startChangeRun, {
    as: STATION,
    body: { before, after, parameters: { ...asked, ...parameters } },
  });
  expect([answer.status, answer.body.code]).toEqual([200, undefined]);
  const { id } = answer.body as { id: number };
  await detectChanges(w.ctx, id, IDLE);
  const run = (await w.call(c.getChangeRun, { as: PLANNER, params: { id } })).body as c.ChangeRun;
  const answered = await w.call(c.getChangePatches, { as: PLANNER, params: { id } });
  return { id, run, patches: answered.body.features as Feature[] };
}

interface Feature {
  readonly geometry: Polygon;
  readonly properties: {
    readonly ref: string;
    readonly class: string | null;
    readonly confidence: number;
    readonly classConfidence: number;
    readonly areaM2: number;
    readonly indexChange: Record<string, number>;
  };
}

/** 1 where both dates show the ground, as clouds grow by 60 m; computed from the simulated classifications. */
function seenOn(of: Ground, dates: readonly (readonly [time: number, clouds: number])[]): Uint8Array {
  const { width, height } = of.grid;
  const seen = new Uint8Array(width * height).fill(1);
  for (const [time, clouds] of dates) {
    const { scl } = sceneCells(of, time, { clouds });
    const fine = Uint8Array.from({ length: width * height }, (_, i) => {
      const [x, y] = [i % width, Math.floor(i / width)];
      return scl[(y >> 1) * Math.ceil(width / 2) + (x >> 1)]!;
    });
    const hidden = dilate(hiddenCells(fine as Samples, 'scl'), width, height, 6);
    for (let i = 0; i < seen.length; i++) if (hidden[i] !== 0) seen[i] = 0;
  }
  return seen;
}

test.each([
  ['cva', 'kapur'],
  ['ir-mad', 'otsu'],
] as const)(
  '%s with %s over cloudy scenes: what both dates show is found, and nothing else',
  async (method, threshold) => {
    const w = await world();
    const before = await bring(w, 'before', BEFORE, { clouds: 4 });
    const after = await bring(w, 'after', AFTER, { clouds: 5 });
    const { run, patches } = await compare(w, before, after, { method, threshold });
    expect(run).toMatchObject({
      state: 'done',
      failure: null,
      simulated: true,
      before: { id: before },
      after: { id: after },
    });
    expect(run.outcome).toMatchObject({
      detector: `imagery-${method}-${threshold}`,
      roles: ['B', 'G', 'R', 'N', 'S1', 'S2'],
    });
    expect(run.patches).toBe(patches.length);
    const seen = seenOn(ground, [
      [BEFORE, 4],
      [AFTER, 5],
    ]);
    expect(run.outcome!.observed).toBe(seen.reduce((sum, one) => sum + one, 0));
    expect(run.outcome!.observedShare).toBeCloseTo(run.outcome!.observed / seen.length, 9);
    const polygons = patches.map(({ geometry }) => geometry);
    const all = truthOf(
      { ...ground, events: ground.events.map((one) => ({ ...one, kind: 'mine' as const })) },
      AFTER,
    );
    const cells = scoreCells(
      rasterised(polygons, ground.grid),
      all.map((one, i) => one & seen[i]!),
    );
    const things = scoreEvents(polygons, ground, truthOf(ground, AFTER), AFTER, seen);
    const human = patches.filter((one) => !['farm', 'water', 'natural'].includes(one.properties.class ?? ''));
    const judged = scoreEvents(
      human.map(({ geometry }) => geometry),
      ground,
      truthOf(ground, AFTER),
      AFTER,
      seen,
    );
    const shown = (one: { precision: number; recall: number }) =>
      `precision ${one.precision.toFixed(3)} recall ${one.recall.toFixed(3)}`;
    console.log(
      `simulated scenes through the product, ${method} ${threshold}: any change by cells ${shown(cells)}; disturbance by things ${shown(things)}; after the rules ${shown(judged)}; hidden by clouds ${things.hidden!.join(' ') || '—'}, missed ${things.missed!.join(' ') || '—'}`,
    );
    expect(cells.precision).toBeGreaterThan(0.95);
    expect(cells.recall).toBeGreaterThan(0.95);
    expect(things.missed).toEqual([]);
    expect(judged.precision).toBeGreaterThan(0.95);
    expect(judged.recall).toBe(1);
  },
);

/** Every kind of event, apart from each other, under a clear sky. */
const EVENTS: readonly WorldEvent[] = [
  ...eventsOf(CHANGED),
  { kind: 'snow', x: 310, y: 20, width: 40, height: 30, from: CHANGED },
];
const CLASS_OF: Readonly<Record<string, string>> = {
  mine: 'mining',
  road: 'road',
  houses: 'building',
  photovoltaic: 'photovoltaic',
  irrigation: 'farm',
  reservoir: 'water',
  snow: 'natural',
};

test('the first guess names what each change is, and the event says so', async () => {
  const w = await world();
  const of = worldOf(11, EVENTS);
  const before = await bring(w, 'clear-before', BEFORE, { of });
  const after = await bring(w, 'clear-after', AFTER, { of });
  const { run, patches } = await compare(w, before, after);
  expect(run.failure).toBeNull();
  const told = EVENTS.map((event) => {
    const inside = rasterised([], of.grid);
    for (let y = event.y; y < event.y + event.height; y++)
      inside.fill(1, y * of.grid.width + event.x, y * of.grid.width + event.x + event.width);
    const [best] = patches
      .map((one) => ({ one, score: scoreCells(rasterised([one.geometry], of.grid), inside) }))
      .sort((a, b) => b.score.f1 - a.score.f1);
    return { event, class: best && best.score.f1 > 0.5 ? best.one.properties.class : 'not found' };
  });
  const right = told.filter((one) => one.class === CLASS_OF[one.event.kind]);
  console.log(`first guess of simulated events: ${right.length} of ${told.length} right`);
  expect(told.map((one) => `${one.event.kind}@${one.event.x}: ${one.class}`)).toEqual(
    EVENTS.map((event) => `${event.kind}@${event.x}: ${CLASS_OF[event.kind]}`),
  );
  const mine = patches.find((one) => one.properties.class === 'mining')!;
  expect(mine.properties.indexChange).toMatchObject({
    ndvi: expect.any(Number),
    mndwi: expect.any(Number),
    ndbi: expect.any(Number),
    bsi: expect.any(Number),
  });
  expect(mine.properties.indexChange.ndvi).toBeLessThan(-0.2);
  // 24 × 18 cells of 10 m.
  expect(
    Math.max(
      ...patches.filter((one) => one.properties.class === 'mining').map((one) => one.properties.areaM2),
    ) / 43_200,
  ).toBeCloseTo(1, 1);

  const { rows } = await sql<{
    payload: { patches: { ref: string; class: string }[]; before: object; after: object };
  }>`
    select payload from platform.outbox where type = 'imagery.changes-detected.v1'`.execute(w.ctx.db);
  expect(rows).toHaveLength(1);
  const { payload } = rows[0]!;
  expect(payload).toMatchObject({
    simulated: true,
    before: { scene: before, on: '2023-07-21' },
    after: { scene: after, on: '2024-07-20' },
  });
  expect(payload.patches.map(({ ref }) => ref)).toEqual(patches.map(({ properties }) => properties.ref));

  // Made again, the same patches have the same names.
  const again = await compare(w, before, after);
  expect(again.patches.map(({ properties }) => properties.ref)).toEqual(
    patches.map(({ properties }) => properties.ref),
  );
  // Only the south east.
  const part = await compare(w, before, after, { bbox: '87.017,43.32,87.05,43.345' });
  expect(part.run.outcome!.cells).toBeLessThan(run.outcome!.cells / 2);
  expect(part.patches.length).toBeGreaterThan(0);
  expect(part.patches.length).toBeLessThan(patches.length);
  // A scene that was compared can be taken off; what was found stays.
  expect((await w.call(c.removeScene, { as: STATION, params: { id: before } })).status).toBe(204);
  expect((await w.call(c.getChangeRun, { as: STATION, params: { id: run.id } })).body.patches).toBe(
    run.patches,
  );
});

test('other grids and sensors are laid on the coarser one', async () => {
  const w = await world();
  const before = await bring(w, 'fine', BEFORE);
  // Landsat of the later date: six bands averaged over 3 × 3 cells.
  const { bands } = sceneCells(ground, AFTER);
  const [width, height] = [133, 100];
  const path = join(w.folder, 'landsat.tif');
  writeCog(
    path,
    {
      grid: { crs: 'EPSG:32645', width, height, affine: [500_000, 30, 0, 4_800_000, 0, -30] },
      type: 'uint16',
      noData: 0,
      bands: Array(6).fill({}),
      compression: 'deflate',
      level: 1,
      overviews: 'average',
    },
    ({ x, y, width: across, height: down }) =>
      bands.map((band) =>
        Uint16Array.from({ length: across * down }, (_, i) => {
          const [column, row] = [3 * (x + (i % across)), 3 * (y + Math.floor(i / across))];
          let sum = 0;
          for (let j = 0; j < 9; j++) sum += band[(row + Math.floor(j / 3)) * 400 + column + (j % 3)]!;
          // From numbers of Sentinel-2 to those of Landsat, by way of reflectance.
          return Math.round((sum / 9 / 10_000 - 0.1 + 0.2) / 0.0000275);
        }),
      ),
  );
  const landsat = await w.ingest(
    {
      collection: 'landsat',
      sensor: 'landsat-c2-l2',
      title: 'landsat',
      takenAt: '2024-07-21T13:00:00+08:00',
      source: '模拟影像',
      licence: 'CC0-1.0',
      simulated: true,
    },
    [{ path }],
  );
  expect(landsat.scene.failure).toBeNull();
  const { run, patches } = await compare(w, before, landsat.scene.id, { leastArea: 3_000 });
  expect(run).toMatchObject({ state: 'done', failure: null });
  expect(run.outcome!.gsd).toBeCloseTo(30, 6);
  expect(run.outcome!.cells).toBe(width * height);
  const score = scoreEvents(
    patches.map(({ geometry }) => geometry),
    ground,
    truthOf(ground, AFTER),
    AFTER,
  );
  console.log(
    `Sentinel-2 with Landsat at 30 m: disturbance by things recall ${score.recall.toFixed(3)} missed ${score.missed!.join(' ')}`,
  );
  // A road of 30 m and houses of 60 m are one or two cells here.
  expect(score.recall).toBeGreaterThan(0.6);
});

test('what cannot be compared ends with its reason, and no patch', async () => {
  const w = await world();
  const before = await bring(w, 'first', BEFORE);
  const after = await bring(w, 'second', AFTER);
  const start = async (body: object, as = STATION) => {
    const answer = await w.call(c.startChangeRun, {
      as,
      body: { before, after, parameters: asked, ...body },
    });
    return [answer.status, answer.body.code];
  };
  expect(await start({ before: after, after: before })).toEqual([422, 'IMAGERY_SCENE_ORDER']);
  expect(await start({ after: 99 })).toEqual([404, 'IMAGERY_SCENE_UNKNOWN']);
  expect(await start({ parameters: { ...asked, bbox: '88,43,87,44' } })).toEqual([
    422,
    'IMAGERY_BOX_INVALID',
  ]);
  expect(await start({ parameters: { ...asked, method: 'guess' } })).toEqual([400, 'VALIDATION']);
  expect(await start({ ownerPath: '/650000/650100/' }, CORPS)).toEqual([403, 'FORBIDDEN']);
  expect(await start({}, PLANNER)).toEqual([403, 'FORBIDDEN']);

  const elsewhere = await bring(w, 'elsewhere', AFTER, {
    of: { ...ground, grid: { ...ground.grid, affine: [520_000, 10, 0, 4_800_000, 0, -10] } },
  });
  const same = await bring(w, 'same', BEFORE, { more: { takenAt: '2023-08-01T00:00:00Z' } });
  // All of it cloud, as the classification has it.
  const dark = writeScene(w.folder, 'dark', ground, AFTER);
  writeCog(
    dark.scl,
    {
      grid: ground.grid,
      type: 'uint8',
      noData: 0,
      bands: [{}],
      compression: 'deflate',
      level: 1,
      overviews: 'nearest',
    },
    ({ width, height }) => [new Uint8Array(width * height).fill(9)],
  );
  const clouded = await w.ingest({ ...S2, title: 'dark' }, [
    { path: dark.bands },
    { path: dark.scl, field: 'quality' },
  ]);
  expect(clouded.scene.cloudShare).toBe(1);
  const plain = {
    collection: 'four',
    sensor: 'gaofen',
    title: 'four',
    takenAt: '2024-08-01T00:00:00Z',
    source: '模拟',
    licence: 'CC0-1.0',
  };
  const path = join(w.folder, 'plain.tif');
  const six = writeScene(w.folder, 'six', ground, AFTER).bands;
  void six;
  writeCog(
    path,
    {
      grid: ground.grid,
      type: 'uint16',
      noData: 0,
      bands: Array(4).fill({}),
      compression: 'deflate',
      level: 1,
      overviews: 'average',
    },
    ({ x, y, width, height }) => {
      const { bands } = sceneCells(ground, AFTER);
      return bands
        .slice(0, 4)
        .map((band) =>
          Uint16Array.from(
            { length: width * height },
            (_, i) => band[(y + Math.floor(i / width)) * 400 + x + (i % width)]!,
          ),
        );
    },
  );
  const gaofen = await w.ingest(plain, [{ path }]);
  expect(gaofen.scene.failure).toBeNull();
  expect(await start({ after: gaofen.scene.id })).toEqual([422, 'IMAGERY_UNITS_DIFFER']);
  expect(await start({ after: gaofen.scene.id, parameters: { ...asked, roles: ['S1'] } })).toEqual([
    422,
    'IMAGERY_BANDS_DIFFER',
  ]);
  // IR-MAD sees through the other scaling.
  const mixed = await compare(w, before, gaofen.scene.id, { method: 'ir-mad', threshold: 'otsu' });
  expect(mixed.run).toMatchObject({ state: 'done', outcome: { roles: ['B', 'G', 'R', 'N'] } });
  expect(mixed.patches.length).toBeGreaterThan(4);

  for (const [scene, parameters, code] of [
    [elsewhere, {}, 'IMAGERY_NO_OVERLAP'],
    [after, { bbox: '80,40,81,41' }, 'IMAGERY_NO_OVERLAP'],
    [clouded.scene.id, {}, 'IMAGERY_NOTHING_SEEN'],
    [same, {}, 'RASTER_UNIFORM'],
  ] as const) {
    const { run, patches } = await compare(w, before, scene, parameters);
    expect([run.state, run.failure?.code, patches.length]).toEqual(['failed', code, 0]);
    expect(run.failure!.message).not.toMatch(/\{|\/tmp/);
  }

  const { body } = await w.call(c.startChangeRun, {
    as: STATION,
    body: { before, after, parameters: asked },
  });
  expect((await w.call(c.removeScene, { as: STATION, params: { id: after } })).body.code).toBe(
    'IMAGERY_IN_USE',
  );
  expect((await w.call(c.cancelChangeRun, { as: CORPS, params: { id: body.id }, body: {} })).status).toBe(
    403,
  );
  expect((await w.call(c.cancelChangeRun, { as: STATION, params: { id: body.id }, body: {} })).body).toEqual({
    ok: true,
  });
  expect(await detectChanges(w.ctx, body.id, IDLE)).toEqual({});
  const list = await w.call(c.listChangeRuns, { as: PLANNER, query: { scene: after } });
  expect(list.body.runs[0]).toMatchObject({ id: body.id, state: 'cancelled', mine: false });
});

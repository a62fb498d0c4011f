import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { area, type Polygon } from '@tarim/geo';
import { dayOf, openRaster } from '@tarim/raster';
import {
  type EventKind,
  eventsOf,
  rasterised,
  SCENE_BANDS,
  type Score,
  scoreCells,
  scoreEvents,
  truthOf,
  worldOf,
  writeScene,
} from '@tarim/raster/testkit';
import { afterAll, expect, test } from 'vitest';
import { runTarim } from '../src/run.fixture.ts';

const folder = mkdtempSync(join(tmpdir(), 'raster-cli-'));
const at = (name: string) => join(folder, name);
afterAll(() => rmSync(folder, { recursive: true }));

const CHANGED = 2024.3;
const world = worldOf(11, eventsOf(CHANGED));
const [width, height] = [world.grid.width, world.grid.height];
const whole = { x: 0, y: 0, width, height };

async function run(...argv: string[]) {
  const { code, err, lines } = await runTarim(['raster', ...argv]);
  expect([code, err]).toEqual([0, '']);
  return lines()[0];
}

const bandsOf = (path: string) => SCENE_BANDS.map((_, i) => `${path}#${i + 1}`).join(',');
const named = (path: string, ...roles: (typeof SCENE_BANDS)[number][]) =>
  roles.map((role) => `${role}=${path}#${SCENE_BANDS.indexOf(role) + 1}`).join(',');

interface PatchFile {
  readonly features: ReadonlyArray<{
    readonly geometry: Polygon;
    readonly properties: { readonly area: number; readonly cells: number };
  }>;
}
const patchesIn = (name: string) => (JSON.parse(readFileSync(at(name), 'utf8')) as PatchFile).features;

function tell(what: string, score: Score): void {
  const shown = (value: number) => value.toFixed(3);
  console.log(
    `simulated scenes, ${what}: precision ${shown(score.precision)} recall ${shown(score.recall)} F1 ${shown(score.f1)}${score.missed?.length ? ` missed ${score.missed.join(' ')}` : ''}${score.hidden?.length ? ` hidden ${score.hidden.join(' ')}` : ''}`,
  );
}

const before = writeScene(folder, 'before', world, 2023.55, { clouds: 4 });
const after = writeScene(folder, 'after', world, 2024.55, { clouds: 5 });

test('index: NDVI of a cloudy scene is that of the ground, and nothing where clouds hide it', async () => {
  const told = await run(
    'index',
    '--index',
    'ndvi',
    ...['--bands', named(before.bands, 'N', 'R'), '--reflectance', 'sentinel-2:05.09'],
    ...['--mask', before.scl, '--mask-kind', 'scl', '--dilate', '60', '--out', at('ndvi.tif')],
  );
  const raster = openRaster(at('ndvi.tif'));
  const found = raster.read(1, whole);
  raster.close();
  const scene = openRaster(before.bands);
  const [red, nir] = [scene.read(3, whole), scene.read(4, whole)];
  scene.close();
  let seen = 0;
  for (let i = 0; i < found.length; i++) {
    if (found[i] === -32_768) continue;
    seen++;
    const [r, n] = [red[i]! - 1_000, nir[i]! - 1_000];
    expect(Math.abs(found[i]! - (10_000 * (n - r)) / (n + r))).toBeLessThanOrEqual(0.5001);
  }
  expect(told.bands[0].count).toBe(seen);
  expect(seen / found.length).toBeGreaterThan(0.6);
  expect(seen / found.length).toBeLessThan(0.98);
});

const CHANGE = [
  ...['--before', bandsOf(before.bands), '--after', bandsOf(after.bands)],
  ...['--reflectance', 'sentinel-2:05.09', '--mask-before', before.scl, '--mask-after', after.scl],
  ...['--mask-kind', 'scl', '--dilate', '60', '--min-area', '800'],
];

test.each([
  ['cva', 'kapur'],
  ['ir-mad', 'otsu'],
] as const)('change by %s, threshold %s: what people did, and no clouds', async (method, threshold) => {
  const out = `change-${method}.geojson`;
  const told = await run('change', ...CHANGE, '--method', method, '--threshold', threshold, '--out', at(out));
  const features = patchesIn(out);
  expect(told.patches).toBe(features.length);
  const polygons = features.map(({ geometry }) => geometry);
  // Two-date change finds irrigation and water as well: it tells change, not its cause.
  const changed = truthOf(
    { ...world, events: world.events.map((event) => ({ ...event, kind: 'mine' as EventKind })) },
    2024.55,
  );
  const seen = await seenOnBoth();
  const visible = changed.map((one, i) => one & seen[i]!);
  const score = scoreCells(rasterised(polygons, world.grid), visible);
  tell(`${method} ${threshold}, any change, by cells`, score);
  tell(
    `${method} ${threshold}, disturbance only, by things`,
    scoreEvents(polygons, world, truthOf(world, 2024.55), 2024.55, seen),
  );
  expect(score.precision).toBeGreaterThan(0.9);
  expect(score.recall).toBeGreaterThan(0.85);
  for (const { geometry, properties } of features) {
    expect(properties.area).toBeGreaterThanOrEqual(800);
    // Steps taken off change an area little; a cell of UTM is 100 m² to its scale.
    expect(Math.abs(area(geometry) / properties.area - 1)).toBeLessThan(0.15);
    expect(properties.area / (100 * properties.cells)).toBeCloseTo(1, 2);
  }
});

/** 1 where neither scene is hidden, by the command itself. */
async function seenOnBoth(): Promise<Uint8Array> {
  for (const [name, scene] of Object.entries({ before, after }))
    await run(
      'index',
      ...['--expression', 'N * 0 + 1', '--bands', named(scene.bands, 'N'), '--type', 'float32'],
      ...['--mask', scene.scl, '--mask-kind', 'scl', '--dilate', '60', '--out', at(`seen-${name}.tif`)],
    );
  const [a, b] = ['before', 'after'].map((name) => {
    const raster = openRaster(at(`seen-${name}.tif`));
    const cells = raster.read(1, whole);
    raster.close();
    return cells;
  });
  return Uint8Array.from(a!, (one, i) => (one === 1 && b![i] === 1 ? 1 : 0));
}

test('monitor, then patches: breaks of a four-year stack are the disturbances, with their date', async () => {
  const rows: string[] = [];
  // Smaller, since there are many dates; the events are the same.
  const world = worldOf(11, eventsOf(CHANGED), [300, 260]);
  const [width, height] = [world.grid.width, world.grid.height];
  const whole = { x: 0, y: 0, width, height };
  for (let i = 0; i < 4 * 12; i++) {
    const time = 2021 + (i + 0.5) / 12;
    const day = dayOf(time);
    const scene = writeScene(folder, `s${i}`, world, time, { clouds: i % 3 });
    await run(
      'index',
      ...['--index', 'ndvi', '--bands', named(scene.bands, 'N', 'R'), '--reflectance', 'sentinel-2:05.09'],
      ...['--out', at(`ndvi-${i}.tif`), '--threads', '0', '--level', '1'],
    );
    rows.push(`${day},ndvi-${i}.tif,s${i}-scl.tif`);
  }
  // The order of lines does not matter.
  writeFileSync(at('stack.csv'), `# date,ndvi,scl\n${rows.toReversed().join('\n')}\n`);
  const told = await run(
    'monitor',
    ...['--stack', at('stack.csv'), '--start', '2024-01-01', '--mask-kind', 'scl', '--dilate', '60'],
    ...['--out', at('breaks.tif')],
  );
  expect(told).toMatchObject({ dates: 48, judged: width * height, width, height });
  const patches = await run(
    'patches',
    // Panels are greener than the steppe in winter, so that the mean of a year tells little of them: their break is as sure as any.
    ...['--where', 'T > 0 && M < -0.03', '--bands', `T=${at('breaks.tif')}#1,M=${at('breaks.tif')}#2`],
    ...['--min-area', '800', '--out', at('breaks.geojson')],
  );
  expect(patches.patches).toBeGreaterThan(4);
  const polygons = patchesIn('breaks.geojson').map(({ geometry }) => geometry);
  const truth = truthOf(world, 2024.9);
  const cells = scoreCells(rasterised(polygons, world.grid), truth);
  const things = scoreEvents(polygons, world, truth, 2024.9);
  tell('BFAST Monitor on NDVI, disturbance, by cells', cells);
  tell('BFAST Monitor on NDVI, disturbance, by things', things);
  expect(cells.precision).toBeGreaterThan(0.85);
  expect(cells.recall).toBeGreaterThan(0.8);
  expect(things.precision).toBeGreaterThan(0.85);
  expect(things.recall).toBeGreaterThan(0.8);
  const raster = openRaster(at('breaks.tif'));
  const dates = raster.read(1, whole);
  raster.close();
  const hits = [...dates].filter((time, i) => truth[i] === 1 && time >= CHANGED).sort((a, b) => a - b);
  const delay = hits[hits.length >> 1]! - CHANGED;
  console.log(`simulated scenes, BFAST Monitor: median delay ${(365 * delay).toFixed(0)} days`);
  expect(delay).toBeLessThan(0.4);
}, 240_000);

test('composite: clear where either scene is; the number of clear observations is its last band', async () => {
  writeFileSync(at('scenes.csv'), 'before.tif,before-scl.tif\nafter.tif,after-scl.tif,05.09\n');
  const told = await run(
    'composite',
    ...[
      '--scenes',
      at('scenes.csv'),
      '--bands',
      'R=3,N=4',
      '--rule',
      'best',
      '--reflectance',
      'sentinel-2:05.09',
    ],
    ...['--mask-kind', 'scl', '--dilate', '60', '--out', at('composite.tif')],
  );
  const raster = openRaster(at('composite.tif'));
  const clear = raster.read(3, whole);
  raster.close();
  expect(told.scenes).toBe(2);
  expect(told.seen).toBe(clear.filter((count) => count > 0).length);
  expect(told.bands[0].count).toBe(told.seen);
  expect(Math.max(...clear)).toBe(2);
  expect(told.seen / clear.length).toBeGreaterThan(0.9);
});

test('tile: a PNG over the scene, a transparent one beside it', async () => {
  const [longitude, latitude] = [87.01, 43.34];
  const z = 13;
  const x = Math.floor(((longitude + 180) / 360) * 2 ** z);
  const y = Math.floor((0.5 - Math.asinh(Math.tan((latitude * Math.PI) / 180)) / (2 * Math.PI)) * 2 ** z);
  const common = ['--bands', named(before.bands, 'R', 'N'), '--index', 'ndvi', '--out', at('tile.png')];
  const told = await run('tile', '--z', `${z}`, '--x', `${x}`, '--y', `${y}`, ...common);
  expect(told).toMatchObject({ empty: false, bytes: readFileSync(at('tile.png')).length });
  expect(readFileSync(at('tile.png')).subarray(1, 4).toString()).toBe('PNG');
  expect(await run('tile', '--z', `${z}`, '--x', '0', '--y', '0', ...common)).toMatchObject({ empty: true });
});

test('accuracy: the example of Olofsson et al. 2014, hectares', async () => {
  const rows = [
    'class,area,deforestation,gain,forest,other',
    'deforestation,18000,66,0,5,4',
    'gain,13500,0,55,8,12',
    'forest,288000,1,0,153,11',
    'other,580500,2,1,9,313',
  ];
  writeFileSync(at('matrix.csv'), rows.join('\n'));
  const { classes } = await run('accuracy', '--matrix', at('matrix.csv'));
  expect([classes[0].area.value, classes[0].area.margin].map(Math.round)).toEqual([21_158, 6_158]);
  writeFileSync(at('matrix.csv'), rows.slice(0, 4).join('\n'));
  expect((await runTarim(['raster', 'accuracy', '--matrix', at('matrix.csv')])).code).toBe(2);
});

test('bad input is told in words', async () => {
  const broken = async (...argv: string[]) => {
    const { code, out, err } = await runTarim(['raster', ...argv]);
    expect(out).toBe('');
    return [code, err.split('\n')[0]!.split(/[:：]/)[0]] as const;
  };
  const half = readFileSync(before.bands);
  writeFileSync(at('half.tif'), half.subarray(0, half.length >> 1));
  writeFileSync(at('text.tif'), 'no picture at all');
  const ndvi = ['index', '--index', 'ndvi', '--out', at('never.tif'), '--bands'];
  expect(await broken(...ndvi, `N=${at('half.tif')}#4,R=${at('half.tif')}#3`)).toEqual([
    1,
    'RASTER_TRUNCATED',
  ]);
  expect(await broken(...ndvi, `N=${at('text.tif')},R=${at('text.tif')}`)).toEqual([1, 'RASTER_UNREADABLE']);
  expect((await broken(...ndvi, `N=${before.bands}#9,R=${before.bands}#3`))[0]).toBe(1);
  writeFileSync(at('list.csv'), '2024-02-30,before.tif');
  expect(
    (await broken('monitor', '--stack', at('list.csv'), '--start', '2023-01-01', '--out', at('n.tif')))[0],
  ).toBe(2);
});

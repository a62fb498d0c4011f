import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openRaster } from '@tarim/raster';
import { eventsOf, SCENE_BANDS, worldOf, writeScene } from '@tarim/raster/testkit';
import { afterAll, describe, expect, test } from 'vitest';
import { runTarim } from '../src/run.fixture.ts';

const folder = mkdtempSync(join(tmpdir(), 'raster-ecosystem-cli-'));
const at = (name: string) => join(folder, name);
afterAll(() => rmSync(folder, { recursive: true }));

const world = worldOf(11, eventsOf(2024.3));
const scenes = [2022.55, 2023.55, 2024.55].map((time, i) =>
  writeScene(folder, `s${i}`, world, time, { clouds: i }),
);

async function run(...argv: string[]) {
  const { code, err, lines } = await runTarim(['raster', ...argv]);
  expect([code, err]).toEqual([0, '']);
  return lines()[0];
}
const named = (path: string) => SCENE_BANDS.map((role, i) => `${role}=${path}#${i + 1}`).join(',');
const MASKED = ['--mask-kind', 'scl', '--dilate', '60'];

describe('series', () => {
  const FOLDER = process.env.TARIM_REDLINE_DATA ?? '/nowhere';
  const there = existsSync(`${FOLDER}/timeseries/series_harvest.csv`);
  interface Case {
    readonly id: string;
    readonly start: readonly [number, number];
    readonly args: { readonly history?: 'all' };
    readonly history: readonly [number, number];
    readonly n_history: number;
    readonly breakpoint: number;
    readonly magnitude: number;
    readonly process: readonly number[];
  }
  test.runIf(there)('the published one as R judges it', async () => {
    const { cases } = JSON.parse(
      readFileSync(`${FOLDER}/timeseries/harvest_bfastmonitor_expected.json`, 'utf8'),
    ) as { cases: Case[] };
    for (const wanted of cases) {
      const { monitor } = await run(
        ...['series', '--in', `${FOLDER}/timeseries/series_harvest.csv`, '--process'],
        ...['--start', wanted.start.join(','), '--history', wanted.args.history ?? 'roc'],
      );
      expect(monitor.n).toBe(wanted.n_history);
      expect(monitor.historyStart.time).toBeCloseTo(wanted.history[0], 9);
      expect(monitor.break.time).toBeCloseTo(wanted.breakpoint, 9);
      expect(monitor.magnitude).toBeCloseTo(wanted.magnitude, 10);
      const sums = monitor.process.map(({ mosum }: { mosum: number }) => mosum);
      expect(sums).toEqual(wanted.process.map((value) => expect.closeTo(value, 8)));
    }
  });
  test('out of standard input, several at a time, with what could not be read', async () => {
    const rows = (name: string, drop: number) =>
      Array.from({ length: 9 * 23 }, (_, i) => {
        const day = new Date(Date.UTC(2012 + Math.floor(i / 23), 0, 1 + 16 * (i % 23)))
          .toISOString()
          .slice(0, 10);
        const noise = 0.01 * Math.sin(i * 37.1) + 0.01 * Math.cos(i * 11.3);
        const value = 0.4 + 0.2 * Math.sin((2 * Math.PI * i) / 23) + noise - (i >= 7.5 * 23 ? drop : 0);
        return `${name},${day},${i % 9 === 4 ? 'NA' : value.toFixed(5)}`;
      });
    const content = ['point,date,ndvi', ...rows('a', 0.3), ...rows('b', 0), 'a,2020-13-01,1'].join('\n');
    const { code, lines } = await runTarim(
      [
        ...['raster', 'series', '--series', 'point', '--time', 'date', '--value', 'ndvi'],
        ...['--start', '2019-01-01', '--history', 'all'],
      ],
      content,
    );
    expect(code).toBe(0);
    const [a, b] = lines();
    expect(a).toMatchObject({ series: 'a', calendar: '16-day', frequency: 23, monitor: { status: 'break' } });
    expect(a.missing).toBeGreaterThan(20);
    expect(a.monitor.break.day >= '2019-07-01' && a.monitor.break.day < '2019-12-31').toBe(true);
    expect(a.monitor.magnitude).toBeCloseTo(-0.3, 1);
    expect(a.monitor.alerts.some(({ state }: { state: string }) => state === 'confirmed')).toBe(true);
    expect(a.problems.map(({ code: one, path }: { code: string; path: string }) => [one, path])).toEqual([
      ['RASTER_SERIES_TIME', `line ${content.split('\n').length}`],
    ]);
    expect(b).toMatchObject({ series: 'b', monitor: { status: 'stable', break: null }, problems: [] });
  });
  test('a broken call, and a file with nothing in it', async () => {
    expect((await runTarim(['raster', 'series', '--start', 'soon'], '2020-01-01,1\n')).code).toBe(2);
    const { code, err } = await runTarim(['raster', 'series'], '\n');
    expect([code, err.slice(0, 19)]).toEqual([1, 'RASTER_SERIES_EMPTY']);
  });
});

describe('cover and index', () => {
  test('FVC of two dates by the bounds of three is comparable; by one date it is told', async () => {
    for (const [i, { bands }] of scenes.entries())
      await run(
        'index',
        '--index',
        'ndvi',
        '--bands',
        named(bands),
        '--reflectance',
        'sentinel-2:05.09',
        '--out',
        at(`n${i}.tif`),
      );
    writeFileSync(
      at('stack.csv'),
      scenes.map(({ scl }, i) => `202${2 + i}-07-20,n${i}.tif,${scl}`).join('\n'),
    );
    const told = await run(
      ...['fvc', '--stack', at('stack.csv'), ...MASKED, '--save', at('fvc.json')],
      ...['--ndvi', at('n0.tif'), '--out', at('f0.tif')],
    );
    expect(told.model.reference).toHaveLength(3);
    const again = await run('fvc', '--model', at('fvc.json'), '--ndvi', at('n0.tif'), '--out', at('f1.tif'));
    expect(again.fvc).toEqual(told.fvc);
    expect(told.fvc.shares.reduce((a: number, b: number) => a + b, 0)).toBeCloseTo(1, 9);
    // Cell by cell against the formula.
    const whole = { x: 0, y: 0, width: world.grid.width, height: world.grid.height };
    const [n, f] = ['n0.tif', 'f0.tif'].map((name) => {
      const raster = openRaster(at(name));
      const cells = raster.read(1, whole);
      raster.close();
      return cells;
    });
    const [{ soil, vegetation }] = told.model.bounds;
    for (let i = 0; i < n!.length; i += 97) {
      const wanted = Math.min(1, Math.max(0, (n![i]! / 1e4 - soil) / (vegetation - soil)));
      expect(Math.abs(f![i]! / 1e4 - wanted)).toBeLessThan(6e-5);
    }
    writeFileSync(at('one.csv'), '2022-07-20,n0.tif');
    const { problems } = await run('fvc', '--stack', at('one.csv'), '--save', at('one.json'));
    expect(problems.map(({ code }: { code: string }) => code)).toEqual(['RASTER_REFERENCE_ONE_DATE']);
    expect((await runTarim(['raster', 'fvc', '--ndvi', at('n0.tif'), '--out', at('x.tif')])).code).toBe(2);
  });
  test('RSEI by a reference period, kept and used again', async () => {
    writeFileSync(at('reference.csv'), scenes.map(({ bands, scl }) => `${bands},${scl}`).join('\n'));
    const call = ['rsei', '--bands', named(scenes[0]!.bands), '--reflectance', 'sentinel-2:05.09'];
    const told = await run(
      ...call,
      ...['--sensor', 'sentinel-2', '--reference', at('reference.csv'), ...MASKED],
      ...['--save', at('rsei.json'), '--out', at('r0.tif')],
    );
    expect(told.model).toMatchObject({ contrary: [], wetness: { confidence: 'memory' } });
    expect(told.model.reference).toHaveLength(3);
    expect(told.model.share).toBeGreaterThan(0.6);
    expect(told.problems).toEqual([]);
    const again = await run(...call, '--model', at('rsei.json'), '--out', at('r1.tif'));
    expect(again.rsei).toEqual(told.rsei);
    // The lake in the south west has no index.
    const raster = openRaster(at('r0.tif'));
    expect(raster.read(1, { x: 60, y: 236, width: 1, height: 1 })[0]).toBe(-32_768);
    raster.close();
    const { code, err } = await runTarim([
      'raster',
      ...call,
      '--model',
      at('fvc.json'),
      '--out',
      at('x.tif'),
    ]);
    expect([code, err.slice(0, 20)]).toEqual([1, 'RASTER_MODEL_INVALID']);
  });
});

describe('classes', () => {
  const CLASSES =
    'where(N < 0.05, 4, where((N - R) / (N + R) > 0.4, 1, where((N - R) / (N + R) > 0.2, 2, 3)))';
  const classesOf = async (i: number) => {
    await run(
      ...['index', '--expression', CLASSES, '--type', 'float32', '--bands', named(scenes[i]!.bands)],
      ...['--reflectance', 'sentinel-2:05.09', '--out', at(`k${i}f.tif`)],
    );
    await run(
      'cog',
      '--in',
      at(`k${i}f.tif`),
      '--type',
      'uint8',
      '--nodata',
      '0',
      '--overviews',
      'mode',
      '--out',
      at(`k${i}.tif`),
    );
    return at(`k${i}.tif`);
  };
  test('transitions are told and traced; fragmentation and disturbance of one date', async () => {
    const [before, after] = [await classesOf(0), await classesOf(2)];
    writeFileSync(at('names.csv'), '1,green\n3,bare\n');
    const told = await run(
      ...['transition', '--before', before, '--after', after, '--names', at('names.csv')],
      ...['--patches', 'all', '--min-area', '4000', '--out', at('t.geojson')],
    );
    const cells = told.pairs.reduce((sum: number, one: { cells: number }) => sum + one.cells, 0);
    expect(cells).toBe(world.grid.width * world.grid.height);
    for (const one of told.classes) expect(one.net).toBeCloseTo(one.gain - one.loss, 3);
    const { features } = JSON.parse(readFileSync(at('t.geojson'), 'utf8')) as {
      features: ReadonlyArray<{ properties: { from: number; to: number; area: number } }>;
    };
    expect(features).toHaveLength(told.patches);
    expect(features.length).toBeGreaterThan(3);
    for (const { properties } of features) {
      expect(properties.from).not.toBe(properties.to);
      const pair = told.pairs.find(
        ({ from, to }: { from: number; to: number }) => from === properties.from && to === properties.to,
      );
      expect(properties.area).toBeLessThanOrEqual(pair.area + 1);
    }
    const { landscape, classes } = await run('fragmentation', '--classes', after);
    expect(landscape.patches).toBe(
      classes.reduce((sum: number, one: { patches: number }) => sum + one.patches, 0),
    );
    writeFileSync(at('weights.csv'), 'code,weight\n1,0.1\n2,0.3\n3,0.9\n');
    const { zones, problems } = await run('disturbance', '--classes', after, '--weights', at('weights.csv'));
    expect(zones).toHaveLength(1);
    expect(zones[0].index).toBeGreaterThan(0.1);
    expect(zones[0].index).toBeLessThan(0.9);
    expect(problems.map(({ code }: { code: string }) => code)).toEqual(['RASTER_WEIGHT_MISSING']);
  });
});

test('accuracy by strata that are not the classes: the example of Stehman 2014', async () => {
  const map = 'AAAAAAABBB ABBBBBBBBB BBCCCCCCBB DDDDDDDDDD'.split(' ');
  const reference = 'AAAAACBABC ABBBBBAABB CCCCCDDBBA DDDDDDDCCB'.split(' ');
  const rows = map.flatMap((row, i) => [...row].map((one, k) => `${i + 1},${one},${reference[i]![k]}`));
  writeFileSync(at('sample.csv'), `stratum,map,reference\n${rows.join('\n')}\n`);
  writeFileSync(at('strata.csv'), 'stratum,size\n1,40000\n2,30000\n3,20000\n4,10000\n');
  const told = await run('accuracy', '--sample', at('sample.csv'), '--strata', at('strata.csv'), '--finite');
  expect(told.overall.value).toBeCloseTo(0.63, 9);
  expect(told.overall.error).toBeCloseTo(0.085, 3);
  expect(told.names).toEqual(['A', 'B', 'C', 'D']);
});

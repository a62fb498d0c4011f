import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import {
  type CompositeParams,
  type CompositeRule,
  type CompositeScene,
  dilate,
  openRaster,
  produceCog,
  validateCog,
} from '../src/index.ts';
import { groundOf, sceneCells, worldOf, writeScene } from '../src/testkit/index.ts';

const folder = mkdtempSync(join(tmpdir(), 'raster-composite-'));
afterAll(() => rmSync(folder, { recursive: true }));

const NONE = -32_768;
const world = worldOf(4, []);
const { width, height } = world.grid;
const whole = { x: 0, y: 0, width, height };
const TIMES = [0.5, 0.504, 0.508, 0.512, 0.516].map((part) => 2024 + part);
const CLOUDS = { clouds: 9 };
const paths = TIMES.map((time, i) => writeScene(folder, `c${i}`, world, time, CLOUDS));
const cells = TIMES.map((time) => sceneCells(world, time, CLOUDS));

/** Metres by which clouds are grown: 5 cells. */
const DILATE = 50;

const scenes = paths.map(({ bands, scl }) => ({
  sources: [3, 4].map((band) => ({ path: bands, band, noData: 0 })),
  inputs: ['R', 'N'].map((name) => ({ name, scale: 1e-4, offset: -0.1 })),
  masks: [{ path: scl, band: 1, kind: 'scl' as const, dilate: DILATE }],
}));

async function compose(name: string, rule: CompositeRule, only: readonly CompositeScene[] = scenes) {
  const path = join(folder, name);
  const { grid } = world;
  const params: CompositeParams = {
    grid,
    scenes: only,
    rule,
    type: 'int16',
    scale: 1e-4,
    offset: 0,
    noData: NONE,
  };
  const packing = { compression: 'deflate', level: 1, overviews: 'average' } as const;
  await produceCog(
    path,
    { grid, type: 'int16', bands: [{}, {}, {}], noData: NONE, ...packing },
    'composite',
    params,
  );
  expect(validateCog(path).valid).toBe(true);
  const raster = openRaster(path);
  const bands = [1, 2, 3].map((band) => raster.read(band, whole));
  raster.close();
  return bands;
}

/** Clear observations of a cell by another way: classification doubled in size, grown, cell by cell. */
const clear = cells.map(({ scl }) => {
  const hidden = new Uint8Array(width * height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      hidden[y * width + x] = [3, 9].includes(scl[(y >> 1) * (width / 2) + (x >> 1)]!) ? 1 : 0;
  return dilate(hidden, width, height, DILATE / 10);
});
const stored = (scene: number, band: number, at: number) => cells[scene]!.bands[band]![at]! - 1_000;
const clearScenes = (at: number) => TIMES.map((_, i) => i).filter((i) => clear[i]![at] === 0);

/** Cells where what came out is not what was expected. */
function differences(found: ArrayLike<number>, wanted: (at: number) => number, tolerance = 0): number {
  let wrong = 0;
  for (let at = 0; at < found.length; at++) if (Math.abs(found[at]! - wanted(at)) > tolerance) wrong++;
  return wrong;
}

describe('composites', () => {
  test('median of the clear observations, and how many there were', async () => {
    const [red, nir, count] = await compose('median.tif', { kind: 'median' });
    expect(differences(count!, (at) => (clearScenes(at).length === 0 ? 0 : clearScenes(at).length))).toBe(0);
    for (const [band, found] of [
      [2, red],
      [3, nir],
    ] as const) {
      const wanted = (at: number) => {
        const values = clearScenes(at)
          .map((scene) => stored(scene, band, at))
          .sort((a, b) => a - b);
        if (values.length === 0) return NONE;
        return (values[(values.length - 1) >> 1]! + values[values.length >> 1]!) / 2;
      };
      // Halves are rounded either way.
      expect(differences(found!, wanted, 0.51)).toBe(0);
    }
    // No cloud is left: the ground of those days, to a few times the noise.
    const ground = groundOf(world, TIMES[2]!);
    const cloudy = differences(
      red!,
      (at) => (red![at] === NONE ? NONE : 10_000 * ground(at % width, Math.floor(at / width), 2)),
      250,
    );
    expect(cloudy / red!.length).toBeLessThan(0.001);
  });
  test('the first clear one of the list, the one of the largest index', async () => {
    const first = await compose('first.tif', { kind: 'first' });
    expect(
      differences(first[0]!, (at) =>
        clearScenes(at)[0] === undefined ? NONE : stored(clearScenes(at)[0]!, 2, at),
      ),
    ).toBe(0);
    const best = await compose('best.tif', { kind: 'best', expression: '(N - R) / (N + R)' });
    const ndvi = (scene: number, at: number) => {
      const [r, n] = [stored(scene, 2, at), stored(scene, 3, at)];
      return (n - r) / (n + r);
    };
    const wrong = differences(best[1]!, (at) => {
      const order = clearScenes(at).sort((a, b) => ndvi(b, at) - ndvi(a, at));
      return order.length === 0 ? NONE : stored(order[0]!, 3, at);
    });
    // Two scenes may be equal to the seventh digit.
    expect(wrong).toBeLessThan(5);
  });
  test('clouds everywhere: nothing, and no wrong cell', async () => {
    const hidden = scenes.map((scene) => ({
      ...scene,
      masks: [{ path: scene.sources[0]!.path, band: 1, kind: 'hide-nonzero' as const }],
    }));
    const [red, nir, count] = await compose('none.tif', { kind: 'median' }, hidden);
    expect([new Set(red), new Set(nir), new Set(count)]).toEqual([
      new Set([NONE]),
      new Set([NONE]),
      new Set([0]),
    ]);
  });
  test('a cell without any clear observation has none in each band', async () => {
    const [red, nir, count] = await compose('one.tif', { kind: 'first' }, scenes.slice(0, 1));
    let wrong = 0;
    for (let at = 0; at < red!.length; at++)
      if ((count![at] === 0) !== (red![at] === NONE) || (red![at] === NONE) !== (nir![at] === NONE)) wrong++;
    expect(wrong).toBe(0);
    expect(count!.includes(0)).toBe(true);
  });
});

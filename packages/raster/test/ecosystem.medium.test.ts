import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { area } from '@tarim/geo';
import { afterAll, describe, expect, test } from 'vitest';
import {
  allocate,
  cellAreas,
  disturbanceOf,
  fitRsei,
  fragmentationOf,
  fvcFromReference,
  type Grid,
  type SampleType,
  toLonLat,
  toPlace,
  transitionOf,
  writeCog,
} from '../src/index.ts';
import { randomOf } from '../src/testkit/index.ts';

const folder = mkdtempSync(join(tmpdir(), 'raster-ecosystem-'));
afterAll(() => rmSync(folder, { recursive: true }));

const utm = (width: number, height: number): Grid => ({
  crs: 'EPSG:32645',
  width,
  height,
  affine: [500_000, 10, 0, 4_800_000, 0, -10],
});
const degrees = (width: number, height: number): Grid => ({
  crs: 'EPSG:4490',
  width,
  height,
  affine: [86, 0.01, 0, 44, 0, -0.01],
});

function written(
  name: string,
  grid: Grid,
  type: SampleType,
  noData: number | null,
  cells: ArrayLike<number>,
) {
  const path = join(folder, `${name}.tif`);
  writeCog(
    path,
    { grid, type, bands: [{}], noData, compression: 'deflate', level: 1, overviews: 'nearest' },
    ({ x, y, width, height }) => {
      const out = allocate(type, width * height);
      for (let row = 0; row < height; row++)
        for (let column = 0; column < width; column++)
          out[row * width + column] = cells[(y + row) * grid.width + x + column]!;
      return [out];
    },
  );
  return { path, band: 1 };
}

test('areas of cells are those of their outlines on the ellipsoid', () => {
  for (const grid of [utm(300, 200), degrees(30, 20)]) {
    const rows = cellAreas(grid, { x: 0, y: 0, width: grid.width, height: grid.height });
    const convert = toLonLat(grid.crs);
    for (const y of [0, 7, grid.height - 1]) {
      const ring = [
        [100, y],
        [101, y],
        [101, y + 1],
        [100, y + 1],
        [100, y],
      ].map(([x, row]) => convert(...toPlace(grid.affine, x!, row!)));
      const own = area({ type: 'Polygon', coordinates: [ring] });
      // Geodesics between the corners bulge beyond a parallel: some 10⁻⁵ of a cell of a hundredth of a degree.
      expect(Math.abs(rows[y]! / own - 1)).toBeLessThan(2e-5);
    }
  }
});

describe('transitions', () => {
  const grid = degrees(4, 2);
  //  before     after
  //  1 1 2 2    1 2 2 9
  //  1 1 2 0    1 1 1 2     0: no data
  const before = written('before', grid, 'uint8', 0, [1, 1, 2, 2, 1, 1, 2, 0]);
  const after = written('after', grid, 'uint8', 0, [1, 2, 2, 9, 1, 1, 1, 2]);
  test('pairs, gains, losses and what stayed, by areas of the rows', async () => {
    const [top, bottom] = cellAreas(grid, { x: 0, y: 0, width: 4, height: 2 }) as unknown as [number, number];
    const found = await transitionOf({ grid, first: before, second: after, masks: [] });
    expect(found.pairs.map(({ first, second, cells, area: own }) => [first, second, cells, own])).toEqual(
      [
        [1, 1, 3, top + 2 * bottom],
        [1, 2, 1, top],
        [2, 1, 1, bottom],
        [2, 2, 1, top],
        [2, 9, 1, top],
      ].map((row) => row.map((one) => expect.closeTo(one, 3))),
    );
    expect(found).toMatchObject({ cells: 7, unknownCells: 1, unknownArea: expect.closeTo(bottom, 3) });
    const one = found.classes.find(({ code }) => code === 1)!;
    expect([one.before, one.after, one.gain, one.loss, one.kept]).toEqual(
      [2 * top + 2 * bottom, top + 3 * bottom, bottom, top, top + 2 * bottom].map((value) =>
        expect.closeTo(value, 3),
      ),
    );
    expect(found.changedShare).toBeCloseTo((2 * top + bottom) / (4 * top + 3 * bottom), 9);
  });
  test('classes that are no whole numbers are refused', async () => {
    const real = written('real', grid, 'float32', null, [1.5, 1, 1, 1, 1, 1, 1, 1]);
    await expect(transitionOf({ grid, first: real, second: after, masks: [] })).rejects.toMatchObject({
      code: 'RASTER_PARAMETER_INVALID',
    });
  });
  test('disturbance is the mean weight by area of each zone', async () => {
    const { pairs } = await transitionOf({ grid, first: before, second: after, masks: [] });
    const [top, bottom] = cellAreas(grid, { x: 0, y: 0, width: 4, height: 2 }) as unknown as [number, number];
    const [first, second] = disturbanceOf(
      pairs,
      new Map([
        [1, 0.2],
        [2, 0.8],
      ]),
    );
    expect(first!.index).toBeCloseTo((0.2 * (top + 2 * bottom) + 0.8 * top) / (2 * top + 2 * bottom), 9);
    expect(second!.index).toBeCloseTo((0.2 * bottom + 0.8 * top) / (top + bottom), 9);
    expect(second!.weightedShare).toBeCloseTo((top + bottom) / (2 * top + bottom), 9);
    expect(disturbanceOf(pairs, new Map())[0]).toMatchObject({ index: null, weightedShare: 0 });
  });
});

test('fragmentation of a landscape small enough to count', async () => {
  const grid = utm(6, 4);
  // Two patches of 1 by sides, one by corners as well; 0 is not known.
  const map = written('map', grid, 'uint8', 0, [
    ...[1, 1, 2, 2, 2, 2],
    ...[1, 1, 2, 2, 2, 2],
    ...[2, 2, 1, 2, 2, 2],
    ...[2, 2, 2, 2, 2, 0],
  ]);
  const cell = cellAreas(grid, { x: 0, y: 0, width: 6, height: 4 })[0]!;
  const side = Math.sqrt(cell);
  for (const [neighbours, patches, largest, squares] of [
    [4, 2, 4, 4 * 4 + 1],
    [8, 1, 5, 25],
  ] as const) {
    const { classes, landscape } = await fragmentationOf(grid, map, [], { neighbours });
    const one = classes.find(({ code }) => code === 1)!;
    const total = 23 * cell;
    expect(one).toMatchObject({ cells: 5, patches });
    expect(one.area).toBeCloseTo(5 * cell, 4);
    expect(one.patchDensity).toBeCloseTo(patches / (total / 1e6), 6);
    expect(one.largestPatch).toBeCloseTo((100 * largest) / 23, 6);
    expect(one.meanPatch).toBeCloseTo((5 * cell) / patches, 4);
    expect(one.meshSize).toBeCloseTo((squares * cell) / 23, 4);
    // 2 sides to the right and 2 below of the square, 4 of the single cell; 8 in all.
    expect(one.edge).toBeCloseTo(8 * side, 4);
    expect(one.edgeDensity).toBeCloseTo((8 * side) / (total / 1e4), 5);
    expect(landscape.edge).toBeCloseTo(8 * side, 4);
    expect(landscape.shannon).toBeCloseTo(-((5 / 23) * Math.log(5 / 23) + (18 / 23) * Math.log(18 / 23)), 9);
  }
});

describe('bounds of cover', () => {
  const grid = utm(200, 100);
  const random = randomOf(2);
  // West: class 1, NDVI 0–0.2; east: class 2, NDVI 0–1. The second date is 0.1 greener.
  const zones = written(
    'zones',
    grid,
    'uint8',
    0,
    Uint8Array.from({ length: 20_000 }, (_, i) => (i % 200 < 100 ? 1 : 2)),
  );
  const draws = Float64Array.from({ length: 20_000 }, () => random());
  const dates = [0, 0.1].map((more, date) =>
    written(
      `ndvi-${date}`,
      grid,
      'int16',
      -32_768,
      Int16Array.from(draws, (draw, i) => Math.round(10_000 * ((i % 200 < 100 ? 0.2 : 0.9) * draw + more))),
    ),
  );
  const scene = (at: number) => ({
    name: `date ${at}`,
    ndvi: dates[at]!,
    input: { name: 'v', scale: 1e-4, offset: 0 },
    masks: [],
  });
  test('are shares of all dates of a class together', async () => {
    const both = await fvcFromReference(grid, [scene(0), scene(1)], zones, { threads: 0 });
    expect(both.bounds.map(({ zone, cells }) => [zone, cells])).toEqual([
      [1, 20_000],
      [2, 20_000],
    ]);
    for (const { zone, soil, vegetation } of both.bounds) {
      const own = Array.from(draws).flatMap((draw, i) =>
        i % 200 < 100 === (zone === 1)
          ? [0, 0.1].map((more) => Math.round(10_000 * ((zone === 1 ? 0.2 : 0.9) * draw + more)) / 10_000)
          : [],
      );
      own.sort((a, b) => a - b);
      expect(Math.abs(soil - own[Math.floor(0.05 * own.length)]!)).toBeLessThan(3e-4);
      expect(Math.abs(vegetation - own[Math.floor(0.95 * own.length)]!)).toBeLessThan(3e-4);
    }
    const alone = await fvcFromReference(grid, [scene(1)], null, { threads: 0 });
    expect(alone.zoned).toBe(false);
    // The greener date alone makes greener soil: why a reference is asked for.
    expect(alone.bounds[0]!.soil).toBeGreaterThan(both.bounds[0]!.soil);
  });
});

test('RSEI of a simulated place, with temperature and water', () => {
  const grid = utm(120, 90);
  const random = randomOf(6);
  const cells = grid.width * grid.height;
  const green = Float64Array.from({ length: cells }, () => random());
  const band = (soil: number, leaf: number, water: number) => (i: number) =>
    i < 600 ? water : (1 - green[i]!) * soil + green[i]! * leaf + 0.005 * random();
  const spectra = {
    B: band(0.12, 0.03, 0.06),
    G: band(0.16, 0.06, 0.05),
    R: band(0.21, 0.04, 0.03),
    N: band(0.27, 0.42, 0.02),
    S1: band(0.34, 0.18, 0.01),
    S2: band(0.31, 0.09, 0.01),
    T: (i: number) => 315 - 12 * green[i]! + random(),
  };
  const bands = Object.fromEntries(
    Object.entries(spectra).map(([name, of]) => [
      name,
      {
        source: written(
          name,
          grid,
          'float32',
          null,
          Float32Array.from({ length: cells }, (_, i) => of(i)),
        ),
        input: { name, scale: 1, offset: 0 },
      },
    ]),
  ) as Record<
    'B' | 'G' | 'R' | 'N' | 'S1' | 'S2' | 'T',
    Parameters<typeof fitRsei>[0][number]['heat'] & object
  >;
  const { T: heat, ...six } = bands;
  const model = fitRsei([{ name: 'summer', grid, bands: six, heat, masks: [] }], 'landsat-8');
  expect(model.cells).toBe(cells - 600);
  expect(model.contrary).toEqual([]);
  expect(model.share).toBeGreaterThan(0.9);
  expect(model.components.map(({ loading }) => Math.sign(loading))).toEqual([1, 1, -1, -1]);
  expect(
    fitRsei([{ name: 'summer', grid, bands: six, heat: null, masks: [] }], 'landsat-8').components,
  ).toHaveLength(3);
});

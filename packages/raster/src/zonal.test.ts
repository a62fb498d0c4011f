import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { writeCog } from './cog/write.ts';
import { converter } from './crs.ts';
import { type Grid, resized } from './grid.ts';
import { allocate, type Samples } from './samples.ts';
import type { TileBand } from './tiles/tile.ts';
import { zonalOf } from './zonal.ts';

const folder = mkdtempSync(join(tmpdir(), 'tarim-zonal-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** 60 × 40 cells of 10 m; the red band is the column + 1, the near infrared the row + 101, nothing in the last column. */
const GRID: Grid = { crs: 'EPSG:32645', width: 60, height: 40, affine: [500_000, 10, 0, 4_800_000, 0, -10] };
const red = (x: number) => (x === 59 ? 0 : x + 1);
const nir = (y: number) => y + 101;
function write(
  name: string,
  grid: Grid,
  bands: readonly ((x: number, y: number) => number)[],
  type: 'uint16' | 'uint8',
) {
  const path = join(folder, name);
  writeCog(
    path,
    {
      grid,
      type,
      bands: bands.map((_, i) => ({ description: `b${i}` })),
      noData: 0,
      overviews: 'nearest',
      compression: 'deflate',
      level: 1,
    },
    ({ x, y, width, height }) =>
      bands.map((of) => {
        const out = allocate(type, width * height) as Samples;
        for (let row = 0; row < height; row++)
          for (let column = 0; column < width; column++) out[row * width + column] = of(x + column, y + row);
        return out;
      }),
  );
  return path;
}
const path = write('bands.tif', GRID, [red, (_, y) => nir(y)], 'uint16');
const BANDS: TileBand[] = [
  { source: { path, band: 1 }, input: { name: 'R', scale: 1, offset: 0 } },
  { source: { path, band: 2 }, input: { name: 'N', scale: 1, offset: 0 } },
];

const convert = converter('EPSG:32645', 'EPSG:4490');
/** A ring of corners in columns and rows, on the earth. */
const ring = (...corners: [number, number][]) =>
  [...corners, corners[0]!].map(([x, y]) => convert(500_000 + 10 * x, 4_800_000 - 10 * y));

test('means over the cells within, by hand', () => {
  // Columns 10 to 19, rows 5 to 8.
  const area = { type: 'Polygon' as const, coordinates: [ring([10, 5], [20, 5], [20, 9], [10, 9])] };
  const found = zonalOf(area, BANDS, { red: 'R', nir: 'N', late: 'R > 15' })!;
  expect(found).toMatchObject({ cells: 40, observed: 40 });
  // Red is 11 to 20, near infrared 106 to 109; five of ten columns are above 15.
  expect(found.values.red).toEqual({ mean: 15.5, count: 40 });
  expect(found.values.nir).toEqual({ mean: 107.5, count: 40 });
  expect(found.values.late).toEqual({ mean: 0.5, count: 40 });
});

test('a hole is not within; cells without data are not observed; what lies beyond is nothing', () => {
  const holed = {
    type: 'Polygon' as const,
    coordinates: [ring([40, 0], [60, 0], [60, 10], [40, 10]), ring([50, 2], [58, 2], [58, 8], [50, 8])],
  };
  // 20 × 10 less 8 × 6; the last column of ten has no red.
  expect(zonalOf(holed, BANDS, { red: 'R' })).toMatchObject({ cells: 152, observed: 142 });
  const beyond = { type: 'Polygon' as const, coordinates: [ring([70, 0], [80, 0], [80, 10])] };
  expect(zonalOf(beyond, BANDS, { red: 'R' })).toBeNull();
  const partly = { type: 'Polygon' as const, coordinates: [ring([-10, -10], [2, -10], [2, 3], [-10, 3])] };
  expect(zonalOf(partly, BANDS, { red: 'R' })).toMatchObject({ cells: 6, values: { red: { mean: 1.5 } } });
});

test('clouds are not observed, whatever the resolution of their band', () => {
  const half = resized(GRID, 30, 20);
  // Classes of Sentinel-2: clouds over the western half, clear ground elsewhere.
  const scl = write('scl.tif', half, [(x) => (x < 15 ? 9 : 5)], 'uint8');
  const area = { type: 'Polygon' as const, coordinates: [ring([20, 0], [40, 0], [40, 40], [20, 40])] };
  const found = zonalOf(area, BANDS, { red: 'R' }, { masks: [{ path: scl, band: 1, kind: 'scl' }] })!;
  expect(found).toMatchObject({ cells: 800, observed: 400 });
  // Columns 30 to 39.
  expect(found.values.red!.mean).toBe(35.5);
});

test('a large area is read coarser, and says about the same', () => {
  const area = { type: 'Polygon' as const, coordinates: [ring([0, 0], [58, 0], [58, 40], [0, 40])] };
  const fine = zonalOf(area, BANDS, { red: 'R', nir: 'N' })!;
  const coarse = zonalOf(area, BANDS, { red: 'R', nir: 'N' }, { mostCells: 600 })!;
  expect(fine.metres).toBeCloseTo(10, 9);
  expect(Math.abs(coarse.metres - 20)).toBeLessThan(0.5);
  expect(fine.cells).toBe(58 * 40);
  expect(coarse.cells).toBe(29 * 20);
  expect(Math.abs(coarse.values.red!.mean! - fine.values.red!.mean!)).toBeLessThanOrEqual(1);
  expect(Math.abs(coarse.values.nir!.mean! - fine.values.nir!.mean!)).toBeLessThanOrEqual(1);
});

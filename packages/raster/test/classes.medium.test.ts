import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Polygon } from '@tarim/geo';
import { afterAll, describe, expect, test } from 'vitest';
import {
  allocate,
  cellAreas,
  type Grid,
  openRaster,
  produceCog,
  toLonLat,
  toPlace,
  transitionOf,
  writeCog,
} from '../src/index.ts';
import { randomOf } from '../src/testkit/index.ts';
import { gdalIsThere } from './gdal.ts';

const folder = mkdtempSync(join(tmpdir(), 'raster-classes-'));
afterAll(() => rmSync(folder, { recursive: true }));

const grid: Grid = {
  crs: 'EPSG:4490',
  width: 1_300,
  height: 1_100,
  affine: [86, 0.001, 0, 44, 0, -0.001],
};

function written(name: string, cells: Uint8Array, palette?: Record<number, string>) {
  const path = join(folder, `${name}.tif`);
  writeCog(
    path,
    {
      grid,
      type: 'uint8',
      bands: [{ description: 'class', items: { CLASS_1: '耕地' } }],
      noData: 0,
      compression: 'deflate',
      level: 1,
      overviews: 'mode',
      ...(palette ? { palette } : {}),
    },
    ({ x, y, width, height }) => {
      const out = allocate('uint8', width * height);
      for (let row = 0; row < height; row++)
        for (let column = 0; column < width; column++)
          out[row * width + column] = cells[(y + row) * grid.width + x + column]!;
      return [out];
    },
  );
  return { path, band: 1 };
}

const random = randomOf(5);
const cover = () => Uint8Array.from({ length: grid.width * grid.height }, () => Math.floor(random() * 4));
const [first, second] = [cover(), cover()];

describe('a colour table', () => {
  const palette = { 1: '#f096ff', 2: '#006400', 3: '#0064c8' };
  test('and items of a band are read as they were written', () => {
    const { path } = written('coloured', first, palette);
    const raster = openRaster(path);
    expect(raster.palette?.slice(0, 4)).toEqual(['#000000', '#f096ff', '#006400', '#0064c8']);
    expect(raster.palette).toHaveLength(256);
    expect(raster.bands[0]!.items.CLASS_1).toBe('耕地');
    raster.close();
  });
  test.skipIf(!gdalIsThere)('is what GDAL reads, and GDAL’s is what we read', () => {
    const { path } = written('coloured-2', first, palette);
    const info = JSON.parse(execFileSync('gdalinfo', ['-json', path], { encoding: 'utf8' }));
    expect(info.bands[0].colorInterpretation).toBe('Palette');
    expect(info.bands[0].colorTable.entries.slice(1, 4)).toEqual([
      [0xf0, 0x96, 0xff, 255],
      [0, 0x64, 0, 255],
      [0, 0x64, 0xc8, 255],
    ]);
    const theirs = join(folder, 'theirs.tif');
    execFileSync('gdal_translate', ['-q', path, theirs]);
    const raster = openRaster(theirs);
    expect(raster.palette?.slice(1, 4)).toEqual(Object.values(palette));
    raster.close();
  });
  test('is refused where cells are no bytes', () => {
    expect(() =>
      writeCog(
        join(folder, 'wide.tif'),
        {
          grid,
          type: 'uint16',
          bands: [{}],
          noData: 0,
          compression: 'deflate',
          level: 1,
          overviews: 'mode',
          palette,
        },
        () => [],
      ),
    ).toThrow(expect.objectContaining({ code: 'RASTER_PARAMETER_INVALID' }));
  });
});

describe('within an area', () => {
  const [a, b] = [written('a', first), written('b', second)];
  // A triangle over the seams of units, in degrees.
  const area: Polygon = {
    type: 'Polygon',
    coordinates: [
      [
        [86.050137, 43.900319],
        [87.200713, 43.700171],
        [86.300257, 42.950213],
        [86.050137, 43.900319],
      ],
    ],
  };
  /** By the middle of each cell and the sides of the triangle: a way of its own. */
  const inside = (x: number, y: number): boolean => {
    const [px, py] = toLonLat(grid.crs)(...toPlace(grid.affine, x + 0.5, y + 0.5));
    const ring = area.coordinates[0]!;
    const signs = [0, 1, 2].map((i) => {
      const [[ax, ay], [bx, by]] = [ring[i]! as number[], ring[i + 1]! as number[]] as [number[], number[]];
      return Math.sign((bx! - ax!) * (py - ay!) - (by! - ay!) * (px - ax!));
    });
    return signs.every((one) => one === signs[0]);
  };
  test('transitions are those of a count of all its cells, and the map of them says the same', async () => {
    const rows = cellAreas(grid, { x: 0, y: 0, width: grid.width, height: grid.height });
    const truth = new Map<string, { cells: number; area: number }>();
    const map = new Uint8Array(grid.width * grid.height);
    let none = 0;
    for (let y = 0, i = 0; y < grid.height; y++)
      for (let x = 0; x < grid.width; x++, i++) {
        if (!inside(x, y)) continue;
        if (first[i] === 0 || second[i] === 0) {
          none++;
          continue;
        }
        const key = `${first[i]} ${second[i]}`;
        const own = truth.get(key) ?? { cells: 0, area: 0 };
        own.cells++;
        own.area += rows[y]!;
        truth.set(key, own);
        if (first[i] === 1 && second[i] === 2) map[i] = 7;
        if (first[i] === 3 && second[i] === 1) map[i] = 9;
      }
    const found = await transitionOf({ grid, first: a, second: b, masks: [], area }, { threads: 2 });
    expect(found.pairs.map((one) => [`${one.first} ${one.second}`, one.cells])).toEqual(
      [...truth].sort(([p], [q]) => (p < q ? -1 : 1)).map(([key, { cells }]) => [key, cells]),
    );
    for (const one of found.pairs)
      expect(Math.abs(one.area / truth.get(`${one.first} ${one.second}`)!.area - 1)).toBeLessThan(1e-12);
    expect(found.unknownCells).toBe(none);

    const path = join(folder, 'map.tif');
    await produceCog(
      path,
      {
        grid,
        type: 'uint8',
        bands: [{}],
        noData: 0,
        compression: 'deflate',
        level: 1,
        overviews: 'mode',
      },
      'crossing-map',
      {
        grid,
        first: a,
        second: b,
        codes: [
          [1, 2, 7],
          [3, 1, 9],
        ],
        area,
      },
      { threads: 1 },
    );
    const raster = openRaster(path);
    const cells = raster.read(1, { x: 0, y: 0, width: grid.width, height: grid.height });
    raster.close();
    expect(Buffer.compare(Buffer.from(cells.buffer, cells.byteOffset, cells.length), Buffer.from(map))).toBe(
      0,
    );
  });
});

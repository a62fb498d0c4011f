import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  allocate,
  blankTile,
  extentOf,
  openTiles,
  RAMPS,
  type TileAddress,
  type TileBand,
  tileGrid,
  writeCog,
} from '../src/index.ts';
import { cellsByGdal, gdal, gdalIsThere } from './gdal.ts';

const folder = mkdtempSync(join(tmpdir(), 'raster-tiles-'));
const at = (name: string) => join(folder, name);
afterAll(() => rmSync(folder, { recursive: true }));

const NONE = -32_768;
const path = at('index.tif');
const grid = {
  crs: 'EPSG:32645',
  width: 2_100,
  height: 1_900,
  affine: [480_000, 10, 0, 4_800_000, 0, -10],
} as const;

/** An index of −0.2 to 0.9, stored as ten thousandths, with a hole. */
beforeAll(() => {
  writeCog(
    path,
    {
      grid,
      type: 'int16',
      bands: [{ scale: 1e-4, offset: 0 }],
      noData: NONE,
      compression: 'deflate',
      level: 1,
      overviews: 'average',
    },
    ({ x, y, width, height }) => {
      const out = allocate('int16', width * height);
      for (let row = 0; row < height; row++)
        for (let column = 0; column < width; column++) {
          const [i, j] = [x + column, y + row];
          const hole = (i - 1_100) ** 2 + (j - 900) ** 2 < 150 ** 2;
          const value = 3_500 + 4_000 * Math.sin(i / 97) * Math.cos(j / 83) + 1_500 * Math.sin((i + j) / 31);
          out[row * width + column] = hole ? NONE : value;
        }
      return [out];
    },
  );
});

const bands: TileBand[] = [{ source: { path, band: 1 }, input: { name: 'v', scale: 1e-4, offset: 0 } }];
const style = { kind: 'ramp', expression: 'v', range: [-0.2, 0.9], stops: RAMPS.vegetation } as const;

/** A tile over the border of the hole. */
function tileAt(z: number): TileAddress {
  const [longitude, latitude] = [86.9, 43.26];
  const n = 2 ** z;
  const x = Math.floor(((longitude + 180) / 360) * n);
  const phi = (latitude * Math.PI) / 180;
  return { z, x, y: Math.floor(((1 - Math.asinh(Math.tan(phi)) / Math.PI) / 2) * n) };
}

/** Values of a tile by GDAL's warper. */
function byGdal(address: TileAddress, resampling: string): Float64Array {
  const [w, s, e, n] = extentOf(tileGrid(address));
  const out = at(`warped-${address.z}-${resampling}.tif`);
  gdal(
    'gdalwarp',
    ...[
      '-q',
      '-overwrite',
      '-t_srs',
      'EPSG:3857',
      '-te',
      `${w}`,
      `${s}`,
      `${e}`,
      `${n}`,
      '-ts',
      '256',
      '256',
    ],
    ...['-r', resampling, path, out],
  );
  return cellsByGdal(out, folder);
}

function statistics(values: ArrayLike<number>, isNone: (value: number) => boolean) {
  const kept = Array.from(values).filter((value) => !isNone(value));
  const mean = kept.reduce((a, b) => a + b, 0) / kept.length;
  const deviation = Math.sqrt(kept.reduce((sum, v) => sum + (v - mean) ** 2, 0) / kept.length);
  return { mean, deviation, share: kept.length / values.length };
}

describe.runIf(gdalIsThere)('tiles are what GDAL warps', () => {
  test.each([13, 14, 15])('zoom %i, nearest: cell for cell', (z) => {
    const tiles = openTiles(bands, style, { resampling: 'nearest' });
    const [ours] = tiles.values(tileAt(z))!;
    tiles.close();
    const theirs = byGdal(tileAt(z), 'near');
    let same = 0;
    for (let i = 0; i < ours!.length; i++) {
      const wanted = theirs[i] === NONE ? Number.NaN : theirs[i]! * 1e-4;
      if (Number.isNaN(wanted) ? Number.isNaN(ours![i]!) : Math.abs(ours![i]! - wanted) < 1e-6) same++;
    }
    expect(same / ours!.length).toBeGreaterThan(z === 13 ? 0.97 : 0.98);
  });
  test.each([
    [14, 'bilinear', 0.002],
    [12, 'average', 0.01],
    [10, 'average', 0.02],
    [8, 'average', 0.04],
  ] as const)('zoom %i: statistics by GDAL, %s', (z, resampling, tolerance) => {
    const tiles = openTiles(bands, style);
    const [ours] = tiles.values(tileAt(z))!;
    tiles.close();
    const a = statistics(ours!, Number.isNaN);
    const b = statistics(byGdal(tileAt(z), resampling), (value) => value === NONE || value === 0);
    expect(Math.abs(a.mean - 1e-4 * b.mean)).toBeLessThan(tolerance);
    expect(Math.abs(a.deviation - 1e-4 * b.deviation)).toBeLessThan(tolerance);
    expect(Math.abs(a.share - b.share)).toBeLessThan(0.01);
  });
  test('the picture: colours of the ramp, no data is transparent, as GDAL reads the PNG', () => {
    const address = tileAt(14);
    const tiles = openTiles(bands, style, { resampling: 'nearest' });
    writeFileSync(at('tile.png'), tiles.tile(address)!);
    const [values] = tiles.values(address)!;
    tiles.close();
    gdal('gdal_translate', '-q', '-expand', 'rgba', at('tile.png'), at('tile.tif'));
    const [r, g, b, a] = [1, 2, 3, 4].map((band) => cellsByGdal(at('tile.tif'), folder, band));
    const stops = RAMPS.vegetation.map((text) =>
      [1, 3, 5].map((i) => Number.parseInt(text.slice(i, i + 2), 16)),
    );
    const found = { holes: 0, opacity: 0, colour: 0 };
    for (let i = 0; i < values!.length; i++) {
      const hole = Number.isNaN(values![i]!);
      if (a![i] !== (hole ? 0 : 255)) found.opacity++;
      if (hole) {
        found.holes++;
        continue;
      }
      const place = Math.min(1, Math.max(0, (values![i]! + 0.2) / 1.1)) * (stops.length - 1);
      const from = Math.min(stops.length - 2, Math.floor(place));
      for (const [part, band] of [r, g, b].entries()) {
        const [low, high] = [stops[from]![part]!, stops[from + 1]![part]!];
        if (Math.abs(band![i]! - (low + (high - low) * (place - from))) >= 4) found.colour++;
      }
    }
    expect(found).toMatchObject({ opacity: 0, colour: 0 });
    expect(found.holes).toBeGreaterThan(1_000);
  });
  test('three bands as a photograph', () => {
    const tiles = openTiles(bands, {
      kind: 'rgb',
      expressions: ['v', '1 - v', 'v * 0 + 0.5'],
      ranges: [
        [0, 1],
        [0, 1],
        [0, 1],
      ],
    });
    writeFileSync(at('rgb.png'), tiles.tile(tileAt(14))!);
    const [values] = tiles.values(tileAt(14))!;
    tiles.close();
    const [r, g, b, a] = [1, 2, 3, 4].map((band) => cellsByGdal(at('rgb.png'), folder, band));
    const wrong = { opacity: 0, colour: 0 };
    for (let i = 0; i < values!.length; i++) {
      const hole = Number.isNaN(values![i]!);
      if (a![i] !== (hole ? 0 : 255)) wrong.opacity++;
      const v = Math.min(1, Math.max(0, values![i]!));
      const wanted = [255 * v, 255 * (1 - v), 127.5];
      if (!hole && [r, g, b].some((band, part) => Math.abs(band![i]! - wanted[part]!) > 0.51)) wrong.colour++;
    }
    expect(wrong).toEqual({ opacity: 0, colour: 0 });
  });
  test('the blank tile is transparent', () => {
    writeFileSync(at('blank.png'), blankTile());
    gdal('gdal_translate', '-q', '-expand', 'rgba', at('blank.png'), at('blank.tif'));
    expect(Math.max(...cellsByGdal(at('blank.tif'), folder, 4))).toBe(0);
  });
});

test('classes by a table', () => {
  const tiles = openTiles(
    bands,
    { kind: 'classes', expression: 'where(v > 0.3, 2, 1)', colours: { 1: '#c80', 2: '#00802080' } },
    {},
  );
  expect(tiles.tile(tileAt(12))!.subarray(1, 4).toString()).toBe('PNG');
  tiles.close();
});

test('beside the raster there is no tile; addresses and styles that are none are refused', () => {
  const tiles = openTiles(bands, style);
  expect(tiles.tile({ z: 14, x: 0, y: 0 })).toBeNull();
  // Of the whole globe the raster is less than a cell.
  expect(() => tiles.tile({ z: 0, x: 0, y: 0 })).not.toThrow();
  for (const address of [
    { z: 3, x: 8, y: 0 },
    { z: -1, x: 0, y: 0 },
    { z: 1.5, x: 0, y: 0 },
    { z: 40, x: 0, y: 0 },
  ])
    expect(() => tiles.tile(address)).toThrow(expect.objectContaining({ code: 'RASTER_PARAMETER_INVALID' }));
  tiles.close();
  const refused = (changes: object) =>
    expect(() => openTiles(bands, { ...style, ...changes })).toThrow(
      expect.objectContaining({ code: expect.stringMatching(/^RASTER_/) }),
    );
  refused({ range: [1, 1] });
  refused({ range: [Number.NaN, 1] });
  refused({ stops: [] });
  refused({ stops: ['red'] });
  refused({ expression: 'w' });
  refused({ expression: 'v +' });
  refused({ expression: '1' });
});

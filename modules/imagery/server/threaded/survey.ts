import type { Polygon } from '@tarim/geo';
import { TarimError } from '@tarim/kernel';
import { type Grid, openRaster, type Samples, toLonLat, toPlace } from '@tarim/raster';
import type { BandRole } from '../../contract.ts';
import { hullOf, outlineOf } from '../domain/outline.ts';
import { imageryErrors as E } from '../errors.ts';

export interface Survey {
  readonly footprint: Polygon;
  readonly validShare: number;
  /** Second and ninety-eighth percentile of stored numbers, a pair a band. */
  readonly percentiles: ReadonlyArray<readonly [number, number]>;
}

/** A side of the overview that is looked at: fine enough for a footprint, small enough for memory. */
const SIDE = 1_024;

/**
 * What the smallest sufficient overview of a COG shows: where there are data, and how values are spread. Null when no cell has data.
 * @throws TarimError IMAGERY_PLACE_IMPOSSIBLE
 */
export function surveyOf(path: string, roles: readonly BandRole[]): Survey | null {
  const raster = openRaster(path);
  try {
    const level = Math.max(
      0,
      raster.levels.findIndex(({ width, height }) => Math.max(width, height) <= SIDE),
    );
    const { width, height } = raster.levels[level]!;
    const window = { x: 0, y: 0, width, height };
    const { noData } = raster;
    const bands = roles.map((_, i) => raster.read(i + 1, window, level));
    const has = (cells: Samples, at: number) => cells[at] !== noData && !Number.isNaN(cells[at]!);
    const alpha = roles.indexOf('alpha');
    const valid = new Uint8Array(width * height);
    let count = 0;
    for (let at = 0; at < valid.length; at++)
      if (alpha < 0 ? bands.every((cells) => has(cells, at)) : bands[alpha]![at]! > 0) {
        valid[at] = 1;
        count++;
      }
    const hull = hullOf(valid, width, height);
    if (!hull) return null;
    const grid = raster.grid(level);
    return {
      footprint: outlineOf(hull, Math.max(width, height), placer(grid)),
      validShare: count / valid.length,
      percentiles: bands.map((cells) => {
        const values = Float64Array.from(cells.filter((_, at) => valid[at] === 1 && has(cells, at))).sort();
        const at = (share: number) =>
          values[Math.min(values.length - 1, Math.floor(share * values.length))] ?? 0;
        return [at(0.02), at(0.98)] as const;
      }),
    };
  } finally {
    raster.close();
  }
}

/** Degrees of columns and rows; Web Mercator, and so every tile, ends at 85°. The places throw IMAGERY_PLACE_IMPOSSIBLE beyond. */
export function placer(grid: Grid): (column: number, row: number) => [number, number] {
  const convert = toLonLat(grid.crs);
  return (column, row) => {
    const [x, y] = toPlace(grid.affine, column, row);
    const [lon, lat] = convert(x, y);
    if (!(Math.abs(lon) <= 180 && Math.abs(lat) <= 85))
      throw new TarimError(E.placeImpossible, { crs: grid.crs, place: `${x.toFixed(1)}, ${y.toFixed(1)}` });
    return [lon, lat];
  };
}

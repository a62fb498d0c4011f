import { type Coordinates, coordinatesOf } from './approximate.ts';
import { type Convert, converter } from './crs.ts';
import { type Grid, inverted, toPlace, wholeOffset } from './grid.ts';
import type { Raster } from './raster.ts';
import { allocate, isFloat, type Samples, type Window } from './samples.ts';

export type Resampling = 'nearest' | 'bilinear';

/** Stored values of one band in the cells of a target grid. */
export interface Cells {
  readonly values: Samples;
  /** The stored value that means no data (NaN always does). */
  readonly noData: number | null;
  /** 0 where the raster has no cell or its mask hides it; null when every cell has one. */
  readonly valid: Uint8Array | null;
}

export interface AlignedBand {
  /** Cells of a window of the target grid, which may reach beyond the raster. */
  read(window: Window): Cells;
}

/**
 * One band of a raster seen through another grid: cell for cell where the grids fall on each other, otherwise through
 * projection and resampling, out of the overview that comes closest to the target's resolution.
 * @throws TarimError RASTER_CRS_UNKNOWN, RASTER_CRS_MISSING, RASTER_PLACE_MISSING, RASTER_BAND_MISSING
 */
export function alignBand(raster: Raster, band: number, target: Grid, resampling: Resampling): AlignedBand {
  const offset = wholeOffset(raster.grid(), target);
  if (offset) return { read: (window) => readShifted(raster, band, window, offset) };
  const convert = converter(target.crs, raster.grid().crs);
  const level = levelFor(raster, target, convert);
  const grid = raster.grid(level);
  return {
    read(window) {
      const coordinates = coordinatesOf(target, window, grid.affine, convert);
      return resample(raster, band, level, window, coordinates, resampling);
    },
  };
}

function readShifted(raster: Raster, band: number, window: Window, by: { x: number; y: number }): Cells {
  const { noData } = raster;
  const [x, y] = [window.x + by.x, window.y + by.y];
  const [x0, y0] = [Math.max(0, x), Math.max(0, y)];
  const inner: Window = {
    x: x0,
    y: y0,
    width: Math.min(raster.width, x + window.width) - x0,
    height: Math.min(raster.height, y + window.height) - y0,
  };
  const cells = window.width * window.height;
  if (inner.width <= 0 || inner.height <= 0)
    return { values: allocate(raster.type, cells), noData, valid: new Uint8Array(cells) };
  const values = raster.read(band, inner);
  const mask = raster.readMask(inner);
  const whole = inner.width === window.width && inner.height === window.height;
  if (whole) return { values, noData, valid: mask as Uint8Array | null };
  const all = allocate(raster.type, cells);
  const valid = new Uint8Array(cells);
  for (let row = 0; row < inner.height; row++) {
    const to = (inner.y - y + row) * window.width + inner.x - x;
    const from = row * inner.width;
    all.set(values.subarray(from, from + inner.width) as never, to);
    if (mask) valid.set(mask.subarray(from, from + inner.width), to);
    else valid.fill(1, to, to + inner.width);
  }
  return { values: all, noData, valid };
}

/**
 * The smallest overview that is still as fine as the target, judged where the target is nearest to the raster's middle: the
 * middle of a tile of half the globe is no place that a map of one zone knows.
 */
function levelFor(raster: Raster, target: Grid, convert: Convert): number {
  const own = raster.grid();
  const middle = toPlace(own.affine, own.width / 2, own.height / 2);
  const [column, row] = toPlace(inverted(target.affine), ...converter(own.crs, target.crs)(...middle));
  const within = (at: number, length: number) =>
    Number.isFinite(at) ? Math.min(Math.max(0, length - 2), Math.max(0, Math.floor(at))) : length >> 1;
  const centre = coordinatesOf(
    target,
    { x: within(column, target.width), y: within(row, target.height), width: 2, height: 2 },
    own.affine,
    convert,
  );
  const { columns, rows } = centre;
  const step = Math.max(
    Math.hypot(columns[1]! - columns[0]!, rows[1]! - rows[0]!),
    Math.hypot(columns[2]! - columns[0]!, rows[2]! - rows[0]!),
  );
  let level = 0;
  // A little coarser is taken as fine enough: 2 % of a cell are not seen.
  while (level + 1 < raster.levels.length && raster.width / raster.levels[level + 1]!.width <= step * 1.02)
    level++;
  return level;
}

/** The window of a level that holds all the positions, with a border for interpolation; null when none lies within. */
function neededWindow({ columns, rows }: Coordinates, width: number, height: number): Window | null {
  let [x0, y0, x1, y1] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i < columns.length; i++) {
    const x = columns[i]!;
    const y = rows[i]!;
    if (!(x >= 0 && y >= 0 && x < width && y < height)) continue;
    if (x < x0) x0 = x;
    if (x > x1) x1 = x;
    if (y < y0) y0 = y;
    if (y > y1) y1 = y;
  }
  if (x0 > x1) return null;
  const [left, top] = [Math.max(0, Math.floor(x0) - 1), Math.max(0, Math.floor(y0) - 1)];
  return {
    x: left,
    y: top,
    width: Math.min(width, Math.floor(x1) + 2) - left,
    height: Math.min(height, Math.floor(y1) + 2) - top,
  };
}

function resample(
  raster: Raster,
  band: number,
  level: number,
  window: Window,
  coordinates: Coordinates,
  resampling: Resampling,
): Cells {
  const cells = window.width * window.height;
  const { width, height } = raster.levels[level]!;
  const smooth = resampling === 'bilinear';
  const type = smooth && !isFloat(raster.type) ? 'float32' : raster.type;
  const values = allocate(type, cells);
  const valid = new Uint8Array(cells);
  const { noData } = raster;
  const needed = neededWindow(coordinates, width, height);
  if (!needed) return { values, noData: null, valid };
  const from = raster.read(band, needed, level);
  const mask = raster.readMask(needed, level);
  const { columns, rows } = coordinates;
  const none = (at: number) => {
    const value = from[at]!;
    return value === noData || Number.isNaN(value) || (mask !== null && mask[at] === 0);
  };
  for (let i = 0; i < cells; i++) {
    const x = columns[i]!;
    const y = rows[i]!;
    if (!(x >= 0 && y >= 0 && x < width && y < height)) continue;
    const at = (Math.floor(y) - needed.y) * needed.width + Math.floor(x) - needed.x;
    // The cell that the place lies in decides whether there are data: smoothing must not grow into holes.
    if (none(at)) continue;
    valid[i] = 1;
    values[i] = smooth ? between(from, needed, x - 0.5 - needed.x, y - 0.5 - needed.y, none) : from[at]!;
  }
  return { values, noData: null, valid };
}

/** The weighted mean of the four cells whose middles are nearest, of those that have data; one of them does. */
function between(
  from: Samples,
  { width, height }: Window,
  fx: number,
  fy: number,
  none: (at: number) => boolean,
): number {
  const cx = Math.floor(fx);
  const cy = Math.floor(fy);
  const right = fx - cx;
  const lower = fy - cy;
  const at = cy * width + cx;
  if (cx >= 0 && cy >= 0 && cx + 1 < width && cy + 1 < height) {
    const below = at + width;
    if (!none(at) && !none(at + 1) && !none(below) && !none(below + 1))
      return (
        (1 - lower) * ((1 - right) * from[at]! + right * from[at + 1]!) +
        lower * ((1 - right) * from[below]! + right * from[below + 1]!)
      );
  }
  let sum = 0;
  let weights = 0;
  for (let dy = 0; dy < 2; dy++)
    for (let dx = 0; dx < 2; dx++) {
      const px = cx + dx;
      const py = cy + dy;
      if (px < 0 || py < 0 || px >= width || py >= height) continue;
      const weight = (dx ? right : 1 - right) * (dy ? lower : 1 - lower);
      const place = py * width + px;
      if (weight === 0 || none(place)) continue;
      sum += weight * from[place]!;
      weights += weight;
    }
  return sum / weights;
}

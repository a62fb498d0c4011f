import { TarimError } from '@tarim/kernel';
import { alignBand, type Cells, type Resampling } from '../align.ts';
import { converter } from '../crs.ts';
import { rasterErrors } from '../errors.ts';
import { type Compiled, compileExpression, type Input, joinValid } from '../expression/compile.ts';
import { bandsIn, parseExpression } from '../expression/parse.ts';
import { extentOf, type Grid } from '../grid.ts';
import { within } from '../limits.ts';
import { openRaster, type Raster } from '../raster.ts';
import { allocate } from '../samples.ts';
import type { BandSource } from '../sources.ts';
import { pngOfColours, pngOfPalette } from './png.ts';
import { type Colour, colourOf, paletteOf } from './ramps.ts';

/** A band under the name that expressions give it. */
export interface TileBand {
  readonly source: BandSource;
  readonly input: Input;
}

export type Range = readonly [from: number, to: number];

/** How values become colours; cells without data are transparent. */
export type TileStyle =
  /** One value through a ramp; beyond the range the end colours hold. */
  | {
      readonly kind: 'ramp';
      readonly expression: string;
      readonly range: Range;
      readonly stops: readonly string[];
    }
  /** Three values as red, green, blue, each stretched over its range, then raised to 1/gamma. */
  | {
      readonly kind: 'rgb';
      readonly expressions: readonly [string, string, string];
      readonly ranges: readonly [Range, Range, Range];
      readonly gamma?: number;
    }
  /** Whole numbers by a table; others are transparent. */
  | {
      readonly kind: 'classes';
      readonly expression: string;
      readonly colours: Readonly<Record<string, string>>;
    };

export interface TileOptions {
  readonly size?: 256 | 512;
  /** Default: bilinear, and nearest for classes. */
  readonly resampling?: Resampling;
  /** Unpacked blocks that are kept of each file; default that of `LIMITS`. */
  readonly cacheBytes?: number;
}

export interface TileAddress {
  readonly z: number;
  readonly x: number;
  readonly y: number;
}

/** Half the side of the Web Mercator square, metres: π · 6 378 137. */
const HALF = Math.PI * 6_378_137;
const DEEPEST = 24;
const MERCATOR = 'EPSG:3857';
/** Of one picture: four thousand on a side. */
const MOST_CELLS = 1 << 24;

/**
 * Where a tile of Web Mercator (EPSG:3857) lies, rows from the north.
 * @throws TarimError RASTER_PARAMETER_INVALID for an address outside the scheme
 */
export function tileGrid({ z, x, y }: TileAddress, size = 256): Grid {
  const across = 2 ** z;
  const whole = [z, x, y].every(Number.isInteger);
  if (!whole || z < 0 || z > DEEPEST || x < 0 || y < 0 || x >= across || y >= across)
    throw new TarimError(rasterErrors.parameter, { name: 'tile', reason: `${z}/${x}/${y}` });
  const side = (2 * HALF) / across;
  const cell = side / size;
  return {
    crs: MERCATOR,
    width: size,
    height: size,
    affine: [x * side - HALF, cell, 0, HALF - y * side, 0, -cell],
  };
}

export interface TileMaker {
  /** A PNG; null where no band has a cell within the tile. @throws TarimError */
  tile(address: TileAddress): Buffer | null;
  /** The values behind the colours, NaN where there are none; null as above. */
  values(address: TileAddress): Float32Array[] | null;
  /** A PNG of any grid, cell for cell; null as above. @throws TarimError RASTER_TOO_LARGE */
  picture(grid: Grid): Buffer | null;
  close(): void;
}

/**
 * Opens rasters for making tiles of them in one style. For each tile only the blocks beneath it are read, out of the
 * overview that suits its scale; files stay open and their blocks in a bounded cache until `close`.
 * @throws TarimError RASTER_EXPRESSION_INVALID, RASTER_PARAMETER_INVALID, of reading
 */
export function openTiles(
  bands: readonly TileBand[],
  style: TileStyle,
  options: TileOptions = {},
): TileMaker {
  const size = options.size ?? 256;
  const resampling = options.resampling ?? (style.kind === 'classes' ? 'nearest' : 'bilinear');
  const painter = painterOf(style);
  const parsed = expressionsOf(style).map(parseExpression);
  const used = [...new Set(parsed.flatMap((one) => bandsIn(one)))].map((name) => {
    const found = bands.find(({ input }) => input.name === name);
    if (!found) throw new TarimError(rasterErrors.parameter, { name: 'bands', reason: name });
    return found;
  });
  if (used.length === 0)
    throw new TarimError(rasterErrors.parameter, { name: 'expression', reason: 'no band' });
  const compiled: Compiled[] = parsed.map((one) =>
    compileExpression(
      one,
      used.map(({ input }) => input),
      { type: 'float32', noData: Number.NaN, scale: 1, offset: 0 },
    ),
  );
  const open = new Map<string, Raster>();
  const close = () => {
    for (const raster of open.values()) raster.close();
  };
  try {
    for (const { source } of used) {
      const key = `${source.path}\n${source.crs ?? ''}`;
      const limits = options.cacheBytes === undefined ? {} : { cacheBytes: options.cacheBytes };
      if (!open.has(key)) open.set(key, openRaster(source.path, { crs: source.crs, limits }));
    }
  } catch (error) {
    close();
    throw error;
  }
  const rasterOf = ({ path, crs }: BandSource) => open.get(`${path}\n${crs ?? ''}`)!;
  const extents = used.map(({ source }) => mercatorExtent(rasterOf(source).grid()));

  const valuesOn = (grid: Grid): Float32Array<ArrayBuffer>[] | null => {
    const { width, height } = grid;
    within('cells of a picture', width * height, MOST_CELLS);
    const [w, s, e, n] = grid.crs === MERCATOR ? extentOf(grid) : mercatorExtent(grid);
    if (!extents.every(([w2, s2, e2, n2]) => w < e2 && e > w2 && s < n2 && n > s2)) return null;
    const window = { x: 0, y: 0, width, height };
    const cells = used.map(({ source }): Cells => {
      const read = alignBand(rasterOf(source), source.band, grid, source.resampling ?? resampling).read(
        window,
      );
      return source.noData === undefined ? read : hiding(read, source.noData);
    });
    const valid = joinValid(cells);
    if (valid && !valid.includes(1)) return null;
    return compiled.map((run) => {
      const out = allocate('float32', width * height) as Float32Array<ArrayBuffer>;
      run(cells, valid, out);
      return out;
    });
  };
  const picture = (grid: Grid) => {
    const found = valuesOn(grid);
    return found && painter(found, grid.width, grid.height);
  };
  return {
    values: (address) => valuesOn(tileGrid(address, size)),
    tile: (address) => picture(tileGrid(address, size)),
    picture,
    close,
  };
}

const expressionsOf = (style: TileStyle): readonly string[] =>
  style.kind === 'rgb' ? style.expressions : [style.expression];

function hiding(cells: Cells, noData: number): Cells {
  const valid = cells.valid?.slice() ?? new Uint8Array(cells.values.length).fill(1);
  for (let i = 0; i < valid.length; i++) if (cells.values[i] === noData) valid[i] = 0;
  return { ...cells, valid };
}

/** Around the border of a grid, in Web Mercator: sides of other systems are bent. */
function mercatorExtent(grid: Grid): readonly [number, number, number, number] {
  const convert = converter(grid.crs, MERCATOR);
  const [w, s, e, n] = extentOf(grid);
  let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i <= 16; i++)
    for (let j = 0; j <= 16; j++) {
      const [x, y] = convert(w + ((e - w) * i) / 16, s + ((n - s) * j) / 16);
      // A pole lies at no finite place.
      const [px, py] = [Number.isFinite(x) ? x : HALF, Number.isFinite(y) ? y : j < 8 ? -HALF : HALF];
      [minX, maxX] = [Math.min(minX, px), Math.max(maxX, px)];
      [minY, maxY] = [Math.min(minY, py), Math.max(maxY, py)];
    }
  // Between the places that were converted a side may bulge a little.
  const [dx, dy] = [(maxX - minX) / 64, (maxY - minY) / 64];
  return [minX - dx, minY - dy, maxX + dx, maxY + dy];
}

/** Nothing at all, for clients that want a picture in any case. */
export const blankTile = (size = 256): Buffer =>
  pngOfPalette(size, size, new Uint8Array(size * size), new Uint8Array(4));

type Painter = (values: readonly Float32Array[], width: number, height: number) => Buffer;

function painterOf(style: TileStyle): Painter {
  switch (style.kind) {
    case 'ramp':
      return rampPainter(style.stops.map(colourOf), checkRange(style.range));
    case 'classes':
      return classPainter(style.colours);
    case 'rgb':
      return rgbPainter(style.ranges.map(checkRange), style.gamma ?? 1);
  }
}

function checkRange([from, to]: Range): Range {
  if (!(Number.isFinite(from) && Number.isFinite(to) && from !== to))
    throw new TarimError(rasterErrors.parameter, { name: 'range', reason: `${from}, ${to}` });
  return [from, to];
}

/** 255 colours; the 256th place of the palette, number 0, is nothing. */
function rampPainter(stops: readonly Colour[], [from, to]: Range): Painter {
  if (stops.length === 0) throw new TarimError(rasterErrors.parameter, { name: 'stops', reason: '0' });
  const palette = new Uint8Array(4 * 256);
  palette.set(paletteOf(stops, 255), 4);
  const scale = 254 / (to - from);
  return ([values], width, height) => {
    const cells = new Uint8Array(width * height);
    for (let i = 0; i < cells.length; i++) {
      const value = values![i]!;
      if (Number.isNaN(value)) continue;
      const place = Math.round((value - from) * scale);
      cells[i] = place <= 0 ? 1 : place >= 254 ? 255 : place + 1;
    }
    return pngOfPalette(width, height, cells, palette);
  };
}

function classPainter(colours: Readonly<Record<string, string>>): Painter {
  const entries = Object.entries(colours);
  if (entries.length === 0 || entries.length > 255)
    throw new TarimError(rasterErrors.parameter, { name: 'colours', reason: `${entries.length}` });
  const palette = new Uint8Array(4 * (entries.length + 1));
  const places = new Map<number, number>();
  for (const [i, [value, colour]] of entries.entries()) {
    places.set(Number(value), i + 1);
    const [r, g, b, a = 255] = colourOf(colour);
    palette.set([r, g, b, a], 4 * (i + 1));
  }
  return ([values], width, height) => {
    const cells = Uint8Array.from(values!, (value) => places.get(value) ?? 0);
    return pngOfPalette(width, height, cells, palette);
  };
}

function rgbPainter(ranges: readonly Range[], gamma: number): Painter {
  if (!(gamma > 0)) throw new TarimError(rasterErrors.parameter, { name: 'gamma', reason: `${gamma}` });
  return (values, width, height) => {
    const out = new Uint8Array(4 * width * height);
    for (let i = 0; i < width * height; i++) {
      let clear = true;
      for (let part = 0; part < 3; part++) {
        const value = values[part]![i]!;
        if (Number.isNaN(value)) {
          clear = false;
          break;
        }
        const [from, to] = ranges[part]!;
        const share = Math.min(1, Math.max(0, (value - from) / (to - from)));
        out[4 * i + part] = Math.round(255 * (gamma === 1 ? share : share ** (1 / gamma)));
      }
      if (clear) out[4 * i + 3] = 255;
      else out.fill(0, 4 * i, 4 * i + 3);
    }
    return pngOfColours(width, height, out);
  };
}

import { TarimError } from '@tarim/kernel';
import { type AlignedBand, alignBand, type Cells, type Resampling } from './align.ts';
import { converter, isGeographic } from './crs.ts';
import { rasterErrors } from './errors.ts';
import { cellSize, extentOf, type Grid, toPlace } from './grid.ts';
import { LIMITS } from './limits.ts';
import { dilate, hiddenCells, type MaskKind } from './masks.ts';
import { openRaster, type Raster } from './raster.ts';
import type { Window } from './samples.ts';

/** One band of a file, as a computation uses it. Plain data: it is sent to workers. */
export interface BandSource {
  readonly path: string;
  /** From 1. */
  readonly band: number;
  /** In place of what the file says. */
  readonly crs?: string;
  readonly noData?: number;
  readonly resampling?: Resampling;
}

/** A quality band that hides cells. */
export interface MaskSource {
  readonly path: string;
  readonly band: number;
  readonly kind: MaskKind;
  readonly snow?: boolean;
  /** How far clouds and shadows are grown, metres. */
  readonly dilate?: number;
}

export interface OpenedSources {
  /** Cells of each band in a window of the grid. */
  read(window: Window): Cells[];
  /** 0 where any mask hides the ground; null when nothing is masked. */
  seen(window: Window): Uint8Array | null;
  /** What the masks say of each cell: 0 clear, 1 hidden (clouds), 2 no data at all; null when nothing is masked. */
  hidden(window: Window): Uint8Array | null;
  close(): void;
}

/** Unpacked blocks that all rasters of a computation keep together, in one worker. */
const CACHE = 256 << 20;

/**
 * Opens bands and masks on a common grid; a file that several of them name is opened once.
 * @param together how many such groups are open at a time and share the room for unpacked blocks
 * @throws TarimError of reading; RASTER_NO_OVERLAP when a band lies elsewhere altogether
 */
export function openSources(
  grid: Grid,
  bands: readonly BandSource[],
  masks: readonly MaskSource[] = [],
  together = 1,
): OpenedSources {
  const open = new Map<string, Raster>();
  const files = new Set([...bands, ...masks].map(({ path }) => path)).size;
  const cacheBytes = Math.min(LIMITS.cacheBytes, Math.floor(CACHE / Math.max(1, files * together)));
  const close = () => {
    for (const raster of open.values()) raster.close();
  };
  const rasterAt = (path: string, crs?: string): Raster => {
    const key = `${path}\n${crs ?? ''}`;
    let raster = open.get(key);
    if (!raster) {
      raster = openRaster(path, { crs, limits: { cacheBytes } });
      open.set(key, raster);
    }
    return raster;
  };
  try {
    const aligned = bands.map(({ path, band, crs, noData, resampling }) => {
      const raster = rasterAt(path, crs);
      requireOverlap(raster, grid);
      return { band: alignBand(raster, band, grid, resampling ?? 'nearest'), noData };
    });
    const hiding = masks.map((mask) => openMask(rasterAt(mask.path), mask, grid));
    return {
      read: (window) =>
        aligned.map(({ band, noData }) => {
          const cells = band.read(window);
          return noData === undefined || cells.noData === noData ? cells : withNoData(cells, noData);
        }),
      seen(window) {
        let seen: Uint8Array | null = null;
        for (const hidden of hiding) {
          const cells = hidden(window);
          seen ??= new Uint8Array(cells.length).fill(1);
          for (let i = 0; i < cells.length; i++) if (cells[i] !== 0) seen[i] = 0;
        }
        return seen;
      },
      hidden(window) {
        let all: Uint8Array | null = null;
        for (const one of hiding) {
          const cells = one(window);
          all ??= new Uint8Array(cells.length);
          for (let i = 0; i < cells.length; i++) if (cells[i]! > all[i]!) all[i] = cells[i]!;
        }
        return all;
      },
      close,
    };
  } catch (error) {
    close();
    throw error;
  }
}

/** A value that the caller knows to be no data, beside the file's own. */
function withNoData(cells: Cells, noData: number): Cells {
  if (cells.noData === null && cells.valid === null) return { ...cells, noData };
  const valid = cells.valid?.slice() ?? new Uint8Array(cells.values.length).fill(1);
  for (let i = 0; i < valid.length; i++) if (cells.values[i] === noData) valid[i] = 0;
  return { ...cells, valid };
}

/** Metres of a cell's side in the middle of a grid; degrees are taken at that latitude. */
export function metresOf(grid: Grid): number {
  const [w, h] = cellSize(grid);
  if (!isGeographic(grid.crs)) return Math.sqrt(w * h);
  const [, latitude] = toPlace(grid.affine, grid.width / 2, grid.height / 2);
  return Math.sqrt(w * h * Math.cos((latitude * Math.PI) / 180)) * 111_195;
}

function openMask(raster: Raster, mask: MaskSource, grid: Grid): (window: Window) => Uint8Array {
  const band: AlignedBand = alignBand(raster, mask.band, grid, 'nearest');
  const radius = (mask.dilate ?? 0) / metresOf(grid);
  const border = Math.ceil(radius);
  return ({ x, y, width, height }) => {
    // What grows into the window from beside it.
    const wide = { x: x - border, y: y - border, width: width + 2 * border, height: height + 2 * border };
    const { values, valid } = band.read(wide);
    const hidden = hiddenCells(values, mask.kind, mask);
    if (valid) for (let i = 0; i < hidden.length; i++) if (valid[i] === 0) hidden[i] = 2;
    const grown = dilate(hidden, wide.width, wide.height, radius);
    if (border === 0) return grown;
    const out = new Uint8Array(width * height);
    for (let row = 0; row < height; row++) {
      const from = (row + border) * wide.width + border;
      out.set(grown.subarray(from, from + width), row * width);
    }
    return out;
  };
}

function requireOverlap(raster: Raster, grid: Grid): void {
  const own = raster.grid();
  const [w, s, e, n] = extentOf(own);
  const convert = converter(grid.crs, own.crs);
  // Along the border of the target and through its middle: a raster may lie wholly within it.
  let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let j = 0; j <= 8; j++)
    for (let i = 0; i <= 8; i++) {
      const [x, y] = convert(...toPlace(grid.affine, (grid.width * i) / 8, (grid.height * j) / 8));
      if (!Number.isFinite(x) || !Number.isFinite(y)) continue;
      [minX, maxX] = [Math.min(minX, x), Math.max(maxX, x)];
      [minY, maxY] = [Math.min(minY, y), Math.max(maxY, y)];
    }
  if (!(minX < e && maxX > w && minY < n && maxY > s))
    throw new TarimError(rasterErrors.noOverlap, { names: raster.name });
}

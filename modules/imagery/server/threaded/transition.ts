import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Areal } from '@tarim/geo';
import { TarimError } from '@tarim/kernel';
import {
  type Grid,
  metresOf,
  openRaster,
  produceCog,
  rasterErrors,
  transitionOf,
  wholeOffset,
} from '@tarim/raster';
import type { TransitionGroup } from '../../contract.ts';
import { commonGrid } from '../domain/common-area.ts';
import {
  type GroupedPair,
  groupedPairs,
  keysOf,
  type MapCode,
  mapCodes,
} from '../domain/transition-table.ts';
import { imageryErrors as E } from '../errors.ts';
import type { Bench } from './bench.ts';

export interface ClassRaster {
  readonly path: string;
  /** Of the classes, from 1. */
  readonly band: number;
}

export interface TransitionParams {
  readonly before: ClassRaster;
  readonly after: ClassRaster;
  readonly groups: readonly TransitionGroup[];
  /** Degrees; only within it. */
  readonly box: readonly [number, number, number, number] | null;
  /** Longitude and latitude on CGCS2000; only within it. */
  readonly area: Areal | null;
  /** Write the map of what became what. */
  readonly map: boolean;
  readonly folder: string;
}

export interface TransitionResult {
  readonly pairs: readonly GroupedPair[];
  readonly unknownCells: number;
  readonly unknownArea: number;
  readonly grid: Pick<Grid, 'crs' | 'width' | 'height'> & { readonly gsd: number };
  readonly resampled: 'before' | 'after' | null;
  /** Null where nothing changed, or none was wanted. */
  readonly map: { readonly path: string; readonly codes: readonly MapCode[] } | null;
}

const COUNT_SHARE = 0.6;

/**
 * How much of each class became what, on the coarser of both grids, and the map of it. Memory holds windows, never a
 * raster.
 * @throws TarimError IMAGERY_NO_OVERLAP, IMAGERY_CLASSES_UNSEEN, IMAGERY_CANCELLED, of reading
 */
export async function measureTransition(params: TransitionParams, bench: Bench): Promise<TransitionResult> {
  const { before, after, groups, box, map, folder } = params;
  mkdirSync(folder, { recursive: true });
  const [a, b] = [gridAt(before.path), gridAt(after.path)];
  const grid = commonGrid(a, b, box);
  const area = params.area ?? undefined;
  const running = { threads: bench.threads, signal: bench.signal };
  try {
    const share = map ? COUNT_SHARE : 1;
    const found = await transitionOf(
      { grid, first: before, second: after, masks: [], area },
      { ...running, onProgress: (done, total) => bench.progress((share * done) / total) },
    );
    const grouped = groupedPairs(found.pairs, groups);
    if (grouped.pairs.length === 0) throw new TarimError(E.classesUnseen);
    const codes = mapCodes(grouped.pairs);
    const path = join(folder, 'map.tif');
    if (map && codes.length > 0)
      await produceCog(
        path,
        {
          grid,
          type: 'uint8',
          bands: [{ description: 'class' }],
          noData: 0,
          compression: 'deflate',
          level: 6,
          overviews: 'mode',
        },
        'crossing-map',
        { grid, first: before, second: after, codes: codesByValue(codes, groups), area },
        {
          ...running,
          onProgress: (done, total) => bench.progress(share + ((1 - share) * done) / total),
        },
      );
    return {
      pairs: grouped.pairs,
      unknownCells: found.unknownCells + grouped.leftCells,
      unknownArea: found.unknownArea + grouped.leftArea,
      grid: { crs: grid.crs, width: grid.width, height: grid.height, gsd: metresOf(grid) },
      resampled: resampledOf(grid, a, b),
      map: map && codes.length > 0 ? { path, codes } : null,
    };
  } catch (error) {
    throw told(error);
  }
}

function gridAt(path: string): Grid {
  const raster = openRaster(path);
  try {
    return raster.grid();
  } finally {
    raster.close();
  }
}

/** The one whose cells do not fall on the common grid. */
function resampledOf(grid: Grid, before: Grid, after: Grid): 'before' | 'after' | null {
  if (wholeOffset(grid, before) === null) return 'before';
  return wholeOffset(grid, after) === null ? 'after' : null;
}

function codesByValue(
  codes: readonly MapCode[],
  groups: readonly TransitionGroup[],
): Array<readonly [number, number, number]> {
  const [before, after] = [[...keysOf(groups, 'before')], [...keysOf(groups, 'after')]];
  return codes.flatMap(({ from, to, code }) =>
    before
      .filter(([, key]) => key === from)
      .flatMap(([first]) =>
        after.filter(([, key]) => key === to).map(([second]) => [first, second, code] as const),
      ),
  );
}

/** Errors of rasters in the terms of a comparison. */
function told(error: unknown): unknown {
  if (!(error instanceof TarimError)) return error;
  return error.code === rasterErrors.noOverlap.code ? new TarimError(E.noOverlap) : error;
}

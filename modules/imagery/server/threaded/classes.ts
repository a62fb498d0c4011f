import { openRaster, type Raster, transitionOf } from '@tarim/raster';
import type { ClassEntry } from '../../contract.ts';
import { type ClassCount, entriesOfItems } from '../domain/class-table.ts';
import type { Bench } from './bench.ts';

/** Classes that are kept of a raster; one with more is hardly thematic, and the largest tell most of it. */
export const MOST_COUNTED = 1_024;

export interface CountedClasses {
  /** By value. */
  readonly counts: readonly ClassCount[];
  /** How many more there were. */
  readonly left: number;
}

/**
 * Cells and areas of every class of a converted raster, exactly: all cells are counted, areas are those of the ellipsoid row by row.
 * @throws TarimError of reading; RASTER_STOPPED
 */
export async function countClasses(
  path: string,
  { signal, threads }: Pick<Bench, 'signal' | 'threads'>,
  onProgress?: (done: number, total: number) => void,
): Promise<CountedClasses> {
  const raster = openRaster(path);
  const grid = raster.grid();
  raster.close();
  const source = { path, band: 1 };
  // Crossed with itself: every pair is a class.
  const { pairs } = await transitionOf(
    { grid, first: source, second: source, masks: [] },
    { threads, signal, ...(onProgress ? { onProgress } : {}) },
  );
  const all = pairs.map(({ first: value, cells, area }) => ({ value, cells, area }));
  const kept =
    all.length > MOST_COUNTED ? [...all].sort((a, b) => b.area - a.area).slice(0, MOST_COUNTED) : all;
  return { counts: kept.sort((a, b) => a.value - b.value), left: all.length - kept.length };
}

/** What a raster itself says of its classes: names in items of its band, colours in its colour table. */
export interface OwnClasses {
  readonly entries: readonly ClassEntry[] | null;
  readonly palette: ReadonlyMap<number, string>;
}

export function ownClasses(raster: Raster): OwnClasses {
  const palette = new Map((raster.palette ?? []).map((colour, value) => [value, colour]));
  return { entries: entriesOfItems(raster.bands[0]?.items ?? {}), palette };
}

import type { Areal } from '@tarim/geo';
import { TarimError } from '@tarim/kernel';
import type { Cells } from '../align.ts';
import { insideOf } from '../areal-cells.ts';
import { cellAreas } from '../cell-area.ts';
import type { JobFactory } from '../engine/job.ts';
import { rasterErrors } from '../errors.ts';
import { joinValid } from '../expression/compile.ts';
import type { Grid } from '../grid.ts';
import { type BandSource, type MaskSource, openSources } from '../sources.ts';

export interface CrossingParams {
  readonly grid: Grid;
  /** Rasters of classes: whole numbers. */
  readonly first: BandSource;
  readonly second: BandSource;
  readonly masks: readonly MaskSource[];
  /** Only cells whose middle lies within: longitude and latitude on CGCS2000. */
  readonly area?: Areal | undefined;
}

export interface Crossed {
  readonly first: number;
  readonly second: number;
  readonly cells: number;
  /** Square metres on the ellipsoid. */
  readonly area: number;
}

export interface CrossingFound {
  readonly pairs: readonly Crossed[];
  /** Cells for which one of the two has no class, and their area. */
  readonly none: number;
  readonly noneArea: number;
}

/** Codes of classes: what 16 bits hold, signed or not. */
const LEAST = -32_768;
const MOST = 65_535;
const SPAN = MOST - LEAST + 1;

/** How much of each class of one raster lies on each class of another: counted, and measured row by row. */
export const crossingJob: JobFactory<CrossingParams> = ({ grid, first, second, masks, area }) => {
  const insideAt = area && insideOf(area, grid);
  const opened = openSources(
    grid,
    [first, second].map((source) => ({ ...source, resampling: 'nearest' as const })),
    masks,
  );
  return {
    unit(window) {
      const [a, b] = opened.read(window) as [Cells, Cells];
      const seen = opened.seen(window);
      const valid = joinValid([a, b, ...(seen ? [{ ...a, valid: seen }] : [])]);
      const inside = insideAt?.(window);
      const areas = cellAreas(grid, window);
      const sums = new Map<number, { cells: number; area: number }>();
      let [none, noneArea] = [0, 0];
      for (let row = 0, i = 0; row < window.height; row++) {
        const cell = areas[row]!;
        let last = -1;
        let own = { cells: 0, area: 0 };
        for (const end = i + window.width; i < end; i++) {
          if (inside && inside[i] === 0) continue;
          const [x, y] = [a.values[i]!, b.values[i]!];
          if (
            (valid && valid[i] === 0) ||
            x === a.noData ||
            y === b.noData ||
            Number.isNaN(x) ||
            Number.isNaN(y)
          ) {
            none++;
            noneArea += cell;
            continue;
          }
          const key = (codeOf(x) - LEAST) * SPAN + codeOf(y) - LEAST;
          if (key !== last) {
            last = key;
            const found = sums.get(key);
            own = found ?? { cells: 0, area: 0 };
            if (!found) sums.set(key, own);
          }
          own.cells++;
          own.area += cell;
        }
      }
      const pairs = [...sums].map(([key, sum]) => ({
        first: Math.floor(key / SPAN) + LEAST,
        second: (key % SPAN) + LEAST,
        ...sum,
      }));
      const found: CrossingFound = { pairs, none, noneArea };
      return { bands: [], found };
    },
    close: opened.close,
  };
};

function codeOf(value: number): number {
  if (!(Number.isInteger(value) && value >= LEAST && value <= MOST))
    throw new TarimError(rasterErrors.parameter, { name: 'class', reason: `${value}` });
  return value;
}

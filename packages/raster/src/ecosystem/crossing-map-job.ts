import type { Areal } from '@tarim/geo';
import type { Cells } from '../align.ts';
import { insideOf } from '../areal-cells.ts';
import type { JobFactory } from '../engine/job.ts';
import { joinValid } from '../expression/compile.ts';
import type { Grid } from '../grid.ts';
import { type BandSource, openSources } from '../sources.ts';

export interface CrossingMapParams {
  readonly grid: Grid;
  /** Rasters of classes: whole numbers. */
  readonly first: BandSource;
  readonly second: BandSource;
  /** What a pair of classes becomes, 1–255; pairs that are not named become 0. */
  readonly codes: ReadonlyArray<readonly [first: number, second: number, code: number]>;
  /** Only cells whose middle lies within: longitude and latitude on CGCS2000. */
  readonly area?: Areal | undefined;
}

/** Where each pair of classes lies (转移图): a byte a cell, 0 where a class is missing, outside the area, or the pair has no code. */
export const crossingMapJob: JobFactory<CrossingMapParams> = ({ grid, first, second, codes, area }) => {
  const insideAt = area && insideOf(area, grid);
  const opened = openSources(
    grid,
    [first, second].map((source) => ({ ...source, resampling: 'nearest' as const })),
  );
  const byFirst = new Map<number, Map<number, number>>();
  for (const [from, to, code] of codes) {
    const row = byFirst.get(from) ?? new Map<number, number>();
    row.set(to, code);
    byFirst.set(from, row);
  }
  return {
    unit(window) {
      const [a, b] = opened.read(window) as [Cells, Cells];
      const valid = joinValid([a, b]);
      const inside = insideAt?.(window);
      const out = new Uint8Array(window.width * window.height);
      for (let i = 0; i < out.length; i++) {
        if ((inside && inside[i] === 0) || (valid && valid[i] === 0)) continue;
        const [x, y] = [a.values[i]!, b.values[i]!];
        if (x === a.noData || y === b.noData) continue;
        out[i] = byFirst.get(x)?.get(y) ?? 0;
      }
      return { bands: [out] };
    },
    close: opened.close,
  };
};

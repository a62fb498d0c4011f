import type { Input } from '../expression/compile.ts';
import type { Grid } from '../grid.ts';
import { type BandSource, openSources } from '../sources.ts';
import type { Components, Runs } from './runs.ts';

export interface Mean {
  readonly count: number;
  readonly mean: number | null;
}

/**
 * Means of aligned bands over the cells of components, as `scale × stored + offset`. Rows are read in order and only where
 * there are runs, so every block is unpacked once.
 */
export function meansOver(
  grid: Grid,
  sources: readonly BandSource[],
  inputs: readonly Input[],
  runs: Runs,
  components: Components,
  keep: (component: number) => boolean,
): Mean[][] {
  const sums = sources.map(() => new Float64Array(components.count));
  const counts = sources.map(() => new Float64Array(components.count));
  const opened = openSources(grid, sources);
  try {
    for (let y = 0; y < runs.height; y++) {
      const mine: number[] = [];
      for (let i = runs.rows[y]!; i < runs.rows[y + 1]!; i++) if (keep(components.of[i]!)) mine.push(i);
      if (mine.length === 0) continue;
      const [x, end] = [runs.from[mine[0]!]!, runs.to[mine.at(-1)!]!];
      const cells = opened.read({ x, y, width: end - x, height: 1 });
      for (const [band, { values, noData, valid }] of cells.entries()) {
        const { scale, offset } = inputs[band]!;
        for (const i of mine) {
          const component = components.of[i]!;
          for (let column = runs.from[i]! - x; column < runs.to[i]! - x; column++) {
            const value = values[column]!;
            if (value === noData || !Number.isFinite(value) || (valid && valid[column] === 0)) continue;
            sums[band]![component]! += scale * value + offset;
            counts[band]![component]!++;
          }
        }
      }
    }
  } finally {
    opened.close();
  }
  return sources.map((_, band) =>
    Array.from({ length: components.count }, (_unused, c) => {
      const count = counts[band]![c]!;
      return { count, mean: count === 0 ? null : sums[band]![c]! / count };
    }),
  );
}

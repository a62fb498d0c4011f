import type { Input } from '../expression/compile.ts';
import type { Grid } from '../grid.ts';
import type { Window } from '../samples.ts';
import { type BandSource, openSources } from '../sources.ts';
import type { Components, Runs } from './runs.ts';

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
): MeanOf[] {
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
  return sums.map((sum, band) => meanBy(sum, counts[band]!));
}

/** Mean of a component: made when asked for, because nearly all components are specks that nobody asks for. */
export type MeanOf = (component: number) => number | null;

const meanBy =
  (sums: Float64Array, counts: Float64Array): MeanOf =>
  (component) =>
    counts[component] === 0 ? null : sums[component]! / counts[component]!;

/** Values of the set cells of a mask, window by window, row by row within it, a column a band. */
export type KeptValues = ReadonlyArray<{
  readonly window: Window;
  readonly values: readonly Float32Array[];
}>;

/** Means over components out of the values that were kept as the mask was made: `runs` are those of that very mask. */
export function meansOfKept(kept: KeptValues, bands: number, runs: Runs, components: Components): MeanOf[] {
  const sums = Array.from({ length: bands }, () => new Float64Array(components.count));
  const counts = new Float64Array(components.count);
  for (const { window, values } of kept) {
    const end = window.x + window.width;
    let at = 0;
    for (let y = window.y; y < window.y + window.height; y++)
      for (let i = firstRun(runs, y, window.x); i < runs.rows[y + 1]! && runs.from[i]! < end; i++) {
        const length = Math.min(end, runs.to[i]!) - Math.max(window.x, runs.from[i]!);
        const component = components.of[i]!;
        counts[component]! += length;
        for (let band = 0; band < bands; band++) {
          const column = values[band]!;
          let sum = 0;
          for (let k = at; k < at + length; k++) sum += column[k]!;
          sums[band]![component]! += sum;
        }
        at += length;
      }
  }
  return sums.map((sum) => meanBy(sum, counts));
}

/** The first run of a row that reaches beyond `x`, by halving. */
function firstRun({ rows, to }: Runs, y: number, x: number): number {
  let [low, high] = [rows[y]!, rows[y + 1]!];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (to[middle]! > x) high = middle;
    else low = middle + 1;
  }
  return low;
}

import type { Input } from './expression/compile.ts';
import { joinValid } from './expression/compile.ts';
import type { Grid } from './grid.ts';
import { type BandSource, type MaskSource, openSources } from './sources.ts';

/**
 * Cells of several bands at regular places over a grid, for figures that need no more than a sample (covariances,
 * principal components): one column of values a band, only places where every band has data.
 */
export interface Sample {
  readonly columns: readonly Float64Array[];
  readonly count: number;
  /** Every how many cells, both ways. */
  readonly step: number;
}

const ROWS = 512;

export function sampleOf(
  grid: Grid,
  sources: readonly BandSource[],
  inputs: readonly Input[],
  masks: readonly MaskSource[],
  most: number,
): Sample {
  const step = Math.max(1, Math.ceil(Math.sqrt((grid.width * grid.height) / most)));
  const room = Math.ceil(grid.width / step) * Math.ceil(grid.height / step);
  const columns = sources.map(() => new Float64Array(room));
  const opened = openSources(grid, sources, masks);
  let count = 0;
  try {
    for (let y = 0; y < grid.height; y += ROWS) {
      // Rows of the sample within the strip.
      const first = Math.ceil(y / step) * step;
      if (first >= Math.min(y + ROWS, grid.height)) continue;
      for (let x = 0; x < grid.width; x += ROWS) {
        const window = {
          x,
          y,
          width: Math.min(ROWS, grid.width - x),
          height: Math.min(ROWS, grid.height - y),
        };
        const cells = opened.read(window);
        const seen = opened.seen(window);
        const valid = joinValid([...cells, ...(seen ? [{ ...cells[0]!, valid: seen }] : [])]);
        for (let row = first - y; row < window.height; row += step)
          next: for (let column = Math.ceil(x / step) * step - x; column < window.width; column += step) {
            const at = row * window.width + column;
            if (valid && valid[at] === 0) continue;
            for (const { values, noData } of cells) {
              const value = values[at]!;
              if (value === noData || !Number.isFinite(value)) continue next;
            }
            for (const [i, { values }] of cells.entries()) {
              const { scale, offset, clip } = inputs[i]!;
              const value = values[at]! * scale + offset;
              columns[i]![count] = clip && value < 0 ? 0 : value;
            }
            count++;
          }
      }
    }
  } finally {
    opened.close();
  }
  return { columns: columns.map((column) => column.subarray(0, count)), count, step };
}

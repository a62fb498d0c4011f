import type { Cells } from '../align.ts';
import { compileCondition, type Input, joinValid } from '../expression/compile.ts';
import { parseExpression } from '../expression/parse.ts';
import type { Grid } from '../grid.ts';
import type { BitMask } from '../patches/bits.ts';
import { type BandSource, type MaskSource, openSources } from '../sources.ts';
import type { JobFactory } from './job.ts';

export interface MaskParams {
  readonly grid: Grid;
  readonly sources: readonly BandSource[];
  readonly inputs: readonly Input[];
  readonly masks: readonly MaskSource[];
  /** Cells where it is not 0 are set. */
  readonly condition: string;
  /** Its words are shared memory of the grid's size. */
  readonly mask: BitMask;
}

export interface MaskFound {
  /** Cells that could be judged. */
  readonly observed: number;
  readonly set: number;
  /**
   * Values of the set cells in each band, row by row, so that means over patches need no second reading; null when there are
   * too many of them.
   */
  readonly values: readonly Float32Array[] | null;
}

/** Share of a unit that may be set for its values to be kept: a mask of changes has a hundredth. */
const MOST_SET = 0.1;

/** Writes a condition over aligned rasters into shared bits: no raster in between. */
export const maskJob: JobFactory<MaskParams> = ({ grid, sources, inputs, masks, condition, mask }) => {
  const opened = openSources(grid, sources, masks);
  const judge = compileCondition(parseExpression(condition), inputs);
  const counts = new Float64Array(2);
  let places = new Int32Array(0);
  return {
    unit(window) {
      const cells = opened.read(window);
      const seen = opened.seen(window);
      const valid = joinValid([...cells, ...(seen ? [{ ...cells[0]!, valid: seen }] : [])]);
      const { x, y, width, height } = window;
      if (places.length < width * height) places = new Int32Array(width * height);
      // Units begin at a multiple of 32 columns: no word is another's as well.
      const first = y * mask.stride + (x >>> 5);
      judge(cells, valid, width, height, mask.words, first, mask.stride, places, counts);
      const [observed, set] = [counts[0]!, counts[1]!];
      const values =
        set > MOST_SET * width * height
          ? null
          : cells.map((_, band) => valuesAt(places, set, cells[band]!, inputs[band]!));
      const found: MaskFound = { observed, set, values };
      return { bands: [], found, transfer: values?.map(({ buffer }) => buffer) ?? [] };
    },
    close: opened.close,
  };
};

function valuesAt(
  places: Int32Array,
  count: number,
  { values }: Cells,
  { scale, offset }: Input,
): Float32Array<ArrayBuffer> {
  const out = new Float32Array(count);
  for (let i = 0; i < count; i++) out[i] = scale * values[places[i]!]! + offset;
  return out;
}

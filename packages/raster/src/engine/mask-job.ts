import { compileExpression, type Input, joinValid } from '../expression/compile.ts';
import { parseExpression } from '../expression/parse.ts';
import type { Grid } from '../grid.ts';
import { type BitMask, setWindow } from '../patches/bits.ts';
import { allocate } from '../samples.ts';
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
}

const NONE = 2;

/** Writes a condition over aligned rasters into shared bits: no raster in between. */
export const maskJob: JobFactory<MaskParams> = ({ grid, sources, inputs, masks, condition, mask }) => {
  const opened = openSources(grid, sources, masks);
  const judge = compileExpression(
    {
      kind: 'call',
      name: 'where',
      values: [parseExpression(condition), { kind: 'number', value: 1 }, { kind: 'number', value: 0 }],
    },
    inputs,
    { type: 'uint8', noData: NONE, scale: 1, offset: 0 },
  );
  return {
    unit(window) {
      const cells = opened.read(window);
      const seen = opened.seen(window);
      const valid = joinValid([...cells, ...(seen ? [{ ...cells[0]!, valid: seen }] : [])]);
      const out = allocate('uint8', window.width * window.height);
      judge(cells, valid, out);
      let [observed, set] = [0, 0];
      for (let i = 0; i < out.length; i++) {
        if (out[i] === NONE) out[i] = 0;
        else {
          observed++;
          set += out[i]!;
        }
      }
      setWindow(mask, window.x, window.y, window.width, window.height, out);
      const found: MaskFound = { observed, set };
      return { bands: [], found };
    },
    close: opened.close,
  };
};

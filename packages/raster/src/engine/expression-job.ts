import { compileExpression, type Input, joinValid, type Output } from '../expression/compile.ts';
import { parseExpression } from '../expression/parse.ts';
import type { Grid } from '../grid.ts';
import { countInto, floatBins } from '../histogram.ts';
import { allocate } from '../samples.ts';
import { type BandSource, type MaskSource, openSources } from '../sources.ts';
import type { JobFactory } from './job.ts';

export interface ExpressionParams {
  readonly grid: Grid;
  readonly sources: readonly BandSource[];
  /** One for each source. */
  readonly inputs: readonly Input[];
  readonly masks: readonly MaskSource[];
  /** One for each band of the result. */
  readonly expressions: readonly string[];
  readonly output: Output;
  /** Also count the values of the first result, for a threshold. */
  readonly histogram?: boolean;
}

/** Band arithmetic over aligned rasters. */
export const expressionJob: JobFactory<ExpressionParams> = ({
  grid,
  sources,
  inputs,
  masks,
  expressions,
  output,
  histogram,
}) => {
  const opened = openSources(grid, sources, masks);
  const compiled = expressions.map((one) => compileExpression(parseExpression(one), inputs, output));
  return {
    unit(window) {
      const cells = opened.read(window);
      const seen = opened.seen(window);
      const valid = joinValid([...cells, ...(seen ? [{ ...cells[0]!, valid: seen }] : [])]);
      const bands = compiled.map((run) => {
        const out = allocate(output.type, window.width * window.height);
        run(cells, valid, out);
        return out;
      });
      if (!histogram) return { bands };
      const bins = floatBins();
      countInto(bins, bands[0]!, output.noData, output.scale, output.offset);
      return { bands, found: bins, transfer: [bins.buffer as ArrayBuffer] };
    },
    close: opened.close,
  };
};

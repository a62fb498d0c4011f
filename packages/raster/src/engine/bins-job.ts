import { compileExpression, type Input, joinValid } from '../expression/compile.ts';
import { parseExpression } from '../expression/parse.ts';
import type { Grid } from '../grid.ts';
import { allocate } from '../samples.ts';
import { type BandSource, type MaskSource, openSources } from '../sources.ts';
import type { JobFactory } from './job.ts';

/** Bins of equal width over a range; what lies outside counts nowhere but in `outside`. */
export interface BinRange {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

export interface BinsParams {
  readonly grid: Grid;
  readonly sources: readonly BandSource[];
  /** One for each source. */
  readonly inputs: readonly Input[];
  readonly masks: readonly MaskSource[];
  readonly expression: string;
  /** Whole numbers that say which class a cell is of; null: all are of class 0. */
  readonly classes: BandSource | null;
  readonly bins: BinRange;
}

export interface BinsFound {
  /** Counts of each class that was met. */
  readonly classes: ReadonlyArray<readonly [number, Float64Array]>;
  readonly outside: number;
}

/** How a value is spread, class by class: no raster is written. */
export const binsJob: JobFactory<BinsParams> = ({
  grid,
  sources,
  inputs,
  masks,
  expression,
  classes,
  bins: { from, to, count },
}) => {
  const opened = openSources(
    grid,
    classes ? [...sources, { ...classes, resampling: 'nearest' }] : sources,
    masks,
  );
  const run = compileExpression(parseExpression(expression), inputs, {
    type: 'float64',
    noData: Number.NaN,
    scale: 1,
    offset: 0,
  });
  const scale = count / (to - from);
  return {
    unit(window) {
      const all = opened.read(window);
      const seen = opened.seen(window);
      const valid = joinValid([...all, ...(seen ? [{ ...all[0]!, valid: seen }] : [])]);
      const values = allocate('float64', window.width * window.height);
      run(all.slice(0, sources.length), valid, values);
      const zones = classes ? all.at(-1)! : null;
      const found = new Map<number, Float64Array>();
      let outside = 0;
      let own: Float64Array | null = null;
      let last = Number.NaN;
      for (let i = 0; i < values.length; i++) {
        const value = values[i]!;
        if (Number.isNaN(value)) continue;
        const zone = zones ? zones.values[i]! : 0;
        if (zones !== null && (zone === zones.noData || Number.isNaN(zone))) continue;
        if (!(value >= from && value <= to)) {
          outside++;
          continue;
        }
        if (zone !== last || own === null) {
          own = found.get(zone) ?? null;
          if (!own) {
            own = new Float64Array(count);
            found.set(zone, own);
          }
          last = zone;
        }
        // The last bin holds its upper end as well.
        own[Math.min(count - 1, Math.floor((value - from) * scale))]!++;
      }
      const told: BinsFound = { classes: [...found], outside };
      return { bands: [], found: told };
    },
    close: opened.close,
  };
};

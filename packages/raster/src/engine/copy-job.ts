import type { Grid } from '../grid.ts';
import { allocate, isFloat, SAMPLE_TYPES, type SampleType } from '../samples.ts';
import { type BandSource, openSources } from '../sources.ts';
import type { JobFactory } from './job.ts';

export interface CopyParams {
  readonly grid: Grid;
  readonly sources: readonly BandSource[];
  readonly type: SampleType;
  /** What cells without data get; null when there is no such value: they get 0. */
  readonly noData: number | null;
}

/** Bands as they are, on another grid perhaps: the making of a COG out of any raster. */
export const copyJob: JobFactory<CopyParams> = ({ grid, sources, type, noData }) => {
  const opened = openSources(grid, sources);
  const fill = noData ?? 0;
  const { min, max } = SAMPLE_TYPES[type];
  // Between cells there are no whole numbers: what is resampled is rounded, not cut off, and stays clear of `noData`.
  const whole = !isFloat(type);
  const stored = (value: number) => {
    const rounded = Math.min(max, Math.max(min, Math.round(value)));
    return rounded === noData && value !== noData ? (rounded === max ? rounded - 1 : rounded + 1) : rounded;
  };
  return {
    unit(window) {
      const bands = opened.read(window).map(({ values, noData: own, valid }) => {
        if (
          values.constructor === allocate(type, 0).constructor &&
          valid === null &&
          (own === noData || own === null)
        )
          return values;
        const out = allocate(type, values.length);
        for (let i = 0; i < out.length; i++) {
          const value = values[i]!;
          out[i] =
            (valid && valid[i] === 0) || value === own || Number.isNaN(value)
              ? fill
              : whole
                ? stored(value)
                : value;
        }
        return out;
      });
      return { bands };
    },
    close: opened.close,
  };
};

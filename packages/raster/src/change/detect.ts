import { rmSync } from 'node:fs';
import { TarimError } from '@tarim/kernel';
import { unitsOf } from '../cog/sink.ts';
import type { CogSpec } from '../cog/spec.ts';
import type { MaskFound } from '../engine/mask-job.ts';
import { produceCog } from '../engine/produce.ts';
import { type RunOptions, runUnits } from '../engine/run.ts';
import { rasterErrors } from '../errors.ts';
import type { Input } from '../expression/compile.ts';
import type { Grid } from '../grid.ts';
import { addInto, distributionOf, type FloatBins, floatBins } from '../histogram.ts';
import { type BitMask, maskOf } from '../patches/bits.ts';
import type { KeptValues } from '../patches/values.ts';
import { sampleOf } from '../sample.ts';
import type { BandSource, MaskSource } from '../sources.ts';
import { cvaExpression } from './cva.ts';
import { irMad, type MadOptions, type MadTransform, madExpression } from './mad.ts';
import { type ThresholdMethod, thresholdOf } from './thresholds.ts';

/** Bands of one date, in the order in which those of the other date are given. */
export interface Scene {
  readonly sources: readonly BandSource[];
  /** How stored numbers become reflectances; names are not used. */
  readonly inputs: readonly Input[];
  readonly masks: readonly MaskSource[];
}

export interface DetectOptions extends RunOptions {
  readonly method: 'cva' | 'ir-mad';
  readonly threshold: ThresholdMethod | number;
  /** Deviations for `mad`. */
  readonly k?: number;
  readonly mad?: MadOptions;
  /** Where the magnitude is written. */
  readonly magnitude: string;
  readonly keepMagnitude?: boolean;
  readonly packing: Pick<CogSpec, 'compression' | 'level'>;
}

export interface Detected {
  readonly mask: BitMask;
  readonly threshold: number;
  /** Cells that both dates show: where there is no alert, this tells whether anything was seen. */
  readonly observed: number;
  readonly changed: number;
  readonly transform: MadTransform | null;
  readonly expression: string;
  /** Magnitudes of the changed cells. */
  readonly kept: KeptValues | null;
}

/** Cells of a sample for covariances: enough for the third digit, little enough for memory. */
const SAMPLE = 1_000_000;

/**
 * Two-date change: magnitude as a raster, a threshold over all of it, a mask of bits. Memory holds the mask (a bit a cell)
 * and the units in work.
 * @throws TarimError RASTER_NO_OVERLAP, RASTER_NO_VALID_CELLS, of reading
 */
export async function detectChange(
  grid: Grid,
  before: Scene,
  after: Scene,
  options: DetectOptions,
): Promise<Detected> {
  const bands = before.sources.length;
  if (bands === 0 || after.sources.length !== bands)
    throw new TarimError(rasterErrors.parameter, {
      name: 'bands',
      reason: `${bands} ≠ ${after.sources.length}`,
    });
  const [first, second] = [names('a', bands), names('b', bands)];
  const inputs = [...before.inputs, ...after.inputs].map((one, i) => ({
    ...one,
    name: [...first, ...second][i]!,
  }));
  const common = {
    grid,
    sources: [...before.sources, ...after.sources],
    inputs,
    masks: [...before.masks, ...after.masks],
  };
  let transform: MadTransform | null = null;
  let expression = cvaExpression(first, second);
  if (options.method === 'ir-mad') {
    const { columns } = sampleOf(grid, common.sources, inputs, common.masks, SAMPLE);
    transform = irMad(columns.slice(0, bands), columns.slice(bands), options.mad);
    expression = madExpression(transform, first, second);
  }
  const spec: CogSpec = {
    grid,
    type: 'float32',
    bands: [{ description: options.method }],
    noData: -1,
    overviews: 'average',
    ...options.packing,
  };
  const bins: FloatBins = floatBins();
  await produceCog(
    options.magnitude,
    spec,
    'expression',
    {
      ...common,
      expressions: [expression],
      output: { type: 'float32', noData: -1, scale: 1, offset: 0 },
      histogram: true,
    },
    options,
    (_, found) => addInto(bins, found as FloatBins),
  );
  const distribution = distributionOf(bins);
  if (distribution.total === 0)
    throw new TarimError(rasterErrors.noData, { reason: 'no cell is seen on both dates' });
  const threshold =
    typeof options.threshold === 'number'
      ? options.threshold
      : thresholdOf(distribution, options.threshold, options.k);
  const source: BandSource = { path: options.magnitude, band: 1 };
  const found = await maskWhere(
    grid,
    [source],
    [{ name: 'm', scale: 1, offset: 0 }],
    [],
    `m > ${threshold}`,
    options,
  );
  if (!options.keepMagnitude) rmSync(options.magnitude);
  const { mask, observed, set: changed, kept } = found;
  return { mask, threshold, observed, changed, transform, expression, kept };
}

const names = (letter: string, count: number) => Array.from({ length: count }, (_, i) => `${letter}${i + 1}`);

/** Values of set cells that are kept at most, in each band. */
const MOST_KEPT = 8_000_000;

/** Bits of the cells where a condition over aligned bands holds, and the bands' values there. @throws TarimError */
export async function maskWhere(
  grid: Grid,
  sources: readonly BandSource[],
  inputs: readonly Input[],
  masks: readonly MaskSource[],
  condition: string,
  options: RunOptions = {},
): Promise<Omit<MaskFound, 'values'> & { mask: BitMask; kept: KeptValues | null }> {
  const mask = maskOf(grid.width, grid.height, true);
  const units = unitsOf(grid);
  const kept: Array<KeptValues[number]> = [];
  let [observed, set, all] = [0, 0, true];
  await runUnits({
    ...options,
    job: 'mask',
    params: { grid, sources, inputs, masks, condition, mask },
    spec: null,
    units,
    onUnit: ({ unit, found }) => {
      const one = found as MaskFound;
      observed += one.observed;
      set += one.set;
      if (one.values && all && set <= MOST_KEPT) kept.push({ window: units[unit]!, values: one.values });
      else {
        all = false;
        kept.length = 0;
      }
    },
  });
  return { mask, observed, set, kept: all ? kept : null };
}

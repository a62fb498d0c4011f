import { TarimError } from '@tarim/kernel';
import type { RunOptions } from '../engine/run.ts';
import { rasterErrors } from '../errors.ts';
import type { Input } from '../expression/compile.ts';
import type { Grid } from '../grid.ts';
import { INDICES } from '../indices.ts';
import type { BandSource, MaskSource } from '../sources.ts';
import { binQuantile, type Spread, spreadOf } from './spread.ts';

/** NDVI of bare soil and of full cover, of a class (植被覆盖度的土壤值与植被值). */
export interface FvcBounds {
  /** Class of land cover or eco-zone; 0 where no classes are told apart. */
  readonly zone: number;
  readonly soil: number;
  readonly vegetation: number;
  /** Cells of all dates that they were taken from; null when a person gave them. */
  readonly cells: number | null;
}

export interface FvcModel {
  readonly kind: 'tarim-fvc';
  readonly version: 1;
  /** Cumulative shares of NDVI over the reference; null when a person gave the bounds. */
  readonly low: number | null;
  readonly high: number | null;
  /** Whether bounds are of classes: then cells of other classes get no value. */
  readonly zoned: boolean;
  /** What the bounds were taken from: names of files or dates. */
  readonly reference: readonly string[];
  readonly bounds: readonly FvcBounds[];
  /** Classes that had too few cells, or no spread: no bounds. */
  readonly skipped: readonly number[];
}

/** One date of the reference. */
export interface FvcScene {
  readonly name: string;
  readonly ndvi: BandSource;
  readonly input: Input;
  readonly masks: readonly MaskSource[];
}

/** NDVI from −1 to 1 by ten-thousandths: what 16 bits keep of it. */
const BINS = { from: -1, to: 1, count: 20_000 } as const;
const LEAST_CELLS = 100;
/** Compiled into one expression each: more classes than this are no table of classes. */
const MOST_ZONES = 256;

/** Bounds that a person gives, for all dates alike. @throws TarimError RASTER_PARAMETER_INVALID */
export function fvcGiven(soil: number, vegetation: number): FvcModel {
  if (!(soil >= -1 && vegetation <= 1 && vegetation - soil > 0.01))
    throw new TarimError(rasterErrors.parameter, {
      name: 'soil, vegetation',
      reason: `${soil}, ${vegetation}`,
    });
  const bounds = [{ zone: 0, soil, vegetation, cells: null }];
  return { ...EMPTY, low: null, high: null, zoned: false, reference: [], bounds };
}

const EMPTY = { kind: 'tarim-fvc', version: 1, skipped: [] } as const;

/**
 * Bounds of each class as cumulative shares of NDVI over all dates of a reference together, so that dates are compared by
 * one measure: shares of each scene alone would make a dry year as green as a wet one.
 * @param zones classes that stay the same over the dates; null: one pair of bounds for all
 * @throws TarimError RASTER_NO_VALID_CELLS, RASTER_PARAMETER_INVALID, of reading
 */
export async function fvcFromReference(
  grid: Grid,
  scenes: readonly FvcScene[],
  zones: BandSource | null,
  { low = 0.05, high = 0.95, ...options }: RunOptions & { low?: number; high?: number } = {},
): Promise<FvcModel> {
  if (!(low >= 0 && low < high && high <= 1))
    throw new TarimError(rasterErrors.parameter, { name: 'low, high', reason: `${low}, ${high}` });
  let spread: Spread | null = null;
  for (const { ndvi, input, masks } of scenes)
    spread = await spreadOf(
      {
        grid,
        sources: [ndvi],
        inputs: [{ ...input, name: 'v' }],
        masks,
        expression: 'v',
        classes: zones,
        bins: BINS,
      },
      options,
      spread,
    );
  const counted = [...(spread?.classes.values() ?? [])].reduce(
    (sum, one) => sum + one.reduce((a, b) => a + b, 0),
    0,
  );
  const outside = spread?.outside ?? 0;
  // A stored NDVI of ten thousand times its value is all outside: a wrong scale must not become bounds.
  if (outside > 0.05 * (counted + outside))
    throw new TarimError(rasterErrors.noData, {
      reason: `NDVI: ${outside} / ${counted + outside} beyond −1…1 (scale?)`,
    });
  const found = [...(spread?.classes ?? [])].sort(([a], [b]) => a - b);
  if (found.length > MOST_ZONES)
    throw new TarimError(rasterErrors.tooLarge, { what: 'classes', size: found.length, limit: MOST_ZONES });
  const bounds: FvcBounds[] = [];
  const skipped: number[] = [];
  for (const [zone, counts] of found) {
    const cells = counts.reduce((a, b) => a + b, 0);
    const [soil, vegetation] = [binQuantile(counts, BINS, low), binQuantile(counts, BINS, high)];
    if (cells < LEAST_CELLS || !(vegetation - soil > 0.01)) skipped.push(zone);
    else bounds.push({ zone, soil, vegetation, cells });
  }
  if (bounds.length === 0) throw new TarimError(rasterErrors.noData, { reason: 'FVC reference' });
  const reference = scenes.map(({ name }) => name);
  return { ...EMPTY, low, high, zoned: zones !== null, reference, bounds, skipped };
}

/**
 * FVC = (NDVI − NDVIsoil) / (NDVIveg − NDVIsoil), held within 0–1 (像元二分模型, dimidiate pixel model), as band arithmetic
 * over NDVI (`v`) and, where bounds are of classes, the class (`z`).
 */
export function fvcExpression({ zoned, bounds }: FvcModel): string {
  if (!zoned) {
    const { soil, vegetation } = bounds[0]!;
    return `clamp((v - ${number(soil)}) / ${vegetation - soil}, 0, 1)`;
  }
  const sum = (of: (one: FvcBounds) => number) =>
    bounds.map((one) => `(z == ${number(one.zone)}) * ${number(of(one))}`).join(' + ');
  const known = bounds.map(({ zone }) => `(z == ${number(zone)})`).join(' + ');
  const value = `clamp((v - (${sum((one) => one.soil)})) * (${sum((one) => 1 / (one.vegetation - one.soil))}), 0, 1)`;
  // 0/0 has no value: so have cells of a class without bounds.
  return `where((${known}) > 0, ${value}, 0 / 0)`;
}

const number = (value: number): string => (value < 0 ? `(${value})` : `${value}`);

/** A model out of a file's JSON. @throws TarimError RASTER_MODEL_INVALID */
export function parseFvcModel(json: unknown): FvcModel {
  const model = json as Partial<FvcModel> | null;
  const usable =
    model?.kind === 'tarim-fvc' &&
    model.version === 1 &&
    typeof model.zoned === 'boolean' &&
    Array.isArray(model.bounds) &&
    model.bounds.length > 0 &&
    (model.zoned || model.bounds.length === 1) &&
    model.bounds.every(
      ({ zone, soil, vegetation }) =>
        Number.isFinite(zone) && Number.isFinite(soil) && Number.isFinite(vegetation) && vegetation > soil,
    );
  if (!usable) throw new TarimError(rasterErrors.model, { kind: 'tarim-fvc' });
  return { low: null, high: null, reference: [], ...EMPTY, ...model } as FvcModel;
}

/** NDVI out of red and near infrared, under the names of roles. */
export const NDVI_EXPRESSION = INDICES.ndvi.expression;

/** Borders of the five grades of cover in common use (低、较低、中、较高、高), SL 190; from memory, told as such. */
export const FVC_BORDERS: readonly number[] = [0.3, 0.45, 0.6, 0.75];

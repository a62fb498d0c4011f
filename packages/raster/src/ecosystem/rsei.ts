import { TarimError } from '@tarim/kernel';
import { rasterErrors } from '../errors.ts';
import { compileExpression, type Input } from '../expression/compile.ts';
import { parseExpression } from '../expression/parse.ts';
import type { Grid } from '../grid.ts';
import { INDICES, type Role } from '../indices.ts';
import { symmetricEigen, zeros } from '../linear.ts';
import { sampleOf } from '../sample.ts';
import { allocate } from '../samples.ts';
import type { BandSource, MaskSource } from '../sources.ts';
import { WETNESS, type WetnessSensor, wetnessExpression } from './wetness.ts';

/** Greenness NDVI, wetness, dryness NDBSI, heat LST (绿度、湿度、干度、热度), and the sign that each ought to have. */
export type RseiComponent = 'greenness' | 'wetness' | 'dryness' | 'heat';
const SIGNS: Readonly<Record<RseiComponent, 1 | -1>> = { greenness: 1, wetness: 1, dryness: -1, heat: -1 };

export const RSEI_ROLES: readonly Role[] = ['B', 'G', 'R', 'N', 'S1', 'S2'];
/** Name of land surface temperature in expressions. */
export const HEAT = 'T';

/** NDBSI = (SI + IBI) / 2: bare soil and built-up land (Xu 2008 for IBI, Rikimaru et al. 2002 for SI). */
const BUILT = '(N / (N + R) + G / (G + S1))';
const IBI = `((2 * S1 / (S1 + N) - ${BUILT}) / (2 * S1 / (S1 + N) + ${BUILT}))`;
export const NDBSI_EXPRESSION = `(${INDICES.bsi.expression} + ${IBI}) / 2`;

export function componentExpressions(
  sensor: WetnessSensor,
  heat: boolean,
): ReadonlyArray<readonly [RseiComponent, string]> {
  const three = [
    ['greenness', INDICES.ndvi.expression],
    ['wetness', wetnessExpression(sensor)],
    ['dryness', NDBSI_EXPRESSION],
  ] as const;
  return heat ? [...three, ['heat', HEAT]] : three;
}

export interface RseiModel {
  readonly kind: 'tarim-rsei';
  readonly version: 1;
  readonly sensor: WetnessSensor;
  readonly wetness: { readonly source: string; readonly confidence: string };
  /** Each is scaled from low–high to 0–1, held within it, and stands in the component with its loading about its mean. */
  readonly components: ReadonlyArray<{
    readonly name: RseiComponent;
    readonly low: number;
    readonly high: number;
    readonly mean: number;
    readonly loading: number;
  }>;
  readonly eigenvalues: readonly number[];
  /** Of the first component in the variance of all. */
  readonly share: number;
  /** Scores that become 0 and 1. */
  readonly range: { readonly low: number; readonly high: number };
  /** Share of cells beyond each bound, which outliers would set otherwise; 0: least and greatest, as Xu 2013 has it. */
  readonly trim: number;
  /** MNDWI above which a cell is water and has no index; null: water is not masked. */
  readonly water: number | null;
  readonly cells: number;
  readonly reference: readonly string[];
  /** Components whose loading has the wrong sign; empty when the index means what it ought to. */
  readonly contrary: readonly RseiComponent[];
}

export interface RseiScene {
  readonly name: string;
  readonly grid: Grid;
  readonly bands: Readonly<Record<Role, { readonly source: BandSource; readonly input: Input }>>;
  /** Land surface temperature, in one unit over all scenes; null: the index has three components. */
  readonly heat: { readonly source: BandSource; readonly input: Input } | null;
  readonly masks: readonly MaskSource[];
}

export interface RseiOptions {
  readonly trim?: number;
  readonly water?: number | null;
  /** Give a model with wrong signs all the same; `contrary` names them. */
  readonly acceptSigns?: boolean;
}

/** Cells of a sample over all scenes. */
const SAMPLE = 1_000_000;
const LEAST_CELLS = 100;
/** By judgement: on scenes at hand summer has 75 %, a November scene whose index points the wrong way 57 %. */
export const RSEI_LEAST_SHARE = 0.6;

/** Bands of a scene in the order of the expressions' inputs. */
export function rseiInputs({ bands, heat }: Pick<RseiScene, 'bands' | 'heat'>): {
  sources: BandSource[];
  inputs: Input[];
} {
  const used = [
    ...RSEI_ROLES.map((role) => ({ ...bands[role], name: role as string })),
    ...(heat ? [{ ...heat, name: HEAT }] : []),
  ];
  return {
    sources: used.map(({ source }) => source),
    inputs: used.map(({ input, name }) => ({ ...input, name })),
  };
}

/**
 * Remote Sensing Ecological Index (遥感生态指数, Xu 2013): bounds and first component over one or several scenes together. A
 * series is only comparable by one model, so it is kept and given to all dates.
 * @throws TarimError RASTER_RSEI_SIGNS when loadings contradict their meaning, RASTER_NO_VALID_CELLS, of reading
 */
export function fitRsei(
  scenes: readonly RseiScene[],
  sensor: WetnessSensor,
  options: RseiOptions = {},
): RseiModel {
  const heat = scenes.every((scene) => scene.heat !== null);
  if (!heat && scenes.some((scene) => scene.heat !== null))
    throw new TarimError(rasterErrors.parameter, { name: 'heat', reason: 'LST of some scenes only' });
  const water = options.water === undefined ? 0 : options.water;
  const parts = scenes.map((scene) => {
    const { sources, inputs } = rseiInputs(scene);
    const { columns, count } = sampleOf(
      scene.grid,
      sources,
      inputs,
      scene.masks,
      Math.floor(SAMPLE / scenes.length),
    );
    return componentsOver(columns, count, sensor, heat, water);
  });
  const names = componentExpressions(sensor, heat).map(([name]) => name);
  const columns = names.map((_, i) => joined(parts.map((part) => part[i]!)));
  const found = rseiOfComponents(names, columns, options);
  const { source, confidence } = WETNESS[sensor];
  return {
    kind: 'tarim-rsei',
    version: 1,
    sensor,
    wetness: { source, confidence },
    ...found,
    water,
    reference: scenes.map(({ name }) => name),
  };
}

function joined(parts: readonly Float64Array[]): Float64Array {
  const all = new Float64Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** Components of sampled places that are land and have all of them. */
function componentsOver(
  columns: readonly Float64Array[],
  count: number,
  sensor: WetnessSensor,
  heat: boolean,
  water: number | null,
): Float64Array[] {
  const names = [...RSEI_ROLES, ...(heat ? [HEAT] : [])];
  const inputs = names.map((name) => ({ name, scale: 1, offset: 0 }));
  const cells = columns.map((values) => ({
    values: values as Float64Array<ArrayBuffer>,
    noData: null,
    valid: null,
  }));
  const compute = (expression: string): Float64Array => {
    const out = allocate('float64', count);
    compileExpression(parseExpression(expression), inputs, {
      type: 'float64',
      noData: Number.NaN,
      scale: 1,
      offset: 0,
    })(cells, null, out);
    return out as Float64Array;
  };
  const found = componentExpressions(sensor, heat).map(([, expression]) => compute(expression));
  const wet = water === null ? null : compute(INDICES.mndwi.expression);
  const kept = Array.from({ length: count }, (_, i) => i).filter(
    (i) => !(wet && wet[i]! > water!) && found.every((column) => !Number.isNaN(column[i]!)),
  );
  return found.map((column) => Float64Array.from(kept, (i) => column[i]!));
}

/**
 * Bounds, first component and its range out of columns of the components.
 * @throws TarimError RASTER_NO_VALID_CELLS, RASTER_RSEI_SIGNS, RASTER_PARAMETER_INVALID
 */
export function rseiOfComponents(
  names: readonly RseiComponent[],
  columns: readonly Float64Array[],
  { trim = 0.005, acceptSigns = false }: Pick<RseiOptions, 'trim' | 'acceptSigns'> = {},
): Omit<RseiModel, 'kind' | 'version' | 'sensor' | 'wetness' | 'water' | 'reference'> {
  if (!(trim >= 0 && trim < 0.25))
    throw new TarimError(rasterErrors.parameter, { name: 'trim', reason: `${trim}` });
  const cells = columns[0]?.length ?? 0;
  if (cells < LEAST_CELLS)
    throw new TarimError(rasterErrors.noData, { reason: `RSEI: ${cells} < ${LEAST_CELLS}` });
  const bounds = columns.map((column, i) => {
    const [low, high] = trimmed(column, trim);
    if (!(high > low)) throw new TarimError(rasterErrors.noData, { reason: `${names[i]} = ${low}` });
    return { low, high };
  });
  const scaled = columns.map((column, i) => {
    const { low, high } = bounds[i]!;
    return column.map((value) => Math.min(1, Math.max(0, (value - low) / (high - low))));
  });
  const means = scaled.map((column) => column.reduce((a, b) => a + b, 0) / cells);
  const covariance = zeros(names.length, names.length);
  for (const [i, a] of scaled.entries())
    for (let j = 0; j <= i; j++) {
      const b = scaled[j]!;
      let sum = 0;
      for (let k = 0; k < cells; k++) sum += (a[k]! - means[i]!) * (b[k]! - means[j]!);
      covariance[i]![j] = sum / cells;
      covariance[j]![i] = sum / cells;
    }
  const { values: eigenvalues, vectors } = symmetricEigen(covariance);
  const first = vectors.map((row) => row[0]!);
  // A component has no direction of its own: greenness decides it.
  const loadings = first[0]! < 0 ? first.map((value) => -value) : first;
  const contrary = names.filter((name, i) => !(loadings[i]! * SIGNS[name] > 0));
  if (contrary.length > 0 && !acceptSigns)
    throw new TarimError(rasterErrors.signs, {
      loadings: names.map((name, i) => `${name} ${loadings[i]!.toFixed(3)}`).join(', '),
    });
  const scores = new Float64Array(cells);
  for (const [i, column] of scaled.entries())
    for (let k = 0; k < cells; k++) scores[k]! += loadings[i]! * (column[k]! - means[i]!);
  const [low, high] = trimmed(scores, trim);
  return {
    components: names.map((name, i) => ({ name, ...bounds[i]!, mean: means[i]!, loading: loadings[i]! })),
    eigenvalues,
    share: eigenvalues[0]! / eigenvalues.reduce((a, b) => a + b, 0),
    range: { low, high },
    trim,
    cells,
    contrary,
  };
}

/** The values that a share of a column lies below and above. */
function trimmed(column: Float64Array, share: number): [low: number, high: number] {
  const sorted = column.toSorted();
  const off = Math.floor(share * (sorted.length - 1));
  return [sorted[off]!, sorted[sorted.length - 1 - off]!];
}

/** The index as band arithmetic over the six roles (and `T`), 0–1; no value where there is water. */
export function rseiExpression(model: RseiModel): string {
  const expressions = new Map(componentExpressions(model.sensor, true));
  const terms = model.components.map(({ name, low, high, mean, loading }) => {
    const value = `clamp((${expressions.get(name)!} - ${number(low)}) / ${high - low}, 0, 1)`;
    return `${number(loading)} * (${value} - ${number(mean)})`;
  });
  const { low, high } = model.range;
  const index = `clamp((${terms.join(' + ')} - ${number(low)}) / ${high - low}, 0, 1)`;
  return model.water === null
    ? index
    : `where(${INDICES.mndwi.expression} > ${number(model.water)}, 0 / 0, ${index})`;
}

const number = (value: number): string => (value < 0 ? `(${value})` : `${value}`);

/** Borders of the five grades 差、较差、中、良、优 (Xu 2013). */
export const RSEI_BORDERS: readonly number[] = [0.2, 0.4, 0.6, 0.8];

/** A model out of a file's JSON. @throws TarimError RASTER_MODEL_INVALID */
export function parseRseiModel(json: unknown): RseiModel {
  const model = json as Partial<RseiModel> | null;
  const names = Object.keys(SIGNS);
  const usable =
    model?.kind === 'tarim-rsei' &&
    model.version === 1 &&
    Object.hasOwn(WETNESS, model.sensor ?? '') &&
    Array.isArray(model.components) &&
    (model.components.length === 3 || model.components.length === 4) &&
    model.components.every(
      (one, i) =>
        one.name === names[i] &&
        [one.low, one.high, one.mean, one.loading].every(Number.isFinite) &&
        one.high > one.low,
    ) &&
    Number.isFinite(model.range?.low) &&
    Number.isFinite(model.range?.high) &&
    model.range!.high > model.range!.low &&
    (model.water === null || Number.isFinite(model.water));
  if (!usable) throw new TarimError(rasterErrors.model, { kind: 'tarim-rsei' });
  return { contrary: [], reference: [], ...model } as RseiModel;
}

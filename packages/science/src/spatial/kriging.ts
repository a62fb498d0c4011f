import type { Problem } from '@tarim/kernel';
import { problem } from '../problems.ts';
import { type CrossValidation, crossValidationOf, type Prediction } from './errors-of.ts';
import { krigingSteps } from './kriging-steps.ts';
import { type KrigingSystem, krigingSystem } from './ordinary-kriging.ts';
import {
  emptyPoints,
  findNearby,
  type Nearby,
  nearbyOf,
  type Points,
  pointsOf,
  type Reach,
} from './points.ts';
import { SPATIAL_PROBLEMS as P } from './problems.ts';
import {
  type Coordinates,
  mergeDuplicates,
  type Place,
  readCoordinates,
  readOption,
  readSamples,
  type SampleInput,
  type SpatialAnswer,
} from './read.ts';
import { readVariogram } from './read-variogram.ts';
import { type GridSpec, readTargets, type Targets } from './targets.ts';
import type { VariogramBin } from './variogram.ts';
import type { FitWeights } from './variogram-fit.ts';
import type { VariogramKind, VariogramModel } from './variogram-model.ts';

export interface KrigingInput {
  /** `planar` when absent. */
  readonly coordinates?: Coordinates;
  readonly samples: readonly SampleInput[];
  readonly targets?: readonly Place[];
  /** Instead of `targets`. */
  readonly grid?: GridSpec;
  /** A model that is taken as it is; absent: one is fitted. */
  readonly variogram?: VariogramModel;
  /** Which model to fit; `best` when absent: the least criterion. */
  readonly model?: 'best' | VariogramKind;
  readonly weights?: FitWeights;
  /** Pairs farther apart are not looked at, m; absent: a third of the diagonal. */
  readonly cutoff?: number | null;
  /** Bins of the empirical variogram; 15 when absent. */
  readonly bins?: number;
  /** Moving neighbourhood: the nearest of the samples only; absent: all take part, one system is solved once. */
  readonly maxNeighbours?: number | null;
  readonly radius?: number | null;
  /** With fewer there is no value; 1 when absent. */
  readonly minNeighbours?: number;
}

export interface KrigingResult extends SpatialAnswer {
  readonly method: 'ordinary-kriging';
  /** Samples that took part, one a place. */
  readonly n: number;
  readonly bins: readonly VariogramBin[];
  readonly cutoff: number | null;
  readonly variogram: (VariogramModel & { readonly effectiveRange: number }) | null;
  /** What the fit made least; null: the model was given. */
  readonly criterion: number | null;
  readonly grid: GridSpec | null;
  /** Of the targets in their order, or of the grid along x first; NaN: none could be told. */
  readonly values: Float64Array;
  /** Kriging variance σ², square of the unit of the values; NaN likewise. */
  readonly variances: Float64Array;
  readonly crossValidation: CrossValidation | null;
}

/** The system of all samples is n³/6 operations to solve and n² numbers to keep. */
export const GLOBAL_LIMIT = 2_000;
const SAMPLE_LIMIT = 20_000;

interface Search extends Reach {
  readonly fewest: number;
}

/**
 * Ordinary kriging of station values (普通克里金插值) with the variogram shown and errors of leaving one out. Pure interpolation:
 * terrain, wind and sources are in it only as far as the samples show them.
 */
export function evaluateKriging(input: KrigingInput): KrigingResult {
  const problems: Problem[] = [];
  const coordinates = readCoordinates(input.coordinates, problems);
  const read = readSamples(input.samples, 'samples', coordinates, problems);
  const samples = mergeDuplicates(read, problems);
  const targets = readTargets(input, coordinates, problems);
  const search: Search = {
    radius: readOption(input, 'radius', null, { least: 0, most: 1e9 }, problems),
    most: readOption(input, 'maxNeighbours', null, { least: 1, most: 200, whole: true }, problems),
    fewest: readOption(input, 'minNeighbours', 1, { least: 1, most: 200, whole: true }, problems),
  };
  const limit = search.most === null ? GLOBAL_LIMIT : SAMPLE_LIMIT;
  const tooMany = samples.length > limit;
  if (tooMany) problems.push(problem(P.many, { name: 'samples', n: samples.length, limit }, 'samples'));
  const points = pointsOf(tooMany ? [] : samples, coordinates);
  const values = Float64Array.from(tooMany ? [] : samples, (one) => one.value);
  const shown = readVariogram(input, points, values, problems);
  const filled = shown.variogram
    ? fill(points, values, shown.variogram, search, targets, problems)
    : { values: none(targets), variances: none(targets), mean: null, predictions: [] };
  const crossValidation = crossValidationOf(filled.predictions);
  return {
    method: 'ordinary-kriging',
    n: points.count,
    ...shown,
    grid: targets.grid,
    values: filled.values,
    variances: filled.variances,
    crossValidation,
    rules: [],
    steps: krigingSteps({ ...shown, mean: filled.mean, crossValidation, first: filled }),
    problems,
  };
}

const none = (targets: Targets) => new Float64Array(targets.points.count).fill(Number.NaN);

interface Filled {
  readonly values: Float64Array;
  readonly variances: Float64Array;
  /** Of the system of all samples; null: each neighbourhood has its own. */
  readonly mean: number | null;
  readonly predictions: readonly Prediction[];
}

function fill(
  points: Points,
  values: Float64Array,
  model: VariogramModel,
  search: Search,
  targets: Targets,
  problems: Problem[],
): Filled {
  const told = { values: none(targets), variances: none(targets) };
  const moving = search.most !== null || search.radius !== null;
  const system = moving ? null : krigingSystem(points, values, model);
  if (!moving && !system) {
    problems.push(problem(P.singular));
    return { ...told, mean: null, predictions: [] };
  }
  let ridge = system?.ridge ?? 0;
  let without = 0;
  const nearby = nearbyOf(points);
  const localAt = (where: Points, j: number, except: number) => {
    const local = localSystem(
      points,
      values,
      model,
      findNearby(points, where, j, search, nearby, except),
      search,
    );
    ridge = Math.max(ridge, local?.ridge ?? 0);
    return local?.at(where, j) ?? null;
  };
  if (!moving && search.fewest > points.count) without = targets.points.count;
  else if (system) system.fill(targets.points, told.values, told.variances);
  else
    for (let j = 0; j < targets.points.count; j++) {
      const found = localAt(targets.points, j, -1);
      if (!found) without++;
      told.values[j] = found?.value ?? Number.NaN;
      told.variances[j] = found?.variance ?? Number.NaN;
    }
  const left = system ? system.leaveOneOut() : Array.from(values, (_, i) => localAt(points, i, i));
  if (without > 0) problems.push(problem(P.noNeighbours, { count: without }));
  if (ridge > 0) problems.push(problem(P.conditioned, { share: ridge }));
  const predictions = left.flatMap((one, i) =>
    one ? [{ observed: values[i]!, predicted: one.value, variance: one.variance }] : [],
  );
  return { ...told, mean: system?.mean ?? null, predictions };
}

/** A system of the samples near by. */
function localSystem(
  points: Points,
  values: Float64Array,
  model: VariogramModel,
  { count, index }: Nearby,
  { fewest }: Search,
): KrigingSystem | null {
  if (count < fewest) return null;
  const some = emptyPoints(count, points.sphere ? 'lonlat' : 'planar');
  const theirs = new Float64Array(count);
  for (let k = 0; k < count; k++) {
    const i = index[k]!;
    some.x[k] = points.x[i]!;
    some.y[k] = points.y[i]!;
    some.z[k] = points.z[i]!;
    theirs[k] = values[i]!;
  }
  return krigingSystem(some, theirs, model);
}

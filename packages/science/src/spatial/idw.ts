import type { Problem } from '@tarim/kernel';
import type { Step } from '../finding.ts';
import { problem } from '../problems.ts';
import { type CrossValidation, crossValidationOf, type Prediction } from './errors-of.ts';
import { findNearby, type Nearby, nearbyOf, type Points, pointsOf, type Reach } from './points.ts';
import { SPATIAL_PROBLEMS as P } from './problems.ts';
import {
  type Coordinates,
  figure,
  type Place,
  readCoordinates,
  readOption,
  readSamples,
  type Sample,
  type SampleInput,
  type SpatialAnswer,
} from './read.ts';
import { type GridSpec, readTargets } from './targets.ts';

export interface IdwInput {
  /** `planar` when absent. */
  readonly coordinates?: Coordinates;
  readonly samples: readonly SampleInput[];
  readonly targets?: readonly Place[];
  /** Instead of `targets`. */
  readonly grid?: GridSpec;
  /** Exponent of the distance; 2 when absent. */
  readonly power?: number;
  /** Samples farther off take no part, m; absent: all do. */
  readonly radius?: number | null;
  /** The nearest of them only; absent: all. */
  readonly maxNeighbours?: number | null;
  /** With fewer there is no value; 1 when absent. */
  readonly minNeighbours?: number;
}

export interface IdwResult extends SpatialAnswer {
  readonly method: 'idw';
  /** Samples that took part. */
  readonly n: number;
  readonly grid: GridSpec | null;
  /** Of the targets in their order, or of the grid along x first; NaN: too few neighbours. Unit of the values. */
  readonly values: Float64Array;
  readonly crossValidation: CrossValidation | null;
}

interface Weighting extends Reach {
  readonly power: number;
  readonly fewest: number;
}

const RULE = 'Shepard 1968';

/**
 * Inverse distance weighting (反距离权重插值), D. Shepard, Proc. 23rd ACM Nat. Conf. (1968) 517–524:
 *
 *     ẑ(s) = Σ zᵢ dᵢ⁻ᵖ / Σ dᵢ⁻ᵖ,   exact where a sample stands (the mean of those that stand there)
 */
export function evaluateIdw(input: IdwInput): IdwResult {
  const problems: Problem[] = [];
  const coordinates = readCoordinates(input.coordinates, problems);
  const samples = readSamples(input.samples, 'samples', coordinates, problems);
  const by: Weighting = {
    power: readOption(input, 'power', 2, { least: 0.1, most: 10 }, problems),
    radius: readOption(input, 'radius', null, { least: 0, most: 1e9 }, problems),
    most: readOption(input, 'maxNeighbours', null, { least: 1, most: 1e6, whole: true }, problems),
    fewest: readOption(input, 'minNeighbours', 1, { least: 1, most: 1e6, whole: true }, problems),
  };
  const { points, grid } = readTargets(input, coordinates, problems);
  const stand = pointsOf(samples, coordinates);
  const nearby = nearbyOf(stand);
  const values = new Float64Array(points.count).fill(Number.NaN);
  let none = 0;
  if (samples.length === 0) problems.push(problem(P.few, { n: 0, name: 'samples', minimum: 1 }, 'samples'));
  else
    for (let j = 0; j < points.count; j++) {
      values[j] = weighted(findNearby(stand, points, j, by, nearby), samples, by);
      if (Number.isNaN(values[j])) none++;
    }
  if (none > 0) problems.push(problem(P.noNeighbours, { count: none }));
  const crossValidation = leaveOneOut(stand, samples, by);
  return {
    method: 'idw',
    n: samples.length,
    grid,
    values,
    crossValidation,
    rules: [],
    steps: stepsOf(stand, samples, points, by, values, crossValidation),
    problems,
  };
}

/** Weights are taken relative to the nearest, d₀ᵖ/dᵖ: no power of a distance leaves the numbers of a machine. NaN: too few near. */
function weighted({ count, index, distance }: Nearby, samples: readonly Sample[], by: Weighting): number {
  if (count < by.fewest) return Number.NaN;
  let nearest = Number.POSITIVE_INFINITY;
  for (let k = 0; k < count; k++) nearest = Math.min(nearest, distance[k]!);
  let weights = 0;
  let sum = 0;
  for (let k = 0; k < count; k++) {
    const d = distance[k]!;
    const weight =
      nearest === 0 ? Number(d === 0) : by.power === 2 ? (nearest / d) ** 2 : (nearest / d) ** by.power;
    weights += weight;
    sum += weight * samples[index[k]!]!.value;
  }
  return sum / weights;
}

function leaveOneOut(stand: Points, samples: readonly Sample[], by: Weighting): CrossValidation | null {
  const predictions: Prediction[] = [];
  const nearby = nearbyOf(stand);
  for (const [i, { value }] of samples.entries()) {
    const predicted = weighted(findNearby(stand, stand, i, by, nearby, i), samples, by);
    if (!Number.isNaN(predicted)) predictions.push({ observed: value, predicted, variance: null });
  }
  return crossValidationOf(predictions);
}

/** The first target by hand, with the nearest five, and the errors. */
function stepsOf(
  stand: Points,
  samples: readonly Sample[],
  points: Points,
  by: Weighting,
  values: Float64Array,
  errors: CrossValidation | null,
): Step[] {
  const steps: Step[] = [];
  if (points.count > 0 && samples.length > 0) {
    const found = findNearby(
      stand,
      points,
      0,
      { radius: by.radius, most: by.most ?? stand.count },
      nearbyOf(stand),
    );
    const terms = [...found.index.subarray(0, Math.min(5, found.count))].map(
      (index, k) => `${figure(samples[index]!.value)}/${figure(found.distance[k]!)}^${by.power}`,
    );
    const more = found.count > 5 ? ` + … (${found.count})` : '';
    const formula = `Σ z/d^p ÷ Σ 1/d^p: (${terms.join(' + ')}${more}) / Σ`;
    steps.push({
      of: 'ẑ(1)',
      rule: RULE,
      formula,
      result: Number.isNaN(values[0]!) ? null : figure(values[0]!),
    });
  }
  if (errors)
    steps.push({
      of: 'RMSE',
      rule: 'leave-one-out',
      formula: `√(Σ(ẑ₋ᵢ − zᵢ)²/${errors.n}), ME = ${figure(errors.meanError)}`,
      result: figure(errors.rmse),
    });
  return steps;
}

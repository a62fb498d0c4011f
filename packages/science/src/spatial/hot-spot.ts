import type { Problem } from '@tarim/kernel';
import type { Step } from '../finding.ts';
import { problem } from '../problems.ts';
import { twoSided } from '../trend/normal.ts';
import { falseDiscovery } from './false-discovery.ts';
import { type GlobalMoran, globalMoran, type LocalMoran, localMoran } from './moran.ts';
import { pointsOf } from './points.ts';
import { SPATIAL_PROBLEMS as P } from './problems.ts';
import {
  type Coordinates,
  figure,
  readCoordinates,
  readOption,
  readSamples,
  readWord,
  type Sample,
  type SampleInput,
  type SpatialAnswer,
} from './read.ts';
import {
  bandOf,
  PAIR_LIMIT,
  type SpatialWeights,
  spatialWeights,
  WEIGHT_KINDS,
  type WeightKind,
} from './spatial-weights.ts';

export interface HotSpotInput {
  /** `planar` when absent. */
  readonly coordinates?: Coordinates;
  readonly samples: readonly SampleInput[];
  /** `binary` when absent. */
  readonly weights?: WeightKind;
  /** Neighbours are within it, m; absent: so far that each has one. */
  readonly distance?: number | null;
  /** Exponent of inverse distances; 1 when absent. */
  readonly power?: number;
  /** Level of significance after the correction for many tests; 0.05 when absent. */
  readonly alpha?: number;
  /** Orders tried by Moran's I; 999 when absent, 0: no permutations. */
  readonly permutations?: number;
  /** The same seed tries the same orders; 1 when absent. */
  readonly seed?: number;
}

export interface HotSpot {
  readonly id: string | null;
  readonly x: number;
  readonly y: number;
  readonly value: number;
  readonly neighbours: number;
  /** Gi*; null: it cannot be told (the neighbourhood is all points). */
  readonly z: number | null;
  /** Two-sided, normal. */
  readonly p: number | null;
  /** p after Benjamini & Hochberg. */
  readonly q: number | null;
  readonly spot: 'hot' | 'cold' | 'none' | null;
  readonly moran: LocalMoran | null;
}

export interface HotSpotResult extends SpatialAnswer {
  readonly n: number;
  /** Used, m. */
  readonly distance: number | null;
  readonly spots: readonly HotSpot[];
  readonly moran: GlobalMoran | null;
}

const FEWEST = 3;
const LIMIT = 5_000;

/**
 * Hot spots (冷热点分析). Gi* of J. K. Ord, A. Getis, Geogr. Anal. 27 (1995) 286–306, with the point itself at weight 1:
 *
 *     Gi* = (Σⱼ wᵢⱼxⱼ − x̄·Wᵢ) / (S·√((n·Σⱼwᵢⱼ² − Wᵢ²)/(n − 1))),   Wᵢ = Σⱼ wᵢⱼ,  S² = Σx²/n − x̄²
 *
 * Positive: high values lie together. Beside it Moran's I of the whole and of each point (`moran.ts`).
 */
export function evaluateHotSpots(input: HotSpotInput): HotSpotResult {
  const problems: Problem[] = [];
  const coordinates = readCoordinates(input.coordinates, problems);
  const samples = readSamples(input.samples, 'samples', coordinates, problems);
  const kind = readWord(input, 'weights', WEIGHT_KINDS, problems);
  const given = readOption(input, 'distance', null, { least: 0, most: 1e9 }, problems);
  const power = readOption(input, 'power', 1, { least: 0.1, most: 10 }, problems);
  const alpha = readOption(input, 'alpha', 0.05, { least: 1e-6, most: 0.5 }, problems);
  const permutations = readOption(
    input,
    'permutations',
    999,
    { least: 0, most: 9_999, whole: true },
    problems,
  );
  const seed = readOption(input, 'seed', 1, { least: 0, most: 2 ** 32 - 1, whole: true }, problems);
  const n = samples.length;
  const nothing = { n, distance: null, spots: [], moran: null, rules: [], steps: [], problems };
  if (n < FEWEST) problems.push(problem(P.few, { n, name: 'samples', minimum: FEWEST }, 'samples'));
  else if (n > LIMIT) problems.push(problem(P.many, { name: 'samples', n, limit: LIMIT }, 'samples'));
  else if (!(spreadOf(samples) > 0)) problems.push(problem(P.flat, {}, 'samples'));
  if (problems.some((one) => [P.few.code, P.many.code, P.flat.code].includes(one.code as never)))
    return nothing;

  const points = pointsOf(samples, coordinates);
  const distance = given ?? bandOf(points);
  const weights = spatialWeights(points, { kind, band: distance, power });
  if (!weights) {
    problems.push(problem(P.manyPairs, { limit: PAIR_LIMIT }, 'distance'));
    return { ...nothing, distance };
  }
  const islands = weights.filter((one) => one.length === 0).length;
  if (islands > 0) problems.push(problem(P.islands, { count: islands, distance: figure(distance) }));
  const values = samples.map((one) => one.value);
  const { scores, steps } = gStars(values, weights);
  const p = scores.map((z) => (z === null ? null : twoSided(z)));
  const q = corrected(p);
  const tried = { permutations, seed };
  const local = localMoran(values, weights, tried, alpha);
  const moran = globalMoran(values, weights, tried);
  return {
    n,
    distance,
    spots: samples.map((sample, i) => ({
      ...placeOf(sample),
      neighbours: weights[i]!.length,
      z: scores[i]!,
      p: p[i]!,
      q: q[i]!,
      spot: spotOf(scores[i]!, q[i]!, alpha),
      moran: local[i]!,
    })),
    moran,
    rules: [],
    steps: [...steps, ...(moran ? [moranStep(moran, n)] : [])],
    problems,
  };
}

/** Σ (x − x̄)²; of values whose squares are too small for a machine 0, too. */
function spreadOf(samples: readonly Sample[]): number {
  const mean = samples.reduce((sum, one) => sum + one.value, 0) / samples.length;
  return samples.reduce((sum, one) => sum + (one.value - mean) ** 2, 0);
}

const placeOf = ({ id, x, y, value }: Sample) => ({ id, x, y, value });

function spotOf(z: number | null, q: number | null, alpha: number): HotSpot['spot'] {
  if (z === null || q === null) return null;
  return q > alpha ? 'none' : z > 0 ? 'hot' : 'cold';
}

/** Corrects those that could be told. */
function corrected(p: readonly (number | null)[]): (number | null)[] {
  const told = falseDiscovery(p.filter((one) => one !== null));
  let next = 0;
  return p.map((one) => (one === null ? null : told[next++]!));
}

function gStars(
  values: readonly number[],
  weights: SpatialWeights,
): { scores: (number | null)[]; steps: Step[] } {
  const n = values.length;
  const mean = values.reduce((sum, one) => sum + one, 0) / n;
  // By deviations: Σx²/n − x̄² loses its digits when the values are large.
  const deviation = Math.sqrt(values.reduce((sum, one) => sum + (one - mean) ** 2, 0) / n);
  const parts = weights.map((neighbours, i) => {
    let [all, squares, sum] = [1, 1, values[i]! - mean];
    for (const { index, weight } of neighbours) {
      all += weight;
      squares += weight * weight;
      sum += weight * (values[index]! - mean);
    }
    const spread = (n * squares - all * all) / (n - 1);
    const z = spread > 1e-12 * n ? sum / (deviation * Math.sqrt(spread)) : null;
    return { z, all, squares, sum };
  });
  const strongest = parts.reduce(
    (best, { z }, i) => (Math.abs(z ?? 0) > Math.abs(parts[best]!.z ?? 0) ? i : best),
    0,
  );
  const { z, all, squares, sum } = parts[strongest]!;
  const rule = 'Ord & Getis 1995';
  return {
    scores: parts.map((one) => one.z),
    steps: [
      { of: 'x̄', rule, formula: `Σx/${n}`, result: figure(mean) },
      { of: 'S', rule, formula: '√(Σ(x − x̄)²/n)', result: figure(deviation) },
      {
        of: `Gi*(${strongest + 1})`,
        rule,
        formula: `${figure(sum)} / (${figure(deviation)}·√((${n}·${figure(squares)} − ${figure(all)}²)/${n - 1}))`,
        result: z === null ? null : figure(z),
      },
    ],
  };
}

function moranStep({ i, expected, p, permutations }: GlobalMoran, n: number): Step {
  const formula = `n/S₀·Σwᵢⱼzᵢzⱼ/Σz², E = −1/(${n} − 1) = ${figure(expected)}, p(${permutations}) = ${p === null ? '—' : figure(p)}`;
  return { of: "Moran's I", rule: 'Cliff & Ord 1981', formula, result: figure(i) };
}

import type { Problem } from '@tarim/kernel';
import type { Step } from '../finding.ts';
import { problem } from '../problems.ts';
import { distanceOf, type Points, pointsOf } from './points.ts';
import { SPATIAL_PROBLEMS as P } from './problems.ts';
import {
  type Coordinates,
  figure,
  isFigure,
  type Place,
  readCoordinates,
  readOption,
  readPlaces,
  readWord,
  type SpatialAnswer,
} from './read.ts';
import { type GridSpec, readTargets } from './targets.ts';

export const KERNELS = ['quartic', 'gaussian'] as const;
export type Kernel = (typeof KERNELS)[number];

export interface DensityInput {
  readonly coordinates?: Coordinates;
  /** Events; each counts as its `weight`, 1 when absent, 0 or more. */
  readonly events: readonly (Place & { readonly weight?: number })[];
  readonly targets?: readonly Place[];
  readonly grid?: GridSpec;
  /** `quartic` when absent. */
  readonly kernel?: Kernel;
  /** Radius of the quartic kernel, standard deviation of the gaussian one, m; absent: by Silverman's rule. */
  readonly bandwidth?: number | null;
}

export interface DensityResult extends SpatialAnswer {
  readonly n: number;
  readonly bandwidth: number | null;
  readonly grid: GridSpec | null;
  /** Weights of events a km². */
  readonly values: Float64Array;
}

const M2_PER_KM2 = 1e6;
/** A gaussian kernel is cut off here; what is left out is 1.1 % of one event at most (e^(−4.5)). */
const GAUSSIAN_REACH = 3;

/**
 * Kernel density (核密度), B. W. Silverman, Density Estimation, 1986, ch. 4:
 *
 *     f(s) = Σ wᵢ K(dᵢ/h)/h²      quartic K(u) = 3/π·(1 − u²)², u < 1      gaussian K(u) = 1/(2π)·e^(−u²/2)
 *
 * Bandwidth by the rule for the normal reference in two dimensions: h = σ·n^(−1/6), σ² the mean of the variances along the axes;
 * a quartic kernel of radius √8·h spreads as much as a gaussian one of h. Near an edge of the area densities are too low.
 */
export function evaluateDensity(input: DensityInput): DensityResult {
  const problems: Problem[] = [];
  const coordinates = readCoordinates(input.coordinates, problems);
  const events = readPlaces(input.events, 'events', coordinates, problems).flatMap(({ x, y, row, index }) => {
    const weight = row.weight ?? 1;
    if (isFigure(weight) && weight >= 0) return [{ x, y, weight }];
    problems.push(
      problem(P.value, { name: 'events', number: index + 1, member: 'weight' }, `events.${index}.weight`),
    );
    return [];
  });
  const kernel = readWord(input, 'kernel', KERNELS, problems);
  const given = readOption(input, 'bandwidth', null, { least: 1e-3, most: 1e8 }, problems);
  const { points, grid } = readTargets(input, coordinates, problems);
  const stand = pointsOf(events, coordinates);
  const rule = given === null ? silverman(stand, kernel) : null;
  const bandwidth = given ?? rule;
  const values = new Float64Array(points.count);
  const told = { n: events.length, bandwidth, grid, values, rules: [], problems };
  if (bandwidth === null) {
    problems.push(problem(P.few, { n: events.length, name: 'events', minimum: 2 }, 'events'));
    return { ...told, steps: [], values: values.fill(Number.NaN) };
  }
  const reach = kernel === 'quartic' ? bandwidth : GAUSSIAN_REACH * bandwidth;
  const scale = M2_PER_KM2 / (bandwidth * bandwidth);
  for (let j = 0; j < points.count; j++) {
    let sum = 0;
    for (let i = 0; i < stand.count; i++) {
      const d = distanceOf(stand, i, points, j);
      if (d < reach) sum += events[i]!.weight * kernelOf(kernel, d / bandwidth);
    }
    values[j] = sum * scale;
  }
  const steps: Step[] = [
    {
      of: 'h',
      rule: rule === null ? '—' : 'Silverman 1986, 4.3.2',
      formula: rule === null ? '—' : `${kernel === 'quartic' ? '√8·' : ''}σ·${stand.count}^(−1/6)`,
      result: figure(bandwidth),
    },
  ];
  return { ...told, steps };
}

function kernelOf(kernel: Kernel, u: number): number {
  if (kernel === 'gaussian') return Math.exp(-u * u * 0.5) / (2 * Math.PI);
  return u < 1 ? (3 / Math.PI) * (1 - u * u) ** 2 : 0;
}

/** m; null: fewer than two places. */
function silverman(points: Points, kernel: Kernel): number | null {
  const n = points.count;
  let squares = 0;
  for (const axis of [points.x, points.y, points.z]) {
    const mean = axis.reduce((sum, one) => sum + one, 0) / n;
    squares += axis.reduce((sum, one) => sum + (one - mean) ** 2, 0);
  }
  const sigma = Math.sqrt(squares / (2 * (n - 1)));
  if (n < 2 || !(sigma > 0)) return null;
  return (kernel === 'quartic' ? Math.sqrt(8) : 1) * sigma * n ** (-1 / 6);
}

import type { Problem } from '@tarim/kernel';
import type { Step } from '../finding.ts';
import { problem } from '../problems.ts';
import { distanceOf, pointsOf } from './points.ts';
import { SPATIAL_PROBLEMS as P } from './problems.ts';
import {
  type Coordinates,
  figure,
  isFigure,
  type Place,
  type PlacedRow,
  readCoordinates,
  readPlaces,
  type SpatialAnswer,
} from './read.ts';

export interface CoverageInput {
  readonly coordinates?: Coordinates;
  readonly stations: readonly (Place & { readonly id?: string | number | null })[];
  /** Cells of a grid by their centres; `weight`: people, or area in any unit; 1 when absent. */
  readonly cells: readonly (Place & { readonly weight?: number })[];
  /** Distances to tell the coverage for, m; 5, 10 and 25 km when absent. */
  readonly distances?: readonly number[];
}

export interface Coverage {
  /** m */
  readonly distance: number;
  /** Weight of cells whose centre lies within it of a station. */
  readonly covered: number;
  /** 0 … 1 */
  readonly share: number;
}

export interface CoverageResult extends SpatialAnswer {
  readonly stations: number;
  readonly cells: number;
  /** Of all cells. */
  readonly weight: number;
  readonly coverage: readonly Coverage[];
  /** Of the cells in their order, m; NaN: there is no station. */
  readonly nearestDistance: Float64Array;
  /** Number of that station in the input from 0; −1: none. */
  readonly nearestStation: Int32Array;
  /** Mean distance to the nearest station by weight, m. */
  readonly meanDistance: number | null;
  /** Farthest cell that has a weight, m. */
  readonly farthest: number | null;
  /** Weight of the cells that each station is the nearest of, in the order of the input. */
  readonly served: readonly { readonly id: string | null; readonly weight: number }[];
}

const DISTANCES = [5_000, 10_000, 25_000];

/**
 * Coverage of a network (监测网络覆盖): the share of the cells' weight within a distance of a station, and the distance to the nearest.
 * A cell counts by its centre: the error at an edge is half a cell.
 */
export function evaluateCoverage(input: CoverageInput): CoverageResult {
  const problems: Problem[] = [];
  const coordinates = readCoordinates(input.coordinates, problems);
  const stations = readPlaces(input.stations, 'stations', coordinates, problems);
  const cells = readCells(input.cells, coordinates, problems);
  const distances = readDistances(input.distances, problems);
  const stand = pointsOf(stations, coordinates);
  const centres = pointsOf(cells, coordinates);
  const nearestDistance = new Float64Array(cells.length).fill(Number.NaN);
  const nearestStation = new Int32Array(cells.length).fill(-1);
  const served = new Float64Array(stations.length);
  let [weight, sum, farthest] = [0, 0, 0];
  for (const [j, cell] of cells.entries()) {
    let [best, least] = [-1, Number.POSITIVE_INFINITY];
    for (let i = 0; i < stations.length; i++) {
      const d = distanceOf(stand, i, centres, j);
      if (d < least) [best, least] = [i, d];
    }
    weight += cell.weight;
    if (best < 0) continue;
    nearestDistance[j] = least;
    nearestStation[j] = stations[best]!.index;
    served[best]! += cell.weight;
    sum += cell.weight * least;
    if (cell.weight > 0) farthest = Math.max(farthest, least);
  }
  if (stations.length === 0)
    problems.push(problem(P.few, { n: 0, name: 'stations', minimum: 1 }, 'stations'));
  if (!(weight > 0)) problems.push(problem(P.few, { n: 0, name: 'cells', minimum: 1 }, 'cells'));
  const coverage = distances.map((distance) => {
    const covered = cells.reduce(
      (all, one, j) => (nearestDistance[j]! <= distance ? all + one.weight : all),
      0,
    );
    return { distance, covered, share: weight > 0 ? covered / weight : 0 };
  });
  const told = stations.length > 0 && weight > 0;
  return {
    stations: stations.length,
    cells: cells.length,
    weight,
    coverage,
    nearestDistance,
    nearestStation,
    meanDistance: told ? sum / weight : null,
    farthest: told ? farthest : null,
    served: stations.map(({ id }, i) => ({ id, weight: served[i]! })),
    rules: [],
    steps: coverage.map(
      ({ distance, covered, share }): Step => ({
        of: `≤ ${distance} m`,
        rule: 'Σw(d ≤ r)/Σw',
        formula: `${figure(covered)}/${figure(weight)}`,
        result: figure(share),
      }),
    ),
    problems,
  };
}

function readCells(
  given: unknown,
  coordinates: Coordinates,
  problems: Problem[],
): (PlacedRow & { weight: number })[] {
  return readPlaces(given, 'cells', coordinates, problems).flatMap((cell) => {
    const weight = cell.row.weight ?? 1;
    if (isFigure(weight) && weight >= 0) return [{ ...cell, weight }];
    const at = { name: 'cells', number: cell.index + 1, member: 'weight' };
    problems.push(problem(P.value, at, `cells.${cell.index}.weight`));
    return [];
  });
}

function readDistances(given: unknown, problems: Problem[]): readonly number[] {
  if (given === undefined || given === null) return DISTANCES;
  if (
    Array.isArray(given) &&
    given.length > 0 &&
    given.length <= 100 &&
    given.every((one) => isFigure(one) && one >= 0)
  )
    return given as number[];
  const told = { name: 'distances', words: 'numbers from 0 on', fallback: DISTANCES.join(', ') };
  problems.push(problem(P.option, told, 'distances'));
  return DISTANCES;
}

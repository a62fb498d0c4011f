import type { Problem } from '@tarim/kernel';
import { problem } from '../problems.ts';
import { emptyPoints, type Points, pointsOf, putPoint } from './points.ts';
import { SPATIAL_PROBLEMS as P } from './problems.ts';
import { type Coordinates, isPlace, type Place, type Row, readPlaces } from './read.ts';

/** Centres of cells (网格): x + i·dx, y + j·dy; values run along x first, then along y. Units of the coordinates. */
export interface GridSpec extends Place {
  readonly dx: number;
  readonly dy: number;
  readonly columns: number;
  readonly rows: number;
}

export const GRID_LIMIT = 1_000_000;

export interface Targets {
  readonly points: Points;
  readonly grid: GridSpec | null;
}

/** Where values are asked for: a grid, or else a list of places; none when neither is given. */
export function readTargets(
  input: { readonly targets?: unknown; readonly grid?: unknown },
  coordinates: Coordinates,
  problems: Problem[],
): Targets {
  if (input.grid !== undefined && input.grid !== null) {
    const grid = readGrid(input.grid, coordinates);
    if (grid) return { points: gridPoints(grid, coordinates), grid };
    problems.push(problem(P.grid, { limit: GRID_LIMIT }, 'grid'));
    return { points: emptyPoints(0, coordinates), grid: null };
  }
  const places = readPlaces(input.targets, 'targets', coordinates, problems);
  if (input.targets === undefined) problems.push(problem(P.noTarget));
  return { points: pointsOf(places, coordinates), grid: null };
}

export function readGrid(given: unknown, coordinates: Coordinates): GridSpec | null {
  if (typeof given !== 'object' || given === null) return null;
  const { x, y, dx, dy, columns, rows } = given as Row;
  const whole = (n: unknown): n is number => typeof n === 'number' && Number.isInteger(n) && n >= 1;
  const step = (n: unknown): n is number => typeof n === 'number' && n > 0 && n <= 1e9;
  if (!whole(columns) || !whole(rows) || columns * rows > GRID_LIMIT || !step(dx) || !step(dy)) return null;
  if (!isPlace(x, y, coordinates)) return null;
  const [west, south] = [x as number, y as number];
  if (!isPlace(west + (columns - 1) * dx, south + (rows - 1) * dy, coordinates)) return null;
  return { x: west, y: south, dx, dy, columns, rows };
}

export function gridPoints({ x, y, dx, dy, columns, rows }: GridSpec, coordinates: Coordinates): Points {
  const points = emptyPoints(columns * rows, coordinates);
  for (let j = 0; j < rows; j++)
    for (let i = 0; i < columns; i++) putPoint(points, j * columns + i, x + i * dx, y + j * dy);
  return points;
}

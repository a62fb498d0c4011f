import { type Areal, type Box, boxOf, boxUnion, covers, type Polygon, SpatialIndex } from '@tarim/geo';
import { TarimError } from '@tarim/kernel';
import { drawnOutlines, unitByPath } from '@tarim/region/queries';
import { analysisErrors } from '../errors.ts';
import type { Bench } from './analysis.ts';

/** One degree of latitude of the ellipsoid at 42° north, km: cells are that much apart, whatever their latitude (error 0.3 %). */
const DEGREE_LAT_KM = 111.07;
/** One degree of longitude at the equator, km. */
const DEGREE_LON_KM = 111.32;
export const CELL_LIMIT = 40_000;

export interface Cell {
  readonly x: number;
  readonly y: number;
}

/** Cells of equal size (网格), about `cellKm` wide at the middle latitude, in rows from the south-west. */
export interface CellGrid {
  readonly cells: readonly Cell[];
  readonly dx: number;
  readonly dy: number;
  /** km² of a cell at its latitude. */
  areaOf(cell: Cell): number;
  polygonOf(cell: Cell): Polygon;
}

/**
 * Cells whose centre lies within the area.
 * @throws TarimError ANALYSIS_TOO_MANY_CELLS
 */
export function cellsWithin(
  area: { box: Box; has(lon: number, lat: number): boolean },
  cellKm: number,
): CellGrid {
  const [west, south, east, north] = area.box;
  const dy = cellKm / DEGREE_LAT_KM;
  const dx = cellKm / (DEGREE_LON_KM * Math.cos((((south + north) / 2) * Math.PI) / 180));
  const columns = Math.max(1, Math.ceil((east - west) / dx));
  const rows = Math.max(1, Math.ceil((north - south) / dy));
  if (columns * rows > CELL_LIMIT * 4)
    throw new TarimError(analysisErrors.tooManyCells, { cells: columns * rows, limit: CELL_LIMIT });
  const cells: Cell[] = [];
  for (let j = 0; j < rows; j++)
    for (let i = 0; i < columns; i++) {
      const cell = { x: west + (i + 0.5) * dx, y: south + (j + 0.5) * dy };
      if (area.has(cell.x, cell.y)) cells.push(cell);
    }
  if (cells.length > CELL_LIMIT)
    throw new TarimError(analysisErrors.tooManyCells, { cells: cells.length, limit: CELL_LIMIT });
  const round = (n: number) => Math.round(n * 1e6) / 1e6;
  return {
    cells,
    dx,
    dy,
    areaOf: ({ y }) => dx * DEGREE_LON_KM * Math.cos((y * Math.PI) / 180) * dy * DEGREE_LAT_KM,
    polygonOf({ x, y }) {
      const [w, s, e, n] = [round(x - dx / 2), round(y - dy / 2), round(x + dx / 2), round(y + dy / 2)];
      return {
        type: 'Polygon',
        coordinates: [
          [
            [w, s],
            [e, s],
            [e, n],
            [w, n],
            [w, s],
          ],
        ],
      };
    },
  };
}

/**
 * The area of a unit and all below it, by the outlines that are drawn today; without a path the whole region. Demonstration
 * outlines make the answer a hint at the border.
 * @throws TarimError ANALYSIS_UNIT_UNKNOWN
 */
export async function areaOfUnit(
  bench: Bench,
  unitPath: string | undefined,
): Promise<{ box: Box; has(lon: number, lat: number): boolean; demo: boolean }> {
  const { db } = bench.ctx;
  bench.used('administrative-units');
  const path = unitPath ?? '/';
  if (path !== '/' && !(await unitByPath(db, path)))
    throw new TarimError(analysisErrors.unitUnknown, { unit: path });
  const [prefectures, counties] = [await drawnOutlines(db, 'prefecture'), await drawnOutlines(db, 'county')];
  const under = (one: { path: string }) => one.path.startsWith(path);
  // A prefecture covers its counties: the finer ones are asked only where the unit is one of them.
  const shapes = prefectures.some(under) ? prefectures.filter(under) : counties.filter(under);
  if (shapes.length === 0) throw new TarimError(analysisErrors.unitUnknown, { unit: path });
  const items = shapes.map(({ geometry }) => ({ geometry: geometry as Areal, box: boxOf(geometry) }));
  const index = new SpatialIndex(items, (one) => one.box);
  return {
    box: items.map((one) => one.box).reduce(boxUnion),
    has: (lon, lat) => index.at(lon, lat).some((one) => covers(one.geometry, lon, lat)),
    demo: shapes.some((one) => one.demo),
  };
}

/** A box around places with a margin of one cell, where there is no unit to keep to. */
export function areaAround(places: readonly Cell[], cellKm: number) {
  const margin = cellKm / DEGREE_LAT_KM;
  const xs = places.map((one) => one.x);
  const ys = places.map((one) => one.y);
  const low = (list: number[]) => list.reduce((a, b) => Math.min(a, b));
  const high = (list: number[]) => list.reduce((a, b) => Math.max(a, b));
  const box: Box = [low(xs) - margin, low(ys) - margin, high(xs) + margin, high(ys) + margin];
  return { box, has: () => true };
}

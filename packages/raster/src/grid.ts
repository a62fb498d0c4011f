import type { Window } from './samples.ts';

/**
 * Affine transformation in GDAL's order: `x = a + b·column + c·row`, `y = d + e·column + f·row`, at the corners of cells
 * (column 0, row 0 is the outer corner of the first cell).
 */
export type Affine = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

/** Where the cells of a raster lie (格网). */
export interface Grid {
  /** `EPSG:32645`, or `proj:` and a PROJ text. */
  readonly crs: string;
  readonly width: number;
  readonly height: number;
  readonly affine: Affine;
}

export const toPlace = ([a, b, c, d, e, f]: Affine, column: number, row: number): [number, number] => [
  a + b * column + c * row,
  d + e * column + f * row,
];

/** The transformation from places to columns and rows. */
export function inverted([a, b, c, d, e, f]: Affine): Affine {
  const det = b * f - c * e;
  return [(c * d - a * f) / det, f / det, -c / det, (a * e - b * d) / det, -e / det, b / det];
}

/** The grid of a window of another one. */
export function subGrid(grid: Grid, { x, y, width, height }: Window): Grid {
  const [a, d] = toPlace(grid.affine, x, y);
  const [, b, c, , e, f] = grid.affine;
  return { crs: grid.crs, width, height, affine: [a, b, c, d, e, f] };
}

/** The same place with other numbers of cells. */
export function resized(grid: Grid, width: number, height: number): Grid {
  const [a, b, c, d, e, f] = grid.affine;
  const [sx, sy] = [grid.width / width, grid.height / height];
  return { crs: grid.crs, width, height, affine: [a, b * sx, c * sy, d, e * sx, f * sy] };
}

/** Length of a cell's sides in units of the system. */
export const cellSize = ({ affine: [, b, c, , e, f] }: Grid): [number, number] => [
  Math.hypot(b, e),
  Math.hypot(c, f),
];

/** `[west, south, east, north]` of the four corners, in the grid's system. */
export function extentOf({ affine, width, height }: Grid): [number, number, number, number] {
  const corners = [
    [0, 0],
    [width, 0],
    [0, height],
    [width, height],
  ].map(([x, y]) => toPlace(affine, x!, y!));
  const [xs, ys] = [corners.map(([x]) => x), corners.map(([, y]) => y)];
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}

/** Whether cells of both fall on each other, with an offset of whole cells; the offset of `b`'s origin in cells of `a`. */
export function wholeOffset(a: Grid, b: Grid): { x: number; y: number } | null {
  const size = Math.max(...cellSize(a));
  if (a.crs !== b.crs) return null;
  for (const i of [1, 2, 4, 5] as const)
    if (Math.abs(a.affine[i] - b.affine[i]) * Math.max(b.width, b.height) > size * 1e-3) return null;
  const inverse = inverted(a.affine);
  const [x, y] = toPlace(inverse, b.affine[0], b.affine[3]);
  const [rx, ry] = [Math.round(x), Math.round(y)];
  return Math.abs(x - rx) < 1e-3 && Math.abs(y - ry) < 1e-3 ? { x: rx, y: ry } : null;
}

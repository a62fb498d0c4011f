import type { Areal } from '@tarim/geo';
import { converter } from './crs.ts';
import { type Grid, inverted, toPlace } from './grid.ts';
import type { Window } from './samples.ts';

/** A side of a ring, in columns and rows of a grid. */
export type Edge = readonly [x0: number, y0: number, x1: number, y1: number];

/** Sides of all rings in columns and rows of a grid. */
export function edgesOf({ type, coordinates }: Areal, grid: Grid): Edge[] {
  const convert = converter('EPSG:4490', grid.crs);
  const back = inverted(grid.affine);
  const polygons = type === 'Polygon' ? [coordinates] : coordinates;
  return polygons.flat().flatMap((ring) => {
    const places = ring.map(([x, y]) => toPlace(back, ...convert(x!, y!)));
    return places.slice(1).map(([x, y], i): Edge => [...places[i]!, x, y]);
  });
}

/** The part of a grid that edges lie in; null beyond it. */
export function windowOf(edges: readonly Edge[], { width, height }: Grid): Window | null {
  let [left, top, right, bottom] = [width, height, 0, 0];
  for (const [x0, y0, x1, y1] of edges) {
    [left, right] = [Math.min(left, x0, x1), Math.max(right, x0, x1)];
    [top, bottom] = [Math.min(top, y0, y1), Math.max(bottom, y0, y1)];
  }
  const [x, y] = [Math.max(0, Math.floor(left)), Math.max(0, Math.floor(top))];
  const [w, h] = [Math.min(width, Math.ceil(right)) - x, Math.min(height, Math.ceil(bottom)) - y];
  return w > 0 && h > 0 ? { x, y, width: w, height: h } : null;
}

/** Columns from one to before another. */
export type Span = readonly [from: number, to: number];

/** Of each row of the grid the columns whose middles lie within: even-odd, by scan lines. */
export function spansOf(edges: readonly Edge[], window: Window, grid: Grid): Span[][] {
  const [sx, sy] = [grid.width / window.width, grid.height / window.height];
  const crossings: number[][] = Array.from({ length: grid.height }, () => []);
  for (const [a, b, c, d] of edges) {
    const [x0, y0, x1, y1] = [
      (a - window.x) * sx,
      (b - window.y) * sy,
      (c - window.x) * sx,
      (d - window.y) * sy,
    ];
    if (y0 === y1) continue;
    const first = Math.max(0, Math.ceil(Math.min(y0, y1) - 0.5));
    const last = Math.min(grid.height - 1, Math.ceil(Math.max(y0, y1) - 0.5) - 1);
    for (let row = first; row <= last; row++)
      crossings[row]!.push(x0 + ((row + 0.5 - y0) / (y1 - y0)) * (x1 - x0));
  }
  return crossings.map((row) => {
    row.sort((one, other) => one - other);
    const spans: Span[] = [];
    for (let i = 0; i + 1 < row.length; i += 2) {
      const from = Math.max(0, Math.ceil(row[i]! - 0.5));
      const to = Math.min(grid.width, Math.ceil(row[i + 1]! - 0.5));
      if (to > from) spans.push([from, to]);
    }
    return spans;
  });
}

/**
 * Which cells of a grid have their middle within an area, window by window: 1 within, 0 outside.
 * @param area longitude and latitude on CGCS2000
 */
export function insideOf(area: Areal, grid: Grid): (window: Window) => Uint8Array {
  const rows = spansOf(edgesOf(area, grid), { x: 0, y: 0, width: grid.width, height: grid.height }, grid);
  return ({ x, y, width, height }) => {
    const inside = new Uint8Array(width * height);
    for (let row = 0; row < height; row++)
      for (const [from, to] of rows[y + row]!) {
        const [left, right] = [Math.max(0, from - x), Math.min(width, to - x)];
        if (right > left) inside.fill(1, row * width + left, row * width + right);
      }
    return inside;
  };
}

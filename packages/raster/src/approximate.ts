import type { Convert } from './crs.ts';
import { type Affine, type Grid, inverted, toPlace } from './grid.ts';
import type { Window } from './samples.ts';

/** Columns and rows of a source, for the centre of each cell of a target's window; NaN where there is no such place. */
export interface Coordinates {
  readonly columns: Float64Array;
  readonly rows: Float64Array;
}

/** Cells of the source by which an interpolated position may be off. GDAL's warper takes the same eighth. */
const TOLERANCE = 0.125;
const STEP = 32;

/**
 * Positions by exact projection at the corners of squares and bilinearly within them; where the middle of a square is off
 * by more than the tolerance, every cell of it is projected.
 */
export function coordinatesOf(target: Grid, window: Window, source: Affine, convert: Convert): Coordinates {
  const { width, height } = window;
  const columns = new Float64Array(width * height);
  const rows = new Float64Array(width * height);
  const back = inverted(source);
  const exact = (x: number, y: number): [number, number] => {
    const [px, py] = toPlace(target.affine, window.x + x + 0.5, window.y + y + 0.5);
    const [sx, sy] = convert(px, py);
    return Number.isFinite(sx) && Number.isFinite(sy) ? toPlace(back, sx, sy) : [Number.NaN, Number.NaN];
  };
  const marks = (length: number) => {
    const list: number[] = [];
    for (let i = 0; i < length - 1; i += STEP) list.push(i);
    list.push(length - 1);
    return length === 1 ? [0, 0] : list;
  };
  const [xs, ys] = [marks(width), marks(height)];
  const nodes = ys.map((y) => xs.map((x) => exact(x, y)));
  for (let j = 0; j + 1 < ys.length; j++)
    for (let i = 0; i + 1 < xs.length; i++) {
      const [x0, x1, y0, y1] = [xs[i]!, xs[i + 1]!, ys[j]!, ys[j + 1]!];
      const [a, b, c, d] = [nodes[j]![i]!, nodes[j]![i + 1]!, nodes[j + 1]![i]!, nodes[j + 1]![i + 1]!];
      const middle = exact((x0 + x1) / 2, (y0 + y1) / 2);
      const off = Math.max(
        Math.abs((a[0] + b[0] + c[0] + d[0]) / 4 - middle[0]),
        Math.abs((a[1] + b[1] + c[1] + d[1]) / 4 - middle[1]),
      );
      // Also when one of them is no place at all.
      const bent = !(off <= TOLERANCE);
      const [dx, dy] = [x1 - x0 || 1, y1 - y0 || 1];
      for (let y = y0; y <= y1; y++) {
        const v = (y - y0) / dy;
        const [lx, rx] = [a[0] + (c[0] - a[0]) * v, b[0] + (d[0] - b[0]) * v];
        const [ly, ry] = [a[1] + (c[1] - a[1]) * v, b[1] + (d[1] - b[1]) * v];
        const [stepX, stepY] = [(rx - lx) / dx, (ry - ly) / dx];
        for (let x = x0, at = y * width + x0; x <= x1; x++, at++) {
          if (bent) [columns[at], rows[at]] = exact(x, y) as [number, number];
          else {
            columns[at] = lx + stepX * (x - x0);
            rows[at] = ly + stepY * (x - x0);
          }
        }
      }
    }
  return { columns, rows };
}

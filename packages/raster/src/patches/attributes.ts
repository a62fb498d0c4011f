import { type Affine, toPlace } from '../grid.ts';
import type { Components, Runs } from './runs.ts';

/** Shape of a component out of its runs, in units of the grid's system. */
export interface Shape {
  readonly cells: number;
  /** Middle of its cells. */
  readonly centre: readonly [number, number];
  /** Long to short axis of the ellipse of the same second moments; 1 for a disc or square (伸长度). */
  readonly elongation: number;
  /** Direction of the long axis, degrees from the x axis, in (−90, 90]. */
  readonly direction: number;
}

/** Sums over all components in one pass over the runs; the shape of one is made when it is asked for. */
export function shapesOf(
  runs: Runs,
  { of, count }: Components,
  affine: Affine,
): (component: number) => Shape {
  const n = new Float64Array(count);
  const [sx, sy, sxx, syy, sxy] = Array.from({ length: 5 }, () => new Float64Array(count)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  for (let i = 0; i < runs.count; i++) {
    const c = of[i]!;
    const length = runs.to[i]! - runs.from[i]!;
    const x = (runs.from[i]! + runs.to[i]!) / 2;
    const y = runs.row[i]! + 0.5;
    n[c]! += length;
    sx[c]! += length * x;
    sy[c]! += length * y;
    // Cells of a run around its middle, each with the spread of a unit square (1/12).
    sxx[c]! += length * (x * x + (length * length) / 12);
    syy[c]! += length * (y * y + 1 / 12);
    sxy[c]! += length * x * y;
  }
  const [, b, cc, , e, f] = affine;
  return (c) => {
    const [mx, my] = [sx[c]! / n[c]!, sy[c]! / n[c]!];
    const [vx, vy, vxy] = [sxx[c]! / n[c]! - mx * mx, syy[c]! / n[c]! - my * my, sxy[c]! / n[c]! - mx * my];
    // Into the units of the system: Σ' = M Σ Mᵀ.
    const xx = b * b * vx + 2 * b * cc * vxy + cc * cc * vy;
    const yy = e * e * vx + 2 * e * f * vxy + f * f * vy;
    const xy = b * e * vx + (b * f + cc * e) * vxy + cc * f * vy;
    const middle = (xx + yy) / 2;
    const apart = Math.hypot((xx - yy) / 2, xy);
    const direction = apart < 1e-9 * middle ? 0 : ((Math.atan2(2 * xy, xx - yy) / 2) * 180) / Math.PI;
    return {
      cells: n[c]!,
      centre: toPlace(affine, mx, my),
      elongation: Math.sqrt((middle + apart) / Math.max(middle - apart, 1e-300)),
      direction,
    };
  };
}

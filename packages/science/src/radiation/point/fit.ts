/** A net dose rate (µSv/h) at a place in metres. */
export interface Reading {
  readonly x: number;
  readonly y: number;
  readonly rate: number;
}

export interface Fit {
  readonly x: number;
  readonly y: number;
  /** Γ·A, µSv·m²/h. */
  readonly strength: number;
  /** Sum of squares of ln(reading/model). */
  readonly sum: number;
  /** Covariance of the place for unit variance of ln(reading): xx, xy, yy; null: not determined. */
  readonly covariance: readonly [number, number, number] | null;
}

const STEPS = 300;
/** Cells of the search on a side, and its width in widths of the survey. */
const GRID = 41;
const EXTENT = 4;
const MOST_VALLEYS = 12;
const NEIGHBOURS = [-1, 0, 1].flatMap((i) => [-1, 0, 1].map((j) => [i, j] as const));
/** Nearer than this to a reading the formula of a point means nothing; keeps logarithms finite. */
const SMALLEST = 1e-4;

/**
 * Places where a point source would give the readings (least squares of logarithms, since errors of meters are proportional; for a
 * place the best strength is known, so the search is in two dimensions). Levenberg–Marquardt from the valleys of a grid around the readings; distinct
 * minima, best first. `height`: of the meter above the source, m.
 */
export function fitPlaces(readings: readonly Reading[], height: number): Fit[] {
  const xs = readings.map((one) => one.x);
  const ys = readings.map((one) => one.y);
  const [west, east, south, north] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const size = Math.max(east - west, north - south);
  const [mx, my] = [(west + east) / 2, (south + north) / 2];
  const at = (i: number, j: number) => ({
    x: mx + (i / (GRID - 1) - 0.5) * EXTENT * size,
    y: my + (j / (GRID - 1) - 0.5) * EXTENT * size,
  });
  const sums = Array.from({ length: GRID * GRID }, (_, k) => {
    const { x, y } = at(k % GRID, Math.floor(k / GRID));
    return local(readings, height, x, y).sum;
  });
  const found: Fit[] = [];
  for (const k of valleysOf(sums)) {
    const { x, y } = at(k % GRID, Math.floor(k / GRID));
    const fit = descend(readings, height, x, y);
    const far = Math.hypot(fit.x - mx, fit.y - my) > 20 * size;
    if (far || found.some((one) => Math.hypot(one.x - fit.x, one.y - fit.y) < 0.01 * size)) continue;
    found.push(fit);
  }
  return found.sort((a, b) => a.sum - b.sum);
}

/** Cells of the grid that none of their neighbours lies below, the lowest first. */
function valleysOf(sums: readonly number[]): number[] {
  const valleys: number[] = [];
  for (let k = 0; k < sums.length; k++) {
    const [i, j] = [k % GRID, Math.floor(k / GRID)];
    let lowest = true;
    for (const [di, dj] of NEIGHBOURS) {
      const [ni, nj] = [i + di, j + dj];
      if (ni >= 0 && nj >= 0 && ni < GRID && nj < GRID && sums[nj * GRID + ni]! < sums[k]!) lowest = false;
    }
    if (lowest) valleys.push(k);
  }
  return valleys.sort((a, b) => sums[a]! - sums[b]!).slice(0, MOST_VALLEYS);
}

interface Local {
  readonly sum: number;
  readonly mean: number;
  /** Normal matrix and gradient of the residuals, the strength taken out. */
  readonly normal: readonly [number, number, number];
  readonly gradient: readonly [number, number];
}

function local(readings: readonly Reading[], height: number, x: number, y: number): Local {
  const rows = readings.map((one) => {
    const [dx, dy] = [x - one.x, y - one.y];
    const square = Math.max(dx * dx + dy * dy + height * height, SMALLEST);
    return { value: Math.log(one.rate) + Math.log(square), gx: (2 * dx) / square, gy: (2 * dy) / square };
  });
  const n = rows.length;
  const mean = rows.reduce((sum, one) => sum + one.value, 0) / n;
  const mx = rows.reduce((sum, one) => sum + one.gx, 0) / n;
  const my = rows.reduce((sum, one) => sum + one.gy, 0) / n;
  let [sum, xx, xy, yy, bx, by] = [0, 0, 0, 0, 0, 0];
  for (const { value, gx, gy } of rows) {
    const [r, a, b] = [value - mean, gx - mx, gy - my];
    sum += r * r;
    xx += a * a;
    xy += a * b;
    yy += b * b;
    bx += a * r;
    by += b * r;
  }
  return { sum, mean, normal: [xx, xy, yy], gradient: [bx, by] };
}

function descend(readings: readonly Reading[], height: number, x0: number, y0: number): Fit {
  let [x, y, damping] = [x0, y0, 1e-3];
  let here = local(readings, height, x, y);
  for (let step = 0; step < STEPS; step++) {
    const [xx, xy, yy] = here.normal;
    const [ax, ay] = [xx * (1 + damping), yy * (1 + damping)];
    const determinant = ax * ay - xy * xy;
    if (!(determinant > 0)) break;
    const [bx, by] = here.gradient;
    const nx = x - (ay * bx - xy * by) / determinant;
    const ny = y - (ax * by - xy * bx) / determinant;
    const there = local(readings, height, nx, ny);
    if (there.sum < here.sum) {
      const moved = Math.hypot(nx - x, ny - y);
      [x, y, here, damping] = [nx, ny, there, damping / 5];
      if (moved < 1e-9 * (1 + Math.hypot(x, y))) break;
    } else damping *= 5;
    if (damping > 1e12) break;
  }
  const [xx, xy, yy] = here.normal;
  const determinant = xx * yy - xy * xy;
  const covariance =
    determinant > 1e-12 * (xx + yy) ** 2
      ? ([yy / determinant, -xy / determinant, xx / determinant] as const)
      : null;
  return { x, y, strength: Math.exp(here.mean), sum: here.sum, covariance };
}

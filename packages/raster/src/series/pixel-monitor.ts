import { boundary } from './monitor.ts';
import { regressors, type SeasonModel, termsOf } from './season.ts';

/** Results of a cell. */
export interface CellResult {
  /** Decimal year of the break; 0 when there is none, NaN when it could not be judged. */
  breakTime: number;
  magnitude: number;
  n: number;
}

export interface PixelMonitorOptions {
  readonly model: SeasonModel;
  readonly start: number;
  readonly window: number;
  readonly criticalValue: number;
}

/**
 * BFAST Monitor over many cells that share their dates: the same figures as `monitorBreaks` with the whole history, from
 * normal equations that are made once for all observations and lessened by those that a cell lacks. The trend is taken
 * from its middle, so that the equations stay well conditioned.
 */
export class PixelMonitor {
  readonly #times: Float64Array;
  readonly #rows: Float64Array;
  readonly #outer: Float64Array;
  readonly #full: Float64Array;
  readonly #p: number;
  readonly #history: number;
  readonly #options: PixelMonitorOptions;
  readonly #a: Float64Array;
  readonly #b: Float64Array;
  readonly #residuals: Float64Array;
  readonly #at: Int32Array;
  readonly #sorted: Float64Array;
  /** Boundary by the number of the observation, for the last length of history. */
  readonly #bounds: Float64Array;
  #boundsFor = -1;

  constructor(times: ArrayLike<number>, options: PixelMonitorOptions) {
    const n = times.length;
    const p = termsOf(options.model);
    this.#times = Float64Array.from(times);
    this.#options = options;
    this.#p = p;
    this.#rows = new Float64Array(n * p);
    this.#outer = new Float64Array(n * p * p);
    this.#full = new Float64Array(p * p);
    let history = 0;
    while (history < n && this.#times[history]! < options.start) history++;
    this.#history = history;
    for (let i = 0; i < n; i++) {
      const row = regressors(options.model, this.#times[i]!, i + 1 - history / 2);
      if (options.model.trend) row[1]! /= Math.max(1, history / 2);
      this.#rows.set(row, i * p);
      for (let r = 0; r < p; r++)
        for (let c = 0; c <= r; c++) {
          const value = row[r]! * row[c]!;
          this.#outer[(i * p + r) * p + c] = value;
          if (i < history) this.#full[r * p + c]! += value;
        }
    }
    this.#a = new Float64Array(p * p);
    this.#b = new Float64Array(p);
    this.#residuals = new Float64Array(n);
    this.#at = new Int32Array(n);
    this.#sorted = new Float64Array(n);
    this.#bounds = new Float64Array(n + 1);
  }

  /** @param values one a date, NaN where nothing was seen */
  judge(values: Float64Array | Float32Array, out: CellResult): void {
    const p = this.#p;
    const [rows, a, b, at] = [this.#rows, this.#a, this.#b, this.#at];
    const history = this.#history;
    const { criticalValue, window } = this.#options;
    out.breakTime = Number.NaN;
    out.magnitude = Number.NaN;
    b.fill(0);
    let n = 0;
    a.set(this.#full);
    for (let i = 0; i < history; i++) {
      const y = values[i]!;
      if (Number.isNaN(y)) {
        const from = i * p * p;
        for (let j = 0; j < p * p; j++) a[j]! -= this.#outer[from + j]!;
        continue;
      }
      at[n++] = i;
      for (let j = 0, from = i * p; j < p; j++) b[j]! += y * rows[from + j]!;
    }
    out.n = n;
    const reach = Math.floor(window * n);
    if (reach <= 1 || n <= p) return;
    if (!factor(a, p)) return;
    solve(a, b, p);
    let total = n;
    for (let i = history; i < values.length; i++) if (!Number.isNaN(values[i]!)) at[total++] = i;
    const residuals = this.#residuals;
    let unexplained = 0;
    for (let k = 0; k < total; k++) {
      const i = at[k]!;
      let fitted = 0;
      for (let j = 0, from = i * p; j < p; j++) fitted += b[j]! * rows[from + j]!;
      const residual = values[i]! - fitted;
      residuals[k] = residual;
      if (k < n) unexplained += residual * residual;
    }
    const scale = 1 / (Math.sqrt(unexplained / (n - p)) * Math.sqrt(n));
    if (this.#boundsFor !== n) {
      for (let i = n; i < this.#bounds.length; i++) this.#bounds[i] = boundary(criticalValue, i / n);
      this.#boundsFor = n;
    }
    let sum = 0;
    for (let k = n - reach; k < n; k++) sum += residuals[k]!;
    out.breakTime = 0;
    for (let k = n; k < total; k++) {
      sum += residuals[k]! - residuals[k - reach]!;
      if (Math.abs(sum) * scale > this.#bounds[k + 1]!) {
        out.breakTime = this.#times[at[k]!]!;
        break;
      }
    }
    const count = total - n;
    if (count === 0) return;
    const sorted = this.#sorted.subarray(0, count);
    for (let k = 0; k < count; k++) sorted[k] = residuals[n + k]!;
    sorted.sort();
    const middle = count >> 1;
    out.magnitude = count % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
  }
}

/** Cholesky in place, lower triangle; false when it is not positive definite. */
function factor(a: Float64Array, p: number): boolean {
  for (let i = 0; i < p; i++)
    for (let j = 0; j <= i; j++) {
      let sum = a[i * p + j]!;
      for (let k = 0; k < j; k++) sum -= a[i * p + k]! * a[j * p + k]!;
      if (i === j) {
        if (!(sum > 1e-12)) return false;
        a[i * p + i] = Math.sqrt(sum);
      } else a[i * p + j] = sum / a[j * p + j]!;
    }
  return true;
}

function solve(l: Float64Array, b: Float64Array, p: number): void {
  for (let i = 0; i < p; i++) {
    let sum = b[i]!;
    for (let k = 0; k < i; k++) sum -= l[i * p + k]! * b[k]!;
    b[i] = sum / l[i * p + i]!;
  }
  for (let i = p - 1; i >= 0; i--) {
    let sum = b[i]!;
    for (let k = i + 1; k < p; k++) sum -= l[k * p + i]! * b[k]!;
    b[i] = sum / l[i * p + i]!;
  }
}

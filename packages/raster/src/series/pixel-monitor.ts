import { type Kernel, kernelFor } from './kernel.ts';
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
  readonly #result = new Float64Array(3);
  readonly #kernel: Kernel;
  readonly #residuals: Float64Array;
  readonly #at: Int32Array;
  readonly #sorted: Float64Array;
  /** Boundary by the number of the observation, for each length of history that was met. */
  readonly #bounds: Array<Float64Array | undefined>;

  constructor(times: ArrayLike<number>, options: PixelMonitorOptions) {
    const n = times.length;
    const p = termsOf(options.model);
    this.#times = Float64Array.from(times);
    this.#options = options;
    this.#p = p;
    this.#rows = new Float64Array(n * p);
    const triangle = (p * (p + 1)) / 2;
    this.#outer = new Float64Array(n * triangle);
    this.#full = new Float64Array(triangle);
    this.#kernel = kernelFor(p);
    let history = 0;
    while (history < n && this.#times[history]! < options.start) history++;
    this.#history = history;
    for (let i = 0; i < n; i++) {
      const row = regressors(options.model, this.#times[i]!, i + 1 - history / 2);
      if (options.model.trend) row[1]! /= Math.max(1, history / 2);
      this.#rows.set(row, i * p);
      for (let r = 0, k = 0; r < p; r++)
        for (let c = 0; c <= r; c++, k++) {
          const value = row[r]! * row[c]!;
          this.#outer[i * triangle + k] = value;
          if (i < history) this.#full[k]! += value;
        }
    }
    this.#residuals = new Float64Array(n);
    this.#at = new Int32Array(n);
    this.#sorted = new Float64Array(n);
    this.#bounds = Array(history + 1);
  }

  /** @param values one a date, NaN where nothing was seen */
  judge(values: Float64Array | Float32Array, out: CellResult): void {
    const [at, residuals, result] = [this.#at, this.#residuals, this.#result];
    const { criticalValue, window } = this.#options;
    out.breakTime = Number.NaN;
    out.magnitude = Number.NaN;
    const fitted = this.#kernel(
      values,
      this.#history,
      this.#rows,
      this.#outer,
      this.#full,
      at,
      residuals,
      result,
    );
    const [n, total] = [result[0]!, result[1]!];
    out.n = n;
    const reach = Math.floor(window * n);
    if (!fitted || reach <= 1) return;
    const scale = 1 / (Math.sqrt(result[2]! / (n - this.#p)) * Math.sqrt(n));
    const bounds = this.#boundsOf(n, criticalValue);
    let sum = 0;
    for (let k = n - reach; k < n; k++) sum += residuals[k]!;
    out.breakTime = 0;
    for (let k = n; k < total; k++) {
      sum += residuals[k]! - residuals[k - reach]!;
      if (Math.abs(sum) * scale > bounds[k + 1]!) {
        out.breakTime = this.#times[at[k]!]!;
        break;
      }
    }
    const count = total - n;
    if (count === 0) return;
    out.magnitude = medianOf(residuals, n, total, this.#sorted);
  }

  /** Logarithms are dear: cells that lack as many dates share them. */
  #boundsOf(n: number, criticalValue: number): Float64Array {
    let bounds = this.#bounds[n];
    if (!bounds) {
      bounds = new Float64Array(this.#times.length + 1);
      for (let i = n; i < bounds.length; i++) bounds[i] = boundary(criticalValue, i / n);
      this.#bounds[n] = bounds;
    }
    return bounds;
  }
}

/** Below this, sorting by insertion is quicker than a typed array's own sort. */
const FEW = 64;

function medianOf(values: Float64Array, from: number, to: number, room: Float64Array): number {
  const count = to - from;
  const middle = count >> 1;
  if (count > FEW) room.set(values.subarray(from, to));
  else
    for (let k = 0; k < count; k++) {
      const value = values[from + k]!;
      let at = k;
      for (; at > 0 && room[at - 1]! > value; at--) room[at] = room[at - 1]!;
      room[at] = value;
    }
  if (count > FEW) room.subarray(0, count).sort();
  return count % 2 === 1 ? room[middle]! : (room[middle - 1]! + room[middle]!) / 2;
}

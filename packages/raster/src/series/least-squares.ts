/**
 * Least squares that takes observations one by one, by Givens rotations on the triangular factor (Gentleman 1974): as exact
 * as a QR decomposition of all rows, which normal equations are not for trends beside harmonics.
 */
export class LeastSquares {
  readonly size: number;
  readonly #r: Float64Array;
  readonly #z: Float64Array;
  readonly #row: Float64Array;
  /** Sum of squared residuals so far. */
  squares = 0;
  count = 0;

  constructor(size: number) {
    this.size = size;
    this.#r = new Float64Array(size * size);
    this.#z = new Float64Array(size);
    this.#row = new Float64Array(size);
  }

  add(x: ArrayLike<number>, y: number): void {
    const { size } = this;
    const [r, z, row] = [this.#r, this.#z, this.#row];
    for (let i = 0; i < size; i++) row[i] = x[i]!;
    let value = y;
    for (let i = 0; i < size; i++) {
      if (row[i] === 0) continue;
      const a = r[i * size + i]!;
      const b = row[i]!;
      const length = Math.sqrt(a * a + b * b);
      const c = a / length;
      const s = b / length;
      for (let j = i; j < size; j++) {
        const u = r[i * size + j]!;
        const v = row[j]!;
        r[i * size + j] = c * u + s * v;
        row[j] = c * v - s * u;
      }
      const u = z[i]!;
      z[i] = c * u + s * value;
      value = c * value - s * u;
    }
    this.squares += value * value;
    this.count++;
  }

  /** Null while observations do not determine them. */
  coefficients(): Float64Array | null {
    const { size } = this;
    const out = new Float64Array(size);
    for (let i = size - 1; i >= 0; i--) {
      const diagonal = this.#r[i * size + i]!;
      if (Math.abs(diagonal) < 1e-10) return null;
      let sum = this.#z[i]!;
      for (let j = i + 1; j < size; j++) sum -= this.#r[i * size + j]! * out[j]!;
      out[i] = sum / diagonal;
    }
    return out;
  }

  /** xᵀ(XᵀX)⁻¹x: how far an observation stands from those before it. */
  leverage(x: ArrayLike<number>): number {
    const { size } = this;
    const v = new Float64Array(size);
    let sum = 0;
    for (let i = 0; i < size; i++) {
      let value = x[i]!;
      for (let j = 0; j < i; j++) value -= this.#r[j * size + i]! * v[j]!;
      v[i] = value / this.#r[i * size + i]!;
      sum += v[i]! ** 2;
    }
    return sum;
  }
}

export const dot = (a: ArrayLike<number>, b: ArrayLike<number>): number => {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
};

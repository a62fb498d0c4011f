/** Small dense matrices: rows of numbers. */
export type Matrix = number[][];

export const zeros = (rows: number, columns: number): Matrix =>
  Array.from({ length: rows }, () => new Array<number>(columns).fill(0));

export const transposed = (a: Matrix): Matrix => a[0]!.map((_, j) => a.map((row) => row[j]!));

export const product = (a: Matrix, b: Matrix): Matrix =>
  a.map((row) => b[0]!.map((_, j) => row.reduce((sum, value, k) => sum + value * b[k]![j]!, 0)));

/** L with A = L·Lᵀ; null when A is not positive definite. */
export function cholesky(a: Matrix): Matrix | null {
  const n = a.length;
  const l = zeros(n, n);
  for (let i = 0; i < n; i++)
    for (let j = 0; j <= i; j++) {
      let sum = a[i]![j]!;
      for (let k = 0; k < j; k++) sum -= l[i]![k]! * l[j]![k]!;
      if (i === j) {
        if (!(sum > 0)) return null;
        l[i]![i] = Math.sqrt(sum);
      } else l[i]![j] = sum / l[j]![j]!;
    }
  return l;
}

/** X with L·X = B, L lower triangular. */
export function solveLower(l: Matrix, b: Matrix): Matrix {
  const x = b.map((row) => row.slice());
  for (let i = 0; i < l.length; i++)
    for (let j = 0; j < x[0]!.length; j++) {
      let sum = x[i]![j]!;
      for (let k = 0; k < i; k++) sum -= l[i]![k]! * x[k]![j]!;
      x[i]![j] = sum / l[i]![i]!;
    }
  return x;
}

/** X with Lᵀ·X = B. */
export function solveUpper(l: Matrix, b: Matrix): Matrix {
  const x = b.map((row) => row.slice());
  for (let i = l.length - 1; i >= 0; i--)
    for (let j = 0; j < x[0]!.length; j++) {
      let sum = x[i]![j]!;
      for (let k = i + 1; k < l.length; k++) sum -= l[k]![i]! * x[k]![j]!;
      x[i]![j] = sum / l[i]![i]!;
    }
  return x;
}

/** Eigenvalues, the greatest first, and the vectors as columns, of a symmetric matrix (Jacobi 1846). */
export function symmetricEigen(matrix: Matrix): { values: number[]; vectors: Matrix } {
  const n = matrix.length;
  const a = matrix.map((row) => row.slice());
  const v = zeros(n, n);
  for (let i = 0; i < n; i++) v[i]![i] = 1;
  for (let sweep = 0; sweep < 100; sweep++) {
    let off = 0;
    for (let p = 0; p < n; p++) for (let q = p + 1; q < n; q++) off += a[p]![q]! ** 2;
    if (off < 1e-300) break;
    for (let p = 0; p < n; p++)
      for (let q = p + 1; q < n; q++) {
        if (a[p]![q] === 0) continue;
        const theta = (a[q]![q]! - a[p]![p]!) / (2 * a[p]![q]!);
        const t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
        const c = 1 / Math.sqrt(t * t + 1);
        const s = t * c;
        for (let k = 0; k < n; k++) {
          const [x, y] = [a[k]![p]!, a[k]![q]!];
          a[k]![p] = c * x - s * y;
          a[k]![q] = s * x + c * y;
        }
        for (let k = 0; k < n; k++) {
          const [x, y] = [a[p]![k]!, a[q]![k]!];
          a[p]![k] = c * x - s * y;
          a[q]![k] = s * x + c * y;
          const [u, w] = [v[k]![p]!, v[k]![q]!];
          v[k]![p] = c * u - s * w;
          v[k]![q] = s * u + c * w;
        }
      }
  }
  const order = Array.from({ length: n }, (_, i) => i).sort((i, j) => a[j]![j]! - a[i]![i]!);
  return {
    values: order.map((i) => a[i]![i]!),
    vectors: v.map((row) => order.map((i) => row[i]!)),
  };
}

/**
 * Cholesky's L of a symmetric positive definite matrix, row by row in one array of n×n; only the lower triangle is read and written.
 * @returns null when a pivot falls below `least`: the matrix is (close to) singular
 */
export function cholesky(matrix: Float64Array, n: number, least: number): Float64Array | null {
  const l = new Float64Array(matrix);
  for (let i = 0; i < n; i++) {
    const row = i * n;
    for (let j = 0; j < i; j++) {
      const other = j * n;
      let sum = l[row + j]!;
      for (let k = 0; k < j; k++) sum -= l[row + k]! * l[other + k]!;
      l[row + j] = sum / l[other + j]!;
    }
    let pivot = l[row + i]!;
    for (let k = 0; k < i; k++) pivot -= l[row + k]! ** 2;
    if (!(pivot > least)) return null;
    l[row + i] = Math.sqrt(pivot);
  }
  return l;
}

/** Solves L·y = b in place. */
export function forward(l: Float64Array, n: number, b: Float64Array): Float64Array {
  for (let i = 0; i < n; i++) {
    const row = i * n;
    let sum = b[i]!;
    for (let k = 0; k < i; k++) sum -= l[row + k]! * b[k]!;
    b[i] = sum / l[row + i]!;
  }
  return b;
}

/** Columns that `forwardBlock` solves together. */
export const BLOCK = 4;

/**
 * Solves L·Y = B in place for four columns at a time, b[4·i + column]: four sums that do not wait for one another, and each number of L is
 * read once for all of them.
 */
export function forwardBlock(l: Float64Array, n: number, b: Float64Array): void {
  for (let i = 0; i < n; i++) {
    const row = i * n;
    const at = i * BLOCK;
    let s0 = b[at]!;
    let s1 = b[at + 1]!;
    let s2 = b[at + 2]!;
    let s3 = b[at + 3]!;
    for (let k = 0, from = 0; k < i; k++, from += BLOCK) {
      const factor = l[row + k]!;
      s0 -= factor * b[from]!;
      s1 -= factor * b[from + 1]!;
      s2 -= factor * b[from + 2]!;
      s3 -= factor * b[from + 3]!;
    }
    const pivot = l[row + i]!;
    b[at] = s0 / pivot;
    b[at + 1] = s1 / pivot;
    b[at + 2] = s2 / pivot;
    b[at + 3] = s3 / pivot;
  }
}

/** Solves Lᵀ·x = y in place. */
export function backward(l: Float64Array, n: number, y: Float64Array): Float64Array {
  for (let i = n - 1; i >= 0; i--) {
    const found = y[i]! / l[i * n + i]!;
    y[i] = found;
    for (let k = 0; k < i; k++) y[k]! -= l[i * n + k]! * found;
  }
  return y;
}

/** Inverse of the matrix whose L is given, in full. */
export function inverseOf(l: Float64Array, n: number): Float64Array {
  const inverse = new Float64Array(n * n);
  for (let j = 0; j < n; j++) {
    const unit = inverse.subarray(j * n, (j + 1) * n);
    unit[j] = 1;
    backward(l, n, forward(l, n, unit));
  }
  return inverse;
}

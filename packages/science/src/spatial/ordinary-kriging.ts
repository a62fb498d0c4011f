import { BLOCK, backward, cholesky, forward, forwardBlock, inverseOf } from './cholesky.ts';
import { distanceOf, type Points } from './points.ts';
import { covariance, type VariogramModel } from './variogram-model.ts';

/** A system of ordinary kriging (普通克里金), solved once for its samples. */
export interface KrigingSystem {
  readonly n: number;
  /** Mean of the field by generalised least squares. */
  readonly mean: number;
  /** What was added to the diagonal so that it could be solved, as a share of the sill; 0: nothing. */
  readonly ridge: number;
  /** ẑ and σ² at point j of the targets. */
  readonly at: (targets: Points, j: number) => { value: number; variance: number };
  /** ẑ and σ² at all points of the targets, several at a time. */
  readonly fill: (targets: Points, values: Float64Array, variances: Float64Array) => void;
  /** Weights of the samples, Σ = 1, and Lagrange's μ of the covariance system. */
  readonly weightsAt: (targets: Points, j: number) => { weights: Float64Array; mu: number };
  /** ẑ and σ² at each sample as told by the others. */
  readonly leaveOneOut: () => { value: number; variance: number }[];
}

/** Shares of the sill that are tried on the diagonal, one after the other. */
const RIDGES = [0, 1e-10, 1e-8, 1e-6, 1e-4];
const SINGULAR = 1e-12;

/**
 * Ordinary kriging (Cressie 1993, 3.2; Isaaks & Srivastava 1989, ch. 12) in covariances, C = LLᵀ, u = C⁻¹1, s = 1ᵀu:
 *
 *     mean  m = uᵀz / s          ẑ = m + c₀ᵀ C⁻¹ (z − m·1)
 *     σ² = C(0) − c₀ᵀC⁻¹c₀ + (1 − uᵀc₀)² / s          λ = C⁻¹c₀ + μ·u,  μ = (1 − uᵀc₀)/s
 *
 * Samples are interpolated exactly, the nugget too (as in gstat): at a sample's own place ẑ = z and σ² = 0. Of samples that share a
 * place the caller keeps one. Leaving one out needs no further system (O. Dubrule, Math. Geol. 15 (1983) 687–699): with B the block
 * of the samples in the inverse of the bordered matrix, zᵢ − ẑ₋ᵢ = (Bz)ᵢ/Bᵢᵢ and σ²₋ᵢ = 1/Bᵢᵢ.
 * @param values one a sample; at least one
 * @returns null: the matrix is singular in spite of a ridge
 */
export function krigingSystem(
  samples: Points,
  values: ArrayLike<number>,
  model: VariogramModel,
): KrigingSystem | null {
  const n = samples.count;
  const sill = model.nugget + model.partialSill;
  if (n === 0 || !(sill > 0)) return null;
  const matrix = new Float64Array(n * n);
  for (let i = 0; i < n; i++)
    for (let j = 0; j <= i; j++)
      matrix[i * n + j] = i === j ? sill : covariance(model, distanceOf(samples, i, samples, j));
  let ridge = 0;
  let factor: Float64Array | null = null;
  for (const share of RIDGES) {
    for (let i = 0; i < n; i++) matrix[i * n + i] = sill * (1 + share);
    factor = cholesky(matrix, n, SINGULAR * sill);
    ridge = share;
    if (factor) break;
  }
  if (!factor) return null;
  const l = factor;
  const solve = (b: Float64Array) => backward(l, n, forward(l, n, b));
  const u = solve(new Float64Array(n).fill(1));
  const s = sum(u);
  const mean = dot(u, values) / s;
  const alpha = solve(Float64Array.from({ length: n }, (_, i) => values[i]! - mean));
  const c0 = new Float64Array(n);
  const covariances = (targets: Points, j: number) => {
    for (let i = 0; i < n; i++) c0[i] = covariance(model, distanceOf(samples, i, targets, j));
  };
  return {
    n,
    mean,
    ridge,
    fill(targets, values, variances) {
      const block = new Float64Array(n * BLOCK);
      for (let first = 0; first < targets.count; first += BLOCK) {
        const count = Math.min(BLOCK, targets.count - first);
        for (let k = 0; k < count; k++) {
          covariances(targets, first + k);
          values[first + k] = mean + dot(alpha, c0);
          const short = 1 - dot(u, c0);
          variances[first + k] = sill + (short * short) / s;
          for (let i = 0; i < n; i++) block[i * BLOCK + k] = c0[i]!;
        }
        forwardBlock(l, n, block);
        for (let k = 0; k < count; k++) {
          let square = 0;
          for (let i = k; i < n * BLOCK; i += BLOCK) square += block[i]! * block[i]!;
          variances[first + k] = Math.max(0, variances[first + k]! - square);
        }
      }
    },
    at(targets, j) {
      covariances(targets, j);
      const value = mean + dot(alpha, c0);
      const short = 1 - dot(u, c0);
      forward(l, n, c0);
      return { value, variance: Math.max(0, sill - dot(c0, c0) + (short * short) / s) };
    },
    weightsAt(targets, j) {
      covariances(targets, j);
      const mu = (1 - dot(u, c0)) / s;
      const weights = solve(Float64Array.from(c0));
      for (let i = 0; i < n; i++) weights[i]! += mu * u[i]!;
      return { weights, mu };
    },
    leaveOneOut() {
      if (n < 2) return [];
      const inverse = inverseOf(l, n);
      return Array.from({ length: n }, (_, i) => {
        let errors = 0;
        for (let j = 0; j < n; j++) errors += (inverse[i * n + j]! - (u[i]! * u[j]!) / s) * values[j]!;
        const own = inverse[i * n + i]! - (u[i]! * u[i]!) / s;
        return { value: values[i]! - errors / own, variance: 1 / own };
      });
    },
  };
}

function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let total = 0;
  for (let i = 0; i < a.length; i++) total += a[i]! * b[i]!;
  return total;
}

const sum = (a: Float64Array) => a.reduce((total, one) => total + one, 0);

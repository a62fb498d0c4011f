import { TarimError } from '@tarim/kernel';
import { chiSquare } from '../chi-square.ts';
import { rasterErrors } from '../errors.ts';
import {
  cholesky,
  type Matrix,
  product,
  solveLower,
  solveUpper,
  symmetricEigen,
  transposed,
  zeros,
} from '../linear.ts';

export interface MadOptions {
  /** By default 20: pairs of different seasons never settle. */
  readonly maxIterations?: number;
  /** Largest change of a canonical correlation at which it has settled; by default 10⁻³. */
  readonly tolerance?: number;
  /** Added to the diagonals of both covariances, as a share of their mean; by default 0. */
  readonly ridge?: number;
  /** Share of all weights below which iterating would rest on a few cells; by default 0.05. */
  readonly leastWeight?: number;
}

/** What turns two sets of bands into Z, the sum of squared, standardised MAD variates. */
export interface MadTransform {
  /** Canonical correlations, the greatest first. */
  readonly correlations: readonly number[];
  /** Canonical vectors of the first and the second date: a row for each variate. */
  readonly a: Matrix;
  readonly b: Matrix;
  readonly meansA: readonly number[];
  readonly meansB: readonly number[];
  /** 2(1 − ρ) of each variate. */
  readonly variances: readonly number[];
  readonly iterations: number;
  /** `settled`, or why it was ended before. */
  readonly end: 'settled' | 'iterations' | 'weight';
  /** Σw / n of the last iteration: how much of the scene is taken as unchanged. */
  readonly weight: number;
}

/**
 * Iteratively reweighted multivariate alteration detection, IR-MAD (Nielsen 2007, IEEE TIP 16:463): canonical variates of
 * both dates are paired so that their differences have the greatest variance; cells are weighted by how likely they have
 * not changed (1 − χ²(Z; p)), until the correlations settle. Two dates of different seasons may never settle while all
 * weight runs off to a few cells: then it ends and says so.
 * @param first, second columns of values, a band each, cells in the same order
 * @throws TarimError RASTER_NO_VALID_CELLS when bands are constant or depend on each other and there is no ridge
 */
export function irMad(
  first: readonly Float64Array[],
  second: readonly Float64Array[],
  { maxIterations = 20, tolerance = 1e-3, ridge = 0, leastWeight = 0.05 }: MadOptions = {},
): MadTransform {
  const n = first[0]?.length ?? 0;
  const p = first.length;
  if (n < 10 * p) throw new TarimError(rasterErrors.noData, { reason: `${n} cells for ${p} bands` });
  const weights = new Float64Array(n).fill(1);
  let last: MadTransform | null = null;
  for (let iteration = 1; ; iteration++) {
    const found = madOnce([...first, ...second], p, weights, ridge);
    const settled =
      last !== null &&
      found.correlations.every((rho, i) => Math.abs(rho - last!.correlations[i]!) < tolerance);
    const weight = reweigh(found, first, second, weights);
    const end = settled ? 'settled' : weight < leastWeight ? 'weight' : 'iterations';
    const result: MadTransform = { ...found, iterations: iteration, end, weight };
    // The transformation before the weights ran off is the one that still rests on the scene.
    if (end === 'weight' && last !== null) return { ...last, iterations: iteration, end, weight };
    if (end !== 'iterations' || iteration >= maxIterations) return result;
    last = result;
  }
}

type Found = Omit<MadTransform, 'iterations' | 'end' | 'weight'>;

function madOnce(columns: readonly Float64Array[], p: number, weights: Float64Array, ridge: number): Found {
  const { means, covariance } = weightedCovariance(columns, weights);
  const block = (r: number, c: number): Matrix =>
    Array.from({ length: p }, (_, i) => covariance[r * p + i]!.slice(c * p, c * p + p));
  const [s11, s12, s22] = [block(0, 0), block(0, 1), block(1, 1)];
  for (const s of [s11, s22]) {
    const mean = s.reduce((sum, row, i) => sum + row[i]!, 0) / p;
    for (let i = 0; i < p; i++) s[i]![i]! += ridge * mean;
  }
  const [l1, l2] = [cholesky(s11), cholesky(s22)];
  if (!l1 || !l2)
    throw new TarimError(rasterErrors.noData, {
      reason: 'bands are constant or depend on each other; give a ridge',
    });
  // K = L1⁻¹ S12 L2⁻ᵀ; its singular values are the correlations.
  const k = transposed(solveLower(l2, transposed(solveLower(l1, s12))));
  const { values, vectors } = symmetricEigen(product(k, transposed(k)));
  const correlations = values.map((value) => Math.min(1, Math.sqrt(Math.max(0, value))));
  const a = transposed(solveUpper(l1, vectors));
  const paired = product(transposed(k), vectors).map((row) =>
    row.map((value, j) => value / (correlations[j]! || 1)),
  );
  const b = transposed(solveUpper(l2, paired));
  return {
    correlations,
    a,
    b,
    meansA: means.slice(0, p),
    meansB: means.slice(p),
    variances: correlations.map((rho) => Math.max(2 * (1 - rho), 1e-12)),
  };
}

function weightedCovariance(columns: readonly Float64Array[], weights: Float64Array) {
  const m = columns.length;
  const n = weights.length;
  let total = 0;
  for (let i = 0; i < n; i++) total += weights[i]!;
  const means = columns.map((column) => {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += weights[i]! * column[i]!;
    return sum / total;
  });
  const covariance = zeros(m, m);
  for (let r = 0; r < m; r++)
    for (let c = r; c < m; c++) {
      const [x, y, mx, my] = [columns[r]!, columns[c]!, means[r]!, means[c]!];
      let sum = 0;
      for (let i = 0; i < n; i++) sum += weights[i]! * (x[i]! - mx) * (y[i]! - my);
      covariance[r]![c] = sum / total;
      covariance[c]![r] = sum / total;
    }
  return { means, covariance };
}

/** New weights; gives Σw / n. */
function reweigh(
  found: Found,
  first: readonly Float64Array[],
  second: readonly Float64Array[],
  weights: Float64Array,
): number {
  const p = first.length;
  let sum = 0;
  for (let i = 0; i < weights.length; i++) {
    let z = 0;
    for (let k = 0; k < p; k++) {
      let variate = 0;
      for (let j = 0; j < p; j++)
        variate +=
          found.a[k]![j]! * (first[j]![i]! - found.meansA[j]!) -
          found.b[k]![j]! * (second[j]![i]! - found.meansB[j]!);
      z += (variate * variate) / found.variances[k]!;
    }
    weights[i] = 1 - chiSquare(z, p);
    sum += weights[i]!;
  }
  return sum / weights.length;
}

/** √Z as band arithmetic over `first` and `second` names: so that it runs like any expression. */
export function madExpression(
  { a, b, meansA, meansB, variances }: MadTransform,
  first: readonly string[],
  second: readonly string[],
): string {
  const number = (value: number) => (value < 0 ? `(0 - ${-value})` : String(value));
  const terms = variances.map((variance, k) => {
    const parts = [
      ...first.map((name, j) => `${number(a[k]![j]!)} * (${name} - ${number(meansA[j]!)})`),
      ...second.map((name, j) => `${number(-b[k]![j]!)} * (${name} - ${number(meansB[j]!)})`),
    ];
    return `(${parts.join(' + ')}) ^ 2 / ${variance}`;
  });
  return `sqrt(${terms.join(' + ')})`;
}

import { randomFrom, shuffle } from '../signals/math/random.ts';
import { falseDiscovery } from './false-discovery.ts';
import type { SpatialWeights } from './spatial-weights.ts';

/** Moran's I of all points (全局莫兰指数). */
export interface GlobalMoran {
  readonly i: number;
  /** −1/(n − 1) */
  readonly expected: number;
  /** Of I over the orders tried; null: none were. */
  readonly permutationMean: number | null;
  readonly permutationDeviation: number | null;
  /** Share of the orders at least as far from their mean, (count + 1)/(orders + 1): two-sided. */
  readonly p: number | null;
  readonly permutations: number;
}

/** Moran's I of a point (局部莫兰指数, LISA), weights of a row summing to 1. */
export interface LocalMoran {
  readonly i: number;
  /** Of the point and of its neighbours' mean: both high, both low, or one among others. */
  readonly quadrant: 'high-high' | 'low-low' | 'high-low' | 'low-high';
  /** One-sided, the point kept and the others in other orders; null: no permutations. */
  readonly p: number | null;
  /** p after Benjamini & Hochberg. */
  readonly q: number | null;
  readonly significant: boolean | null;
}

interface Tried {
  readonly permutations: number;
  readonly seed: number;
}

/**
 *     I = n/S₀ · Σᵢ Σⱼ wᵢⱼ zᵢ zⱼ / Σ zᵢ²,   z = x − x̄,  S₀ = Σ w      A. Cliff, J. K. Ord, Spatial Processes, 1981
 *
 * @returns null: no point has a neighbour, or nothing varies
 */
export function globalMoran(
  values: readonly number[],
  weights: SpatialWeights,
  { permutations, seed }: Tried,
): GlobalMoran | null {
  const z = deviationsOf(values);
  const n = values.length;
  const square = z.reduce((sum, one) => sum + one * one, 0);
  const s0 = weights.flat().reduce((sum, one) => sum + one.weight, 0);
  if (!(s0 > 0) || !(square > 0)) return null;
  const iOf = (order: readonly number[]) => {
    let cross = 0;
    for (const [i, neighbours] of weights.entries())
      for (const { index, weight } of neighbours) cross += weight * order[i]! * order[index]!;
    return ((n / s0) * cross) / square;
  };
  const i = iOf(z);
  const told = { i, expected: -1 / (n - 1), permutations };
  if (permutations === 0) return { ...told, permutationMean: null, permutationDeviation: null, p: null };
  const random = randomFrom(seed);
  const order = [...z];
  const tried = Array.from({ length: permutations }, () => iOf(shuffle(order, random)));
  const mean = tried.reduce((sum, one) => sum + one, 0) / permutations;
  const far = Math.abs(i - mean) * (1 - 1e-12);
  return {
    ...told,
    permutationMean: mean,
    permutationDeviation: Math.sqrt(tried.reduce((sum, one) => sum + (one - mean) ** 2, 0) / permutations),
    p: (tried.filter((one) => Math.abs(one - mean) >= far).length + 1) / (permutations + 1),
  };
}

/**
 *     Iᵢ = zᵢ/m₂ · Σⱼ wᵢⱼ zⱼ,   m₂ = Σ z²/n,  Σⱼ wᵢⱼ = 1      L. Anselin, Geogr. Anal. 27 (1995) 93–115
 *
 * @returns null for a point that has no neighbour
 */
export function localMoran(
  values: readonly number[],
  weights: SpatialWeights,
  { permutations, seed }: Tried,
  alpha: number,
): (LocalMoran | null)[] {
  const z = deviationsOf(values);
  const m2 = z.reduce((sum, one) => sum + one * one, 0) / z.length;
  const random = randomFrom(seed);
  const found = weights.map((neighbours, i) => {
    const all = neighbours.reduce((sum, one) => sum + one.weight, 0);
    if (!(all > 0)) return null;
    const lag = neighbours.reduce((sum, one) => sum + one.weight * z[one.index]!, 0) / all;
    const others = z.toSpliced(i, 1);
    // The larger and the smaller side are counted apart, so that ties count for both.
    let [above, below] = [0, 0];
    for (let k = 0; k < permutations; k++) {
      let other = 0;
      for (const [place, { weight }] of neighbours.entries()) {
        // The first places of a shuffle are all that is needed.
        const pick = place + Math.floor(random() * (others.length - place));
        [others[place], others[pick]] = [others[pick]!, others[place]!];
        other += weight * others[place]!;
      }
      const times = (other / all) * z[i]!;
      const own = lag * z[i]!;
      const near = 1e-12 * Math.abs(own);
      if (times >= own - near) above++;
      if (times <= own + near) below++;
    }
    const p = permutations === 0 ? null : (Math.min(above, below) + 1) / (permutations + 1);
    return { i: (z[i]! * lag) / m2, quadrant: quadrantOf(z[i]!, lag), p };
  });
  const q = falseDiscovery(found.flatMap((one) => (one?.p == null ? [] : [one.p])));
  let next = 0;
  return found.map((one) => {
    if (!one) return null;
    const corrected = one.p === null ? null : q[next++]!;
    return { ...one, q: corrected, significant: corrected === null ? null : corrected <= alpha };
  });
}

function quadrantOf(own: number, lag: number): LocalMoran['quadrant'] {
  if (own >= 0) return lag >= 0 ? 'high-high' : 'high-low';
  return lag >= 0 ? 'low-high' : 'low-low';
}

function deviationsOf(values: readonly number[]): number[] {
  const mean = values.reduce((sum, one) => sum + one, 0) / values.length;
  return values.map((one) => one - mean);
}

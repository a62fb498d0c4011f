import { randomFrom, shuffle } from './random.ts';

/** Energy statistics of two samples. */
export interface EnergyTest {
  /** 2·E|X − Y| − E|X − X′| − E|Y − Y′| (G. Székely, M. Rizzo: Testing for equal distributions in high dimension, 2004). */
  readonly distance: number;
  /** The same over 2·E|X − Y|: 0 for the same distribution, up to 1 (Székely & Rizzo 2013). */
  readonly h: number;
  /** Share of the permutations with at least this distance, the sample itself among them. */
  readonly p: number;
}

/** Distances between all rows, Euclidean. */
function distances(rows: readonly ArrayLike<number>[]): Float64Array {
  const n = rows.length;
  const out = new Float64Array(n * n);
  for (let i = 0; i < n; i++)
    for (let j = i + 1; j < n; j++) {
      const a = rows[i]!;
      const b = rows[j]!;
      let sum = 0;
      for (let k = 0; k < a.length; k++) sum += (a[k]! - b[k]!) ** 2;
      const d = Math.sqrt(sum);
      out[i * n + j] = d;
      out[j * n + i] = d;
    }
  return out;
}

function energyOf(d: Float64Array, n: number, inFirst: Uint8Array): { distance: number; h: number } {
  let between = 0;
  let first = 0;
  let second = 0;
  let nx = 0;
  for (let i = 0; i < n; i++) nx += inFirst[i]!;
  for (let i = 0; i < n; i++) {
    const row = i * n;
    for (let j = i + 1; j < n; j++) {
      const one = d[row + j]!;
      if (inFirst[i] !== inFirst[j]) between += one;
      else if (inFirst[i]) first += one;
      else second += one;
    }
  }
  const ny = n - nx;
  const cross = (2 * between) / (nx * ny);
  const distance = cross - (2 * first) / (nx * nx) - (2 * second) / (ny * ny);
  return { distance, h: cross > 0 ? Math.max(0, distance) / cross : 0 };
}

/**
 * Two-sample energy test with permutations. Rows that hang together (hours of one day) are moved together: `block` names the block of
 * each row, `x`'s first, and whole blocks are dealt anew.
 */
export function energyTest(
  x: readonly ArrayLike<number>[],
  y: readonly ArrayLike<number>[],
  options: { readonly permutations: number; readonly seed: number; readonly block?: readonly number[] },
): EnergyTest {
  const rows = [...x, ...y];
  const n = rows.length;
  const d = distances(rows);
  const inFirst = new Uint8Array(n).fill(1, 0, x.length);
  const own = energyOf(d, n, inFirst);
  const block = options.block ?? rows.map((_, i) => i);
  const names = [...new Set(block)];
  const firsts = new Set(block.slice(0, x.length)).size;
  const random = randomFrom(options.seed);
  let asFar = 1;
  for (let k = 0; k < options.permutations; k++) {
    const dealt = new Set(shuffle(names, random).slice(0, firsts));
    for (let i = 0; i < n; i++) inFirst[i] = dealt.has(block[i]!) ? 1 : 0;
    if (energyOf(d, n, inFirst).distance >= own.distance - 1e-12) asFar++;
  }
  return { ...own, p: asFar / (options.permutations + 1) };
}

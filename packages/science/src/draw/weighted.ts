import { chanceOf } from './chance.ts';

export interface Weighted {
  readonly id: string;
  /** Above 0; 0 keeps it out. */
  readonly weight: number;
}

export interface Ticket<T extends Weighted> {
  readonly one: T;
  /** Logarithm of Efraimidis and Spirakis' key: ln(u)/w, at most 0; the greatest are drawn. */
  readonly key: number;
}

/**
 * Weighted drawing without replacement (Efraimidis & Spirakis 2006): everyone gets u^(1/w) with an u of his own, and the greatest are
 * drawn. Of equal keys, which nobody will ever see, the lower id goes first.
 */
export function drawWeighted<T extends Weighted>(
  pool: readonly T[],
  count: number,
  seed: string,
  ...names: readonly string[]
): Ticket<T>[] {
  return pool
    .filter(({ weight }) => weight > 0)
    .map((one) => ({ one, key: Math.log(chanceOf(seed, ...names, one.id)) / one.weight }))
    .sort((a, b) => b.key - a.key || (a.one.id < b.one.id ? -1 : 1))
    .slice(0, count);
}

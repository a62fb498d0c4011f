import type { Quantity } from '../../contract.ts';

/**
 * How many of an item a unit of this level has to have (应配数): a fixed number, or `count` for every `officers` officers begun, rounded
 * up. null: nothing is asked of the level.
 * @param officers people who count, a whole number
 */
export function requiredOf(
  quantities: readonly Quantity[],
  level: Quantity['level'],
  officers: number,
): number | null {
  const one = quantities.find((quantity) => quantity.level === level);
  if (!one) return null;
  return one.officers === null ? one.count : Math.ceil((officers * one.count) / one.officers);
}

const FIXED = /^(\d{1,5})$/;
const SHARED = /^(\d{1,5})\s*\/\s*(\d{1,4})\s*人$/;

/** `2` or `1/2人` as it stands in a sheet; null: not to be read. Zero officers share nothing. */
export function readQuantity(text: string): { count: number; officers: number | null } | null {
  const fixed = FIXED.exec(text);
  if (fixed) return { count: Number(fixed[1]), officers: null };
  const shared = SHARED.exec(text);
  if (!shared || Number(shared[2]) === 0) return null;
  return { count: Number(shared[1]), officers: Number(shared[2]) };
}

export const writeQuantity = ({ count, officers }: Pick<Quantity, 'count' | 'officers'>): string =>
  officers === null ? String(count) : `${count}/${officers}人`;

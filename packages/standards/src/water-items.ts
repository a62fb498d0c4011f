import { load } from './load.ts';

interface WaterItemRow {
  /** As results name it: a symbol, or the printed name where nobody uses one. */
  readonly item: string;
  /** Other names that GB 3838, GB/T 14848 and people give it. */
  readonly names: readonly string[];
  /** Codes of HJ 212-2017 that mean it; a metal has one for the total and one for the dissolved. */
  readonly codes: readonly string[];
}

export const WATER_ITEMS: readonly WaterItemRow[] = load('water-items.json');

/** One spelling: full-width letters and brackets, blanks and capitals make no other item. */
const spelling = (name: string) => name.normalize('NFKC').replace(/\s/g, '').toLowerCase();

const byName = new Map(
  WATER_ITEMS.flatMap(({ item, names, codes }) =>
    [item, ...names, ...codes].map((name) => [spelling(name), item] as const),
  ),
);

/**
 * The item (监测项目) that a name means: symbol (`NH3-N`), Chinese name (`氨氮`) or code of HJ 212-2017 (`w21003`).
 * A name that is not known stands for itself, in one spelling: most organics have nothing but their name.
 */
export function waterItem(name: string): string {
  const known = asWritten.get(name);
  if (known !== undefined) return known;
  const one = spelling(name);
  const item = byName.get(one) ?? one;
  if (asWritten.size < MOST_WRITTEN) asWritten.set(name, item);
  return item;
}

/** Names as they were asked for before: years of samples ask for the same two dozen. */
const asWritten = new Map<string, string>();
/** The items of all standards of water in a few spellings; beyond it somebody sends nonsense. */
const MOST_WRITTEN = 2_000;

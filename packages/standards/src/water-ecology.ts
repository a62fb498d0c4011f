import { type Standard, standard } from './standards.ts';

interface BmwpTables {
  /** Families by their score, 1 … 10. */
  readonly scores: Readonly<Record<string, readonly string[]>>;
}

/** BMWP: scores of families of benthic animals, from memory; regional revisions were not obtained. */
export const BMWP_STANDARD = standard('BMWP') as unknown as Standard<BmwpTables>;

const BY_FAMILY = new Map(
  Object.entries(BMWP_STANDARD.data.scores).flatMap(([score, families]) =>
    families.map((family) => [family.toLowerCase(), Number(score)] as const),
  ),
);

/** Score of a family, or of the class Oligochaeta; null: it has none. */
export function bmwpScore(family: string): number | null {
  return BY_FAMILY.get(family.trim().toLowerCase()) ?? null;
}

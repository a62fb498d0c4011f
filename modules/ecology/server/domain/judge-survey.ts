import { evaluateEcoSurvey } from '@tarim/science';
import type { Group, Indices, Remark, Rule, Step, Taxon } from '../../contract.ts';

/** Indices of a survey with all that made them, as they are kept. */
export interface JudgedSurvey {
  readonly indices: Indices;
  readonly rule: Rule | null;
  readonly steps: readonly Step[];
  readonly remarks: readonly Remark[];
}

export function judgeSurvey(group: Group, taxa: readonly Taxon[]): JudgedSurvey {
  const { richness, individuals, shannon, evenness, simpson, margalef, dominant, bmwp, ...rest } =
    evaluateEcoSurvey({ group, taxa });
  return {
    indices: { richness, individuals, shannon, evenness, simpson, margalef, dominant, bmwp },
    rule: rest.rules[0] ?? null,
    steps: rest.steps,
    remarks: rest.problems.map(({ code, message }) => ({ code, message })),
  };
}

/** The name of a taxon that stands twice; null: each stands once. */
export function repeatedTaxon(taxa: readonly Pick<Taxon, 'name'>[]): string | null {
  const seen = new Set<string>();
  for (const { name } of taxa) {
    if (seen.has(name.trim())) return name.trim();
    seen.add(name.trim());
  }
  return null;
}

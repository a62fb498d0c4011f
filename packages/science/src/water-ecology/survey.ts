import type { Problem } from '@tarim/kernel';
import { BMWP_STANDARD, bmwpScore } from '@tarim/standards';
import { type Finding, ruleUsed, type Step } from '../finding.ts';
import { problem } from '../problems.ts';
import { WATER_ECOLOGY_PROBLEMS as P } from './problems.ts';

export const ECO_GROUPS = ['phytoplankton', 'zooplankton', 'benthos', 'fish'] as const;
/** 浮游植物, 浮游动物, 底栖动物, 鱼类 */
export type EcoGroup = (typeof ECO_GROUPS)[number];

export interface Taxon {
  readonly name: string;
  /** Family, by its Latin name; needed for BMWP. */
  readonly family?: string | null;
  /** Individuals, or cells a litre: only proportions enter. */
  readonly count: number;
}

export interface EcoSurveyInput {
  readonly group: EcoGroup;
  readonly taxa: readonly Taxon[];
}

/** Diversity of a survey (水生态调查). All null where nothing was found. */
export interface EcoSurveyResult extends Finding {
  readonly group: EcoGroup | null;
  /** 物种数 S */
  readonly richness: number;
  /** 总数量 N */
  readonly individuals: number;
  /** Shannon–Wiener H′, logarithm to the base 2 (bits), as Chinese guides of water biology print it. */
  readonly shannon: number | null;
  /** Pielou's evenness J = H′ / log₂ S. */
  readonly evenness: number | null;
  /** Simpson's diversity 1 − Σ pᵢ². */
  readonly simpson: number | null;
  /** Margalef's richness (S − 1) / ln N. */
  readonly margalef: number | null;
  /** Berger–Parker dominance: share of the most frequent taxon, and which it is. */
  readonly dominant: { readonly name: string; readonly share: number } | null;
  /** Benthos only: sum of the scores of the families present, their number and their mean (ASPT). */
  readonly bmwp: { readonly score: number; readonly families: number; readonly aspt: number | null } | null;
}

/** Diversity indices of one sample, and the BMWP score of benthic animals. */
export function evaluateEcoSurvey(input: EcoSurveyInput): EcoSurveyResult {
  const group = (ECO_GROUPS as readonly unknown[]).includes(input.group) ? input.group : null;
  const { counts, families, problems } = readTaxa(input.taxa);
  if (group === null) problems.push(problem(P.group, {}, 'group'));
  const N = [...counts.values()].reduce((sum, n) => sum + n, 0);
  const S = counts.size;
  if (S === 0) problems.push(problem(P.taxa, {}, 'taxa'));
  const steps: Step[] = [];
  const bmwp = group === 'benthos' && S > 0 ? scored(families, steps, problems) : null;
  return {
    group,
    richness: S,
    individuals: N,
    ...diversity(counts, N, steps),
    bmwp,
    rules: bmwp ? [ruleUsed(BMWP_STANDARD)] : [],
    used: Object.fromEntries(counts),
    missing: [],
    steps,
    problems,
  };
}

function readTaxa(taxa: unknown): {
  counts: Map<string, number>;
  families: Set<string>;
  problems: Problem[];
} {
  const counts = new Map<string, number>();
  const families = new Set<string>();
  const problems: Problem[] = [];
  for (const [index, one] of (Array.isArray(taxa) ? taxa : []).entries()) {
    const { name, family, count } = (one ?? {}) as Partial<Taxon>;
    const taxon = typeof name === 'string' ? name.trim() : '';
    if (taxon === '' || typeof count !== 'number' || !Number.isFinite(count) || count < 0) {
      problems.push(problem(P.count, { taxon: taxon || index + 1 }, `taxa.${index}`));
      continue;
    }
    // Looked for and not found is no taxon of the sample.
    if (count === 0) continue;
    if (counts.has(taxon)) problems.push(problem(P.twice, { taxon }, `taxa.${index}`));
    counts.set(taxon, (counts.get(taxon) ?? 0) + count);
    if (typeof family === 'string' && family.trim() !== '') families.add(family.trim());
  }
  return { counts, families, problems };
}

function diversity(
  counts: ReadonlyMap<string, number>,
  N: number,
  steps: Step[],
): Pick<EcoSurveyResult, 'shannon' | 'evenness' | 'simpson' | 'margalef' | 'dominant'> {
  const S = counts.size;
  if (S === 0) return { shannon: null, evenness: null, simpson: null, margalef: null, dominant: null };
  const shares = [...counts].map(([name, n]) => ({ name, share: n / N }));
  // One taxon alone has no diversity: exactly 0, not −0.
  const shannon = S === 1 ? 0 : -shares.reduce((sum, { share }) => sum + share * Math.log2(share), 0);
  const evenness = S === 1 ? null : shannon / Math.log2(S);
  const simpson = 1 - shares.reduce((sum, { share }) => sum + share ** 2, 0);
  const margalef = N > 1 ? (S - 1) / Math.log(N) : null;
  const dominant = shares.reduce((a, b) => (b.share > a.share ? b : a));
  const terms = shares
    .slice(0, 6)
    .map(({ share }) => `${figure(share)}×log₂${figure(share)}`)
    .join(' + ');
  steps.push(
    {
      of: "H'",
      rule: 'Shannon–Wiener',
      formula: `−(${terms}${S > 6 ? ' + …' : ''})`,
      result: figure(shannon),
    },
    {
      of: 'J',
      rule: 'Pielou',
      formula: S === 1 ? 'S = 1' : `${figure(shannon)} / log₂ ${S}`,
      result: evenness === null ? null : figure(evenness),
    },
    { of: 'D', rule: 'Simpson', formula: '1 − Σ pᵢ²', result: figure(simpson) },
    {
      of: 'd',
      rule: 'Margalef',
      formula: `(${S} − 1) / ln ${figure(N)}`,
      result: margalef === null ? null : figure(margalef),
    },
  );
  return { shannon, evenness, simpson, margalef, dominant };
}

function scored(
  families: ReadonlySet<string>,
  steps: Step[],
  problems: Problem[],
): NonNullable<EcoSurveyResult['bmwp']> {
  problems.push(problem(P.unverified));
  const found = [...families].flatMap((family) => {
    const score = bmwpScore(family);
    if (score === null) problems.push(problem(P.noScore, { family }, 'taxa'));
    return score === null ? [] : [{ family, score }];
  });
  const score = found.reduce((sum, one) => sum + one.score, 0);
  const aspt = found.length === 0 ? null : score / found.length;
  steps.push(
    {
      of: 'BMWP',
      rule: BMWP_STANDARD.code,
      formula: found.map((one) => `${one.family} ${one.score}`).join(' + ') || '0',
      result: score,
    },
    {
      of: 'ASPT',
      rule: BMWP_STANDARD.code,
      formula: `${score} / ${found.length}`,
      result: aspt === null ? null : figure(aspt),
    },
  );
  return { score, families: found.length, aspt };
}

/** Four significant digits: enough to follow by hand. */
const figure = (value: number) => Number(value.toPrecision(4));

import { type Standard, standard, targetOf } from '@tarim/standards';
import type { RuleReference } from '../../contract.ts';
import type { Words } from './language.ts';

/** Where in a standard the rules of this room stand. */
const CLAUSES: Readonly<Record<string, Readonly<Record<Words, string>>>> = {
  'HJ 633-2012': { zh: '表 1、公式（1）', en: 'table 1, formula (1)' },
  'HJ 633-2026': { zh: '表 1、公式（1）', en: 'table 1, formula (1)' },
  'HJ 663-2013': { zh: '城市点位均值', en: 'mean over the stations of a city' },
  'HJ 663-2026': { zh: '城市点位均值', en: 'mean over the stations of a city' },
};

/** A standard as explanations cite it; null when the platform does not have it. `version` is that of the judging rule. */
export function ruleReference(code: string, version: string, words: Words): RuleReference | null {
  const found = standard(code) ?? targetOf(code);
  if (!found) return null;
  return {
    standard: found.code,
    title: words === 'en' ? found.titleEn : found.titleZh,
    nature: found.nature,
    clause: CLAUSES[code]?.[words] ?? null,
    effectiveFrom: found.effectiveFrom,
    effectiveTo: found.effectiveTo,
    source: sourcesOf(found).join('；') || null,
    confidence: found.confidence,
    version,
  };
}

/** What the tables were checked against, as the data file says. */
export function sourcesOf(found: Standard): string[] {
  const { verified } = found.data as { verified?: { sources?: unknown } };
  return Array.isArray(verified?.sources) ? verified.sources.map(String) : [];
}

import { type Standard, standard } from '@tarim/standards';
import type { RuleReference } from '../../contract.ts';

/** Where in a standard the rules of this room stand. */
const CLAUSES: Readonly<Record<string, string>> = {
  'HJ 633-2012': '表 1、公式（1）',
  'HJ 633-2026': '表 1、公式（1）',
  'HJ 663-2013': '城市点位均值',
};

/** A standard as explanations cite it; null when the platform does not have it. `version` is that of the judging rule. */
export function ruleReference(code: string, version: string): RuleReference | null {
  const found = standard(code);
  if (!found) return null;
  return {
    standard: found.code,
    title: found.titleZh,
    clause: CLAUSES[code] ?? null,
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

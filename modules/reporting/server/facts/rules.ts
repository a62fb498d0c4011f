import type { RuleUsed } from '@tarim/science';
import type { T } from '../words.ts';

const SURE: ReadonlySet<string> = new Set(['official-text', 'multi-source']);

/** Versions of rules, each once; what is not founded well says so. */
export function rulesOf(rules: readonly RuleUsed[], t: T): string[] {
  return [
    ...new Set(
      rules.map(({ version, confidence }) =>
        SURE.has(confidence) ? version : t('doc.unverifiedRule', { rule: version }),
      ),
    ),
  ].sort();
}

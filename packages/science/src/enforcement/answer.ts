import type { Problem } from '@tarim/kernel';
import type { LegalSource } from '@tarim/standards';
import type { RuleUsed, Step } from '../finding.ts';
import type { Reader } from './read.ts';

/** What every answer about a penalty has beside its own figures. */
export interface PenaltyAnswer {
  readonly rules: readonly RuleUsed[];
  readonly missing: readonly string[];
  readonly steps: readonly Step[];
  readonly problems: readonly Problem[];
}

/** `行政处罚法 第 72 条`: how the source of a rule is named. */
export const clauseOf = ({ act, article }: Pick<LegalSource, 'act' | 'article'>): string =>
  article === null ? act : `${act} ${article}`;

/** The tables of enforcement are one version: `penalty@1`; counts our own corrections of them. */
export const PENALTY_VERSION = 'penalty@1';

export const ruleOf = (source: LegalSource): RuleUsed => ({
  standard: clauseOf(source),
  version: PENALTY_VERSION,
  confidence: source.confidence,
});

export const answerOf = (
  reader: Reader,
  sources: readonly LegalSource[],
  steps: readonly Step[] = [],
): PenaltyAnswer => ({
  rules: sources.map(ruleOf),
  missing: reader.missing,
  steps,
  problems: reader.problems,
});

import type { Problem } from '@tarim/kernel';
import { ruleVersion, type Standard } from '@tarim/standards';

/** One step of a computation, as a person would write it on paper. */
export interface Step {
  /** What it tells: `TP`, `综合指数`, `断面类别`. */
  readonly of: string;
  /** Standard and clause, table or formula it follows: `GB 3838-2002 表 1`. */
  readonly rule: string;
  /** Figures put in: `0.31 > 0.3 (IV) 且 ≤ 0.4 (V)`, `(110−100)/(250−120)×…`. Symbols, not sentences: read in every language. */
  readonly formula: string;
  readonly result: string | number | null;
}

/** The rule that a result rests on; what is not `official-text` or `multi-source` is never shown as law. */
export interface RuleUsed {
  readonly standard: string;
  /** `GB3838-2002@1` */
  readonly version: string;
  readonly confidence: Standard['confidence'];
}

/** What every evaluation tells beside its own figures. */
export interface Finding {
  readonly rules: readonly RuleUsed[];
  /** Inputs that took part, as they entered the formulas. */
  readonly used: Readonly<Record<string, number>>;
  /** Inputs that the rule asks for and that are not there, or are no figures. */
  readonly missing: readonly string[];
  readonly steps: readonly Step[];
  readonly problems: readonly Problem[];
}

export function ruleUsed(one: Pick<Standard, 'code' | 'version' | 'confidence'>): RuleUsed {
  return { standard: one.code, version: ruleVersion(one), confidence: one.confidence };
}

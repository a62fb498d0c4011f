import { BASES_OF_TERM, type RuleBody, type Term, termsOf } from '../../contract.ts';

export type RuleDefect =
  | { readonly what: 'unfit'; readonly n: number; readonly type: Term['type'] }
  | { readonly what: 'clear'; readonly n: number }
  | { readonly what: 'steps' };

/** What the schema cannot say of a rule: the first thing that is wrong, terms counted from 1 in reading order; null: nothing. */
export function defectOf(body: RuleBody): RuleDefect | null {
  const terms = termsOf(body);
  for (const [index, term] of terms.entries()) {
    if (!BASES_OF_TERM[term.type].includes(body.basis))
      return { what: 'unfit', n: index + 1, type: term.type };
    if ('clear' in term && term.clear !== undefined) {
      const figure = 'value' in term ? term.value : term.ratio;
      const easier = term.op === 'above' ? term.clear <= figure : term.clear >= figure;
      if (!easier) return { what: 'clear', n: index + 1 };
    }
  }
  const steps = (body.escalation ?? []).map((step) => step.afterMinutes);
  if (steps.some((minutes, index) => index > 0 && minutes <= steps[index - 1]!)) return { what: 'steps' };
  return null;
}

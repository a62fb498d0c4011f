import { type ErrorDefinition, type ErrorParams, fillMessage, type Problem, TarimError } from '@tarim/kernel';

export type Tongue = 'zh' | 'en';

/** What is wrong with an input, in both languages: the rules do not know who reads it. */
export interface Issue {
  readonly code: string;
  readonly status: number;
  readonly zh: string;
  readonly en: string;
  readonly params: ErrorParams;
  /** The contract field that is meant; absent: the whole of it. */
  readonly field?: string;
}

export function issue(definition: ErrorDefinition, params: ErrorParams = {}, field?: string): Issue {
  return {
    code: definition.code,
    status: definition.status,
    zh: fillMessage(definition.zh, params),
    en: fillMessage(definition.en, params),
    params,
    field,
  };
}

/** An input is refused; the first issue gives the code, all of them are told with their places. */
export class Refusal extends TarimError {
  readonly issues: readonly Issue[];

  constructor(issues: readonly Issue[]) {
    const [first] = issues;
    super(first!, first!.params);
    this.name = 'Refusal';
    this.issues = issues;
  }
}

/** @throws Refusal when there is any issue */
export function refuse(issues: readonly (Issue | null)[]): void {
  const found = issues.filter((one) => one !== null);
  if (found.length > 0) throw new Refusal(found);
}

/** The problems of a refused request body, in the caller's language. */
export function problemsOf(refusal: Refusal, tongue: Tongue, context = 'body'): Problem[] {
  return refusal.issues.map((one) => ({
    code: one.code,
    message: one[tongue],
    path: one.field === undefined ? context : `${context}/${one.field}`,
  }));
}

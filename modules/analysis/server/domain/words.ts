import { type ErrorDefinition, fillMessage, type Problem, TarimError } from '@tarim/kernel';
import { SPATIAL_PROBLEMS } from '@tarim/science';

export type Words = 'zh' | 'en';

const BY_CODE: ReadonlyMap<string, ErrorDefinition> = new Map(
  Object.values(SPATIAL_PROBLEMS as Readonly<Record<string, ErrorDefinition>>).map((one) => [one.code, one]),
);

/** A problem of the science in a reader's language: what its English message quotes is put into the other template. */
export function problemIn(language: Words, problem: Problem): string {
  const definition = BY_CODE.get(problem.code);
  if (language === 'en' || !definition) return problem.message;
  const names: string[] = [];
  const pattern = definition.en
    .replace(/[.*+?^$()|[\]\\]/g, '\\$&')
    .replace(/\{(\w+)\}/g, (_whole, name: string) => {
      names.push(name);
      return '(.*?)';
    });
  const found = new RegExp(`^${pattern}$`, 's').exec(problem.message);
  if (!found) return problem.message;
  return fillMessage(definition.zh, Object.fromEntries(names.map((name, k) => [name, found[k + 1] ?? ''])));
}

/** What a failed run keeps: its reason in both languages. */
export function failureText(error: unknown): string {
  if (!(error instanceof TarimError)) return JSON.stringify({ code: 'ANALYSIS_FAILED' });
  const { code, definition, params } = error;
  return JSON.stringify({
    code,
    zh: fillMessage(definition.zh, params),
    en: fillMessage(definition.en, params),
  });
}

export function failureIn(language: Words, kept: string | null): string | null {
  if (kept === null) return null;
  const { code, ...words } = JSON.parse(kept) as { code: string; zh?: string; en?: string };
  return words[language] ? `${words[language]} (${code})` : code;
}

import type { Problem } from '@tarim/kernel';
import type { TLocalizedValidationError } from 'typebox/error';
import { Locale } from 'typebox/system';
import type { Language } from '../i18n/negotiate.ts';

export type ValidationDetail = TLocalizedValidationError;

const SHOWN = 20;
/** Keywords that only say that none of several alternatives fits; the alternatives' own errors follow or precede them. */
const SUMMARIES = new Set(['anyOf', 'oneOf', 'allOf']);

/** Defects of a request, one for each place, in the caller's words; `path` is `querystring/limit`, `body/name` … */
export function validationProblems(
  details: readonly ValidationDetail[],
  context = '',
  language: Language = 'zh-CN',
): Problem[] {
  const say = language === 'en' ? Locale.en_US : Locale.zh_Hans;
  const problems = new Map<string, Problem>();
  for (const one of details) {
    const place = `${context}${one.instancePath}`;
    if (one.keyword === 'required') {
      for (const name of one.params.requiredProperties) {
        problems.set(`${place}/${name}`, {
          code: 'REQUIRED',
          message: language === 'en' ? 'is required' : '为必填项',
          path: `${place}/${name}`,
        });
      }
      continue;
    }
    const known = problems.get(place);
    // Of several alternatives that do not fit, the list of what is allowed says more than the first of them.
    if (SUMMARIES.has(one.keyword) && known) {
      const allowed = details.flatMap((other) =>
        other.instancePath === one.instancePath && other.keyword === 'const'
          ? [String(other.params.allowedValue)]
          : [],
      );
      if (allowed.length > 1)
        problems.set(place, {
          code: 'ENUM',
          message: `${language === 'en' ? 'must be one of' : '应为以下之一：'} ${allowed.join(', ')}`,
          path: place,
        });
      continue;
    }
    if (!known) problems.set(place, { code: one.keyword.toUpperCase(), message: say(one), path: place });
  }
  return [...problems.values()].slice(0, SHOWN);
}

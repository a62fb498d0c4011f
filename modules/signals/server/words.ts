import { fillMessage, type Problem } from '@tarim/kernel';
import type { Language } from '@tarim/platform';
import { SIGNAL_PROBLEMS } from '@tarim/science';

/** Why a detector could not tell, in the reader's language. */
export function describeSignalProblem({ code, message, params = {} }: Problem, language: Language) {
  const known = Object.values(SIGNAL_PROBLEMS).find((one) => one.code === code);
  const template = known?.[language === 'en' ? 'en' : 'zh'];
  return { code, message: template ? fillMessage(template, params) : message };
}

import type { Problem } from '@tarim/kernel';
import { type Locale, SCIENCE_PROBLEMS as P, problem } from './problems.ts';

/** 统一社会信用代码 (GB 32100-2015): 18 characters, the last a check character by weights 3^i mod 31. */
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/** Check character of the first 17; null when they are not 17 characters of the alphabet. */
export function usccCheckDigit(first17: string): string | null {
  if (first17.length !== 17) return null;
  let sum = 0;
  for (let i = 0; i < 17; i++) {
    const value = ALPHABET.indexOf(first17[i]!);
    if (value < 0) return null;
    sum += value * WEIGHTS[i]!;
  }
  return ALPHABET[(31 - (sum % 31)) % 31]!;
}

/** What is wrong with a code; empty when nothing is. In Chinese unless asked otherwise: people who register read it. */
export function validateUscc(code: string, locale: Locale = 'zh'): Problem[] {
  const wrong = (...[definition, params]: Parameters<typeof problem>) => [
    problem(definition, params, undefined, locale),
  ];
  if (typeof code !== 'string' || code.length !== 18) return wrong(P.usccLength);
  const expected = usccCheckDigit(code.slice(0, 17));
  if (expected === null || !ALPHABET.includes(code[17]!)) return wrong(P.usccCharacter);
  if (!/^\d{6}$/.test(code.slice(2, 8))) return wrong(P.usccRegion);
  return expected === code[17] ? [] : wrong(P.usccCheckDigit, { expected });
}

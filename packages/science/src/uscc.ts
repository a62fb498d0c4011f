import type { Problem } from '@tarim/kernel';

/** 统一社会信用代码 (GB 32100-2015): 18 characters, the last a check character by weights 3^i mod 31. */
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/** Check character of the first 17; null when one of them is not of the alphabet. */
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

/** What is wrong with a code; empty when nothing is. */
export function validateUscc(code: string): Problem[] {
  if (code.length !== 18) return [{ code: 'USCC_LENGTH', message: '应为 18 位' }];
  const expected = usccCheckDigit(code.slice(0, 17));
  if (expected === null)
    return [
      { code: 'USCC_CHARACTER', message: '含有不允许的字符（只用数字与不含 I、O、S、V、Z 的大写字母）' },
    ];
  if (expected !== code[17]) return [{ code: 'USCC_CHECK_DIGIT', message: `校验码应为 ${expected}` }];
  return [];
}

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkMn } from './mn.ts';
import { SCIENCE_PROBLEMS } from './problems.ts';
import { usccCheckDigit, validateUscc } from './uscc.ts';

const codes = (problems: readonly { code: string }[]) => problems.map((one) => one.code);

describe('credit code (GB 32100-2015)', () => {
  test.each([
    '91350100M000100Y43',
    '91330100799655058B',
    '9144030071526726XG',
    '914403001922038216',
    '91110000802100433B',
    '91110000100001043E',
  ])('%s: a code published by its registry', (code) => {
    expect(validateUscc(code)).toEqual([]);
  });
  test('the check character by an independent computation', () => {
    const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 17, maxLength: 17 }), (digits) => {
        let weight = 1;
        let sum = 0;
        for (const digit of digits) {
          sum += digit * weight;
          weight = (weight * 3) % 31;
        }
        const text = digits.map((digit) => alphabet[digit]).join('');
        return usccCheckDigit(text) === alphabet[(31 - (sum % 31)) % 31];
      }),
    );
  });
  test('every wrong single character is found', () => {
    const good = '91350100M000100Y43';
    for (let at = 0; at < 18; at++) {
      for (const other of '0123456789ABCDEFGHJKLMNPQRTUWXY') {
        if (other !== good[at])
          expect(validateUscc(good.slice(0, at) + other + good.slice(at + 1))).not.toEqual([]);
      }
    }
  });
  test('what is wrong is told', () => {
    expect(codes(validateUscc('123'))).toEqual(['USCC_LENGTH']);
    expect(codes(validateUscc('91350100M000100Y4I'))).toEqual(['USCC_CHARACTER']);
    expect(codes(validateUscc('91350100m000100Y43'))).toEqual(['USCC_CHARACTER']);
    expect(codes(validateUscc('9135010AM000100Y43'))).toEqual(['USCC_REGION']);
    expect(validateUscc('91350100M000100Y44')).toEqual([
      { code: 'USCC_CHECK_DIGIT', message: '校验码应为 3' },
    ]);
    expect(validateUscc('91350100M000100Y44', 'en')[0]!.message).toMatch(/should be 3/);
  });
});

describe('MN', () => {
  test('forms of the three editions', () => {
    expect(checkMn('88888880000001', '2005')).toEqual([]);
    expect(checkMn('010000A8900016F000169DC0', '2017')).toEqual([]);
    expect(checkMn('010000A8900016F000169DC0', '2025')).toEqual([]);
  });
  test('what devices in the field send is remarked upon', () => {
    expect(codes(checkMn('010000a8900016f000169dc0', '2017'))).toEqual(['MN_CASE']);
    expect(codes(checkMn('A110000_0001', '2017'))).toEqual(['MN_LENGTH', 'MN_CHARACTER']);
    expect(codes(checkMn('', '2025'))).toEqual(['MN_LENGTH']);
    expect(codes(checkMn('88888880000001', '2017'))).toEqual(['MN_LENGTH']);
  });
});

test('no code of a problem is claimed twice', () => {
  const all = Object.values(SCIENCE_PROBLEMS).map((one) => one.code);
  expect(new Set(all).size).toBe(all.length);
});

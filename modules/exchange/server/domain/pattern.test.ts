import { expect, test } from 'vitest';
import { compilePattern } from './pattern.ts';

test.each([
  ['[0-9A-Z]{18}', '91650100MA77XXXX1A', true],
  ['[0-9A-Z]{18}', '91650100MA77XXXX1Ax', false],
  ['\\d{6}-\\w+', '650100-a1', true],
  ['ZH\\d*', 'ZH', true],
  ['a.c', 'a\nc', false],
  ['新.', '新疆', true],
] as const)('%s over “%s” is %s', (pattern, text, wanted) => {
  expect(compilePattern(pattern)(text)).toBe(wanted);
});

test.each(['(a+)+$', 'a|b', 'a*b*c*', '[', '\\1', '(?=a)', 'a{1,2}b{1,2}c{1,2}', '\\p{L}'])(
  'what could run for ever, or is no pattern: %s',
  (pattern) => {
    expect(() => compilePattern(pattern)).toThrow(
      expect.objectContaining({ code: 'EXCHANGE_PATTERN_WRONG' }),
    );
  },
);

test('long texts are no match rather than long work', () => {
  expect(compilePattern('a*')('a'.repeat(500))).toBe(true);
  expect(compilePattern('a*')('a'.repeat(501))).toBe(false);
});

import { expect, test } from 'vitest';
import { differenceOf } from './difference.ts';

/** `[-gone-]` and `{+new+}`, as `git diff --word-diff` writes it. */
const marked = (before: string, now: string): string =>
  differenceOf(before, now)
    .map(({ text, is }) => (is === 'same' ? text : is === 'gone' ? `[-${text}-]` : `{+${text}+}`))
    .join('');

test('a changed text shows what went and what came, letter by letter', () => {
  expect(marked('', '')).toBe('');
  expect(marked('决定', '决定')).toBe('决定');
  expect(marked('', '新')).toBe('{+新+}');
  expect(marked('旧', '')).toBe('[-旧-]');
  expect(marked('收到之日起五日内', '自收到之日起五个工作日内')).toBe('{+自+}收到之日起五{+个工作+}日内');
  expect(marked('罚款{{fine}}，理由：{{reasons}}', '处罚款{{fine}}。理由{{reasons}}')).toBe(
    '{+处+}罚款{{fine}}[-，-]{+。+}理由[-：-]{{reasons}}',
  );
  expect(marked('aaa', 'aa')).toBe('aa[-a-]');
  expect(marked('𠮷野', '𠮷田')).toBe('𠮷[-野-]{+田+}');
});

test('from either side the texts come out whole, also where they are too long to be compared', () => {
  const long = (letter: string) => `甲${letter.repeat(3_000)}乙`;
  for (const [before, now] of [
    ['ABCBDAB', 'BDCABA'],
    [long('一'), long('二')],
    ['中国', '国中'],
  ] as const) {
    const parts = differenceOf(before, now);
    const without = (left: 'gone' | 'new') =>
      parts.flatMap(({ text, is }) => (is === left ? [] : [text])).join('');
    expect(without('new')).toBe(before);
    expect(without('gone')).toBe(now);
  }
  // The textbook pair has four letters in common.
  const same = differenceOf('ABCBDAB', 'BDCABA').filter(({ is }) => is === 'same');
  expect(same.map(({ text }) => text).join('')).toHaveLength(4);
});

import { expect, test } from 'vitest';
import { RESEND_LIMITS, ResendBook } from './resend.ts';

const gap = (sequence: number, missing: number[]) => ({ messageId: '0x0704', sequence, total: 9, missing });

test('each part is asked for once; what is missing later besides is asked for, too', () => {
  const book = new ResendBook();
  expect(book.take([gap(100, [2, 3])], 0)).toEqual([{ first: 100, parts: [2, 3] }]);
  expect(book.take([gap(100, [2, 3])], 60_000)).toEqual([]);
  expect(book.take([gap(100, [3, 8, 9])], 61_000)).toEqual([{ first: 100, parts: [8, 9] }]);
  expect(book.take([gap(100, [3, 8, 9]), gap(200, [1])], 62_000)).toEqual([{ first: 200, parts: [1] }]);
  expect(book.take([], 63_000)).toEqual([]);
});

test('no more than so many requests a span; later there is room again', () => {
  const book = new ResendBook();
  const gaps = Array.from({ length: RESEND_LIMITS.requests + 3 }, (_, i) => gap(i * 10, [1]));
  expect(book.take(gaps, 0)).toHaveLength(RESEND_LIMITS.requests);
  expect(book.take(gaps, RESEND_LIMITS.spanMs - 1)).toEqual([]);
  expect(book.take(gaps.slice(-2), RESEND_LIMITS.spanMs)).toHaveLength(2);
});

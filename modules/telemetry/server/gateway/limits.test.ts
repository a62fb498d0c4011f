import { expect, test } from 'vitest';
import { AddressBook, TokenBucket } from './limits.ts';

test('a bucket lets a burst through, then asks to wait for what the rate still owes', () => {
  const bucket = new TokenBucket(10, 100, 0);
  expect(bucket.take(100, 0)).toBe(0);
  expect(bucket.take(5, 0)).toBe(500);
  expect(bucket.take(1, 1_000)).toBe(0);
});

test('time that runs backwards gives nothing', () => {
  const bucket = new TokenBucket(1, 1, 10_000);
  expect(bucket.take(1, 10_000)).toBe(0);
  expect(bucket.take(1, 5_000)).toBe(1_000);
});

test('an address is held to its share and others are not touched by it', () => {
  const book = new AddressBook();
  const limits = { connections: 3, connectionsPerAddress: 2 };
  expect([book.admit('a', limits), book.admit('a', limits), book.admit('a', limits)]).toEqual([
    true,
    true,
    false,
  ]);
  expect(book.admit('b', limits)).toBe(true);
  expect(book.admit('c', limits)).toBe(false);
  book.release('a');
  book.release('unknown');
  expect(book.total).toBe(2);
  expect(book.admit('c', limits)).toBe(true);
});

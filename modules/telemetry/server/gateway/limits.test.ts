import { expect, test } from 'vitest';
import { AddressBook, addressKey } from './addresses.ts';
import { DEFAULT_LIMITS, TokenBucket } from './limits.ts';

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

test('a bucket says what it has without giving it away', () => {
  const bucket = new TokenBucket(1, 2, 0);
  expect([bucket.has(2, 0), bucket.has(3, 0), bucket.full(0)]).toEqual([true, false, true]);
  bucket.take(2, 0);
  expect([bucket.has(1, 500), bucket.has(1, 1_000), bucket.full(1_999), bucket.full(2_000)]).toEqual([
    false,
    true,
    false,
    true,
  ]);
});

test('IPv4 is one address however it is written; IPv6 counts by its network', () => {
  expect(addressKey('::ffff:10.0.0.7')).toBe('10.0.0.7');
  expect(addressKey('10.0.0.7')).toBe('10.0.0.7');
  expect(addressKey(undefined)).toBe('?');
  expect(addressKey('2001:db8:1:2:aaaa::1')).toBe('2001:db8:1:2::/64');
  expect(addressKey('2001:0db8:0001:0002:0:0:0:9')).toBe('2001:db8:1:2::/64');
  expect(addressKey('2001:db8::1')).toBe('2001:db8:0:0::/64');
  expect(addressKey('fe80::1%eth0')).toBe('fe80:0:0:0::/64');
  expect(addressKey('::1')).toBe('0:0:0:0::/64');
});

test('an address is held to its share and others are not touched by it', () => {
  const book = new AddressBook({ ...DEFAULT_LIMITS, connections: 3, connectionsPerAddress: 2 });
  const first = book.admit('a', 0);
  expect([first, book.admit('a', 0), book.admit('a', 0)].map((one) => one !== null)).toEqual([
    true,
    true,
    false,
  ]);
  expect(book.admit('b', 0)).not.toBeNull();
  expect(book.admit('c', 0)).toBeNull();
  book.release(first!, 0);
  expect(book.total).toBe(2);
  expect(book.admit('c', 0)).not.toBeNull();
});

test('hanging up does not pay what an address owes; paid up it is forgotten', () => {
  const limits = { ...DEFAULT_LIMITS, addressFramesPerSecond: 10, addressFrameBurst: 10 };
  const book = new AddressBook(limits);
  const share = book.admit('a', 0)!;
  expect(share.take(30, 0, 0)).toBe(2_000);
  book.release(share, 0);
  expect(book.known).toBe(1);
  expect(book.admit('a', 1_000)!.take(0, 0, 1_000)).toBe(1_000);
  book.release(share, 1_000);
  const other = book.admit('b', 10_000)!;
  book.release(other, 10_000);
  expect(book.known).toBe(0);
});

test('the addresses that are remembered for their debts are bounded', () => {
  const book = new AddressBook({ ...DEFAULT_LIMITS, addressFrameBurst: 1, addressFramesPerSecond: 1 });
  for (let n = 0; n < 60_000; n++) {
    const share = book.admit(`a${n}`, 0)!;
    share.take(100, 0, 0);
    book.release(share, 0);
  }
  expect(book.known).toBe(50_000);
});

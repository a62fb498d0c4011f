import { expect, test } from 'vitest';
import { byteRangeOf } from './byte-range.ts';

/** The examples of RFC 9110, 14.1.2, over 10 000 bytes. */
test.each([
  ['bytes=0-499', { from: 0, to: 499 }],
  ['bytes=500-999', { from: 500, to: 999 }],
  ['bytes=-500', { from: 9_500, to: 9_999 }],
  ['bytes=9500-', { from: 9_500, to: 9_999 }],
  ['bytes=0-', { from: 0, to: 9_999 }],
  ['bytes=9999-20000', { from: 9_999, to: 9_999 }],
  ['bytes=-20000', { from: 0, to: 9_999 }],
])('%s', (header, range) => {
  expect(byteRangeOf(header, 10_000)).toEqual(range);
});

test('what is no range, or several, is passed over; what lies outside is told', () => {
  for (const header of [undefined, '', 'bytes=-', 'bytes=5-4', 'lines=0-1', 'bytes=0-0,-1', 'bytes=a-b'])
    expect(byteRangeOf(header, 10_000)).toBeNull();
  expect(byteRangeOf('bytes=10000-', 10_000)).toBe('outside');
  expect(byteRangeOf('bytes=-0', 10_000)).toBe('outside');
  expect(byteRangeOf('bytes=0-', 0)).toBe('outside');
});

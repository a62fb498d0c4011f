import { expect, test } from 'vitest';
import { compareCells, csvOf, type FileCell } from './table-file.ts';

test('quotes as RFC 4180 section 2 says', () => {
  expect(
    csvOf([
      ['aaa', 'b\r\nbb', 'ccc'],
      ['aaa', 'b"bb', 'a,b'],
    ]),
  ).toBe('\uFEFFaaa,"b\r\nbb",ccc\r\naaa,"b""bb","a,b"\r\n');
});

test('defuses what a spreadsheet would run, and leaves numbers', () => {
  const text = csvOf([['=1+1', '+cmd|x', '@SUM(A1)', '＝1', '-3.5', -3.5]]);
  expect(text).toBe("\uFEFF'=1+1,'+cmd|x,'@SUM(A1),'＝1,-3.5,-3.5\r\n");
});

test('writes instants as Beijing wall time, eight hours before UTC midnight', () => {
  expect(csvOf([[new Date('2026-11-23T16:00:00Z')]])).toBe('\uFEFF2026-11-24 00:00:00\r\n');
});

test('sorts numbers by size, text as Chinese does, numbers in text by size, nothing last both ways', () => {
  const sorted = (cells: FileCell[], descending = false) =>
    cells.toSorted((a, b) => compareCells(a, b, descending) * (descending ? -1 : 1));
  expect(sorted([10, null, 9, undefined, -1])).toEqual([-1, 9, 10, null, undefined]);
  expect(sorted([10, null, 9, -1], true)).toEqual([10, 9, -1, null]);
  expect(sorted(['中', 'P-10', '阿', 'P-9'])).toEqual(['阿', '中', 'P-9', 'P-10']);
  const [early, late] = [new Date('2026-11-23T16:00:00Z'), new Date('2026-11-24T16:00:00Z')];
  expect(sorted([early, late], true)).toEqual([late, early]);
});

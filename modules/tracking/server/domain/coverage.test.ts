import { expect, test } from 'vitest';
import { boxOfCell, CoverageBook, cellOf, lateShare, medianDelay } from './coverage.ts';

test('cells: 0.045° from south to north, 0.06° from west to east, edges belong to the cell above', () => {
  // 43.8 / 0.045 = 973.33, 87.6 / 0.06 = 1460 (an edge).
  expect(cellOf(43.8, 87.6)).toEqual({ row: 973, col: 1_460 });
  expect(boxOfCell({ row: 973, col: 1_460 })).toEqual([87.6, 43.785, 87.66, 43.83]);
  expect(cellOf(-0.01, -0.01)).toEqual({ row: -1, col: -1 });
  // 45° are 5,009 km·… a side of 0.045° is 0.045 · 111.32 km = 5.01 km.
  expect(0.045 * 111.32).toBeCloseTo(5.01, 2);
});

test('a morning counted by hand: three live, one that came two hours later, two lost, one silence', () => {
  const book = new CoverageBook();
  const place = { lat: 43.8, lon: 87.61 };
  const day = '2026-11-20';
  // Delays 2, 3 and 4 s: all within the first class, 0 … 5 s.
  for (const delay of [2, 3, 4]) book.seen(place, day, { stored: false, delay, signal: 20, lost: 0 });
  // 7,200 s are the end of the class 3,600 … 7,200.
  book.seen(place, day, { stored: true, delay: 7_200, signal: null, lost: 2 });
  book.silent(place, day);
  // A wrong clock: it came, how late nobody knows.
  book.seen({ lat: 43.85, lon: 87.61 }, day, { stored: false, delay: null, signal: 5, lost: 0 });
  const [cell, above] = book.rows();
  expect(cell).toMatchObject({ row: 973, col: 1_460, day, live: 3, stored: 1, lost: 2, outages: 1 });
  expect(cell).toMatchObject({ signalCount: 3, signalSum: 60 });
  expect(cell!.delays).toEqual([3, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0]);
  expect(above).toMatchObject({ row: 974, live: 1, signalSum: 5 });
  expect(above!.delays.every((count) => count === 0)).toBe(true);
  expect(lateShare(cell!)).toBe(0.25);
  // Half of four is two, the second of three in 0 … 5 s: 2 / 3 · 5.
  expect(medianDelay(cell!.delays)).toBeCloseTo(10 / 3, 10);
  expect([medianDelay(above!.delays), lateShare({ live: 0, stored: 0 })]).toEqual([null, null]);
});

test('a median in the middle of a class, and in the open one', () => {
  // Two in 0 … 5, six in 3,600 … 7,200: half is four, the second of six: 3,600 + 2/6 · 3,600.
  expect(medianDelay([2, 0, 0, 0, 0, 0, 0, 0, 0, 6])).toBeCloseTo(4_800, 10);
  expect(medianDelay([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3])).toBe(86_400);
});

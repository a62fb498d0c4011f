import { expect, test } from 'vitest';
import { median, robustZ } from './robust-z.ts';

const of = (...values: number[]) => values.map((value, index) => ({ key: String(index), value }));

test('the middle of odd and even numbers of values', () => {
  expect(median([3, 1, 2])).toBe(2);
  expect(median([4, 1, 2, 3])).toBe(2.5);
  expect(median([])).toBeNaN();
});

test('one far value stands out, and does not hide another', () => {
  // sorted 79 80 81 82 83 98 99: median 82, deviations 3 2 1 0 1 16 17 → MAD 2
  const { median: middle, mad, scores } = robustZ(of(80, 81, 79, 82, 83, 98, 99));
  expect([middle, mad]).toEqual([82, 2]);
  // 0.6745 × (99 − 82) / 2 = 5.73325
  expect(scores[6]!.z).toBeCloseTo(5.73325, 10);
  expect(scores.filter((one) => one.far).map((one) => one.value)).toEqual([98, 99]);
});

test('too few peers, or peers that are all the same, tell nothing', () => {
  expect(robustZ(of(1, 2, 3, 99)).scores.every((one) => one.z === null && !one.far)).toBe(true);
  expect(robustZ(of(1, 1, 1, 1, 1, 99)).scores.every((one) => one.z === null && !one.far)).toBe(true);
});

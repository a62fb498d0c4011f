import { expect, test } from 'vitest';
import { labelIndexes, niceTicks } from './scale.ts';

test('an axis has round steps and reaches over its greatest value', () => {
  expect(niceTicks(100)).toEqual([0, 50, 100]);
  expect(niceTicks(73)).toEqual([0, 20, 40, 60, 80]);
  expect(niceTicks(0.37)).toEqual([0, 0.1, 0.2, 0.3, 0.4]);
  expect(niceTicks(1234)).toEqual([0, 500, 1000, 1500]);
  expect(niceTicks(0)).toEqual([0, 1]);
  for (const top of [1e-6, 0.07, 9.99, 10, 10.01, 5e5]) {
    const ticks = niceTicks(top);
    expect(ticks.at(-1)).toBeGreaterThanOrEqual(top);
    expect(ticks.length).toBeLessThanOrEqual(6);
  }
});

test('labels are the newest and even steps back', () => {
  expect(labelIndexes(24, 6)).toEqual([3, 7, 11, 15, 19, 23]);
  expect(labelIndexes(3, 6)).toEqual([0, 1, 2]);
  expect(labelIndexes(0, 6)).toEqual([]);
});

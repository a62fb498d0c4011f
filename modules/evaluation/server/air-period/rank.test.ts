import { expect, test } from 'vitest';
import { meanOfCities, places } from './rank.ts';

test('equal figures share a place, the next is left out, nothing has none', () => {
  expect(places([3.1, 2.5, null, 2.5, 4], 'low')).toEqual([3, 1, null, 1, 4]);
  expect(places([80, 95.2, null, 95.2, 70], 'high')).toEqual([3, 1, null, 1, 4]);
});

test('a region is the mean of its cities, those without a figure left out', () => {
  const city = (composite: number | null, goodRatio: number) => ({
    composite,
    goodRatio,
    pm25: 30,
    pm10: null,
    o3: 120,
  });
  expect(meanOfCities([city(3, 80), city(4, 85), city(null, 90.5)])).toEqual({
    composite: 3.5,
    // 255.5 / 3 = 85.1666…
    goodRatio: 85.2,
    pm25: 30,
    pm10: null,
    o3: 120,
  });
});

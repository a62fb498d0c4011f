import { DAY_MS, HOUR_MS } from '@tarim/kernel';
import { expect, test } from 'vitest';
import type { HourState } from '../../contract.ts';
import { availabilityOf } from './availability.ts';
import { episodesOf } from './episodes.ts';

const hour = (at: number, state: HourState, value: number | null, rain: number | null = 0) => ({
  time: at * HOUR_MS,
  state,
  value,
  rain,
  high: 102,
});

test('hours in a row of one kind are one finding, with its gravest hour, its peak and its rain', () => {
  const found = episodesOf([
    hour(0, 'normal', 90, 1.5),
    hour(1, 'rain-suspected', 104, 2),
    hour(2, 'rain-suspected', 108, 0.5),
    hour(3, 'normal', 95),
    hour(4, 'attention', 110),
    hour(5, 'urgent', 300),
    hour(6, 'alarm', 120),
    hour(7, 'fault-low', 20),
    hour(8, 'fault-low', 12),
  ]);
  expect(found).toEqual([
    {
      kind: 'rain',
      from: HOUR_MS,
      to: 2 * HOUR_MS,
      hours: 2,
      worst: 'rain-suspected',
      peak: 108,
      peakAt: 2 * HOUR_MS,
      high: 102,
      rain: 4,
    },
    {
      kind: 'rise',
      from: 4 * HOUR_MS,
      to: 6 * HOUR_MS,
      hours: 3,
      worst: 'urgent',
      peak: 300,
      peakAt: 5 * HOUR_MS,
      high: 102,
      // Of hour 1 and 2, which lie within the three before.
      rain: 2.5,
    },
    {
      kind: 'fault',
      from: 7 * HOUR_MS,
      to: 8 * HOUR_MS,
      hours: 2,
      worst: 'fault-low',
      peak: 12,
      peakAt: 8 * HOUR_MS,
      high: 102,
      rain: 0,
    },
  ]);
});

test('an hour that is missing ends a finding, and so does one that is not there at all', () => {
  const of = (hours: Parameters<typeof episodesOf>[0]) => episodesOf(hours).map(({ hours }) => hours);
  expect(of([hour(0, 'alarm', 110), hour(1, 'missing', null, null), hour(2, 'alarm', 110)])).toEqual([1, 1]);
  expect(of([hour(0, 'alarm', 110), hour(2, 'alarm', 110)])).toEqual([1, 1]);
  expect(episodesOf([hour(0, 'fault-flat', 90, null)])[0]!.rain).toBeNull();
});

test('availability counts valid hours, outages, and days until the repair', () => {
  // Ten days: bad from hour 10 for 36 hours, from hour 100 for 12 hours, and the last two hours.
  const bad = (at: number) => (at >= 10 && at < 46) || (at >= 100 && at < 112) || at >= 238;
  const hours = Array.from({ length: 240 }, (_, at) => hour(at, bad(at) ? 'missing' : 'normal', 90));
  expect(availabilityOf(hours, 0, 10 * DAY_MS)).toEqual({
    hours: 240,
    valid: 190,
    share: 190 / 240,
    outages: 3,
    longestHours: 36,
    // (36 + 12) / 2 hours.
    repairDays: 1,
    down: true,
  });
  // Hours that nobody knows of are bad, a fault of the instrument as well.
  expect(availabilityOf([hour(0, 'fault-flat', 90), hour(1, 'normal', 90)], 0, 3 * HOUR_MS)).toMatchObject({
    hours: 3,
    valid: 1,
    outages: 2,
    repairDays: 1 / 24,
    down: true,
  });
  expect(availabilityOf([], 0, 0)).toMatchObject({ hours: 0, share: null, repairDays: null, down: false });
});

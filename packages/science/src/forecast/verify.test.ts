import { expect, test } from 'vitest';
import { type ForecastPair, verifyByLead, verifyForecasts } from './verify.ts';

const pair = (
  lead: number,
  [aqi, low, high, level]: readonly (number | null)[],
  [observed, observedLevel]: readonly [number, number],
  [climatology, persistence]: readonly (number | null)[],
): ForecastPair => ({
  lead,
  aqi: aqi!,
  low: low!,
  high: high!,
  level: level!,
  observed,
  observedLevel,
  climatology: climatology!,
  persistence: persistence!,
});

const PAIRS = [
  pair(1, [100, 90, 110, 2], [105, 3], [120, 90]),
  pair(1, [210, 190, 230, 5], [250, 5], [150, 240]),
  pair(2, [220, 200, 240, 5], [180, 4], [190, 260]),
  pair(2, [50, 40, 60, 1], [50, 1], [null, 50]),
  // A source that states a range and no value.
  pair(3, [null, 150, 170, 4], [230, 5], [null, null]),
];

test('figures as worked out by hand', () => {
  const told = verifyForecasts(PAIRS);
  expect(told.level).toEqual({ n: 5, hits: 2, rate: 0.4 });
  expect(told.range).toEqual({ n: 5, hits: 2, rate: 0.4 });
  // errors −5, −40, +40, 0
  expect([told.meanError, told.mae]).toEqual([-1.25, 21.25]);
  expect(told.rmse).toBeCloseTo(Math.sqrt(3225 / 4), 12);
  // first three: 3225 against 15² + 100² + 10² = 10325
  expect(told.skillClimatology).toMatchObject({ n: 3, mse: 1075 });
  expect(told.skillClimatology.score).toBeCloseTo(0.68765, 5);
  // first four: 3225 against 15² + 10² + 80² + 0² = 6725
  expect(told.skillPersistence.score).toBeCloseTo(0.520446, 5);
  expect(told.heavy).toEqual({
    hits: 1,
    misses: 1,
    falseAlarms: 1,
    correctNegatives: 2,
    pod: 0.5,
    far: 0.5,
    ts: 1 / 3,
  });
});

test('by lead', () => {
  const leads = verifyByLead([...PAIRS].reverse());
  expect(leads.map(({ lead, figures }) => [lead, figures.n, figures.mae])).toEqual([
    [1, 2, 22.5],
    [2, 2, 20],
    [3, 1, null],
  ]);
});

test('what cannot be told is null, not zero', () => {
  const none = verifyForecasts([]);
  expect([
    none.n,
    none.level.rate,
    none.rmse,
    none.skillClimatology.score,
    none.heavy.pod,
    none.heavy.ts,
  ]).toEqual([0, null, null, null, null, null]);
  // A reference without error leaves no skill to gain.
  expect(verifyForecasts([pair(1, [50, 50, 50, 1], [50, 1], [50, 50])]).skillPersistence.score).toBeNull();
});

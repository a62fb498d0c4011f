import { expect, test } from 'vitest';
import { precisionOf } from './precision.ts';

test('precision is of what was decided, with the interval of Wilson', () => {
  const said = precisionOf({
    proposed: 100,
    discarded: { season: 5, irrigation: 3, natural: 2, outside: 7, duplicate: 4, approved: 1 },
    judged: { violation: 6, lawful: 2, allowed: 1, false: 3, natural: 1 },
  });
  expect(said).toMatchObject({ verified: 13, real: 10, unreal: 14 });
  expect(said.precision).toBeCloseTo(10 / 24, 12);
  // Computed apart (Newcombe 1998, method 3): p = 10/24, z = 1.959964.
  expect(said.lower).toBeCloseTo(0.2447, 3);
  expect(said.upper).toBeCloseTo(0.6117, 3);
  expect(said.problem).toBeCloseTo(6 / 13, 12);
});

test('one county of which it was published that 2 of 17 suspected spots had to be put right', () => {
  const { problem, problemLower, problemUpper } = precisionOf({
    proposed: 17,
    discarded: {},
    judged: { violation: 2, lawful: 15 },
  });
  expect(problem).toBeCloseTo(2 / 17, 12);
  expect(problemLower).toBeCloseTo(0.0329, 3);
  expect(problemUpper).toBeCloseTo(0.3434, 3);
});

test('nothing decided says nothing', () => {
  expect(precisionOf({ proposed: 3, discarded: { outside: 1 }, judged: {} })).toMatchObject({
    precision: null,
    lower: null,
    problem: null,
  });
});

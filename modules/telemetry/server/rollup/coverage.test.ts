import { expect, test } from 'vitest';
import { coverageOf } from './coverage.ts';

const MINUTE = 60_000;
const covered = (minutes: readonly number[], agreed: number | null) => {
  const { interval, minutes: each } = coverageOf(
    minutes.map((one) => one * MINUTE),
    agreed,
  );
  return [interval, each.reduce((a, b) => a + b, 0)];
};

test.each([
  ['one a minute, all there', Array.from({ length: 60 }, (_, i) => i), 1, [1, 60]],
  ['one every ten minutes', [0, 10, 20, 30, 40, 50], 10, [10, 60]],
  ['two of six lost', [0, 20, 30, 50], 10, [10, 40]],
  ['five a minute apart where ten were agreed', [0, 1, 2, 3, 4], 10, [10, 5]],
  ['an odd one between', [0, 10, 11, 20, 30, 40, 50], 10, [10, 60]],
  ['nobody agreed: three show it', [0, 20, 40], null, [20, 60]],
  ['nobody agreed: one shows nothing', [12], null, [null, 1]],
  ['nobody agreed: two may be the rest of sixty', [0, 30], null, [null, 2]],
  ['nobody agreed: one a minute, with a hole', [0, 1, 2, 30, 31], null, [1, 5]],
  ['one a day counts for its hour only', [0], 1_440, [1_440, 60]],
] as const)('%s', (_name, minutes, agreed, expected) => {
  expect(covered(minutes, agreed)).toEqual(expected);
});

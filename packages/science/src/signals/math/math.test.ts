import { describe, expect, test } from 'vitest';
import { binomialTail, chiSquare, fisherGreater, logOdds } from './counts.ts';
import { energyTest } from './energy.ts';
import { chiSquareTail, lnChoose, lnGamma } from './gamma.ts';
import { randomFrom, shuffle } from './random.ts';
import { lineOf, medianOf, typicalStep } from './series.ts';

test('ln Γ at known places', () => {
  expect(lnGamma(1)).toBeCloseTo(0, 12);
  expect(lnGamma(5)).toBeCloseTo(Math.log(24), 12);
  expect(lnGamma(0.5)).toBeCloseTo(Math.log(Math.sqrt(Math.PI)), 12);
  expect(Math.exp(lnChoose(49, 6))).toBeCloseTo(13_983_816, 4);
});

describe('χ²', () => {
  // Critical values as every table of the distribution prints them.
  test.each([
    [3.841459, 1, 0.05],
    [6.634897, 1, 0.01],
    [16.918978, 9, 0.05],
    [21.665994, 9, 0.01],
    [15.507313, 8, 0.05],
    [14.06714, 7, 0.05],
    [124.342113, 100, 0.05],
  ])('P(χ² ≥ %d, df %d) = %d', (x, df, p) => {
    expect(chiSquareTail(x, df)).toBeCloseTo(p, 6);
  });
  test('two degrees of freedom: e^(−x/2); nothing: 1', () => {
    for (const x of [0.1, 1, 5, 40]) expect(chiSquareTail(x, 2)).toBeCloseTo(Math.exp(-x / 2), 12);
    expect(chiSquareTail(0, 3)).toBe(1);
  });
  test('the sum itself: (12 − 10)²/10 + (8 − 10)²/10 = 0.8', () => {
    expect(chiSquare([12, 8], [10, 10])).toBeCloseTo(0.8, 12);
  });
});

describe('Fisher’s exact test', () => {
  test('the lady tasting tea: three of four right 17/70, all four 1/70', () => {
    expect(fisherGreater({ both: 3, first: 1, second: 1, neither: 3 })).toBeCloseTo(17 / 70, 12);
    expect(fisherGreater({ both: 4, first: 0, second: 0, neither: 4 })).toBeCloseTo(1 / 70, 12);
  });
  test('by hand: 2, 1, 3, 14: of C(20, 3) = 1140, C(5,2)·15 + C(5,3) = 160', () => {
    expect(fisherGreater({ both: 2, first: 1, second: 3, neither: 14 })).toBeCloseTo(160 / 1_140, 12);
  });
  test('an empty margin tells nothing', () => {
    expect(fisherGreater({ both: 0, first: 0, second: 5, neither: 5 })).toBe(1);
  });
  test('log odds with ½ added: (3.5 · 3.5)/(1.5 · 1.5)', () => {
    expect(logOdds({ both: 3, first: 1, second: 1, neither: 3 })).toBeCloseTo(Math.log(49 / 9), 12);
  });
});

test('binomial tails: eight or more heads of ten are 56/1024', () => {
  expect(binomialTail(8, 10, 0.5)).toBeCloseTo(56 / 1_024, 12);
  expect(binomialTail(0, 10, 0.5)).toBe(1);
  expect(binomialTail(1, 3, 0.2)).toBeCloseTo(1 - 0.8 ** 3, 12);
  expect(binomialTail(11, 10, 0.5)).toBe(0);
});

describe('energy distance', () => {
  const row = (...values: number[]) => values.map((value) => [value]);
  test('by hand: {0, 1} and {2, 4}: 2·2.5 − 0.5 − 1 = 3.5, over 5', () => {
    const { distance, h } = energyTest(row(0, 1), row(2, 4), { permutations: 0, seed: 1 });
    expect(distance).toBeCloseTo(3.5, 12);
    expect(h).toBeCloseTo(0.7, 12);
  });
  test('the same sample twice: no distance, p = 1', () => {
    expect(energyTest(row(1, 2, 3), row(1, 2, 3), { permutations: 19, seed: 1 })).toEqual({
      distance: 0,
      h: 0,
      p: 1,
    });
  });
  test('far samples: no permutation is as far; the same seed gives the same p', () => {
    const x = row(...Array.from({ length: 20 }, (_, i) => i / 20));
    const y = row(...Array.from({ length: 20 }, (_, i) => 10 + i / 20));
    expect(energyTest(x, y, { permutations: 99, seed: 7 }).p).toBe(0.01);
    const near = { permutations: 99, seed: 7 };
    expect(energyTest(x, row(0.4, 0.7, 1.1), near)).toEqual(energyTest(x, row(0.4, 0.7, 1.1), near));
  });
});

test('chance from a seed: the same again, all of a list once', () => {
  const [a, b] = [randomFrom(5), randomFrom(5)];
  expect(Array.from({ length: 5 }, a)).toEqual(Array.from({ length: 5 }, b));
  expect(shuffle([1, 2, 3, 4, 5], randomFrom(1)).sort()).toEqual([1, 2, 3, 4, 5]);
});

test('medians, steps and lines leave out what is missing', () => {
  const { NaN: none } = Number;
  expect(medianOf([3, none, 1, 2])).toBe(2);
  // Steps 2 and 4; the gap has none.
  expect(typicalStep([1, 3, 7, none, 100])).toBe(3);
  expect(lineOf([1, 2, 3, none], [3, 5, 7, 0])).toEqual({ slope: 2, intercept: 1, r: 1, n: 3 });
  expect(lineOf([1, 1, 1], [1, 2, 3])).toBeNull();
});

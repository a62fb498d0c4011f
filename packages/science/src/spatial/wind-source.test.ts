import { expect, test } from 'vitest';
import { evaluateWindSource, type WindCase } from './wind-source.ts';

const cases = (count: number, direction: number | null, speed: number, value: number): WindCase[] =>
  Array.from({ length: count }, () => ({ direction, speed, value }));

/** 100 cases with wind: 30 high of 40 from the east, 2 of 40 from the west, none of 20 from the north; 10 calms, 6 high. */
const YEAR = [
  ...cases(20, 90, 1.5, 80),
  ...cases(10, 95, 5, 90),
  ...cases(10, 84, 5, 20),
  ...cases(2, 270, 5, 70),
  ...cases(38, 265, 5, 10),
  ...cases(10, 355, 2.5, 15),
  ...cases(10, 5, 2.5, 15),
  ...cases(6, null, 0.2, 60),
  ...cases(4, null, 0, 10),
];

test('CPF by sectors, calms apart', () => {
  const told = evaluateWindSource({ cases: YEAR, threshold: 50, sectors: 8 });
  expect(told.n).toBe(100);
  expect(told.share).toBe(0.32);
  expect(told.calms).toEqual({ cases: 10, above: 6, mean: 40, probability: 0.6 });
  const [north, , east] = told.sectors;
  // 355° and 5° lie in one sector around north.
  expect(north).toMatchObject({ direction: 0, cases: 20, above: 0, probability: 0, lead: false });
  expect(east).toMatchObject({
    direction: 90,
    cases: 40,
    above: 30,
    probability: 0.75,
    mean: 67.5,
    lead: true,
  });
  expect(told.sectors[6]).toMatchObject({
    direction: 270,
    cases: 40,
    above: 2,
    probability: 0.05,
    lead: false,
  });
  expect(told.sectors[1]).toMatchObject({ cases: 0, mean: null, probability: null, lead: null });
  expect(told.problems.map((one) => one.code)).toEqual(['SPATIAL_CALMS_EXCLUDED']);
});

test("Wilson's interval of 30 of 40", () => {
  const { sectors } = evaluateWindSource({ cases: YEAR, threshold: 50, sectors: 8 });
  // z² = 3.841459: roots of (p − 0.75)² = z²·p(1 − p)/40, by the quadratic formula.
  const z2 = 3.841459;
  const [a, b, c] = [1 + z2 / 40, -(1.5 + z2 / 40), 0.5625];
  const root = Math.sqrt(b * b - 4 * a * c);
  expect(sectors[2]!.lower).toBeCloseTo((-b - root) / (2 * a), 6);
  expect(sectors[2]!.upper).toBeCloseTo((-b + root) / (2 * a), 6);
});

test('direction by speed: the low wind is what brings it', () => {
  const { bins } = evaluateWindSource({ cases: YEAR, threshold: 50, sectors: 8, speedBins: [2, 4] });
  expect(bins.filter((one) => one.direction === 90)).toEqual([
    { direction: 90, speedFrom: 0, speedTo: 2, cases: 20, above: 20, mean: 80, probability: 1 },
    { direction: 90, speedFrom: 4, speedTo: null, cases: 20, above: 10, mean: 55, probability: 0.5 },
  ]);
  expect(bins).toHaveLength(4);
});

test('the threshold is the 75th percentile of the cases with wind', () => {
  const winds = Array.from({ length: 21 }, (_, i) => ({ direction: 10, speed: 3, value: i }));
  const told = evaluateWindSource({ cases: winds });
  expect([told.threshold, told.share]).toEqual([15, 5 / 21]);
});

test('sums of the sectors are those of the whole, 360° is north, what is no wind is told', () => {
  const round = Array.from({ length: 361 }, (_, direction) => ({
    direction,
    speed: 2,
    value: direction % 3,
  }));
  const told = evaluateWindSource({
    cases: [...round, { direction: 400, speed: 2, value: 1 }],
    threshold: 1,
    sectors: 16,
  });
  expect(told.sectors.reduce((sum, one) => sum + one.cases, 0)).toBe(361);
  expect(told.sectors.reduce((sum, one) => sum + one.above, 0) / 361).toBeCloseTo(told.share!, 12);
  // −11.25 … 11.25: 349 … 359, 0 … 11, and 360.
  expect(told.sectors[0]!.cases).toBe(11 + 12 + 1);
  expect(told.problems[0]).toMatchObject({ code: 'SPATIAL_VALUE_INVALID', path: 'cases.361.direction' });
  expect(evaluateWindSource({ cases: [] }).problems[0]!.code).toBe('SPATIAL_TOO_FEW');
});

import { expect, test } from 'vitest';
import { evaluateDensity } from './density.ts';
import { clusterExceedances } from './exceedance-cluster.ts';
import { falseDiscovery } from './false-discovery.ts';
import { evaluateHotSpots } from './hot-spot.ts';

const line = (values: readonly number[]) => values.map((value, i) => ({ id: i, x: i * 10, y: 0, value }));

test('Gi* of five points on a line by hand', () => {
  // x̄ = 3, S² = ((−2)² + (−1)² + 0 + 1 + 2²)/5 = 2; band of one step.
  const { spots, distance } = evaluateHotSpots({ samples: line([1, 2, 3, 4, 5]), permutations: 0 });
  expect(distance).toBe(10);
  // End: W = 2, Σ(x − x̄) = −3: −3 / (√2·√((5·2 − 4)/4)). Middle: W = 3, 0. Second: −3 / (√2·√((15 − 9)/4)).
  const side = 3 / (Math.sqrt(2) * Math.sqrt(1.5));
  for (const [i, z] of [-side, -side, 0, side, side].entries()) expect(spots[i]!.z).toBeCloseTo(z, 12);
  // P(|Z| ≥ 1.7320508) of a table of the normal distribution: 2·(1 − 0.95837).
  expect(spots[0]!.p).toBeCloseTo(0.0833, 4);
  // Four of five tests at 0.0833: 0.0833·5/4.
  expect(spots[0]!.q).toBeCloseTo(0.10408, 4);
  expect(spots.map((one) => one.spot)).toEqual(Array(5).fill('none'));
});

test('inverse distances: the nearest weighs 1, twice as far a half', () => {
  const { spots } = evaluateHotSpots({
    samples: line([0, 0, 6]),
    weights: 'inverse',
    distance: 20,
    permutations: 0,
  });
  // First: w = 1, 1, ½; x − x̄ = −2, −2, 4: Σ = −2; W = 2.5, Σw² = 2.25; S² = 24/3 = 8; (3·2.25 − 6.25)/2 = ¼.
  expect(spots[0]!.z).toBeCloseTo(-2 / (Math.sqrt(8) * 0.5), 12);
  // The middle one has all at weight 1: nothing is left to compare with.
  expect(spots[1]!.z).toBeNull();
  expect(spots[1]!.spot).toBeNull();
});

test('a block of high values in a field of low ones is hot, and only it', () => {
  const samples = Array.from({ length: 100 }, (_, k) => {
    const [i, j] = [k % 10, Math.floor(k / 10)];
    return { x: i * 1_000, y: j * 1_000, value: i < 3 && j < 3 ? 90 : 10 + ((i * 7 + j * 3) % 5) };
  });
  const { spots, moran } = evaluateHotSpots({ samples, distance: 1_500, seed: 7 });
  const hot = spots.filter((one) => one.spot === 'hot');
  expect(hot.length).toBeGreaterThanOrEqual(9);
  expect(hot.every((one) => one.x <= 3_000 && one.y <= 3_000)).toBe(true);
  expect(spots[0]!.moran).toMatchObject({ quadrant: 'high-high', significant: true });
  expect(moran!.i).toBeGreaterThan(0.5);
  expect(moran!.p).toBe(1 / 1_000);
  expect(evaluateHotSpots({ samples, distance: 1_500, seed: 7 }).moran).toEqual(moran);
});

test("Moran's I by hand: four on a line rise, a chequerboard of four alternates", () => {
  // z = −1.5, −0.5, 0.5, 1.5: 2·(0.75 − 0.25 + 0.75) = 2.5, S₀ = 6, Σz² = 5: (4/6)·2.5/5 = 1/3.
  const rising = evaluateHotSpots({ samples: line([1, 2, 3, 4]), permutations: 0 });
  expect(rising.moran!.i).toBeCloseTo(1 / 3, 12);
  expect(rising.moran!.expected).toBeCloseTo(-1 / 3, 12);
  // Local, rows summing to 1: −1.5·(−0.5)/1.25 = 0.6; second: −0.5·(−1.5 + 0.5)/2/1.25 = 0.2.
  expect(rising.spots[0]!.moran).toMatchObject({ i: expect.closeTo(0.6, 12), quadrant: 'low-low', p: null });
  expect(rising.spots[1]!.moran!.i).toBeCloseTo(0.2, 12);
  const board = [0, 1, 1, 0].map((value, k) => ({ x: k % 2, y: Math.floor(k / 2), value }));
  const { moran } = evaluateHotSpots({ samples: board, distance: 1, permutations: 99 });
  expect(moran!.i).toBeCloseTo(-1, 12);
  // Of the orders, a third are chequered like this one: far from significant.
  expect(moran!.p).toBeGreaterThan(0.2);
});

test('Benjamini & Hochberg 1995, their example of 15 tests', () => {
  const p = [
    0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528,
    0.759, 1,
  ];
  // They reject the four smallest at 0.05.
  const q = falseDiscovery(p);
  expect(q.filter((one) => one <= 0.05)).toHaveLength(4);
  expect(q[3]).toBeCloseTo((0.0095 * 15) / 4, 12);
  // Not in order either: 0.0298·15/7 = 0.0639 is smaller than 0.0278·15/6 = 0.0695.
  expect(q[5]).toBeCloseTo((0.0298 * 15) / 7, 12);
  expect(falseDiscovery([...p].reverse())).toEqual([...q].reverse());
});

test('what cannot be analysed is told', () => {
  const codes = (samples: { x: number; y: number; value: number }[], more = {}) =>
    evaluateHotSpots({ samples, ...more }).problems.map((one) => one.code);
  expect(codes(line([1, 2]))).toEqual(['SPATIAL_TOO_FEW']);
  expect(codes(line([2, 2, 2]))).toEqual(['SPATIAL_VALUES_EQUAL']);
  expect(codes(line([1, 2, 4]), { distance: 5 })).toEqual(['SPATIAL_ISLANDS']);
  expect(evaluateHotSpots({ samples: line([1, 2, 4]), distance: 5 }).moran).toBeNull();
});

test('density: one event, both kernels by hand, and the volume of two', () => {
  const at = (kernel: 'quartic' | 'gaussian', d: number) =>
    evaluateDensity({
      events: [{ x: 0, y: 0, weight: 2 }],
      targets: [{ x: d, y: 0 }],
      kernel,
      bandwidth: 1_000,
    }).values[0];
  // A km of bandwidth: per km² K itself.
  expect(at('quartic', 0)).toBeCloseTo(6 / Math.PI, 12);
  expect(at('quartic', 500)).toBeCloseTo((6 / Math.PI) * 0.5625, 12);
  expect(at('quartic', 1_000)).toBe(0);
  expect(at('gaussian', 1_000)).toBeCloseTo(Math.exp(-0.5) / Math.PI, 12);
  const grid = { x: -2_000, y: -2_000, dx: 50, dy: 50, columns: 101, rows: 81 };
  const { values } = evaluateDensity({
    events: [
      { x: 0, y: 0 },
      { x: 700, y: 200 },
    ],
    grid,
    bandwidth: 1_000,
  });
  // Cells of 0.0025 km².
  expect(values.reduce((sum, one) => sum + one, 0) * 0.0025).toBeCloseTo(2, 3);
});

test("Silverman's rule: two events at ±300 m along x", () => {
  const { bandwidth } = evaluateDensity({
    events: [
      { x: -300, y: 0 },
      { x: 300, y: 0 },
    ],
    targets: [],
    kernel: 'gaussian',
  });
  // Variances 180 000 and 0, mean 90 000: σ = 300, 2^(−1/6).
  expect(bandwidth).toBeCloseTo(300 * 2 ** (-1 / 6), 9);
  expect(evaluateDensity({ events: [{ x: 1, y: 1 }], targets: [] }).problems[0]!.code).toBe(
    'SPATIAL_TOO_FEW',
  );
});

test('exceedances: together in space and time, in space only, in time only', () => {
  const hour = 3_600_000;
  const at = (x: number, h: number, value = 1) => ({ x, y: 0, time: h * hour, value });
  const events = [
    // One front of three places over four hours: a chain, its ends are not neighbours of each other.
    at(0, 0),
    at(1_000, 1, 3),
    at(2_000, 2),
    at(3_000, 4),
    // The same places a week later, too few.
    at(0, 168),
    at(1_000, 169),
    // At the time of the front, but far away.
    at(90_000, 1),
  ];
  const told = clusterExceedances({ events, metres: 1_500, hours: 2, minPoints: 3 });
  expect(told.clusters).toEqual([
    { members: [0, 1, 2, 3], from: 0, to: 4 * hour, x: 1_500, y: 0, radius: 1_500, places: 4, peak: 3 },
  ]);
  expect(told.alone).toEqual([6, 4, 5]);
  const pairs = clusterExceedances({ events, metres: 1_500, hours: 2, minPoints: 2 });
  expect(pairs.clusters.map((one) => one.members)).toEqual([
    [0, 1, 2, 3],
    [4, 5],
  ]);
  // A thousand at one place and time are one cluster.
  const crowd = Array.from({ length: 1_000 }, () => at(0, 0));
  expect(clusterExceedances({ events: crowd, metres: 1, hours: 1 }).clusters[0]!.members).toHaveLength(1_000);
  const border = [...[0, 0, 0].map((x) => at(x, 0)), at(10, 0), ...[20, 20, 20].map((x) => at(x, 0))];
  const two = clusterExceedances({ events: border, metres: 10, hours: 1, minPoints: 8 });
  expect([two.clusters.length, two.alone.length]).toEqual([0, 7]);
  // The one in the middle has all seven around it, and each side four with it: a bridge.
  const joined = clusterExceedances({ events: border, metres: 10, hours: 1, minPoints: 4 });
  expect(joined.clusters.map((one) => one.members)).toEqual([[0, 1, 2, 3, 4, 5, 6]]);
});

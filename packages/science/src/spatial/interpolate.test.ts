import { expect, test } from 'vitest';
import { evaluateIdw } from './idw.ts';
import { evaluateKriging } from './kriging.ts';
import { krigingSystem } from './ordinary-kriging.ts';
import { EARTH_RADIUS, pointsOf } from './points.ts';
import { empiricalVariogram } from './variogram.ts';
import { fitVariogram } from './variogram-fit.ts';
import { covariance, semivariance, type VariogramModel } from './variogram-model.ts';

test('IDW by hand: distances 1, 2 and 4, power 2', () => {
  const samples = [
    { x: 1, y: 0, value: 16 },
    { x: 0, y: 2, value: 4 },
    { x: -4, y: 0, value: 32 },
  ];
  const told = evaluateIdw({
    samples,
    targets: [
      { x: 0, y: 0 },
      { x: 1, y: 0 },
    ],
  });
  // (16/1 + 4/4 + 32/16) / (1 + 1/4 + 1/16) = 19 / (21/16)
  expect(told.values[0]).toBeCloseTo((19 * 16) / 21, 12);
  expect(told.values[1]).toBe(16);
  const near = evaluateIdw({ samples, targets: [{ x: 0, y: 0 }], radius: 3, power: 1 });
  expect(near.values[0]).toBeCloseTo((16 + 2) / 1.5, 12);
  const few = evaluateIdw({ samples, targets: [{ x: 0, y: 0 }], radius: 3, minNeighbours: 3 });
  expect(few.values[0]).toBeNaN();
  expect(few.problems.map((one) => one.code)).toEqual(['SPATIAL_NO_NEIGHBOURS']);
  expect(evaluateIdw({ samples, targets: [{ x: 0, y: 0 }], maxNeighbours: 1 }).values[0]).toBe(16);
});

test('IDW leave-one-out: two samples tell each other', () => {
  const samples = [
    { x: 0, y: 0, value: 10 },
    { x: 5, y: 0, value: 14 },
  ];
  expect(evaluateIdw({ samples, targets: [] }).crossValidation).toEqual({
    n: 2,
    meanError: 0,
    meanAbsoluteError: 4,
    rmse: 4,
    msdr: null,
  });
});

test('a degree along the equator is R·π/180', () => {
  const samples = [
    { x: 0, y: 0, value: 0 },
    { x: 3, y: 0, value: 9 },
  ];
  const told = evaluateIdw({ coordinates: 'lonlat', samples, targets: [{ x: 1, y: 0 }], power: 1 });
  // Distances 1 and 2 degrees: (0/1 + 9/2)/(1 + 1/2).
  expect(told.values[0]).toBeCloseTo(3, 9);
  const within = (radius: number) =>
    evaluateIdw({ coordinates: 'lonlat', samples, targets: [{ x: 1, y: 0 }], radius }).values[0];
  expect(within((EARTH_RADIUS * Math.PI) / 180 + 0.001)).toBe(0);
  expect(within((EARTH_RADIUS * Math.PI) / 180 - 0.001)).toBeNaN();
});

test('empirical variogram of four points on a line by hand', () => {
  const points = pointsOf(
    [0, 1, 2, 3].map((x) => ({ x, y: 0 })),
    'planar',
  );
  const { bins } = empiricalVariogram(points, [1, 2, 4, 8], { cutoff: 3, bins: 3 });
  // h = 1: (1 + 4 + 16)/6; h = 2: (9 + 36)/4; h = 3: 49/2
  expect(bins).toEqual([
    { pairs: 3, distance: 1, gamma: 3.5 },
    { pairs: 2, distance: 2, gamma: 11.25 },
    { pairs: 1, distance: 3, gamma: 24.5 },
  ]);
});

/** Sample variogram of log(zinc) of the Meuse data, as the documentation of gstat prints it: pairs, distance, γ. */
const MEUSE = [
  [57, 79.29244, 0.1234479],
  [299, 163.97367, 0.2162185],
  [419, 267.36483, 0.3027859],
  [457, 372.73542, 0.4121448],
  [547, 478.4767, 0.4634128],
  [533, 585.34058, 0.5646933],
  [574, 693.14526, 0.5689683],
  [564, 796.18365, 0.6186769],
  [589, 903.1465, 0.6471479],
  [543, 1011.29177, 0.6915705],
  [500, 1117.86235, 0.7033984],
  [477, 1221.3281, 0.603877],
  [452, 1329.16407, 0.6517158],
  [457, 1437.2562, 0.5665318],
  [415, 1543.20248, 0.5748227],
] as const;

test('Meuse zinc: the spherical model that gstat publishes (nugget 0.0507, sill 0.5906, range 897 m)', () => {
  const bins = MEUSE.map(([pairs, distance, gamma]) => ({ pairs, distance, gamma }));
  const { model } = fitVariogram(bins, 'spherical', 'pairs-over-distance')!;
  expect(model.nugget).toBeCloseTo(0.05066, 4);
  expect(model.partialSill).toBeCloseTo(0.5906, 4);
  expect(model.range).toBeCloseTo(897.0, 0);
});

test.each(['spherical', 'exponential', 'gaussian'] as const)(
  '%s: bins that lie on a model give it back',
  (kind) => {
    const model: VariogramModel = { kind, nugget: 2, partialSill: 7, range: 4_000 };
    const bins = [500, 1_000, 2_000, 3_000, 4_500, 6_000, 9_000].map((distance) => ({
      pairs: 100,
      distance,
      gamma: semivariance(model, distance),
    }));
    for (const weights of ['cressie', 'pairs-over-distance'] as const) {
      const fit = fitVariogram(bins, kind, weights)!;
      expect(fit.model.nugget).toBeCloseTo(2, 3);
      expect(fit.model.partialSill).toBeCloseTo(7, 3);
      expect(fit.model.range / 4_000).toBeCloseTo(1, 4);
      expect(fit.criterion).toBeLessThan(1e-9);
    }
  },
);

test('ordinary kriging: the worked example of Isaaks & Srivastava (1989), ch. 12', () => {
  const [xs, ys, v] = [
    [61, 63, 64, 68, 71, 73, 75],
    [139, 140, 129, 128, 140, 141, 128],
    [477, 696, 227, 646, 606, 791, 783],
  ];
  const samples = pointsOf(
    xs!.map((x, i) => ({ x, y: ys![i]! })),
    'planar',
  );
  // C(h) = 10 exp(−0.3 |h|)
  const system = krigingSystem(samples, v!, {
    kind: 'exponential',
    nugget: 0,
    partialSill: 10,
    range: 1 / 0.3,
  })!;
  const target = pointsOf([{ x: 65, y: 137 }], 'planar');
  const { value, variance } = system.at(target, 0);
  expect(value).toBeCloseTo(592.7, 0);
  expect(variance).toBeCloseTo(8.96, 2);
  const { weights, mu } = system.weightsAt(target, 0);
  for (const [i, printed] of [0.173, 0.318, 0.129, 0.086, 0.151, 0.057, 0.086].entries())
    expect(Math.abs(weights[i]! - printed)).toBeLessThan(0.0011);
  expect(mu).toBeCloseTo(0.907, 2);
});

test('three points solved by hand', () => {
  // Spherical, a = 2, C₁ = 1: C(1) = 1 − 0.75 + 0.0625 = 0.3125, C(2) = 0. Samples at −1, 1 and 3 on a line, target at 0.
  // c₀ = (5/16, 5/16, 0), C = 1: λ₁ = 5/16 + μ, λ₂ = 5/16 + μ, λ₃ = μ, Σ = 1: μ = 1/8, λ = (7/16, 7/16, 1/8).
  const samples = [-1, 1, 3].map((x, i) => ({ x, y: 0, value: [16, 32, 8][i]! }));
  const told = evaluateKriging({
    samples,
    targets: [
      { x: 0, y: 0 },
      { x: 1, y: 0 },
    ],
    variogram: { kind: 'spherical', nugget: 0, partialSill: 1, range: 2 },
  });
  expect(told.values[0]).toBeCloseTo(7 + 14 + 1, 12);
  // σ² = C(0) + μ − Σ λ c₀ = 1 + 1/8 − 2·(7/16)·(5/16)
  expect(told.variances[0]).toBeCloseTo(1.125 - 70 / 256, 12);
  expect(told.values[1]).toBeCloseTo(32, 12);
  expect(told.variances[1]).toBeCloseTo(0, 12);
  // Left out, each is the mean of the two others: no covariance within the range. σ² = 1 + 1/2, errors 4, −20, 16.
  expect(told.crossValidation!.meanError).toBeCloseTo(0, 12);
  expect(told.crossValidation!.rmse).toBeCloseTo(Math.sqrt((16 + 400 + 256) / 3), 12);
  expect(told.crossValidation!.msdr).toBeCloseTo(672 / 3 / 1.5, 12);
});

/** Solves A·x = b by elimination with pivots: another way than the product's. */
function solved(a: number[][], b: number[]): number[] {
  const m = a.map((row, i) => [...row, b[i]!]);
  for (let k = 0; k < m.length; k++) {
    const pivot = m.reduce(
      (best, row, i) => (i >= k && Math.abs(row[k]!) > Math.abs(m[best]![k]!) ? i : best),
      k,
    );
    [m[k], m[pivot]] = [m[pivot]!, m[k]!];
    for (let i = 0; i < m.length; i++) {
      if (i === k) continue;
      const factor = m[i]![k]! / m[k]![k]!;
      m[i] = m[i]!.map((one, j) => one - factor * m[k]![j]!);
    }
  }
  return m.map((row, i) => row[m.length]! / row[i]!);
}

test('the bordered system of twelve samples, and leaving each out of it, solved by elimination', () => {
  const model: VariogramModel = { kind: 'exponential', nugget: 0.3, partialSill: 2, range: 40 };
  const places = Array.from({ length: 12 }, (_, i) => ({
    x: (i * 37) % 101,
    y: (i * 53) % 89,
    value: (i * 29) % 17,
  }));
  const bordered = (samples: typeof places, at: { x: number; y: number }) => {
    const c = (a: { x: number; y: number }, b: { x: number; y: number }) =>
      covariance(model, Math.hypot(a.x - b.x, a.y - b.y));
    const a = [
      ...samples.map((one) => [...samples.map((other) => c(one, other)), 1]),
      [...samples.map(() => 1), 0],
    ];
    const b = [...samples.map((one) => c(one, at)), 1];
    const x = solved(a, b);
    return {
      value: samples.reduce((sum, one, i) => sum + x[i]! * one.value, 0),
      variance: 2.3 - b.reduce((sum, one, i) => sum + one * x[i]!, 0),
    };
  };
  const target = { x: 50, y: 40 };
  const told = evaluateKriging({ samples: places, targets: [target], variogram: model });
  expect(told.values[0]).toBeCloseTo(bordered(places, target).value, 9);
  expect(told.variances[0]).toBeCloseTo(bordered(places, target).variance, 9);
  // More of them than are solved together, and the last of them alone.
  const targets = Array.from({ length: 9 }, (_, k) => ({ x: 11 * k, y: 90 - 7 * k }));
  const many = evaluateKriging({ samples: places, targets, variogram: model });
  for (const [k, one] of targets.entries()) {
    expect(many.values[k]).toBeCloseTo(bordered(places, one).value, 9);
    expect(many.variances[k]).toBeCloseTo(bordered(places, one).variance, 9);
  }
  const left = places.map((one, i) => ({ one, ...bordered(places.toSpliced(i, 1), one) }));
  const mean = (values: number[]) => values.reduce((sum, one) => sum + one, 0) / values.length;
  expect(told.crossValidation!.rmse).toBeCloseTo(
    Math.sqrt(mean(left.map(({ one, value }) => (value - one.value) ** 2))),
    9,
  );
  expect(told.crossValidation!.msdr).toBeCloseTo(
    mean(left.map(({ one, value, variance }) => (value - one.value) ** 2 / variance)),
    9,
  );
  // A moving neighbourhood that holds all of them is the same system.
  const moving = evaluateKriging({ samples: places, targets: [target], variogram: model, maxNeighbours: 12 });
  expect(moving.values[0]).toBeCloseTo(told.values[0]!, 9);
  expect(moving.crossValidation!.rmse).toBeCloseTo(told.crossValidation!.rmse, 9);
  // Of the nearest four: the system of those alone.
  const four = places
    .toSorted((a, b) => Math.hypot(a.x - 50, a.y - 40) - Math.hypot(b.x - 50, b.y - 40))
    .slice(0, 4);
  const local = evaluateKriging({ samples: places, targets: [target], variogram: model, maxNeighbours: 4 });
  expect(local.values[0]).toBeCloseTo(bordered(four, target).value, 9);
});

test('samples of one place are merged, equal values and too few are told', () => {
  const line = [0, 1, 2, 3, 4, 5, 6].map((x) => ({ x: x * 100, y: 0, value: x % 3 }));
  const twice = evaluateKriging({
    samples: [...line, { x: 0, y: 0, value: 4 }],
    targets: [{ x: 0, y: 0 }],
    cutoff: 500,
  });
  expect(twice.n).toBe(7);
  expect(twice.values[0]).toBeCloseTo(2, 6);
  expect(twice.problems.map((one) => one.code)).toContain('SPATIAL_DUPLICATES_MERGED');
  const codes = (input: Parameters<typeof evaluateKriging>[0]) =>
    evaluateKriging(input).problems.map((one) => one.code);
  expect(codes({ samples: line.map((one) => ({ ...one, value: 5 })), targets: [] })).toEqual([
    'SPATIAL_VALUES_EQUAL',
  ]);
  expect(codes({ samples: line.slice(0, 2), targets: [] })).toEqual(['SPATIAL_TOO_FEW']);
});

test('a grid runs along x first; its cells are its targets one by one', () => {
  const samples = [0, 1, 2, 3].map((i) => ({ x: 80 + i, y: 40 + ((i * 7) % 3), value: i * i }));
  const variogram = { kind: 'gaussian', nugget: 0.1, partialSill: 2, range: 200_000 } as const;
  const grid = { x: 80, y: 40, dx: 0.5, dy: 0.25, columns: 4, rows: 3 };
  const whole = evaluateKriging({ coordinates: 'lonlat', samples, grid, variogram });
  const one = evaluateKriging({ coordinates: 'lonlat', samples, targets: [{ x: 81, y: 40.5 }], variogram });
  expect(whole.values).toHaveLength(12);
  expect(whole.values[2 * 4 + 2]).toBeCloseTo(one.values[0]!, 12);
});

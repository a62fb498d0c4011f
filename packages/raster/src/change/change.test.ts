import { describe, expect, test } from 'vitest';
import { chiSquare, chiSquareQuantile } from '../chi-square.ts';
import { addInto, countInto, distributionOf, floatBins, quantile } from '../histogram.ts';
import { product, symmetricEigen, transposed } from '../linear.ts';
import { normalOf, randomOf } from '../testkit/random.ts';
import { irMad, madExpression } from './mad.ts';
import { thresholdOf } from './thresholds.ts';

test('χ²: tabulated values (Abramowitz & Stegun, table 26.8)', () => {
  for (const [share, degrees, x] of [
    [0.95, 1, 3.841459],
    [0.99, 1, 6.634897],
    [0.95, 5, 11.070498],
    // The thresholds of CCDC: 15.086 of five bands.
    [0.99, 5, 15.086272],
    [0.5, 10, 9.341818],
    [0.001, 10, 1.478743],
  ] as const) {
    expect(chiSquareQuantile(share, degrees)).toBeCloseTo(x, 5);
    expect(chiSquare(x, degrees)).toBeCloseTo(share, 6);
  }
});

test('eigenvectors of a symmetric matrix', () => {
  const a = [
    [4, 1, 0.5],
    [1, 3, -1],
    [0.5, -1, 2],
  ];
  const { values, vectors } = symmetricEigen(a);
  const back = product(
    product(
      vectors,
      values.map((v, i) => values.map((_, j) => (i === j ? v : 0))),
    ),
    transposed(vectors),
  );
  for (const [i, row] of a.entries())
    for (const [j, value] of row.entries()) expect(back[i]![j]).toBeCloseTo(value, 12);
  expect(values).toEqual([...values].sort((x, y) => y - x));
});

test('bins without a range: order, signs, joining, quantiles', () => {
  const one = floatBins();
  const two = floatBins();
  countInto(one, Float32Array.of(-1000, -0.001, 0, 0.001), null);
  countInto(two, Float32Array.of(3, 1e9, Number.NaN, Infinity, -9999), -9999);
  addInto(one, two);
  const d = distributionOf(one);
  expect(d.total).toBe(6);
  expect([...d.values]).toEqual([...d.values].sort((a, b) => a - b));
  [-1000, -0.001, 0, 0.001, 3, 1e9].forEach((value, i) => {
    expect(Math.abs(d.values[i]! - value)).toBeLessThanOrEqual(Math.abs(value) * 0.008 + 1e-30);
  });
  expect(quantile(d, 0.5)).toBeCloseTo(0, 9);
});

describe('thresholds', () => {
  const random = randomOf(5);
  const normal = normalOf(random);
  const values = Float64Array.from({ length: 200_000 }, (_, i) =>
    i % 20 === 0 ? 0.5 + 0.05 * normal() : Math.abs(0.1 + 0.03 * normal()),
  );
  const bins = floatBins();
  countInto(bins, values, null);
  const d = distributionOf(bins);
  test('each divides two hills between them', () => {
    expect(thresholdOf(d, 'otsu')).toBeGreaterThan(0.18);
    expect(thresholdOf(d, 'otsu')).toBeLessThan(0.42);
    // Entropy gives the foot of the larger hill to the smaller one: within three deviations of it.
    expect(thresholdOf(d, 'kapur')).toBeGreaterThan(0.15);
    expect(thresholdOf(d, 'kapur')).toBeLessThan(0.42);
    // Median 0.1 and deviation 0.03, moved a little by the twentieth part.
    expect(thresholdOf(d, 'mad', 3)).toBeCloseTo(0.19, 1);
  });
  test('one value only is told', () => {
    const same = floatBins();
    countInto(same, new Float64Array(100).fill(2), null);
    expect(() => thresholdOf(distributionOf(same), 'otsu')).toThrow(
      expect.objectContaining({ code: 'RASTER_UNIFORM' }),
    );
  });
});

describe('IR-MAD', () => {
  const random = randomOf(11);
  const normal = normalOf(random);
  const n = 20_000;
  const scene = () => new Float64Array(n);
  const [r1, n1, r2, n2] = [scene(), scene(), scene(), scene()];
  const changed = new Uint8Array(n);
  for (let i = 0; i < n; i++) {
    const ground = normal();
    const plants = normal();
    r1[i] = 0.2 + 0.05 * ground + 0.004 * normal();
    n1[i] = 0.3 + 0.05 * plants - 0.02 * ground + 0.004 * normal();
    // The second sensor sees the same ground through another gain and offset.
    r2[i] = 0.05 + 1.3 * r1[i]! + 0.004 * normal();
    n2[i] = -0.02 + 0.8 * n1[i]! + 0.004 * normal();
    if (i % 25 === 0) {
      changed[i] = 1;
      r2[i]! += 0.1;
      n2[i]! -= 0.1;
    }
  }
  test('settles, sees through gain and offset, and tells changed from unchanged', () => {
    const found = irMad([r1, n1], [r2, n2]);
    expect(found.end).toBe('settled');
    expect(found.weight).toBeGreaterThan(0.1);
    expect(found.correlations[0]!).toBeGreaterThan(0.98);
    const plain = irMad([r1, n1], [r2, n2], { maxIterations: 1 });
    expect(found.correlations[1]!).toBeGreaterThan(plain.correlations[1]!);
    const z = (i: number) => {
      let sum = 0;
      for (let k = 0; k < 2; k++) {
        const u =
          found.a[k]![0]! * (r1[i]! - found.meansA[0]!) + found.a[k]![1]! * (n1[i]! - found.meansA[1]!);
        const v =
          found.b[k]![0]! * (r2[i]! - found.meansB[0]!) + found.b[k]![1]! * (n2[i]! - found.meansB[1]!);
        sum += (u - v) ** 2 / found.variances[k]!;
      }
      return sum;
    };
    const bins = floatBins();
    const magnitudes = Float64Array.from({ length: n }, (_, i) => Math.sqrt(z(i)));
    countInto(bins, magnitudes, null);
    const threshold = thresholdOf(distributionOf(bins), 'otsu');
    let [hit, miss, wrong] = [0, 0, 0];
    for (let i = 0; i < n; i++) {
      const told = magnitudes[i]! > threshold;
      if (told && changed[i]) hit++;
      else if (changed[i]) miss++;
      else if (told) wrong++;
    }
    expect(hit / (hit + miss)).toBeGreaterThan(0.99);
    expect(wrong / n).toBeLessThan(0.01);
    expect(madExpression(found, ['a', 'b'], ['c', 'd'])).toMatch(/^sqrt\(/);
  });
  test('canonical variates have unit variance and the correlations told', () => {
    const { a, b, correlations } = irMad([r1, n1], [r2, n2], { maxIterations: 1 });
    const variate = (vector: number[], x: Float64Array, y: Float64Array) =>
      Float64Array.from(x, (value, i) => vector[0]! * value + vector[1]! * y[i]!);
    const mean = (x: Float64Array) => x.reduce((s, v) => s + v, 0) / n;
    const cov = (x: Float64Array, y: Float64Array) => {
      const [mx, my] = [mean(x), mean(y)];
      return x.reduce((s, v, i) => s + (v - mx) * (y[i]! - my), 0) / n;
    };
    for (const k of [0, 1]) {
      const [u, v] = [variate(a[k]!, r1, n1), variate(b[k]!, r2, n2)];
      expect(cov(u, u)).toBeCloseTo(1, 6);
      expect(cov(v, v)).toBeCloseTo(1, 6);
      expect(cov(u, v)).toBeCloseTo(correlations[k]!, 6);
    }
  });
  test('scenes that have nothing in common: it ends and says why', () => {
    const other = Float64Array.from({ length: n }, () => normal());
    const another = Float64Array.from({ length: n }, () => normal() ** 3);
    const found = irMad([r1, n1], [other, another], { maxIterations: 30 });
    expect(found.iterations).toBeLessThanOrEqual(30);
    expect(['settled', 'iterations', 'weight']).toContain(found.end);
  });
  test('constant bands are told, a ridge takes them', () => {
    const flat = new Float64Array(n).fill(3);
    expect(() => irMad([r1, flat], [r2, n2])).toThrow(
      expect.objectContaining({ code: 'RASTER_NO_VALID_CELLS' }),
    );
    expect(irMad([r1, flat], [r2, n2], { ridge: 1e-3 }).correlations[0]!).toBeGreaterThan(0.9);
  });
});

import { describe, expect, test } from 'vitest';
import { assessAccuracy, sampleSize } from './accuracy.ts';
import { rasterErrors } from './errors.ts';
import { randomOf } from './testkit/random.ts';

/** Olofsson et al. 2014, the worked example: ten million pixels of 30 m. */
const AREAS = [200_000, 150_000, 3_200_000, 6_450_000];
const COUNTS = [
  [66, 0, 5, 4],
  [0, 55, 8, 12],
  [1, 0, 153, 11],
  [2, 1, 9, 313],
];
const CLASSES = ['deforestation', 'forest gain', 'stable forest', 'stable non-forest'];

describe('the published example', () => {
  const hectares = AREAS.map((pixels) => pixels * 0.09);
  const { overall, classes, totalArea, sampled } = assessAccuracy({
    classes: CLASSES,
    counts: COUNTS,
    areas: hectares,
  });
  test('area of deforestation is 21 158 ± 6 158 ha', () => {
    expect(totalArea).toBeCloseTo(900_000, 6);
    expect(sampled).toBe(640);
    expect(classes[0]!.area.value!).toBeCloseTo(21_158, -0.5);
    expect(Math.round(classes[0]!.area.value!)).toBe(21_158);
    expect(Math.round(classes[0]!.area.margin!)).toBe(6_158);
    expect(classes[0]!.mapArea).toBe(18_000);
  });
  test('accuracies with their intervals, two digits as printed', () => {
    const printed = ({ value, margin }: { value: number | null; margin: number | null }) =>
      `${value!.toFixed(2)} ± ${margin!.toFixed(2)}`;
    expect(printed(overall)).toBe('0.95 ± 0.02');
    expect(classes.map(({ user }) => printed(user))).toEqual([
      '0.88 ± 0.07',
      '0.73 ± 0.10',
      '0.93 ± 0.04',
      '0.96 ± 0.02',
    ]);
    expect(classes.map(({ producer }) => producer.value!.toFixed(2))).toEqual([
      '0.75',
      '0.85',
      '0.93',
      '0.96',
    ]);
  });
  test('producer’s accuracies are ratios of totals: the same errors by that estimator (Stehman 2014)', () => {
    const total = AREAS.reduce((a, b) => a + b, 0);
    for (const [j, { producer }] of classes.entries()) {
      // y: mapped as j and so in the reference; x: so in the reference. Over the units of each stratum.
      let [sumY, sumX] = [0, 0];
      const moments = COUNTS.map((row, h) => {
        const n = row.reduce((a, b) => a + b, 0);
        const x = row[j]! / n;
        const y = h === j ? x : 0;
        sumY += AREAS[h]! * y;
        sumX += AREAS[h]! * x;
        // s² of a variable of zeros and ones; x and y are the same in stratum j, y is 0 in the others.
        const xx = (n * x * (1 - x)) / (n - 1);
        return { n, xx, yy: h === j ? xx : 0, xy: h === j ? xx : 0 };
      });
      const ratio = sumY / sumX;
      const variance = moments.reduce(
        (sum, { n, xx, yy, xy }, h) => sum + (AREAS[h]! ** 2 * (yy + ratio ** 2 * xx - 2 * ratio * xy)) / n,
        0,
      );
      expect(producer.value!).toBeCloseTo(ratio, 12);
      expect(producer.error!).toBeCloseTo(Math.sqrt(variance) / sumX, 12);
      expect(sumX / total).toBeCloseTo(classes[j]!.area.value! / totalArea, 12);
    }
  });
  test('641 units would give an overall accuracy with a standard error of 0.01', () => {
    expect(sampleSize(AREAS, [0.7, 0.6, 0.9, 0.95], 0.01)).toBe(641);
  });
});

test('intervals hold what is true: repeated samples of a simulated map', () => {
  const random = randomOf(5);
  // What the three map classes of a country really are.
  const mix = [
    [0.85, 0.1, 0.05],
    [0.05, 0.9, 0.05],
    [0.02, 0.03, 0.95],
  ];
  const areas = [100, 300, 600];
  const truth = [0, 1, 2].map((j) => areas.reduce((sum, area, i) => sum + area * mix[i]![j]!, 0));
  const producer = [0, 1, 2].map((j) => (areas[j]! * mix[j]![j]!) / truth[j]!);
  const overall = areas.reduce((sum, area, i) => sum + area * mix[i]![i]!, 0) / 1_000;
  const trials = 1_000;
  const held = { area: [0, 0, 0], producer: [0, 0, 0], overall: 0 };
  const mean = [0, 0, 0];
  for (let trial = 0; trial < trials; trial++) {
    const counts = mix.map((shares) => {
      const row = [0, 0, 0];
      for (let n = 0; n < 400; n++) {
        const r = random();
        row[r < shares[0]! ? 0 : r < shares[0]! + shares[1]! ? 1 : 2]!++;
      }
      return row;
    });
    const found = assessAccuracy({ classes: ['a', 'b', 'c'], counts, areas });
    const holds = ({ value, margin }: { value: number | null; margin: number | null }, wanted: number) =>
      Math.abs(value! - wanted) <= margin! ? 1 : 0;
    held.overall += holds(found.overall, overall);
    for (const [j, one] of found.classes.entries()) {
      held.area[j]! += holds(one.area, truth[j]!);
      held.producer[j]! += holds(one.producer, producer[j]!);
      mean[j]! += one.area.value! / trials;
    }
  }
  for (const [j, wanted] of truth.entries()) expect(Math.abs(mean[j]! / wanted - 1)).toBeLessThan(0.01);
  for (const count of [...held.area, ...held.producer, held.overall]) {
    expect(count / trials).toBeGreaterThan(0.925);
    expect(count / trials).toBeLessThan(0.975);
  }
});

test('a class that the sample never met has no producer’s accuracy', () => {
  const { classes } = assessAccuracy({
    classes: ['a', 'b'],
    counts: [
      [0, 10],
      [0, 20],
    ],
    areas: [1, 2],
  });
  expect(classes[0]).toMatchObject({
    user: { value: 0 },
    producer: { value: null },
    area: { value: 0, margin: 0 },
  });
});

test.each([
  [{ classes: ['a'], counts: [[1]], areas: [1] }, 'fewer than two units'],
  [
    {
      classes: ['a', 'a'],
      counts: [
        [2, 0],
        [0, 2],
      ],
      areas: [1, 1],
    },
    'names twice',
  ],
  [{ classes: ['a', 'b'], counts: [[2, 0]], areas: [1, 1] }, 'no square'],
  [{ classes: ['a'], counts: [[2.5]], areas: [1] }, 'half a unit'],
  [{ classes: ['a'], counts: [[2]], areas: [0] }, 'no area'],
])('%o is refused: %s', (input) => {
  expect(() => assessAccuracy(input)).toThrow(expect.objectContaining({ code: rasterErrors.parameter.code }));
});

import { describe, expect, test } from 'vitest';
import { assessAccuracy } from './accuracy.ts';
import { assessStratified, type StratifiedUnits } from './accuracy-strata.ts';
import { rasterErrors } from './errors.ts';

/** Stehman 2014, the hypothetical sample of 40 units: ten of each of four strata. */
const STRATA = new Map([
  ['1', 40_000],
  ['2', 30_000],
  ['3', 20_000],
  ['4', 10_000],
]);
const MAP = 'AAAAAAABBB ABBBBBBBBB BBCCCCCCBB DDDDDDDDDD'.split(' ');
const REFERENCE = 'AAAAACBABC ABBBBBAABB CCCCCDDBBA DDDDDDDCCB'.split(' ');
const UNITS: StratifiedUnits[] = MAP.flatMap((row, i) =>
  [...row].map((map, k) => ({ stratum: `${i + 1}`, map, reference: REFERENCE[i]![k]!, count: 1 })),
);

describe('the example of Stehman 2014', () => {
  const found = assessStratified({ units: UNITS, strata: STRATA, finite: true });
  const of = (name: string) => found.classes.find((one) => one.name === name)!;
  test('overall accuracy 0.63, standard error 0.085', () => {
    expect(found.overall.value!).toBeCloseTo(0.63, 12);
    expect(found.overall.error!).toBeCloseTo(0.085, 3);
    expect(found).toMatchObject({ total: 100_000, sampled: 40 });
  });
  test('class B: user’s accuracy 0.574 (0.125), producer’s 0.794 (0.116)', () => {
    expect(of('B').user.value!).toBeCloseTo(0.574, 3);
    expect(of('B').user.error!).toBeCloseTo(0.125, 2);
    expect(of('B').producer.value!).toBeCloseTo(0.794, 3);
    expect(of('B').producer.error!).toBeCloseTo(0.116, 2);
  });
  test('area of A is 0.35 of all (0.082), of C 0.20 (0.064)', () => {
    expect(of('A').area.value! / found.total).toBeCloseTo(0.35, 12);
    expect(of('A').area.error! / found.total).toBeCloseTo(0.082, 3);
    expect(of('C').area.value! / found.total).toBeCloseTo(0.2, 12);
    expect(of('C').area.error! / found.total).toBeCloseTo(0.064, 3);
  });
  test('shares of the matrix are of the whole', () => {
    const all = found.shares.flat().reduce((a, b) => a + b, 0);
    expect(all).toBeCloseTo(1, 12);
    const diagonal = found.names.reduce((sum, _, i) => sum + found.shares[i]![i]!, 0);
    expect(diagonal).toBeCloseTo(found.overall.value!, 12);
  });
});

test('where strata are the map’s classes it is the estimator of Olofsson et al.', () => {
  const classes = ['a', 'b', 'c'];
  const counts = [
    [66, 5, 4],
    [1, 55, 8],
    [9, 1, 153],
  ];
  const areas = [200, 150, 3_200];
  const one = assessAccuracy({ classes, counts, areas });
  const other = assessStratified({
    units: counts.flatMap((row, i) =>
      row.map((count, j) => ({
        stratum: classes[i]!,
        map: classes[i]!,
        reference: classes[j]!,
        count,
      })),
    ),
    strata: new Map(classes.map((name, i) => [name, areas[i]!])),
  });
  expect(other.overall.value!).toBeCloseTo(one.overall.value!, 12);
  expect(other.overall.error!).toBeCloseTo(one.overall.error!, 12);
  for (const [i, { user, producer, area }] of one.classes.entries()) {
    expect(other.classes[i]!.user.value!).toBeCloseTo(user.value!, 12);
    expect(other.classes[i]!.user.error!).toBeCloseTo(user.error!, 12);
    expect(other.classes[i]!.producer.value!).toBeCloseTo(producer.value!, 12);
    expect(other.classes[i]!.producer.error!).toBeCloseTo(producer.error!, 12);
    expect(other.classes[i]!.area.value!).toBeCloseTo(area.value!, 9);
    expect(other.classes[i]!.area.error!).toBeCloseTo(area.error!, 9);
  }
});

test.each([
  [{ units: UNITS.slice(0, 21), strata: STRATA }, 'a stratum of which less than two units were drawn'],
  [{ units: [{ ...UNITS[0]!, stratum: '5' }], strata: STRATA }, 'a stratum without size'],
  [{ units: [], strata: STRATA }, 'nothing drawn'],
  [{ units: UNITS, strata: new Map([...STRATA, ['1', 0]]) }, 'a stratum of no size'],
])('refused: %#, %s', (input) => {
  expect(() => assessStratified(input)).toThrow(
    expect.objectContaining({ code: rasterErrors.parameter.code }),
  );
});

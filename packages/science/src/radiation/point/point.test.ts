import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { evaluateCordon } from './cordon.ts';
import { evaluateInverseSquare } from './inverse-square.ts';
import { evaluateLocate } from './locate.ts';
import { evaluatePointSource } from './source.ts';
import { evaluateStay } from './stay.ts';

const codes = (result: { problems: readonly { code: string }[] }) => result.problems.map((one) => one.code);
const IR = { nuclide: 'Ir-192', activity: 1.48e12 };

describe('point source', () => {
  test.each([
    [1, 205_868],
    [3, 22_874],
    [10, 2_059],
  ])('1.48 TBq of Ir-192 at %d m: %d µSv/h', (distance, rate) => {
    // 139.1 × 1480 / r².
    expect(evaluatePointSource({ ...IR, distance }).rate).toBeCloseTo(rate, -0.5);
  });
  test('distances of 100, 15 and 2.5 µSv/h', () => {
    const { distances } = evaluatePointSource(IR);
    const at = (level: number) => distances.find((one) => one.level === level)!.distance;
    expect([at(100), at(15), at(2.5)]).toEqual([
      expect.closeTo(45.4, 1),
      expect.closeTo(117.2, 1),
      expect.closeTo(287, 1),
    ]);
  });
  test('20 mm of lead at 3 m: 2357 µSv/h; a shield never raises a rate', () => {
    const result = evaluatePointSource({ ...IR, distance: 3, shield: { material: '铅', thickness: 20 } });
    expect([result.rate, result.bareRate]).toEqual([
      expect.closeTo(2_357, -0.5),
      expect.closeTo(22_874, -0.5),
    ]);
    expect(codes(result)).toContain('RADIATION_SHIELD_THICK');
    fc.assert(
      fc.property(fc.double({ min: 1e-3, max: 500, noNaN: true }), (thickness) => {
        const { rate, bareRate } = evaluatePointSource({
          ...IR,
          distance: 2,
          shield: { material: 'steel', thickness },
        });
        expect(rate).toBeLessThan(bareRate!);
      }),
    );
  });
  test('two shields multiply; a half-value layer of one’s own', () => {
    const shields = [
      { thickness: 6.1, material: 'lead' },
      { thickness: '2 cm', hvl: 10 },
    ];
    expect(evaluatePointSource({ ...IR, distance: 1, shields }).transmission).toBeCloseTo(1 / 8, 12);
  });
  test('the formula sheet of radiographers: 40 Ci, 7.5 µSv/h, constant 130: 160.2 m', () => {
    for (const constant of [130, 'practice'] as const) {
      const { distances } = evaluatePointSource({
        nuclide: 'Ir-192',
        activity: '40 Ci',
        constant,
        level: 7.5,
      });
      expect(distances[0]!.distance).toBeCloseTo(160.2, 1);
    }
  });
  test('what is wrong is told', () => {
    expect(codes(evaluatePointSource({ nuclide: 'Sr-90', activity: 1e9 }))).toEqual([
      'RADIATION_GAMMA_CONSTANT_UNKNOWN',
    ]);
    expect(codes(evaluatePointSource({ ...IR, activity: -5 }))).toEqual(['RADIATION_MEMBER_INVALID']);
    expect(
      codes(evaluatePointSource({ ...IR, distance: 1, shield: { material: 'wood', thickness: 5 } })),
    ).toContain('RADIATION_HALF_VALUE_LAYER_UNKNOWN');
    expect(codes(evaluatePointSource({ ...IR, distance: 0.1 }))).toContain('RADIATION_TOO_NEAR_FOR_A_POINT');
  });
});

describe('stay', () => {
  test('2 mSv/h: 25 h to 50 mSv, 24.5 h after 1 mSv, own budget of 5', () => {
    const { stay } = evaluateStay({ rate: '2 mSv/h', budget: 5, received: 1 });
    expect(stay.map((one) => [one.id, one.hours])).toEqual([
      ['own', 2],
      ['collective', 24.5],
      ['severe', 249.5],
      ['life', 499.5],
    ]);
  });
  test('a budget that is spent, a rate at which nobody enters, none at all', () => {
    expect(codes(evaluateStay({ rate: 150_000, received: 60 }))).toEqual([
      'RADIATION_NO_ENTRY',
      'RADIATION_BUDGET_SPENT',
    ]);
    expect(evaluateStay({ rate: 0 }).stay[0]!.hours).toBeNull();
  });
});

test('inverse square: 530 R/h at 5 ft is 132.5 R/h at 10 ft', () => {
  const result = evaluateInverseSquare({ rate: '530 R/h', from: '5 ft', to: '10 ft' });
  expect([result.rate, result.unit]).toEqual([132.5, 'R/h']);
  expect(evaluateInverseSquare({ rate: 530, from: 5, to: 10 }).rate).toBe(132.5);
  expect(evaluateInverseSquare({ rate: 400, from: 2, level: 100 }).distance).toBe(4);
});

describe('cordon', () => {
  test('1.48 TBq of Ir-192 bare: the computed 45.4 m pass the 30 m of the table', () => {
    const result = evaluateCordon({ ...IR, situation: 'damaged_source' });
    expect([result.radius, result.table]).toEqual([expect.closeTo(45.4, 1), 30]);
  });
  test('never below the table; a measured rate widens', () => {
    expect(evaluateCordon({ nuclide: 'Cs-137', activity: 1e6, situation: 'major_spill' }).radius).toBe(100);
    // 900 µSv/h at 20 m: 100 µSv/h at 60 m.
    expect(evaluateCordon({ rate: 900, distance: 20 }).radius).toBe(60);
    expect(evaluateCordon({ situation: 'suspected_rdd' })).toMatchObject({ radius: 400, atLeast: true });
  });
});

describe('locate', () => {
  const field = (source: [number, number], strength: number, at: [number, number][]) =>
    at.map(([x, y]) => ({ x, y, rate: strength / ((x - source[0]) ** 2 + (y - source[1]) ** 2) }));
  const AROUND: [number, number][] = [
    [3, 4],
    [-6, 8],
    [0, -5],
    [-10, 0],
  ];
  test('exact readings of 1000 µSv·m²/h at the origin', () => {
    // Distances 5, 10, 5, 10, 10: 40, 10, 40, 10, 10 µSv/h.
    const readings = [...AROUND, [8, 6]].map(([x, y], i) => ({
      x: x!,
      y: y!,
      rate: [40, 10, 40, 10, 10][i]!,
    }));
    const result = evaluateLocate({ readings, nuclide: 'Cs-137' });
    expect(result.place!.x).toBeCloseTo(0, 4);
    expect(result.place!.y).toBeCloseTo(0, 4);
    // 1000 / 92.5 GBq.
    expect(result.place!.activity! / 1e9).toBeCloseTo(10.811, 2);
    expect([result.quality, result.candidates.length]).toEqual(['good', 1]);
  });
  test('the first four of them also fit a place on the other side within 4 %, which is told', () => {
    const readings = AROUND.map(([x, y], i) => ({ x, y, rate: [40, 10, 40, 10][i]! }));
    const result = evaluateLocate({ readings });
    expect([result.candidates.length, result.quality, codes(result)]).toEqual([
      2,
      'poor',
      ['RADIATION_LOCATE_AMBIGUOUS'],
    ]);
    const { x, y, strength } = result.candidates[1]!;
    for (const one of readings) {
      const model = strength / ((x! - one.x) ** 2 + (y! - one.y) ** 2);
      expect(Math.abs(model / one.rate - 1)).toBeLessThan(0.04);
    }
  });
  test('anywhere, of any strength, with a background', () => {
    const coordinate = fc.double({ min: -8, max: 8, noNaN: true });
    fc.assert(
      fc.property(coordinate, coordinate, fc.double({ min: 10, max: 1e6, noNaN: true }), (x, y, strength) => {
        const places: [number, number][] = [...AROUND, [9, -7], [7, 9]];
        fc.pre(places.every(([px, py]) => Math.hypot(px - x, py - y) > 0.5));
        const readings = field([x, y], strength, places).map((one) => ({ ...one, rate: one.rate + 0.1 }));
        const { place } = evaluateLocate({ readings, background: 0.1 });
        expect(Math.hypot(place!.x! - x, place!.y! - y)).toBeLessThan(0.01);
        expect(place!.strength / strength).toBeCloseTo(1, 2);
      }),
      { numRuns: 40 },
    );
  });
  test('degrees: a source 30 m north of the first reading', () => {
    // A minute of latitude at 44° is 1851.9 m of the ellipsoid (111.12 km a degree).
    const degree = 111_123;
    const north = (m: number) => 44 + m / degree;
    const readings = [
      { lat: north(0), lon: 87, rate: 1_000 / 900 },
      { lat: north(20), lon: 87, rate: 1_000 / 100 },
      { lat: north(30), lon: 87.000_25, rate: 1_000 / 20.06 ** 2 },
      { lat: north(40), lon: 87.000_25, rate: 1_000 / (20.06 ** 2 + 100) },
    ];
    const { place } = evaluateLocate({ readings });
    expect((place!.lat! - 44) * degree).toBeCloseTo(30, 0);
    expect((place!.lon! - 87) * 80_240).toBeCloseTo(0, 0);
  });
  test('in a line there is a place on either side', () => {
    const line: [number, number][] = [
      [0, 0],
      [5, 0],
      [10, 0],
      [15, 0],
    ];
    const result = evaluateLocate({ readings: field([6, 4], 500, line) });
    expect(codes(result)).toContain('RADIATION_READINGS_IN_LINE');
    expect(result.candidates.map((one) => Math.round(one.y!)).sort((a, b) => a - b)).toEqual([-4, 4]);
    expect(result.quality).toBe('poor');
  });
  test('three readings cannot be checked; two are too few; equal readings at the corners of a square', () => {
    const three = evaluateLocate({ readings: field([1, 1], 100, AROUND.slice(0, 3)) });
    expect(codes(three)).toContain('RADIATION_LOCATE_NO_CHECK');
    expect(evaluateLocate({ readings: field([1, 1], 100, AROUND.slice(0, 2)) }).quality).toBe(
      'not-determined',
    );
    const below = AROUND.map(([x, y]) => ({ x, y, rate: 0.1 }));
    const none = evaluateLocate({ readings: below, background: 0.1 });
    expect([none.place, none.quality, codes(none).at(-1)]).toEqual([
      null,
      'not-determined',
      'RADIATION_READINGS_TOO_FEW',
    ]);
  });
});

test('whatever comes in, an answer comes out', () => {
  fc.assert(
    fc.property(fc.object(), fc.anything(), (input, x) => {
      for (const evaluate of [
        evaluatePointSource,
        evaluateStay,
        evaluateInverseSquare,
        evaluateCordon,
        evaluateLocate,
      ] as ((given: never) => { problems: readonly unknown[] })[]) {
        expect(Array.isArray(evaluate(input as never).problems)).toBe(true);
        expect(
          Array.isArray(
            evaluate({ ...input, rate: x, readings: [x, x, x, x], nuclide: x, activity: x } as never)
              .problems,
          ),
        ).toBe(true);
      }
    }),
  );
});

describe('what cannot be read gives no figure', () => {
  test('a shield that is not known: no rate behind it, no distance, no stay; the bare rate stands', () => {
    for (const wrong of [
      { material: 'paper', thickness: 3 },
      { material: 'lead' },
      { material: 'lead', thickness: -3 },
      { shields: 'lead' },
      { shields: [{ material: 'lead', thickness: 6.1 }, {}] },
    ]) {
      const result = evaluatePointSource({ ...IR, distance: 1, level: 100, budget: 5, ...wrong } as never);
      expect([result.rate, result.distances[0]!.distance, result.stay]).toEqual([null, null, []]);
      expect(result.bareRate).toBeCloseTo(205_868, 0);
      expect(result.problems.length).toBeGreaterThan(0);
    }
  });
  test('a dose received before that is no dose: no stay', () => {
    for (const received of [-1, 'much'])
      expect(evaluateStay({ rate: 100, budget: 1, received })).toMatchObject({
        stay: [],
        problems: [{ code: 'RADIATION_MEMBER_INVALID' }],
      });
  });
  test('a situation that is not known has no radius', () => {
    const result = evaluateCordon({ situation: 'fire', ...IR });
    expect([result.radius, codes(result)]).toEqual([null, ['RADIATION_MEMBER_INVALID']]);
  });
});

test('no activity: no rate, and every level is reached at the source', () => {
  const result = evaluatePointSource({ nuclide: 'Ir-192', activity: 0, distance: 1, level: 100 });
  expect([result.rate, result.distances[0]!.distance, result.problems]).toEqual([0, 0, []]);
});

test('inverse square to a level in another unit of the same quantity', () => {
  // √(1000/250) = 2; 1 R/h is 1000 mR/h, √(1000/40) = 5.
  expect(evaluateInverseSquare({ rate: '1 mSv/h', from: 1, level: '250 µSv/h' }).distance).toBeCloseTo(2, 9);
  expect(evaluateInverseSquare({ rate: '1 R/h', from: 1, level: '40 mR/h' }).distance).toBeCloseTo(5, 9);
  expect(codes(evaluateInverseSquare({ rate: '1 mSv/h', from: 1, level: '5 R/h' }))).toEqual([
    'RADIATION_MEMBER_INVALID',
  ]);
});

test('half an hour at 3 m behind 6.1 mm of lead', () => {
  // 139.1 × 1480 / 9 / 2 = 11 437.1 µSv/h; half an hour of it, 5.71856 mSv.
  const shield = { material: 'lead', thickness: 6.1 };
  const of = (hours: number | string) => evaluatePointSource({ ...IR, distance: 3, shield, hours }).mSv!;
  expect([of(0.5), of('30 min')]).toEqual([expect.closeTo(5.718_56, 5), expect.closeTo(5.718_56, 5)]);
  expect(evaluatePointSource({ ...IR, hours: 1 }).mSv).toBeNull();
});

test('a background that is none moves the place: nothing is located', () => {
  const readings = [3, -6, 9].map((x, i) => ({ x, y: 2 * i, rate: 40 + i }));
  const result = evaluateLocate({ nuclide: 'Cs-137', readings, background: -1 } as never);
  expect([result.place, result.quality, codes(result)]).toEqual([
    null,
    'not-determined',
    ['RADIATION_MEMBER_INVALID'],
  ]);
});

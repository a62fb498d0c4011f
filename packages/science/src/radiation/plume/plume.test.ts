import { PLUME_TABLES, type StabilityClass } from '@tarim/standards';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { evaluatePlume } from './evaluate.ts';
import { depletion } from './gauss.ts';
import { sigmasAt } from './sigma.ts';
import { evaluateSrs19 } from './srs19.ts';

const setOf = (id: string) => PLUME_TABLES.data.sets.find((one) => one.id === id)!;
const codes = (result: { problems: readonly { code: string }[] }) => result.problems.map((one) => one.code);

describe('sigmas', () => {
  test.each([
    ['briggs_rural', 'B', 152.554, 120],
    ['briggs_rural', 'D', 76.277, 37.947],
    ['briggs_rural', 'F', 38.139, 12.308],
    ['briggs_urban', 'D', 135.225, 122.788],
    ['isc3_rural_pasquill_gifford', 'D', 68.127, 32.093],
    ['eimutis_konicek', 'D', 75.32, 31.516],
    ['turner_1970_fit', 'D', 64.152, 29.58],
    // 0.06·1000^0.92 and 0.15·1000^0.7
    ['puff_slade_ccps', 'D', 34.526, 18.884],
  ] as const)('%s, class %s at 1 km', (id, stability, y, z) => {
    const sigma = sigmasAt(setOf(id), stability, 1_000);
    expect(sigma.y).toBeCloseTo(y, 2);
    expect(sigma.z).toBeCloseTo(z, 2);
  });
  test('asked for alone, without wind and release', () => {
    const result = evaluatePlume({ set: 'briggs_urban', stability: 'd', x: [1_000] } as never);
    expect([result.sigmas[0]!.y, result.sigmas[0]!.z, result.problems]).toEqual([
      expect.closeTo(135.225, 2),
      expect.closeTo(122.788, 2),
      [],
    ]);
  });
  test('grow with distance, whatever the set and the class', () => {
    const distance = fc.double({ min: 100, max: 9_000, noNaN: true });
    const one = fc.constantFrom(...PLUME_TABLES.data.sets);
    const stability = fc.constantFrom<StabilityClass[]>('A', 'B', 'C', 'D', 'E', 'F');
    fc.assert(
      fc.property(one, stability, distance, (set, letter, x) => {
        const [near, far] = [sigmasAt(set, letter, x), sigmasAt(set, letter, x * 1.1)];
        expect(far.y).toBeGreaterThan(near.y);
      }),
    );
  });
});

describe('plume', () => {
  const at = (input: object) => evaluatePlume(input as never).points[0]!;
  test('Turner’s first problem: 3 g/s, 7 m/s, σ 190 and 65 m: 1.1e-5 g/m³', () => {
    expect(at({ Q: 3, u: 7, x: 3_000, sy: 190, sz: 65 }).concentration! * 1e5).toBeCloseTo(1.1, 1);
  });
  test('CCPS: 0.1 kg/s, 2 m/s, σ 18.1023 and 8.4974 m: 1.0347e-4 kg/m³', () => {
    const { concentration } = at({ Q: 0.1, u: 2, x: 500, sigmaY: 18.1023, sigmaZ: 8.4974 });
    expect(concentration! * 1e4).toBeCloseTo(1.0347, 4);
  });
  test.each([
    ['A', [2.284015e-14, 1.501547e-5, 9.310282e-6, 9.083901e-7, 5.80936e-8]],
    ['B', [5.841151e-22, 8.54595e-7, 1.689223e-5, 6.94809e-6, 1.27177e-6]],
    ['C', [7.956708e-42, 2.634809e-9, 7.15625e-6, 1.175554e-5, 3.538472e-6]],
  ])('Hukkoo and Bapat, class %s, 100 m high', (stability, expected) => {
    const x = [100, 300, 700, 1_600, 4_000];
    const { points } = evaluatePlume({
      set: 'eimutis_konicek',
      stability,
      Q: 1,
      wind: 1,
      height: 100,
      x,
    } as never);
    expect(points.map((one, i) => one.concentration! / expected[i]!)).toEqual(
      x.map(() => expect.closeTo(1, 5)),
    );
  });
  test('off the axis: one σy aside e^−½, and reflection doubles at the ground', () => {
    const base = { stability: 'D', Q: 1, wind: 5, x: 1_000 };
    const axis = at(base).concentration!;
    expect(at({ ...base, y: at(base).sigmaY }).concentration! / axis).toBeCloseTo(Math.exp(-0.5), 9);
    // 1/(π·5·76.277·37.947): twice that of a plume in free air.
    expect(axis * 1e5).toBeCloseTo(2.1994, 3);
  });
  test('wind profile: 4 m/s at 10 m is 4·10^0.15 at 100 m in class D', () => {
    const result = evaluatePlume({ stability: 'D', wind: 4, windHeight: 10, height: 100, Q: 1, x: 1_000 });
    expect(result.u).toBeCloseTo(5.6501, 3);
    expect(result.points[0]!.arrival).toBeCloseTo(1_000 / 5.6501, 1);
  });
  test('under a lid it is well mixed: Q/(√(2π)·u·σy·L)', () => {
    const { concentration } = at({ sigmaY: 200, sigmaZ: 100, wind: 4, Q: 1, lid: 120, x: 2_000 });
    expect(concentration! * 1e6).toBeCloseTo(4.1556, 3);
  });
  test('the band holds the neighbours: B and C and D', () => {
    const point = at({ stability: 'C', Q: 1, wind: 3, x: 1_000 });
    const single = ['B', 'C', 'D'].map(
      (stability) => at({ stability, Q: 1, wind: 3, x: 1_000 }).concentration!,
    );
    expect(point.band).toEqual({
      of: 'concentration',
      classes: ['B', 'C', 'D'],
      min: Math.min(...single),
      max: Math.max(...single),
    });
  });
  test('a puff: A·2/((2π)^1.5·σ³) in its middle, e^−½ one σ behind', () => {
    const base = { mode: 'puff', stability: 'D', released: 1e9, wind: 2, x: 1_000 };
    const middle = at({ ...base, time: 500 });
    const expected = 2e9 / ((2 * Math.PI) ** 1.5 * middle.sigmaY ** 2 * middle.sigmaZ);
    expect(middle.concentration! / expected).toBeCloseTo(1, 9);
  });
  test('a puff is as wide as its way: σ at u·t, not where one stands; at the start it is nowhere else', () => {
    const base = { mode: 'puff', stability: 'D', released: 1e9, wind: 2, x: 1_000 };
    // The middle is at 1200 m: σy = 0.06·1200^0.92 = 40.8318, σz = 0.15·1200^0.70 = 21.4545; 200 m behind it,
    // 2·10⁹/((2π)^1.5·σy²·σz)·exp(−200²/2σy²) = 3550.14 × 6.16926·10^−6.
    const late = at({ ...base, time: 600 });
    expect([late.sigmaY, late.sigmaZ]).toEqual([expect.closeTo(40.8318, 3), expect.closeTo(21.4545, 3)]);
    expect(late.concentration!).toBeCloseTo(0.021902, 5);
    expect(at({ ...base, time: 0 }).concentration).toBe(0);
  });
  test('a member that cannot be read is not answered by its default; a puff needs what was released', () => {
    const good = { stability: 'D', wind: 5, released: 1e12, nuclide: 'Cs-137', x: 1_000 };
    for (const wrong of [
      { rain: 'much' },
      { height: -3 },
      { lid: 0 },
      { mode: 'blob' },
      { age: 'child' },
      { z: -1 },
    ])
      expect(evaluatePlume({ ...good, ...wrong } as never)).toMatchObject({
        points: [],
        problems: expect.arrayContaining([expect.objectContaining({ code: 'RADIATION_MEMBER_INVALID' })]),
      });
    const rate = evaluatePlume({ mode: 'puff', stability: 'D', wind: 5, Q: 1, x: 1_000, time: 100 } as never);
    expect(codes(rate)).toContain('RADIATION_MEMBER_MISSING');
    expect(evaluateSrs19({ nuclide: 'Co-60', chiQ: 1e-6, release: 1e6, form: 'X' }).adult).toBeNull();
  });
  test('SRS-19 with units: 1 TBq/a and 10⁶/31 536 000 MBq/s are the same', () => {
    const of = (one: object) =>
      evaluateSrs19({ nuclide: 'Co-60', chiQ: 1e-6, form: 'M', ...one }).concentration!;
    // 10¹² / 31 536 000 × 10⁻⁶
    expect(of({ release: '1 TBq/a' })).toBeCloseTo(0.0317098, 7);
    expect(of({ releaseRate: '0.0317098 MBq/s' })).toBeCloseTo(0.0317098, 7);
  });
  test('Y-90 on the ground: 64.1 h leave (1 − e^(−λ·7 d))/λ of seven days', () => {
    // λ = ln 2/2.6708 d = 0.259528/d; (1 − e^(−1.816695))/λ = 3.22677 d = 278 793 s. 147·10⁻¹⁸ Sv/s per Bq/m².
    const point = at({ released: 1e12, nuclide: 'Y-90', form: 'M', stability: 'D', wind: 5, x: 1_000 });
    expect(point.dose!.ground / (point.deposit! * 1.47e-16 * 278_793 * 1e3)).toBeCloseTo(1, 4);
  });
  test('what is wrong is told', () => {
    const good = { stability: 'D', wind: 5, Q: 1, x: 1_000 } as const;
    expect(codes(evaluatePlume({ ...good, set: 'nobody' }))).toContain('RADIATION_SIGMA_SET_UNKNOWN');
    expect(codes(evaluatePlume({ ...good, x: 50 }))).toContain('RADIATION_PLUME_OUT_OF_RANGE');
    expect(codes(evaluatePlume({ ...good, wind: 0.5 }))).toContain('RADIATION_PLUME_CALM');
    expect(codes(evaluatePlume({ ...good, stability: 'G' as never }))).toEqual(['RADIATION_MEMBER_INVALID']);
    expect(
      evaluatePlume({ ...good, stability: undefined, sun: 'strong', wind: 2.5 } as never).stability,
    ).toBe('B');
  });
});

describe('release to dose', () => {
  const RELEASE = { released: '1 TBq', stability: 'D', wind: 5, height: 0, x: 1_000 } as const;
  test.each([
    ['Cs-137', 0.2856, 5.608e-4, 0.08932, 0.015],
    ['Ir-192', 0.04834, 7.83e-4, 0.1214, 0.01974],
  ])('1 TBq of %s at 1 km', (nuclide, inhalation, cloud, groundRate, ground) => {
    const [point] = evaluatePlume({ ...RELEASE, nuclide }).points;
    expect(point!.integrated! / 2.199e7).toBeCloseTo(1, 3);
    expect(point!.deposit! / 6.598e4).toBeCloseTo(1, 3);
    const dose = point!.dose!;
    for (const [value, expected] of [
      [dose.inhalation!, inhalation],
      [dose.cloud, cloud],
      [dose.groundRate, groundRate],
      [dose.ground, ground],
    ] as const)
      expect(value / expected).toBeCloseTo(1, 2);
  });
  test('rain: Λ = 8e-5·R^0.8 washes the column', () => {
    const [point] = evaluatePlume({ ...RELEASE, nuclide: 'Cs-137', rain: 1 }).points;
    // 8e-5·1e12/(√(2π)·5·76.277)
    expect(point!.wetDeposit! / 83_684).toBeCloseTo(1, 3);
    expect(point!.deposit).toBeCloseTo(point!.dryDeposit! + point!.wetDeposit!, 6);
  });
  test('depletion of a plume whose σz is a constant s: exp(−√(2/π)·v·(x−1)/(u·s))', () => {
    expect(depletion(() => 50, 1_000, 5, 0, 0.01)).toBeCloseTo(
      Math.exp(-Math.sqrt(2 / Math.PI) * 0.002 * 19.98),
      5,
    );
    const with_ = evaluatePlume({ ...RELEASE, nuclide: 'Cs-137', depletion: true }).points[0]!;
    const without = evaluatePlume({ ...RELEASE, nuclide: 'Cs-137' }).points[0]!;
    expect(with_.integrated!).toBeLessThan(without.integrated!);
  });
});

test('SRS-19: Co-60, 1 Bq/s, type M', () => {
  const result = evaluateSrs19({ nuclide: 'Co-60', chiQ: 1.2156766e-7, release: 31_536_000, form: 'M' });
  expect(result.adult!.inhalation! / 1.0212e-8).toBeCloseTo(1, 4);
  // 1400 m³/a and 4.2e-8 Sv/Bq of infants.
  expect(result.infant!.inhalation! / 7.1482e-9).toBeCloseTo(1, 4);
  // 1.2156766e-7·1.18e-13·31536000·1000
  expect(result.adult!.submersion / 4.52387e-10).toBeCloseTo(1, 4);
  // (1 − e^(−λ·1825))/λ with λ = ln2/(5.2713·365.25 d): 1338.4 d; ·1.2156766e-7·1000·1.54e-15·31536000·1000
  expect(result.adult!.ground / 7.902e-6).toBeCloseTo(1, 3);
  expect(codes(evaluateSrs19({ nuclide: 'Xx-1', chiQ: 1, release: 1 }))).toEqual([
    'RADIATION_DOSE_COEFFICIENT_UNKNOWN',
  ]);
});

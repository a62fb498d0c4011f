import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { example } from '../golden.fixture.ts';
import { evaluateNoise, type NoiseInput } from './evaluate.ts';

/** What is told beside the doubt about GB 3096, which every answer of it tells. */
const codes = (input: NoiseInput) =>
  evaluateNoise(input)
    .problems.map((one) => one.code)
    .filter((code) => code !== 'NOISE_LIMITS_UNVERIFIED');
const START = Date.parse('2026-05-01T00:00:00+08:00');

describe('levels of day and night', () => {
  test('NOISE-1: Ldn', () => {
    const { in: input, out } = example('NOISE-1');
    const result = evaluateNoise({ zone: '2', ...input });
    expect(result.Ldn).toBeCloseTo(out.Ldn, 2);
    expect(result.verdict).toBe('meets');
  });
  test('hours between 6 and 22 are day; where a notice moves them, that is told', () => {
    const Leq = Array.from({ length: 24 }, (_, hour) => (hour >= 8 ? 60 : 40));
    const standard = evaluateNoise({ zone: '2', start: START, Leq });
    // Two of sixteen day hours at 40, two of eight night hours at 60.
    expect(standard.Ld).toBeCloseTo(10 * Math.log10((14 * 1e6 + 2 * 1e4) / 16), 9);
    expect(standard.Ln).toBeCloseTo(10 * Math.log10((2 * 1e6 + 6 * 1e4) / 8), 9);
    expect(standard.verdict).toBe('exceeds');
    const local = evaluateNoise({ zone: '2', start: START, Leq, dayHours: { from: 8, to: 24 } });
    expect([local.Ld, local.Ln, local.verdict]).toEqual([60, 40, 'meets']);
    expect(codes({ zone: '2', start: START, Leq, dayHours: { from: 8, to: 24 } })).toEqual([
      'NOISE_DAY_HOURS_LOCAL',
    ]);
  });
  test('three quarters of the hours are needed', () => {
    const Leq = Array.from({ length: 24 }, (_, hour) => (hour < 7 ? null : 50));
    const result = evaluateNoise({ zone: '2', start: START, Leq });
    expect([result.Ld === null, result.Ln]).toEqual([false, null]);
    expect(codes({ zone: '2', start: START, Leq })).toEqual(['NOISE_TOO_FEW_HOURS']);
  });
  test('equal levels all day give themselves, the night 10 dB more never lowers Ldn', () => {
    fc.assert(
      fc.property(fc.integer({ min: 300, max: 900 }), fc.integer({ min: 300, max: 900 }), (d, n) => {
        const { Ldn } = evaluateNoise({ zone: '3', Ld: d / 10, Ln: n / 10 });
        const most = Math.max(d / 10, n / 10 + 10);
        return Ldn! <= most + 1e-9 && Ldn! >= Math.min(d / 10, n / 10 + 10) - 1e-9;
      }),
    );
  });
});

describe('limits', () => {
  test.each([
    ['GB 3096-2008', '4b', 70, 60],
    ['GB 3096-2008', '0', 50, 40],
    ['GB 12348-2008', '4a', 70, 55],
    ['GB 22337-2008', '1', 55, 45],
    ['GB 12523-2011', '', 70, 55],
  ] as const)('%s zone %s', (standard, zone, day, night) => {
    const at = evaluateNoise({ standard, zone, Ld: day, Ln: night });
    expect([at.verdict, ...at.items.map((one) => one.limit)]).toEqual(['meets', day, night]);
    const above = evaluateNoise({ standard, zone, Ld: day + 0.1, Ln: night });
    expect([above.verdict, above.items[0]!.excess]).toEqual(['exceeds', 0.1]);
  });
  test('single events at night: 15 dB, frequent ones of a plant 10', () => {
    const lmax = (input: NoiseInput) => evaluateNoise({ Ln: 40, ...input }).items.at(-1)!;
    expect(lmax({ zone: '2', LmaxNight: 65 })).toMatchObject({ limit: 65, verdict: 'meets' });
    const plant = { standard: 'GB 12348-2008', zone: '2', LmaxNight: 61 } as const;
    expect(lmax({ ...plant, peak: 'frequent' })).toMatchObject({ limit: 60, verdict: 'exceeds' });
    expect(lmax({ ...plant, peak: 'occasional' })).toMatchObject({ limit: 65, verdict: 'meets' });
  });
  test('indoors: 10 dB less beside a boundary, tables of their own for what the structure carries', () => {
    const near = evaluateNoise({ standard: 'GB 12348-2008', zone: '2', Ld: 51, nearBuilding: true });
    expect(near.items[0]).toMatchObject({ limit: 50, verdict: 'exceeds' });
    const room = evaluateNoise({
      standard: 'GB 12348-2008',
      zone: '3',
      room: 'A',
      Ln: 35,
      octaves: { night: [72, 55, 43, 35.5, 29] },
    });
    expect(room.items.map((one) => [one.item, one.limit, one.verdict])).toEqual([
      ['Ln', 35, 'meets'],
      ['31.5 Hz night', 72, 'meets'],
      ['63 Hz night', 55, 'meets'],
      ['125 Hz night', 43, 'meets'],
      ['250 Hz night', 35, 'exceeds'],
      ['500 Hz night', 29, 'meets'],
    ]);
  });
  test('in wind of 5 m/s nothing is judged', () => {
    const calm = { zone: '2', Ld: 70, weather: { wind: 4.9 } };
    expect(evaluateNoise(calm).verdict).toBe('exceeds');
    const windy = evaluateNoise({ ...calm, weather: { wind: 5 } });
    expect([windy.verdict, windy.problems[0]!.code]).toEqual(['not-judged', 'NOISE_WEATHER']);
  });
});

test('which limits were verified', () => {
  const last = (input: NoiseInput) => evaluateNoise({ zone: '1', Ld: 50, ...input }).problems.at(-1)?.code;
  expect([last({}), last({ standard: 'GB 12348-2008' })]).toEqual(['NOISE_LIMITS_UNVERIFIED', undefined]);
});

test('what is wrong is told', () => {
  expect(codes({ zone: '5', Ld: 1 })).toEqual(['NOISE_ZONE_UNKNOWN']);
  expect(codes({ zone: '2' })).toEqual(['NOISE_NOTHING_GIVEN']);
  expect(codes({ zone: '2', Ld: 50, background: 40 })).toEqual(['NOISE_BACKGROUND_NOT_CORRECTED']);
  expect(codes({ zone: '2', Ld: 50, dayHours: { from: 22, to: 6 } })).toEqual(['NOISE_DAY_HOURS_INVALID']);
  expect(codes({ standard: 'GB 22337-2008', zone: '2', room: 'A', Ld: 50 })).toContain(
    'NOISE_INDOOR_NOT_COVERED',
  );
  fc.assert(
    fc.property(fc.anything(), fc.anything(), (one, other) => {
      const given = {
        zone: '2',
        Ld: one,
        start: START,
        Leq: [other],
        octaves: one,
        weather: other,
        room: 'A',
      };
      expect(Array.isArray(evaluateNoise({ standard: 'GB 12348-2008', ...given } as never).items)).toBe(true);
      expect(evaluateNoise({ ...given, standard: one, zone: other, dayHours: other } as never).items).toEqual(
        [],
      );
    }),
  );
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { example } from '../golden.fixture.ts';
import { evaluateBackground } from './background.ts';
import { evaluateDose } from './dose.ts';
import { type CategoryInput, evaluateSourceCategory } from './source-category.ts';

const DAY = 86_400_000;
const codes = (result: { problems: readonly { code: string }[] }) => result.problems.map((one) => one.code);

describe('category of sources', () => {
  test.each([
    'SRC-Co-60-1.1e+14',
    'SRC-Ir-192-3.7e+12',
    'SRC-Cs-137-3.7e+09',
    'SRC-Am-241/Be-3.7e+10',
    'SRC-Cs-137-1e+09',
  ])('%s', (id) => {
    const { in: input, out } = example(id);
    expect(evaluateSourceCategory({ nuclide: input.nuclide, activity: input.Bq }).category).toBe(
      out.category,
    );
  });
  test.each([
    ['Co-60', 3e13, 'I'],
    ['Co-60', 2.9999e13, 'II'],
    ['Se-75', 3e12, 'II'],
    ['Am-241/Be', 1e9, 'IV'],
    ['Co-60', 1e5, 'V'],
    ['Co-60', 99_999, 'exempt'],
  ] as const)('bounds are inclusive: %s %d Bq is %s', (nuclide, activity, category) => {
    expect(evaluateSourceCategory({ nuclide, activity }).category).toBe(category);
  });
  test.each([
    ['Ir-192', 1.48e12, 120, 4.797e11],
    ['Se-75', 3e12, 365, 3.629e11],
    ['Cs-137', 1.2e12, 3652.5, 9.537e11],
  ] as const)('%s decays from II to III', (nuclide, activity, days, left) => {
    const [source] = evaluateSourceCategory({ nuclide, activity, measuredAt: 0, at: days * DAY }).sources;
    expect([source!.given!.category, source!.now!.category]).toEqual(['II', 'III']);
    expect(source!.now!.activity / left).toBeCloseTo(1, 3);
  });
  test('several at one place: Σ A/D, an aid', () => {
    const sources = [
      { nuclide: 'Co-60', activity: 1.5e10 },
      { nuclide: 'Cs-137', activity: 5e10 },
    ];
    const result = evaluateSourceCategory({ sources });
    // 0.5 + 0.5 of D: each IV, together III.
    expect(result.sources.map((one) => one.given!.category)).toEqual(['IV', 'IV']);
    expect([result.aggregate, codes(result)]).toEqual([
      { ratio: 1, category: 'III' },
      ['RADIATION_AGGREGATE_AID'],
    ]);
    const partly = evaluateSourceCategory({ sources: [...sources, { nuclide: 'Xx-1', activity: 1 }] });
    expect(codes(partly)).toContain('RADIATION_AGGREGATE_PARTIAL');
  });
  test('rows from memory, and a nuclide that two collections tell apart', () => {
    expect(codes(evaluateSourceCategory({ nuclide: 'Zn-65', activity: 1e11 }))).toEqual([
      'RADIATION_CATEGORY_UNVERIFIED',
    ]);
    const doubtful = evaluateSourceCategory({ nuclide: 'Ge-68', activity: 1e12 });
    expect(doubtful.category).toBe('II');
    expect(doubtful.problems[0]!.message).toContain('II by the first, III by the second');
  });
  test.each([
    ['0405CS000013', { producer: '04', year: 2005, nuclide: 'Cs-137', serial: '00001', category: 'III' }],
    ['US98NNA00015', { producer: 'US', year: 1998, nuclide: null, serial: 'A0001', category: 'V' }],
  ])('code %s', (code, parts) => {
    expect(
      evaluateSourceCategory({ code, nuclide: 'Cs-137', activity: 1e11 }).sources[0]!.code,
    ).toMatchObject(parts);
  });
  test.each(['0405CS00001', '0405CS000017', ''])('code %s is refused', (code) => {
    const result = evaluateSourceCategory({ code, nuclide: 'Cs-137', activity: 1e11 });
    expect(codes(result)).toEqual(['RADIATION_SOURCE_CODE_INVALID']);
  });
  test('a code that contradicts the source', () => {
    const result = evaluateSourceCategory({ code: '0405CO000013', nuclide: 'Cs-137', activity: 1e9 });
    expect(codes(result)).toEqual(['RADIATION_SOURCE_CODE_NUCLIDE', 'RADIATION_SOURCE_CODE_CATEGORY']);
  });
  test('what is wrong is told', () => {
    expect(codes(evaluateSourceCategory({}))).toEqual(['RADIATION_NUCLIDE_UNKNOWN']);
    expect(codes(evaluateSourceCategory({ nuclide: 'Co-60', activity: -1 }))).toEqual([
      'RADIATION_ACTIVITY_INVALID',
    ]);
    const source = { nuclide: 'Co-60', activity: 1e9 };
    expect(codes(evaluateSourceCategory({ ...source, at: 1 }))).toEqual(['RADIATION_DATE_INVALID']);
    expect(codes(evaluateSourceCategory({ ...source, measuredAt: 2, at: 1 }))).toEqual([
      'RADIATION_DATES_REVERSED',
    ]);
    fc.assert(
      fc.property(fc.anything(), fc.anything(), fc.anything(), (a, b, c) => {
        for (const given of [
          { sources: a },
          { sources: [a, { nuclide: b, activity: c }] },
          { nuclide: 'Co-60', activity: a, measuredAt: b, at: c, code: a },
        ])
          expect(Array.isArray(evaluateSourceCategory(given as CategoryInput).sources)).toBe(true);
      }),
    );
  });
});

describe('dose', () => {
  test('nGy/h × 0.7 × h × occupancy × 10⁻⁶', () => {
    // Outdoors in Urumqi: 108.1 × 0.7 × 8760 × 0.2 × 1e-6.
    expect(evaluateDose({ rate: 108.1, occupancy: 0.2 }).mSv).toBeCloseTo(0.13257384, 12);
    expect(evaluateDose({ rate: 100, hours: 1_000, occupancy: 1 }).mSv).toBe(0.07);
  });
  test('a limit is compared with what lies above the background', () => {
    const work = { rate: 600, hours: 2_000, occupancy: 1, group: 'public' } as const;
    expect(codes(evaluateDose(work))).toEqual(['RADIATION_LIMIT_WITHOUT_BACKGROUND']);
    const judged = evaluateDose({ ...work, background: 100 });
    expect([judged.netMSv, judged.limit!.mSv, judged.verdict]).toEqual([0.7, 1, 'meets']);
    // 715 × 0.7 × 2000 × 1e-6 = 1.001.
    expect(evaluateDose({ ...work, rate: 815, background: 100 }).verdict).toBe('exceeds');
    expect(evaluateDose({ ...work, group: 'worker', background: 0 }).limit).toMatchObject({ mSv: 20 });
  });
  test('what is missing is told', () => {
    expect(codes(evaluateDose({ rate: 100 }))).toEqual(['RADIATION_OCCUPANCY_ASSUMED']);
    expect(codes(evaluateDose({ rate: Number.NaN }))).toEqual(['RADIATION_RATE_INVALID']);
    fc.assert(
      fc.property(fc.anything(), fc.anything(), (a, b) => {
        const result = evaluateDose({ rate: 1, hours: a, occupancy: b, background: a, group: b } as never);
        expect(result.verdict).toBeTypeOf('string');
      }),
    );
  });
});

describe('background', () => {
  const start = Date.parse('2025-01-01T00:00:00+08:00');
  test('five-minute values make hours, hours make a day', () => {
    // 12 values an hour; hour 1 has nine of them (75 %), hour 2 eight.
    const values = [
      ...Array(12).fill(90),
      ...Array(9).fill(100),
      null,
      null,
      null,
      ...Array(8).fill(80),
      null,
    ];
    const result = evaluateBackground({ start, step: 5, values, hourly: true, occupancy: 0.2 });
    expect(result.hours!.map((one) => [one.mean, one.count, one.needed])).toEqual([
      [90, 12, 9],
      [100, 9, 9],
      [null, 8, 9],
    ]);
    expect(result.hours![1]!.period).toBe('2025-01-01T01:00:00+08:00');
    expect(result.days).toEqual([{ period: '2025-01-01', mean: null, count: 2, needed: 18 }]);
    expect(result.range).toEqual({ min: 90, max: 100, mean: 95, hours: 2 });
    expect(codes(result)).toEqual(['RADIATION_COMPLETENESS_OURS', 'RADIATION_YEAR_INCOMPLETE']);
  });
  test('a year: months of days, its dose, hours against the range of the place', () => {
    const values = Array.from({ length: 8_760 }, (_, hour) => (hour < 24 ? 160 : 100));
    const result = evaluateBackground({ start, values, occupancy: 0.2, background: 'urumqi' });
    expect(result.months).toHaveLength(12);
    expect(result.months[0]!.mean).toBeCloseTo((160 + 30 * 100) / 31, 9);
    const year = ((160 + 30 * 100) / 31 + 1_100) / 12;
    expect(result.years[0]!.mean).toBeCloseTo(year, 9);
    expect(result.years[0]!.mSv).toBeCloseTo(year * 0.7 * 8_760 * 0.2 * 1e-6, 12);
    expect(result.comparison).toEqual({ from: 73.3, to: 145.7, below: 0, within: 8_736, above: 24 });
    expect(codes(result)).toEqual(['RADIATION_COMPLETENESS_OURS', 'RADIATION_BACKGROUND_UNVERIFIED']);
  });
  test('a day needs 18 hours, a month 21 days', () => {
    const of = (hours: number) =>
      evaluateBackground({
        start,
        values: Array(24)
          .fill(1)
          .map((one, i) => (i < hours ? one : null)),
      }).days[0]!;
    expect([of(18).mean, of(17).mean]).toEqual([1, null]);
    const month = (days: number) =>
      evaluateBackground({ start, values: Array(days * 24).fill(2) }).months[0]!.mean;
    expect([month(21), month(20)]).toEqual([2, null]);
  });
  test('what is wrong is told', () => {
    const of = (rest: object) => codes(evaluateBackground({ start, values: [1], ...rest } as never));
    expect([of({ values: [] }), of({ start: 'x' }), of({ step: 7 })].flat()).toEqual([
      'RADIATION_SERIES_INVALID',
      'RADIATION_START_INVALID',
      'RADIATION_STEP_INVALID',
    ]);
    expect(
      of({ values: Array(30).fill('90 nGy/h') }).filter((code) => code === 'RADIATION_VALUE_INVALID'),
    ).toHaveLength(10);
    fc.assert(
      fc.property(fc.anything(), fc.anything(), (a, b) => {
        for (const rest of [
          { values: a },
          { values: [a, b], background: a, occupancy: b },
          { start: a, step: b },
        ])
          expect(of(rest).length).toBeGreaterThan(0);
      }),
    );
  });
});

import { describe, expect, test } from 'vitest';
import { evaluateSourceCategory } from '../source-category.ts';
import { evaluateSourceCode } from './code.ts';
import { evaluateDecay } from './decay.ts';

const DAY = 86_400_000;
const codes = (result: { problems: readonly { code: string }[] }) => result.problems.map((one) => one.code);

describe('code', () => {
  test('the example of the rule: producer 04, 2005, Cs-137, 00001, III', () => {
    const result = evaluateSourceCode({ code: '0405CS000013' });
    expect(result.parts).toMatchObject({
      producer: '04',
      year: 2005,
      nuclide: 'Cs-137',
      serial: '00001',
      category: 'III',
      origin: 'domestic',
    });
    expect([result.valid, result.unknown, result.mustBeCoded, codes(result)]).toEqual([true, [], true, []]);
  });
  test.each([
    ['0405CS00001', '11'],
    ['0405CS000017', '12: 7'],
    ['4O05CS000013', '1-2: 4O'],
  ])('%s is refused, and which position does not fit is told', (code, why) => {
    const result = evaluateSourceCode({ code });
    expect([result.valid, result.parts, codes(result)]).toEqual([
      false,
      null,
      ['RADIATION_SOURCE_CODE_INVALID'],
    ]);
    expect(result.problems[0]!.message).toContain(why);
  });
  test('unknown parts are flagged, never refused', () => {
    const result = evaluateSourceCode({ code: ' us nn nn a0001 n' });
    expect([result.valid, result.unknown, result.parts?.origin]).toEqual([
      true,
      ['year', 'nuclide', 'category'],
      'imported',
    ]);
    expect(codes(result)).toEqual(Array(3).fill('RADIATION_SOURCE_CODE_UNKNOWN_PART'));
  });
  test('NN and A serials of a year when they were no longer allowed', () => {
    expect(codes(evaluateSourceCode({ code: '0406NNA00013' }))).toEqual([
      'RADIATION_SOURCE_CODE_UNKNOWN_PART',
      'RADIATION_SOURCE_CODE_TOO_NEW',
      'RADIATION_SOURCE_CODE_TOO_NEW',
    ]);
  });
  test('Yb-169 (32 d) need not be coded; a symbol that nobody knows', () => {
    expect(evaluateSourceCode({ code: '0410YB000013' }).mustBeCoded).toBe(false);
    expect(codes(evaluateSourceCode({ code: '0410ZZ000013' }))).toEqual(['RADIATION_SOURCE_CODE_SYMBOL']);
  });
});

describe('decay', () => {
  test.each([
    ['Ir-192', 1.48e12, 120, 4.797e11],
    ['Se-75', 3e12, 365, 3.629e11],
    ['Cs-137', 1.2e12, 3652.5, 9.537e11],
  ] as const)('%s falls from II to III', (nuclide, activity, days, left) => {
    const result = evaluateDecay({ nuclide, activity, days });
    expect(result.activity! / left).toBeCloseTo(1, 3);
    expect([result.initial?.category, result.now?.category]).toEqual(['II', 'III']);
    const dated = evaluateDecay({ nuclide, activity, from: 0, to: days * DAY });
    expect(dated.activity).toBeCloseTo(result.activity!, 0);
  });
  test('two half-lives leave a quarter; 1 Ci is 37 GBq', () => {
    const result = evaluateDecay({ activity: '1 Ci', halfLife: '1 a', days: 730.5 });
    expect([result.activity, result.fraction, result.initial]).toEqual([9.25e9, 0.25, null]);
  });
  test('t is a time and T a half-life', () => {
    expect(evaluateDecay({ A0: 8, T: 10, t: 20 } as never).activity).toBe(2);
    expect(evaluateDecay({ A0: 8, T_d: 10, t_d: 20 } as never).activity).toBe(2);
    expect(evaluateDecay({ A0: 8, T: 10 } as never).activity).toBeNull();
  });
  test('what is wrong is told', () => {
    expect(codes(evaluateDecay({ nuclide: 'Ir-192', activity: -1, days: 1 }))).toEqual([
      'RADIATION_MEMBER_INVALID',
    ]);
    expect(codes(evaluateDecay({ activity: 1, days: 1 }))).toEqual(['RADIATION_MEMBER_MISSING']);
    expect(codes(evaluateDecay({ nuclide: 'Co-60', activity: 1e12, from: 2, to: 1 }))).toEqual([
      'RADIATION_DECAY_SPAN_MISSING',
    ]);
    expect(codes(evaluateDecay({ nuclide: 'Xx-1', activity: 1, days: 1 }))).toContain(
      'RADIATION_HALF_LIFE_UNKNOWN',
    );
  });
});

test('an activity may carry its unit, in its name or as text', () => {
  const of = (source: object) => evaluateSourceCategory(source as never);
  const ir = { nuclide: 'Ir-192' };
  // 40 Ci = 1.48 TBq, category II from 0.8 TBq; A/D = 18.5.
  for (const given of [{ activity: '40 Ci' }, { activity_TBq: 1.48 }, { activity: 1.48e12 }])
    expect(of({ ...ir, ...given }).sources[0]!.given).toMatchObject({ category: 'II', ratio: 18.5 });
});

describe('to nothing, and without a constant', () => {
  test('a hundred years of I-131 leave less than a double holds: exempt', () => {
    // 36 525/8.0207 = 4554 halvings; a double ends at some 1074.
    const { activity, now } = evaluateDecay({ nuclide: 'I-131', activity: 1e12, days: 36_525 });
    expect([activity, now?.category]).toEqual([0, 'exempt']);
    expect(evaluateDecay({ nuclide: 'Cs-137', activity: 0, days: 1 })).toMatchObject({
      activity: 0,
      problems: [],
    });
  });
  test.each([
    ['Sr-90', '28.79 a'],
    ['Tc-99m', '6.015 h'],
    ['Po-210', '138.376 d'],
    ['Pu-239/Be', '24110 a'],
  ])('%s halves in %s (ICRP 107), which is told to be from memory', (nuclide, days) => {
    const result = evaluateDecay({ nuclide, activity: 2, days } as never);
    expect(result.activity).toBeCloseTo(1, 4);
    expect(codes(result)).toContain('RADIATION_TABLE_UNVERIFIED');
  });
  test('units of time in words', () => {
    const of = (days: string) => evaluateDecay({ nuclide: 'Co-60', activity: 1, days } as never).days;
    expect(['1 year', '2 天', '48 hours'].map(of)).toEqual([365.25, 2, 2]);
  });
  test('no sources are no question', () => {
    expect(codes(evaluateSourceCategory({ sources: [] }))).toEqual(['RADIATION_SOURCES_INVALID']);
  });
  test('Am-Be is Am-241/Be: 740 GBq ≥ 600 GBq', () => {
    expect(evaluateSourceCategory({ nuclide: 'Am-Be', activity: '740 GBq' }).category).toBe('II');
  });
  test('a producer that is not known is flagged', () => {
    expect(evaluateSourceCode({ code: 'NN98CS000013' }).unknown).toEqual(['producer']);
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { example } from '../golden.fixture.ts';
import { judgeLimit } from '../judge.ts';
import { roundHalfEven } from '../rounding.ts';
import { mda8 } from './mda8.ts';
import { directionMean, energyMean, flowWeightedMean } from './means.ts';
import { dayFromHours, hourFromMinutes, monthFromDays, type Sample } from './periods.ts';
import { monthDaysNeeded } from './validity.ts';

const many = (n: number, value = 10): Sample[] => Array.from({ length: n }, () => ({ value }));

describe('worked examples', () => {
  test('MDA8-1: the highest moving mean of a summer day', () => {
    const { in: input, out } = example('MDA8-1');
    const result = mda8(input.o3);
    expect(result).toEqual({ mean: out.mean, windows: out.windows, atHour: out.max_at_hour });
    expect(roundHalfEven(result.mean!, 0)).toBe(out.mda8);
  });
  test('NOISE-2: the energy mean of levels', () => {
    const { in: input, out } = example('NOISE-2');
    expect(energyMean(input.L)).toBeCloseTo(out.Leq, 2);
  });
  test('CEMS-1: an incinerator’s day of 22 valid hours', () => {
    const { in: input, out } = example('CEMS-1');
    const samples = [
      ...input.NOx_hours.map((value: number) => ({ value })),
      { value: null },
      { value: null },
    ];
    const day = dayFromHours(samples, { medium: 'flue-gas' });
    expect(day).toMatchObject({ validCount: input.valid, needed: 20, valid: true });
    expect(day.mean).toBeCloseTo(out.day_mean, 3);
    expect(judgeLimit(day.mean, { upper: out.limit_day, lower: null }).verdict).toBe('meets');
  });
});

describe('MDA8', () => {
  const flat = (hours: number, value: number) =>
    Array.from({ length: 24 }, (_, hour) => (hour < hours ? value : null));
  test('14 windows of 6 hours, unless the maximum is above the limit already', () => {
    // Hours 1…19: the windows ending at 8…21 have six of their hours.
    expect(mda8(flat(19, 100))).toEqual({ mean: 100, windows: 14, atHour: 8 });
    expect(mda8(flat(18, 100))).toEqual({ mean: null, windows: 13, atHour: null });
    expect(mda8(flat(18, 161))).toEqual({ mean: 161, windows: 13, atHour: 8 });
    expect(mda8(flat(18, 160)).mean).toBeNull();
    expect(mda8(flat(18, 101), 100).mean).toBe(101);
  });
  test('nothing is nothing', () => {
    expect(mda8([])).toEqual({ mean: null, windows: 0, atHour: null });
  });
});

describe('validity of periods', () => {
  test.each([
    [1, 45, 44],
    [5, 9, 8],
    [10, 5, 4],
    [15, 3, 2],
    [20, 3, 2],
    [30, 2, 1],
    [60, 1, 0],
  ])('an hour of %i-minute records needs %i of them', (intervalMinutes, enough, tooFew) => {
    const of = (n: number) => hourFromMinutes(many(n), { medium: 'air', intervalMinutes });
    expect(of(enough)).toMatchObject({ valid: true, reason: null, mean: 10, ruleVersion: 'GB3095-T4@1' });
    expect(of(tooFew).valid).toBe(false);
  });
  test('what is marked invalid was received and does not enter', () => {
    const samples = [...many(45, 10), ...Array.from({ length: 15 }, () => ({ value: 900, valid: false }))];
    expect(hourFromMinutes(samples, { medium: 'flue-gas', intervalMinutes: 1 })).toMatchObject({
      mean: 10,
      max: 10,
      received: 60,
      validCount: 45,
      due: 60,
      valid: true,
    });
  });
  test('days: 20 hours for air and flue gas, 18 of 24 or 9 of 12 for wastewater', () => {
    expect(dayFromHours(many(20), { medium: 'air' }).valid).toBe(true);
    expect(dayFromHours(many(19), { medium: 'air' })).toMatchObject({
      valid: false,
      reason: 'TOO_FEW',
      mean: 10,
    });
    expect(dayFromHours(many(19), { medium: 'flue-gas' }).valid).toBe(false);
    const withFlow = (n: number): Sample[] => many(n).map((one) => ({ ...one, flow: 1 }));
    expect(dayFromHours(withFlow(18), { medium: 'wastewater' }).valid).toBe(true);
    expect(dayFromHours(withFlow(17), { medium: 'wastewater' }).valid).toBe(false);
    expect(dayFromHours(withFlow(9), { medium: 'wastewater', due: 12 })).toMatchObject({
      needed: 9,
      valid: true,
    });
    expect(dayFromHours([], { medium: 'air' })).toMatchObject({ mean: null, reason: 'NO_VALUES' });
  });
  test('months: air 27 (February 25), flue gas 25 (23), others 75 % of their days', () => {
    const needed = (medium: 'air' | 'flue-gas' | 'wastewater', year: number, month: number) =>
      monthFromDays([], { medium, year, month }).needed;
    expect([1, 2, 4].map((month) => needed('air', 2026, month))).toEqual([27, 25, 27]);
    expect([1, 2, 4].map((month) => needed('flue-gas', 2026, month))).toEqual([25, 23, 25]);
    // 23.25, 21, 21.75 (leap year) and 22.5 days
    expect([needed('wastewater', 2026, 1), needed('wastewater', 2026, 2)]).toEqual([24, 21]);
    expect([needed('wastewater', 2028, 2), needed('wastewater', 2026, 4)]).toEqual([22, 23]);
    expect([monthDaysNeeded('water', 1), monthDaysNeeded('water', 2)]).toEqual([24, 21]);
    expect(monthFromDays(many(27), { medium: 'air', year: 2026, month: 3 })).toMatchObject({
      valid: true,
      due: 31,
    });
  });
  test('wastewater is weighted by its flow; without any flow there is no mean', () => {
    const samples = [
      { value: 100, flow: 10 },
      { value: 10, flow: 90 },
      ...many(16, 10).map((one) => ({ ...one, flow: 0 })),
    ];
    expect(dayFromHours(samples, { medium: 'wastewater' })).toMatchObject({ mean: 19, valid: true });
    expect(dayFromHours(many(24), { medium: 'wastewater' })).toMatchObject({
      mean: null,
      valid: false,
      reason: 'NO_MEAN',
    });
    expect(dayFromHours(many(24, 7.2), { medium: 'wastewater', kind: 'arithmetic' }).mean).toBeCloseTo(
      7.2,
      12,
    );
  });

  test('an hour counts the minutes that are covered, not the records', () => {
    const hour = (samples: Sample[], due?: number) =>
      hourFromMinutes(samples, { medium: 'wastewater', kind: 'arithmetic', intervalMinutes: 10, due });
    // Five records a minute apart cover five minutes, whatever interval was agreed; the last stands for its interval.
    const close = many(5).map((one, index) => ({ ...one, minutes: index < 4 ? 1 : 10 }));
    expect(hour(close)).toMatchObject({ valid: false, reason: 'TOO_FEW', validCount: 5 });
    expect(hour(many(5))).toMatchObject({ valid: true });
    expect(hour(many(4))).toMatchObject({ valid: false });
    // Half of the hour stood still: the other half is all that is due.
    expect(hour(many(3), 3)).toMatchObject({ valid: true, due: 3 });
  });
});

describe('means that are not arithmetic', () => {
  test('directions are vectors', () => {
    expect(directionMean([350, 10])! % 360).toBeCloseTo(0, 6);
    expect(directionMean([80, 100])).toBeCloseTo(90, 9);
    expect(directionMean([90, 270])).toBeNull();
    expect(directionMean([])).toBeNull();
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 359 }), fc.integer({ min: 0, max: 80 }), (middle, apart) => {
        const mean = directionMean([(middle + apart) % 360, (middle - apart + 360) % 360])!;
        const off = Math.abs(mean - middle) % 360;
        return Math.min(off, 360 - off) < 1e-6;
      }),
    );
  });
  test('flow-weighted: 10 m³ at 100 mg/L and 90 m³ at 10 mg/L are 1900 g in 100 m³', () => {
    const pairs = [
      { value: 100, flow: 10 },
      { value: 10, flow: 90 },
    ];
    expect(flowWeightedMean(pairs)).toBe(19);
    expect(flowWeightedMean([{ value: 100, flow: 0 }])).toBeNull();
  });
  test('the energy mean lies between the levels and never below their arithmetic mean', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 20, max: 120 }), { minLength: 1, maxLength: 60 }), (levels) => {
        const leq = energyMean(levels)!;
        const plain = levels.reduce((a, b) => a + b, 0) / levels.length;
        return leq <= Math.max(...levels) + 1e-9 && leq >= plain - 1e-9;
      }),
    );
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { completeness, type HourCount } from './completeness.ts';

/** An hour of six ten-minute records of two factors, all valid. */
const full: HourCount = { due: 6, received: 6, stopped: 0, values: 12, valid: 12 };
const hours = (n: number, more: Partial<HourCount> = {}): HourCount[] =>
  Array.from({ length: n }, () => ({ ...full, ...more }));

describe('rates of a day', () => {
  test('with everything there are 1', () => {
    expect(completeness(hours(24), 0, 6)).toEqual({
      due: 144,
      received: 144,
      values: 288,
      valid: 288,
      transmission: 1,
      validity: 1,
      effectiveTransmission: 1,
      online: 1,
    });
  });

  test('wholly silent are 0, only the validity of nothing is unknown', () => {
    expect(completeness([], 24, 6)).toEqual({
      due: 144,
      received: 0,
      values: 0,
      valid: 0,
      transmission: 0,
      validity: null,
      effectiveTransmission: 0,
      online: 0,
    });
  });

  test('count silent hours as due', () => {
    // 18 of 24 hours came, a third of their values not valid: 0.75 × 2/3.
    const { transmission, validity, effectiveTransmission, online } = completeness(
      hours(18, { valid: 8 }),
      6,
      6,
    );
    expect([transmission, online]).toEqual([0.75, 0.75]);
    expect(validity).toBeCloseTo(2 / 3, 12);
    expect(effectiveTransmission).toBeCloseTo(0.5, 12);
  });

  test('have an hour online in the proportion of its records', () => {
    // One record of six in each of 24 hours is four hours of online time, not 24.
    const { online, transmission } = completeness(hours(24, { received: 1, values: 2, valid: 2 }), 0, 6);
    expect(online).toBeCloseTo(1 / 6, 12);
    expect(transmission).toBeCloseTo(1 / 6, 12);
  });

  test('leave stopped time out of what is due', () => {
    const stopped = hours(12, { stopped: 6, values: 0, valid: 0 });
    expect(completeness([...hours(12), ...stopped], 0, 6)).toMatchObject({
      due: 72,
      received: 72,
      transmission: 1,
      effectiveTransmission: 1,
      online: 1,
    });
    // Half an hour stopped, of the other half one record of three came.
    expect(completeness(hours(1, { received: 4, stopped: 3, values: 2, valid: 2 }), 0, 6)).toMatchObject({
      due: 3,
      received: 1,
      transmission: 1 / 3,
      online: 1 / 3,
    });
  });

  test('stopped all day owe nothing: there is no rate', () => {
    expect(completeness(hours(24, { stopped: 6, values: 0, valid: 0 }), 0, 6)).toMatchObject({
      due: 0,
      transmission: null,
      effectiveTransmission: null,
      online: null,
    });
  });

  test('do not grow beyond all by what is sent twice', () => {
    expect(completeness(hours(24, { received: 9 }), 0, 6).transmission).toBe(1);
  });

  test('lie between 0 and 1, and the effective one never above the others', () => {
    const count = fc.integer({ min: 0, max: 60 });
    const hour = fc.record({ due: count, received: count, stopped: count, values: count, valid: count });
    fc.assert(
      fc.property(fc.array(hour, { maxLength: 24 }), fc.integer({ min: 0, max: 24 }), (some, silent) => {
        const all = completeness(some, silent, 6);
        for (const rate of [all.transmission, all.validity, all.effectiveTransmission, all.online])
          if (rate !== null && !(rate >= 0 && rate <= 1)) return false;
        return (all.effectiveTransmission ?? 0) <= Math.min(all.transmission ?? 1, all.validity ?? 1) + 1e-12;
      }),
    );
  });
});

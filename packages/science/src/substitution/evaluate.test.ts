import { DAY_MS, HOUR_MS } from '@tarim/kernel';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { captureRate, quarterOf, quarterSpan } from './capture-rate.ts';
import { evaluateSubstitution } from './evaluate.ts';
import { spansOf } from './spans.ts';
import { AMOUNT_STATES, type Amount, type AmountState } from './types.ts';

const at = (text: string) => Date.parse(`${text}+08:00`);
const Q3 = at('2026-07-01T00:00:00');

/** Hours of the quarter from its first: `states` by run, kg = 1 unless said. */
function hours(
  runs: readonly (readonly [number, AmountState])[],
  kg: Record<number, number> = {},
  start = Q3,
) {
  const amounts: Amount[] = [];
  for (const [count, state] of runs)
    for (let i = 0; i < count; i++) {
      const index = amounts.length;
      amounts.push({
        time: start + index * HOUR_MS,
        state,
        kg: state === 'valid' ? (kg[index] ?? 1) : null,
      });
    }
  return amounts;
}
const whole = (amounts: readonly Amount[]) => ({
  from: amounts[0]!.time,
  to: amounts.at(-1)!.time + HOUR_MS,
  amounts,
});

describe('capture rate', () => {
  test('(hours − invalid − stopped)/(hours − stopped): 2208 h of a quarter, 208 stopped, 100 invalid: 95 %', () => {
    const quarter = hours([
      [1_900, 'valid'],
      [60, 'invalid'],
      [40, 'missing'],
      [208, 'stopped'],
    ]);
    expect(captureRate('2026-Q3', quarter)).toEqual({
      quarter: '2026-Q3',
      hours: 2_208,
      stopped: 208,
      valid: 1_900,
      alpha: 95,
    });
    expect(captureRate('2026-Q3', hours([[5, 'stopped']])).alpha).toBeNull();
  });
  test('quarters begin at Beijing midnight', () => {
    expect(quarterOf(Q3 - 1)).toBe('2026-Q2');
    expect(quarterOf(Q3)).toBe('2026-Q3');
    expect(quarterSpan('2026-Q3')).toEqual({ start: Q3, end: at('2026-10-01T00:00:00') });
  });
});

test('spans: missing and invalid are one, out of control is another, stopped and gaps in time end one', () => {
  const amounts = hours([
    [1, 'invalid'],
    [2, 'missing'],
    [1, 'out-of-control'],
    [1, 'stopped'],
    [1, 'invalid'],
    [1, 'valid'],
  ]);
  const later = { time: amounts.at(-1)!.time + 5 * HOUR_MS, state: 'missing', kg: null } as const;
  const told = spansOf([...amounts, later], HOUR_MS).map((one) => [one.situation, one.amounts.length]);
  expect(told).toEqual([
    ['other', 3],
    ['out-of-control', 1],
    ['other', 1],
    ['other', 1],
  ]);
});

describe('flue gas, by hand', () => {
  test('α 97.6 %, 5 h invalid: maximum of the 180 valid hours before, not of an earlier peak', () => {
    // 200 valid hours: hour 10 (190 before the gap) has 9 kg, hour 150 has 3 kg.
    const amounts = hours(
      [
        [200, 'valid'],
        [5, 'invalid'],
        [5, 'valid'],
      ],
      { 10: 9, 150: 3 },
    );
    const result = evaluateSubstitution({ medium: 'air', passed: [], ...whole(amounts) });
    expect(result.quarters[0]!.alpha).toBeCloseTo((205 / 210) * 100, 9);
    expect(result.values).toHaveLength(5);
    expect(result.values[0]).toMatchObject({
      time: Q3 + 200 * HOUR_MS,
      kg: 3,
      situation: 'other',
      span: { from: Q3 + 200 * HOUR_MS, length: 5 },
      origin: {
        lookback: 180,
        count: 180,
        first: Q3 + 20 * HOUR_MS,
        last: Q3 + 199 * HOUR_MS,
        at: Q3 + 150 * HOUR_MS,
      },
      problem: null,
    });
    // 205 valid hours of 1 kg and two peaks: 203 + 9 + 3; five times 3.
    expect(result.totals).toEqual({
      measured: 215,
      substituted: 15,
      total: 230,
      valid: 205,
      replaced: 5,
      unresolved: 0,
    });
    expect(result.problems).toEqual([]);
  });
  test('24 h look back over 180, 25 h over 720', () => {
    const of = (gap: number) =>
      evaluateSubstitution({
        medium: 'air',
        passed: [],
        ...whole(
          hours(
            [
              [1_000, 'valid'],
              [gap, 'missing'],
            ],
            { 500: 7 },
          ),
        ),
      }).values[0]!;
    expect([of(24).origin!.lookback, of(24).kg]).toEqual([180, 1]);
    expect([of(25).origin!.lookback, of(25).kg]).toEqual([720, 7]);
  });
  test('α 80 %: 2160 hours; those that there are, and it is said that they are fewer', () => {
    const amounts = hours(
      [
        [80, 'valid'],
        [20, 'missing'],
      ],
      { 0: 4 },
    );
    const { values, problems } = evaluateSubstitution({ medium: 'air', passed: [], ...whole(amounts) });
    expect(values[0]).toMatchObject({ kg: 4, alpha: 80, origin: { lookback: 2_160, count: 80 } });
    expect(problems.map((one) => one.code)).toEqual(['SUBSTITUTION_HISTORY_SHORT']);
  });
  test('α exactly 90 % is in the upper class, α exactly 75 % has a rule, below there is none', () => {
    const of = (valid: number, missing: number) =>
      evaluateSubstitution({
        medium: 'air',
        passed: [],
        ...whole(
          hours([
            [valid, 'valid'],
            [missing, 'missing'],
          ]),
        ),
      });
    expect(of(90, 10).values[0]!.origin!.lookback).toBe(180);
    expect(of(75, 25).values[0]!.origin!.lookback).toBe(2_160);
    const below = of(74, 26);
    expect(below.values[0]).toMatchObject({ kg: null, origin: null, problem: 'SUBSTITUTION_NO_RULE' });
    expect(below.totals).toMatchObject({ measured: 74, substituted: 0, total: 74, unresolved: 26 });
    expect(below.problems[0]).toMatchObject({ code: 'SUBSTITUTION_NO_RULE' });
  });
  test('out of control: values before the last passed calibration, and none without one', () => {
    // 100 h, calibration passed at hour 60; hours 60…99 are higher but not trusted; then out of control.
    const amounts = hours(
      [
        [100, 'valid'],
        [6, 'out-of-control'],
      ],
      { 30: 5, 80: 50 },
    );
    const passed = [Q3 + 20 * HOUR_MS, Q3 + 60 * HOUR_MS, Q3 + 104 * HOUR_MS];
    const { values } = evaluateSubstitution({ medium: 'air', passed, ...whole(amounts) });
    expect(values[0]).toMatchObject({
      kg: 5,
      situation: 'out-of-control',
      origin: { count: 60, last: Q3 + 59 * HOUR_MS, at: Q3 + 30 * HOUR_MS },
    });
    const without = evaluateSubstitution({ medium: 'air', passed: [], ...whole(amounts) });
    expect(without.values[0]).toMatchObject({ kg: null, problem: 'SUBSTITUTION_NO_PASSED_CHECK' });
  });
  test('a valid hour without an amount is none; what stopped owes nothing', () => {
    const amounts: Amount[] = [
      ...hours([[9, 'valid']]),
      { time: Q3 + 9 * HOUR_MS, state: 'valid', kg: null },
      { time: Q3 + 10 * HOUR_MS, state: 'stopped', kg: null },
    ];
    const { values, totals } = evaluateSubstitution({ medium: 'air', passed: [], ...whole(amounts) });
    expect(values.map((one) => [one.time, one.kg])).toEqual([[Q3 + 9 * HOUR_MS, 1]]);
    expect(totals.total).toBe(10);
  });
  test('history lies before the span asked for; α is of the whole quarter', () => {
    const amounts = hours([
      [744, 'valid'],
      [10, 'missing'],
      [734, 'valid'],
    ]);
    const from = at('2026-08-01T00:00:00');
    const { values, totals, quarters } = evaluateSubstitution({
      medium: 'air',
      passed: [],
      amounts,
      from,
      to: at('2026-09-01T00:00:00'),
    });
    expect(quarters[0]).toMatchObject({ hours: 1_488, valid: 1_478 });
    expect(values).toHaveLength(10);
    expect(totals).toMatchObject({ measured: 734, substituted: 10, total: 744 });
  });
});

describe('wastewater, by hand', () => {
  const day = (n: number) => Q3 + n * DAY_MS;
  const days = (count: number, of: (n: number) => Partial<Amount>): Amount[] =>
    Array.from({ length: count }, (_, n) => ({ time: day(n), state: 'valid', kg: 10, ...of(n) }));
  const span = { from: Q3, to: day(60) };
  test('the maximum of 30 valid daily loads before the last passed check', () => {
    // Check passed on day 40; days 10…39 give the maximum: 14 on day 12. Day 5 is too early, day 45 after the check.
    const amounts = days(50, (n) => {
      if (n === 48) return { state: 'invalid', kg: null };
      return { kg: ({ 5: 99, 12: 14, 45: 77 } as Record<number, number>)[n] ?? 10 };
    });
    const { values, totals } = evaluateSubstitution({
      medium: 'water',
      passed: [day(40) + 9 * HOUR_MS],
      amounts,
      ...span,
    });
    expect(values).toEqual([
      {
        time: day(48),
        state: 'invalid',
        kg: 14,
        alpha: null,
        situation: 'no-valid-day',
        span: { from: day(48), length: 1 },
        origin: { lookback: 30, count: 30, first: day(10), last: day(39), at: day(12) },
        problem: null,
      },
    ]);
    // 46 days of 10, and 99 + 14 + 77.
    expect(totals).toMatchObject({ measured: 650, substituted: 14, total: 664 });
  });
  test('without a passed check nothing stands in', () => {
    const amounts = days(3, (n) => (n === 2 ? { state: 'missing', kg: null } : {}));
    const { values, problems } = evaluateSubstitution({ medium: 'water', passed: [], amounts, ...span });
    expect(values[0]).toMatchObject({ kg: null, problem: 'SUBSTITUTION_NO_PASSED_CHECK' });
    expect(problems).toHaveLength(1);
  });
});

test('sums are exact', () => {
  const amounts = hours([[10, 'valid']]).map((one) => ({ ...one, kg: 0.1 }));
  expect(evaluateSubstitution({ medium: 'air', passed: [], ...whole(amounts) }).totals.total).toBe(1);
});

test('never throws; every substituted amount is one of the valid ones', () => {
  fc.assert(
    fc.property(fc.anything(), fc.anything(), (one, other) => {
      const input = { medium: 'air', from: Q3, to: Q3 + DAY_MS, passed: [], amounts: [one, other] };
      expect(evaluateSubstitution(input as never).values).toEqual(expect.any(Array));
      expect(evaluateSubstitution({ ...input, medium: one, amounts: other } as never).problems).toHaveLength(
        1,
      );
    }),
  );
  const amount = fc.record({
    state: fc.constantFrom(...AMOUNT_STATES),
    kg: fc.option(fc.integer({ min: 0, max: 99 })),
  });
  fc.assert(
    fc.property(fc.array(amount, { minLength: 1, maxLength: 80 }), (list) => {
      const amounts = list.map((one, index) => ({ ...one, time: Q3 + index * HOUR_MS }));
      const { values, totals } = evaluateSubstitution({ medium: 'air', passed: [Q3], ...whole(amounts) });
      const valid = amounts.flatMap((one) => (one.state === 'valid' && one.kg !== null ? one.kg : []));
      for (const one of values) if (one.kg !== null) expect(valid).toContain(one.kg);
      const stopped = amounts.filter((one) => one.state === 'stopped').length;
      expect(totals.valid + totals.replaced + totals.unresolved + stopped).toBe(amounts.length);
    }),
  );
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { example } from '../golden.fixture.ts';
import { evaluateFurnaceDay } from './furnace.ts';
import { evaluateStack, type StackInput } from './stack.ts';

const limit = (input: StackInput) => evaluateStack(input).rate!.limit;

describe('rates of GB 16297 by height', () => {
  test('STACK-1: between, above and below the heights of the table', () => {
    const { in: input, out } = example('STACK-1');
    expect(input.h.map((height: number) => limit({ item: 'SO2', height }))).toEqual(out.rate_kg_h);
  });
  test('STACK-2: two stacks that are one', () => {
    const { in: input, out } = example('STACK-2');
    const stacks = input.h.map((height: number, i: number) => ({ height, rate: input.Q[i] }));
    const result = evaluateStack({ item: 'a21026', stacks, distance: input.distance_m });
    expect(result.equivalent).toEqual({
      applies: out.applies,
      rate: out.Q,
      height: expect.closeTo(out.h, 3),
    });
    expect([result.rate!.value, result.height]).toEqual([out.Q, expect.closeTo(out.h, 3)]);
    expect(evaluateStack({ item: 'SO2', stacks, distance: 50 }).equivalent!.applies).toBe(false);
  });
  test('heights of the table give the table; surroundings and low new stacks halve', () => {
    expect([15, 20, 100].map((height) => limit({ item: 'SO2', height, level: 3 }))).toEqual([3.5, 6.6, 270]);
    expect(limit({ item: '颗粒物', height: 30, belowSurroundings: true })).toBe(11.5);
    expect(limit({ item: 'PM', height: 7.5 })).toBeCloseTo(3.5 / 8, 12);
    expect(evaluateStack({ item: 'Cl2', height: 20, rate: 0.1 }).problems.map((one) => one.code)).toContain(
      'STACK_TOO_LOW',
    );
  });
  test('both concentration and rate must be met; of several uses the strictest unless one is named', () => {
    const stack = { item: 'SO2', height: 15, concentration: 600, rate: 2.6 };
    expect(evaluateStack(stack)).toMatchObject({
      verdict: 'exceeds',
      rate: { verdict: 'meets' },
      concentration: { limit: 550 },
    });
    expect(evaluateStack({ ...stack, use: '硫、二氧化硫、硫酸和其他含硫化合物生产' }).verdict).toBe('meets');
    expect(evaluateStack({ ...stack, concentration: undefined }).verdict).toBe('not-judged');
  });
  test('a higher stack may always emit more', () => {
    const item = fc.constantFrom('SO2', 'NOx', 'PM', 'HCl', 'Hg', 'Cl2');
    const height = fc.integer({ min: 10, max: 1_500 });
    fc.assert(
      fc.property(item, height, height, (name, a, b) => {
        if (a !== b)
          expect(limit({ item: name, height: Math.min(a, b) / 10 })).toBeLessThan(
            limit({ item: name, height: Math.max(a, b) / 10 }),
          );
      }),
    );
  });
});

describe('a furnace-day of order 10', () => {
  const hours = (value: number, n = 24) => Array.from({ length: n }, () => value);
  test('CEMS-2: six means below 850 °C are a violation, five are not', () => {
    const { in: input } = example('CEMS-2');
    const day = (below: number) =>
      evaluateFurnaceDay({ hourly: {}, temperatures: [...hours(849.9, below), ...hours(850, 288 - below)] })
        .temperature;
    expect(day(input.five_min_below_850_in_day)).toEqual({ below: 6, means: 288, verdict: 'violation' });
    expect(day(5).verdict).toBe('meets');
  });
  test('one of five day means above its limit is one exceedance', () => {
    const clean = { PM: hours(10), NOx: hours(200), SO2: hours(80), HCl: hours(40), CO: hours(20) };
    expect(evaluateFurnaceDay({ hourly: clean }).verdict).toBe('meets');
    const result = evaluateFurnaceDay({ hourly: { ...clean, SO2: hours(80.1), CO: hours(81) } });
    expect([result.verdict, result.items.filter((one) => one.verdict === 'exceeds').length]).toEqual([
      'exceeds',
      2,
    ]);
  });
  test('marked hours are left out while the allowance lasts and the dust is low', () => {
    const CO = [...hours(900, 3), ...hours(20, 21)];
    const day = (input: object) =>
      evaluateFurnaceDay({ hourly: { PM: hours(10), CO }, marks: ['启炉', '启炉', '启炉'], ...input });
    const started = day({});
    expect(started.notJudgedHours.map((one) => one.hour)).toEqual([0, 1, 2]);
    expect(started.items.find((one) => one.item === 'CO')).toMatchObject({
      hours: 21,
      dayMean: 20,
      verdict: 'meets',
    });
    const spent = day({ usedBefore: { startStopFault: 58 } });
    expect(spent.notJudgedHours.map((one) => one.hour)).toEqual([0, 1]);
    expect(spent.problems.map((one) => one.code)).toContain('FURNACE_ALLOWANCE_USED_UP');
    const dusty = day({ hourly: { PM: [151, ...hours(10, 23)], CO } });
    expect(dusty.notJudgedHours.map((one) => one.hour)).toEqual([1, 2]);
    const atLimit = day({ hourly: { PM: [150, ...hours(10, 23)], CO } });
    expect(atLimit.notJudgedHours).toHaveLength(3);
    const stopped = day({ marks: Array(5).fill('停运') });
    expect(stopped.verdict).toBe('not-judged');
  });
  test('nothing is thrown', () => {
    fc.assert(
      fc.property(fc.anything(), fc.anything(), (one, other) => {
        const furnace = { hourly: one, marks: [other], temperatures: other, usedBefore: one } as never;
        expect(evaluateFurnaceDay(furnace).problems.length).toBeGreaterThan(0);
        const stack = {
          item: 'SO2',
          height: one,
          stacks: other,
          distance: one,
          rate: other,
          use: one,
        } as never;
        expect(evaluateStack(stack).problems.length).toBeGreaterThan(0);
      }),
    );
  });
});

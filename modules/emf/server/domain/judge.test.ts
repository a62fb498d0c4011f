import { evaluateElectromagnetic } from '@tarim/science';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Reading } from '../../contract.ts';
import { judge, type Measured, strictestHz } from './judge.ts';

const reading = (hz: number, rest: Partial<Reading>): Reading => ({
  fromHz: hz,
  toHz: hz,
  E: null,
  H: null,
  B: null,
  S: null,
  below: [],
  ...rest,
});
const measured = (readings: Reading[], rest: Partial<Measured> = {}): Measured => ({
  readings,
  ranges: [
    { quantity: 'E', low: 0.2, high: 100_000 },
    { quantity: 'B', low: 0.01, high: 3_000 },
    { quantity: 'S', low: 0.0001, high: 100 },
  ],
  field: 'far',
  underLines: false,
  ...rest,
});

describe('sums by GB 8702-2014', () => {
  test('the published example: 1026 kHz 12, 828 kHz 8, 25 MHz 8.04 V/m make 49 %', () => {
    const one = judge([
      measured([reading(1_026e3, { E: 12 }), reading(828e3, { E: 8 }), reading(25e6, { E: 8.04 })]),
    ]);
    expect([one.verdict, one.percent, one.upperBound]).toEqual(['meets', 49, false]);
  });
  test('50 Hz: 400 V/m of 4000 and 9 µT of 100 are 10 %; 4001 V/m exceeds; under lines over farmland 10 kV/m', () => {
    const at = (E: number, underLines = false) =>
      judge([measured([reading(50, { E, B: 9 })], { underLines })]);
    expect([at(400).verdict, at(400).percent]).toEqual(['meets', 10]);
    expect(at(4_001).verdict).toBe('exceeds');
    expect([at(9_999, true).verdict, at(9_999, true).readings[0]!.limits]).toEqual([
      'meets',
      { E: 10_000, H: 80, B: 100, S: null },
    ]);
  });
  test('900 MHz, 1.14 V/m of 12: (1.14/12)² is 0.9 %', () => {
    const { percent } = judge([measured([reading(900e6, { E: 1.14 })])]);
    expect(percent!.toFixed(4)).toBe('0.9025');
  });
  test('of a band the strictest frequency judges', () => {
    // 10 MHz to 6 GHz: 67/√10 = 21.2 V/m, 12 V/m from 30 MHz to 3 GHz, 0.22·√6000 = 17.0 V/m.
    expect(strictestHz({ fromHz: 10e6, toHz: 6e9 }, 'E')).toBe(30e6);
    // 3.4 to 3.6 GHz: limits rise with √f.
    expect(strictestHz({ fromHz: 3.4e9, toHz: 3.6e9 }, 'S')).toBe(3.4e9);
    expect(strictestHz({ fromHz: 5e6, toHz: 20e6 }, 'E')).toBe(20e6);
    const band = judge([measured([{ ...reading(10e6, { E: 6 }), toHz: 6e9 }])]);
    expect([band.percent, band.readings[0]!.limits.E]).toEqual([25, 12]);
  });
  test('facilities of one site are summed: 0.6² + 0.8² is one exactly, and one more is over', () => {
    const [a, b] = [measured([reading(900e6, { E: 7.2 })]), measured([reading(1_800e6, { E: 9.6 })])];
    expect([judge([a]).percent!.toFixed(6), judge([a, b]).percent, judge([a, b]).verdict]).toEqual([
      '36.000000',
      100,
      'meets',
    ]);
    expect(judge([a, b, measured([reading(2e9, { E: 0.3 })])]).verdict).toBe('exceeds');
  });
});

describe('below the range of the instrument', () => {
  test('is a state of its own, with an upper bound: (0.2/12)² is 0.0278 %', () => {
    const one = judge([measured([reading(900e6, { below: ['E'] })])]);
    expect([one.verdict, one.upperBound, one.percent!.toFixed(4)]).toEqual(['below-range', true, '0.0278']);
  });
  test('beside values it is an upper bound too', () => {
    const one = judge([measured([reading(900e6, { E: 6 }), reading(1_800e6, { below: ['E'] })])]);
    expect([one.verdict, one.upperBound, one.percent!.toFixed(4)]).toEqual(['meets', true, '25.0278']);
  });
  test('an instrument that tells nothing below the limit judges nothing', () => {
    const ranges = [{ quantity: 'E', low: 20, high: 300 }] as const;
    const one = judge([measured([reading(900e6, { below: ['E'] })], { ranges: [...ranges] })]);
    expect([one.verdict, one.problems]).toEqual(['not-judged', ['EMF_RANGE_TOO_HIGH']]);
    // What is over the limit already stays so.
    const over = judge([
      measured([reading(900e6, { below: ['E'] }), reading(1_800e6, { E: 24 })], { ranges: [...ranges] }),
    ]);
    expect([over.verdict, over.percent, over.upperBound]).toEqual(['exceeds', 400, false]);
  });
});

test('what is not given is not met: 50 Hz without B, the near field with one quantity', () => {
  expect(judge([measured([reading(50, { E: 10 })])]).verdict).toBe('not-judged');
  expect(judge([measured([reading(900e6, { E: 1 })], { field: 'near' })]).verdict).toBe('not-judged');
});

test('just above 3 MHz E is stricter and B is not: each is judged where its own limit is lowest', () => {
  // E: 40 V/m at 2 MHz, 67/√3.03 = 38.49 at 3.03 MHz; B: 0.12 µT at 2 MHz, 0.21/√3.03 = 0.1206 there.
  const band = { fromHz: 2e6, toHz: 3.03e6 };
  expect([strictestHz(band, 'E'), strictestHz(band, 'B')]).toEqual([3.03e6, 2e6]);
  const one = judge([measured([{ ...reading(2e6, { E: 1, B: 0.1205 }), ...band }], { field: 'near' })]);
  expect(one.verdict).toBe('exceeds');
});

test('nowhere in a band is any limit stricter than where it is judged', () => {
  // 0.1 MHz to 300 GHz, on a scale on which each row has its part.
  const hz = fc.double({ min: 5, max: 11.477, noNaN: true }).map((power) => Math.round(10 ** power));
  const limitsAt = (frequency: number) =>
    evaluateElectromagnetic({ measurements: [{ frequency }] }).items[0]!.limits;
  fc.assert(
    fc.property(hz, hz, hz, (...three) => {
      const [fromHz, within, toHz] = three.sort((a, b) => a - b) as [number, number, number];
      const there = limitsAt(within);
      for (const quantity of ['E', 'H', 'B', 'S'] as const) {
        const strictest = limitsAt(strictestHz({ fromHz, toHz }, quantity))[quantity]!;
        expect(strictest).toBeLessThanOrEqual(there[quantity]! * (1 + 1e-9));
      }
    }),
  );
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { example } from '../golden.fixture.ts';
import { type EmInput, type EmMeasurement, evaluateElectromagnetic } from './evaluate.ts';

const judge = (measurements: readonly EmMeasurement[], rest: Partial<EmInput> = {}) =>
  evaluateElectromagnetic({ measurements, ...rest });
const codes = (...args: Parameters<typeof judge>) => judge(...args).problems.map((one) => one.code);

describe('published and worked examples', () => {
  test('EM-1: three frequencies', () => {
    const { in: input, out } = example('EM-1');
    const result = judge(Object.entries(input.E).map(([frequency, E]) => ({ frequency, E: E as number })));
    expect(result.items.map((one) => Math.round(one.limits.E! * 1_000) / 1_000)).toEqual(out.limits);
    expect([result.sums[0]!.sum.toFixed(4), result.verdict]).toEqual([String(out.sum), out.verdict]);
  });
  test('EM-2: 50 Hz; under lines over farmland 10 kV/m', () => {
    const { in: input, out } = example('EM-2');
    const [item] = judge([{ frequency: input.f_kHz * 1_000 }]).items;
    expect(item!.limits).toMatchObject({ E: out.E, B: out.B, S: null });
    expect(judge([{ frequency: '50 Hz', E: 9_999, B: 20 }], { underLines: true }).verdict).toBe('meets');
    expect(judge([{ frequency: '50 Hz', E: 9_999, B: 20 }]).verdict).toBe('exceeds');
  });
  test('1026 kHz 12, 828 kHz 8, 25 MHz 8.04 V/m: 0.09 + 0.04 + 0.36', () => {
    const result = judge([
      { frequency: '1026kHz', E: 12 },
      { frequency: '828 kHz', E: 8 },
      { frequency: '25 MHz', E: 8.04 },
    ]);
    expect([result.sums[0]!.sum, result.verdict]).toEqual([0.49, 'meets']);
  });
  test('2.1 GHz: 12 V/m and 0.4 W/m²', () => {
    expect(judge([{ frequency: 2.1e9 }]).items[0]!.limits).toMatchObject({ E: 12, S: 0.4 });
  });
});

describe('sums', () => {
  test('one exactly is met, though a float makes 0.6² + 0.8² more', () => {
    const both = [
      { frequency: '900 MHz', E: 7.2 },
      { frequency: '1800 MHz', E: 9.6 },
    ];
    expect([judge(both).sums[0]!.sum, judge(both).verdict]).toEqual([1, 'meets']);
    const more = [...both, { frequency: '2 GHz', E: 0.001 }];
    expect(judge(more).verdict).toBe('exceeds');
  });
  test('below 100 kHz ratios are added, E and B both', () => {
    const two = [
      { frequency: 50, E: 2_000, B: 50 },
      { frequency: 100, E: 1_000, B: 24 },
    ];
    const { sums, verdict } = judge(two);
    // Limits of 100 Hz: 200/0.1 = 2000 V/m, 5/0.1 = 50 µT.
    expect(sums.map((one) => [one.band, one.quantity, one.sum])).toEqual([
      ['low', 'E', 1],
      ['low', 'B', 0.98],
    ]);
    expect(verdict).toBe('meets');
  });
  test('bands are summed apart; S by its ratio', () => {
    const { sums } = judge([
      { frequency: 50, E: 400, B: 10 },
      { frequency: '900 MHz', S: 0.1 },
      { frequency: '6 GHz', S: 0.4 },
    ]);
    expect(sums.map((one) => [one.band, one.quantity, one.sum])).toEqual([
      ['low', 'E', 0.1],
      ['low', 'B', 0.1],
      ['high', 'S', 0.75],
    ]);
  });
  test('what is not given cannot meet, but may already exceed', () => {
    expect([judge([{ frequency: 50, E: 100 }]).verdict, codes([{ frequency: 50, E: 100 }])]).toEqual([
      'not-judged',
      ['EM_BOTH_NEEDED'],
    ]);
    expect(judge([{ frequency: 50, E: 4_001 }]).verdict).toBe('exceeds');
    const far = [{ frequency: '900 MHz', E: 3 }];
    expect([judge(far).verdict, judge(far, { field: 'near' }).verdict]).toEqual(['meets', 'not-judged']);
    expect(judge([{ frequency: '900 MHz', E: 3, H: 0.01 }], { field: 'near' }).verdict).toBe('meets');
    // What kind of field it is decides how many quantities are needed.
    expect(judge([{ frequency: '900 MHz', E: 3 }], { field: 'foo' as never }).verdict).toBe('not-judged');
    expect(judge([{ frequency: '900 MHz', E: 13 }], { field: 'foo' as never }).verdict).toBe('exceeds');
    // One frequency without any figure leaves the sum of the others unproven.
    expect(judge([...far, { frequency: '1 GHz' }]).verdict).toBe('not-judged');
  });
  test('where two rows meet the stricter holds', () => {
    // 2.9 kHz: 4.1 µT in the row below, 12/2.9 = 4.137… above.
    expect(judge([{ frequency: 2_900 }]).items[0]!.limits.B).toBe(4.1);
    expect(codes([{ frequency: 2_900 }])).toEqual(['EM_BOUNDARY_STRICTER', 'EM_NOTHING_GIVEN']);
  });
});

test('what is wrong is told', () => {
  expect(codes([])).toEqual(['EM_MEASUREMENTS_INVALID']);
  expect(codes([{ frequency: '900' }])).toEqual(['EM_FREQUENCY_INVALID']);
  expect(codes([{ frequency: 0.5, E: 1 }])).toEqual(['EM_FREQUENCY_OUT_OF_RANGE']);
  expect(codes([{ frequency: 50, S: 1, E: -1 }])).toEqual([
    'EM_VALUE_INVALID',
    'EM_NO_LIMIT',
    'EM_NOTHING_GIVEN',
  ]);
  const member = fc.oneof(fc.anything(), fc.double(), fc.constantFrom('900 MHz', 50, 1e308, 5e-324));
  fc.assert(
    fc.property(member, member, member, (frequency, E, B) => {
      const result = judge([{ frequency, E, B }, B] as never, { field: E } as never);
      expect(['meets', 'exceeds', 'not-judged']).toContain(result.verdict);
      expect(Array.isArray(evaluateElectromagnetic({ measurements: E } as never).problems)).toBe(true);
    }),
  );
});

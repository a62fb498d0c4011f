import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { evaluateAqi } from './aqi/evaluate.ts';
import { convertToExcessAir, convertToReferenceO2 } from './emission/emission.ts';
import { judgeLimit } from './judge.ts';
import { roundHalfEven, roundHalfEvenText } from './rounding.ts';
import { mda8 } from './statistics/mda8.ts';
import {
  dayNightLevel,
  directionMean,
  energyMean,
  flowWeightedMean,
  percentile,
} from './statistics/means.ts';
import { usccCheckDigit, validateUscc } from './uscc.ts';

interface Example {
  id: string;
  // biome-ignore lint/suspicious/noExplicitAny: each example has its own shape
  in: any;
  // biome-ignore lint/suspicious/noExplicitAny: as above
  out: any;
}
const { examples } = JSON.parse(
  readFileSync(new URL('../../standards/golden/worked-examples.json', import.meta.url), 'utf8'),
) as { examples: Example[] };
const example = (id: string): Example => examples.find((one) => one.id === id)!;
const AT_2026 = Date.parse('2026-04-18T13:00:00+08:00');
const AT_2025 = Date.parse('2025-04-18T00:00:00+08:00');

describe('AQI, worked examples', () => {
  test.each(['AQI26-H-3614A', 'AQI26-H-2929A', 'AQI26-H-1395A'])(
    '%s: hours published by the national centre',
    (id) => {
      const { in: values, out } = example(id);
      expect(evaluateAqi({ period: 'hour', time: AT_2026, values })).toMatchObject(out);
    },
  );
  test('AQI26-D-1 and AQI12-D-1: the same day by both editions', () => {
    for (const [id, time] of [
      ['AQI26-D-1', AT_2026],
      ['AQI12-D-1', AT_2025],
    ] as const) {
      expect(evaluateAqi({ period: 'day', time, values: example(id).in })).toMatchObject(example(id).out);
    }
  });
  test.each(['119.5', '120.5', '121.5'])('AQI26-R-%s: rounding before the index', (text) => {
    const { in: values, out } = example(`AQI26-R-${text}`);
    const result = evaluateAqi({ period: 'day', time: AT_2026, values });
    expect([result.values.PM10, result.iaqi.PM10]).toEqual([out.rounded, out.iaqi]);
  });
  test('AQI26-C-1: caps of both editions', () => {
    const at = (period: 'hour' | 'day', values: Record<string, number>, time = AT_2026) =>
      evaluateAqi({ period, time, values }).iaqi;
    expect(at('hour', { SO2: 900, NO2: 5000 })).toEqual({ SO2: 200, NO2: 500 });
    expect(at('day', { O3_8h: 850, PM10: 730 })).toEqual({ O3_8h: 300, PM10: 500 });
    expect(at('hour', { SO2: 900 }, AT_2025)).toEqual({});
    expect(at('day', { O3_8h: 850 }, AT_2025)).toEqual({});
  });
  test('AQI26-M-1 and M-2: what is missing blocks publication unless the rest exceeds 100', () => {
    const low = { SO2: 5, NO2: 10, CO: 0.4, PM10: null };
    const first = evaluateAqi({ period: 'hour', time: AT_2026, values: { ...low, 'PM2.5': 58, O3: 110 } });
    expect([first.aqi, first.partialAqi, first.level]).toEqual([null, 96, null]);
    const second = evaluateAqi({ period: 'hour', time: AT_2026, values: { ...low, 'PM2.5': 66, O3: 110 } });
    expect([second.aqi, second.primary, second.level]).toEqual([106, ['PM2.5'], 3]);
  });
  test('what is not a concentration is a problem, not an exception', () => {
    const result = evaluateAqi({
      period: 'hour',
      time: AT_2026,
      values: { PM10: -1, SO2: Number.NaN, X: 3 },
    });
    expect(result.aqi).toBeNull();
    expect(result.problems.map((one) => one.code)).toEqual(
      expect.arrayContaining(['AQI_VALUE_INVALID', 'AQI_POLLUTANT_UNKNOWN', 'AQI_MISSING']),
    );
  });
  test('the index never falls when a concentration rises', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 700 }), fc.integer({ min: 0, max: 50 }), (low, more) => {
        const of = (pm10: number) =>
          evaluateAqi({ period: 'day', time: AT_2026, values: { PM10: pm10 } }).iaqi.PM10!;
        return of(low) <= of(low + more);
      }),
    );
  });
});

describe('rounding (GB/T 8170-2008)', () => {
  test.each([
    ['12.1498', 1, '12.1'],
    ['10.502', 0, '11'],
    ['1.050', 1, '1.0'],
    ['0.35', 1, '0.4'],
    ['2500', -3, '2000'],
    ['3500', -3, '4000'],
    ['-0.036', 2, '-0.04'],
    ['15.4546', 0, '15'],
    ['0.125', 2, '0.12'],
    ['0.135', 2, '0.14'],
    ['2.5', 0, '2'],
    ['3.5', 0, '4'],
  ])('%s to %i digits is %s', (x, digits, y) => {
    expect(roundHalfEvenText(x, digits)).toBe(y);
    expect(roundHalfEven(Number(x), digits)).toBe(Number(y));
  });
  test('never moves a value by more than half a unit, and is idempotent', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -1e9, max: 1e9 }),
        fc.integer({ min: 0, max: 4 }),
        (thousandths, digits) => {
          const rounded = roundHalfEven(thousandths / 1000, digits);
          return (
            Math.abs(rounded * 1000 - thousandths) <= 0.5 * 10 ** (3 - digits) + 1e-6 &&
            roundHalfEven(rounded, digits) === rounded
          );
        },
      ),
    );
  });
});

describe('statistics', () => {
  test('PCT-1, PCT-2', () => {
    expect(percentile(example('PCT-1').in.x, 0.9)).toBeCloseTo(91, 10);
    const year = Array.from({ length: 365 }, (_, i) => i + 1);
    const { out } = example('PCT-2');
    expect([0.9, 0.95, 0.98].map((p) => percentile(year, p))).toEqual([
      expect.closeTo(out.p90, 6),
      expect.closeTo(out.p95, 6),
      expect.closeTo(out.p98, 6),
    ]);
  });
  test('MDA8-1', () => {
    const { in: input, out } = example('MDA8-1');
    expect(mda8(input.o3)).toEqual({ mean: out.mean, windows: out.windows, atHour: out.max_at_hour });
    const sparse = input.o3.map((value: number, hour: number) => (hour < 12 ? null : value / 10));
    expect(mda8(sparse).mean).toBeNull();
  });
  test('NOISE-1, NOISE-2', () => {
    expect(dayNightLevel(58, 49)).toBeCloseTo(example('NOISE-1').out.Ldn, 2);
    expect(energyMean([55, 60, 65])).toBeCloseTo(example('NOISE-2').out.Leq, 2);
  });
  test('means that are not arithmetic', () => {
    expect(directionMean([350, 10])! % 360).toBeCloseTo(0, 6);
    expect(directionMean([90, 270])).toBeNull();
    // 10 m³ at 100 mg/L and 90 m³ at 10 mg/L: 1900 g in 100 m³.
    expect(
      flowWeightedMean([
        { value: 100, flow: 10 },
        { value: 10, flow: 90 },
      ]),
    ).toBe(19);
    expect(flowWeightedMean([{ value: 100, flow: 0 }])).toBeNull();
  });
});

describe('emissions', () => {
  test.each([
    ['O2-1', 6],
    ['O2-2', 3.5],
    ['O2-3', 11],
    ['O2-4', 10],
  ] as const)('%s: reference oxygen %f', (id, reference) => {
    const { in: input, out } = example(id);
    expect(convertToReferenceO2(input.C, input.O2, reference).value).toBeCloseTo(out.C_ref, 3);
  });
  test('O2-5: excess air', () => {
    const { in: input, out } = example('O2-5');
    expect(convertToExcessAir(input.C, input.O2, 1.7).value).toBeCloseTo(out.C_ref, 3);
  });
  test('without usable oxygen there is no converted value', () => {
    expect(convertToReferenceO2(10, 21, 6)).toEqual({ value: null, problem: 'O2_TOO_HIGH' });
    expect(convertToReferenceO2(10, null, 6)).toEqual({ value: null, problem: 'O2_MISSING' });
  });
  test('the limit itself is met; the unrounded value decides', () => {
    expect(judgeLimit(35, { upper: 35, lower: null }).verdict).toBe('meets');
    expect(judgeLimit(35.001, { upper: 35, lower: null }).verdict).toBe('exceeds');
    expect(judgeLimit(42, { upper: 35, lower: null }).exceedMultiple).toBeCloseTo(0.2, 10);
    expect(judgeLimit(5.9, { upper: 9, lower: 6 }).verdict).toBe('exceeds');
  });
});

describe('credit code (GB 32100-2015)', () => {
  test('the check character by an independent computation', () => {
    const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 17, maxLength: 17 }), (digits) => {
        let weight = 1;
        let sum = 0;
        for (const digit of digits) {
          sum += digit * weight;
          weight = (weight * 3) % 31;
        }
        const text = digits.map((digit) => alphabet[digit]).join('');
        return usccCheckDigit(text) === alphabet[(31 - (sum % 31)) % 31];
      }),
    );
  });
  test('every wrong single character is found', () => {
    const good = `91650100MA775ABCD${usccCheckDigit('91650100MA775ABCD')}`;
    expect(validateUscc(good)).toEqual([]);
    expect(validateUscc(`${good.slice(0, 17)}I`)[0]!.code).toMatch(/USCC_/);
    for (let at = 0; at < 17; at++) {
      const other = good[at] === '1' ? '2' : '1';
      expect(validateUscc(good.slice(0, at) + other + good.slice(at + 1))).not.toEqual([]);
    }
    expect(validateUscc('123')[0]!.code).toBe('USCC_LENGTH');
  });
});

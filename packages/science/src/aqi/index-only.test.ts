import { standard as standardByCode } from '@tarim/standards';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { evaluateAqi } from './evaluate.ts';
import { aqiIndex } from './index-only.ts';
import type { AqiInput } from './types.ts';

const table = (code: string) => standardByCode(code) as unknown as Parameters<typeof aqiIndex>[1];

test('the worked example of a day: PM2.5 130 is 172, PM10 below it', () => {
  // (200−150)/(150−115)·(130−115)+150 = 171.43, rounded up; table 1 of HJ 633-2012.
  const values = { SO2: 10, NO2: 20, CO: 1, O3_8h: 90, PM10: 180, 'PM2.5': 130 };
  expect(aqiIndex({ period: 'day', values }, table('HJ 633-2012'))).toEqual({
    aqi: 172,
    primary: ['PM2.5'],
    level: 4,
    category: '中度污染',
  });
});

test('says what the evaluation with its steps says', () => {
  const value = fc.oneof(
    { weight: 8, arbitrary: fc.integer({ min: 0, max: 13_000 }).map((n) => n / 10) },
    { weight: 2, arbitrary: fc.double({ min: 0, max: 3_000, noNaN: true }) },
    { weight: 1, arbitrary: fc.constantFrom(null, undefined, -1, Number.NaN) },
  );
  const names = ['SO2', 'SO2_24h', 'NO2', 'CO', 'O3', 'O3_8h', 'PM10', 'PM2.5'];
  fc.assert(
    fc.property(
      fc.constantFrom<AqiInput['period']>('hour', 'day'),
      fc.constantFrom('HJ 633-2012', 'HJ 633-2026'),
      fc.tuple(...names.map(() => value)),
      fc.subarray(['PM10', 'PM2.5', 'CO']),
      (period, code, given, exempt) => {
        const values = Object.fromEntries(names.map((name, i) => [name, given[i]]));
        const full = evaluateAqi({ period, time: 0, values, exempt, standard: code });
        const quick = aqiIndex({ period, values, exempt }, table(code));
        const { aqi, level, category } = full;
        expect({ ...quick, primary: [...quick.primary].sort() }).toEqual({
          aqi,
          level,
          category,
          primary: [...full.primary].sort(),
        });
      },
    ),
    { numRuns: 2_000 },
  );
});

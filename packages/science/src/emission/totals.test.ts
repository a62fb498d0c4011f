import { DAY_MS, HOUR_MS } from '@tarim/kernel';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { evaluateLoad, type LoadRecord } from './totals.ts';

const START = Date.parse('2026-01-01T00:00:00+08:00');
const hours = (n: number, of: (i: number) => Partial<LoadRecord>): LoadRecord[] =>
  Array.from({ length: n }, (_, i) => ({
    time: START + i * HOUR_MS,
    values: { SO2: 20 },
    flow: 50_000,
    ...of(i),
  }));

describe('sums of C·Q', () => {
  test('a day of 24 kg, at Beijing midnight; quarters and years', () => {
    const records = hours(25, () => ({}));
    expect(evaluateLoad({ medium: 'air', by: 'day', records }).totals).toEqual([
      { period: '2026-01-01', item: 'SO2', kg: 24, records: 24, missing: 0 },
      { period: '2026-01-02', item: 'SO2', kg: 1, records: 1, missing: 0 },
    ]);
    const days = [0, 89, 90, 365].map((day) => ({
      time: START + day * DAY_MS,
      values: { w01018: 50 },
      flow: 200,
    }));
    const quarters = evaluateLoad({ medium: 'water', by: 'quarter', records: days }).totals;
    expect(quarters.map((one) => [one.period, one.item, one.kg])).toEqual([
      ['2026-Q1', 'COD', 20],
      ['2026-Q2', 'COD', 10],
      ['2027-Q1', 'COD', 10],
    ]);
  });
  test('what is missing is counted and told, never filled', () => {
    const records = hours(4, (i) => [{}, { flow: null }, { values: { SO2: null } }, { flow: 100_000 }][i]!);
    const result = evaluateLoad({ medium: 'air', by: 'month', records });
    expect(result.totals).toEqual([{ period: '2026-01', item: 'SO2', kg: 3, records: 2, missing: 2 }]);
    expect(result.problems.map((one) => one.code)).toEqual(['LOAD_RECORDS_INCOMPLETE']);
  });
  test('a year that uses its permit to the gram is within it, in whatever order', () => {
    // 8760 hours of 0.1 mg/m³ in 10 m³ are 8.76 g; floats end beside it.
    const records = hours(8_760, () => ({ values: { SO2: 0.1 }, flow: 10 }));
    const { permitted } = evaluateLoad({
      medium: 'air',
      by: 'year',
      records,
      permitted: { a21026: 0.00876 },
    });
    expect(permitted).toEqual([
      { item: 'SO2', kg: 0.00876, permitted: 0.00876, percent: 100, verdict: 'within' },
    ]);
    const more = [...records, { time: START, values: { SO2: 0.001 }, flow: 1 }];
    expect(
      evaluateLoad({ medium: 'air', by: 'year', records: more, permitted: { SO2: 0.00876 } }).permitted[0]!
        .verdict,
    ).toBe('exceeds');
  });
  test('agrees with whole numbers', () => {
    const hour = fc.tuple(fc.integer({ min: 0, max: 9_999 }), fc.integer({ min: 0, max: 99_999 }));
    fc.assert(
      fc.property(fc.array(hour, { minLength: 1, maxLength: 48 }), (pairs) => {
        const records = pairs.map(([tenths, flow]) => ({ time: START, values: { NOx: tenths / 10 }, flow }));
        const [total] = evaluateLoad({ medium: 'air', by: 'day', records }).totals;
        // Tenths of mg: below 2^53 as a whole number.
        expect(total!.kg).toBe(pairs.reduce((sum, [tenths, flow]) => sum + tenths * flow, 0) / 1e7);
      }),
    );
  });
  test('nothing is thrown', () => {
    fc.assert(
      fc.property(fc.anything(), fc.anything(), (one, other) => {
        const input = {
          medium: 'air',
          by: 'day',
          records: [one, { time: START, values: other, flow: one }],
          permitted: other,
        };
        expect(evaluateLoad(input as never).problems.length).toBeGreaterThanOrEqual(0);
        expect(evaluateLoad({ ...input, medium: one, records: other } as never).totals).toEqual([]);
      }),
    );
  });
});

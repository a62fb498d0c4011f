import { describe, expect, test } from 'vitest';
import type { RollupValue } from '../sql/rollup-read.ts';
import { cadenceOf } from './coarser.ts';
import { type FactorOptions, factorOfPeriod } from './factor-of-period.ts';

const HOUR = 3_600_000;
const value = (more: Partial<RollupValue>): RollupValue => ({
  code: '',
  mean: null,
  min: null,
  max: null,
  converted: null,
  total: null,
  omitted: null,
  mda8: null,
  validCount: 1,
  invalid: null,
  ...more,
});
const options = (kind: string, more: Partial<FactorOptions> = {}): FactorOptions => ({
  kind,
  period: 'day',
  start: 0,
  slots: 24,
  elapsed: 24,
  running: false,
  year: 2026,
  month: 11,
  cadence: 1,
  ...more,
});
/** The hours at which `of` gives something. */
const hours = (n: number, of: (hour: number) => Record<string, RollupValue | undefined> | null) =>
  Array.from({ length: n }, (_, hour) => ({
    time: hour * HOUR,
    expected: 60,
    stopped: 0,
    values: (of(hour) ?? {}) as Record<string, RollupValue>,
  })).filter((row) => Object.keys(row.values).length > 0);

describe('a day', () => {
  test('of an intermittent discharger owes only the hours in which something flowed', () => {
    const rows = hours(24, (hour) =>
      hour < 8
        ? { w01018: value({ mean: 20 + hour, total: 1 }), w00000: value({ mean: 2, total: 10 }) }
        : // The analyser does not sample while nothing flows.
          { w00000: value({ mean: 0, total: 0 }) },
    );
    expect(factorOfPeriod('w01018', rows, options('outlet-water'))).toMatchObject({
      mean: 23.5,
      validCount: 8,
      total: 8,
      omitted: null,
      invalid: null,
    });
    // Five of the eight hours that were due are less than 75 %.
    const fewer = rows.map((row, hour) =>
      hour < 3 ? { ...row, values: { ...row.values, w01018: value({ mean: 20, invalid: 'FLAG_D' }) } } : row,
    );
    expect(factorOfPeriod('w01018', fewer, options('outlet-water'))).toMatchObject({
      invalid: 'INSUFFICIENT',
      omitted: 3,
    });
  });

  test('in which nothing flowed at all owes nothing and says so', () => {
    const rows = hours(24, () => ({
      w01018: value({ invalid: 'NO_FLOW', total: 0, validCount: 60 }),
      w00000: value({ mean: 0, total: 0 }),
    }));
    expect(factorOfPeriod('w01018', rows, options('outlet-water'))).toMatchObject({
      mean: null,
      total: 0,
      invalid: 'NO_FLOW',
    });
  });

  test('does not weigh by a flow that is not valid', () => {
    const rows = hours(24, (hour) => ({
      w01018: value({ mean: hour < 12 ? 10 : 40 }),
      w00000: hour < 12 ? value({ mean: 1, total: 60 }) : value({ mean: 1, total: 9_999, invalid: 'FLAG_D' }),
    }));
    expect(factorOfPeriod('w01018', rows, options('outlet-water')).mean).toBe(10);
  });

  test('of a four-hourly analyser owes six values', () => {
    const rows = hours(24, (hour) => (hour % 4 === 0 ? { w21003: value({ mean: 1 }) } : null));
    const cadence = cadenceOf('w21003', rows, null);
    expect(cadence).toBe(4);
    expect(factorOfPeriod('w21003', rows, options('surface-water', { cadence }))).toMatchObject({
      validCount: 6,
      invalid: null,
    });
    expect(factorOfPeriod('w21003', rows.slice(0, 4), options('surface-water', { cadence })).invalid).toBe(
      'INSUFFICIENT',
    );
    expect(cadenceOf('w21003', rows.slice(0, 2), null)).toBe(1);
    expect(cadenceOf('w21003', rows.slice(0, 2), 240)).toBe(4);
    expect(cadenceOf('w21003', rows, 10)).toBe(4);
  });

  test('tells the hours that its amount leaves out; stopped hours emit nothing', () => {
    const rows = hours(23, (hour) => ({
      a21026:
        hour < 20
          ? value({ mean: 30, total: 2 })
          : value(hour === 20 ? { mean: 30, total: 2, invalid: 'FLAG_D' } : { invalid: 'FLAG_F' }),
    }));
    // One is invalid, two stood still, one never came.
    expect(factorOfPeriod('a21026', rows, options('outlet-gas'))).toMatchObject({
      total: 40,
      omitted: 2,
      invalid: null,
    });
  });

  test('has a converted mean only of enough converted hours', () => {
    const rows = (n: number) =>
      hours(24, (hour) => ({ a21026: value({ mean: 30, converted: hour < n ? 40 : null }) }));
    expect(factorOfPeriod('a21026', rows(20), options('outlet-gas')).converted).toBe(40);
    expect(factorOfPeriod('a21026', rows(19), options('outlet-gas')).converted).toBeNull();
  });

  test('is RUNNING until it is over, however much has come', () => {
    const rows = hours(22, () => ({ a34004: value({ mean: 30 }) }));
    expect(factorOfPeriod('a34004', rows, options('air', { running: true, elapsed: 22 }))).toMatchObject({
      mean: 30,
      invalid: 'RUNNING',
    });
    expect(factorOfPeriod('a34004', rows, options('air')).invalid).toBeNull();
  });
});

test('a month counts the days that owe something, and sums the hours its days leave out', () => {
  const rows = Array.from({ length: 30 }, (_, day) => ({
    time: day * 24 * HOUR,
    expected: 24,
    stopped: 0,
    values: {
      w01018:
        day < 10
          ? value({ mean: 20, total: 5, omitted: day === 0 ? 3 : null })
          : value({ invalid: 'NO_FLOW', total: 0 }),
      w00000: value({ mean: day < 10 ? 2 : 0, total: day < 10 ? 48 : 0 }),
    },
  }));
  const month = options('outlet-water', { period: 'month', slots: 30, elapsed: 30 });
  expect(factorOfPeriod('w01018', rows, month)).toMatchObject({
    validCount: 10,
    invalid: null,
    total: 50,
    omitted: 3,
  });
  expect(factorOfPeriod('w01018', rows.slice(1), month)).toMatchObject({ total: 45, omitted: 24 });
});

import { describe, expect, test } from 'vitest';
import { derive } from './derive.ts';
import type { FactorResult } from './factor-values.ts';
import { betterHour, type Hour, hourOfDevice, hourOfMinutes } from './hour.ts';
import type { PointFacts } from './point-facts.ts';
import type { Reading } from './readings.ts';

const MINUTE = 60_000;
const facts = (kind: string, interval: number | null = 1): PointFacts => ({
  kind,
  edition: '2017',
  interval,
  referenceO2: () => 6,
  toMassUnit: () => (value) => value,
});
const GAS = facts('outlet-gas');
const WATER = facts('outlet-water');

type Factors = Record<string, { flag?: string | null } & Record<string, number | string | null | undefined>>;
const reading = (minute: number, factors: Factors): Reading => ({
  time: minute * MINUTE,
  byCode: new Map(
    Object.entries(factors).map(([code, { flag = 'N', ...attrs }]) => [
      code,
      { flag, attrs: attrs as Record<string, number | null> },
    ]),
  ),
});
const minutes = (n: number, factors: (minute: number) => Factors, from = 0): Reading[] =>
  Array.from({ length: n }, (_, i) => reading(from + i, factors(from + i)));
const of = (hour: Hour, code: string): FactorResult => hour.results.find((one) => one.code === code)!;
const derived = (hour: Hour, fact: PointFacts): Hour => {
  derive(hour.results, fact, '2026-11-24');
  return hour;
};

describe('an hour from minutes', () => {
  test('needs 45 covered minutes; what is marked invalid never enters', () => {
    const factors = (minute: number): Factors => ({
      a21026: { Avg: minute < 45 ? 10 : 999, flag: minute < 45 ? 'N' : 'D' },
    });
    const hour = hourOfMinutes(minutes(60, factors), GAS);
    expect(of(hour, 'a21026')).toMatchObject({ mean: 10, max: 10, validCount: 45, invalid: null });
    const fewer = hourOfMinutes(minutes(44, factors), GAS);
    expect(of(fewer, 'a21026')).toMatchObject({ mean: 10, invalid: 'INSUFFICIENT' });
    const marked = hourOfMinutes(
      minutes(60, (minute) => ({ a21026: { Avg: 10, flag: minute < 30 ? 'N' : 'C' } })),
      GAS,
    );
    expect(of(marked, 'a21026').invalid).toBe('FLAG_C');
  });

  test('of one record without an agreed interval is not valid, and says what is missing', () => {
    const hour = hourOfMinutes(
      minutes(1, () => ({ a21026: { Avg: 10 } })),
      facts('outlet-gas', null),
    );
    expect(of(hour, 'a21026').invalid).toBe('INTERVAL_UNKNOWN');
  });

  test('of five one-minute records is not valid where ten minutes were agreed', () => {
    const hour = hourOfMinutes(
      minutes(5, () => ({ a21026: { Avg: 10 } })),
      facts('outlet-gas', 10),
    );
    expect(of(hour, 'a21026').invalid).toBe('INSUFFICIENT');
    expect(hour.expected).toBe(6);
  });

  test('converts by the mean oxygen and multiplies by the volume; its total tells the minutes it leaves out', () => {
    const hour = derived(
      hourOfMinutes(
        minutes(50, () => ({
          a21026: { Avg: 30 },
          a19001: { Avg: 11 },
          a00000: { Avg: 60_000, Cou: 1_000 },
        })),
        GAS,
      ),
      GAS,
    );
    expect(of(hour, 'a21026')).toMatchObject({ converted: 45, omitted: 10 });
    expect(of(hour, 'a21026').total).toBeCloseTo(30 * 50_000 * 1e-6, 12);
    expect(of(hour, 'a00000')).toMatchObject({ total: 50_000, omitted: 10 });
  });

  test('gives no amount where nobody knows the unit, or the flow is not valid', () => {
    const all = minutes(60, () => ({ a21026: { Avg: 30 }, a00000: { Cou: 1_000, Avg: 1 } }));
    const unknown = { ...GAS, toMassUnit: () => null };
    expect(of(derived(hourOfMinutes(all, unknown), unknown), 'a21026').total).toBeNull();
    const broken = minutes(60, () => ({ a21026: { Avg: 30 }, a00000: { Cou: 1_000, Avg: 1, flag: 'D' } }));
    expect(of(derived(hourOfMinutes(broken, GAS), GAS), 'a21026').total).toBeNull();
  });
});

describe('wastewater', () => {
  test('is weighed by the flow of each minute, and a flow that is marked invalid has no weight', () => {
    const hour = hourOfMinutes(
      minutes(60, (minute) => ({
        w01018: { Avg: minute < 30 ? 10 : 40 },
        w00000: { Avg: minute < 30 ? 3 : 1 },
      })),
      WATER,
    );
    expect(of(hour, 'w01018').mean).toBeCloseTo((10 * 3 + 40 * 1) / 4, 12);
    const faulty = hourOfMinutes(
      minutes(60, (minute) => ({
        w01018: { Avg: minute < 30 ? 10 : 40 },
        w00000: { Avg: minute < 30 ? 3 : 9_999, flag: minute < 30 ? 'N' : 'D' },
      })),
      WATER,
    );
    expect(of(faulty, 'w01018')).toMatchObject({ mean: 10, invalid: null });
  });

  test('that does not flow has no mean and owes none; its amount is 0', () => {
    const hour = derived(
      hourOfMinutes(
        minutes(60, () => ({ w01018: { Avg: 10 }, w00000: { Avg: 0, Cou: 0 } })),
        WATER,
      ),
      WATER,
    );
    expect(of(hour, 'w01018')).toMatchObject({ mean: null, invalid: 'NO_FLOW', total: 0 });
  });

  test('without a flow meter has a plain mean', () => {
    const hour = hourOfMinutes(
      minutes(60, (minute) => ({ w01018: { Avg: minute < 30 ? 10 : 40 } })),
      WATER,
    );
    expect(of(hour, 'w01018')).toMatchObject({ mean: 25, invalid: null });
  });

  test('that stood still for half an hour owes the other half only', () => {
    const stopped = minutes(30, () => ({ w01018: { Avg: 0, flag: 'F' }, w00000: { Avg: 0, flag: 'F' } }));
    const ran = minutes(30, () => ({ w01018: { Avg: 12 }, w00000: { Avg: 2 } }), 30);
    const hour = hourOfMinutes([...stopped, ...ran], WATER);
    expect(hour).toMatchObject({ expected: 60, received: 60, stopped: 30 });
    expect(of(hour, 'w01018')).toMatchObject({ mean: 12, invalid: null, validCount: 30 });
    expect(of(hourOfMinutes(stopped, WATER), 'w01018')).toMatchObject({ mean: null, invalid: 'FLAG_F' });
  });
});

describe('the better basis', () => {
  const device = hourOfDevice(
    reading(0, { a21026: { Avg: 33 }, a21002: { Avg: 50, flag: 'D' }, a34013: { Avg: 5 } }),
    GAS,
  );
  test('is the minutes where they are enough', () => {
    const enough = hourOfMinutes(
      minutes(45, () => ({ a21026: { Avg: 30 }, a21002: { Avg: 48 }, a34013: { Avg: 4 } })),
      GAS,
    );
    expect(betterHour(enough, device)).toMatchObject({ basis: 'minute' });
    expect(of(betterHour(enough, device), 'a21026').mean).toBe(30);
  });
  test('is the valid hour of the device where minutes were lost, factor by factor', () => {
    const few = hourOfMinutes(
      minutes(44, () => ({ a21026: { Avg: 30 }, a21002: { Avg: 48 } })),
      GAS,
    );
    const hour = betterHour(few, device);
    expect(hour).toMatchObject({ basis: 'mixed', expected: 60, received: 44 });
    expect(of(hour, 'a21026')).toMatchObject({ mean: 33, invalid: null });
    expect(of(hour, 'a21002')).toMatchObject({ mean: 48, invalid: 'INSUFFICIENT' });
    // No minute record has it at all.
    expect(of(hour, 'a34013')).toMatchObject({ mean: 5, invalid: null });
  });
});

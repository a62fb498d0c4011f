import { aqiStandard } from '@tarim/standards';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { example } from '../golden.fixture.ts';
import { evaluateAqi } from './evaluate.ts';
import { interpolateIaqi } from './iaqi.ts';
import type { AqiInput } from './types.ts';

const AT_2026 = Date.parse('2026-04-18T13:00:00+08:00');
const AT_2025 = Date.parse('2025-04-18T00:00:00+08:00');
const hour = (values: AqiInput['values'], time = AT_2026) => evaluateAqi({ period: 'hour', time, values });
const day = (values: AqiInput['values'], time = AT_2026) => evaluateAqi({ period: 'day', time, values });
const codes = (result: { problems: readonly { code: string }[] }) => result.problems.map((one) => one.code);
const FULL_HOUR = { SO2: 5, NO2: 10, CO: 0.4, O3: 110, PM10: 40, 'PM2.5': 20 };

describe('worked examples', () => {
  test.each(['AQI26-H-3614A', 'AQI26-H-2929A', 'AQI26-H-1395A'])(
    '%s: an hour published by the national centre',
    (id) => {
      const { in: values, out, source } = example(id);
      expect(source).toMatch(/^published/);
      expect(hour(values)).toMatchObject({ ...out, standard: 'HJ 633-2026', problems: [] });
    },
  );
  test('AQI26-D-1 and AQI12-D-1: the same day by both editions', () => {
    expect(day(example('AQI26-D-1').in)).toMatchObject({
      ...example('AQI26-D-1').out,
      ruleVersion: 'HJ633-2026@1',
    });
    expect(day(example('AQI12-D-1').in, AT_2025)).toMatchObject({
      ...example('AQI12-D-1').out,
      ruleVersion: 'HJ633-2012@2',
    });
  });
  test.each(['119.5', '120.5', '121.5'])('AQI26-R-%s: rounding before the index', (text) => {
    const { in: values, out } = example(`AQI26-R-${text}`);
    const result = day(values);
    expect([result.values.PM10, result.iaqi.PM10]).toEqual([out.rounded, out.iaqi]);
  });
  test('AQI26-C-1: above the table, in both editions', () => {
    const { in: given, out } = example('AQI26-C-1');
    expect(hour({ SO2: given.SO2_hour, NO2: given.NO2_hour }).iaqi).toEqual({
      SO2: out.SO2_hour,
      NO2: out.NO2_hour,
    });
    expect(day({ O3_8h: given.O3_8h, PM10: given.PM10_day }).iaqi).toEqual({
      O3_8h: out.O3_8h,
      PM10: out.PM10_day,
    });
    expect(hour({ SO2: given.SO2_hour }, AT_2025).iaqi.SO2 ?? null).toBe(out['2012'].SO2_hour);
    expect(day({ O3_8h: given.O3_8h }, AT_2025).iaqi.O3_8h ?? null).toBe(out['2012'].O3_8h);
  });
  test('AQI26-M-1 and M-2: what is missing blocks publication unless the rest exceeds 100', () => {
    const low = { SO2: 5, NO2: 10, CO: 0.4, PM10: null };
    const first = example('AQI26-M-1');
    const withheld = hour({ ...low, 'PM2.5': first.in['PM2.5_hour'], O3: first.in.O3_hour });
    expect(withheld).toMatchObject({ aqi: null, partialAqi: first.out.partial, level: null, primary: [] });
    expect(withheld.missing).toEqual(['PM10']);
    const second = example('AQI26-M-2');
    const published = hour({ ...low, 'PM2.5': second.in['PM2.5_hour'], O3: second.in.O3_hour });
    expect(published).toMatchObject({ aqi: second.out.published, primary: second.out.primary, level: 3 });
  });
});

describe('editions', () => {
  test('the date of the data decides, at Beijing midnight', () => {
    const at = (time: string) => hour(FULL_HOUR, Date.parse(time)).standard;
    expect(at('2026-02-28T23:00:00+08:00')).toBe('HJ 633-2012');
    expect(at('2026-02-28T16:00:00Z')).toBe('HJ 633-2026');
    expect(evaluateAqi({ period: 'hour', time: AT_2026, values: {}, standard: 'HJ 633-2012' }).standard).toBe(
      'HJ 633-2012',
    );
  });
  test('2012 computes of what is there', () => {
    const partial = hour({ ...FULL_HOUR, PM10: null }, AT_2025);
    expect([partial.aqi, partial.partialAqi]).toEqual([35, 35]);
    expect(codes(partial)).toEqual(['AQI_MISSING']);
  });
  describe('above 800, where a table ends', () => {
    const FULL_DAY = { SO2: 10, NO2: 10, CO: 1, O3_8h: 850, PM10: 20, 'PM2.5': 10 };
    test('2012 takes the highest hour of ozone for the day', () => {
      // 300 + (900 − 800) · 100 / 200
      const result = day({ ...FULL_DAY, O3: 900 }, AT_2025);
      expect(result).toMatchObject({ aqi: 350, level: 6, primary: ['O3'], problems: [], missing: [] });
      expect([result.iaqi.O3, result.iaqi.O3_8h]).toEqual([350, undefined]);
      expect(result.steps.map((one) => `${one.pollutant} ${one.outcome} ${one.iaqi}`).slice(3, 5)).toEqual([
        'O3_8h no-index null',
        'O3 interpolated 350',
      ]);
    });
    test('2012 takes the 24-h mean of SO2 for the hour', () => {
      // 200 + (1200 − 800) · 100 / 800
      const result = hour({ ...FULL_HOUR, SO2: 900, SO2_24h: 1_200 }, AT_2025);
      expect(result).toMatchObject({ aqi: 250, level: 5, primary: ['SO2_24h'], problems: [] });
      expect([result.iaqi.SO2_24h, result.iaqi.SO2]).toEqual([250, undefined]);
    });
    test('a low value instead is taken as well: the note knows no condition', () => {
      expect(hour({ ...FULL_HOUR, SO2: 900, SO2_24h: 40 }, AT_2025)).toMatchObject({ aqi: 40, level: 1 });
    });
    test('without the other value 2012 has no AQI and no level', () => {
      const none = { aqi: null, level: null, category: null, primary: [], missing: [] };
      const ozone = day(FULL_DAY, AT_2025);
      expect(ozone).toMatchObject({ ...none, partialAqi: 25 });
      expect(ozone.problems.map((one) => [one.code, one.path])).toEqual([['AQI_NO_INDEX', 'values.O3_8h']]);
      expect(ozone.problems[0]!.message).toContain('O3,');
      for (const SO2_24h of [undefined, null])
        expect(hour({ ...FULL_HOUR, SO2: 801, SO2_24h }, AT_2025)).toMatchObject({ ...none, partialAqi: 40 });
      const wrong = hour({ ...FULL_HOUR, SO2: 801, SO2_24h: -1 }, AT_2025);
      expect([wrong.aqi, codes(wrong)]).toEqual([null, ['AQI_VALUE_INVALID', 'AQI_NO_INDEX']]);
    });
    test('up to 800 the others do not enter; 2026 keeps its last index whatever is given', () => {
      expect(day({ ...FULL_DAY, O3_8h: 800, O3: 1_100 }, AT_2025)).toMatchObject({ aqi: 300, problems: [] });
      expect(hour({ ...FULL_HOUR, SO2: 800, SO2_24h: 2_000 }, AT_2025)).toMatchObject({ aqi: 200 });
      expect(day({ ...FULL_DAY, O3: 900 })).toMatchObject({ aqi: 300, primary: ['O3_8h'], problems: [] });
      expect(hour({ ...FULL_HOUR, SO2: 801, SO2_24h: 1_200 })).toMatchObject({ aqi: 200, problems: [] });
    });
    test('only an hour has a 24-h mean beside it', () => {
      expect(codes(day({ ...FULL_DAY, O3_8h: 90, SO2_24h: 5 }))).toEqual(['AQI_POLLUTANT_UNKNOWN']);
    });
  });
  test('an index of 0 is of level 1 in both editions', () => {
    const zero = { SO2: 0, NO2: 0, CO: 0, O3: 0, PM10: 0, 'PM2.5': 0 };
    for (const time of [AT_2025, AT_2026])
      expect(hour(zero, time)).toMatchObject({ aqi: 0, level: 1, category: '优', primary: [] });
  });
  test('an exempt pollutant does not block publication in 2026', () => {
    const values = { ...FULL_HOUR, CO: null };
    expect(evaluateAqi({ period: 'hour', time: AT_2026, values }).aqi).toBeNull();
    const exempt = evaluateAqi({ period: 'hour', time: AT_2026, values, exempt: ['CO'] });
    expect([exempt.aqi, exempt.problems]).toEqual([40, []]);
    expect(exempt.steps.find((one) => one.pollutant === 'CO')!.outcome).toBe('exempt');
  });
  test('the highest hour of a day and the moving mean of an hour are told beside and do not enter', () => {
    expect(hour({ ...FULL_HOUR, O3_8h: 700 })).toMatchObject({ aqi: 40, problems: [] });
    expect(day({ ...FULL_HOUR, O3: 900, O3_8h: 90 })).toMatchObject({ aqi: 45, problems: [] });
  });
});

describe('bad input is described, never thrown', () => {
  test('what is not a concentration', () => {
    const result = hour({ ...FULL_HOUR, PM10: -1, SO2: Number.NaN, X: 3, CO: '0.4' as never });
    expect(result.aqi).toBeNull();
    expect(codes(result).sort()).toEqual([
      'AQI_MISSING',
      'AQI_MISSING',
      'AQI_MISSING',
      'AQI_POLLUTANT_UNKNOWN',
      'AQI_VALUE_INVALID',
      'AQI_VALUE_INVALID',
      'AQI_VALUE_INVALID',
    ]);
    expect(result.problems.every((one) => one.path?.startsWith('values.'))).toBe(true);
  });
  test('unknown standard, period and time', () => {
    expect(
      codes(evaluateAqi({ period: 'hour', time: 0, values: FULL_HOUR, standard: 'GB 3095-2012' })),
    ).toEqual(['AQI_STANDARD_UNKNOWN']);
    for (const period of ['week', 'toString', { toString: null }])
      expect(codes(evaluateAqi({ period: period as never, time: 0, values: FULL_HOUR }))).toEqual([
        'AQI_PERIOD_UNKNOWN',
      ]);
    for (const time of [Number.NaN, Number.POSITIVE_INFINITY, 8.64e15])
      expect(codes(hour(FULL_HOUR, time))).toEqual(['AQI_TIME_INVALID']);
  });
  test('nothing at all', () => {
    for (const time of [AT_2025, AT_2026])
      expect(hour({}, time)).toMatchObject({
        aqi: null,
        partialAqi: null,
        level: null,
        iaqi: {},
        primary: [],
      });
  });
});

describe('the index', () => {
  test('clean air is level 1 without a primary pollutant; 50 and 51 are apart', () => {
    expect(day({ SO2: 50, NO2: 40, CO: 2, O3_8h: 100, PM10: 50, 'PM2.5': 35 })).toMatchObject({
      aqi: 50,
      level: 1,
      primary: [],
    });
    expect(day({ SO2: 50, NO2: 40, CO: 2, O3_8h: 100, PM10: 51, 'PM2.5': 35 })).toMatchObject({
      aqi: 51,
      level: 2,
      category: '良',
      primary: ['PM10'],
    });
  });

  test('CO 0.6 on 0…5 is exactly 6, not 7', () => {
    expect((50 / 5) * 0.6).toBe(6);
    expect(hour({ CO: 0.6 }).iaqi.CO).toBe(6);
    expect(hour({ CO: 0.3 }).iaqi.CO).toBe(3);
  });

  test('never falls when a concentration rises, for every pollutant, period and edition', () => {
    for (const time of [AT_2025, AT_2026]) {
      const { breakpoints } = aqiStandard(time).data;
      for (const period of ['hour', 'day'] as const) {
        for (const pollutant of Object.keys(breakpoints[period])) {
          if (period === 'hour' && pollutant === 'O3_8h') continue;
          const of = (value: number) =>
            evaluateAqi({ period, time, values: { [pollutant]: value } }).iaqi[pollutant] ??
            Number.POSITIVE_INFINITY;
          fc.assert(
            fc.property(
              fc.double({ min: 0, max: 4_000, noNaN: true }),
              fc.double({ min: 0, max: 200, noNaN: true }),
              (low, more) => of(low) <= of(low + more),
            ),
            { numRuns: 200 },
          );
        }
      }
    }
  });

  test('is the least whole number not below formula 1, in integers of its own', () => {
    const table = aqiStandard(AT_2026).data;
    const points = table.breakpoints.hour.CO as number[];
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_500 }), (tenths) => {
        const index = interpolateIaqi(tenths / 10, points, table.iaqi)!;
        const i = points.findIndex((point, at) => at > 0 && tenths <= point * 10);
        const [low, high, from, to] = [points[i - 1]!, points[i]!, table.iaqi[i - 1]!, table.iaqi[i]!];
        // index − 1 < (to−from)(C−low)/(high−low) + from ≤ index, multiplied out in BigInt tenths
        const exact = BigInt(to - from) * BigInt(tenths - low * 10);
        const unit = BigInt(high - low) * 10n;
        return exact <= BigInt(index - from) * unit && exact > BigInt(index - 1 - from) * unit;
      }),
      { numRuns: 1_500 },
    );
  });

  test('concentrations with more decimals than a rounded one are exact too', () => {
    expect(interpolateIaqi(0.0000001, [0, 1], [0, 50])).toBe(1);
    expect(interpolateIaqi(0.02, [0, 1], [0, 50])).toBe(1);
    expect(interpolateIaqi(0.0200001, [0, 1], [0, 50])).toBe(2);
    expect(interpolateIaqi(1.5, [0, 1], [0, 50])).toBeNull();
    expect(interpolateIaqi(0, [0, 1], [0, 50])).toBe(0);
  });

  test('each step can be followed by hand', () => {
    const { steps } = day({ ...example('AQI26-D-1').in, SO2: 3_000 });
    expect(steps.find((one) => one.pollutant === 'PM10')).toEqual({
      pollutant: 'PM10',
      value: 180,
      rounded: 180,
      outcome: 'interpolated',
      breakpoints: [120, 250],
      indices: [100, 150],
      formula: '(150−100)/(250−120)×(180−120)+100 = 123.0769',
      iaqi: 124,
    });
    expect(steps.find((one) => one.pollutant === 'SO2')).toMatchObject({ outcome: 'capped', iaqi: 500 });
  });
});

import { DAY_MS } from '@tarim/kernel';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { example } from '../golden.fixture.ts';
import { evaluateComposite } from './composite-input.ts';
import { evaluateAirPeriod } from './evaluate.ts';
import { dateMs, parsePeriod, wholeMonths, yearBefore } from './period.ts';
import type { AirDayInput } from './types.ts';

const LOW = { SO2: 8, NO2: 20, CO: 0.8, O3_8h: 90, PM10: 40, 'PM2.5': 20 };
const codes = (result: { problems: readonly { code: string }[] }) => result.problems.map((one) => one.code);

function daysOf(
  period: string,
  values: (date: string, index: number) => Partial<AirDayInput>,
): AirDayInput[] {
  const { from, days } = parsePeriod(period)!;
  return Array.from({ length: days }, (_, index) => {
    const date = new Date(dateMs(from)! + index * DAY_MS + 8 * 3_600_000).toISOString().slice(0, 10);
    return { date, values: LOW, ...values(date, index) };
  });
}
const clean = () => ({});

describe('periods', () => {
  test('years, quarters, months and ranges', () => {
    expect(parsePeriod('2024')).toEqual({ kind: 'year', from: '2024-01-01', to: '2024-12-31', days: 366 });
    expect(parsePeriod('2025-Q3')).toMatchObject({ from: '2025-07-01', to: '2025-09-30', days: 92 });
    expect(parsePeriod('2025-02')).toMatchObject({ kind: 'month', days: 28 });
    expect(parsePeriod('2025-01-01/2025-01-01')).toMatchObject({ kind: 'range', days: 1 });
    for (const text of ['', '2025-13', '2025-Q5', '2025-02-30/2025-03-01', '2025-03-01/2025-02-01', 'x'])
      expect(parsePeriod(text), text).toBeNull();
    expect([yearBefore('2025-Q1'), yearBefore('2024-02-29/2024-03-01'), yearBefore('x')]).toEqual([
      '2024-Q1',
      '2023-02-28/2023-03-01',
      null,
    ]);
    expect(wholeMonths(parsePeriod('2025-01-02/2025-03-31')!)).toEqual(['2025-02', '2025-03']);
  });
});

describe('composite index', () => {
  test('COMP-1: 2013', () => {
    const { in: concentrations, out } = example('COMP-1');
    const { composite, problems } = evaluateComposite({ period: '2025', concentrations });
    expect(problems).toEqual([]);
    expect(composite!.value).toBeCloseTo(out.sum, 4);
    expect(composite!.rounded).toBe(out.published_form);
    expect(composite!.largest).toEqual([out.main]);
    for (const [one, single] of Object.entries(out.single))
      expect(composite!.single[one]).toBeCloseTo(single as number, 4);
  });
  test('COMP-2: the candidate of 2026 is told as such', () => {
    const { in: concentrations, out } = example('COMP-2');
    const result = evaluateComposite({ period: '2026-10', concentrations });
    expect(result.composite!.value).toBeCloseTo(out.sum, 4);
    expect(result.composite!.ruleConfidence).toBe('single-source');
    expect(codes(result)).toEqual(['AIR_PERIOD_RULE_CANDIDATE']);
  });
  test('without one of the six, and beyond the standard values that are known, there is none', () => {
    const { in: concentrations } = example('COMP-1');
    const without = evaluateComposite({ period: '2025', concentrations: { ...concentrations, CO: null } });
    expect([without.composite, without.missing, codes(without)]).toEqual([
      null,
      ['CO'],
      ['AIR_PERIOD_CONCENTRATIONS_INVALID'],
    ]);
    expect(codes(evaluateComposite({ period: '2031', concentrations }))).toEqual(['AIR_PERIOD_NO_COMPOSITE']);
  });
});

describe('the generation that is asked for', () => {
  // PM10 65 all year: below 70 (GB 3095-2012), above 60 (GB 3095-2026, transition); as a day 58 of 2012: (65−50)/100·50+50.
  const days = daysOf('2025', () => ({ values: { ...LOW, PM10: 65 } }));
  test.each([
    ['2012', 70, 'meets', ['HJ 663-2013', 'GB 3095-2012', 'HJ 633-2012']],
    ['2026', 60, 'exceeds', ['HJ 663-2026', 'GB 3095-2026', 'HJ 633-2026']],
  ] as const)('%s: limit %d, %s', (edition, limit, verdict, rules) => {
    const result = evaluateAirPeriod({ period: '2025', edition, days });
    expect(result.withDust!.pollutants.PM10.mean).toMatchObject({ value: 65, limit, verdict });
    expect(result.rules.map((one) => one.standard)).toEqual(rules);
    expect(result.withDust!.days.primaryDays.PM10!.all).toBe(365);
  });
  test('a year of before may be judged by 2026, and none by another', () => {
    expect(codes(evaluateAirPeriod({ period: '2026', edition: '2012', days: [] }))).not.toContain(
      'AIR_PERIOD_SPANS_EDITIONS',
    );
    expect(codes(evaluateAirPeriod({ period: '2025', edition: '1996' as never, days }))).toEqual([
      'AIR_PERIOD_STANDARD_UNKNOWN',
    ]);
  });
});

describe('a year', () => {
  test('means and percentiles against the limits of its class', () => {
    const clear = evaluateAirPeriod({ period: '2025', days: daysOf('2025', clean) });
    expect([clear.withDust!.verdict, clear.withDust!.days.goodRatio, clear.problems]).toEqual([
      'meets',
      100,
      [],
    ]);
    // Class I: PM10 40 and PM2.5 15 of a year in GB 3095-2012.
    const first = evaluateAirPeriod({ period: '2025', airClass: 'I', days: daysOf('2025', clean) });
    expect(first.withDust!.pollutants.PM10.verdict).toBe('meets');
    expect(first.withDust!.pollutants['PM2.5'].mean).toMatchObject({ limit: 15, verdict: 'exceeds' });
    expect(first.withDust!.pollutants['PM2.5'].mean!.exceedMultiple).toBeCloseTo(1 / 3, 12);
  });
  test('a mean may meet what a percentile does not', () => {
    // 19 of 365 days: 1 + 364·0.95 = 346.8; 346 low ones, so 4/5 of the way from 40 to 300.
    const result = evaluateAirPeriod({
      period: '2025',
      days: daysOf('2025', (_, i) => (i < 19 ? { values: { ...LOW, PM10: 300 } } : {})),
    });
    const { mean, percentile, verdict, exceedDays, complianceRate, worst } = result.withDust!.pollutants.PM10;
    expect(mean!.value).toBeCloseTo((19 * 300 + 346 * 40) / 365, 10);
    expect(mean!.verdict).toBe('meets');
    expect(percentile).toMatchObject({ percent: 95, value: 248, limit: 150, verdict: 'exceeds' });
    expect([verdict, exceedDays, complianceRate]).toEqual(['exceeds', 19, 94.8]);
    expect(worst).toEqual({ date: '2025-01-01', value: 300, exceedMultiple: 1 });
    expect(result.withDust!.days.primaryDays.PM10).toEqual({ all: 19, polluted: 19 });
    expect(result.withDust!.days.goodRatio).toBe(94.8);
  });
  test('a mean at the limit meets it whatever a float would say', () => {
    const values = [34.9, 35.1, 35];
    const at = evaluateAirPeriod({
      period: '2025',
      days: daysOf('2025', (_, i) => ({ values: { ...LOW, 'PM2.5': i < 363 ? values[i % 3]! : 35 } })),
    });
    expect(at.withDust!.pollutants['PM2.5'].mean).toMatchObject({ value: 35, verdict: 'meets' });
    const above = evaluateAirPeriod({
      period: '2025',
      days: daysOf('2025', (_, i) => ({ values: { ...LOW, 'PM2.5': i === 0 ? 35.1 : 35 } })),
    });
    expect(above.withDust!.pollutants['PM2.5'].mean).toMatchObject({ rounded: 35, verdict: 'exceeds' });
    expect(codes(above)).toContain('AIR_PERIOD_ROUNDING_DECIDES');
  });
  test('324 days, and 27 of each month (February 25)', () => {
    const drop = (gone: (date: string, i: number) => boolean) =>
      evaluateAirPeriod({
        period: '2025',
        days: daysOf('2025', (date, i) => (gone(date, i) ? { values: { ...LOW, CO: null } } : {})),
      }).withDust!;
    const february = drop((date) => /^2025-02-0[123]/.test(date));
    expect([february.pollutants.CO.valid, february.verdict]).toEqual([true, 'meets']);
    const march = drop((date) => /^2025-03-0[1-5]/.test(date));
    expect(march.pollutants.CO).toMatchObject({
      valid: false,
      fewMonths: ['2025-03'],
      verdict: 'not-judged',
    });
    expect(march.verdict).toBe('not-judged');
    // The most that every month may miss is 43 days: 322 are left, and a year has 324.
    const long = (date: string) => /-(01|03|05|07|08|10|12)-0[1-4]$/.test(date);
    const most = (date: string) => /-0[123]$/.test(date) || long(date);
    expect(drop(most).pollutants.CO).toMatchObject({ validDays: 322, valid: false, fewMonths: [] });
    const enough = drop((date) => most(date) && date > '2025-01-02');
    expect(enough.pollutants.CO).toMatchObject({ validDays: 324, valid: true });
  });
  test('an AQI of 100 is good, 101 is not; days by level and by primary pollutant', () => {
    // Of 2012: PM10 150 is an index of 100, 152 one of 101; O3_8h 160 is 100 as well.
    const PM10 = [150, 152, 250, 40, 0];
    const days = daysOf('2025-06-01/2025-06-05', (_, i) => ({
      values: { ...LOW, PM10: PM10[i]!, O3_8h: i === 3 ? 160 : i === 4 ? null : 90 },
    }));
    expect(evaluateAirPeriod({ period: '2025-06-01/2025-06-05', days }).withDust!.days).toEqual({
      validDays: 5,
      goodDays: 3,
      goodRatio: 60,
      byLevel: { 良: 2, 轻度污染: 2, 优: 1 },
      primaryDays: { PM10: { all: 3, polluted: 2 }, O3: { all: 1, polluted: 0 } },
    });
  });
  test('of a quarter each month counts, of a range nothing is said', () => {
    const days = daysOf('2025-Q1', (date) =>
      /-02-0[1-4]/.test(date) ? { values: { ...LOW, NO2: null } } : {},
    );
    const quarter = evaluateAirPeriod({ period: '2025-Q1', days }).withDust!.pollutants;
    expect([quarter.NO2.valid, quarter.NO2.fewMonths, quarter.SO2.valid]).toEqual([false, ['2025-02'], true]);
    expect(quarter.SO2.mean).toMatchObject({ limit: null, verdict: 'not-judged' });
    const range = evaluateAirPeriod({ period: '2025-01-01/2025-03-31', days }).withDust!.pollutants;
    expect([range.NO2.valid, range.NO2.fewMonths]).toEqual([null, ['2025-02']]);
  });
  test('2026 follows its last day, each day its own date', () => {
    const result = evaluateAirPeriod({
      period: '2026',
      days: daysOf('2026', (date) => ({ values: { ...LOW, PM10: date < '2026-03-05' ? 130 : 40 } })),
    });
    expect(result.phase).toBe('transition');
    expect(codes(result)).toEqual(['AIR_PERIOD_SPANS_EDITIONS', 'AIR_PERIOD_RULE_CANDIDATE']);
    // 130 is within 150 up to February and above 120 from March on.
    expect(result.withDust!.pollutants.PM10.exceedDays).toBe(4);
    expect(result.withDust!.pollutants.PM10.percentile!.limit).toBe(120);
    expect(result.withDust!.days.goodDays).toBe(361);
  });
});

describe('dust and change', () => {
  const dusty = (dust: boolean) =>
    daysOf('2025-03', (_, i) => (i < 6 ? { values: { ...LOW, PM10: 700, 'PM2.5': 200 }, dust } : {}));
  test('both figures stand side by side', () => {
    const result = evaluateAirPeriod({ period: '2025-03', days: dusty(true), dustSource: 'official' });
    expect(result.dust).toEqual({
      days: 6,
      source: 'official',
      officialUse: { concentrations: 'withoutDust', goodDays: 'withDust' },
    });
    expect(result.withDust!.pollutants.PM10.mean!.value).toBeCloseTo((6 * 700 + 25 * 40) / 31, 10);
    expect(result.withoutDust!.pollutants.PM10).toMatchObject({ validDays: 25, valid: true });
    expect(result.withoutDust!.pollutants.PM10.mean!.value).toBe(40);
    expect([result.withDust!.days.goodDays, result.withDust!.days.goodRatio]).toEqual([25, 80.6]);
    expect(result.withoutDust!.pollutants.SO2.validDays).toBe(31);
    expect(result.withoutDust!.days).toMatchObject({ validDays: 31, goodRatio: 100 });
    expect(result.rules.map((one) => one.standard)).toContain('环办监测〔2016〕120号');
  });
  test('the AQI of a day of dust is made of the others, also in 2026', () => {
    const days = daysOf('2026-04', (_, i) => (i < 6 ? { values: { ...LOW, PM10: 700 }, dust: true } : {}));
    const { withDust, withoutDust } = evaluateAirPeriod({ period: '2026-04', days });
    expect([withDust!.days.goodDays, withoutDust!.days.goodDays, withoutDust!.days.validDays]).toEqual([
      24, 30, 30,
    ]);
  });
  test('what is left of a day of dust enters when it is given', () => {
    const days = dusty(true).map((day) => (day.dust ? { ...day, withoutDust: { PM10: 71 } } : day));
    const { withoutDust, problems } = evaluateAirPeriod({ period: '2025-03', days });
    expect(problems.map((one) => one.code)).toEqual(['AIR_PERIOD_DUST_PROPOSED']);
    expect(withoutDust!.pollutants.PM10.mean!.value).toBe(46);
    expect(withoutDust!.pollutants['PM2.5'].validDays).toBe(25);
  });
  test('a year earlier', () => {
    const result = evaluateAirPeriod({
      period: '2025-03',
      days: dusty(true),
      previous: { days: daysOf('2024-03', () => ({ values: { ...LOW, PM10: 50 } })) },
    });
    expect(result.change).toMatchObject({ period: { from: '2024-03-01' }, comparable: true });
    expect(result.change!.withoutDust.PM10).toEqual({ from: 50, to: 40, difference: -10, percent: -20 });
    expect(result.change!.withDust.goodRatio).toMatchObject({ difference: -19.4 });
    const across = evaluateAirPeriod({
      period: '2026-03',
      days: daysOf('2026-03', clean),
      previous: { days: daysOf('2025-03', clean) },
    });
    expect(across.change!.comparable).toBe(false);
    expect(codes(across)).toContain('AIR_PERIOD_EDITIONS_DIFFER');
  });
});

describe('input that is not as it should be', () => {
  test('is told and left out', () => {
    const result = evaluateAirPeriod({
      period: '2025-01-01/2025-01-03',
      days: [
        { date: '2025-01-01', values: { a34002: 60, PM10: 50, a21026: 7 } },
        { date: '2025-01-01', values: {} },
        { date: '2025-02-01', values: {} },
        { date: '2025-01-32', values: {} },
        { date: '2025-01-02', values: { PM10: -1 } },
      ],
    });
    expect(codes(result)).toEqual([
      'AIR_PERIOD_DAY_TWICE',
      'AIR_PERIOD_DAY_OUTSIDE',
      'AIR_PERIOD_DATE_INVALID',
      'AIR_PERIOD_VALUE_INVALID',
    ]);
    expect(result.withDust!.pollutants.PM10.mean!.value).toBe(50);
    expect(result.withDust!.pollutants.SO2.mean!.value).toBe(7);
    expect(result.missing).toEqual(['NO2', 'CO', 'O3', 'PM2.5']);
  });
  test('whatever comes, nothing is thrown', () => {
    fc.assert(
      fc.property(fc.anything(), fc.anything(), fc.anything(), (period, days, other) => {
        const input = { period, days, standard: other, weights: other, previous: { days: [] } };
        expect(evaluateAirPeriod(input as never).problems.length).toBeGreaterThan(0);
        const mixed = { date: '2025-03-01', values: days, withoutDust: other, dust: true };
        const month = { period: '2025-03', days: [other, mixed] };
        expect(evaluateAirPeriod(month as never).withDust).not.toBeNull();
      }),
      { numRuns: 200 },
    );
  });
});

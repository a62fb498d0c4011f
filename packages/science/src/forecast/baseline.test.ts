import { describe, expect, test } from 'vitest';
import { evaluateBaseline } from './baseline.ts';
import { decayOf, fitDecay } from './decay.ts';
import { quantileOf } from './quantile.ts';
import { baselineHistory, dateOfDay, dayNumber } from './series.ts';
import { baselineSteps } from './steps.ts';
import type { ForecastDay } from './types.ts';

const OTHERS = { SO2: 10, NO2: 20, CO: 0.5, O3_8h: 50, 'PM2.5': 20 };
const ISSUE = '2025-11-20';
const issue = dayNumber(ISSUE);
/** PM10 of three earlier years 100 every day, and of the last 365 days before the issue as told. */
const history = (pm10: (i: number) => number | null, more: Partial<typeof OTHERS> = OTHERS) =>
  baselineHistory(
    Array.from({ length: 4 * 365 }, (_, i): ForecastDay => {
      const back = 4 * 365 - i;
      return {
        date: dateOfDay(issue - back),
        values: { ...more, PM10: back > 365 ? 100 : pm10(365 - back) },
      };
    }),
  );
const pm10 = (of: Parameters<typeof history>[0]) =>
  evaluateBaseline(history(of), ISSUE).targets.map((one) => one.pollutants.PM10!);

test('quantiles lie between the two nearest values', () => {
  // h = 3·0.25 = 0.75: 1 + 0.75·(2 − 1)
  expect(quantileOf([1, 2, 4, 8], 0.25)).toBe(1.75);
  expect(quantileOf([1, 2, 4, 8], 0.5)).toBe(3);
  expect(quantileOf([5], 0.9)).toBe(5);
});

test('climatology: ±7 days of earlier years, never of the same year', () => {
  const days = Array.from({ length: 40 }, (_, i) => ({
    date: dateOfDay(dayNumber('2024-11-01') + i),
    values: { PM10: i },
  }));
  const series = baselineHistory(days).get('PM10')!;
  // 2025-11-20 → 2024-11-13 … 2024-11-27 → i = 12 … 26
  expect(series.climatology(issue)).toEqual({ median: 19, q25: 15.5, q75: 22.5, n: 15, years: 1 });
  expect(series.climatology(dayNumber('2024-11-20'))).toBeNull();
  // 2024-11-01 … 04 alone are too few
  expect(series.climatology(dayNumber('2025-10-28'))).toBeNull();
  expect(series.climatology(dayNumber('2025-10-29'))).toMatchObject({ n: 5, median: 2 });
});

describe('decay', () => {
  const fit = (of: (i: number) => number | null) => fitDecay(history(of).get('PM10')!, issue - 1);
  test('the powers of ρ themselves lead back to it', () => {
    expect(decayOf([0.8, 0.64, 0.512, 0.4096])).toBe(0.8);
    expect(decayOf([0, 0, 0])).toBe(0);
    expect(decayOf([-0.5, -0.2])).toBe(0);
    // Σ = (0.5 − ρ)² + (0.1 − ρ²)²; its derivative −2(0.5 − ρ) − 4ρ(0.1 − ρ²) = 4ρ³ + 1.6ρ − 1 is 0 at ρ = 0.42842…
    expect(decayOf([0.5, 0.1])).toBe(0.428);
  });
  test('an anomaly that stays is never forgotten', () => {
    // r_k = 1 for all k
    expect(fit(() => 110)).toMatchObject({ rho: 1, pairs: 364 });
  });
  test('one without memory at a lag of a day is forgotten at once', () => {
    // + + − −: r = 0, −1, 0, 1 …
    const { rho, r } = fit((i) => (i % 4 < 2 ? 110 : 90))!;
    for (const [k, value] of [0, -1, 0, 1].entries()) expect(r[k]).toBeCloseTo(value, 1);
    expect(rho).toBe(0);
  });
  test('a square wave of 8 days: r falls by a quarter a day', () => {
    const { r } = fit((i) => (i % 16 < 8 ? 110 : 90))!;
    for (let k = 1; k <= 8; k++) expect(r[k - 1]).toBeCloseTo(1 - k / 4, 1);
  });
  test('too short a past is not fitted', () => {
    expect(fit((i) => (i < 335 ? null : 110))).toBeNull();
  });
});

describe('blend', () => {
  test('full persistence: the last day goes on, without error', () => {
    const [first] = pm10(() => 110);
    expect(first).toMatchObject({ method: 'blend', value: 110, low: 110, high: 110, weight: 1, span: 2 });
    expect(first!.last).toEqual({ date: '2025-11-19', value: 110 });
    // three whole windows of 15 days, and the 8 days of 2021 from the 21st on, where the history begins
    expect(first!.climatology).toMatchObject({ median: 100, n: 53, years: 4 });
  });
  test('no persistence: climatology, with the quartiles of what it missed by', () => {
    const all = pm10((i) => (i % 4 < 2 ? 110 : 90));
    for (const one of all) expect(one).toMatchObject({ weight: 0, value: 100, low: 90, high: 110 });
  });
  test('the weight decays with the days to the target', () => {
    const [day1, day2] = pm10((i) => ((364 - i) % 60 < 30 ? 140 : 60));
    const { rho } = day1!.fit!;
    expect(day1!.weight).toBeCloseTo(rho ** 2, 12);
    expect(day2!.weight).toBeCloseTo(rho ** 3, 12);
    // F = w·140 + (1 − w)·100 = 100 + 40·w
    expect(day1!.value).toBeCloseTo(100 + 40 * rho ** 2, 1);
    expect(day2!.value).toBeCloseTo(100 + 40 * rho ** 3, 1);
    expect(day1!.low!).toBeLessThanOrEqual(day1!.value);
    expect(day1!.high!).toBeGreaterThanOrEqual(day1!.value);
  });
  test('a last day further back has a longer span; one older than a week counts no more', () => {
    const [older] = pm10((i) => (i > 361 ? null : 110));
    expect(older).toMatchObject({ span: 5, last: { date: '2025-11-16' } });
    const [none] = pm10((i) => (i > 357 ? null : 110));
    expect(none).toMatchObject({ method: 'climatology', last: null, weight: 0, value: 100 });
  });
  test('without earlier years it is persistence alone, and says so', () => {
    const days = [{ date: '2025-11-19', values: { ...OTHERS, PM10: 110 } }];
    const [first] = evaluateBaseline(baselineHistory(days), ISSUE).targets;
    expect(first!.pollutants.PM10).toMatchObject({ method: 'persistence', value: 110, low: null, weight: 1 });
    expect([first!.aqi, first!.aqiLow, first!.climatologyAqi]).toEqual([80, null, null]);
  });
  test('nothing known: nothing told', () => {
    const { targets, lastDay } = evaluateBaseline(baselineHistory([]), ISSUE);
    expect([targets.length, targets[0]!.aqi, targets[0]!.pollutants, lastDay]).toEqual([7, null, {}, null]);
    expect(
      evaluateBaseline(
        history(() => 110),
        'soon',
      ).targets,
    ).toEqual([]);
  });
});

test('what happens after the issue changes nothing', () => {
  const before = history((i) => 90 + (i % 7) * 5);
  const days = Array.from({ length: 4 * 365 + 9 }, (_, i): ForecastDay => {
    const back = 4 * 365 - i;
    const value = back > 365 ? 100 : back > 0 ? 90 + ((365 - back) % 7) * 5 : 900;
    return { date: dateOfDay(issue - back), values: { ...OTHERS, PM10: value } };
  });
  expect(evaluateBaseline(baselineHistory(days), ISSUE)).toEqual(evaluateBaseline(before, ISSUE));
});

test('the index of the edition in force on the target day, and its steps', () => {
  const [day] = evaluateBaseline(
    history((i) => (i % 4 < 2 ? 110 : 90)),
    ISSUE,
  ).targets;
  // HJ 633-2012, PM10 100: (100−50)÷(150−50)·(100−50)+50 = 75; of 90: 70; of 110: 80
  expect([day!.aqi, day!.aqiLow, day!.aqiHigh, day!.level, day!.standard]).toEqual([
    75,
    70,
    80,
    2,
    'HJ 633-2012',
  ]);
  expect([day!.climatologyAqi, day!.primary]).toEqual([75, ['PM10']]);
  const steps = baselineSteps(day!);
  expect(steps.at(-1)).toMatchObject({ of: 'AQI', result: 75 });
  const told = steps
    .filter((one) => one.of.startsWith('PM10 '))
    .map((one) => [one.of, one.formula, one.result]);
  expect(told).toEqual([
    ['PM10 P', '2025-11-19', 110],
    ['PM10 C', 'median(±7 d, 4 a, n = 53); Q25 100, Q75 100', '100'],
    ['PM10 ρ', expect.stringMatching(/^min Σ\(r_k − ρ\^k\)²; r1 .*; n = 364$/), '0'],
    ['PM10 w', 'ρ^g, g = 2', '0'],
    ['PM10 F', '0×110 + 1×100', 100],
    ['PM10 Q25–Q75', 'F − 10 … F + 10 (n = 365)', '90–110'],
  ]);
  const next = evaluateBaseline(
    baselineHistory([{ date: '2026-11-19', values: { ...OTHERS, PM10: 110 } }]),
    '2026-11-20',
  );
  expect(next.targets[0]!.standard).toBe('HJ 633-2026');
});

import { DAY_MS, HOUR_MS } from '@tarim/kernel';
import type { RollupRow, RollupValue } from '@tarim/telemetry/queries';
import { expect, test } from 'vitest';
import { DOSE_CODE, RAIN_CODE } from '../../contract.ts';
import { type GammaHour, hoursBetween, hoursToJudge } from './hours.ts';
import { historyFrom, judgeDay } from './judge.ts';

/** 2026-11-20T00:00 in Beijing. */
const DAY = Date.parse('2026-11-19T16:00:00Z');
const WINDOW_MS = 30 * DAY_MS;

/** Thirty dry days of 86, 90, 94, 90 …: mean 90, and then hours of the day. */
function series(day: readonly { value: number | null; rain?: number | null; raw?: number[] }[]): GammaHour[] {
  const start = historyFrom(DAY);
  const past = (DAY - start) / HOUR_MS;
  const hours = Array.from({ length: past }, (_, i) => [86, 90, 94, 90][i % 4]!);
  return [...hours.map((value) => ({ value })), ...day].map((one, i) => ({
    time: start + i * HOUR_MS,
    rain: 0,
    raw: [],
    ...one,
  })) as GammaHour[];
}
const timesOf = (count: number) => Array.from({ length: count }, (_, i) => DAY + i * HOUR_MS);

test('the background is of the thirty days before the day: mean 90, s = √(8 · 720 / 719)', () => {
  const [hour] = judgeDay(series([{ value: 90 }]), timesOf(1), null);
  expect(hour).toMatchObject({ state: 'normal', mean: 90, n: 720, basis: 'own', rule: 'HJ 61-2021' });
  const sd = Math.sqrt((8 * 720) / 719);
  expect(hour!.sd).toBeCloseTo(sd, 10);
  expect(hour!.high).toBeCloseTo(90 + 3 * sd, 10);
  expect(hour!.urgent).toBe(270);
  expect(hour!.ruleVersion).not.toBe('');
});

test('a rise is attention and then alarm when dry, rain suspected when wet, urgent in any weather', () => {
  const of = (rain: number) =>
    judgeDay(series([{ value: 90, rain }, { value: 110 }, { value: 110 }, { value: 280 }]), timesOf(4), null);
  expect(of(0).map(({ state }) => state)).toEqual(['normal', 'attention', 'alarm', 'urgent']);
  expect(of(2).map(({ state }) => state)).toEqual(['normal', 'rain-suspected', 'rain-suspected', 'urgent']);
});

test('rain and heights of the hours before the day count into it', () => {
  const hours = series([{ value: 110 }]);
  const wet = hours.map((one) => (one.time === DAY - 3 * HOUR_MS ? { ...one, rain: 1 } : one));
  expect(judgeDay(wet, timesOf(1), null)[0]).toMatchObject({ state: 'rain-suspected', wet: true });
  const high = hours.map((one) => (one.time === DAY - HOUR_MS ? { ...one, value: 110 } : one));
  expect(judgeDay(high, timesOf(1), null)[0]).toMatchObject({ state: 'alarm' });
});

test('with too few dry hours an entered background judges; without one nothing does', () => {
  const hours = series([{ value: 103 }, { value: null }]).slice(-100);
  const times = timesOf(2);
  expect(judgeDay(hours, times, null)).toMatchObject([
    { state: 'not-judged', mean: null, basis: null, value: 103 },
    { state: 'missing' },
  ]);
  // 90 + 3 · 4 = 102.
  expect(judgeDay(hours, times, { mean: 90, sd: 4 })).toMatchObject([
    { state: 'attention', mean: 90, high: 102, n: null, basis: 'entered' },
    { state: 'missing' },
  ]);
});

test('hours between have no gap; an hour of equal minutes shows them, one that is not valid has no value', () => {
  const value = (code: string, more: Partial<RollupValue>): RollupValue => ({
    code,
    mean: 90,
    min: 90,
    max: 90,
    converted: null,
    total: null,
    omitted: null,
    mda8: null,
    validCount: 12,
    invalid: null,
    ...more,
  });
  const row = (time: number, basis: string, dose: Partial<RollupValue>): RollupRow => ({
    pointId: 1,
    period: 'hour',
    time,
    revision: 0,
    ruleVersion: '1',
    basis,
    expected: 12,
    received: 12,
    stopped: 0,
    computedAt: time,
    values: {
      [DOSE_CODE]: value(DOSE_CODE, dose),
      [RAIN_CODE]: value(RAIN_CODE, { mean: 0.4, min: 0, max: 1 }),
    },
  });
  const hours = hoursBetween(
    [
      row(DAY, 'minute', {}),
      row(DAY + HOUR_MS, 'hour-device', {}),
      row(DAY + 3 * HOUR_MS, 'minute', { invalid: 'FLAG_D' }),
    ],
    DAY,
    DAY + 4 * HOUR_MS,
  );
  expect(hours).toEqual([
    { time: DAY, value: 90, rain: 0.4, raw: Array(12).fill(90) },
    { time: DAY + HOUR_MS, value: 90, rain: 0.4, raw: [] },
    { time: DAY + 2 * HOUR_MS, value: null, rain: null, raw: [] },
    { time: DAY + 3 * HOUR_MS, value: null, rain: 0.4, raw: [] },
  ]);
  expect(judgeDay(series([{ value: 90, raw: Array(12).fill(90) }]), timesOf(1), null)[0]!.state).toBe(
    'fault-flat',
  );
});

test('a changed hour asks for the three after it that were judged before, and for those that nothing came for', () => {
  const at = (hour: number) => DAY + hour * HOUR_MS;
  expect(hoursToJudge([at(4), at(6)], null, at(6) + 1)).toEqual([at(4)]);
  expect(hoursToJudge([at(4)], at(1), at(24))).toEqual([2, 3, 4].map(at));
  expect(hoursToJudge([at(4)], at(5), at(24))).toEqual([4, 5].map(at));
  expect(hoursToJudge([at(4)], at(9), at(24))).toEqual([4, 5, 6, 7].map(at));
  expect(WINDOW_MS + 3 * HOUR_MS).toBe(DAY - historyFrom(at(23)));
});

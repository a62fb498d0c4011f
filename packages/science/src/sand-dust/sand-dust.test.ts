import { HOUR_MS } from '@tarim/kernel';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { example } from '../golden.fixture.ts';
import { evaluateSandDust } from './evaluate.ts';
import { identifyDust } from './identify.ts';

const RULE = { factor: 2, windowHours: 6, above: 150, tolerance: 0.1 };
const MIDNIGHT = Date.parse('2026-04-01T00:00:00+08:00');

/** The rule once more, hour by hour in whole numbers: six times a value against twice the sum of six. */
function byHand(pm10: readonly number[]): [number, number | null][] {
  const found: [number, number | null][] = [];
  let at = 6;
  while (at < pm10.length) {
    const total = pm10.slice(at - 6, at).reduce((a, b) => a + b, 0);
    if (pm10[at]! > 150 && 6 * pm10[at]! >= 2 * total) {
      let end = at + 1;
      while (end < pm10.length && 60 * pm10[end]! > 11 * total) end++;
      found.push([at, end < pm10.length ? end : null]);
      at = end;
    }
    at++;
  }
  return found;
}

describe('events in hourly PM10', () => {
  test('DUST-1', () => {
    const { in: input, out } = example('DUST-1');
    const { events } = identifyDust(input.pm10, RULE);
    expect(events).toEqual([
      { start: out.start_index, end: out.end_index_first_clean, baseline: out.baseline, peak: 600 },
    ]);
    expect(events[0]!.end! - events[0]!.start).toBe(out.event_hours);
  });
  test('150 is not above 150, twice is enough, a tenth above the mean is clean', () => {
    const before = [75, 75, 75, 75, 75, 75];
    expect(identifyDust([...before, 150, 80], RULE).events).toEqual([]);
    const six = [76, 76, 76, 76, 76, 76];
    expect(identifyDust([...six, 152, 83.6], RULE).events).toMatchObject([{ start: 6, end: 7 }]);
    expect(identifyDust([...six, 152, 83.7], RULE).events).toMatchObject([{ start: 6, end: null }]);
    expect(identifyDust([...six, 151.9, 80], RULE).events).toEqual([]);
  });
  test('hours that are missing neither start nor end it; too few before: not tested', () => {
    const { events } = identifyDust([null, 90, 90, 90, 90, 90, 400, null, 300, null, 95], RULE);
    expect(events).toMatchObject([{ start: 6, end: 10 }]);
    expect(identifyDust([null, null, 90, 90, 90, 90, 400], RULE)).toMatchObject({ events: [], untested: 1 });
  });
  test('agrees with the rule in whole numbers', () => {
    const hour = fc.oneof(fc.integer({ min: 20, max: 160 }), fc.integer({ min: 100, max: 900 }));
    fc.assert(
      fc.property(fc.array(hour, { minLength: 1, maxLength: 60 }), (pm10) => {
        // The first hours have fewer than six before them; both then need all six.
        const series = [...Array(6).fill(50), ...pm10];
        const found = identifyDust(series, RULE).events.map((one) => [one.start, one.end]);
        expect(found).toEqual(byHand(series));
      }),
    );
  });
});

describe('days', () => {
  const hours = Array.from({ length: 48 }, (_, i) => (i >= 30 && i < 33 ? 500 : i >= 44 ? 600 : 60));
  test('each touched day with and without; 20 hours must be left', () => {
    const result = evaluateSandDust({ start: MIDNIGHT, PM10: hours, 'PM2.5': hours.map((x) => x / 2) });
    expect(result.source).toBe('proposed');
    expect(result.events.map((one) => [one.from, one.to, one.hours, one.peak])).toEqual([
      ['2026-04-02T06:00:00+08:00', '2026-04-02T09:00:00+08:00', 3, 500],
      ['2026-04-02T20:00:00+08:00', null, 4, 600],
    ]);
    // 24 − 7 hours are too few.
    expect(result.days).toEqual([
      {
        date: '2026-04-02',
        dustHours: 7,
        withDust: { PM10: (17 * 60 + 3 * 500 + 4 * 600) / 24, 'PM2.5': (17 * 30 + 3 * 250 + 4 * 300) / 24 },
        withoutDust: { PM10: null, 'PM2.5': null },
      },
    ]);
    expect(result.problems.map((one) => one.code)).toEqual([
      'SAND_DUST_PROPOSED',
      'SAND_DUST_THRESHOLDS_UNVERIFIED',
    ]);
  });
  test('the official list decides; what the hours say stays beside it', () => {
    const from = MIDNIGHT + 30 * HOUR_MS;
    const official = [{ from, to: from + 4 * HOUR_MS }];
    const result = evaluateSandDust({ start: MIDNIGHT, PM10: hours, official });
    expect([result.source, result.events.length, result.proposed.length]).toEqual(['official', 1, 2]);
    expect(result.days[0]).toMatchObject({
      dustHours: 4,
      withoutDust: { PM10: (16 * 60 + 4 * 600) / 20, 'PM2.5': null },
    });
    const none = evaluateSandDust({ start: MIDNIGHT, PM10: hours, official: [] });
    expect([none.source, none.events, none.days]).toEqual(['official', [], []]);
  });
  test('whatever comes, nothing is thrown', () => {
    fc.assert(
      fc.property(fc.anything(), fc.anything(), (one, other) => {
        const input = { start: MIDNIGHT, PM10: [one], 'PM2.5': other, official: [one] };
        expect(evaluateSandDust(input as never).source).toBe('official');
        expect(
          evaluateSandDust({ ...input, start: one, PM10: other } as never).problems.length,
        ).toBeGreaterThan(0);
      }),
    );
  });
});

import { HOUR_MS } from '@tarim/kernel';
import { expect, test } from 'vitest';
import { isWeekend, roadsideDays, roadsideFigures } from './roadside.ts';

/** Monday 2026-11-23 00:00 in Beijing. */
const MONDAY = Date.parse('2026-11-23T00:00:00+08:00');
const hour = (at: number, roadside: number | null, urban: number | null) => ({
  time: MONDAY + at * HOUR_MS,
  roadside,
  urban,
});

test('the increment is of hours that have both', () => {
  const figures = roadsideFigures('NO2', 'µg/m³', [
    hour(8, 80, 50),
    hour(9, 60, 30),
    // Neither passes for a difference.
    hour(10, 200, null),
    hour(11, null, 5),
  ]);
  expect(figures).toMatchObject({ roadside: 70, urban: 40, increment: 30, share: 0.75, hours: 2 });
});

test('the day is told apart by working days and weekends of Beijing', () => {
  expect(isWeekend(Date.parse('2026-11-21T00:00:00+08:00'))).toBe(true);
  expect(isWeekend(Date.parse('2026-11-20T23:00:00+08:00'))).toBe(false);
  expect(isWeekend(Date.parse('2026-11-22T23:00:00+08:00'))).toBe(true);
  expect(isWeekend(MONDAY)).toBe(false);
  const { diurnal } = roadsideFigures('CO', 'mg/m³', [hour(8, 2, 1), hour(32, 4, 3), hour(8 - 24, 1, 0.5)]);
  expect(diurnal[8]).toEqual({ hour: 8, weekday: 3, weekend: 1, urbanWeekday: 2, urbanWeekend: 0.5 });
  expect(diurnal[9]!.weekday).toBeNull();
});

test('days without hours stay empty', () => {
  const days = roadsideDays([hour(8, 2, null), hour(9, 4, 1)], MONDAY, MONDAY + 48 * HOUR_MS);
  expect(days).toEqual([
    { day: '2026-11-23T00:00:00+08:00', roadside: 3, urban: 1 },
    { day: '2026-11-24T00:00:00+08:00', roadside: null, urban: null },
  ]);
});

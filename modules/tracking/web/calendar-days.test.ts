import { expect, test } from 'vitest';
import { beijingDay, moved, shownDays, spanOf, touches } from './calendar-days.ts';

test('a month is whole weeks from Monday; November 2026 begins on a Sunday', () => {
  const days = shownDays('month', '2026-11-20');
  expect([days[0], days.at(-1), days.length]).toEqual(['2026-10-26', '2026-12-06', 42]);
  // February 2027 begins on a Monday and has four weeks.
  expect(shownDays('month', '2027-02-10').length).toBe(28);
  expect(shownDays('week', '2026-11-20')).toEqual([
    '2026-11-16',
    '2026-11-17',
    '2026-11-18',
    '2026-11-19',
    '2026-11-20',
    '2026-11-21',
    '2026-11-22',
  ]);
  expect(spanOf(days)).toEqual({ from: '2026-10-26T00:00:00+08:00', to: '2026-12-07T00:00:00+08:00' });
});

test('a month on: 31 January becomes the last of February; over the year', () => {
  expect(moved('month', '2027-01-31', 1)).toBe('2027-02-28');
  expect(moved('month', '2026-12-05', 1)).toBe('2027-01-05');
  expect(moved('month', '2026-01-05', -1)).toBe('2025-12-05');
  expect(moved('week', '2026-12-30', 1)).toBe('2027-01-06');
});

test('days are those of Beijing; what ends at midnight is over', () => {
  expect(beijingDay('2026-11-19T16:00:00Z')).toBe('2026-11-20');
  const night = ['2026-11-19T14:00:00Z', '2026-11-20T16:00:00Z'] as const;
  expect(
    ['2026-11-18', '2026-11-19', '2026-11-20', '2026-11-21'].map((day) => touches(day, ...night)),
  ).toEqual([false, true, true, false]);
});

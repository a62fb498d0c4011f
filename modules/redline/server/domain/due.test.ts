import { workCalendar } from '@tarim/science';
import { expect, test } from 'vitest';
import { dueOf } from './due.ts';

const TERMS = [
  { state: 'detected', length: 5, unit: 'workday' },
  { state: 'verifying', length: 15, unit: 'calendarDay' },
  { state: 'rectifying', length: 90, unit: 'calendarDay' },
] as const;
const calendar = workCalendar();
const due = (state: Parameters<typeof dueOf>[0], at: string, rectifyBy: string | null = null) =>
  dueOf(state, at, TERMS, calendar, rectifyBy);

test('working days pass over the weekend, the day of the start does not count', () => {
  // Friday 2026-11-20: Mon 23 … Fri 27.
  expect(due('detected', '2026-11-20T16:00:00+08:00')).toBe('2026-11-27T23:59:59+08:00');
});

test('days of the calendar that end on a Sunday end on the Monday', () => {
  expect(due('verifying', '2026-11-21T09:00:00+08:00')).toBe('2026-12-07T23:59:59+08:00');
});

test('a rectification ends on the day that was ordered, else after its term; at rest nobody is waited for', () => {
  expect(due('rectifying', '2026-11-20T16:00:00+08:00', '2026-12-06')).toBe('2026-12-06T23:59:59+08:00');
  expect(due('rectifying', '2026-11-20T16:00:00+08:00')).toBe('2027-02-18T23:59:59+08:00');
  expect(due('archived', '2026-11-20T16:00:00+08:00')).toBeNull();
});

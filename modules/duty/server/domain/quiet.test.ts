import { expect, test } from 'vitest';
import { answerDue, quietLength, quietUntil } from './quiet.ts';

const at = (text: string) => Date.parse(`${text}:00+08:00`);
const quiet = { from: '22:00', to: '08:00', severities: ['warning' as const] };

test('what may wait does so from the evening until the morning, the morning itself not counted', () => {
  const until = (text: string) => quietUntil(at(text), quiet, 'warning');
  expect(until('2026-11-20T21:59')).toBeNull();
  expect(until('2026-11-20T22:00')).toBe(at('2026-11-21T08:00'));
  expect(until('2026-11-21T03:30')).toBe(at('2026-11-21T08:00'));
  expect(until('2026-11-21T08:00')).toBeNull();
  expect(quietUntil(at('2026-11-20T23:00'), quiet, 'critical')).toBeNull();
  expect(quietUntil(at('2026-11-20T23:00'), { ...quiet, severities: [] }, 'warning')).toBeNull();
  // Of one day: over noon.
  const noon = { ...quiet, from: '12:00', to: '14:00' };
  expect(quietUntil(at('2026-11-20T13:00'), noon, 'warning')).toBe(at('2026-11-20T14:00'));
  expect(quietUntil(at('2026-11-20T23:00'), noon, 'warning')).toBeNull();
});

test('minutes to answer in are counted outside of quiet hours', () => {
  const due = (text: string, minutes: number, severity: 'warning' | 'critical' = 'warning') =>
    answerDue(at(text), minutes, quiet, severity);
  expect(due('2026-11-20T15:00', 30)).toBe(at('2026-11-20T15:30'));
  // Ten minutes in the evening, twenty in the morning.
  expect(due('2026-11-20T21:50', 30)).toBe(at('2026-11-21T08:20'));
  expect(due('2026-11-21T02:00', 30)).toBe(at('2026-11-21T08:30'));
  expect(due('2026-11-21T02:00', 5, 'critical')).toBe(at('2026-11-21T02:05'));
  // A whole day of minutes: fourteen hours a day, so 14 on the first and 10 on the second.
  expect(due('2026-11-20T08:00', 1440)).toBe(at('2026-11-21T18:00'));
});

test('quiet hours go over midnight', () => {
  expect(quietLength(quiet)).toBe(10 * 3_600_000);
  expect(quietLength({ from: '01:00', to: '06:30' })).toBe(5.5 * 3_600_000);
  expect(quietLength({ from: '08:00', to: '08:00' })).toBe(0);
});

import { beijingIso } from '@tarim/kernel';
import { check, integer, property } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { latestOccurrence, nextOccurrence, owed, type Plan } from './schedule.ts';

const at = (text: string) => Date.parse(`${text}+08:00`);
const daily: Plan = { kind: 'daily', timing: { hour: 8, minute: 0 } };
const monthly: Plan = { kind: 'monthly', timing: { hour: 9, minute: 30, day: 3 } };
const annual: Plan = { kind: 'annual', timing: { hour: 10, minute: 0, day: 10, month: 1 } };
const told = ({ at: when, period }: ReturnType<typeof nextOccurrence>) => [
  beijingIso(when).slice(0, 16),
  period.key,
];

describe('occurrences in Beijing time', () => {
  test('are about the period that is over by then', () => {
    const now = at('2026-11-26T07:59:00');
    expect(told(latestOccurrence(daily, now))).toEqual(['2026-11-25T08:00', '2026-11-24']);
    expect(told(nextOccurrence(daily, now))).toEqual(['2026-11-26T08:00', '2026-11-25']);
    expect(told(latestOccurrence(daily, at('2026-11-26T08:00:00')))).toEqual([
      '2026-11-26T08:00',
      '2026-11-25',
    ]);
    expect(told(latestOccurrence(monthly, now))).toEqual(['2026-11-03T09:30', '2026-10']);
    expect(told(nextOccurrence(monthly, now))).toEqual(['2026-12-03T09:30', '2026-11']);
    expect(told(latestOccurrence(annual, now))).toEqual(['2026-01-10T10:00', '2025']);
    expect(told(nextOccurrence(annual, now))).toEqual(['2027-01-10T10:00', '2026']);
  });

  test('go over the ends of months and years', () => {
    expect(told(nextOccurrence(monthly, at('2026-12-31T23:59:00')))).toEqual(['2027-01-03T09:30', '2026-12']);
    expect(told(latestOccurrence(monthly, at('2027-01-01T00:00:00')))).toEqual([
      '2026-12-03T09:30',
      '2026-11',
    ]);
    expect(told(latestOccurrence(annual, at('2027-01-10T09:59:00')))).toEqual(['2026-01-10T10:00', '2025']);
    expect(told(nextOccurrence({ kind: 'monthly', timing: { hour: 0, minute: 0, day: 28 } }, at('2027-01-31T12:00:00')))).toEqual(['2027-02-28T00:00', '2027-01']); // biome-ignore format: a row
  });

  test('follow each other without a gap, whenever one looks', () => {
    const from = at('2023-01-01T00:00:00');
    const result = check(
      property(integer({ min: 0, max: 4 * 366 * 1440 }), (minutes) => {
        const now = from + minutes * 60_000;
        return [daily, monthly, annual].every((plan) => {
          const [last, next] = [latestOccurrence(plan, now), nextOccurrence(plan, now)];
          return (
            last.at <= now &&
            now < next.at &&
            latestOccurrence(plan, next.at).at === next.at &&
            nextOccurrence(plan, last.at).at === next.at &&
            next.period.from === last.period.to
          );
        });
      }),
    );
    expect(result.failed, JSON.stringify(result.counterexample)).toBe(false);
  });
});

describe('what a schedule owes', () => {
  const on = { ...daily, enabled: true, since: at('2026-11-20T12:00:00'), lastAt: at('2026-11-22T08:00:00') };

  test('is the newest occurrence that was not served: after a downtime one, not all', () => {
    expect(owed(on, at('2026-11-22T20:00:00'))).toBeNull();
    expect(told(owed(on, at('2026-11-26T11:00:00'))!)).toEqual(['2026-11-26T08:00', '2026-11-25']);
    expect(owed({ ...on, lastAt: at('2026-11-26T08:00:00') }, at('2026-11-26T11:00:00'))).toBeNull();
  });

  test('is nothing from before it was switched on, and nothing when it is off', () => {
    const fresh = { ...on, lastAt: null, since: at('2026-11-26T09:00:00') };
    expect(owed(fresh, at('2026-11-26T11:00:00'))).toBeNull();
    expect(told(owed(fresh, at('2026-11-27T08:00:00'))!)).toEqual(['2026-11-27T08:00', '2026-11-26']);
    expect(owed({ ...on, enabled: false }, at('2026-11-26T11:00:00'))).toBeNull();
  });
});

import { beijingIso } from '@tarim/kernel';
import { expect, test } from 'vitest';
import { daysOf, periodAt, periodBefore, periodName, periodOf } from './period.ts';

const at = (text: string) => Date.parse(text);

test('a period begins and ends at midnight in Beijing', () => {
  // Half past midnight of the 1st in Beijing is still the day before in UTC.
  const early = at('2026-12-01T00:30:00+08:00');
  expect(periodAt('daily', early).key).toBe('2026-12-01');
  expect(periodBefore('daily', early).key).toBe('2026-11-30');
  expect(periodBefore('monthly', early).key).toBe('2026-11');
  expect(periodBefore('annual', early).key).toBe('2025');
  const month = periodBefore('monthly', early);
  expect([beijingIso(month.from), beijingIso(month.to)]).toEqual([
    '2026-11-01T00:00:00+08:00',
    '2026-12-01T00:00:00+08:00',
  ]);
  expect(daysOf(month)).toHaveLength(30);
  expect(daysOf(periodOf('annual', '2024')!)).toHaveLength(366);
});

test('only keys of real periods of the kind are taken', () => {
  expect(periodOf('daily', '2026-11-25')?.key).toBe('2026-11-25');
  expect(periodOf('monthly', '2026-02')?.key).toBe('2026-02');
  expect(periodOf('annual', '2026')?.key).toBe('2026');
  for (const [kind, key] of [
    ['daily', '2026-02-30'],
    ['daily', '2026-11'],
    ['monthly', '2026-13'],
    ['monthly', '2026-11-25'],
    ['annual', '2026-11'],
    ['annual', 'year'],
  ] as const)
    expect(periodOf(kind, key), key).toBeNull();
});

test('periods have names in both languages', () => {
  expect(periodName('2026-11-05', 'zh-CN')).toBe('2026 年 11 月 5 日');
  expect(periodName('2026-11', 'en')).toBe('November 2026');
  expect(periodName('2026', 'zh-CN')).toBe('2026 年');
});

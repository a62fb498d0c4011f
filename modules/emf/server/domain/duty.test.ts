import { expect, test } from 'vitest';
import type { DutyRule } from '../../contract.ts';
import { dutyOf, plusMonths, ruleFor } from './duty.ts';

const rule = (id: number, rest: Partial<DutyRule> = {}): DutyRule => ({
  id,
  unitPath: '/650000/',
  facilityClass: 'one',
  kind: null,
  months: 12,
  effectiveFrom: '2026-01-01',
  source: `规则 ${id}`,
  by: 'x',
  at: '2026-01-01T00:00:00+08:00',
  ...rest,
});
const ONE = {
  unitPath: '/650000/650100/',
  facilityClass: 'one',
  kind: 'radar',
  state: 'in-use',
  since: '2025-08-31',
} as const;

test('months end on the same day, or the last of the month', () => {
  expect(['2026-01-31', '2024-01-31', '2026-11-30'].map((day) => plusMonths(day, 1))).toEqual([
    '2026-02-28',
    '2024-02-29',
    '2026-12-30',
  ]);
  expect(plusMonths('2025-08-31', 18)).toBe('2027-02-28');
});

test('the nearest unit rules, its kind before all kinds, then the newest that holds', () => {
  const chosen = (...rules: DutyRule[]) => ruleFor(rules, ONE, '2026-11-20')?.id ?? null;
  expect(chosen(rule(1), rule(2, { unitPath: '/650000/650100/' }))).toBe(2);
  expect(chosen(rule(1, { kind: 'radar' }), rule(2))).toBe(1);
  expect(chosen(rule(1), rule(2, { effectiveFrom: '2026-06-01' }))).toBe(2);
  expect(chosen(rule(1), rule(2, { effectiveFrom: '2026-12-01' }))).toBe(1);
  expect(chosen(rule(1, { facilityClass: 'two' }), rule(2, { unitPath: '/BT/' }))).toBeNull();
});

test('due so many months after the last own measurement, or after it began; a light tells how near', () => {
  const due = (last: string | null, today: string) => {
    const duty = dutyOf([rule(1)], ONE, last, today);
    return [duty?.due, duty?.light];
  };
  expect(due(null, '2026-08-31')).toEqual(['2026-08-31', 'yellow']);
  expect(due(null, '2026-09-01')).toEqual(['2026-08-31', 'red']);
  expect(due('2026-03-01', '2026-09-01')).toEqual(['2027-03-01', 'green']);
  expect(dutyOf([rule(1)], { ...ONE, state: 'stopped' }, null, '2026-09-01')).toBeNull();
  expect(dutyOf([rule(1)], { ...ONE, facilityClass: null }, null, '2026-09-01')).toBeNull();
  // A rule that asks for nothing any more.
  expect(
    dutyOf([rule(1), rule(2, { months: null, effectiveFrom: '2026-06-01' })], ONE, null, '2026-09-01'),
  ).toBeNull();
});

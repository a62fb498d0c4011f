import { workCalendar } from '@tarim/science';
import { expect, test } from 'vitest';
import type { CaseAct } from '../../contract.ts';
import { clocksOf } from './clocks.ts';
import { type CaseFile, type Step, standingOf } from './file.ts';
import { lateFineAt } from './late.ts';
import { paymentDue } from './payments.ts';

const CALENDAR = workCalendar();
const FILE: CaseFile = {
  filedOn: '2026-09-01',
  actStart: '2026-08-20',
  actEnd: '2026-08-25',
  harm: true,
  party: 'organisation',
  range: null,
  handlers: [],
  filedBy: { userId: 'a', name: '甲' },
};
const steps = (...acts: readonly CaseAct[]): Step[] =>
  acts.map((act) => ({ act, by: { userId: 'a', name: '甲' } }));
const pay = (on: string, amount: number): CaseAct => ({ act: 'pay', on, amount });
const daily = (order: string, recheck: string, notice: string, decision: string): CaseAct[] => [
  { act: 'order-correction', on: order, content: '停止', due: order },
  { act: 'recheck', on: recheck, corrected: false, findings: '仍在超标' },
  { act: 'daily-notice', on: notice, deliveredOn: notice, reasons: '拒不改正' },
  { act: 'daily-decide', on: decision, deliveredOn: decision, reasons: '拒不改正' },
];
/** 100,000 in two parts, 60,000 until 30 November and 40,000 until 31 December. */
const DEFERRED: CaseAct[] = [
  { act: 'decide', on: '2026-10-09', kind: 'penalty', amount: 100_000, beside: [], reasons: '理由' },
  { act: 'deliver', on: '2026-10-09', method: 'direct' },
  {
    act: 'defer',
    on: '2026-10-20',
    parts: [
      { due: '2026-11-30', amount: 60_000 },
      { due: '2026-12-31', amount: 40_000 },
    ],
    reason: '经济困难',
  },
];
/** 19 days, 1,900,000: fifteen days after 20 November end on Saturday 5 December, so on Monday the 7th. */
const FIRST = daily('2026-10-21', '2026-11-09', '2026-11-10', '2026-11-20');
/** 10 days, 1,000,000: fifteen days after 14 December end on Tuesday the 29th. */
const SECOND = daily('2026-11-23', '2026-12-03', '2026-12-04', '2026-12-14');
const payments = (all: readonly Step[]) =>
  clocksOf(FILE, standingOf(all), Date.parse('2026-12-15T12:00:00+08:00'), CALENDAR)
    .filter(({ key }) => key === 'payment')
    .map(({ due, doneOn }) => [due, doneOn])
    .sort();

test('daily fines that are decided during a deferral have each their own term', () => {
  const unpaid = steps(...DEFERRED, ...FIRST, ...SECOND);
  expect(payments(unpaid)).toEqual([
    ['2026-11-30', null],
    ['2026-12-07', null],
    ['2026-12-29', null],
  ]);
  const some = steps(
    ...DEFERRED,
    ...FIRST,
    pay('2026-11-25', 60_000),
    ...SECOND.slice(0, 2),
    pay('2026-12-03', 1_900_000),
    ...SECOND.slice(2),
  );
  expect(payments(some)).toEqual([
    ['2026-12-07', '2026-12-03'],
    ['2026-12-29', null],
    ['2026-12-31', null],
  ]);
  expect(paymentDue(standingOf(some), CALENDAR)).toBe('2026-12-29');
  // Nothing was late by then; the second daily fine is, ten days: 1,000,000 × 3 % × 10.
  expect(lateFineAt(standingOf(some), CALENDAR, '2026-12-29')).toBeNull();
  // And the second part, eight days: 40,000 × 3 % × 8.
  expect(lateFineAt(standingOf(some), CALENDAR, '2027-01-08')).toBe(309_600);
});

test('what was paid of the parts before a daily fine was decided stays with them', () => {
  const standing = standingOf(steps(...DEFERRED, pay('2026-11-15', 100_000), ...FIRST));
  // 7 December to 5 January are 29 days: 1,900,000 × 3 % × 29; the parts were paid in time.
  expect(lateFineAt(standing, CALENDAR, '2027-01-05')).toBe(1_653_000);
});

test('a daily fine that was decided before the deferral is part of it', () => {
  const whole = steps(
    ...DEFERRED.slice(0, 2),
    ...daily('2026-10-10', '2026-10-15', '2026-10-15', '2026-10-23'),
    { act: 'defer', on: '2026-10-26', parts: [{ due: '2027-03-31', amount: 600_000 }], reason: '困难' },
  );
  expect(payments(whole)).toEqual([['2027-03-31', null]]);
});

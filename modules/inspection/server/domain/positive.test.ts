import { workCalendar } from '@tarim/science';
import { expect, test } from 'vitest';
import type { PositiveAct } from '../../contract.ts';
import { listableFrom, type PositiveTaken, positiveRefusal, positiveState, reportDue } from './positive.ts';

const CALENDAR = workCalendar();
const step = (act: PositiveTaken['act'], on: string, good: boolean | null = null): PositiveTaken => ({
  act,
  on,
  good,
  byId: act === 'nominate' ? 'anna' : 'ben',
});
const NOMINATED = [step('nominate', '2026-09-20')];
const ANNOUNCED = [...NOMINATED, step('review', '2026-09-22', true), step('announce', '2026-09-24')];
const why = (steps: readonly PositiveTaken[], act: PositiveAct, by = 'ben') =>
  positiveRefusal(steps, act, by, '2026-12-31', CALENDAR);
const list = (on: string): PositiveAct => ({ act: 'list', on, text: 'x' });

test('an entry goes from nomination over review and announcement onto the list, in this order', () => {
  expect(positiveState(NOMINATED)).toBe('nominated');
  expect(why(NOMINATED, list('2026-10-20'))).toBe('positiveState');
  const review: PositiveAct = { act: 'review', on: '2026-09-22', approve: true, text: 'x' };
  expect(why(NOMINATED, review)).toBeNull();
  expect(why(NOMINATED, review, 'anna')).toBe('positiveOwn');
  expect(why(NOMINATED, { ...review, on: '2026-09-19' })).toBe('positiveOrder');
  expect(why(NOMINATED, { ...review, on: '2027-01-01' })).toBe('positiveFuture');
  expect(positiveState([...NOMINATED, step('review', '2026-09-22', false)])).toBe('refused');
});

test('five working days of announcement are counted on the calendar of the holidays', () => {
  // After Thursday 24 September 2026: 28, 29, 30 September, 8 and 9 October (Mid-Autumn and National Day off between).
  expect(listableFrom(ANNOUNCED, CALENDAR)).toBe('2026-10-10');
  expect(why(ANNOUNCED, list('2026-10-09'))).toBe('positiveEarly');
  expect(why(ANNOUNCED, list('2026-10-10'))).toBeNull();
});

test('who is listed is looked at each quarter, and leaves by a ground', () => {
  const listed = [...ANNOUNCED, step('list', '2026-10-12')];
  expect(reportDue(ANNOUNCED)).toBeNull();
  expect(reportDue(listed)).toBe('2027-01-12');
  expect(reportDue([...listed, step('report', '2026-12-20', true)])).toBe('2027-03-20');
  expect(why(listed, { act: 'withdraw', on: '2026-11-01', text: 'x' })).toBe('positiveState');
  const remove: PositiveAct = { act: 'remove', on: '2026-11-01', ground: 'penalty', text: 'x' };
  expect(why(listed, remove)).toBeNull();
  const removed = [...listed, step('remove', '2026-11-01')];
  expect(positiveState(removed)).toBe('removed');
  expect(why(removed, remove)).toBe('positiveState');
});

import { sealTermOf, workCalendar } from '@tarim/science';
import { expect, test } from 'vitest';
import type { CaseAct } from '../../contract.ts';
import { clocksOf } from './clocks.ts';
import { type CaseFile, type Doer, type Step, standingOf } from './file.ts';
import { faultsOf } from './findings.ts';
import { type RefusalKey, refusalOf } from './life.ts';

const CALENDAR = workCalendar();
const ANNA: Doer = { userId: 'a', name: '甲' };
const FILE: CaseFile = {
  filedOn: '2026-09-01',
  actStart: '2026-08-20',
  actEnd: '2026-08-25',
  harm: true,
  party: 'organisation',
  range: null,
  handlers: [
    { name: '甲', certificate: '1' },
    { name: '乙', certificate: '2' },
  ],
  filedBy: ANNA,
};
const steps = (...acts: readonly CaseAct[]): Step[] => acts.map((act) => ({ act, by: ANNA }));
const why = (before: readonly Step[], act: CaseAct): RefusalKey | null =>
  refusalOf(FILE, before, act, ANNA, '2027-12-31', CALENDAR)?.why ?? null;
const seal = (all: readonly Step[], day: string) => {
  const one = clocksOf(FILE, standingOf(all), Date.parse(`${day}T12:00:00+08:00`), CALENDAR).find(
    ({ key }) => key === 'seal',
  )!;
  return [one.due, one.light];
};
const SEAL: CaseAct = { act: 'seal', on: '2026-09-01', things: '反应釜', reason: '理由', days: 30 };
const begin = (on: string, due = '2026-09-20'): CaseAct => ({
  act: 'begin-test',
  on,
  kind: 'appraisal',
  due,
  toldOn: on,
  reason: '危险废物鉴别',
});
const END: CaseAct = { act: 'end-test', on: '2026-09-19', toldOn: '2026-09-21', result: '属危险废物' };

test('the days of a test do not count: thirty days from 1 September, ten of them tested, end on 11 October (行政强制法 25)', () => {
  expect(seal(steps(SEAL), '2026-09-10')).toEqual(['2026-10-01', 'green']);
  const during = steps(SEAL, begin('2026-09-10'));
  expect(seal(during, '2026-10-20')).toEqual([null, 'paused']);
  const tested = [...during, ...steps(END)];
  expect(seal(tested, '2026-10-01')).toEqual(['2026-10-11', 'green']);
  expect(seal(tested, '2026-10-12')).toEqual(['2026-10-11', 'red']);
  const asked = { sealed: '2026-09-01', testing: [{ from: '2026-09-10', to: '2026-09-19' }] };
  expect(sealTermOf(asked).due).toBe('2026-10-11');
});

test('the review of files and the extension go by the same day', () => {
  const tested = steps(SEAL, begin('2026-09-10'), END);
  const overdue = (all: readonly Step[], day: string) =>
    faultsOf(FILE, all, day, CALENDAR).some(({ words }) => words === 'sealOverdue');
  expect([overdue(tested, '2026-10-11'), overdue(tested, '2026-10-12')]).toEqual([false, true]);
  expect(overdue(steps(SEAL, begin('2026-09-10')), '2026-10-20')).toBe(false);
  const extend = (on: string): CaseAct => ({ act: 'extend-seal', on, days: 30, reason: '案情复杂' });
  expect(why(tested, extend('2026-10-11'))).toBeNull();
  expect(why(tested, extend('2026-10-12'))).toBe('sealEnded');
  expect(why(steps(SEAL), extend('2026-10-11'))).toBe('sealEnded');
});

test('a test belongs to a seal that holds, one at a time, and ends with it', () => {
  expect(why([], begin('2026-09-10'))).toBe('noSeal');
  expect(why(steps(SEAL), END)).toBe('noTest');
  expect(why(steps(SEAL), begin('2026-10-02', '2026-10-20'))).toBe('sealEnded');
  expect(why(steps(SEAL), begin('2026-09-10', '2026-09-09'))).toBe('testDays');
  const during = steps(SEAL, begin('2026-09-10'));
  expect(why(during, begin('2026-09-11'))).toBe('testRuns');
  const released = [...during, ...steps({ act: 'release-seal', on: '2026-10-20', reason: '已改正' })];
  expect(seal(released, '2026-10-21')[1]).toBe('done');
  expect(faultsOf(FILE, released, '2026-10-21', CALENDAR).map(({ words }) => words)).not.toContain(
    'sealOverdue',
  );
});

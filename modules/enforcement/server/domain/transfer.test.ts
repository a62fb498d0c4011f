import { workCalendar } from '@tarim/science';
import { expect, test } from 'vitest';
import type { CaseAct } from '../../contract.ts';
import { clocksOf } from './clocks.ts';
import { type CaseFile, type Doer, type Step, standingOf } from './file.ts';
import { type RefusalKey, refusalOf } from './life.ts';

const CALENDAR = workCalendar();
const ANNA: Doer = { userId: 'a', name: '甲' };
const FILE: CaseFile = {
  filedOn: '2026-11-02',
  actStart: '2026-10-20',
  actEnd: '2026-10-25',
  harm: true,
  party: 'organisation',
  range: null,
  handlers: [],
  filedBy: ANNA,
};
const steps = (...acts: readonly CaseAct[]): Step[] => acts.map((act) => ({ act, by: ANNA }));
const why = (before: readonly Step[], act: CaseAct): RefusalKey | null =>
  refusalOf(FILE, before, act, ANNA, '2027-12-31', CALENDAR)?.why ?? null;
const clock = (all: readonly Step[], key: string, day: string) => {
  const found = clocksOf(FILE, standingOf(all), Date.parse(`${day}T12:00:00+08:00`), CALENDAR).find(
    (one) => one.key === key,
  );
  return found && [found.due, found.doneOn, found.light];
};
const propose = (on: string): CaseAct => ({
  act: 'screen-crime',
  on,
  signs: ['hidden-discharge'],
  transfer: true,
  reason: '暗管排放',
});
const decide = (on: string, approved?: boolean): CaseAct => ({
  act: 'decide-transfer',
  on,
  ground: 'crime',
  ...(approved === undefined ? {} : { approved }),
  reason: '涉嫌污染环境罪',
});

test('the head decides within three days of the proposal, and the case is handed over within a day (国务院令310号, 5)', () => {
  // Tuesday 10 November 2026.
  const proposed = steps(propose('2026-11-10'));
  expect(clock(proposed, 'crime-decision', '2026-11-13')).toEqual(['2026-11-13', null, 'yellow']);
  expect(clock(proposed, 'crime-decision', '2026-11-14')).toEqual(['2026-11-13', null, 'red']);
  expect(clock(proposed, 'crime-handover', '2026-11-13')).toBeUndefined();
  const approved = [...proposed, ...steps(decide('2026-11-12', true))];
  expect(clock(approved, 'crime-decision', '2026-11-14')).toEqual(['2026-11-13', '2026-11-12', 'done']);
  expect(clock(approved, 'crime-handover', '2026-11-14')).toEqual(['2026-11-13', null, 'red']);
  const handed = [...approved, ...steps({ act: 'hand-over', on: '2026-11-13', receipt: '回执' })];
  expect(clock(handed, 'crime-handover', '2026-11-14')).toEqual(['2026-11-13', '2026-11-13', 'done']);
});

test('not to transfer answers the proposal and hands nothing over', () => {
  const declined = steps(propose('2026-11-10'), decide('2026-11-12', false));
  expect(clock(declined, 'crime-decision', '2026-11-14')?.[2]).toBe('done');
  expect(clock(declined, 'crime-handover', '2026-11-14')).toBeUndefined();
  expect(why(declined, { act: 'hand-over', on: '2026-11-13', receipt: '回执' })).toBe('noTransfer');
  expect(why(declined, decide('2026-11-13', false))).toBe('noProposal');
  // Proposed anew after more was found: a term of its own, Thursday to Sunday, so Monday.
  const again = [...declined, ...steps(propose('2026-11-19'))];
  expect(clock(again, 'crime-decision', '2026-11-20')?.slice(0, 2)).toEqual(['2026-11-23', null]);
});

test('a case with a transfer under way is not closed', () => {
  const done = steps(
    { act: 'decide', on: '2026-11-05', kind: 'no-penalty', amount: 0, beside: [], reasons: '理由' },
    { act: 'deliver', on: '2026-11-06', method: 'direct' },
    propose('2026-11-10'),
  );
  const close: CaseAct = { act: 'close', on: '2026-11-20', result: '结案' };
  expect(why(done, close)).toBe('crimeUndecided');
  const approved = [...done, ...steps(decide('2026-11-12'))];
  expect(why(approved, close)).toBe('crimeNotHanded');
  expect(
    why([...approved, ...steps({ act: 'hand-over', on: '2026-11-13', receipt: '回执' })], close),
  ).toBeNull();
});

import { workCalendar } from '@tarim/science';
import { describe, expect, test } from 'vitest';
import type { ComplaintAct } from '../../contract.ts';
import { clocksOf, handleDue, reviewUntil } from './clocks.ts';
import { type Doer, type Step, standingOf } from './file.ts';
import { actsOffered, refusalOf, reporterActs, reporterRefusal } from './life.ts';

const CALENDAR = workCalendar();
const RECEIVED = '2026-09-01';
const A: Doer = { userId: 'a', name: '甲' };
const B: Doer = { userId: 'b', name: '乙' };
const noon = (on: string) => Date.parse(`${on}T12:00:00+08:00`);

const ACCEPT: ComplaintAct = {
  act: 'accept',
  on: '2026-09-10',
  object: '某厂',
  enterpriseId: null,
  suspected: '夜间异味',
  clue: true,
};
const ASSIGN: ComplaintAct = { act: 'assign', on: '2026-09-11', unitPath: '/650000/650100/', note: '' };
const HANDLE: ComplaintAct = {
  act: 'handle',
  on: '2026-10-20',
  findings: '属实',
  measures: '责令改正',
  verdict: 'true',
};
const REPLY: ComplaintAct = { act: 'reply', on: '2026-10-22', text: '已改正' };
const steps = (...some: readonly (readonly [Step['act'], Doer])[]): Step[] =>
  some.map(([act, by]) => ({ act, by }));
const refused = (before: Step[], act: ComplaintAct, by = A, today = '2026-12-31') =>
  refusalOf(RECEIVED, before, act, by, today, CALENDAR)?.why ?? null;

describe('terms, counted by hand', () => {
  test('15 days to tell, 60 days from acceptance to reply, 30 more where granted', () => {
    const lights = (on: string, some: Step[]) =>
      clocksOf(RECEIVED, standingOf(some), noon(on), CALENDAR).map(({ key, due, light }) => [
        key,
        due,
        light,
      ]);
    // 1 September and 15 days: Wednesday 16 September.
    expect(lights('2026-09-02', [])).toEqual([['complaint-accept', '2026-09-16', 'green']]);
    // Five days before its last second the light is yellow; the day after it is red.
    expect(lights('2026-09-12', [])[0]![2]).toBe('yellow');
    expect(lights('2026-09-16', [])[0]![2]).toBe('yellow');
    expect(lights('2026-09-17', [])[0]![2]).toBe('red');
    // 10 September and 60: 20 days to the 30th, 31 of October, 9: Monday 9 November. With 30 more: Wednesday 9 December.
    const accepted = steps([ACCEPT, A], [ASSIGN, A]);
    expect(lights('2026-09-12', accepted)).toEqual([
      ['complaint-handle', '2026-11-09', 'green'],
      ['complaint-accept', '2026-09-16', 'done'],
    ]);
    expect(lights('2026-11-10', accepted)[0]![2]).toBe('red');
    const extended = steps(
      [ACCEPT, A],
      [ASSIGN, A],
      [{ act: 'ask-extension', on: '2026-11-01', reason: '监测' }, A],
      [{ act: 'decide-extension', on: '2026-11-02', granted: true, reason: '同意' }, B],
    );
    expect(handleDue(standingOf(extended), CALENDAR)).toBe('2026-12-09');
    expect(lights('2026-11-10', extended)[0]).toEqual(['complaint-handle', '2026-12-09', 'green']);
    const refusedOnce = extended.with(3, {
      act: { act: 'decide-extension', on: '2026-11-02', granted: false, reason: '不同意' },
      by: B,
    });
    expect(handleDue(standingOf(refusedOnce), CALENDAR)).toBe('2026-11-09');
  });

  test('a reply that is not followed by a review is final after thirty days', () => {
    const replied = steps([ACCEPT, A], [ASSIGN, A], [HANDLE, A], [REPLY, B]);
    // 22 October and 30: 21 November is a Saturday, so Monday the 23rd.
    expect(reviewUntil(standingOf(replied), CALENDAR)).toBe('2026-11-23');
    expect(reporterRefusal(standingOf(replied), 'ask-review', '2026-11-23', CALENDAR)).toBeNull();
    expect(reporterRefusal(standingOf(replied), 'ask-review', '2026-11-24', CALENDAR)?.why).toBe(
      'reviewLate',
    );
    expect(reporterActs(standingOf(replied), '2026-11-24', CALENDAR)).toEqual(['rate', 'tell-retaliation']);
  });

  test('a dispatch is objected to within five working days', () => {
    const assigned = steps([ACCEPT, A], [{ ...ASSIGN, on: '2026-09-11' }, A]);
    // Friday 11 September: Monday 14 … Friday 18.
    const object = (on: string): ComplaintAct => ({ act: 'object', on, reason: '不归本局' });
    expect(refused(assigned, object('2026-09-18'))).toBeNull();
    // Sunday 20 September is worked in 2026 (National Day), Saturday 19 is not.
    expect(refused(assigned, object('2026-09-21'))).toBe('objectionLate');
  });
});

describe('who and when', () => {
  test('order, days and separation of duties', () => {
    expect(refused([], ASSIGN)).toBe('stateUnfit');
    expect(refused([], { ...ACCEPT, on: '2026-08-31' })).toBe('dayOrder');
    expect(refused([], ACCEPT, A, '2026-09-09')).toBe('dayFuture');
    const handled = steps([ACCEPT, A], [ASSIGN, A], [HANDLE, A]);
    expect(refused(handled, REPLY, A)).toBe('ownDecision');
    expect(refused(handled, REPLY, B)).toBeNull();
    const asked = steps([ACCEPT, A], [{ act: 'ask-extension', on: '2026-09-12', reason: 'x' }, A]);
    const grant: ComplaintAct = { act: 'decide-extension', on: '2026-09-13', granted: true, reason: 'x' };
    expect(refused(asked, grant, A)).toBe('ownDecision');
    expect(refused(asked, grant, B)).toBeNull();
    expect(
      refused([...asked, { act: grant, by: B }], { act: 'ask-extension', on: '2026-09-14', reason: 'x' }),
    ).toBe('extensionTwice');
  });

  test('retaliation stands until it is answered, and keeps the complaint open', () => {
    const told = steps(
      [ACCEPT, A],
      [ASSIGN, A],
      [HANDLE, A],
      [REPLY, B],
      [
        { act: 'tell-retaliation', text: '被调岗', on: '2026-10-23' },
        { userId: null, name: '' },
      ],
    );
    expect(refused(told, { act: 'close', on: '2026-10-24', note: '' })).toBe('retaliationOpen');
    expect(actsOffered(standingOf(told))).toEqual(['publish', 'answer-retaliation']);
    const answer: ComplaintAct = { act: 'answer-retaliation', on: '2026-10-25', text: '已制止' };
    expect(refused(told, answer, B)).toBeNull();
    const answered = [...told, { act: answer, by: B }];
    expect(refused(answered, { act: 'close', on: '2026-10-26', note: '' })).toBeNull();
    // Five working days from Friday 23 October: Friday the 30th; the platform's own setting.
    const clock = clocksOf(RECEIVED, standingOf(told), noon('2026-10-24'), CALENDAR)[0]!;
    expect(clock).toMatchObject({
      key: 'complaint-retaliation',
      due: '2026-10-30',
      confidence: 'unverified',
    });
  });

  test('a review that changes the reply opens the handling again; who replied does not decide it', () => {
    const asked = steps(
      [ACCEPT, A],
      [ASSIGN, A],
      [HANDLE, A],
      [REPLY, B],
      [
        { act: 'ask-review', reason: '没有改正', on: '2026-10-30' },
        { userId: null, name: '' },
      ],
    );
    const decide: ComplaintAct = { act: 'decide-review', on: '2026-11-02', changed: true, opinion: '重办' };
    expect(refused(asked, decide, B)).toBe('ownDecision');
    expect(refused(asked, decide, { userId: 'c', name: '丙' })).toBeNull();
    const after = standingOf([...asked, { act: decide, by: { userId: 'c', name: '丙' } }]);
    expect(after).toMatchObject({ state: 'handling', handled: null, firstReplyOn: '2026-10-22' });
    // The term of handling was kept by the first reply; only one review is asked for.
    expect(reporterRefusal(after, 'ask-review', '2026-11-03', CALENDAR)?.why).toBe('stateUnfit');
  });
});

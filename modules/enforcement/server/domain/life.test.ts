import { workCalendar } from '@tarim/science';
import { describe, expect, it } from 'vitest';
import type { CaseAct, PenaltyBeside } from '../../contract.ts';
import { clocksOf, decisionDue } from './clocks.ts';
import { type CaseFile, type Doer, type Step, standingOf } from './file.ts';
import { faultsOf } from './findings.ts';
import { type RefusalKey, refusalOf } from './life.ts';

const CALENDAR = workCalendar();
const ANNA: Doer = { userId: 'a', name: '甲' };
const BORIS: Doer = { userId: 'b', name: '乙' };
const REVIEWER: Doer = { userId: 'r', name: '丙' };
const HEAD: Doer = { userId: 'h', name: '丁' };
const LATER = '2027-12-31';

const FILE: CaseFile = {
  filedOn: '2026-09-01',
  actStart: '2026-08-20',
  actEnd: '2026-08-25',
  harm: false,
  party: 'organisation',
  range: { min: 100_000, max: 1_000_000 },
  handlers: [
    { name: '甲', certificate: 'XJ-1' },
    { name: '乙', certificate: 'XJ-2' },
  ],
  filedBy: ANNA,
};

const step = (by: Doer, act: CaseAct): Step => ({ by, act });
const EVIDENCE = step(ANNA, {
  act: 'add-evidence',
  on: '2026-09-02',
  kind: 'site-record',
  title: '现场笔录',
  proves: '超标排放',
  files: [],
});
const REPORT = step(ANNA, { act: 'finish-investigation', on: '2026-09-10', report: '事实清楚' });
const REVIEW = step(REVIEWER, { act: 'review', on: '2026-09-15', approve: true, opinion: '同意' });
const notice = (amount: number): Step =>
  step(ANNA, {
    act: 'give-notice',
    on: '2026-09-23',
    deliveredOn: '2026-09-24',
    amount,
    beside: [],
    computed: amount,
    method: 'weighted',
    reasons: '裁量基准',
  });
const decide = (on: string, amount: number): CaseAct => ({
  act: 'decide',
  on,
  kind: 'penalty',
  amount,
  beside: [],
  reasons: '决定',
});

const NOTICED = [EVIDENCE, REPORT, REVIEW, notice(150_000)];
const why = (steps: readonly Step[], act: CaseAct, by: Doer = HEAD, file = FILE): RefusalKey | null =>
  refusalOf(file, steps, act, by, LATER, CALENDAR)?.why ?? null;

describe('the life of a case', () => {
  it('goes its lawful way from filing to closure', () => {
    const way: Step[] = [
      ...NOTICED,
      step(HEAD, decide('2026-10-10', 150_000)),
      step(ANNA, { act: 'deliver', on: '2026-10-12', method: 'direct' }),
      step(ANNA, { act: 'publish', on: '2026-10-14' }),
      step(ANNA, { act: 'pay', on: '2026-10-20', amount: 150_000 }),
      step(ANNA, { act: 'close', on: '2026-10-21', result: '已缴清' }),
    ];
    for (const [n, { act, by }] of way.entries())
      expect([act.act, why(way.slice(0, n), act, by)]).toEqual([act.act, null]);
    expect(standingOf(way)).toMatchObject({ state: 'closed', paid: 150_000, published: '2026-10-14' });
    expect(faultsOf(FILE, way, '2026-10-22', CALENDAR)).toEqual([]);
  });

  it('refuses a decision while the notice runs, but for an express waiver (governance 16.1)', () => {
    expect(refusalOf(FILE, NOTICED, decide('2026-09-30', 150_000), HEAD, LATER, CALENDAR)).toEqual({
      why: 'noticeRuns',
      params: { due: '2026-10-09' },
    });
    expect(why(NOTICED, decide('2026-10-10', 150_000))).toBeNull();
    const waived = [...NOTICED, step(ANNA, { act: 'record-waiver', on: '2026-09-25', words: '放弃' })];
    expect(why(waived, decide('2026-09-30', 150_000))).toBeNull();
    // A new notice lets the term run again.
    const again = [
      ...waived,
      {
        ...notice(120_000),
        act: { ...notice(120_000).act, on: '2026-09-28', deliveredOn: '2026-09-28' } as CaseAct,
      },
    ];
    expect(why(again, decide('2026-10-09', 120_000))).toBe('noticeRuns');
  });

  it('never raises a penalty for defending, nor leaves the range (行政处罚法 45)', () => {
    expect(why(NOTICED, decide('2026-10-12', 160_000))).toBe('raised');
    expect(why(NOTICED, decide('2026-10-12', 40_000))).toBe('outsideRange');
    expect(why([EVIDENCE, REPORT, REVIEW], notice(1_000_001).act)).toBe('outsideRange');
  });

  it('keeps investigators out of review, vote and chair (governance 16.7)', () => {
    const reviewing = [EVIDENCE, REPORT];
    const review: CaseAct = { act: 'review', on: '2026-09-15', approve: true, opinion: '同意' };
    expect(why(reviewing, review, ANNA)).toBe('ownReview');
    // A handler who has done nothing yet is one all the same.
    expect(why(reviewing, review, BORIS)).toBe('ownReview');
    expect(why(reviewing, review, REVIEWER)).toBeNull();
    const members = (...names: string[]) => names.map((name) => ({ name, vote: 'for' as const }));
    const discuss = (...names: string[]): CaseAct => ({
      act: 'discuss',
      on: '2026-10-11',
      members: members(...names),
      conclusion: '同意',
    });
    expect(why(NOTICED, discuss('丁', '戊', '乙'))).toBe('investigatorVotes');
    expect(why(NOTICED, discuss('丁', '戊', '己'))).toBeNull();
  });

  it('asks for hearing, legal review and discussion where they are owed, and again after new facts', () => {
    const heavy = [EVIDENCE, REPORT, REVIEW, notice(300_000)];
    const request: CaseAct = { act: 'request-hearing', on: '2026-09-28' };
    expect(why(NOTICED, request)).toBe('hearingNotOwed');
    // 200,000 is not above 200,000, nor are 5,000 of a person above 5,000 (governance 16.3).
    const asking = (
      amount: number,
      beside: PenaltyBeside[] = [],
      party: CaseFile['party'] = 'organisation',
    ) =>
      refusalOf(
        { ...FILE, party, range: null },
        [EVIDENCE, REPORT, REVIEW, { ...notice(amount), act: { ...notice(amount).act, beside } as CaseAct }],
        request,
        ANNA,
        '2027-12-31',
        CALENDAR,
      )?.why ?? null;
    expect([asking(200_000), asking(200_001)]).toEqual(['hearingNotOwed', null]);
    expect([asking(5_000, [], 'individual'), asking(5_001, [], 'individual')]).toEqual([
      'hearingNotOwed',
      null,
    ]);
    expect([asking(1, ['warning']), asking(1, ['stop-production'])]).toEqual(['hearingNotOwed', null]);
    // How much is confiscated the file does not know.
    expect(asking(1, ['confiscate'])).toBeNull();
    expect(why(heavy, { ...request, on: '2026-10-10' })).toBe('hearingLate');
    expect(why(heavy, decide('2026-10-12', 300_000))).toBe('discussionMissing');
    const asked = [...heavy, step(ANNA, request)];
    expect(why(asked, decide('2026-10-30', 300_000))).toBe('hearingPending');
    const hold = (noticeOn: string): CaseAct => ({
      act: 'hold-hearing',
      on: '2026-10-20',
      noticeOn,
      chair: '戊',
      summary: '听证',
    });
    // 10-12, 13, 14, 15, 16, 19, 20: seven working days after Sunday 10-11 (a make-up day is none of them).
    expect(why(asked, hold('2026-10-13'))).toBe('hearingNotice');
    expect(why(asked, { ...hold('2026-10-09'), chair: '乙' } as CaseAct)).toBe('investigatorChairs');
    const held = [...asked, step(HEAD, hold('2026-10-09'))];
    expect(why(held, decide('2026-10-30', 300_000))).toBe('legalMissing');
    const legal = step(REVIEWER, { act: 'legal-review', on: '2026-10-22', approve: true, opinion: '合法' });
    const vote = step(HEAD, {
      act: 'discuss',
      on: '2026-10-23',
      members: ['丁', '戊', '己'].map((name) => ({ name, vote: 'for' as const })),
      conclusion: '同意',
    });
    expect(why([...held, legal], decide('2026-10-30', 300_000))).toBe('discussionMissing');
    expect(why([...held, legal, vote], decide('2026-10-30', 300_000))).toBeNull();
    const brought = step(ANNA, {
      act: 'record-statement',
      on: '2026-10-24',
      content: '新证据',
      adopted: true,
      opinion: '采纳',
    });
    expect(why([...held, legal, vote, brought], decide('2026-10-30', 300_000))).toBe('legalMissing');
  });

  it('lets demand and court come in their time', () => {
    const delivered = [
      ...NOTICED,
      step(HEAD, decide('2026-10-10', 150_000)),
      step(ANNA, { act: 'deliver', on: '2026-10-12', method: 'direct' }),
    ];
    // Fifteen days after 10-12 end on Tuesday 10-27.
    expect(why(delivered, { act: 'demand', on: '2026-10-27' })).toBe('notOverdue');
    expect(why(delivered, { act: 'demand', on: '2026-10-28' })).toBeNull();
    const demanded = [...delivered, step(ANNA, { act: 'demand', on: '2026-10-28' })];
    // Ten working days after 10-28 end on 11-11.
    expect(why(demanded, { act: 'apply-court', on: '2026-11-11' })).toBe('demandRuns');
    expect(why(demanded, { act: 'apply-court', on: '2026-11-12' })).toBeNull();
    expect(why(delivered, { act: 'pay', on: '2026-10-20', amount: 300_001 })).toBe('overpaid');
  });

  it('refuses what is out of its order or its day', () => {
    expect(why([], REPORT.act)).toBe('noEvidence');
    expect(why([EVIDENCE], decide('2026-10-10', 150_000))).toBe('stateUnfit');
    expect(why([EVIDENCE, REPORT], { ...REVIEW.act, on: '2026-09-09' } as CaseAct, REVIEWER)).toBe(
      'dayOrder',
    );
    expect(refusalOf(FILE, [], EVIDENCE.act, ANNA, '2026-09-01', CALENDAR)?.why).toBe('dayFuture');
    const extended = [EVIDENCE, step(HEAD, { act: 'extend', on: '2026-09-03', by: 'head', days: 30 })];
    expect(why(extended, { act: 'extend', on: '2026-09-04', by: 'head', days: 30 })).toBe('extendedTwice');
    // Only what the head extended before is extended once more, by those who discuss it together (处罚办法 57).
    const together = (on: string): CaseAct => ({ act: 'extend', on, by: 'collective', days: 30 });
    expect(why([EVIDENCE], together('2026-09-04'))).toBe('extendOrder');
    expect(why(extended, together('2026-09-04'))).toBeNull();
    // Ninety days from 1 September end on Monday 30 November, with thirty more on Wednesday 30 December.
    expect(why([EVIDENCE], { act: 'extend', on: '2026-11-30', by: 'head', days: 30 })).toBeNull();
    expect(why([EVIDENCE], { act: 'extend', on: '2026-12-01', by: 'head', days: 30 })).toBe('extendLate');
    expect(why(extended, together('2026-12-31'))).toBe('extendLate');
  });

  it('counts ninety days without pauses and with what was granted (governance 16.4)', () => {
    const file = { ...FILE, filedOn: '2026-01-01' };
    const standing = standingOf([
      step(ANNA, { act: 'pause', from: '2026-02-01', to: '2026-02-20', reason: '监测' }),
      step(HEAD, { act: 'extend', on: '2026-03-01', by: 'head', days: 30 }),
    ]);
    expect(decisionDue(file, standing, CALENDAR)).toBe('2026-05-21');
    const clocks = clocksOf(FILE, standingOf(NOTICED), Date.parse('2026-10-08T00:00:00+08:00'), CALENDAR);
    expect(clocks.map(({ key, due, light }) => [key, due, light])).toEqual([
      ['defence', '2026-10-09', 'yellow'],
      ['decision', '2026-11-30', 'green'],
    ]);
  });
});

describe('the review of files by their data', () => {
  it('finds six planted faults, each by its number', () => {
    // As it came from elsewhere: nobody kept it from being done so.
    const file: CaseFile = { ...FILE, handlers: FILE.handlers.slice(0, 1) };
    const steps = [
      EVIDENCE,
      step(ANNA, { act: 'order-correction', on: '2026-09-03', content: '停止排放', due: '2026-09-20' }),
      REPORT,
      step(ANNA, { act: 'review', on: '2026-09-15', approve: true, opinion: '同意' }),
      notice(1_500_000),
      step(HEAD, {
        act: 'discuss',
        on: '2026-09-28',
        members: ['甲', '戊', '己'].map((name) => ({ name, vote: 'for' as const })),
        conclusion: '同意',
      }),
      step(HEAD, decide('2026-09-30', 1_500_000)),
    ];
    const faults = faultsOf(file, steps, '2026-10-20', CALENDAR);
    expect(faults.map(({ item, when }) => [item, when])).toEqual([
      [2, 'now'],
      [12, 'now'],
      [14, 'now'],
      [18, 'now'],
      [21, 'now'],
      [23, 'now'],
    ]);
    expect(faults.find(({ item }) => item === 14)!.params).toEqual({ due: '2026-10-09', on: '2026-09-30' });
  });

  it('warns while it can still be mended', () => {
    const heavy = [EVIDENCE, REPORT, REVIEW, notice(300_000)];
    expect(
      faultsOf(FILE, heavy, '2026-09-28', CALENDAR).map(({ item, when, words }) => [item, when, words]),
    ).toEqual([
      [14, 'ahead', 'noticeAhead'],
      [17, 'ahead', 'discussionAhead'],
    ]);
    const ordered = [
      EVIDENCE,
      step(ANNA, { act: 'order-correction', on: '2026-09-03', content: '停止', due: '2026-09-20' }),
    ];
    expect(faultsOf(FILE, ordered, '2026-09-26', CALENDAR)).toEqual([]);
    // Thirty days after 09-03 end on 10-03, a holiday, and do not move.
    expect(faultsOf(FILE, ordered, '2026-09-28', CALENDAR)).toMatchObject([
      { item: 23, when: 'ahead', params: { due: '2026-10-03' } },
    ]);
    expect(faultsOf(FILE, ordered, '2026-10-04', CALENDAR)).toMatchObject([{ item: 23, when: 'now' }]);
  });

  it('sees a limitation that has passed', () => {
    const old: CaseFile = { ...FILE, actStart: '2026-08-20', actEnd: '2026-08-20', filedOn: '2028-09-01' };
    expect(faultsOf(old, [], '2028-09-02', CALENDAR).map(({ item }) => item)).toEqual([20]);
    expect(faultsOf({ ...old, harm: true }, [], '2028-09-02', CALENDAR)).toEqual([]);
  });
});

describe('gains that are confiscated (行政处罚法 63; 处罚办法 89)', () => {
  const told = (confiscated: number | null, beside: PenaltyBeside[] = ['confiscate']): Step => {
    const one = notice(150_000);
    return { ...one, act: { ...one.act, beside, confiscated } as CaseAct };
  };
  const before = [EVIDENCE, REPORT, REVIEW];
  const HEARING: CaseAct = { act: 'request-hearing', on: '2026-09-28' };
  const decided = (confiscated: number | null): CaseAct =>
    ({ ...decide('2026-10-10', 150_000), beside: ['confiscate'], confiscated }) as CaseAct;

  it('oblige by themselves to a hearing and a discussion where they are more than 200,000 of a unit', () => {
    expect(why([...before, told(200_000)], HEARING)).toBe('hearingNotOwed');
    expect(why([...before, told(200_001)], HEARING)).toBeNull();
    expect(why([...before, told(200_000)], decided(200_000))).toBeNull();
    expect(why([...before, told(200_001)], decided(200_001))).toBe('discussionMissing');
    // As it was told, where the decision does not repeat it.
    expect(why([...before, told(200_001)], decided(null))).toBe('discussionMissing');
    const person: CaseFile = { ...FILE, party: 'individual', range: null };
    const small = (confiscated: number): Step =>
      ({ ...told(confiscated), act: { ...told(confiscated).act, amount: 5_000 } }) as Step;
    expect(why([...before, small(5_000)], HEARING, HEAD, person)).toBe('hearingNotOwed');
    expect(why([...before, small(5_001)], HEARING, HEAD, person)).toBeNull();
  });

  it('refuse nobody a hearing where nobody knows how much they are', () => {
    expect(why([...before, told(null)], HEARING)).toBeNull();
  });

  it('are not more than was told, and not there without confiscation', () => {
    expect(why([...before, told(100_000)], decided(100_001))).toBe('gainsRaised');
    expect(why(before, told(100_000, []).act)).toBe('gainsStray');
  });

  it('of a large sum without discussion are a fatal item of the file', () => {
    const whole = [...before, told(300_000), step(HEAD, decided(300_000))];
    expect(faultsOf(FILE, whole, '2026-10-22', CALENDAR).map(({ item }) => item)).toContain(17);
  });
});

import { workCalendar } from '@tarim/science';
import { describe, expect, it } from 'vitest';
import type { CaseAct } from '../../contract.ts';
import { clocksOf } from './clocks.ts';
import { crimeSignsOf } from './crime.ts';
import { type CaseFile, type Doer, owedOf, type Step, standingOf } from './file.ts';
import { faultsOf } from './findings.ts';
import { type RefusalKey, refusalOf } from './life.ts';

const CALENDAR = workCalendar();
const ANNA: Doer = { userId: 'a', name: '甲' };
const HEAD: Doer = { userId: 'h', name: '丁' };
const REVIEWER: Doer = { userId: 'r', name: '丙' };
const FILE: CaseFile = {
  filedOn: '2026-08-26',
  actStart: '2026-08-20',
  actEnd: '2026-08-25',
  harm: true,
  party: 'organisation',
  range: { min: 100_000, max: 1_000_000 },
  handlers: [
    { name: '甲', certificate: 'XJ-1' },
    { name: '乙', certificate: 'XJ-2' },
  ],
  filedBy: ANNA,
};
const step = (by: Doer, act: CaseAct): Step => ({ by, act });
const why = (steps: readonly Step[], act: CaseAct, by: Doer = HEAD): RefusalKey | null =>
  refusalOf(FILE, steps, act, by, '2027-12-31', CALENDAR)?.why ?? null;

/** Governance 1.8: the order is delivered on 1 September, the recheck of the 20th finds the act going on, the fine is 100,000. */
const ORDER = step(ANNA, {
  act: 'order-correction',
  on: '2026-09-01',
  content: '停止违法行为',
  due: '2026-09-10',
});
const recheck = (on: string, corrected = false): Step =>
  step(ANNA, { act: 'recheck', on, corrected, findings: '仍在超标排放' });
const decided = (middle: readonly Step[]): Step[] => [
  step(ANNA, {
    act: 'add-evidence',
    on: '2026-08-27',
    kind: 'site-record',
    title: '笔录',
    proves: '超标',
    files: [],
  }),
  step(ANNA, { act: 'finish-investigation', on: '2026-08-28', report: '清楚' }),
  step(REVIEWER, { act: 'review', on: '2026-08-31', approve: true, opinion: '同意' }),
  ...middle,
  step(ANNA, {
    act: 'give-notice',
    on: '2026-10-10',
    deliveredOn: '2026-10-10',
    amount: 100_000,
    beside: [],
    computed: null,
    method: '幅度',
    reasons: '理由',
  }),
  step(HEAD, {
    act: 'decide',
    on: '2026-10-20',
    kind: 'penalty',
    amount: 100_000,
    beside: [],
    reasons: '理由',
  }),
];
const DELIVERED = step(ANNA, { act: 'deliver', on: '2026-10-21', method: 'direct' });
const dailyNotice: CaseAct = {
  act: 'daily-notice',
  on: '2026-10-22',
  deliveredOn: '2026-10-22',
  reasons: '拒不改正',
};
const dailyDecide = (on: string): CaseAct => ({
  act: 'daily-decide',
  on,
  deliveredOn: on,
  reasons: '拒不改正',
});
const DISCUSSION = step(HEAD, {
  act: 'discuss',
  on: '2026-10-30',
  members: ['戊', '己', '庚'].map((name) => ({ name, vote: 'for' as const })),
  conclusion: '同意',
});

describe('按日连续处罚', () => {
  it('has a hearing of its own, and leaves that of the penalty as it was', () => {
    const noticed = [...decided([ORDER, recheck('2026-09-20')]), DELIVERED, step(ANNA, dailyNotice)];
    // 19 days × 100,000 is over 200,000: a hearing is owed (处罚办法 46, 89).
    const asked = step(ANNA, { act: 'request-hearing', on: '2026-10-23' });
    expect(why(noticed, asked.act, ANNA)).toBeNull();
    // Five working days after 22 October 2026 end on the 29th.
    expect(why(noticed, { act: 'request-hearing', on: '2026-10-30' }, ANNA)).toBe('hearingLate');
    const waiting = [...noticed, asked];
    expect(why([...waiting, DISCUSSION], dailyDecide('2026-11-20'))).toBe('hearingPending');
    const hearing = (chair: string, on: string): CaseAct => ({
      act: 'hold-hearing',
      noticeOn: '2026-11-02',
      on,
      chair,
      summary: '听取意见',
    });
    expect(why(waiting, hearing('乙', '2026-11-12'))).toBe('investigatorChairs');
    // Seven working days between the notice of a hearing and the hearing: 3 to 11 November.
    expect(why(waiting, hearing('辛', '2026-11-10'))).toBe('hearingNotice');
    const heard = [...waiting, step(HEAD, hearing('辛', '2026-11-12'))];
    const later = { ...DISCUSSION, act: { ...DISCUSSION.act, on: '2026-11-16' } as CaseAct };
    expect(why([...heard, later], dailyDecide('2026-11-20'))).toBe('legalMissing');
    const legal = step(REVIEWER, { act: 'legal-review', on: '2026-11-13', approve: true, opinion: '合法' });
    expect(why([...heard, legal], dailyDecide('2026-11-20'))).toBe('discussionMissing');
    const whole = [...heard, legal, later];
    expect(why(whole, dailyDecide('2026-11-20'))).toBeNull();
    const now = standingOf(whole);
    expect(now.hearing).toBeNull();
    expect(now.discussion).toBeNull();
    expect(now.measures.daily[0]!.defence.hearing?.on).toBe('2026-11-12');
  });

  it('may be decided at once where the party waives, and takes no discussion that is against it', () => {
    const noticed = [...decided([ORDER, recheck('2026-09-20')]), DELIVERED, step(ANNA, dailyNotice)];
    const waived = [...noticed, step(ANNA, { act: 'record-waiver', on: '2026-10-22', words: '放弃' })];
    const vote = (one: 'for' | 'against') =>
      step(HEAD, {
        act: 'discuss',
        on: '2026-10-22',
        members: ['戊', '己', '庚'].map((name) => ({ name, vote: one })),
        conclusion: '决定',
      });
    expect(why([...noticed, vote('for')], dailyDecide('2026-10-23'))).toBe('noticeRuns');
    expect(why([...waived, vote('for')], dailyDecide('2026-10-23'))).toBeNull();
    expect(why([...waived, vote('against')], dailyDecide('2026-10-23'))).toBe('discussionMissing');
    // Nothing waits: there is nothing to say something to.
    const before = [...decided([ORDER, recheck('2026-09-20')]), DELIVERED];
    expect(why(before, { act: 'record-waiver', on: '2026-10-22', words: '放弃' }, ANNA)).toBe('noDaily');
  });

  const ready = [...decided([ORDER, recheck('2026-09-20')]), DELIVERED];

  it('counts nineteen days: 1,900,000 yuan', () => {
    expect(why(ready, dailyNotice, ANNA)).toBeNull();
    const { measures } = standingOf([...ready, step(ANNA, dailyNotice)]);
    expect(measures.daily[0]!.fine).toEqual({ days: 19, amount: 1_900_000 });
  });

  it('goes in its order: order, recheck, original decision delivered, notice, its term, discussion, decision', () => {
    expect(why([...decided([]), DELIVERED], dailyNotice, ANNA)).toBe('dailyNoOrder');
    expect(why([...decided([ORDER]), DELIVERED], dailyNotice, ANNA)).toBe('dailyNoRecheck');
    expect(why([...decided([ORDER, recheck('2026-09-20', true)]), DELIVERED], dailyNotice, ANNA)).toBe(
      'dailyNoRecheck',
    );
    // Carried out by the 10th, then acted anew: that is not the order which was refused.
    const anew = [ORDER, recheck('2026-09-10', true), recheck('2026-09-20')];
    expect(why([...decided(anew), DELIVERED], dailyNotice, ANNA)).toBe('dailyNoRecheck');
    const again = { ...ORDER, act: { ...ORDER.act, on: '2026-09-12' } as CaseAct };
    expect(
      why([...decided([...anew.slice(0, 2), again, anew[2]!]), DELIVERED], dailyNotice, ANNA),
    ).toBeNull();
    // Thirty-one days after the order.
    expect(why([...decided([ORDER, recheck('2026-10-02')]), DELIVERED], dailyNotice, ANNA)).toBe(
      'dailyNoRecheck',
    );
    expect(why(decided([ORDER, recheck('2026-09-20')]), dailyNotice, ANNA)).toBe('stateUnfit');
    const noticed = [...ready, step(ANNA, dailyNotice)];
    // Five working days after Thursday 22 October end on the 29th.
    expect(why(noticed, dailyDecide('2026-10-29'))).toBe('noticeRuns');
    expect(why(noticed, dailyDecide('2026-10-30'))).toBe('discussionMissing');
    expect(why([...noticed, DISCUSSION], dailyDecide('2026-10-30'))).toBeNull();
    expect(why(noticed, dailyNotice, ANNA)).toBe('dailyPending');
    // One recheck carries one round.
    const over = [...noticed, DISCUSSION, step(HEAD, dailyDecide('2026-10-30'))];
    expect(why(over, { ...dailyNotice, on: '2026-11-02' } as CaseAct, ANNA)).toBe('dailyNoRecheck');
    expect(why(over, dailyDecide('2026-11-02'))).toBe('noDaily');
    // Nor on the very day of the recheck, where all is told in a day.
    const sameDay = [
      ...decided([ORDER]),
      DELIVERED,
      { ...ORDER, act: { ...ORDER.act, on: '2026-10-21' } as CaseAct },
      recheck('2026-10-22'),
      step(ANNA, dailyNotice),
      step(ANNA, { act: 'record-waiver', on: '2026-10-22', words: '放弃' }),
      { ...DISCUSSION, act: { ...DISCUSSION.act, on: '2026-10-22' } as CaseAct },
      step(HEAD, dailyDecide('2026-10-22')),
    ];
    expect(standingOf(sameDay).measures.daily[0]!.fine).toEqual({ days: 1, amount: 100_000 });
    expect(why(sameDay, dailyNotice, ANNA)).toBe('dailyNoRecheck');
  });

  it('is owed beside the original fine, also when that was paid before', () => {
    const paid = [...ready, step(ANNA, { act: 'pay', on: '2026-10-22', amount: 100_000 })];
    expect(standingOf(paid).state).toBe('performed');
    const over = [...paid, step(ANNA, dailyNotice), DISCUSSION, step(HEAD, dailyDecide('2026-10-30'))];
    expect(owedOf(standingOf(over))).toBe(2_000_000);
    expect(standingOf(over).state).toBe('delivered');
    // Each has its own fifteen days: the original to 5 November, the daily one, delivered on 30 October, to the 16th (a Monday).
    const clocks = clocksOf(FILE, standingOf(over), Date.parse('2026-11-10T00:00:00+08:00'), CALENDAR)
      .filter(({ key }) => key === 'payment')
      .map(({ due, doneOn, light }) => [due, doneOn, light]);
    expect(clocks).toEqual([
      ['2026-11-16', null, 'green'],
      ['2026-11-05', '2026-10-22', 'done'],
    ]);
    expect(why(over, { act: 'demand', on: '2026-11-16' }, ANNA)).toBe('notOverdue');
    expect(why(over, { act: 'demand', on: '2026-11-17' }, ANNA)).toBeNull();
    expect(standingOf([...over, step(ANNA, { act: 'pay', on: '2026-11-05', amount: 1_900_000 })]).state).toBe(
      'performed',
    );
  });

  it('is found in files from elsewhere: without order (22), before the original decision (24)', () => {
    const early = [
      step(ANNA, { ...dailyNotice, on: '2026-09-21', deliveredOn: '2026-09-21' } as CaseAct),
      step(HEAD, dailyDecide('2026-10-09')),
    ];
    const items = (steps: readonly Step[]) =>
      faultsOf(FILE, steps, '2026-11-01', CALENDAR)
        .filter(({ when }) => when === 'now')
        .map(({ item }) => item);
    expect(items(decided(early))).toEqual([22, 24]);
    expect(items(decided([ORDER, recheck('2026-09-20'), ...early]))).toEqual([24]);
  });
});

describe('查封、扣押', () => {
  const seal: CaseAct = { act: 'seal', on: '2026-09-01', things: '2 号锅炉', reason: '逃避监管', days: 30 };
  const extend = (on: string): CaseAct => ({ act: 'extend-seal', on, days: 30, reason: '案情复杂' });
  const faults = (steps: readonly Step[], today: string) =>
    faultsOf(FILE, steps, today, CALENDAR)
      .filter(({ item }) => item === 25)
      .map(({ when, params }) => [when, params.due]);

  it('ends after thirty days: told ahead, then fatal (25)', () => {
    const sealed = [step(HEAD, seal)];
    const clock = clocksOf(FILE, standingOf(sealed), Date.parse('2026-09-02T10:00:00+08:00'), CALENDAR).find(
      ({ key }) => key === 'seal',
    );
    expect(clock).toMatchObject({ due: '2026-10-01', doneOn: null });
    expect(faults(sealed, '2026-09-10')).toEqual([]);
    expect(faults(sealed, '2026-09-28')).toEqual([['ahead', '2026-10-01']]);
    expect(faults(sealed, '2026-10-02')).toEqual([['now', '2026-10-01']]);
    expect(faults([...sealed, step(HEAD, extend('2026-09-30'))], '2026-10-02')).toEqual([]);
    const late = step(HEAD, { act: 'release-seal', on: '2026-10-05', reason: '已改正' });
    expect(faults([...sealed, late], '2026-10-06')).toEqual([['now', '2026-10-01']]);
  });

  it('is extended once and within its term, released once', () => {
    const sealed = [step(HEAD, seal)];
    expect(why([], extend('2026-09-30'))).toBe('noSeal');
    expect(why(sealed, seal)).toBe('sealOpen');
    expect(why(sealed, extend('2026-10-02'))).toBe('sealEnded');
    const extended = [...sealed, step(HEAD, extend('2026-09-30'))];
    expect(why(extended, extend('2026-10-10'))).toBe('sealExtended');
    const released = [...extended, step(HEAD, { act: 'release-seal', on: '2026-10-10', reason: '已改正' })];
    expect(why(released, { act: 'release-seal', on: '2026-10-11', reason: '再次' })).toBe('noSeal');
    expect(why(released, { ...seal, on: '2026-10-12' } as CaseAct)).toBeNull();
  });
});

describe('限产停产、移送', () => {
  const clocks = (steps: readonly Step[]) =>
    Object.fromEntries(
      clocksOf(FILE, standingOf(steps), Date.parse('2026-09-02T10:00:00+08:00'), CALENDAR).map(
        ({ key, due }) => [key, due],
      ),
    );

  it('limits production for three months; a plan within fifteen working days; stopped has no end', () => {
    const limit = (kind: 'limit' | 'stop', months: number): CaseAct => ({
      act: 'limit-production',
      on: '2026-09-01',
      kind,
      months,
      reason: '超总量',
    });
    expect(why([], limit('limit', 4))).toBe('limitMonths');
    expect(why([], { act: 'lift-limit', on: '2026-09-02', reason: 'x' })).toBe('noLimit');
    // Fifteen working days after 1 September; Sunday the 20th is worked for the National Day.
    expect(clocks([step(HEAD, limit('limit', 3))])).toMatchObject({
      'production-limit': '2026-12-01',
      'rectification-plan': '2026-09-21',
    });
    expect(clocks([step(HEAD, limit('stop', 1))])).toMatchObject({ 'production-limit': null });
  });

  it('hands over for detention within three working days, for crime within twenty-four hours', () => {
    const transfer = (ground: 'detention' | 'crime'): Step =>
      step(HEAD, { act: 'decide-transfer', on: '2026-09-03', ground, reason: '篡改监测数据' });
    // Friday the 4th, Monday the 7th, Tuesday the 8th.
    expect(clocks([transfer('detention')])).toMatchObject({ 'detention-handover': '2026-09-08' });
    expect(clocks([transfer('crime')])).toMatchObject({ 'crime-handover': '2026-09-04' });
    expect(why([], { act: 'hand-over', on: '2026-09-04', receipt: 'x' })).toBe('noTransfer');
    expect(
      why([transfer('crime')], { act: 'record-answer', on: '2026-09-05', taken: true, answer: '立案' }),
    ).toBe('notHandedOver');
  });
});

describe('暂缓、分期 (行政处罚法 66)', () => {
  const delivered = [...decided([ORDER]), DELIVERED];
  const part = (due: string, amount: number) => ({ due, amount });
  const defer = (parts: readonly { due: string; amount: number }[]): CaseAct => ({
    act: 'defer',
    on: '2026-10-25',
    parts: [...parts],
    reason: '经济困难',
  });
  const pay = (on: string, amount: number) => step(ANNA, { act: 'pay', on, amount });
  const payment = (steps: readonly Step[]) =>
    clocksOf(FILE, standingOf(steps), Date.parse('2027-01-05T00:00:00Z'), CALENDAR).find(
      ({ key }) => key === 'payment',
    )!;

  it('takes parts that sum up to what is owed, each later than the one before', () => {
    expect(why(delivered, defer([part('2026-12-31', 60_000), part('2027-01-31', 40_000)]))).toBeNull();
    expect(why(delivered, defer([part('2026-12-31', 60_000), part('2027-01-31', 39_999.99)]))).toBe(
      'partsSum',
    );
    expect(why(delivered, defer([part('2027-01-31', 60_000), part('2026-12-31', 40_000)]))).toBe(
      'partsOrder',
    );
    expect(why(delivered, defer([part('2026-10-25', 100_000)]))).toBe('partsOrder');
    // What was paid already is not deferred.
    expect(why([...delivered, pay('2026-10-24', 30_000)], defer([part('2026-12-31', 70_000)]))).toBeNull();
  });

  it('moves the term of payment to the first part that is not paid, and a demand waits for it', () => {
    // Fifteen days from 21 October.
    expect(payment(delivered).due).toBe('2026-11-05');
    const deferred = [
      ...delivered,
      step(HEAD, defer([part('2026-12-31', 60_000), part('2027-01-31', 40_000)])),
    ];
    expect(payment(deferred).due).toBe('2026-12-31');
    expect(why(deferred, { act: 'demand', on: '2026-12-31' }, ANNA)).toBe('notOverdue');
    expect(why(deferred, { act: 'demand', on: '2027-01-01' }, ANNA)).toBeNull();
    const half = [...deferred, pay('2026-12-30', 60_000)];
    expect(payment(half).due).toBe('2027-01-31');
    expect(why(half, { act: 'demand', on: '2027-01-15' }, ANNA)).toBe('notOverdue');
    expect(standingOf([...half, pay('2027-01-20', 40_000)]).state).toBe('performed');
  });
});

describe('涉罪筛查', () => {
  const paid = [
    ...decided([ORDER]),
    DELIVERED,
    step(ANNA, { act: 'pay', on: '2026-10-30', amount: 100_000 }),
  ];
  const close: CaseAct = { act: 'close', on: '2026-11-02', result: '缴清' };
  const closing = (steps: readonly Step[], crimeSigns: CaseFile['crimeSigns']) =>
    refusalOf({ ...FILE, ...(crimeSigns ? { crimeSigns } : {}) }, steps, close, ANNA, '2027-12-31', CALENDAR)
      ?.why ?? null;

  it('keeps a case with indications of a crime open until somebody has looked at them', () => {
    expect(closing(paid, [])).toBeNull();
    expect(closing(paid, ['hidden-discharge'])).toBe('crimeUnscreened');
    const screened = step(ANNA, {
      act: 'screen-crime',
      on: '2026-11-01',
      signs: ['hidden-discharge'],
      transfer: false,
      reason: '未排放有毒物质',
    });
    expect(closing([...paid, screened], ['hidden-discharge'])).toBeNull();
  });

  it('points to what the violation and earlier penalties show', () => {
    expect(crimeSignsOf({ violation: '1107:usual', earlier: 1 })).toEqual([]);
    expect(crimeSignsOf({ violation: '1107:usual', earlier: 2 })).toEqual(['repeated']);
    expect(crimeSignsOf({ violation: '1108:usual', earlier: 0 })).toEqual(['hidden-discharge']);
    expect(crimeSignsOf({ violation: '1088:usual', earlier: 3 })).toEqual([
      'falsified-monitoring',
      'repeated',
    ]);
  });
});

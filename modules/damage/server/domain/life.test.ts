import { describe, expect, test } from 'vitest';
import type { DamageAct } from '../../contract.ts';
import { figuresOf } from './figures.ts';
import { amountOf, type Doer, paidOf, type Step, standingOf } from './file.ts';
import { actsOffered, type CaseFacts, refusalOf } from './life.ts';

const HANDLER: Doer = { userId: '1', name: '甲' };
const HEAD: Doer = { userId: '2', name: '丁' };
const FACTS: CaseFacts = { foundOn: '2026-08-01', repeats: 0, simpleLimit: 300_000 };
const TODAY = '2026-12-31';

const SCREEN: DamageAct = { act: 'screen', on: '2026-08-02', harm: 'yes', note: 'x' };
const check = (more: object = {}): DamageAct => ({
  act: 'check',
  on: '2026-08-10',
  findings: 'x',
  slight: false,
  redline: false,
  repeat: false,
  ...more,
});
const START: DamageAct = { act: 'start', on: '2026-08-12', reason: 'x' };
const assess = (amount: number, more: object = {}): DamageAct => ({
  act: 'assess',
  on: '2026-09-01',
  method: 'simple',
  assessor: '某机构',
  undisputed: true,
  report: 'x',
  items: [
    { item: 'restoration-cost', amount, note: '' },
    { item: 'assessment-cost', amount: 0.1, note: '' },
    { item: 'prevention-cost', amount: 0.2, note: '' },
  ],
  estimate: null,
  ...more,
});
const NOTICE: DamageAct = {
  act: 'give-notice',
  on: '2026-09-05',
  deliveredOn: '2026-09-06',
  meetingOn: '2026-09-10',
  place: 'x',
};
const MEET: DamageAct = { act: 'meet', on: '2026-09-10', people: 'x', minutes: 'x' };
const agree = (more: object = {}): DamageAct => ({
  act: 'agree',
  on: '2026-09-20',
  way: 'pay',
  amount: 1_000,
  parts: [],
  plan: 'x',
  due: '2026-10-20',
  ...more,
});
const pay = (on: string, amount: number): DamageAct => ({ act: 'pay', on, amount });
const restore = (on: string, finished: boolean): DamageAct => ({ act: 'restore', on, work: 'x', finished });

const after = (...acts: DamageAct[]): Step[] => acts.map((act) => ({ act, by: HANDLER }));
const TO_ASSESSED = after(SCREEN, check(), START, assess(1_000));
const TO_NEGOTIATING = [...TO_ASSESSED, ...after(NOTICE)];
const TO_AGREED = [...TO_NEGOTIATING, ...after(MEET, agree())];
const refused = (steps: readonly Step[], act: DamageAct, by = HEAD, facts = FACTS) =>
  refusalOf(facts, steps, act, by, TODAY)?.why ?? null;
const state = (steps: readonly Step[]) => standingOf(steps).state;

describe('order', () => {
  test('what was screened out can only be screened again', () => {
    const out = after({ ...SCREEN, harm: 'no' });
    expect([state(out), actsOffered(standingOf(out))]).toEqual(['no-harm', ['screen']]);
    expect(refused(out, check())).toBe('stateUnfit');
    expect(state([...out, ...after({ ...SCREEN, harm: 'unknown' })])).toBe('checking');
  });
  test('nothing before what was found, before the step before it, or tomorrow', () => {
    expect(refused([], { ...SCREEN, on: '2026-07-31' })).toBe('dayOrder');
    expect(refused(after(SCREEN), { ...check(), on: '2026-08-01' } as DamageAct)).toBe('dayOrder');
    expect(refused([], { ...SCREEN, on: '2027-01-01' })).toBe('dayFuture');
    expect(refused([], START)).toBe('stateUnfit');
  });
});

describe('clearly slight', () => {
  const slight = check({ slight: true });
  const not = { act: 'not-start', on: '2026-08-12', ground: 'slight', reason: 'x' } as const;
  test('neither in a red-line area nor again within two years, told or found', () => {
    expect(refused(after(SCREEN), check({ slight: true, redline: true }))).toBe('slightRefused');
    expect(refused(after(SCREEN), check({ slight: true, repeat: true }))).toBe('slightRefused');
    expect(refused(after(SCREEN), slight, HANDLER, { ...FACTS, repeats: 1 })).toBe('slightRefused');
    expect(refused(after(SCREEN), slight)).toBeNull();
  });
  test('only what the check found slight is not started as slight', () => {
    expect(refused(after(SCREEN, check()), not)).toBe('notSlight');
    expect(refused(after(SCREEN, slight), not)).toBeNull();
  });
});

describe('assessment', () => {
  const started = after(SCREEN, check(), START);
  test('simple, or by experts, up to 300 000 yuan and undisputed; in full without a limit', () => {
    // The items beside come to 0.30 yuan.
    expect(refused(started, assess(299_999.7))).toBeNull();
    expect(refused(started, assess(299_999.71))).toBe('simpleLimit');
    expect(refused(started, assess(300_000, { method: 'expert' }))).toBe('simpleLimit');
    expect(refused(started, assess(400_000), HEAD, { ...FACTS, simpleLimit: 500_000 })).toBeNull();
    expect(refused(started, assess(1, { undisputed: false }))).toBe('disputed');
    expect(refused(started, assess(9e8, { method: 'full', undisputed: false }))).toBeNull();
  });
  test('whoever checked or assessed, by account or by name, decides nothing', () => {
    expect(refused(after(SCREEN, check()), START, HANDLER)).toBe('ownDecision');
    expect(refused(after(SCREEN, check()), START, { userId: '9', name: '甲' })).toBe('ownDecision');
    const met = [...TO_NEGOTIATING, ...after(MEET)];
    expect(refused(met, agree(), { userId: '9', name: '某机构' })).toBe('ownDecision');
    expect(refused(met, agree())).toBeNull();
  });
  test('an estimate is confirmed before anybody negotiates on it; a new one anew', () => {
    const estimate = { discharges: [{ medium: 'water' }] };
    const estimated = [...started, ...after(assess(1_000, { estimate }))];
    expect(refused(estimated, NOTICE)).toBe('unconfirmed');
    const confirm: DamageAct = { act: 'confirm-assessment', on: '2026-09-02', statement: 'x' };
    const confirmed = [...estimated, ...after(confirm)];
    expect(refused(confirmed, NOTICE)).toBeNull();
    expect(refused(confirmed, { ...confirm, on: '2026-09-03' })).toBe('nothingToConfirm');
    const again = [...confirmed, ...after(assess(900, { estimate, on: '2026-09-03' }))];
    expect(refused(again, NOTICE)).toBe('unconfirmed');
  });
});

describe('negotiation', () => {
  test('no agreement without a meeting, no fourth meeting', () => {
    expect(refused(TO_NEGOTIATING, agree())).toBe('noMeeting');
    const thrice = [...TO_NEGOTIATING, ...after(MEET, MEET, MEET)];
    expect(refused(thrice, MEET)).toBe('mostMeetings');
    expect(actsOffered(standingOf(thrice))).toEqual(['agree', 'fail', 'publish']);
  });
  test('parts come to the amount, to the fen, and lie ahead', () => {
    const met = [...TO_NEGOTIATING, ...after(MEET)];
    const parts = (...amounts: number[]) => amounts.map((amount) => ({ due: '2026-10-01', amount }));
    expect(refused(met, agree({ amount: 0.3, parts: parts(0.1, 0.2) }))).toBeNull();
    expect(refused(met, agree({ parts: parts(600, 300) }))).toBe('partsSum');
    expect(refused(met, agree({ due: '2026-09-01' }))).toBe('agreeDays');
    expect(refused(met, agree({ amount: 0 }))).toBe('amountMissing');
  });
  test('failed, it goes to court; a judgment is performed as an agreement is and needs no confirmation', () => {
    const failed = [...TO_NEGOTIATING, ...after(MEET, { act: 'fail', on: '2026-09-25', reason: 'x' })];
    expect(actsOffered(standingOf(failed))).toEqual(['sue', 'publish']);
    const judged = [
      ...failed,
      ...after(
        { act: 'sue', on: '2026-10-01', court: 'x', claim: 'x' },
        {
          act: 'record-judgment',
          on: '2026-11-01',
          number: 'x',
          amount: 700,
          way: 'pay',
          due: '2026-12-01',
          plan: 'x',
        },
      ),
    ];
    expect([state(judged), amountOf(standingOf(judged))]).toEqual(['agreed', 700]);
    expect(refused(judged, { act: 'apply-confirmation', on: '2026-11-02', court: 'x' })).toBe(
      'confirmationTwice',
    );
    expect(state([...judged, ...after(pay('2026-11-20', 700))])).toBe('performed');
  });
});

describe('performance', () => {
  test('paid in parts, never more than is owed', () => {
    const half = [...TO_AGREED, ...after(pay('2026-09-25', 400.1))];
    expect([state(half), paidOf(standingOf(half))]).toEqual(['agreed', 400.1]);
    expect(refused(half, pay('2026-09-26', 599.91))).toBe('overpaid');
    expect(refused(half, pay('2026-09-26', 599.9))).toBeNull();
    expect(state([...half, ...after(pay('2026-09-26', 599.9))])).toBe('performed');
  });
  test('restored when it is finished; what was not reached is worked at again', () => {
    const owed = [...TO_NEGOTIATING, ...after(MEET, agree({ way: 'restore' }), restore('2026-10-01', false))];
    expect(state(owed)).toBe('agreed');
    const done = [...owed, ...after(restore('2026-10-10', true))];
    expect(state(done)).toBe('performed');
    const effect = { act: 'assess-effect', on: '2026-10-20', assessor: 'x', report: 'x' } as const;
    const short = [...done, ...after({ ...effect, reached: false })];
    expect([state(short), standingOf(short).restored]).toEqual(['agreed', null]);
    expect(state([...short, ...after(restore('2026-10-30', true), { ...effect, reached: true })])).toBe(
      'effective',
    );
  });
  test('closed when all is public, and nothing is public before it came to pass', () => {
    const publish = (what: string): DamageAct =>
      ({ act: 'publish', on: '2026-10-01', what, summary: 'x' }) as DamageAct;
    expect(refused(TO_AGREED, publish('effect'))).toBe('publishEarly');
    const effective = [
      ...TO_AGREED,
      ...after(pay('2026-09-25', 1_000), { act: 'waive-effect', on: '2026-09-30', clause: 'x', reason: 'x' }),
    ];
    const close: DamageAct = { act: 'close', on: '2026-10-02', result: 'x' };
    expect(refusalOf(FACTS, effective, close, HEAD, TODAY)).toEqual({
      why: 'notPublished',
      params: { missing: 'start,agreement,restoration,effect' },
    });
    const open = [...effective, ...after(...['start', 'agreement', 'restoration', 'effect'].map(publish))];
    expect(refused(open, publish('start'))).toBe('publishedAlready');
    expect(refused(open, close)).toBeNull();
    expect(actsOffered(standingOf([...open, ...after(close)]))).toEqual([]);
  });
});

test('figures: four penalties, two screened; one agreed of two owed; one simple of two assessed', () => {
  const court = [
    ...after(SCREEN, check(), START, assess(500_000, { method: 'full' }), NOTICE),
    ...after(
      { act: 'fail', on: '2026-09-25', reason: 'x' },
      { act: 'sue', on: '2026-10-01', court: 'x', claim: 'x' },
    ),
    ...after({
      act: 'record-judgment',
      on: '2026-11-01',
      number: 'x',
      amount: 700,
      way: 'restore',
      due: '2026-12-01',
      plan: 'x',
    }),
    ...after(restore('2026-11-20', true)),
  ];
  const cases = [
    { source: 'penalty', steps: [...TO_AGREED, ...after(pay('2026-09-25', 400))] },
    { source: 'accident', steps: court },
    { source: 'penalty', steps: after({ ...SCREEN, harm: 'no' }) },
    { source: 'penalty', steps: [] },
  ] as const;
  const counted = cases.map(({ source, steps }) => ({ unitPath: '/', source, standing: standingOf(steps) }));
  expect(figuresOf(counted, 4)).toEqual({
    penalties: 4,
    screened: 2,
    screeningRate: 0.5,
    clues: 4,
    started: 2,
    notStarted: 0,
    closed: 0,
    agreed: 1,
    agreedAmount: 1_000,
    paid: 400,
    restored: 1,
    negotiatedShare: 0.5,
    simpleShare: 0.5,
  });
  expect(figuresOf([], 0)).toMatchObject({ screeningRate: null, negotiatedShare: null, simpleShare: null });
});

import { describe, expect, it } from 'vitest';
import { answerPenalty } from './penalty.ts';

const ask = (kind: string, asked: Record<string, unknown>) =>
  answerPenalty({ kind, ...asked }) as unknown as Record<string, unknown> & { problems: { code: string }[] };
const codes = (answer: { problems: { code: string }[] }) => answer.problems.map(({ code }) => code);

/** The acceptance list of the domain study (governance, section 16), each with the figures that stand there. */
describe('penalty', () => {
  it('1: a notice delivered on 2026-09-24 lets decisions stand after 10-09 only, over 中秋 and 国庆', () => {
    const early = ask('notice', { delivered: '2026-09-24', decision: '2026-09-30' });
    expect(early.due).toBe('2026-10-09');
    expect(early.counted).toEqual(['2026-09-28', '2026-09-29', '2026-09-30', '2026-10-08', '2026-10-09']);
    expect(early.decisionAllowed).toBe(false);
    expect(codes(early)).toContain('PENALTY_DECISION_EARLY');
    expect(
      ask('notice', { delivered: '2026-09-24', decision: '2026-09-30', waived: true }).decisionAllowed,
    ).toBe(true);
    expect(ask('notice', { delivered: '2026-09-24', decision: '2026-10-09' }).decisionAllowed).toBe(false);
    expect(ask('notice', { delivered: '2026-09-24', decision: '2026-10-10' }).decisionAllowed).toBe(true);
  });

  it('2: a late fine runs at 3 % a day up to the fine', () => {
    expect(ask('late-fine', { fine: 200_000, daysLate: 10 })).toMatchObject({
      lateFine: 60_000,
      capped: false,
    });
    expect(ask('late-fine', { fine: 200_000, daysLate: 40 })).toMatchObject({
      lateFine: 200_000,
      capped: true,
    });
    expect(ask('late-fine', { fine: 200_000, due: '2026-10-09', paid: '2026-10-19' }).lateFine).toBe(60_000);
    // 0.03 × 333.33 × 7 = 69.9993, to the fen.
    expect(ask('late-fine', { fine: 333.33, daysLate: 7 }).lateFine).toBe(70);
  });

  it('3: a hearing is offered above the amount, not at it', () => {
    const offer = (party: string, fine: number) => ask('hearing', { party, fine }).mustOffer;
    expect([offer('organisation', 200_000), offer('organisation', 200_001)]).toEqual([false, true]);
    expect([offer('individual', 5_000), offer('individual', 5_001)]).toEqual([false, true]);
    expect(ask('hearing', { party: 'organisation', kinds: ['stop-production'] })).toMatchObject({
      mustOffer: true,
      because: ['stop-production'],
    });
  });

  it('4: ninety days, a testing pause of twenty, thirty by the head', () => {
    const term = ask('case-term', {
      filed: '2026-01-01',
      head: 30,
      pauses: [{ from: '2026-02-01', to: '2026-02-20' }],
      at: '2026-03-01',
    });
    // 2026-01-01 + 140 days, a Thursday.
    expect(term).toMatchObject({ due: '2026-05-21', grossDays: 59, netDays: 39, late: false });
    expect(codes(ask('case-term', { filed: '2026-01-01', head: 31 }))).toContain('PENALTY_COUNT_INVALID');
  });

  it('5: nineteen days of daily fine; a recheck on day 31 is void', () => {
    const daily = (recheck: string) =>
      ask('daily-fine', { fine: 100_000, orderDelivered: '2026-09-01', recheck });
    expect(daily('2026-09-20')).toMatchObject({ days: 19, amount: 1_900_000, allowed: true });
    expect(daily('2026-10-01')).toMatchObject({ days: 30, amount: 3_000_000, allowed: true });
    expect(daily('2026-10-02')).toMatchObject({ days: 31, amount: null, allowed: false });
    expect(codes(daily('2026-10-02'))).toEqual(['PENALTY_RECHECK_LATE']);
    expect(codes(daily('2026-08-31'))).toEqual(['PENALTY_DATES_REVERSED']);
  });

  it('6: a seal of thirty days from 03-01 alarms on 03-31, and is overdue the day after', () => {
    expect(ask('seal', { sealed: '2026-03-01' })).toMatchObject({ due: '2026-03-31', alarmOn: '2026-03-31' });
    expect(ask('seal', { sealed: '2026-03-01', at: '2026-03-31' }).overdue).toBe(false);
    const late = ask('seal', { sealed: '2026-03-01', at: '2026-04-01' });
    expect(late.overdue).toBe(true);
    expect(codes(late)).toEqual(['PENALTY_SEAL_OVERDUE']);
    expect(ask('seal', { sealed: '2026-03-01', extended: 30, at: '2026-04-30' }).overdue).toBe(false);
  });

  it('8: an act before the Code, decided after it, is judged by the lighter law', () => {
    const law = (old: object, code: object, more: object = {}) =>
      ask('law', { actStart: '2026-07-01', decision: '2026-09-01', old, code, ...more });
    const heavy = { min: 200_000, max: 1_000_000 };
    expect(law(heavy, { min: 100_000, max: 1_000_000 })).toMatchObject({
      atAct: 'old',
      proposed: 'code',
      because: 'lighter',
      range: { min: 100_000, max: 1_000_000 },
    });
    expect(law(heavy, { min: 300_000, max: 2_000_000 })).toMatchObject({ proposed: 'old', range: heavy });
    expect(law(heavy, { unlawful: false })).toMatchObject({
      proposed: 'code',
      because: 'no-longer-unlawful',
      range: null,
    });
    const crossed = law(heavy, { min: 300_000, max: 900_000 });
    expect(crossed).toMatchObject({ proposed: null, because: 'incomparable' });
    expect(codes(crossed)).toEqual(['PENALTY_LAWYER_NEEDED']);
    expect(law(heavy, { min: 100_000, max: 900_000 }, { actEnd: '2026-08-20' })).toMatchObject({
      proposed: null,
      because: 'spans',
    });
    expect(ask('law', { actStart: '2026-08-15', code: heavy })).toMatchObject({
      atAct: 'code',
      proposed: 'code',
    });
  });

  it('9: two years, five with harm, and both rules for acts before the Code', () => {
    const asked = { actEnd: '2026-08-20', found: '2028-09-01', harm: false };
    expect(ask('limitation', asked)).toMatchObject({ passed: true });
    expect(ask('limitation', { ...asked, harm: true })).toMatchObject({ passed: false });
    const before = ask('limitation', { actEnd: '2026-08-01', found: '2028-09-01', harm: true });
    expect(before.passed).toBeNull();
    expect(codes(before)).toEqual(['PENALTY_LAWYER_NEEDED']);
    expect(before.limits).toMatchObject([
      { years: 5, passed: false },
      { years: 2, passed: true },
    ]);
    // The last day itself is within it; a leap day ends on the 28th.
    const leap = { actEnd: '2028-02-29', harm: false };
    expect(ask('limitation', { ...leap, found: '2030-02-28' }).passed).toBe(false);
    expect(ask('limitation', { ...leap, found: '2030-03-01' }).passed).toBe(true);
  });

  it('10: 90 of 100 earned and 3 deducted are 92; one fatal item makes it 0', () => {
    const file = { items: [{ marks: 100, earned: 90 }], documentDeduction: 2, recordDeduction: 1 };
    expect(ask('score', file)).toMatchObject({ score: 92, quality: 42, deducted: 3 });
    expect(ask('score', { ...file, fatal: [21] })).toMatchObject({ score: 0, fatal: [21] });
    // Deductions end at 10 each, the quality at nothing.
    expect(
      ask('score', { items: [{ marks: 10, earned: 1 }], documentDeduction: 30, recordDeduction: 30 }).score,
    ).toBe(50);
    // What did not apply is out of the marks: 10 of 12.
    expect(
      ask('score', {
        items: [
          { key: 'filing', earned: 2 },
          { key: 'site-record', earned: 8 },
          { key: 'hearing-minutes', applies: false },
        ],
      }).score,
    ).toBeCloseTo(50 + (50 * 10) / 12, 4);
  });
});

describe('discretion', () => {
  const range = { min: 100_000, max: 1_000_000 };

  it('weighted: 10 % + 8 % + 12 % of a million', () => {
    expect(
      ask('discretion', { method: 'weighted', ...range, factors: [{ ratio: 0.08 }, { ratio: 0.12 }] }),
    ).toMatchObject({ amount: 300_000, percent: 0.3 });
    expect(ask('discretion', { method: 'weighted', ...range, factors: [{ ratio: 0.95 }] }).amount).toBe(
      1_000_000,
    );
  });

  it('matrix: the cell of the two levels, within the range', () => {
    const table = [1, 2, 3, 4, 5].map((row) => [1, 2, 3, 4, 5].map((column) => (row * column) / 25));
    const at = (individual: number, common: number) =>
      ask('discretion', { method: 'matrix', ...range, table, individual, common }).amount;
    expect([at(2, 3), at(5, 5), at(1, 1)]).toEqual([240_000, 1_000_000, 100_000]);
  });

  it('interpolation: levels by their weights, then corrections', () => {
    const factors = [
      { level: 2, weight: 3 },
      { level: 4, weight: 1 },
    ];
    // (3·2/5 + 1·4/5)/4 = 0.5
    expect(ask('discretion', { method: 'interpolation', ...range, factors }).amount).toBe(550_000);
    expect(
      ask('discretion', { method: 'interpolation', ...range, factors, corrections: [-0.1, 0.02] }).amount,
    ).toBe(506_000);
  });

  it('adjusts by a fifth of the most at the most, and goes below the least only with a ground', () => {
    const asked = { method: 'weighted', ...range, factors: [{ ratio: 0.2 }] };
    const with_ = (adjustment: object) => ask('discretion', { ...asked, adjustment });
    expect(with_({ kind: 'aggravate', share: 0.1 }).amount).toBe(400_000);
    const more = with_({ kind: 'aggravate', share: 0.5 });
    expect([more.amount, codes(more)]).toEqual([500_000, ['PENALTY_ADJUSTMENT_EXCEEDS']]);
    expect(with_({ kind: 'lighten', share: 0.2 }).amount).toBe(100_000);
    expect(with_({ kind: 'reduce', share: 0.4, ground: '主动消除危害后果' }).amount).toBe(60_000);
    const bare = with_({ kind: 'reduce', share: 0.4 });
    expect([bare.amount, codes(bare)]).toEqual([300_000, ['PENALTY_GROUND_MISSING']]);
  });

  it('rounds as asked, never above the range, and computes exactly', () => {
    const asked = { method: 'weighted', min: 0, max: 33_333, factors: [{ ratio: 0.1 }] };
    expect(ask('discretion', asked).amount).toBe(3_333.3);
    expect(ask('discretion', { ...asked, rounding: 'hundred' }).amount).toBe(3_300);
    expect(ask('discretion', { ...asked, factors: [{ ratio: 1 }], rounding: 'thousand' }).amount).toBe(
      33_000,
    );
    expect(
      ask('discretion', {
        method: 'weighted',
        min: 500,
        max: 1_700,
        factors: [{ ratio: 1 }],
        rounding: 'thousand',
      }).amount,
    ).toBe(1_700);
    // Nor below it: 20,400 is not 20,000; half of it, where a ground reduces it, is 10,200.
    const low = { method: 'weighted', min: 20_400, max: 200_500, factors: [], rounding: 'thousand' };
    expect(ask('discretion', low).amount).toBe(20_400);
    const reduce = { kind: 'reduce', share: 0.5, ground: '主动消除危害后果' };
    expect(ask('discretion', { ...low, adjustment: reduce }).amount).toBe(10_200);
    // 0.1 + 0.2 of a million is 300,000, not 300,000.00000000006.
    expect(
      ask('discretion', { method: 'weighted', min: 0, max: 1e6, factors: [{ ratio: 0.1 }, { ratio: 0.2 }] })
        .percent,
    ).toBe(0.3);
  });

  it('asks how far a law goes that names only the least', () => {
    expect(codes(ask('discretion', { method: 'weighted', min: 20_000, factors: [] }))).toEqual([
      'PENALTY_MOST_MISSING',
    ]);
    expect(
      ask('discretion', { method: 'weighted', min: 20_000, mostTimesOfMin: 5, factors: [{ ratio: 0.3 }] })
        .amount,
    ).toBe(50_000);
  });

  it('says that its source is not verified', () => {
    expect(ask('discretion', { method: 'weighted', ...range }).rules).toMatchObject([
      { confidence: 'unverified' },
    ]);
  });
});

describe('questions that make no sense', () => {
  it.each([
    [{}],
    [{ kind: 'nothing' }],
    [{ kind: 'late-fine', fine: 'many', daysLate: -1 }],
    [{ kind: 'daily-fine', fine: 1, orderDelivered: '2026-02-30', recheck: null }],
    [{ kind: 'score', items: [null, 3, { marks: 'x' }], fatal: [26] }],
    [{ kind: 'discretion', method: 'matrix', min: 1, max: 2, table: [[1]] }],
    [{ kind: 'law', actStart: '2026-07-01', old: { min: 5, max: 1 }, code: 7 }],
    [{ kind: 'seal', sealed: '2026-03-01', days: 31 }],
  ])('%j is answered by problems', (asked) => {
    expect(answerPenalty(asked).problems.length).toBeGreaterThan(0);
  });
});

/** Nothing is answered from what could not be read: neither a figure nor a yes or no that somebody might act on. */
describe('what cannot be read', () => {
  const said = (kind: string, asked: Record<string, unknown>, figure: string) => {
    const answer = ask(kind, asked);
    return [answer[figure], codes(answer)];
  };

  it('of a hearing: nothing proposed, a kind that there is none of, a list that is none', () => {
    const hearing = (more: object) => said('hearing', { party: 'individual', ...more }, 'mustOffer');
    expect(hearing({})).toEqual([null, ['PENALTY_NOTHING_GIVEN']]);
    expect(hearing({ fine: 100, kinds: ['shut-down'] })).toEqual([null, ['PENALTY_CHOICE_UNKNOWN']]);
    expect(hearing({ fine: 100, kinds: 'stop-production' })).toEqual([null, ['PENALTY_LIST_INVALID']]);
    expect(hearing({ fine: 'x' })).toEqual([null, ['PENALTY_AMOUNT_INVALID']]);
    expect(hearing({ fine: 100, kinds: ['warning'] })).toEqual([false, []]);
    // Something else obliges already.
    expect(hearing({ fine: 5_001, kinds: ['shut-down'] })[0]).toBe(true);
  });

  it('of a limitation: whether there was harm', () => {
    const limit = (more: object) =>
      said('limitation', { actEnd: '2026-08-20', found: '2028-09-01', ...more }, 'passed');
    expect(limit({})).toEqual([null, ['PENALTY_HARM_UNTOLD']]);
    expect(limit({ harm: 'yes' })).toEqual([null, ['PENALTY_FLAG_INVALID', 'PENALTY_HARM_UNTOLD']]);
    // Within two years, or beyond five, it does not matter.
    expect(limit({ found: '2028-08-20' })).toEqual([false, []]);
    expect(limit({ found: '2031-08-21' })).toEqual([true, []]);
  });

  it('of a notice: a decision before the notice itself, also waived; holidays that are not known', () => {
    const notice = (more: object) =>
      said('notice', { delivered: '2026-09-24', decision: '2026-09-20', ...more }, 'decisionAllowed');
    expect(notice({ waived: true })).toEqual([false, ['PENALTY_DATES_REVERSED']]);
    expect(notice({ decision: '2026-09-30', waived: 'yes' })).toEqual([
      false,
      ['PENALTY_FLAG_INVALID', 'PENALTY_DECISION_EARLY'],
    ]);
    // The notice of 2029 is not out: 春节 may lie within it.
    expect(notice({ delivered: '2029-02-09', decision: '2029-02-20' })).toEqual([
      null,
      ['CLOCK_CALENDAR_YEAR_UNKNOWN'],
    ]);
  });

  it('of a term: pauses that are no list, a day before filing, an extension out of its order', () => {
    const filed = '2026-01-01';
    expect(said('case-term', { filed, pauses: '2026-02-01' }, 'due')).toEqual([
      null,
      ['PENALTY_LIST_INVALID'],
    ]);
    expect(said('case-term', { filed, at: '2025-12-01' }, 'grossDays')).toEqual([
      null,
      ['PENALTY_DATES_REVERSED'],
    ]);
    expect(said('case-term', { filed, collective: 30 }, 'due')[1]).toEqual(['PENALTY_EXTENSION_ORDER']);
    // It stands still from 20 February on: 49 days are used on 1 April, of 90.
    expect(ask('case-term', { filed, at: '2026-04-01', pauses: [{ from: '2026-02-20' }] })).toMatchObject({
      due: null,
      grossDays: 90,
      netDays: 49,
      late: false,
    });
  });

  it('of a seal: released or looked at before it was put on, testing that is no list', () => {
    const sealed = '2026-03-01';
    expect(said('seal', { sealed, released: '2026-02-01' }, 'overdue')).toEqual([
      null,
      ['PENALTY_DATES_REVERSED'],
    ]);
    expect(said('seal', { sealed, testing: 'x' }, 'due')).toEqual([null, ['PENALTY_LIST_INVALID']]);
  });

  it('of two laws: one of them', () => {
    const law = { actStart: '2026-07-01', code: { min: 1, max: 2 } };
    expect(said('law', law, 'proposed')).toEqual([null, ['PENALTY_LAW_INVALID']]);
    expect(ask('law', law).missing).toEqual(['old']);
  });

  it('of a fine: days that contradict each other, a daily fine of nothing', () => {
    const days = { fine: 200_000, daysLate: 3, due: '2026-02-20', paid: '2026-03-20' };
    expect(said('late-fine', days, 'lateFine')).toEqual([null, ['PENALTY_DAYS_DIFFER']]);
    expect(said('late-fine', { ...days, daysLate: 28 }, 'lateFine')).toEqual([168_000, []]);
    const daily = { fine: 0, orderDelivered: '2026-09-01', recheck: '2026-09-05' };
    expect(said('daily-fine', daily, 'allowed')).toEqual([false, ['PENALTY_FINE_NONE']]);
  });

  it('of a file: items, deductions, fatal items', () => {
    expect(said('score', {}, 'score')).toEqual([null, ['PENALTY_SCORE_ITEMS_MISSING']]);
    const items = [{ marks: 10, earned: 5 }];
    expect(said('score', { items: [{ marks: 10, applies: false }] }, 'score')[0]).toBeNull();
    expect(said('score', { items, fatal: '21' }, 'score')).toEqual([null, ['PENALTY_LIST_INVALID']]);
    expect(said('score', { items, documentDeduction: -1 }, 'score')[0]).toBeNull();
    expect(said('score', { fatal: [21] }, 'score')).toEqual([0, []]);
  });

  it('of a discretion: factors, corrections, the range', () => {
    const asked = { method: 'interpolation', min: 1, max: 200, factors: [{ level: 2, weight: 1 }] };
    const amount = (more: object) => said('discretion', { ...asked, ...more }, 'amount');
    expect(amount({ factors: [] })).toEqual([null, ['PENALTY_NOTHING_GIVEN']]);
    expect(amount({ factors: 'x' })).toEqual([null, ['PENALTY_LIST_INVALID']]);
    expect(amount({ corrections: 'x' })).toEqual([null, ['PENALTY_LIST_INVALID']]);
    expect(amount({ min: -1 })).toEqual([null, ['PENALTY_AMOUNT_INVALID']]);
    expect(
      answerPenalty({ kind: 'discretion', ...asked, adjustment: { kind: 'more' } }).problems,
    ).toMatchObject([{ path: 'adjustment/kind' }, { path: 'adjustment/share' }]);
  });
});

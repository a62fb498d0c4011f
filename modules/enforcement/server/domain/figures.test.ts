import { workCalendar } from '@tarim/science';
import { expect, test } from 'vitest';
import type { CaseAct } from '../../contract.ts';
import { figuresOf } from './figures.ts';
import { standingOf } from './file.ts';

const BY = { userId: 'a', name: '甲' };
const figures = (filedOn: string, acts: CaseAct[]) =>
  figuresOf({ filedOn }, standingOf(acts.map((act) => ({ act, by: BY }))), workCalendar());
const decide = (on: string, kind: 'penalty' | 'no-penalty' = 'penalty'): CaseAct => ({
  act: 'decide',
  on,
  kind,
  amount: kind === 'penalty' ? 200_000 : 0,
  beside: [],
  reasons: '决定',
});

test('days of a monitoring pause are not counted, and a decision on the last day is in term', () => {
  // 2026-01-05 + 90 = 04-05 (清明, a holiday till 04-06, and 04-07 is the next working day); ten days paused: 03-01 … 03-10.
  const paused: CaseAct = { act: 'pause', from: '2026-03-01', to: '2026-03-10', reason: '监测' };
  const inTime = figures('2026-01-05', [paused, decide('2026-04-15')]);
  // 100 calendar days after filing, ten of them paused.
  expect(inTime).toMatchObject({ decidedOn: '2026-04-15', netDays: 90, inTerm: true, fine: 200_000 });
  expect(figures('2026-01-05', [decide('2026-04-15')])).toMatchObject({ netDays: 100, inTerm: false });
});

test('a recheck after thirty days is late, one that nobody does is told by its term', () => {
  const order: CaseAct = { act: 'order-correction', on: '2026-03-02', content: '改正', due: '2026-03-20' };
  const recheck = (on: string, corrected: boolean): CaseAct => ({
    act: 'recheck',
    on,
    corrected,
    findings: '复查',
  });
  // Thirty days from 03-02: 04-01, a Wednesday.
  expect(figures('2026-03-01', [order])).toMatchObject({
    orders: 1,
    rechecked: 0,
    recheckDue: '2026-04-01',
    corrected: false,
  });
  expect(figures('2026-03-01', [order, recheck('2026-04-01', true)])).toMatchObject({
    rechecked: 1,
    recheckedLate: 0,
    recheckDue: null,
    corrected: true,
  });
  expect(figures('2026-03-01', [order, recheck('2026-04-02', false)])).toMatchObject({
    rechecked: 1,
    recheckedLate: 1,
    corrected: false,
  });
});

test('what is paid counts up to what was ordered, a released seal by its end', () => {
  const seal: CaseAct = { act: 'seal', on: '2026-03-01', things: '泵', reason: '转移', days: 30 };
  const release: CaseAct = { act: 'release-seal', on: '2026-04-01', reason: '期满' };
  const one = figures('2026-03-01', [
    seal,
    release,
    decide('2026-04-10'),
    { act: 'deliver', on: '2026-04-10', method: 'direct' },
    { act: 'pay', on: '2026-06-01', amount: 206_000 },
  ]);
  // 03-01 + 30 = 03-31; released the day after.
  expect(one).toMatchObject({ seals: 1, sealsLate: 1, sealEnds: null, paid: 200_000, closed: false });
  expect(figures('2026-03-01', [seal])).toMatchObject({ sealsLate: 0, sealEnds: '2026-03-31' });
  // Nothing is to be published of a decision not to punish.
  expect(figures('2026-03-01', [decide('2026-04-10', 'no-penalty')])).toMatchObject({
    decision: 'no-penalty',
    fine: 0,
    publicationDue: null,
  });
});

import { workCalendar } from '@tarim/science';
import { expect, test } from 'vitest';
import type { ComplaintAct } from '../../contract.ts';
import { figuresOf } from './figures.ts';
import { standingOf } from './file.ts';

const BY = { userId: 'a', name: '甲' };
const standing = (...acts: ComplaintAct[]) => standingOf(acts.map((act) => ({ act, by: BY })));
const accept = (on: string): ComplaintAct => ({
  act: 'accept',
  on,
  object: 'x',
  enterpriseId: null,
  suspected: 'x',
  clue: false,
});
const handle = (on: string, verdict: 'true' | 'untrue'): ComplaintAct => ({
  act: 'handle',
  on,
  findings: 'x',
  measures: 'x',
  verdict,
});
const reply = (on: string): ComplaintAct => ({ act: 'reply', on, text: 'x' });

test('figures of five complaints, counted by hand', () => {
  const file = (one: ReturnType<typeof standing>) => ({
    unitPath: '/1/',
    receivedOn: '2026-09-01',
    standing: one,
  });
  const figures = figuresOf(
    [
      // Told on the ninth day, replied after 20 days: in time, true.
      file(standing(accept('2026-09-10'), handle('2026-09-28', 'true'), reply('2026-09-30'))),
      // Told a day late, replied after 63 days: late, untrue.
      file(standing(accept('2026-09-17'), handle('2026-11-18', 'untrue'), reply('2026-11-19'))),
      // Told in time, its sixty days (9 November) are over without a reply.
      file(standing(accept('2026-09-10'))),
      // Not told at all: its fifteen days are over.
      file(standing()),
      file(standing({ act: 'not-accept', on: '2026-09-05', ground: 'unclear', reason: 'x' })),
    ],
    '2026-11-20',
    workCalendar(),
  );
  expect(figures).toEqual({
    received: 5,
    accepted: 3,
    notAccepted: 1,
    merged: 0,
    replied: 2,
    overdue: 2,
    acceptedInTime: 3 / 5,
    repliedInTime: 1 / 3,
    substantiated: 1 / 2,
    satisfied: null,
    meanDays: (20 + 63) / 2,
    retaliations: 0,
  });
});

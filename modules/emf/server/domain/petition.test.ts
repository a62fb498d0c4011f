import { workCalendar } from '@tarim/science';
import { expect, test } from 'vitest';
import type { PetitionAct } from '../../contract.ts';
import { clocksOf, replyDue } from './clocks.ts';
import { type AnyAct, actsOf, levelOf, mayRate, petitionRefusal, standingOf } from './petition.ts';
import { rounded, tellsPerson } from './privacy.ts';
import { hashOfCode, idOfNumber, newCode, numberOf } from './receipt.ts';

const WAY: PetitionAct[] = [
  { act: 'dispatch', on: '2026-11-02', to: '监测站' },
  { act: 'appoint', on: '2026-11-03', at: '2026-11-05T10:00:00+08:00', note: '' },
  { act: 'measure', on: '2026-11-05', measurementId: 7 },
  { act: 'report', on: '2026-11-09', number: 'R1', summary: '达标' },
  { act: 'reply', on: '2026-11-10', text: '答复' },
  { act: 'revisit', on: '2026-11-12', satisfied: true, note: '' },
  { act: 'archive', on: '2026-11-13', note: '' },
];

test('a complaint goes its way, each step in its turn, no day before the one before', () => {
  const taken: AnyAct[] = [];
  for (const act of WAY) {
    expect(petitionRefusal(taken, act, '2026-11-02', '2026-11-20')).toBeNull();
    for (const other of WAY)
      if (!actsOf(standingOf(taken)).includes(other.act))
        expect(petitionRefusal(taken, other, '2026-11-02', '2026-11-20')).toBe('petitionState');
    taken.push(act);
  }
  expect(standingOf(taken)).toMatchObject({ state: 'archived', measurementId: 7, reply: { text: '答复' } });
  expect(petitionRefusal([], { ...WAY[0]!, on: '2026-11-01' }, '2026-11-02', '2026-11-20')).toBe(
    'petitionDay',
  );
  expect(petitionRefusal([], { ...WAY[0]!, on: '2026-11-21' }, '2026-11-02', '2026-11-20')).toBe(
    'petitionDay',
  );
});

test('the reply is rated once', () => {
  expect([4, 5].map((n) => mayRate(standingOf(WAY.slice(0, n))))).toEqual([false, true]);
  const rated: AnyAct = { act: 'rate', on: '2026-11-11', satisfied: false, note: '' };
  expect([
    mayRate(standingOf([...WAY.slice(0, 5), rated])),
    standingOf([...WAY.slice(0, 5), rated]).state,
  ]).toEqual([false, 'replied']);
});

test('dispatched the same day, measured in fifteen, answered in sixty days; confidences are told', () => {
  const clocks = clocksOf(
    '2026-11-02',
    standingOf(WAY.slice(0, 1)),
    Date.parse('2026-11-18T09:00:00+08:00'),
    workCalendar(),
  );
  expect(clocks.map(({ key, light, confidence }) => [key, light, confidence])).toEqual([
    ['measure', 'red', 'unverified'],
    ['reply', 'green', 'official-text'],
    ['dispatch', 'done', 'single-source'],
  ]);
  expect(clocks[0]!.due).toBe('2026-11-17');
  // Sixty days after 1 September: 31 October, a Saturday, so Monday.
  expect(replyDue('2026-09-01', workCalendar())).toBe('2026-11-02');
});

test('the third complaint of a site goes one level up; of the top level it stays', () => {
  expect([1, 2, 3, 4].map((nth) => levelOf('/650000/650100/650102/', nth, 3))).toEqual([
    '/650000/650100/650102/',
    '/650000/650100/650102/',
    '/650000/650100/',
    '/650000/650100/',
  ]);
  expect(levelOf('/650000/', 3, 3)).toBe('/650000/');
});

test('codes are read back whatever their case; numbers carry their year', () => {
  const code = newCode();
  expect(code).toMatch(/^([2-9A-HJ-NP-Z]{4}-){3}[2-9A-HJ-NP-Z]{4}$/);
  expect(hashOfCode(code.toLowerCase().replaceAll('-', ' '))).toBe(hashOfCode(code));
  expect([numberOf(12, '2026-11-02'), idOfNumber('dc2026-000012'), idOfNumber('XF2026-000012')]).toEqual([
    'DC2026-000012',
    { id: 12, year: '2026' },
    null,
  ]);
});

test('words that tell a person are known; places are rounded to a hundredth', () => {
  expect(
    ['致电 139 1234 5678', 'a@b.cn', '650102199001011234', '0991-1234567'].map((one) => tellsPerson(one)),
  ).toEqual([true, true, true, true]);
  expect(tellsPerson('某路 1 号 2 单元 301 室，2026-11-02 晚')).toBe(false);
  expect([rounded(87.61789), rounded(43.8249)]).toEqual([87.62, 43.82]);
});

import type { AuditedCase } from '@tarim/enforcement/queries';
import { expect, test } from 'vitest';
import { answersOf, leftOpen, scoreOf, withoutNote } from './answers.ts';
import { opinionLate, opinionState } from './opinion.ts';
import { prefillOf } from './prefill.ts';
import { rankingOf } from './ranking.ts';

const file = (standing: object, steps: object[] = []) =>
  ({
    range: { min: 100_000, max: 1_000_000 },
    standing: {
      decision: {
        act: 'decide',
        on: '2026-11-02',
        kind: 'penalty',
        amount: 150_000,
        beside: [],
        reasons: 'r',
      },
      notice: null,
      discussion: null,
      legal: null,
      reviewed: null,
      corrections: [],
      rechecks: [],
      hearingRequested: null,
      court: null,
      paid: 0,
      measures: { seals: [], limits: [], daily: [], transfers: [] },
      ...standing,
    },
    steps,
  }) as unknown as AuditedCase;

test('data tell of a document that it is there, missing, not needed, or nothing', () => {
  const { items } = prefillOf(
    file({ hearingRequested: '2026-10-13', court: '2026-11-19' }, [
      { nth: 1, act: { act: 'add-evidence', kind: 'appraisal' } },
      { nth: 2, act: { act: 'finish-investigation' } },
      { nth: 3, act: { act: 'apply-court' } },
    ]),
    [],
  );
  const seen = Object.fromEntries(items.map((one) => [one.key, [one.seen, one.step]]));
  expect(seen).toEqual({
    filing: ['present', 0],
    'site-record': ['unknown', null],
    inquiry: ['unknown', null],
    'test-report': ['unknown', 1],
    'other-evidence': ['unknown', null],
    'investigation-report': ['present', 2],
    'correction-order': ['unknown', null],
    'prior-notice': ['absent', null],
    'hearing-notice': ['absent', null],
    'hearing-minutes': ['absent', null],
    decision: ['absent', null],
    demand: ['absent', null],
    'court-application': ['present', 3],
    closure: ['unknown', null],
  });
});

test('a fatal problem is clear only where data show the whole of it', () => {
  const { fatals } = prefillOf(file({}), [{ item: 21, zh: '甲', en: 'A' }]);
  expect(fatals.filter(({ seen }) => seen === 'found')).toEqual([
    { no: 21, seen: 'found', why: 'found', zh: '甲', en: 'A' },
  ]);
  // Without a seal there is no fault of seals, without a daily fine none of daily fines.
  const clear = (all: typeof fatals) => all.filter(({ seen }) => seen === 'clear').map(({ no }) => no);
  expect(clear(fatals)).toEqual([2, 12, 13, 16, 20, 22, 24, 25]);
  // Of a seal that was made, whether it met the right things and rights were told, people judge.
  const seal = { on: '2026-09-01', days: 30, extended: 0, released: '2026-09-20' };
  const sealed = prefillOf(file({ measures: { seals: [seal], limits: [], daily: [], transfers: [] } }), []);
  expect(clear([...sealed.fatals])).toEqual([2, 12, 20, 22, 24, 25]);
  // Below the least of the range a ground is needed.
  const low = prefillOf(file({ decision: { kind: 'penalty', amount: 60_000 } }), []);
  expect(low.fatals.find(({ no }) => no === 12)!.seen).toBe('unknown');
});

test('no score while something is open or no marks are kept, but 0 with a fatal problem', () => {
  const prefill = prefillOf(file({}), []);
  const answers = answersOf(prefill, null);
  expect(leftOpen(answers)).toBe(14 + 25);
  expect(scoreOf(prefill, answers).score).toBeNull();
  const other = prefillOf(file({ decision: { kind: 'no-penalty', amount: 0 } }), []);
  expect(other.scored).toBe(false);
  const all = answersOf(other, null);
  expect(scoreOf(other, all).score).toBeNull();
  const fatal = { ...all, fatal: all.fatal.map((one) => ({ ...one, found: one.no === 1 })) };
  expect(scoreOf(other, fatal)).toMatchObject({ score: 0, fatal: [1] });
});

test('overruling the data needs a note, judging what they cannot tell does not', () => {
  const prefill = prefillOf(file({}), [{ item: 21, zh: '甲', en: 'A' }]);
  const answers = answersOf(prefill, null);
  const overruled = {
    ...answers,
    items: answers.items.map((one) => ({ ...one, earned: 1 })),
    fatal: answers.fatal.map((one) => ({ ...one, found: false })),
  };
  expect(withoutNote(prefill, overruled)).toEqual([
    'filing',
    'investigation-report',
    'prior-notice',
    'decision',
    '21',
  ]);
  expect(withoutNote(prefill, answers)).toEqual([]);
});

test('units with the same mean share a place, and open papers do not count', () => {
  const paper = (auditedPath: string, score: number | null, signed = true, fatal: number[] = []) => ({
    auditedPath,
    score,
    signed,
    fatal,
  });
  const units = ['/a/', '/b/', '/c/', '/d/'].map((path) => ({ path, name: path, pool: 1, rectified: null }));
  const papers = [
    paper('/a/', 90),
    paper('/a/', 0, true, [14]),
    paper('/b/', 45),
    paper('/c/', 95),
    paper('/c/', 10, false),
    paper('/d/', null),
  ];
  expect(
    rankingOf(units, papers).map(({ path, mean, place, fatalFiles }) => [path, mean, place, fatalFiles]),
  ).toEqual([
    ['/c/', 95, 1, 0],
    ['/a/', 45, 2, 1],
    ['/b/', 45, 2, 0],
    ['/d/', null, null, 0],
  ]);
});

test('an opinion is late by the term of what is owed next', () => {
  const terms = { replyBy: '2026-12-04', rectifyBy: '2026-12-31' };
  expect(opinionLate(opinionState([]), terms, '2026-12-05')).toBe(true);
  expect(opinionLate(opinionState(['reply']), terms, '2026-12-05')).toBe(false);
  expect(opinionLate(opinionState(['reply', 'rectify', 'return']), terms, '2027-01-01')).toBe(true);
  expect(opinionLate(opinionState(['reply', 'rectify']), terms, '2027-01-01')).toBe(false);
});

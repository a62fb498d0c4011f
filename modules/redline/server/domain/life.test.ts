import { expect, test } from 'vitest';
import { LEVELS, PATCH_ACTS, PATCH_STATES, type PatchAct, type PatchState } from '../../contract.ts';
import {
  after,
  fold,
  type Happened,
  idOfCode,
  obstacle,
  patchCode,
  possibleActs,
  showsAfter,
} from './life.ts';

/** Written down by hand from the flow that people agreed on, not taken from the code: `state act → state`. */
const ALLOWED = `
detected interpret clue
detected discard discarded
detected split superseded
detected merge superseded
clue suspect suspected
clue discard discarded
clue split superseded
clue merge superseded
suspected dispatch dispatched
suspected discard discarded
suspected split superseded
suspected merge superseded
dispatched receive verifying
dispatched give-back suspected
verifying verify verified
verifying give-back suspected
verified send-back verifying
verified judge archived
violation order rectifying
violation hand-over rectifying
rectifying submit submitted
submitted accept closed
submitted refuse rectifying
closed look-back looked-back
closed reopen rectifying
looked-back reopen rectifying
discarded restore clue
archived restore clue
`
  .trim()
  .split('\n')
  .map((line) => line.split(' ') as [PatchState, PatchAct, PatchState]);

test('every pair of state and act: those of the flow lead where it says, all others are forbidden', () => {
  let forbidden = 0;
  for (const state of PATCH_STATES)
    for (const act of PATCH_ACTS) {
      const expected = ALLOWED.find(([from, what]) => from === state && what === act)?.[2] ?? null;
      expect(after({ state, level: 'clue' }, act, 'natural'), `${state} ${act}`).toBe(expected);
      if (expected === null) forbidden++;
    }
  expect(forbidden).toBe(PATCH_STATES.length * PATCH_ACTS.length - ALLOWED.length);
  for (const state of PATCH_STATES)
    expect(possibleActs({ state }).toSorted()).toEqual(
      ALLOWED.filter(([from]) => from === state)
        .map(([, act]) => act)
        .toSorted(),
    );
});

test('only a violation goes on; a restored patch returns to the level it had reached', () => {
  for (const judgement of ['lawful', 'allowed', 'natural', 'false'] as const)
    expect(after({ state: 'verified', level: 'suspected' }, 'judge', judgement)).toBe('archived');
  expect(after({ state: 'verified', level: 'suspected' }, 'judge', 'violation')).toBe('violation');
  for (const level of LEVELS) expect(after({ state: 'discarded', level }, 'restore')).toBe(level);
});

const event = (
  act: string,
  to: PatchState,
  byUser: string | null,
  change: Happened['change'] = {},
): Happened => ({
  act,
  to,
  byUser,
  change,
});

test('state, level and what goes with them are the fold of the events', () => {
  const events = [
    event('propose', 'detected', null, { unitPath: '/650000/650100/', class: 'R1', dueAt: 'a' }),
    event('interpret', 'clue', 'anna', { class: 'R11', dueAt: 'b' }),
    event('suspect', 'suspected', 'bela'),
    event('dispatch', 'dispatched', 'bela', { unitPath: '/650000/650100/650102/' }),
    event('receive', 'verifying', 'carl'),
    event('verify', 'verified', 'carl'),
    event('judge', 'violation', 'bela', { judgement: 'violation' }),
    event('order', 'rectifying', 'bela', { rectifyBy: '2026-12-31' }),
    event('submit', 'submitted', 'carl', { rectifiedOn: '2026-11-20' }),
    event('accept', 'closed', 'bela'),
    event('reopen', 'rectifying', 'dora', { rectifiedOn: null }),
  ];
  expect(fold(events)).toEqual({
    state: 'rectifying',
    level: 'suspected',
    class: 'R11',
    unitPath: '/650000/650100/650102/',
    judgement: 'violation',
    discardReason: null,
    rectifyBy: '2026-12-31',
    rectifiedOn: null,
    reopened: 1,
    dueAt: 'b',
    hands: { interpret: ['anna'], verify: ['carl'], submit: ['carl'], accept: ['bela'] },
  });
  // A level is never lost again.
  expect(
    fold([...events.slice(0, 3), event('discard', 'discarded', 'anna'), event('restore', 'clue', 'bela')])
      .level,
  ).toBe('suspected');
});

test('nobody approves work of their own, also not that of long ago', () => {
  const hands = { interpret: ['a'], verify: ['b', 'c'], submit: ['d'], accept: ['e'], discard: ['f'] };
  const closed: Partial<Record<PatchAct, string[]>> = {
    suspect: ['a'],
    judge: ['b', 'c'],
    'send-back': ['b', 'c'],
    order: ['b', 'c'],
    'hand-over': ['b', 'c'],
    accept: ['d'],
    refuse: ['d'],
    'look-back': ['d', 'e'],
    restore: ['f'],
  };
  for (const act of PATCH_ACTS)
    for (const who of ['a', 'b', 'c', 'd', 'e', 'f', 'g'])
      expect(obstacle({ hands }, act, who), `${act} by ${who}`).toBe(
        closed[act]?.includes(who) ? 'own-work' : null,
      );
});

test('what shows that a rectification lasts is later than it, and not of the future', () => {
  const dayOf = (instant: string) => instant.slice(0, 10);
  const shows = (given: Parameters<typeof showsAfter>[0]) =>
    showsAfter(given, '2026-11-01', '2026-11-20', dayOf);
  expect(shows({ evidence: [] })).toBe(false);
  expect(shows({ afterOn: '2026-11-05', evidence: [] })).toBe(false);
  expect(shows({ afterScene: 'S2', afterOn: '2026-11-01', evidence: [] })).toBe(false);
  expect(shows({ afterScene: 'S2', afterOn: '2026-11-02', evidence: [] })).toBe(true);
  expect(shows({ afterScene: 'S2', afterOn: '2026-11-21', evidence: [] })).toBe(false);
  expect(shows({ evidence: [{}, { takenAt: '2026-10-31T10:00:00+08:00' }] })).toBe(false);
  expect(shows({ evidence: [{ takenAt: '2026-11-02T10:00:00+08:00' }] })).toBe(true);
});

test('codes of patches are read back', () => {
  expect(patchCode(123)).toBe('TB0000123');
  expect([idOfCode('TB0000123'), idOfCode('tb123'), idOfCode(' 123 '), idOfCode('x'), idOfCode('')]).toEqual([
    123,
    123,
    123,
    null,
    null,
  ]);
});

import { expect, test } from 'vitest';
import { TASK_ACTS, TASK_STATES, type TaskAct, type TaskState } from '../../contract.ts';
import { after, obstacle, possibleActs } from './life.ts';

/** The whole table, written out by hand: rows are states, columns acts in the order of the heading. */
const TABLE = `
             receive  verify    reply   review    close  return   lead transfer   ask-extension grant-extension refuse-extension remind     cancel
dispatched   received -         -       -         -      -        -    dispatched -             -               -                dispatched cancelled
received     -        verifying -       -         -      -        -    dispatched received      received        received         received   cancelled
verifying    -        -         replied -         -      -        -    dispatched verifying     verifying       verifying        verifying  cancelled
replied      -        -         -       reviewing -      -        -    -          -             -               -                -          -
reviewing    -        -         -       -         closed returned lead -          -             -               -                -          -
returned     -        verifying -       -         -      -        -    dispatched returned      returned        returned         returned   cancelled
closed       -        -         -       -         -      -        -    -          -             -               -                -          -
lead         -        -         -       -         -      -        -    -          -             -               -                -          -
cancelled    -        -         -       -         -      -        -    -          -             -               -                -          -
`;

test('the life of a task is what the table says', () => {
  const [heading, ...rows] = TABLE.trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/));
  expect([...heading!].sort()).toEqual([...TASK_ACTS].sort());
  expect(rows.map(([state]) => state)).toEqual([...TASK_STATES]);
  for (const [state, ...cells] of rows)
    for (const [at, act] of heading!.entries())
      expect([state, act, after(state as TaskState, act as TaskAct)]).toEqual([
        state,
        act,
        cells[at] === '-' ? null : cells[at],
      ]);
});

test('who replied, even once before a return, does not review', () => {
  const facts = { state: 'reviewing', repliers: ['a', 'b'], extension: null } as const;
  for (const act of ['review', 'close', 'return', 'lead'] as const) {
    expect(obstacle(act, 'a', facts)).toBe('own-reply');
    expect(obstacle(act, 'c', facts)).toBeNull();
  }
});

test('who asked for an extension does not decide about it; a second one waits for the first', () => {
  const asked = { state: 'verifying', repliers: [], extension: { byUser: 'a' } } as const;
  expect(obstacle('grant-extension', 'a', asked)).toBe('own-request');
  expect(obstacle('grant-extension', 'b', asked)).toBeNull();
  expect(obstacle('ask-extension', 'a', asked)).toBe('extension-pending');
  expect(possibleActs(asked)).toEqual([
    'reply',
    'transfer',
    'grant-extension',
    'refuse-extension',
    'remind',
    'cancel',
  ]);
  expect(possibleActs({ ...asked, extension: null })).not.toContain('grant-extension');
});

import { expect, test } from 'vitest';
import type { TASK_STATES } from '../../contract.ts';
import { type Act, after, conflictOf } from './task-life.ts';

test('the way from the plan to the official result, step by step', () => {
  const way: [Act, string][] = [
    ['sample', 'sampled'],
    ['receive', 'in-lab'],
    ['results', 'in-lab'],
    ['report', 'reported'],
    ['check', 'checked'],
    ['review', 'reviewed'],
    ['sign', 'official'],
  ];
  let state: (typeof TASK_STATES)[number] = 'assigned';
  for (const [act, next] of way) {
    state = after(state, act)!;
    expect(state, act).toBe(next);
  }
  expect(after('official', 'reopen')).toBe('returned');
  expect(after('returned', 'report')).toBe('reported');
});

test('no level is skipped, and nothing changes what is under review or official', () => {
  expect(after('reported', 'review')).toBeNull();
  expect(after('reported', 'sign')).toBeNull();
  expect(after('checked', 'sign')).toBeNull();
  for (const state of ['reported', 'checked', 'reviewed', 'official', 'cancelled'] as const)
    for (const act of ['sample', 'receive', 'results', 'report', 'cancel'] as const)
      expect(after(state, act), `${act} in ${state}`).toBeNull();
  for (const act of ['sample', 'receive', 'results', 'report', 'check', 'reopen'] as const)
    expect(after('cancelled', act)).toBeNull();
});

test('three levels are three people, none of whom did the work', () => {
  const hands = { sampledBy: 'a', reportedBy: 'b', passed: { check: 'c', review: 'd' } } as const;
  expect(conflictOf('check', 'a', { ...hands, passed: {} })).toBe('own-work');
  expect(conflictOf('check', 'b', { ...hands, passed: {} })).toBe('own-work');
  expect(conflictOf('check', 'c', { ...hands, passed: {} })).toBeNull();
  expect(conflictOf('review', 'c', { ...hands, passed: { check: 'c' } })).toBe('own-level');
  expect(conflictOf('sign', 'c', hands)).toBe('own-level');
  expect(conflictOf('sign', 'd', hands)).toBe('own-level');
  expect(conflictOf('sign', 'e', hands)).toBeNull();
});

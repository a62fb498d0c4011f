import { expect, it } from 'vitest';
import type { AlarmState } from '../../contract.ts';
import { groupState, type MemberState } from './group-state.ts';

const member = (state: AlarmState, more: Partial<MemberState> = {}): MemberState => ({
  state,
  severity: 'warning',
  startedAt: 10,
  firedAt: state === 'pending' ? null : 20,
  endedAt: state === 'closed' ? 30 : null,
  ...more,
});
const of = (...states: AlarmState[]) => groupState(states.map((state) => member(state)))?.state;

it('is as its most alarming member', () => {
  expect([
    of('pending', 'firing'),
    of('closed', 'recovering'),
    of('no-data', 'recovering'),
    of('pending'),
  ]).toEqual(['firing', 'recovering', 'no-data', 'pending']);
});

it('is over when the last is, and does not wait again once it fired', () => {
  expect(of('closed', 'closed')).toBe('closed');
  expect(of('closed', 'pending')).toBe('recovering');
  expect(groupState([])).toBeNull();
});

it('began with the first, fired with the first, closed with the last, and is as severe as the severest ever', () => {
  const state = groupState([
    member('closed', { startedAt: 5, firedAt: 9, endedAt: 40, severity: 'critical' }),
    member('closed', { startedAt: 7, firedAt: 8, endedAt: 50 }),
  ]);
  expect(state).toEqual({
    state: 'closed',
    severity: 'critical',
    startedAt: 5,
    firedAt: 8,
    closedAt: 50,
    open: 0,
  });
});

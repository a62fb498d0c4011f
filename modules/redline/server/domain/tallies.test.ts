import { expect, test } from 'vitest';
import { cockpitOf, type Tally } from './tallies.ts';

const tally = (state: Tally['state'], unitPath: string, n: number, more: Partial<Tally> = {}): Tally => ({
  ...{ state, level: 'clue', unitPath, n, overdue: 0, violations: 0 },
  ...more,
});

test('tallies add up by state and level, and by prefecture or division; superseded patches are no problem of anybody', () => {
  expect(
    cockpitOf([
      tally('verifying', '/650000/650100/650102/', 3, { overdue: 2 }),
      tally('verifying', '/650000/650100/', 1, { level: 'suspected' }),
      tally('violation', '/650000/650100/650103/', 2, { overdue: 1, violations: 2 }),
      tally('closed', '/BT/BT08/', 4, { violations: 3 }),
      tally('looked-back', '/BT/BT08/BT0801/', 1, { violations: 1 }),
      tally('discarded', '/650000/', 5),
      tally('superseded', '/650000/650100/', 9),
    ]),
  ).toEqual({
    states: { verifying: 4, violation: 2, closed: 4, 'looked-back': 1, discarded: 5, superseded: 9 },
    overdue: 3,
    levels: { clue: 15, suspected: 1 },
    units: [
      { unitPath: '/650000/', open: 0, overdue: 0, violations: 0, closed: 0 },
      { unitPath: '/650000/650100/', open: 6, overdue: 3, violations: 2, closed: 0 },
      { unitPath: '/BT/BT08/', open: 0, overdue: 0, violations: 4, closed: 5 },
    ],
  });
});

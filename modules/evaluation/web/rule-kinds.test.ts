import { listStandards } from '@tarim/standards';
import { expect, test } from 'vitest';
import { kindOfUse, RULE_KINDS } from './rule-kinds.ts';

test('every kind has standards, and only rounding is left to method', () => {
  const kinds = Map.groupBy(listStandards(), (one) => kindOfUse(one.use));
  expect([...kinds.keys()].sort()).toEqual([...RULE_KINDS].sort());
  expect(kinds.get('method')!.map((one) => one.use)).toEqual(['rounding']);
});

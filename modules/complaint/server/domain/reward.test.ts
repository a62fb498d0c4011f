import { expect, test } from 'vitest';
import type { ComplaintAct } from '../../contract.ts';
import { standingOf } from './file.ts';
import { type RewardStep, rewardRefusal, rewardState, type TakenStep, tiersFor } from './reward.ts';

const on = '2026-10-01';
const handled = (verdict: 'true' | 'partly' | 'untrue') =>
  standingOf([
    {
      act: { act: 'handle', on, findings: 'x', measures: 'x', verdict } satisfies ComplaintAct,
      by: { userId: 'a', name: '甲' },
    },
  ]);
const step = (act: RewardStep, byId: string): TakenStep => ({ act, byId, by: byId });
const PROPOSED = step({ act: 'propose', on, tier: '二级', reason: 'x', yuan: 1_000, document: 'x' }, 'a');
const decided = (granted: boolean) => step({ act: 'decide', on, granted, reason: 'x' }, 'b');

test('proposed, approved by another, paid; refused it may be proposed anew', () => {
  const about = { standing: handled('partly'), realName: true };
  expect(rewardRefusal(about, [], 'propose', 'a')).toBeNull();
  expect(rewardRefusal(about, [], 'pay', 'a')).toBe('rewardState');
  expect(rewardRefusal(about, [PROPOSED], 'decide', 'a')).toBe('ownDecision');
  expect(rewardRefusal(about, [PROPOSED], 'decide', 'b')).toBeNull();
  expect(rewardRefusal(about, [PROPOSED], 'pay', 'b')).toBe('rewardState');
  expect(rewardState([PROPOSED, decided(true)])).toBe('approved');
  expect(rewardRefusal(about, [PROPOSED, decided(true)], 'pay', 'a')).toBeNull();
  expect(rewardState([PROPOSED, decided(false)])).toBe('refused');
  expect(rewardRefusal(about, [PROPOSED, decided(false)], 'propose', 'a')).toBeNull();
  expect(
    rewardRefusal(about, [PROPOSED, decided(true), step({ act: 'pay', on, way: 'code' }, 'a')], 'pay', 'a'),
  ).toBe('rewardState');
});

test('nothing for what did not prove true, for nobody, for who told of it later', () => {
  expect(rewardRefusal({ standing: handled('untrue'), realName: true }, [], 'propose', 'a')).toBe(
    'rewardUnproved',
  );
  expect(rewardRefusal({ standing: standingOf([]), realName: true }, [], 'propose', 'a')).toBe(
    'rewardUnproved',
  );
  expect(rewardRefusal({ standing: handled('true'), realName: false }, [], 'propose', 'a')).toBe(
    'rewardAnonymous',
  );
  const joined = { ...handled('true'), state: 'merged' as const };
  expect(rewardRefusal({ standing: joined, realName: true }, [], 'propose', 'a')).toBe('rewardJoined');
});

test('the nearest tiers hold', () => {
  const tiers = [{ unitPath: '/650000/' }, { unitPath: '/650000/650100/' }, { unitPath: '/BT/' }];
  expect(tiersFor(tiers, '/650000/650100/650102/')).toBe(tiers[1]);
  expect(tiersFor(tiers, '/650000/652300/')).toBe(tiers[0]);
  expect(tiersFor(tiers, '/')).toBeNull();
});

import { workCalendar } from '@tarim/science';
import { expect, test } from 'vitest';
import type { CaseAct } from '../../contract.ts';
import { creditOf } from './credit.ts';
import { type CaseFile, type Doer, type Step, standingOf } from './file.ts';
import { type RefusalKey, refusalOf } from './life.ts';

const BY: Doer = { userId: 'a', name: '甲' };
const FILE: CaseFile = {
  filedOn: '2026-09-01',
  actStart: '2026-08-20',
  actEnd: '2026-08-25',
  harm: false,
  party: 'organisation',
  range: null,
  handlers: [],
  filedBy: BY,
};
const step = (act: CaseAct): Step => ({ by: BY, act });
const decided = (on: string, grade?: 'minor' | 'ordinary' | 'serious', ...more: CaseAct[]): Step[] =>
  (
    [
      { act: 'decide', on: '2026-10-10', kind: 'penalty', amount: 150_000, beside: [], reasons: 'x' },
      { act: 'deliver', on: '2026-10-12', method: 'direct' },
      { act: 'publish', on, ...(grade ? { grade } : {}) },
      ...more,
    ] satisfies CaseAct[] as CaseAct[]
  ).map(step);
const PAID: CaseAct = { act: 'pay', on: '2026-10-20', amount: 150_000 };
const apply = (on: string): CaseAct => ({ act: 'apply-repair', on, commitment: '已改正并缴清，承诺守法' });
const repair = (on: string, granted: boolean): CaseAct => ({
  act: 'decide-repair',
  on,
  granted,
  reason: 'x',
});
const credit = (steps: readonly Step[], today: string) => creditOf(standingOf(steps), today);
const why = (steps: readonly Step[], act: CaseAct): RefusalKey | null =>
  refusalOf(FILE, steps, act, BY, '2031-12-31', workCalendar())?.why ?? null;

test('an ordinary record is repairable after three months and ends after a year', () => {
  const steps = decided('2026-10-14');
  expect(credit(steps, '2026-10-15')).toMatchObject({
    grade: 'ordinary',
    repairableFrom: '2027-01-14',
    endsOn: '2027-10-14',
    state: 'published',
  });
  expect(credit(steps, '2027-01-13')!.state).toBe('published');
  expect(credit(steps, '2027-01-14')!.state).toBe('repairable');
  expect(credit(steps, '2027-10-14')!.state).toBe('repairable');
  expect(credit(steps, '2027-10-15')!.state).toBe('ended');
  expect(creditOf(standingOf([]), '2026-10-15')).toBeNull();
});

test('minor and serious records have their own periods; a month ends on its last day', () => {
  expect(credit(decided('2026-11-30', 'minor'), '2026-12-01')).toMatchObject({
    repairableFrom: '2026-11-30',
    endsOn: '2027-02-28',
    state: 'repairable',
  });
  expect(credit(decided('2026-10-14', 'serious'), '2026-12-01')).toMatchObject({
    repairableFrom: '2027-10-14',
    endsOn: '2029-10-14',
  });
});

test('repair is asked for when the least period has passed and all is paid, once at a time, and ends the record', () => {
  const paid = decided('2026-10-14', 'ordinary', PAID);
  expect(why(paid, apply('2027-01-13'))).toBe('repairEarly');
  expect(why(decided('2026-10-14', 'ordinary'), apply('2027-01-14'))).toBe('repairOwed');
  expect(why(paid, repair('2027-01-14', true))).toBe('noRepair');
  expect(why(paid, apply('2027-01-14'))).toBeNull();
  const applied = [...paid, step(apply('2027-01-14'))];
  expect(credit(applied, '2027-01-15')!.state).toBe('applied');
  expect(why(applied, apply('2027-01-20'))).toBe('repairPending');
  // Refused, it may be asked for again.
  const refused = [...applied, step(repair('2027-01-20', false))];
  expect(credit(refused, '2027-01-21')!.state).toBe('repairable');
  expect(why(refused, apply('2027-02-01'))).toBeNull();
  const repaired = [...applied, step(repair('2027-01-20', true))];
  expect(credit(repaired, '2027-01-21')!.state).toBe('repaired');
  expect(why(repaired, apply('2027-02-01'))).toBe('creditOver');
  expect(why(paid, apply('2027-11-01'))).toBe('creditOver');
});

import { expect, test } from 'vitest';
import { overlapsOf, type PlannedJob, phaseOf } from './calendar.ts';
import { mismatchesOf } from './ledger.ts';

const at = (text: string): number => Date.parse(`2026-11-${text}:00+08:00`);
const NOW = at('20T12:00');
const job = (id: number, from: string, to: string, more: Partial<PlannedJob> = {}): PlannedJob => ({
  id,
  name: `job ${id}`,
  state: 'approved',
  startsAt: at(from),
  endsAt: at(to),
  returnedAt: null,
  terminals: [1],
  team: [],
  ...more,
});

test('a job is approved, under way, open after its date, ended when it is back', () => {
  const one = job(1, '20T08:00', '20T18:00');
  expect([at('20T07:59'), NOW, at('20T18:00'), at('20T18:01')].map((now) => phaseOf(one, now))).toEqual([
    'approved',
    'underway',
    'underway',
    'overdue',
  ]);
  expect(phaseOf({ ...one, returnedAt: at('20T11:00') }, NOW)).toBe('ended');
  expect(phaseOf({ ...one, state: 'filed' }, at('25T00:00'))).toBe('filed');
  expect(phaseOf({ ...one, state: 'withdrawn' }, NOW)).toBe('withdrawn');
});

test('the same source or people at the same time; what ends when the other begins does not meet it', () => {
  const morning = job(1, '21T08:00', '21T12:00', { team: ['张三', '李四'] });
  const noon = job(2, '21T12:00', '21T14:00');
  const late = job(3, '21T11:00', '21T13:00', { terminals: [1, 2] });
  const people = job(4, '21T09:00', '21T10:00', { terminals: [9], team: ['李四'] });
  const others = [morning, noon, late, people];
  expect(overlapsOf(morning, others, NOW)).toEqual([
    { jobId: 3, name: 'job 3', terminals: [1], people: [] },
    { jobId: 4, name: 'job 4', terminals: [], people: ['李四'] },
  ]);
  expect(overlapsOf({ ...morning, state: 'refused' }, others, NOW)).toEqual([]);
  expect(overlapsOf(noon, [{ ...late, state: 'withdrawn' }], NOW)).toEqual([]);
});

test('what is out after its date holds its source until it is back', () => {
  const out = job(1, '18T08:00', '18T18:00');
  const today = job(2, '20T11:00', '20T15:00');
  const tomorrow = job(3, '21T08:00', '21T12:00');
  expect(overlapsOf(today, [out], NOW).map((one) => one.jobId)).toEqual([1]);
  expect(overlapsOf(tomorrow, [out], NOW)).toEqual([]);
  expect(overlapsOf(today, [{ ...out, returnedAt: at('18T17:00') }], NOW)).toEqual([]);
});

test('a registration against the ledger: within ten percent, the same names with and without remarks', () => {
  const registered = {
    nuclide: 'Ir-192',
    category: 'II',
    owner: '天山检测',
    unitPath: '/650000/650100/',
    active: true,
    activityNow: 2.1e12,
  } as const;
  const ledger = {
    id: 7,
    code: '0125IR900032',
    unitName: '天山检测有限公司（模拟）',
    unitPath: '/650000/',
    state: 'in-use',
    nuclide: 'Ir-192',
    category: 'II',
    activityNow: 2e12,
    categoryNow: 'II',
    ratio: 25,
  } as const;
  expect(mismatchesOf(registered, ledger)).toEqual([]);
  const other = {
    ...ledger,
    nuclide: 'Se-75',
    activityNow: 1.9e12,
    category: 'III',
    unitName: '另一家公司',
    unitPath: '/BT/',
    state: 'stored',
  } as const;
  expect(mismatchesOf(registered, other).map(({ field }) => field)).toEqual([
    'nuclide',
    'activity',
    'category',
    'owner',
    'unit',
    'state',
  ]);
  // 2.1 against 1.9 are 10.5 %; against nothing nothing can be said.
  expect(mismatchesOf(registered, { ...ledger, activityNow: null, category: null })).toEqual([]);
  expect(mismatchesOf({ ...registered, active: false }, { ...ledger, state: 'stored' })).toEqual([]);
});

import { expect, test } from 'vitest';
import type { OnDuty } from '../../contract.ts';
import { masked } from './masked.ts';
import { type Occurrence, planNotices, type Rule } from './plan-notices.ts';

const occurrence = (id: number, more: Partial<Occurrence> = {}): Occurrence => ({
  key: `alarm-fired:${id}`,
  occasion: 'alarm-fired',
  severity: 'critical',
  unitPath: '/650000/650100/650102/',
  subject: `报警 ${id}`,
  body: `正文 ${id}`,
  link: `/alarms/${id}`,
  simulated: false,
  ...more,
});
const rule = (more: Partial<Rule> = {}): Rule => ({
  id: 7,
  unitPath: '/650000/650100/',
  severity: 'warning',
  channelId: 1,
  channelKind: 'email',
  to: { kind: 'on-duty', leadToo: false },
  ...more,
});
const person = (role: OnDuty['role'], name: string): OnDuty => ({
  role,
  name,
  account: `${name}-account`,
  phone: '13900001234',
  email: `${name}@example.org`,
});
const duty = () => [person('lead', 'lead'), person('officer', 'officer')];

test('a rule tells of its unit and below, of its severity and worse', () => {
  const plan = (one: Occurrence) => planNotices([one], [rule()], duty).length;
  expect(plan(occurrence(1))).toBe(1);
  expect(plan(occurrence(1, { severity: 'warning' }))).toBe(1);
  expect(plan(occurrence(1, { severity: 'info' }))).toBe(0);
  expect(plan(occurrence(1, { unitPath: '/650000/650200/' }))).toBe(0);
  expect(plan(occurrence(1, { unitPath: '/BT/BT08/' }))).toBe(0);
});

test('each channel has its addresses; the platform has accounts; the lead is told where the rule says so', () => {
  const to = (more: Partial<Rule>) => planNotices([occurrence(1)], [rule(more)], duty).map((one) => one.to);
  expect(to({})).toEqual([{ address: 'officer@example.org' }]);
  expect(to({ to: { kind: 'on-duty', leadToo: true } })).toHaveLength(2);
  // Two people of one telephone are told once.
  expect(to({ channelKind: 'sms', to: { kind: 'on-duty', leadToo: true } })).toEqual([
    { address: '13900001234' },
  ]);
  expect(to({ channelKind: null, channelId: null })).toEqual([{ account: 'officer-account' }]);
  expect(to({ to: { kind: 'address', address: 'a@b.cn' } })).toEqual([{ address: 'a@b.cn' }]);
  expect(planNotices([occurrence(1)], [rule()], () => [])).toEqual([]);
});

test('three are told one by one, four in one letter that names them and where all of them lie', () => {
  const many = (n: number) => Array.from({ length: n }, (_, index) => occurrence(index));
  expect(planNotices(many(3), [rule()], duty)).toHaveLength(3);
  const [letter, ...more] = planNotices(
    [...many(13), occurrence(99, { unitPath: '/650000/650100/650103/' })],
    [rule()],
    duty,
  );
  expect(more).toEqual([]);
  expect(letter).toMatchObject({ subject: '报警 0 等 14 条', unitPath: '/650000/650100/', link: null });
  expect(letter!.body.split('\n')).toHaveLength(13);
  expect(letter!.body.endsWith('…… 另有 2 条')).toBe(true);
  // Told again in another order, it is the same letter.
  const again = planNotices(
    [occurrence(99, { unitPath: '/650000/650100/650103/' }), ...many(13).reverse()],
    [rule()],
    duty,
  );
  expect(again[0]!.key).toBe(letter!.key);
});

test('addresses are told without their middle', () => {
  expect(masked('13912345678')).toBe('139****5678');
  expect(masked('wang@example.org')).toBe('wa***@example.org');
  expect(masked('https://hooks.example.org/secret-path')).toBe('hooks.example.org');
  expect(masked('张三')).toBe('张三');
});

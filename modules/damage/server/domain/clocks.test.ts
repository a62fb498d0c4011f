import { workCalendar } from '@tarim/science';
import { expect, test } from 'vitest';
import type { DamageAct } from '../../contract.ts';
import { clocksOf } from './clocks.ts';
import { standingOf } from './file.ts';

const calendar = workCalendar({ days: [], countLocal: false });
const at = (on: string) => Date.parse(`${on}T10:00:00+08:00`);
const step = (act: DamageAct) => ({ act, by: { userId: '1', name: '甲' } });
const SCREEN = step({ act: 'screen', on: '2026-06-01', harm: 'yes', note: 'x' });

test('thirty days to check, from the screening: yellow near its end, red after it, never shown as law', () => {
  const light = (on: string) => clocksOf(standingOf([SCREEN]), at(on), calendar)[0]!;
  // 1 June + 30 days = 1 July 2026, a Wednesday.
  expect(light('2026-06-02')).toMatchObject({ key: 'check', due: '2026-07-01', light: 'green' });
  expect([light('2026-06-29').light, light('2026-07-02').light]).toEqual(['yellow', 'red']);
  expect(light('2026-06-02').confidence).toBe('memory');
});

test('without harm no clock runs', () => {
  const none = step({ act: 'screen', on: '2026-06-01', harm: 'no', note: 'x' });
  expect(clocksOf(standingOf([none]), at('2026-06-02'), calendar)).toEqual([]);
});

test('each part is done on the day on which what was paid reached it', () => {
  const owed = step({
    act: 'agree',
    on: '2026-06-10',
    way: 'pay',
    amount: 0.6,
    parts: [
      { due: '2026-06-20', amount: 0.3 },
      { due: '2026-07-20', amount: 0.3 },
    ],
    plan: 'x',
    due: '2026-07-20',
  });
  const pay = (on: string, amount: number) => step({ act: 'pay', on, amount });
  const parts = (...steps: ReturnType<typeof step>[]) =>
    clocksOf(standingOf([owed, ...steps]), at('2026-06-21'), calendar)
      .filter(({ key }) => key === 'payment')
      .map(({ due, doneOn, light }) => [due, doneOn, light]);
  expect(parts()).toEqual([
    ['2026-06-20', null, 'red'],
    ['2026-07-20', null, 'green'],
  ]);
  // 0.1 + 0.2 reaches 0.3.
  expect(parts(pay('2026-06-12', 0.1), pay('2026-06-15', 0.2))).toContainEqual([
    '2026-06-20',
    '2026-06-15',
    'done',
  ]);
});

import { workCalendar } from '@tarim/science';
import { expect, test } from 'vitest';
import type { CaseAct } from '../../contract.ts';
import { type Step, standingOf } from './file.ts';
import { lateFineAt, lateOwedAt } from './late.ts';

const CALENDAR = workCalendar();
const step = (act: CaseAct): Step => ({ act, by: { userId: 'a', name: '甲' } });
const pay = (on: string, amount: number) => step({ act: 'pay', on, amount });
/** Delivered on 9 October 2026: fifteen days end on Saturday the 24th, so Monday the 26th is the last. */
const owing = (fine: number, ...more: readonly Step[]) =>
  standingOf([
    step({ act: 'decide', on: '2026-10-09', kind: 'penalty', amount: fine, beside: [], reasons: '理由' }),
    step({ act: 'deliver', on: '2026-10-09', method: 'direct' }),
    ...more,
  ]);
const late = (standing: ReturnType<typeof owing>, day: string) => lateFineAt(standing, CALENDAR, day);

test('200,000 ten days late are 60,000, forty days late no more than the fine (governance 16.2)', () => {
  const unpaid = owing(200_000);
  expect(late(unpaid, '2026-10-26')).toBeNull();
  expect(late(unpaid, '2026-10-27')).toBe(6_000);
  expect(late(unpaid, '2026-11-05')).toBe(60_000);
  expect(late(unpaid, '2026-12-05')).toBe(200_000);
});

test('it stops on the day of payment and stays owed; a daily fine that is paid later runs by itself', () => {
  const paid = owing(200_000, pay('2026-11-05', 200_000));
  expect(late(paid, '2027-01-31')).toBe(60_000);
  expect(lateOwedAt(paid, CALENDAR, '2027-01-31')).toBe(60_000);
  // Paid in time; a daily fine of 19 days is paid two months later.
  const daily = owing(
    100_000,
    pay('2026-10-20', 100_000),
    step({ act: 'order-correction', on: '2026-10-21', content: '停止', due: '2026-10-25' }),
    step({ act: 'recheck', on: '2026-11-09', corrected: false, findings: '仍在超标' }),
    step({ act: 'daily-notice', on: '2026-11-10', deliveredOn: '2026-11-10', reasons: '拒不改正' }),
    step({ act: 'daily-decide', on: '2026-11-20', deliveredOn: '2026-11-20', reasons: '拒不改正' }),
    pay('2026-12-20', 1_900_000),
  );
  expect(daily.state).toBe('performed');
  // Fifteen days after 20 November end on Saturday 5 December, so on Monday the 7th: 1,900,000 × 3 % × 13.
  expect(late(daily, '2027-01-31')).toBe(741_000);
});

test('a part of a deferral that is paid late stays late', () => {
  const defer = step({
    act: 'defer',
    on: '2026-10-20',
    parts: [
      { due: '2026-11-30', amount: 60_000 },
      { due: '2026-12-31', amount: 40_000 },
    ],
    reason: '经济困难',
  });
  const parts = (...paid: Step[]) => owing(100_000, defer, ...paid);
  expect(late(parts(), '2026-11-30')).toBeNull();
  // 60,000 × 3 % × 10.
  expect(late(parts(), '2026-12-10')).toBe(18_000);
  const first = parts(pay('2026-12-10', 60_000));
  expect(late(first, '2026-12-31')).toBe(18_000);
  // And five days of the second: 40,000 × 3 % × 5.
  expect(late(first, '2027-01-05')).toBe(24_000);
  // Half of the first part in time, half ten days late: 9,000; the second in time.
  const halves = parts(pay('2026-11-20', 30_000), pay('2026-12-10', 30_000), pay('2026-12-31', 40_000));
  expect(halves.state).toBe('performed');
  expect(lateOwedAt(halves, CALENDAR, '2027-02-01')).toBe(9_000);
  // What was paid before the deferral belongs to none of its parts.
  const before = owing(
    150_000,
    pay('2026-10-19', 50_000),
    defer,
    pay('2026-11-30', 60_000),
    pay('2026-12-31', 40_000),
  );
  expect(late(before, '2027-02-01')).toBeNull();
});

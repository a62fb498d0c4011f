import { expect, test } from 'vitest';
import { evaluateLimits } from './limits.ts';

const at = (date: string) => Date.parse(`${date}T12:00:00+08:00`);
const of = (judgements: readonly { quantity: string; period: string }[], quantity: string, period: string) =>
  judgements.find((one) => one.quantity === quantity && one.period === period);

test('five years: 100 mSv is the limit itself, 103 is above; no single year is', () => {
  const above = evaluateLimits({ years: { 2022: 22, 2023: 21, 2024: 19, 2025: 20, 2026: 21 } });
  expect(of(above.judgements, 'effective', '2022–2026')).toMatchObject({
    value: 103,
    limit: 100,
    verdict: 'exceeds',
  });
  expect(above.judgements.filter((one) => one.verdict === 'exceeds')).toHaveLength(1);
  const just = evaluateLimits({ years: { 2022: 20, 2023: 20, 2024: 20, 2025: 20, 2026: 20 } });
  expect(just.verdict).toBe('meets');
  const bare = evaluateLimits({ years: [22, 21, 19, 20, 21, 2] }).judgements;
  expect(of(bare, 'effective', '1–5')).toMatchObject({ value: 103 });
  expect(of(bare, 'effective', '2–6')).toMatchObject({ value: 83 });
  // The window moves on: 2021 is out of it.
  expect(evaluateLimits({ years: { 2021: 49, 2022: 30, 2026: 20 } }).verdict).toBe('meets');
});

test('one year above 50; lens 150, skin 500', () => {
  const reading = { from: at('2026-01-01'), to: at('2026-01-31'), mSv: 51, lens: 151, skin: 500 };
  const { judgements } = evaluateLimits({ readings: [reading] });
  expect(of(judgements, 'effective', '2026')).toMatchObject({ limit: 50, verdict: 'exceeds' });
  expect(of(judgements, 'lens', '2026')).toMatchObject({ limit: 150, verdict: 'exceeds' });
  expect(of(judgements, 'skin', '2026')).toMatchObject({ limit: 500, verdict: 'meets' });
});

test('public: 1 mSv, up to 5 in a year while the mean of five years stays within 1', () => {
  const yearly = (years: Record<string, number>) =>
    of(evaluateLimits({ group: 'public', years }).judgements, 'effective', '2026');
  expect(yearly({ 2026: 1 })).toMatchObject({ limit: 1, verdict: 'meets' });
  const before = { 2022: 0.5, 2023: 0.5, 2024: 0.5, 2025: 0.5 };
  // 3 + 4 × 0.5 = 5, a mean of 1.
  expect(yearly({ ...before, 2026: 3 })).toMatchObject({ limit: 5, verdict: 'meets' });
  expect(yearly({ ...before, 2026: 3.1 })).toMatchObject({ limit: 1, verdict: 'exceeds' });
  // GB 18871-2002 B1.2.1 b): the mean of five years on end; two of them show no such mean.
  expect(yearly({ 2026: 3, 2025: 0.5 })).toMatchObject({ limit: 1, verdict: 'exceeds' });
  expect(yearly({ 2026: 3, 2025: 2.5 })).toMatchObject({ limit: 1, verdict: 'exceeds' });
});

test('levels of practice are told apart from limits', () => {
  const readings = [{ from: at('2026-01-01'), to: at('2026-01-30'), mSv: 1.3 }];
  const result = evaluateLimits({ readings });
  expect(result.verdict).toBe('meets');
  expect(result.investigations).toMatchObject([{ period: '2026Q1', value: 1.3, limit: 1.25 }]);
  expect(result.problems.map((one) => one.code)).toEqual(['RADIATION_LEVEL_OF_PRACTICE']);
});

test('gaps: a month without a dosimeter, one worn for 120 days, nothing since', () => {
  const { gaps } = evaluateLimits({
    readings: [
      { from: at('2026-01-01'), to: at('2026-01-30'), mSv: 0.1 },
      { from: at('2026-03-02'), to: at('2026-06-29'), mSv: 0.4 },
    ],
    at: at('2026-11-01'),
  });
  expect(gaps.map((one) => [one.kind, one.days])).toEqual([
    ['missing', 30],
    ['late', 120],
    ['overdue', 125],
  ]);
});

test('years with lens and skin are judged too; in units', () => {
  const years = [{ year: 2026, mSv: '3000 µSv', lens: 151, skin: 500 }];
  const { judgements, verdict } = evaluateLimits({ years });
  expect(verdict).toBe('exceeds');
  expect(of(judgements, 'effective', '2026')).toMatchObject({ value: 3, verdict: 'meets' });
  expect(of(judgements, 'lens', '2026')).toMatchObject({ limit: 150, verdict: 'exceeds' });
  expect(of(judgements, 'skin', '2026')).toMatchObject({ limit: 500, verdict: 'meets' });
});

test('a group that is not known is not judged as a worker', () => {
  expect(evaluateLimits({ group: 'visitor' as never, years: { 2026: 4 } })).toMatchObject({
    verdict: 'not-judged',
    judgements: [],
    problems: [{ code: 'RADIATION_MEMBER_INVALID' }],
  });
});

test('a reading that cannot be read: nothing is met, but what is above is above', () => {
  const bad = { from: at('2026-02-01'), to: at('2026-02-28'), mSv: 'x' };
  const of = (mSv: number) =>
    evaluateLimits({ readings: [{ from: at('2026-01-01'), to: at('2026-01-30'), mSv }, bad] }).verdict;
  expect([of(0.4), of(51)]).toEqual(['not-judged', 'exceeds']);
});

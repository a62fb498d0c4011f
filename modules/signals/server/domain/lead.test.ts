import { expect, test } from 'vitest';
import { fateOf, type Standing, wilson } from './lead.ts';

const standing = (of: Partial<Standing> = {}): Standing => ({
  state: 'open',
  strength: 0.6,
  told: 0.6,
  decidedAt: null,
  ...of,
});
const finding = (strength: number | null, windowFrom: number | null = 0) => ({ strength, windowFrom });

test('a finding opens a lead once; the same again joins it, much stronger is told, weaker fades', () => {
  expect(fateOf(null, finding(0.5), 0.5)).toBe('open');
  expect(fateOf(null, finding(0.49), 0.5)).toBe('none');
  expect(fateOf(null, finding(null), 0.5)).toBe('none');
  expect(fateOf(standing(), finding(0.7), 0.5)).toBe('join');
  expect(fateOf(standing(), finding(0.75), 0.5)).toBe('louder');
  expect(fateOf(standing(), finding(0.3), 0.5)).toBe('fade');
  expect(fateOf(standing({ state: 'unclear', decidedAt: 5 }), finding(0.6, 9), 0.5)).toBe('join');
});

test('what a person decided on comes back only with later hours or much stronger', () => {
  const innocent = standing({ state: 'innocent', decidedAt: 100 });
  expect(fateOf(innocent, finding(0.7, 50), 0.5)).toBe('join');
  expect(fateOf(innocent, finding(0.7, 100), 0.5)).toBe('renew');
  expect(fateOf(innocent, finding(0.8, 50), 0.5)).toBe('renew');
});

test('Wilson interval: 8 of 10 is 0.490 to 0.943, 0 of 5 reaches up to 0.434', () => {
  const [low, high] = wilson(8, 10)!;
  expect(low).toBeCloseTo(0.4902, 4);
  expect(high).toBeCloseTo(0.9433, 4);
  expect(wilson(0, 5)![0]).toBe(0);
  expect(wilson(0, 5)![1]).toBeCloseTo(0.4345, 4);
  expect(wilson(0, 0)).toBeNull();
});

import { describe, expect, it } from 'vitest';
import { isCurrent, overall, ratioOf } from './outlets.ts';

describe('one word for an enterprise', () => {
  it.each([
    [[], 'not-judged'],
    [['not-judged'], 'not-judged'],
    [['meets', 'not-judged'], 'meets'],
    [['meets', 'exceeds', 'not-judged'], 'exceeds'],
  ] as const)('%j → %s', (words, word) => {
    expect(overall(words)).toBe(word);
  });
});

describe('how far from the limit', () => {
  it('is measured from the side that is broken', () => {
    expect(ratioOf({ value: 70, upper: 35, lower: null })).toBe(2);
    expect(ratioOf({ value: 3, upper: 9, lower: 6 })).toBe(0.5);
    expect(ratioOf({ value: 5, upper: null, lower: 6 })).toBeCloseTo(0.8333, 4);
    expect(ratioOf({ value: null, upper: 35, lower: null })).toBeNull();
    expect(ratioOf({ value: 1, upper: 0, lower: null })).toBeNull();
  });
});

describe('what is current', () => {
  it('is shorter for hours than for days', () => {
    const now = Date.parse('2026-11-24T12:00:00+08:00');
    expect(isCurrent({ period: 'hour', time: now - 6 * 3_600_000 }, now)).toBe(true);
    expect(isCurrent({ period: 'hour', time: now - 7 * 3_600_000 }, now)).toBe(false);
    expect(isCurrent({ period: 'day', time: now - 36 * 3_600_000 }, now)).toBe(true);
  });
});

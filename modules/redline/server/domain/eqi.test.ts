import { expect, test } from 'vitest';
import { eqiChange, eqiOf, eqiTable } from './eqi.ts';

const classOf = (given: number) => eqiOf({ given })?.class;

test('classes change at their cut points and not before', () => {
  for (const [at, better, worse] of [
    [70, 1, 2],
    [55, 2, 3],
    [40, 3, 4],
    [30, 4, 5],
  ] as const) {
    expect(classOf(at), String(at)).toBe(better);
    expect(classOf(at - 0.001), String(at - 0.001)).toBe(worse);
  }
  expect([classOf(100), classOf(0)]).toEqual([1, 5]);
});

test('published figures fall into the classes that were published with them', () => {
  // The country in 2021, Henan, the lowest county of Henan, Guangxi.
  expect([59.77, 54.76, 32.7, 74.9].map(classOf)).toEqual([2, 3, 4, 1]);
});

test('the index is the weighted sum of its parts, stress against it, without errors of floating point', () => {
  const parts = { pattern: 60, function: 55, biodiversity: 50, stress: 20 };
  // 21.6 + 19.25 + 9.5 + 8
  const found = eqiOf(parts)!;
  expect(found).toMatchObject({ value: 58.35, class: 2, computed: true });
  expect(found.formula).toContain('0.1·(100−20)');
  // 0.36·55 + 0.35·55 + 0.19·55 + 0.1·55 is exactly 55, in floating point it is not.
  expect(eqiOf({ pattern: 55, function: 55, biodiversity: 55, stress: 45 })).toMatchObject({
    value: 55,
    class: 2,
  });
  expect(eqiOf({ ...parts, given: 10 })?.value).toBe(58.35);
  expect(eqiOf({ pattern: 60, function: 55, given: 61 })).toMatchObject({ value: 61, computed: false });
  expect(eqiOf({ pattern: 60 })).toBeNull();
  expect(eqiOf({ given: 101 })).toBeNull();
});

test('changes are told by their exact size and their direction', () => {
  expect(eqiChange(54.3, 55.3)).toEqual({ difference: 1, size: 1, direction: 'better' });
  expect(eqiChange(55, 55.999).size).toBe(0);
  expect(eqiChange(57.3, 55.3)).toEqual({ difference: -2, size: 2, direction: 'worse' });
  expect(eqiChange(55, 58.999).size).toBe(2);
  expect(eqiChange(55, 59).size).toBe(3);
  expect(eqiChange(55, 55)).toEqual({ difference: 0, size: 0, direction: 'same' });
});

test('the table says from when it holds and how far it is to be trusted', () => {
  const table = eqiTable();
  expect(table).toMatchObject({ effectiveFrom: '2021-11-01', classes: [70, 55, 40, 30, null] });
  expect(table.confidence).not.toBe('official');
  expect(Object.values(table.weights).reduce((a, b) => a + b)).toBeCloseTo(1, 12);
});

import { expect, test } from 'vitest';
import { commonUnit, parallelsOf, type Reported, samplesOf } from './laboratory.ts';

const row = (taskId: number, item: string, kind: Reported['kind'], value: number | null): Reported => ({
  taskId,
  taskCode: `T${taskId}`,
  item,
  kind,
  value,
});

test('samples hold their own results; a parallel belongs to its sample and item, below detection to none', () => {
  const results = [
    row(1, 'w01018', 'sample', 12.5),
    row(1, 'w01018', 'parallel', 12),
    row(1, 'w21003', 'sample', 0.031),
    row(1, 'w21003', 'parallel', null),
    row(2, 'w01018', 'sample', 13),
  ];
  expect(samplesOf(results)).toEqual([
    { id: 'T1', results: { w01018: 12.5, w21003: 0.031 } },
    { id: 'T2', results: { w01018: 13 } },
  ]);
  expect(parallelsOf(results)).toEqual([{ first: 12.5, second: 12, resolution: 0.1 }]);
});

test('the common unit of some places', () => {
  expect(commonUnit(['/650000/650100/650102/', '/650000/650100/'])).toBe('/650000/650100/');
  expect(commonUnit(['/650000/650100/', '/BT/BT08/'])).toBe('/');
  expect(commonUnit([])).toBe('/');
});

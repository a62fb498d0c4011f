import { expect, test } from 'vitest';
import { unitLoads } from './unit-load.ts';

const COUNTS = [
  { unitPath: '/650000/650100/650102/', visits: 2 },
  { unitPath: '/650000/650100/650103/', cases: 3 },
  { unitPath: '/650000/650100/', tasks: 1 },
  { unitPath: '/650000/', clues: 1 },
  { unitPath: '/BT/BT08/659001/', visits: 1, clues: 1 },
];
const of = (looked: string[]) =>
  unitLoads(COUNTS, looked).map(({ unitPath, visits, cases, tasks, clues }) => [
    unitPath,
    visits,
    cases,
    tasks,
    clues,
  ]);

test('from the top both hierarchies stand side by side, by prefecture and division', () => {
  expect(of(['/'])).toEqual([
    ['/650000/650100/', 2, 3, 1, 0],
    ['/BT/BT08/', 1, 0, 0, 1],
    ['/650000/', 0, 0, 0, 1],
  ]);
});

test('of a prefecture its counties, and what lies with itself', () => {
  expect(of(['/650000/650100/'])).toEqual([
    ['/650000/650100/650103/', 0, 3, 0, 0],
    ['/650000/650100/650102/', 2, 0, 0, 0],
    ['/650000/650100/', 0, 0, 1, 0],
  ]);
});

test('what nobody looks at is not counted, what two look at once', () => {
  expect(of(['/BT/'])).toEqual([['/BT/BT08/', 1, 0, 0, 1]]);
  expect(of(['/BT/BT08/', '/BT/'])).toEqual([['/BT/BT08/', 1, 0, 0, 1]]);
  expect(of([])).toEqual([]);
});

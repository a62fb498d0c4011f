import { expect, test } from 'vitest';
import type { LegendClass, TransitionGroup } from '../../contract.ts';
import {
  dynamicDegree,
  groupedPairs,
  groupsByValue,
  mapCodes,
  mixedColour,
  requireGroups,
  transitionSums,
  yearsBetween,
} from './transition-table.ts';

const legend = (value: number, zh: string | null, cells = 1): LegendClass => ({
  value,
  zh: zh ?? `未命名 ${value}`,
  en: zh ?? `Unnamed ${value}`,
  colour: '#102030',
  named: zh !== null,
  cells,
  area: cells,
  share: 0,
});
const group = (zh: string, before: number[], after = before): TransitionGroup => ({
  zh,
  en: null,
  colour: null,
  before,
  after,
});

test('by value, names come from either date, and tables that differ are refused', () => {
  const groups = groupsByValue(
    [legend(1, '耕地'), legend(2, null), legend(5, '冰', 0)],
    [legend(1, '耕地'), legend(2, '林地'), legend(3, null), legend(5, '冰', 0)],
  );
  // A class that neither date has is none of theirs.
  expect(groups.map(({ zh, before, after }) => [zh, before, after])).toEqual([
    ['耕地', [1], [1]],
    ['林地', [2], [2]],
    ['未命名 3', [3], [3]],
  ]);
  expect(() => groupsByValue([legend(1, '耕地')], [legend(1, '林地')])).toThrow(
    expect.objectContaining({
      code: 'IMAGERY_CLASSES_DIFFER',
      params: { value: 1, before: '耕地', after: '林地' },
    }),
  );
  expect(() => requireGroups([group('甲', [1, 2]), group('乙', [2], [3])])).toThrow(
    expect.objectContaining({ code: 'IMAGERY_GROUP_TWICE' }),
  );
  expect(() => requireGroups([group('甲', [1]), group('乙', [2], [3, 1])])).toThrow(
    expect.objectContaining({ code: 'IMAGERY_GROUP_TWICE' }),
  );
});

test('values are joined into groups; those of none are left out and told', () => {
  const pair = (first: number, second: number, area: number) => ({ first, second, cells: area, area });
  const found = groupedPairs(
    [pair(11, 1, 5), pair(12, 1, 7), pair(21, 1, 3), pair(21, 9, 4), pair(99, 1, 2)],
    [group('耕地', [11, 12], [1]), group('林地', [21], [2])],
  );
  expect(found).toEqual({
    pairs: [
      { from: 1, to: 1, cells: 12, area: 12 },
      { from: 2, to: 1, cells: 3, area: 3 },
    ],
    leftCells: 6,
    leftArea: 6,
  });
});

test('the sums of a matrix agree: rows, columns, gains and losses, and what they are of', () => {
  const m = [
    [40, 6, 4],
    [2, 25, 3],
    [5, 0, 15],
  ];
  const pairs = m.flatMap((row, i) =>
    row.flatMap((area, j) => (area > 0 ? [{ from: i + 1, to: j + 1, cells: area, area }] : [])),
  );
  const groups = [group('耕地', [1]), group('林地', [2]), group('草地', [3])];
  const { classes, ...sums } = transitionSums(groups, pairs, 10);
  expect(sums).toMatchObject({ cells: 100, area: 100, changedArea: 20, changedShare: 0.2 });
  const figures = classes.map((one) => [
    one.before,
    one.after,
    one.kept,
    one.gain,
    one.loss,
    one.net,
    one.swap,
  ]);
  // By hand: row sums, column sums, the diagonal, and what is off it.
  expect(figures).toEqual([
    [50, 47, 40, 7, 10, -3, 14],
    [30, 31, 25, 6, 5, 1, 10],
    [20, 22, 15, 7, 5, 2, 10],
  ]);
  expect(classes.map(({ dynamicDegree: k }) => k)).toEqual(
    [-0.6, 1 / 3, 1].map((value) => expect.closeTo(value, 12)),
  );
  const total = (of: 'gain' | 'loss' | 'net') => classes.reduce((sum, one) => sum + one[of], 0);
  expect([total('gain'), total('loss'), total('net')]).toEqual([20, 20, 0]);
});

test('a dynamic degree is per cent a year of what there was, and none of what there was not', () => {
  // Ten thousand hectares that became twelve thousand in five years.
  expect(dynamicDegree(10_000, 12_000, 5)).toBeCloseTo(4, 12);
  expect(dynamicDegree(0, 5, 5)).toBeNull();
  expect(yearsBetween(new Date('2000-01-01T00:00:00Z'), new Date('2400-01-01T00:00:00Z'))).toBe(400);
});

test('numbers of a map go by area; what has none of its own shares the last', () => {
  const pairs = Array.from({ length: 300 }, (_, i) => ({
    from: 1,
    to: i + 1,
    cells: 1,
    area: i === 0 ? 1e9 : 1_000 - i,
  }));
  const codes = mapCodes(pairs);
  expect(codes).toHaveLength(299);
  expect(codes[0]).toEqual({ from: 1, to: 2, code: 1 });
  expect(codes.filter(({ code }) => code === 255)).toHaveLength(299 - 254);
  expect(Math.max(...codes.map(({ code }) => code))).toBe(255);
  expect(mixedColour('#000000', '#ff8000')).toBe('#b35a00');
});

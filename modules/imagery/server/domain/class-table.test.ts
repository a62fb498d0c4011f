import { expect, test } from 'vitest';
import { readClasses } from '../class-text/read.ts';
import {
  checkedEntries,
  drawnClasses,
  entriesOfItems,
  itemsOfClasses,
  legendOfClasses,
  problemsOf,
} from './class-table.ts';
import { preparedTable, preparedTables } from './prepared-tables.ts';

const entry = (value: number, zh = `类${value}`) => ({ value, zh, en: null, colour: null });
const count = (value: number, area = 100) => ({ value, cells: 1, area });

test('a legend has what has cells and what is named, with shares that add up', () => {
  const legend = legendOfClasses(
    [count(7, 300), count(1, 100)],
    [{ value: 1, zh: '耕地', en: 'Cropland', colour: '#f096ff' }, entry(2, '林地')],
    { 7: '#123456', 2: '#006400' },
  );
  expect(legend).toMatchObject([
    {
      value: 1,
      zh: '耕地',
      en: 'Cropland',
      colour: '#f096ff',
      named: true,
      cells: 1,
      area: 100,
      share: 0.25,
    },
    { value: 2, zh: '林地', en: '林地', colour: '#006400', named: true, cells: 0, area: 0, share: 0 },
    { value: 7, zh: '未命名 7', en: 'Unnamed 7', colour: '#123456', named: false, share: 0.75 },
  ]);
  expect(problemsOf(legend).map(({ code, params }) => [code, params.values])).toEqual([
    ['IMAGERY_CLASS_ABSENT', '2'],
    ['IMAGERY_CLASS_UNNAMED', '7'],
  ]);
  // Nobody has named anything: there is nothing to be at odds with.
  expect(problemsOf(legendOfClasses([count(7), count(1)], null, null))).toEqual([]);
});

test('of more classes than tiles can colour the largest are drawn', () => {
  const many = Array.from({ length: 300 }, (_, i) => count(i, i === 3 ? 0.5 : 1_000 - i));
  const drawn = drawnClasses(legendOfClasses(many, [entry(999)], null));
  expect(drawn).toHaveLength(255);
  expect(drawn.some(({ value }) => value === 3 || value === 999 || value === 299)).toBe(false);
  expect(drawn.map(({ value }) => value)).toEqual(drawn.map(({ value }) => value).sort((a, b) => a - b));
});

test('classes go into items of a band and come out again', () => {
  const entries = checkedEntries([{ value: -1, zh: '云', en: 'Cloud', colour: '#FFFFFF' }, entry(3)]);
  expect(entriesOfItems(itemsOfClasses(entries))).toEqual(entries.map((one) => ({ ...one, colour: null })));
  expect(entriesOfItems({ STATISTICS_MEAN: '3', CLASS_x: 'y', CLASS_99999: 'z' })).toBeNull();
});

test('prepared tables are whole, and say how far they are checked', () => {
  for (const table of preparedTables()) {
    expect(checkedEntries(table.entries)).toEqual(table.entries);
    expect(table.source.length).toBeGreaterThan(10);
    const csv = table.entries.map(({ value, zh, en, colour }) => `${value},${zh},"${en}",${colour ?? ''}`);
    expect(readClasses('t.csv', Buffer.from(csv.join('\n')))).toEqual(table.entries);
  }
  // ESA WorldCover as published: eleven classes, mangroves between herbaceous wetland and moss.
  expect(preparedTable('esa-worldcover').entries.map(({ value }) => value)).toEqual([
    10, 20, 30, 40, 50, 60, 70, 80, 90, 95, 100,
  ]);
  expect(() => preparedTable('nowhere')).toThrow(
    expect.objectContaining({ code: 'IMAGERY_CLASS_TABLE_UNKNOWN' }),
  );
});

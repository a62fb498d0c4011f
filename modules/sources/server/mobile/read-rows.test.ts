import { readTable } from '@tarim/platform';
import { expect, test } from 'vitest';
import { looksLikePlate, readPlate } from './plates.ts';
import { MOBILE_COLUMNS, readInspections } from './read-rows.ts';

const AROUND = {
  units: {
    pathOf: (code: string) => (code === '650102' ? '/650000/650100/650102/' : null),
    mayWrite: () => true,
  },
  now: Date.parse('2026-11-20T12:00:00+08:00'),
  hash: (plate: string) => `hash of ${plate.length}`,
};
const HEAD = MOBILE_COLUMNS.inspection.map((one) => one.title);
const ROW = [
  '650102',
  '天山检测站',
  '新A12345',
  '柴油',
  '国六',
  '加载减速',
  '合格',
  '2026-11-02 10:30',
  null,
  null,
  null,
  0.4,
];
const read = (...rows: unknown[][]) => {
  const table = readTable<string>([HEAD, ...(rows as never[])], MOBILE_COLUMNS.inspection);
  const { records, found } = readInspections(table.rows as never, AROUND);
  return {
    records,
    codes: [...table.found, ...found].map((one) => `${one.row} ${one.column} ${one.definition.code}`),
  };
};
const but = (column: string, cell: unknown) => ROW.map((old, at) => (HEAD[at] === column ? cell : old));

test('one plate in many spellings; what is none is none', () => {
  expect(['新A12345', '新a·12345', ' 新A-12345 ', '新Ａ１２３４５'].map(readPlate)).toEqual(
    Array(4).fill('新A12345'),
  );
  expect(['新AD12345', '新A1234学', '新B123挂'].map(readPlate)).toEqual(['新AD12345', '新A1234学', null]);
  expect(['A12345', '新A1***5', '天山检测站', ''].map(readPlate)).toEqual(Array(4).fill(null));
  expect(looksLikePlate('检测站（新A·12345）')).toBe(true);
  expect(looksLikePlate('天山区机动车检验站2号线')).toBe(false);
});

test('a good row, with its instant in Beijing time and its plate as a hash', () => {
  expect(read(ROW)).toEqual({
    records: [
      {
        row: 2,
        unitPath: '/650000/650100/650102/',
        station: '天山检测站',
        plate: 'hash of 7',
        at: Date.parse('2026-11-02T02:30:00Z'),
        fuel: 'diesel',
        stage: 6,
        method: 'lugdown',
        passed: true,
        items: { k: 0.4 },
      },
    ],
    codes: [],
  });
});

test('every defect of a row is told with its column', () => {
  const bad = but('烟度', -1).map((cell, at) =>
    HEAD[at] === '排放阶段' ? '国七' : HEAD[at] === '检验机构' ? '' : cell,
  );
  expect(read(bad).codes).toEqual([
    '2 检验机构 CELL_MISSING',
    '2 烟度 CELL_OUT_OF_RANGE',
    '2 排放阶段 CELL_NOT_A_WORD',
  ]);
  expect(read(but('行政区代码', '1'), but('检测时间', '2026-02-30 10:00')).codes).toEqual([
    '2 行政区代码 ROW_UNIT_UNKNOWN',
    '3 检测时间 CELL_NOT_TIME',
  ]);
});

test('doubts keep no row out: a method of another fuel, no value at all', () => {
  const { records, codes } = read(but('检测方法', '双怠速'), but('烟度', null));
  expect(codes).toEqual([
    '2 检测方法 MOBILE_METHOD_NOT_OF_FUEL',
    '3 null MOBILE_ITEMS_MISSING',
    '3 null ROW_TWICE',
  ]);
  expect(records).toHaveLength(1);
});

test('a heading that is missing is told, not its whole column left out', () => {
  const table = readTable<string>([HEAD.slice(1), ROW.slice(1)] as never, MOBILE_COLUMNS.inspection);
  expect(table.rows).toEqual([]);
  expect(table.found.map((one) => one.definition.code)).toEqual(['SHEET_HEADING_MISSING']);
});

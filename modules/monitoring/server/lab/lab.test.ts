import { expect, test } from 'vitest';
import { checkRows, type KnownContainer, type LabFacts } from './check-rows.ts';
import { readRows, readTable } from './read-rows.ts';

const HEAD = ['样品编码', '监测项目', '结果', '单位', '检出限', '分析方法', '分析时间', '分析人'];
const at = (text: string) => Date.parse(`${text}+08:00`);

const container = (code: string, more: Partial<KnownContainer> = {}): KnownContainer => ({
  code,
  kind: 'sample',
  items: ['氨氮', '总磷', 'pH', '化学需氧量'],
  received: true,
  taskId: 1,
  taskCode: 'JC202611-0001',
  taskState: 'in-lab',
  unitPath: '/650000/650100/',
  pointKind: 'surface-water',
  sampledAt: at('2026-11-10T10:00:00'),
  ...more,
});

const facts = (more: Partial<LabFacts> = {}): LabFacts => ({
  now: at('2026-11-20T12:00:00'),
  containers: new Map(
    [
      container('S-1'),
      container('S-2', { kind: 'parallel' }),
      container('S-3', { kind: 'field-blank' }),
      container('S-4', { received: false }),
      container('S-5', { taskState: 'checked' }),
      container('S-6', { unitPath: '/BT/' }),
    ].map((one) => [one.code, one]),
  ),
  mayWrite: (path) => path.startsWith('/650000/'),
  existing: new Map(),
  highest: new Map(),
  ...more,
});

function judged(rows: unknown[][], more: Partial<LabFacts> = {}) {
  const table = readTable([HEAD, ...rows]);
  const read = readRows(table.rows);
  const checked = checkRows(read.rows, facts(more));
  const found = [...table.found, ...read.found, ...checked.found];
  return { ...checked, told: found.map((one) => `${one.row} ${one.definition.code}`) };
}

const row = (code: string, item: string, result: unknown, more: Partial<Record<number, unknown>> = {}) => {
  const cells: unknown[] = [code, item, result, 'mg/L', '', 'HJ 535-2009', '2026-11-11 09:00', '张'];
  for (const [index, cell] of Object.entries(more)) cells[Number(index)] = cell;
  return cells;
};

test('below detection is a state of its own, in every spelling that laboratories use', () => {
  const { results, told } = judged([
    row('S-1', '氨氮', '<0.025'),
    row('S-1', '总磷', '0.01L'),
    row('s-1', 'w01018', '未检出', { 4: 4 }),
    row('S-1', 'pH', 8.1, { 3: '无量纲', 6: '2026-11-10 18:00' }),
  ]);
  expect(told).toEqual([]);
  expect(results.map(({ item, value, detectionLimit }) => [item, value, detectionLimit])).toEqual([
    ['氨氮', null, 0.025],
    ['总磷', null, 0.01],
    ['化学需氧量', null, 4],
    ['pH', 8.1, null],
  ]);
});

test('each deliberate error of a sheet is told with its row and its code', () => {
  const { told, results } = judged([
    row('S-1', '氨氮', '0.3O'), // a letter for a zero
    row('S-1', '总磷', 'ND'),
    row('S-9', '氨氮', 0.3),
    row('S-4', '氨氮', 0.3),
    row('S-5', '氨氮', 0.3),
    row('S-6', '氨氮', 0.3),
    row('S-1', '汞', 0.3),
    row('S-1', '氨氮', 0.3, { 3: '℃' }),
    row('S-1', '氨氮', -0.3),
    row('S-1', '总磷', 0.1, { 6: '2026-11-09' }),
    row('S-1', '总磷', 0.1, { 6: '2026-12-01' }),
    row('S-1', '化学需氧量', 12, { 6: '2026-11-31' }),
    row('S-1', '', 0.1),
  ]);
  expect(told.toSorted((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10))).toEqual([
    '2 LAB_RESULT_UNREADABLE',
    '3 LAB_DETECTION_LIMIT_MISSING',
    '4 LAB_CONTAINER_UNKNOWN',
    '5 LAB_CONTAINER_NOT_RECEIVED',
    '6 LAB_TASK_NOT_OPEN',
    '7 LAB_CONTAINER_ELSEWHERE',
    '8 LAB_ITEM_NOT_IN_CONTAINER',
    '9 LAB_UNIT_FOREIGN',
    '10 LAB_ROW_REPEATED',
    '10 LAB_OUT_OF_RANGE',
    '11 LAB_ANALYSED_BEFORE_SAMPLING',
    '12 LAB_ROW_REPEATED',
    '12 LAB_ANALYSED_IN_FUTURE',
    '13 LAB_DATE_UNREADABLE',
    '14 LAB_CELL_MISSING',
  ]);
  expect(results).toEqual([]);
});

test('units are told in the unit of the standard', () => {
  const { results } = judged([row('S-1', '氨氮', 310, { 3: 'µg/L' })]);
  expect(results[0]).toMatchObject({ value: 0.31, unit: 'mg/L' });
});

test('waiting too long, a deviating parallel, a found blank and a leap are warnings, and the result is kept', () => {
  const { told, results } = judged(
    [
      row('S-1', '氨氮', 1.2, { 6: '2026-11-13 10:00' }), // 72 h, 24 h are allowed
      row('S-2', '氨氮', 0.6), // |1.2 − 0.6| / 1.8 = 33.3 %
      row('S-3', '氨氮', 0.05, { 4: 0.025 }),
      row('S-1', '总磷', 0.4),
    ],
    { highest: new Map([['1/总磷', 0.03]]) },
  );
  expect(told).toEqual([
    '2 LAB_HOLDING_TIME',
    '5 LAB_UNUSUAL_VALUE',
    '3 LAB_PARALLEL_DEVIATES',
    '4 LAB_BLANK_FOUND',
  ]);
  expect(results).toHaveLength(4);
  expect(results[1]!.warnings.map((one) => one.params)).toEqual([{ deviation: '33.3', limit: 20 }]);
});

test('a day without a time may be the day of sampling; the same result again changes nothing', () => {
  const existing = new Map([['S-1/氨氮', { value: 0.3, detectionLimit: null }]]);
  const day = { 6: '2026-11-10' };
  expect(judged([row('S-1', '氨氮', 0.3, day)], { existing })).toMatchObject({
    told: [],
    results: [{ unchanged: true }],
  });
  expect(judged([row('S-1', '氨氮', 0.4, day)], { existing }).told).toEqual(['2 LAB_REPLACES_RESULT']);
});

test('a wrong heading, an empty sheet and rows that nobody filled in', () => {
  expect(readTable([['样品', ...HEAD.slice(1)], row('S-1', '氨氮', 1)]).found).toMatchObject([
    { row: 1, definition: { code: 'LAB_HEADING_MISSING' } },
  ]);
  expect(readTable([HEAD]).found).toMatchObject([{ definition: { code: 'LAB_SHEET_EMPTY' } }]);
  const prepared = row('S-1', '氨氮', '', { 6: '' });
  expect(readTable([HEAD, prepared, row('S-1', '总磷', 1)]).rows.map((one) => one.row)).toEqual([3]);
});

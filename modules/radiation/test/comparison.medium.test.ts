import { rowsToCsv } from '@tarim/platform';
import { expect, test } from 'vitest';
import * as c from '../contract.ts';
import { compareLedger, takeComparison } from '../server/use-cases/comparisons.ts';
import { CAESIUM, HOSPITAL, house, OFFICER, READER, UNIT, uscc } from './world.ts';

const HEADS = [
  '行政区代码',
  '统一社会信用代码',
  '单位名称',
  '放射源编码',
  '标号',
  '核素',
  '出厂活度(Bq)',
  '出厂日期',
  '类别',
  '状态',
];
const row = (more: Partial<Record<number, string>> = {}): string[] =>
  [
    '650100',
    HOSPITAL,
    '模拟医院',
    '0116CS000013',
    'CS-1',
    'Cs-137',
    '3.7e11',
    '2016-11-28',
    'III',
    '持有',
  ].map((text, i) => more[i] ?? text);
const OTHER = uscc('91650100000000202');

test('a file is compared before it is taken; unknown parts of a code are told and keep nothing out', async () => {
  const { ctx, call } = await house('2026-11-28');
  const { body: unit } = await call<c.UnitDetail>(c.addUnit, OFFICER, { body: UNIT });
  for (const more of [{}, { code: '0116CS000021', label: 'CS-2' }])
    await call(c.addSource, OFFICER, { params: { id: unit.id }, body: { ...CAESIUM, ...more } });
  const bytes = rowsToCsv([
    HEADS,
    row({ 6: '3.6e11', 9: '闲置' }),
    row({ 3: '01NNCS00003N', 4: 'CS-3' }),
    row({ 1: OTHER, 2: '模拟测井', 3: '', 4: 'AM-1', 5: 'Am-241/Be', 9: '' }),
  ]);
  const made = await compareLedger(ctx, OFFICER, bytes, 'export.csv', 'zh');
  expect(made.problems.map(({ row: at, code, severity }) => [at, code, severity])).toEqual([
    [3, 'RADIATION_ROW_CODE_DOUBTFUL', 'warning'],
  ]);
  expect(
    made.differences.map(({ kind, subject, fields }) => [kind, subject, fields.map(({ field }) => field)]),
  ).toEqual([
    ['changed', '0116CS000013', ['activityBq']],
    ['state', '0116CS000013', ['state']],
    ['new', '01NNCS00003N', []],
    ['new-unit', OTHER, []],
    ['new', 'AM-1', []],
    ['gone', '0116CS000021', []],
  ]);
  const listed = async () =>
    (await call<{ sources: c.Source[] }>(c.listSources, READER)).body.sources.map(
      ({ label, activityBq, state }) => [label, activityBq, state],
    );
  expect(await listed()).toHaveLength(2);
  const taken = await takeComparison(ctx, OFFICER, made.id);
  expect([taken.takenBy, taken.differences.length]).toEqual([OFFICER.name, 6]);
  const after = await listed();
  expect(after).toHaveLength(4);
  // Its activity is put right; its state is changed by its steps alone.
  expect(after).toContainEqual(['CS-1', 3.6e11, 'held']);
  const { sources } = (
    await call<{ sources: c.Source[] }>(c.listSources, READER, { query: { text: '0116CS000013' } })
  ).body;
  const { steps } = (await call<c.SourceDetail>(c.getSource, READER, { params: { id: sources[0]!.id } }))
    .body;
  expect(steps.at(-1)!.act).toMatchObject({
    act: 'correct',
    before: { activityBq: 3.7e11 },
    after: { activityBq: 3.6e11 },
  });
  await expect(takeComparison(ctx, OFFICER, made.id)).rejects.toThrow(/已入库|taken already/);
  // The same file once more: nothing new, the other state is still told, and the list of both stays.
  const again = await compareLedger(ctx, OFFICER, bytes, 'export.csv', 'zh');
  expect(again.differences.map(({ kind }) => kind)).toEqual(['state', 'gone']);
  expect(
    (await call<{ comparisons: c.Comparison[] }>(c.listComparisons, READER)).body.comparisons,
  ).toHaveLength(2);
});

test('rows with errors keep the file out, each with its reason', async () => {
  const { ctx } = await house('2026-11-28');
  const bytes = rowsToCsv([
    HEADS,
    row({ 0: 'BT08' }),
    row({ 1: '916501000000001010' }),
    row({ 3: '', 4: '' }),
    row({ 6: 'x' }),
    row({ 7: '2027-01-01' }),
    row({ 8: '六' }),
    row({ 9: '不明' }),
    row({ 4: 'A' }),
    row({ 4: 'B' }),
  ]);
  const made = await compareLedger(ctx, OFFICER, bytes, 'bad.csv', 'zh');
  expect(made.problems.map(({ row: at, column, code }) => [at, column, code])).toEqual([
    [2, '行政区代码', 'ROW_UNIT_FOREIGN'],
    [3, '统一社会信用代码', 'RADIATION_USCC_INVALID'],
    [4, '标号', 'RADIATION_ROW_KEY_MISSING'],
    [5, '出厂活度(Bq)', 'CELL_NOT_NUMBER'],
    [6, '出厂日期', 'CELL_IN_FUTURE'],
    [7, '类别', 'CELL_NOT_A_WORD'],
    [8, '状态', 'CELL_NOT_A_WORD'],
    [10, '放射源编码', 'ROW_TWICE'],
  ]);
  await expect(takeComparison(ctx, OFFICER, made.id)).rejects.toThrow(/须改正|put right/);
});

import { workbook } from '@tarim/testkit';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { ANALYST, HEAD, row, taskInLab, world } from './seed.ts';

type Cells = (string | number | null)[][];
const GOOD = [HEAD, row('S-001', '氨氮', 0.4), row('S-001', '总磷', 0.08)] as Cells;

test('a formula, a merged cell and macros keep a sheet out, each told with its row', async () => {
  const w = await world();
  await taskInLab(w);
  const told = async (options: object) => {
    const { body } = await w.file(ANALYST, workbook(GOOD, { sheet: '检测结果', ...options }), 'commit');
    expect(body.committed).toBe(false);
    return body.problems.map((one: { row: number; code: string }) => `${one.row} ${one.code}`);
  };
  expect(await told({ formulas: { C3: 'C2/5' } })).toEqual(['3 SHEET_FORMULA']);
  expect(await told({ merged: ['A2:A3'] })).toEqual(['2 SHEET_MERGED']);
  expect(await told({ macros: true })).toEqual(['1 SHEET_MACROS']);
  const { rows } = await sql`select 1 from monitoring.lab_sheet`.execute(w.ctx.db);
  expect(rows).toEqual([]);
});

test('what is no workbook, an empty one and one with other headings change nothing', async () => {
  const w = await world();
  await taskInLab(w);
  const answer = await w.file(ANALYST, Buffer.from('样品编码,监测项目\n'), 'commit');
  expect(answer.body).toMatchObject({ code: 'SHEET_UNREADABLE' });
  const codes = async (table: Cells) =>
    (await w.file(ANALYST, workbook(table, { sheet: '检测结果' }), 'commit')).body.problems.map(
      (one: { code: string }) => one.code,
    );
  expect(await codes([HEAD])).toEqual(['LAB_SHEET_EMPTY']);
  expect(await codes([['编号', ...HEAD.slice(1)], ...GOOD.slice(1)])).toEqual(['LAB_HEADING_MISSING']);
});

test('the right sheet beside others is found by its name', async () => {
  const w = await world();
  await taskInLab(w);
  expect((await w.file(ANALYST, workbook(GOOD, { sheet: '检测结果' }), 'commit')).body).toMatchObject({
    committed: true,
    good: 2,
  });
});

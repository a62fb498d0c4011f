import { buffer } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import type { Cell } from './csv.ts';
import { rowsToCsv } from './csv.ts';
import { csvStream, xlsxStream } from './table-stream.ts';
import { decodeXlsx } from './xlsx-codec.ts';

const header = ['时间', 'a <b> & "c"', 'n'];
const ROWS: Cell[][] = [
  ['2026-11-24 12:00:00', '=1+1', 1.5],
  ['2026-11-24 13:00:00', null, -2e-7],
  ['控制\u0001符', 'x\ny', Number.NaN],
  [new Date('2026-11-24T06:00:00Z'), true, 0],
];
async function* inBatches() {
  yield ROWS.slice(0, 1);
  yield [];
  yield ROWS.slice(1);
}

test('a streamed workbook reads back as what was written', async () => {
  const bytes = await buffer(xlsxStream({ sheet: '数据: [1]', header, batches: inBatches() }));
  const [sheet] = await decodeXlsx(bytes);
  expect(sheet!.name).toBe('数据   1 ');
  expect(sheet!.rows).toEqual([
    header,
    ['2026-11-24 12:00:00', '=1+1', 1.5],
    ['2026-11-24 13:00:00', null, -2e-7],
    ['控制符', 'x\ny', null],
    ['2026-11-24 14:00:00', true, 0],
  ]);
});

test('streamed CSV is the same as that made at once', async () => {
  const bytes = await buffer(csvStream({ sheet: '', header, batches: inBatches() }));
  expect(bytes.equals(rowsToCsv([header, ...ROWS]))).toBe(true);
});

test('more columns than letters, and many rows', async () => {
  const wide = Array.from({ length: 60 }, (_, i) => `c${i}`);
  async function* batches() {
    for (let batch = 0; batch < 4; batch++)
      yield Array.from({ length: 500 }, (_, i) => wide.map((_, c) => i * c + batch));
  }
  const bytes = await buffer(xlsxStream({ sheet: 'wide', header: wide, batches: batches() }));
  const [sheet] = await decodeXlsx(bytes);
  expect(sheet!.rows).toHaveLength(2_001);
  expect(sheet!.rows[2_000]![59]).toBe(499 * 59 + 3);
});

test('an error of the source ends the stream with it', async () => {
  async function* broken() {
    yield ROWS;
    throw new Error('the database went away');
  }
  await expect(buffer(xlsxStream({ sheet: 's', header, batches: broken() }))).rejects.toThrow('went away');
  await expect(buffer(csvStream({ sheet: 's', header, batches: broken() }))).rejects.toThrow('went away');
});

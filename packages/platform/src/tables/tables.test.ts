import { deflateRawSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { csvCell, rowsToCsv } from './csv.ts';
import { rowsToXlsx, xlsxToSheets } from './xlsx.ts';

/** A ZIP archive of one entry, put together by hand, whose directory may lie about the size. */
function archive(content: Uint8Array, declared = content.length): Buffer {
  const name = Buffer.from('xl/workbook.xml');
  const packed = deflateRawSync(content);
  const sizes = Buffer.alloc(12);
  sizes.writeUInt32LE(packed.length, 4);
  sizes.writeUInt32LE(declared, 8);
  const local = Buffer.concat([
    Buffer.from('504b03041400000008000000000000', 'hex').subarray(0, 14),
    sizes,
    Buffer.from([name.length, 0, 0, 0]),
    name,
    packed,
  ]);
  const central = Buffer.concat([
    Buffer.from('504b0102140014000000080000000000', 'hex'),
    sizes,
    Buffer.from([name.length, 0]),
    Buffer.alloc(16),
    name,
  ]);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(local.length, 16);
  return Buffer.concat([local, central, end]);
}

describe('CSV', () => {
  test('formulas are defused, numbers are not, also as text', () => {
    expect(['=1+1', '@SUM(A1)', '-2+3', '＝cmd', '-5', '+8.5', '-', 'a,b', 'say "x"'].map(csvCell)).toEqual([
      "'=1+1",
      "'@SUM(A1)",
      "'-2+3",
      "'＝cmd",
      '-5',
      '+8.5',
      "'-",
      '"a,b"',
      '"say ""x"""',
    ]);
    expect([-5, Number.NaN, null, true].map(csvCell)).toEqual(['-5', '', '', 'true']);
  });

  test('instants are Beijing’s wall clock; the file opens in an office program', () => {
    const text = Buffer.from(rowsToCsv([['时间'], [new Date('2026-11-24T05:00:00Z')]])).toString('utf8');
    expect(text).toBe('\uFEFF时间\r\n2026-11-24 13:00:00\r\n');
  });
});

describe('XLSX', () => {
  test('dates and instants come back as they stand in the sheet', async () => {
    const rows = [
      ['日期', '时间', '值', '真'],
      [new Date('2026-01-04T16:00:00Z'), new Date('2026-11-24T05:00:00Z'), 0.1, true],
      ['2026-1-5', null, -3, false],
    ];
    const [sheet] = await xlsxToSheets(await rowsToXlsx([{ name: '数据/1', rows }]));
    expect(sheet!.name).toBe('数据 1');
    expect(sheet!.rows).toEqual([
      ['日期', '时间', '值', '真'],
      ['2026-01-05', '2026-11-24 13:00:00', 0.1, true],
      ['2026-1-5', null, -3, false],
    ]);
  });

  test('control characters do not make a file that cannot be opened', async () => {
    const [sheet] = await xlsxToSheets(
      await rowsToXlsx([{ name: 'x', rows: [['a'], ['b\u0000\u0007c\ud800']] }]),
    );
    expect(sheet!.rows[1]![0]).toMatch(/^bc/);
  });

  test('what is no sheet, is cut off or would burst the memory is refused with a reason', async () => {
    const good = await rowsToXlsx([{ name: 'x', rows: [['a']] }]);
    const bomb = archive(new Uint8Array(1000), 0xfffffffe);
    const liar = archive(new Uint8Array(64 << 20), 10);
    for (const bytes of [
      Buffer.from('not a zip'),
      new Uint8Array(),
      good.subarray(0, good.length / 2),
      bomb,
      liar,
    ]) {
      await expect(xlsxToSheets(bytes)).rejects.toMatchObject({ code: 'SHEET_UNREADABLE' });
    }
  });

  test('a large workbook is made and read without holding up the process', async () => {
    const rows = [['号', '值'], ...Array.from({ length: 30_000 }, (_, i) => [i, `第 ${i} 行`])];
    let turns = 0;
    const timer = setInterval(() => turns++, 1);
    const [sheet] = await xlsxToSheets(await rowsToXlsx([{ name: 'x', rows }]));
    clearInterval(timer);
    expect(sheet!.rows).toEqual(rows);
    // On this thread it would be a handful, between the parts of the work.
    expect(turns).toBeGreaterThan(20);
  });
});

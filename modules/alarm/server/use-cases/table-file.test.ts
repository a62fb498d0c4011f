import { describe, expect, it } from 'vitest';
import { csvCell, tableFile } from './table-file.ts';

describe('CSV cells', () => {
  it.each([
    [null, ''],
    [-1.5, '-1.5'],
    [true, 'true'],
    ['和田, 一号', '"和田, 一号"'],
    ['say "no"', '"say ""no"""'],
    ['two\nlines', '"two\nlines"'],
    ['=HYPERLINK("x")', `"'=HYPERLINK(""x"")"`],
    ['@cmd', "'@cmd"],
  ] as const)('%j → %s', (value, text) => {
    expect(csvCell(value)).toBe(text);
  });
});

describe('files', () => {
  const rows = [
    ['点位', '值'],
    ['1 号炉', 40],
  ];

  it('writes CSV that Excel opens as UTF-8', async () => {
    const file = await tableFile('alarms', 'csv', rows);
    expect(Buffer.from(file.bytes).toString('utf8')).toBe('\uFEFF点位,值\r\n1 号炉,40\r\n');
  });

  it('writes XLSX, which is a ZIP archive', async () => {
    const file = await tableFile('alarms', 'xlsx', rows);
    expect(file.name).toBe('alarms.xlsx');
    expect([...file.bytes.slice(0, 4)]).toEqual([0x50, 0x4b, 3, 4]);
  });
});

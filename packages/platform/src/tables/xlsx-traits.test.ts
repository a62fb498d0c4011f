import { expect, test } from 'vitest';
import { rowsToXlsx, xlsxTraits } from './xlsx.ts';
import { zipStream } from './zip-stream.ts';

async function bytesOf(parts: Readonly<Record<string, string>>): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  const entries = Object.entries(parts).map(([name, text]) => ({ name, content: [Buffer.from(text)] }));
  for await (const chunk of zipStream(entries)) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

const BOOK = {
  'xl/workbook.xml':
    '<workbook><sheets><sheet name="甲 &amp; 乙" sheetId="1" r:id="rId7"/><sheet name="二" sheetId="2" r:id="rId2"/></sheets></workbook>',
  'xl/_rels/workbook.xml.rels':
    '<Relationships><Relationship Id="rId2" Target="worksheets/sheet2.xml"/><Relationship Target="/xl/worksheets/sheet1.xml" Id="rId7"/></Relationships>',
  'xl/worksheets/sheet1.xml':
    '<worksheet><sheetData><row r="2"><c r="B2" s="1"><f>A1*2</f><v>4</v></c><c r="C2"><v>5</v></c></row></sheetData><mergeCells count="1"><mergeCell ref="A3:A9"/></mergeCells></worksheet>',
  'xl/worksheets/sheet2.xml': '<worksheet><sheetData/></worksheet>',
};

test('formulas and merged cells by sheet, whatever the order of the parts', async () => {
  expect(await xlsxTraits(await bytesOf(BOOK))).toEqual({
    macros: false,
    sheets: [
      { name: '甲 & 乙', formulas: ['B2'], merged: ['A3:A9'] },
      { name: '二', formulas: [], merged: [] },
    ],
  });
});

test('macros are seen by their part', async () => {
  expect((await xlsxTraits(await bytesOf({ ...BOOK, 'xl/vbaProject.bin': 'x' }))).macros).toBe(true);
});

test('a plain workbook of ours has none of it; what is no archive is refused', async () => {
  const plain = await rowsToXlsx([{ name: '表', rows: [['a'], [1]] }]);
  expect(await xlsxTraits(plain)).toEqual({
    macros: false,
    sheets: [{ name: '表', formulas: [], merged: [] }],
  });
  await expect(xlsxTraits(Buffer.from('nothing'))).rejects.toMatchObject({ code: 'SHEET_UNREADABLE' });
});

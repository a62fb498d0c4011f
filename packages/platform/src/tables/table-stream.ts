import { Readable } from 'node:stream';
import { type Cell, csvCell, wallClock } from './csv.ts';
import { zipStream } from './zip-stream.ts';

/** A table that is too large to be held: its rows come in batches, and what was made of them is sent before the next comes. */
export interface TableStream {
  readonly sheet: string;
  readonly header: readonly Cell[];
  readonly batches: AsyncIterable<readonly (readonly Cell[])[]>;
}

/** CSV as `rowsToCsv` makes it, row by row. */
export function csvStream({ header, batches }: TableStream): Readable {
  const text = (rows: readonly (readonly Cell[])[]) =>
    rows.map((row) => `${row.map(csvCell).join(',')}\r\n`).join('');
  async function* parts() {
    yield `\uFEFF${text([header])}`;
    for await (const rows of batches) yield text(rows);
  }
  return Readable.from(parts(), { objectMode: false });
}

/**
 * XLSX with a bold, frozen header row, row by row and in constant memory. One sheet; times are text, as the field reads them.
 */
export function xlsxStream(table: TableStream): Readable {
  return Readable.from(
    zipStream([
      { name: '[Content_Types].xml', content: [Buffer.from(CONTENT_TYPES)] },
      { name: '_rels/.rels', content: [Buffer.from(RELATIONS)] },
      { name: 'xl/workbook.xml', content: [Buffer.from(workbook(table.sheet))] },
      { name: 'xl/_rels/workbook.xml.rels', content: [Buffer.from(WORKBOOK_RELATIONS)] },
      { name: 'xl/styles.xml', content: [Buffer.from(STYLES)] },
      { name: 'xl/worksheets/sheet1.xml', content: sheet(table) },
    ]),
    { objectMode: false },
  );
}

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

const CONTENT_TYPES = `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${TYPE}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/></Types>`;
const RELATIONS = `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`;
const WORKBOOK_RELATIONS = `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`;
const STYLES = `${XML}<styleSheet xmlns="${MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf fontId="0"/><xf fontId="1" applyFont="1"/></cellXfs></styleSheet>`;

const workbook = (name: string): string =>
  `${XML}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="${escaped(name.slice(0, 31).replace(/[\\/?*[\]:]/g, ' '))}" sheetId="1" r:id="rId1"/></sheets></workbook>`;

async function* sheet({ header, batches }: TableStream): AsyncGenerator<Buffer> {
  const columns = header.map((_, index) => columnName(index));
  yield Buffer.from(
    `${XML}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/><cols><col min="1" max="1" width="20" customWidth="1"/></cols><sheetData>${rowXml(header, 1, columns, ' s="1"')}`,
  );
  let number = 1;
  for await (const rows of batches) {
    let text = '';
    for (const row of rows) text += rowXml(row, ++number, columns, '');
    yield Buffer.from(text);
  }
  yield Buffer.from('</sheetData></worksheet>');
}

function rowXml(row: readonly Cell[], number: number, columns: readonly string[], style: string): string {
  let text = `<row r="${number}">`;
  row.forEach((value, index) => {
    text += cellXml(value, `${columns[index] ?? columnName(index)}${number}`, style);
  });
  return `${text}</row>`;
}

function cellXml(value: Cell, at: string, style: string): string {
  if (value === null || value === undefined || value === '') return '';
  if (typeof value === 'number')
    return Number.isFinite(value) ? `<c r="${at}"${style}><v>${value}</v></c>` : '';
  if (typeof value === 'boolean') return `<c r="${at}"${style} t="b"><v>${value ? 1 : 0}</v></c>`;
  const words = value instanceof Date ? (Number.isNaN(value.getTime()) ? '' : wallClock(value)) : value;
  return `<c r="${at}"${style} t="inlineStr"><is><t xml:space="preserve">${escaped(words.slice(0, 32_767))}</t></is></c>`;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** XML 1.0 has no place for control characters and lone surrogates. */
function escaped(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replace(/[&<>"]/g, (sign) => ENTITIES[sign]!);
}

/** 0 → A, 26 → AA */
function columnName(index: number): string {
  let name = '';
  for (let rest = index + 1; rest > 0; rest = Math.floor((rest - 1) / 26))
    name = String.fromCharCode(65 + ((rest - 1) % 26)) + name;
  return name;
}

import { readWkb } from '@tarim/geo';
import type { Batches, TableSchema, Value } from '../table.ts';
import { distinctNames } from '../table.ts';
import { writeWkt } from '../wkt.ts';

export interface TextWriting {
  /** Goes on after rows that were sent before: no header, no mark. Rows must come in the same stable order. */
  readonly continued?: boolean;
}

/** What a spreadsheet takes for the beginning of a formula, also in its full-width form. */
const FORMULA = /^[=+\-@\t\r＝＋－＠]/;
const NUMBER = /^[+-]?\d+(\.\d+)?([eE][+-]?\d+)?$/;

function cell(value: Value | undefined): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : '';
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  const safe = FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
}

/** CSV (RFC 4180) with a byte order mark and CRLF, as office programs in China open it; geometry as WKT in the last column. */
export async function* writeCsv(
  schema: TableSchema,
  batches: Batches,
  { continued = false }: TextWriting = {},
): AsyncGenerator<Buffer> {
  const names = distinctNames(
    schema.fields.map(({ name }) => name),
    ['id', 'wkt'],
  );
  const header = ['id', ...names, ...(schema.geometry ? ['wkt'] : [])];
  if (!continued) yield Buffer.from(`\uFEFF${header.map(cell).join(',')}\r\n`);
  for await (const rows of batches) {
    let text = '';
    for (const { id, properties, geometry } of rows) {
      const cells = [id, ...schema.fields.map(({ name }) => properties[name])].map(cell);
      if (schema.geometry) cells.push(cell(geometry ? writeWkt(readWkb(geometry)) : null));
      text += `${cells.join(',')}\r\n`;
    }
    if (text) yield Buffer.from(text);
  }
}

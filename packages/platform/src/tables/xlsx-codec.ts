import { BEIJING_OFFSET_MS } from '@tarim/kernel';
import readExcelFile from 'read-excel-file/universal';
import writeExcelFile from 'write-excel-file/node';
import { type Cell, wallClock } from './csv.ts';
import { traitsOf, type XlsxTraits } from './xlsx-traits.ts';
import { unpackedSize } from './zip-limits.ts';

export interface Sheet {
  readonly name: string;
  /** The first row is the header. */
  readonly rows: readonly (readonly Cell[])[];
}

const MAX_BYTES = 32 << 20;
const MAX_UNPACKED_BYTES = 256 << 20;
const MAX_ROWS = 200_000;

/** Writes sheets; on the thread that calls it (`rowsToXlsx` in xlsx.ts chooses one). */
export async function encodeXlsx(sheets: readonly Sheet[]): Promise<Uint8Array> {
  const files = sheets.map((sheet) => ({
    sheet: sheet.name.slice(0, 31).replace(/[\\/?*[\]:]/g, ' '),
    data: sheet.rows.map((row, index) => row.map((value) => cell(value, index === 0))),
    stickyRowsCount: 1,
    columns: (sheet.rows[0] ?? []).map((head) => ({
      width: Math.min(40, Math.max(10, widthOf(String(head ?? '')))),
    })),
  }));
  return writeExcelFile(files as never).toBuffer();
}

function widthOf(text: string): number {
  let width = 2;
  for (const char of text) width += char.charCodeAt(0) > 255 ? 2 : 1;
  return width;
}

function cell(value: Cell, header: boolean): object | null {
  if (value === null || value === undefined || value === '') return null;
  const style = header ? { fontWeight: 'bold', backgroundColor: '#E6F0F2' } : {};
  if (value instanceof Date) {
    if (Number.isNaN(value.getTime())) return null;
    return {
      type: Date,
      value: new Date(value.getTime() + BEIJING_OFFSET_MS),
      format: 'yyyy-mm-dd hh:mm:ss',
      ...style,
    };
  }
  if (typeof value === 'number') return Number.isFinite(value) ? { type: Number, value, ...style } : null;
  if (typeof value === 'boolean') return { type: Boolean, value, ...style };
  return { type: String, value: printable(value), ...style };
}

/** XML 1.0 has no place for control characters, and a cell holds 32,767 characters. */
function printable(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .slice(0, 32_767);
}

/**
 * Reads sheets, on the thread that calls it. A date cell becomes text as it stands in the sheet: `2026-11-24`,
 * or with a time of day `2026-11-24 13:00:00` (a spreadsheet has no zones; in the field it is Beijing's).
 * @throws Error that says why the file cannot be read
 */
export async function decodeXlsx(bytes: Uint8Array): Promise<{ name: string; rows: Cell[][] }[]> {
  if (bytes.length > MAX_BYTES) throw new Error(`> ${MAX_BYTES >> 20} MiB`);
  if (unpackedSize(bytes) > MAX_UNPACKED_BYTES) throw new Error(`> ${MAX_UNPACKED_BYTES >> 20} MiB unpacked`);
  const sheets = await readExcelFile(new Uint8Array(bytes).buffer);
  if (sheets.some((sheet) => sheet.data.length > MAX_ROWS)) throw new Error(`more than ${MAX_ROWS} rows`);
  return sheets.map(({ sheet, data }) => ({ name: sheet, rows: data.map((row) => row.map(plain)) }));
}

/**
 * What a workbook has beside plain cells, under the same limits.
 * @throws Error that says why the file cannot be read
 */
export function inspectXlsx(bytes: Uint8Array): XlsxTraits {
  if (bytes.length > MAX_BYTES) throw new Error(`> ${MAX_BYTES >> 20} MiB`);
  if (unpackedSize(bytes) > MAX_UNPACKED_BYTES) throw new Error(`> ${MAX_UNPACKED_BYTES >> 20} MiB unpacked`);
  return traitsOf(bytes);
}

function plain(value: unknown): Cell {
  // The reader gives the wall clock as if it were UTC.
  if (value instanceof Date)
    return wallClock(new Date(value.getTime() - BEIJING_OFFSET_MS)).replace(/ 00:00:00$/, '');
  return value as Cell;
}

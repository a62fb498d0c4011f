import { TarimError } from '@tarim/kernel';
import readExcelFile from 'read-excel-file/node';
import writeExcelFile from 'write-excel-file/node';
import { platformErrors } from '../errors.ts';
import type { Cell } from './csv.ts';

export interface Sheet {
  readonly name: string;
  /** The first row is the header. */
  readonly rows: readonly (readonly Cell[])[];
}

const MAX_BYTES = 32 << 20;
const MAX_ROWS = 200_000;

/** An XLSX file with a bold, frozen header row in each sheet. In memory: above some 100,000 rows take CSV. */
export async function rowsToXlsx(sheets: readonly Sheet[]): Promise<Uint8Array> {
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
  if (value instanceof Date) return { type: Date, value, format: 'yyyy-mm-dd hh:mm:ss', ...style };
  if (typeof value === 'number')
    return Number.isFinite(value)
      ? { type: Number, value, ...style }
      : { type: String, value: String(value), ...style };
  if (typeof value === 'boolean') return { type: Boolean, value, ...style };
  return { type: String, value, ...style };
}

/**
 * The sheets of an XLSX file as rows of plain cells.
 * @throws TarimError SHEET_UNREADABLE
 */
export async function xlsxToSheets(bytes: Uint8Array): Promise<{ name: string; rows: Cell[][] }[]> {
  if (bytes.length > MAX_BYTES)
    throw new TarimError(platformErrors.sheetUnreadable, { reason: `> ${MAX_BYTES >> 20} MiB` });
  try {
    const sheets = (await readExcelFile(Buffer.from(bytes) as never)) as unknown as {
      sheet: string;
      data: Cell[][];
    }[];
    if (sheets.some((sheet) => sheet.data.length > MAX_ROWS)) throw new Error(`more than ${MAX_ROWS} rows`);
    return sheets.map(({ sheet, data }) => ({ name: sheet, rows: data }));
  } catch (error) {
    throw new TarimError(
      platformErrors.sheetUnreadable,
      { reason: (error as Error).message.slice(0, 200) },
      { cause: error },
    );
  }
}

/** The rows of the first sheet. */
export async function sheetToRows(bytes: Uint8Array): Promise<Cell[][]> {
  return (await xlsxToSheets(bytes))[0]?.rows ?? [];
}

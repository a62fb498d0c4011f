import { BEIJING_OFFSET_MS } from '@tarim/kernel';

/** What a file of rows may hold; times are instants and come out as Beijing wall time. */
export type FileCell = string | number | boolean | Date | null | undefined;
export type FileFormat = 'xlsx' | 'csv';

/** What a spreadsheet takes for the beginning of a formula, also in its full-width form. */
const FORMULA = /^[=+\-@\t\r＝＋－＠]/;
const NUMBER = /^[+-]?\d+(\.\d+)?([eE][+-]?\d+)?$/;

function csvCell(value: FileCell): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return wallClock(value);
  if (typeof value !== 'string') return String(value);
  const safe = FORMULA.test(value) && !NUMBER.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
}

/** Numbers by size, text as Chinese sorts it; nothing comes last both ways (a table turns the sign when descending). */
export function compareCells(a: FileCell, b: FileCell, descending: boolean): number {
  const noA = a === null || a === undefined;
  const noB = b === null || b === undefined;
  if (noA || noB) return (Number(noA) - Number(noB)) * (descending ? -1 : 1);
  if (typeof a === 'string' || typeof b === 'string')
    return String(a).localeCompare(String(b), 'zh-CN', { numeric: true });
  return Number(a) - Number(b);
}

function wallClock(time: Date): string {
  return new Date(time.getTime() + BEIJING_OFFSET_MS).toISOString().slice(0, 19).replace('T', ' ');
}

/** The same CSV as the server writes: byte order mark, CRLF, formulas defused. */
export function csvOf(rows: readonly (readonly FileCell[])[]): string {
  return `\uFEFF${rows.map((row) => row.map(csvCell).join(',')).join('\r\n')}\r\n`;
}

/** Hands a table to the person as a file. The XLSX writer is loaded when first needed. */
export async function saveTable(
  name: string,
  format: FileFormat,
  rows: readonly (readonly FileCell[])[],
): Promise<void> {
  if (format === 'csv') return save(`${name}.csv`, new Blob([csvOf(rows)], { type: 'text/csv' }));
  const { default: write } = await import('write-excel-file/browser');
  const cells = rows.map((row, index) => row.map((value) => xlsxCell(value, index === 0)));
  // A spreadsheet refuses these characters in the name of a sheet, and names of more than 31.
  const sheet = name.replace(/[[\]*/\\?:]/g, ' ').slice(0, 31);
  save(`${name}.xlsx`, await write(cells as never, { sheet } as never).toBlob());
}

function xlsxCell(value: FileCell, header: boolean): object | null {
  if (value === null || value === undefined || value === '') return null;
  if (header) return { type: String, value: String(value), fontWeight: 'bold', backgroundColor: '#E6F0F2' };
  // Wall time as text: a spreadsheet has no zones.
  if (value instanceof Date) return { type: String, value: wallClock(value) };
  if (typeof value === 'number') return { type: Number, value };
  if (typeof value === 'boolean') return { type: Boolean, value };
  return { type: String, value: value.slice(0, 32_767) };
}

function save(name: string, blob: Blob): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

import { BEIJING_OFFSET_MS } from '@tarim/kernel';

export type Cell = string | number | boolean | Date | null | undefined;

/** What a spreadsheet takes for the beginning of a formula, also in its full-width form. */
const FORMULA = /^[=+\-@\t\r＝＋－＠]/;

/** `2026-11-24 13:00:00` in Beijing: a spreadsheet has no zones, so it gets the wall clock of the field. */
export function wallClock(time: Date): string {
  return new Date(time.getTime() + BEIJING_OFFSET_MS).toISOString().slice(0, 19).replace('T', ' ');
}

/** A cell that a spreadsheet would run as a formula is defused with an apostrophe; numbers stay numbers. */
export function csvCell(value: Cell): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : wallClock(value);
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : '';
  if (typeof value === 'boolean') return String(value);
  const safe = FORMULA.test(value) && !isNumber(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
}

function isNumber(text: string): boolean {
  return /^[+-]?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(text);
}

/** CSV as office programs in China open it: UTF-8 with a byte order mark, CRLF. */
export function rowsToCsv(rows: readonly (readonly Cell[])[]): Uint8Array {
  return Buffer.from(`\uFEFF${rows.map((row) => row.map(csvCell).join(',')).join('\r\n')}\r\n`, 'utf8');
}

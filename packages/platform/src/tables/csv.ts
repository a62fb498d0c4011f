export type Cell = string | number | boolean | Date | null | undefined;

/** A cell that a spreadsheet would run as a formula is defused with an apostrophe; numbers stay numbers. */
export function csvCell(value: Cell): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return value.toISOString();
  if (typeof value !== 'string') return String(value);
  const safe = /^[=+\-@\t\r]/.test(value) && Number.isNaN(Number(value)) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
}

/** CSV as office programs in China open it: UTF-8 with a byte order mark, CRLF. */
export function rowsToCsv(rows: readonly (readonly Cell[])[]): Uint8Array {
  return Buffer.from(`\uFEFF${rows.map((row) => row.map(csvCell).join(',')).join('\r\n')}\r\n`, 'utf8');
}

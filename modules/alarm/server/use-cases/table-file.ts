import writeExcelFile from 'write-excel-file/node';

export type Cell = string | number | boolean | null;

export interface TableFile {
  readonly name: string;
  readonly mime: string;
  readonly bytes: Uint8Array;
}

/** A table as CSV (UTF-8 with byte-order mark, so that Excel shows Chinese) or XLSX. The first row is the header. */
export async function tableFile(name: string, format: 'csv' | 'xlsx', rows: ReadonlyArray<readonly Cell[]>): Promise<TableFile> {
  if (format === 'csv') {
    const text = rows.map((row) => row.map(csvCell).join(',')).join('\r\n');
    return { name: `${name}.csv`, mime: 'text/csv; charset=utf-8', bytes: Buffer.from(`\uFEFF${text}\r\n`) };
  }
  const bytes = await writeExcelFile(
    rows.map((row, index) => row.map((value) => (index === 0 ? { value: String(value ?? ''), fontWeight: 'bold' as const } : value))),
    { stickyRowsCount: 1 },
  ).toBuffer();
  return { name: `${name}.xlsx`, mime: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', bytes };
}

/** Quotes where needed; text that a spreadsheet would run as a formula is made plain text. */
export function csvCell(value: Cell): string {
  if (value === null) return '';
  if (typeof value !== 'string') return String(value);
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

import { type Cell, rowsToCsv, rowsToXlsx } from '@tarim/platform';
import type { Sheet } from '../contract.ts';

export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export interface MadeFile {
  readonly bytes: Uint8Array;
  readonly name: string;
  readonly mime: string;
}

/** A table as a file to take away. */
export async function tableFile(
  name: string,
  sheet: string,
  table: readonly (readonly Cell[])[],
  format: Sheet,
): Promise<MadeFile> {
  const file = `${name}.${format}`;
  if (format === 'csv') return { bytes: rowsToCsv(table), name: file, mime: 'text/csv; charset=utf-8' };
  const rows = table.map((row) => [...row]);
  return { bytes: await rowsToXlsx([{ name: sheet, rows }]), name: file, mime: XLSX };
}

import { TarimError } from '@tarim/kernel';
import { type Cell, csvToRows, workbookDefects, xlsxToSheets, xlsxTraits } from '@tarim/platform';
import { airImportErrors as E } from './errors.ts';
import { type Placed, placed } from './problems.ts';

export interface Table {
  /** Name of the sheet; of a CSV file ''. */
  readonly sheet: string;
  readonly rows: readonly (readonly Cell[])[];
}

/** The sheet of the template that explains it. */
export const NOTES_SHEET = '说明 Notes';

const isFilled = (row: readonly Cell[]): boolean =>
  row.some((cell) => cell !== null && cell !== undefined && String(cell).trim() !== '');

/**
 * The one table of a file, and what of the file itself is wrong: macros, formulas, merged cells, several tables.
 * @throws TarimError EVALUATION_AIR_FILE_KIND, SHEET_UNREADABLE
 */
export async function readTable(
  bytes: Uint8Array,
  name: string,
): Promise<{ table: Table; problems: readonly Placed[] }> {
  // The beginning of an archive, as XLSX is one; of the old compound file, as XLS, DOC and MSI are.
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) return readWorkbook(bytes);
  const isText = bytes[0] !== 0xd0 && /\.(csv|txt)$/i.test(name);
  if (!isText) throw new TarimError(E.fileKind, { name: name.slice(0, 80) });
  return { table: { sheet: '', rows: csvToRows(bytes) }, problems: [] };
}

async function readWorkbook(bytes: Uint8Array): Promise<{ table: Table; problems: readonly Placed[] }> {
  const [sheets, traits] = await Promise.all([xlsxToSheets(bytes), xlsxTraits(bytes)]);
  const filled = sheets.filter((sheet) => sheet.name.trim() !== NOTES_SHEET && sheet.rows.some(isFilled));
  const [first] = filled;
  const sheet = first?.name ?? '';
  const problems: Placed[] = [];
  if (filled.length > 1)
    problems.push(placed(sheet, 1, null, E.sheets, { names: filled.map((one) => one.name).join('、') }));
  for (const one of workbookDefects(traits, (name) => name.trim() !== NOTES_SHEET))
    problems.push(placed(one.sheet, one.row, null, one.definition, one.params));
  return { table: { sheet, rows: first?.rows ?? [] }, problems };
}

export { isFilled };

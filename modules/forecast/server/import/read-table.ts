import { TarimError } from '@tarim/kernel';
import { type Cell, csvToRows, workbookDefects, xlsxToSheets, xlsxTraits } from '@tarim/platform';
import { forecastImportErrors as E } from '../errors.ts';
import {
  CONCENTRATIONS,
  type Column,
  type ColumnKey,
  columnByKey,
  columnOf,
  headingOf,
  isUnitOf,
} from './columns.ts';
import { type Placed, placed } from './problems.ts';

/** A filled row as text, by column; what the file has no column for is ''. */
export interface RawRow {
  readonly row: number;
  readonly text: (key: ColumnKey) => string;
}

export interface RawTable {
  readonly sheet: string;
  readonly rows: readonly RawRow[];
  readonly problems: readonly Placed[];
}

/** The sheet of the template that explains it. */
export const NOTES_SHEET = '说明 Notes';
const NEEDED: readonly ColumnKey[] = ['source', 'issue', 'target'];

const textOf = (cell: Cell): string => String(cell ?? '').trim();
const isFilled = (row: readonly Cell[]): boolean => row.some((cell) => textOf(cell) !== '');

/**
 * The one table of a file, and what of the file itself is wrong: macros, formulas, merged cells, several tables, the heading.
 * @throws TarimError FORECAST_FILE_KIND, SHEET_UNREADABLE
 */
export async function readTable(bytes: Uint8Array, name: string): Promise<RawTable> {
  // The beginning of an archive, as XLSX is one; of the old compound file, as XLS, DOC and MSI are.
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) {
    const { sheet, cells, problems } = await readWorkbook(bytes);
    return rowsOf(sheet, cells, problems);
  }
  if (bytes[0] === 0xd0 || !/\.(csv|txt)$/i.test(name))
    throw new TarimError(E.fileKind, { name: name.slice(0, 80) });
  return rowsOf('', csvToRows(bytes), []);
}

async function readWorkbook(bytes: Uint8Array) {
  const [sheets, traits] = await Promise.all([xlsxToSheets(bytes), xlsxTraits(bytes)]);
  const filled = sheets.filter((sheet) => sheet.name.trim() !== NOTES_SHEET && sheet.rows.some(isFilled));
  const sheet = filled[0]?.name ?? '';
  const problems: Placed[] = [];
  if (filled.length > 1)
    problems.push(placed(sheet, 1, null, E.sheets, { names: filled.map((one) => one.name).join('、') }));
  for (const one of workbookDefects(traits, (name) => name.trim() !== NOTES_SHEET))
    problems.push(placed(one.sheet, one.row, null, one.definition, one.params));
  return { sheet, cells: filled[0]?.rows ?? [], problems };
}

type Cells = readonly (readonly Cell[])[];

function rowsOf(sheet: string, cells: Cells, before: readonly Placed[]): RawTable {
  const problems = [...before];
  const at = readHeading(sheet, cells[0] ?? [], problems);
  if (!at) return { sheet, rows: [], problems };
  const hasUnits = isUnitRow(cells[1], at);
  if (hasUnits)
    for (const column of CONCENTRATIONS) {
      const unit = textOf(cells[1]![at.get(column.key) ?? -1]);
      if (unit !== '' && !isUnitOf(column, unit))
        problems.push(
          placed(sheet, 2, column.title, E.unit, { expected: column.unit, unit: unit.slice(0, 20) }),
        );
    }
  const rows: RawRow[] = [];
  for (let index = hasUnits ? 2 : 1; index < cells.length; index++) {
    const line = cells[index]!;
    if (isFilled(line)) rows.push({ row: index + 1, text: (key) => textOf(line[at.get(key) ?? -1]) });
  }
  return { sheet, rows, problems };
}

/** Where each column stands; null when the rows below cannot be read. */
function readHeading(
  sheet: string,
  heads: readonly Cell[],
  problems: Placed[],
): ReadonlyMap<ColumnKey, number> | null {
  const at = new Map<ColumnKey, number>();
  const found: Placed[] = [];
  const tell = (column: Column | null, ...what: [(typeof E)[keyof typeof E], Record<string, string>]) =>
    found.push(placed(sheet, 1, column?.title ?? null, ...what));
  for (const [index, cell] of heads.entries()) {
    const text = textOf(cell);
    if (text === '') continue;
    const { heading, unit } = headingOf(text);
    const column = columnOf(heading);
    if (!column) tell(null, E.headingUnknown, { heading: text.slice(0, 40) });
    else if (at.has(column.key)) tell(column, E.headingTwice, { heading: text.slice(0, 40) });
    else {
      at.set(column.key, index);
      if (unit && !isUnitOf(column, unit))
        tell(column, E.unit, { expected: column.unit!, unit: unit.slice(0, 20) });
    }
  }
  if (at.size < 3 || !at.has('target')) {
    problems.push(placed(sheet, 1, null, E.noTable));
    return null;
  }
  const needed = NEEDED.filter((key) => !at.has(key)).map((key) => columnByKey.get(key)!.title);
  if (!at.has('code') && !at.has('city')) needed.push('城市');
  if (!at.has('aqi') && !(at.has('low') && at.has('high'))) needed.push('AQI');
  for (const heading of needed) tell(null, E.headingMissing, { heading });
  problems.push(...found);
  return needed.length === 0 ? at : null;
}

/** Many tables have a row of units below their heading: no dates, and words where figures would be. */
function isUnitRow(line: readonly Cell[] | undefined, at: ReadonlyMap<ColumnKey, number>): boolean {
  if (!line || /\d/.test(textOf(line[at.get('target')!]))) return false;
  return CONCENTRATIONS.some(({ key }) => /[a-zμµ微毫]/i.test(textOf(line[at.get(key) ?? -1])));
}

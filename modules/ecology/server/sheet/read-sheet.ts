import { type ErrorDefinition, type ErrorParams, fillMessage, TarimError } from '@tarim/kernel';
import { type Cell, platformErrors, workbookDefects, xlsxToSheets, xlsxTraits } from '@tarim/platform';
import type { RowProblem } from '../../contract.ts';
import { sheetErrors as E } from '../errors.ts';

/** A column of a sheet that people fill in; its Chinese title is the heading. */
export interface Column<F extends string> {
  readonly field: F;
  readonly title: string;
  readonly required: boolean;
  /** How it is written, for the sheet that explains the template. */
  readonly how?: string;
}
/** A row as text; the heading is row 1. */
export type RawRow<F extends string> = { readonly row: number } & Readonly<Record<F, string>>;

export interface Found {
  readonly row: number;
  /** Title of the column. */
  readonly column: string | null;
  readonly severity: 'error' | 'warning';
  readonly definition: ErrorDefinition;
  readonly params: ErrorParams;
}
export const wrong = (
  row: number,
  column: string | null,
  definition: ErrorDefinition,
  params: ErrorParams = {},
): Found => ({ row, column, severity: 'error', definition, params });
export const doubtful = (...of: Parameters<typeof wrong>): Found => ({
  ...wrong(...of),
  severity: 'warning',
});

/** Headings that a message names: the sheet of another method has dozens. */
const MOST_QUOTED = 5;
const LONGEST_QUOTED = 40;
const quoted = (heads: readonly string[]): string =>
  [
    ...heads.slice(0, MOST_QUOTED).map((one) => one.slice(0, LONGEST_QUOTED)),
    ...(heads.length > MOST_QUOTED ? ['…'] : []),
  ].join('、');

const plain = (cell: Cell): string =>
  (cell instanceof Date ? cell.toISOString().slice(0, 19).replace('T', ' ') : String(cell ?? ''))
    .normalize('NFKC')
    .trim();

/**
 * The rows of an XLSX file under these headings. What a sheet of figures must not have (formulas, merged cells, macros)
 * is told with its row.
 * @throws TarimError SHEET_UNREADABLE
 */
export async function readSheet<F extends string>(
  bytes: Uint8Array,
  columns: readonly Column<F>[],
  sheetName: string,
): Promise<{ rows: RawRow<F>[]; found: Found[] }> {
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) {
    const [sheets, traits] = await Promise.all([xlsxToSheets(bytes), xlsxTraits(bytes)]);
    const sheet = sheets.find((one) => one.name.trim() === sheetName) ?? sheets[0];
    const defects = workbookDefects(traits, (name) => name === sheet?.name);
    const table = readTable(sheet?.rows ?? [], columns);
    return {
      rows: table.rows,
      found: [
        ...defects.map(({ row, definition, params }) => wrong(row, null, definition, params)),
        ...table.found,
      ],
    };
  }
  throw new TarimError(platformErrors.sheetUnreadable, { reason: 'not XLSX' });
}

/** A misspelt heading would leave its whole column out in silence: it is an error of its own, also where the column may be absent. */
export function readTable<F extends string>(
  table: readonly (readonly Cell[])[],
  columns: readonly Column<F>[],
): { rows: RawRow<F>[]; found: Found[] } {
  const heads = (table[0] ?? []).map(plain);
  const at = columns.map(({ title }) => heads.indexOf(title.normalize('NFKC')));
  const missing = columns.filter(({ required }, index) => required && at[index]! < 0);
  const titles = new Set(columns.map(({ title }) => title.normalize('NFKC')));
  const unknown = heads.filter((head) => head !== '' && !titles.has(head));
  if (missing.length + unknown.length > 0)
    return {
      rows: [],
      found: [
        ...missing.map(({ title }) => wrong(1, title, E.headingMissing, { heading: title })),
        ...(unknown.length > 0 ? [wrong(1, null, E.headingUnknown, { heading: quoted(unknown) })] : []),
      ],
    };
  const rows = table.slice(1).flatMap((cells, index): RawRow<F>[] => {
    const texts = columns.map(({ field }, column) => [field, plain(cells[at[column] ?? -1])] as const);
    if (texts.every(([, text]) => text === '')) return [];
    return [{ row: index + 2, ...Object.fromEntries(texts) } as RawRow<F>];
  });
  return { rows, found: rows.length === 0 ? [wrong(1, null, E.empty)] : [] };
}

export function told({ row, column, severity, definition, params }: Found, tongue: 'zh' | 'en'): RowProblem {
  return {
    row,
    column,
    severity,
    code: definition.code,
    message: fillMessage(definition[tongue], params),
  };
}

const MOST_TOLD = 1_000;
export const tell = (found: readonly Found[], tongue: 'zh' | 'en'): RowProblem[] =>
  found
    .toSorted((a, b) => a.row - b.row)
    .slice(0, MOST_TOLD)
    .map((one) => told(one, tongue));

export const hasErrors = (found: readonly Found[]): boolean => found.some((one) => one.severity === 'error');

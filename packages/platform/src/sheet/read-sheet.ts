import { type ErrorDefinition, type ErrorParams, fillMessage, TarimError } from '@tarim/kernel';
import type { RowProblem } from '../contract/index.ts';
import { platformErrors } from '../errors.ts';
import type { Cell } from '../tables/csv.ts';
import { csvToRows } from '../tables/csv-read.ts';
import { workbookDefects } from '../tables/workbook-defects.ts';
import { xlsxToSheets, xlsxTraits } from '../tables/xlsx.ts';
import { sheetErrors as E } from './errors.ts';

/** A column of a sheet that people fill in; its Chinese title is the heading. */
export interface Column<F extends string> {
  readonly field: F;
  readonly title: string;
  readonly required: boolean;
  /** How it is written, for the sheet that explains the template. */
  readonly how?: string;
  /** Kept as written, where wide punctuation is part of the words (text of a rule, names); else NFKC. */
  readonly verbatim?: boolean;
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
/** A defect that keeps the whole file out. */
export const wrong = (
  row: number,
  column: string | null,
  definition: ErrorDefinition,
  params: ErrorParams = {},
): Found => ({ row, column, severity: 'error', definition, params });
/** Something for whoever reviews it; the row comes in. */
export const doubtful = (...of: Parameters<typeof wrong>): Found => ({
  ...wrong(...of),
  severity: 'warning',
});

/** Headings that a message names: the sheet of another purpose has dozens. */
const MOST_QUOTED = 5;
const LONGEST_QUOTED = 40;
const quoted = (heads: readonly string[]): string =>
  [
    ...heads.slice(0, MOST_QUOTED).map((one) => one.slice(0, LONGEST_QUOTED)),
    ...(heads.length > MOST_QUOTED ? ['…'] : []),
  ].join('、');

const written = (cell: Cell): string =>
  (cell instanceof Date ? cell.toISOString().slice(0, 19).replace('T', ' ') : String(cell ?? '')).trim();
const plain = (cell: Cell): string => written(cell).normalize('NFKC').trim();

/**
 * The rows of an XLSX or CSV file under these headings. What a sheet of figures must not have (formulas, merged cells, macros)
 * is told with its row.
 * @throws TarimError SHEET_UNREADABLE
 */
export async function readSheet<F extends string>(
  bytes: Uint8Array,
  columns: readonly Column<F>[],
  sheetName: string,
  { csv = false, only = false }: { csv?: boolean; only?: boolean } = {},
): Promise<{ rows: RawRow<F>[]; found: Found[] }> {
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) {
    const [sheets, traits] = await Promise.all([xlsxToSheets(bytes), xlsxTraits(bytes)]);
    const sheet = sheets.find((one) => one.name.trim() === sheetName) ?? sheets[0];
    const defects = workbookDefects(traits, (name) => name === sheet?.name);
    const table = readTable(sheet?.rows ?? [], columns, only);
    return {
      rows: table.rows,
      found: [
        ...defects.map(({ row, definition, params }) => wrong(row, null, definition, params)),
        ...table.found,
      ],
    };
  }
  // The old compound file (XLS, DOC, MSI) is neither.
  if (!csv || bytes[0] === 0xd0) throw new TarimError(platformErrors.sheetUnreadable, { reason: 'not XLSX' });
  return readTable(csvToRows(bytes), columns, only);
}

/**
 * A misspelt heading would leave its whole column out in silence: where a column has to be there it is an error of its own; with `only`
 * also where the column may be absent, since then no other heading is taken.
 */
export function readTable<F extends string>(
  table: readonly (readonly Cell[])[],
  columns: readonly Column<F>[],
  only = false,
): { rows: RawRow<F>[]; found: Found[] } {
  const heads = (table[0] ?? []).map(plain);
  const at = columns.map(({ title }) => heads.indexOf(title.normalize('NFKC')));
  const missing = columns.filter(({ required }, index) => required && at[index]! < 0);
  const titles = new Set(columns.map(({ title }) => title.normalize('NFKC')));
  const unknown = only ? heads.filter((head) => head !== '' && !titles.has(head)) : [];
  if (missing.length + unknown.length > 0)
    return {
      rows: [],
      found: [
        ...missing.map(({ title }) => wrong(1, title, E.headingMissing, { heading: title })),
        ...(unknown.length > 0 ? [wrong(1, null, E.headingUnknown, { heading: quoted(unknown) })] : []),
      ],
    };
  const rows = table.slice(1).flatMap((cells, index): RawRow<F>[] => {
    const texts = columns.map(({ field, verbatim }, column) => {
      const cell = cells[at[column] ?? -1];
      return [field, verbatim ? written(cell) : plain(cell)] as const;
    });
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

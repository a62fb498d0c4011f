import type { Cell } from '@tarim/platform';
import type { TSchema } from '@tarim/platform/contract';
import { Value } from 'typebox/value';
import {
  DeviceInput,
  EnterpriseInput,
  InstrumentInput,
  LimitInput,
  ParameterInput,
  PointInput,
} from '../../contract.ts';
import { issue } from '../domain/issue.ts';
import { importErrors as E } from '../errors.ts';
import { CELL_KINDS, readCell } from './cells.ts';
import { type Placed, schemaIssue } from './problems.ts';
import { type Column, NOTES_SHEET, SHEET_KEYS, SHEET_NAMES, SHEETS, type SheetKey } from './sheets.ts';

export interface ReadRow {
  readonly sheet: SheetKey;
  /** As the office program numbers it: the heading is row 1. */
  readonly row: number;
  /** Contract fields; those of empty cells are absent. */
  readonly values: Readonly<Record<string, unknown>>;
}

export interface ReadBook {
  readonly rows: readonly ReadRow[];
  readonly problems: readonly Placed[];
  /** Filled rows of each sheet that is there. */
  readonly counts: ReadonlyMap<SheetKey, number>;
}

export interface BookSheet {
  readonly name: string;
  readonly rows: readonly (readonly Cell[])[];
}

const SCHEMAS = {
  enterprise: EnterpriseInput,
  point: PointInput,
  device: DeviceInput,
  instrument: InstrumentInput,
  parameter: ParameterInput,
  limit: LimitInput,
} as const;
/** Fields that make a row the same row as another. */
const KEYS: Readonly<Record<SheetKey, readonly string[]>> = {
  enterprise: ['uscc'],
  point: ['code'],
  device: ['mn'],
  instrument: ['id', 'pointCode', 'name', 'serial'],
  parameter: ['pointCode', 'code'],
  limit: ['pointCode', 'code', 'basis', 'measure', 'effectiveFrom'],
};

const isFilled = (cells: readonly Cell[]) =>
  cells.some((cell) => cell !== null && cell !== undefined && String(cell).trim() !== '');

/** Reads a workbook row by row: what is well-formed, and for everything else the sheet, the row, the column and why. Pure. */
export function readRows(book: readonly BookSheet[]): ReadBook {
  const rows: ReadRow[] = [];
  const problems: Placed[] = [];
  const counts = new Map<SheetKey, number>();
  const names = new Map(SHEET_KEYS.map((key) => [SHEETS[key].name as string, key]));
  for (const sheet of book) {
    const name = sheet.name.trim();
    if (!names.has(name) && name !== NOTES_SHEET && sheet.rows.some(isFilled))
      problems.push(ofSheet(sheet.name, issue(E.sheetUnknown, { name, names: SHEET_NAMES })));
  }
  const known = book.filter((sheet) => names.has(sheet.name.trim()));
  if (known.length === 0 && problems.length === 0)
    problems.push(ofSheet('', issue(E.noSheet, { names: SHEET_NAMES })));
  // In the order in which they lean on each other, whatever the order of the tabs.
  for (const key of SHEET_KEYS) {
    const sheet = known.find((one) => one.name.trim() === SHEETS[key].name);
    if (sheet) readSheet(key, sheet, rows, problems, counts);
  }
  return { rows, problems, counts };
}

const ofSheet = (sheet: string, one: Placed['issue'], column: string | null = null): Placed => ({
  sheet,
  row: 1,
  column,
  issue: one,
});

function readSheet(
  key: SheetKey,
  sheet: BookSheet,
  rows: ReadRow[],
  problems: Placed[],
  counts: Map<SheetKey, number>,
): void {
  const { name, columns }: { name: string; columns: readonly Column[] } = SHEETS[key];
  const filled = sheet.rows.slice(1).flatMap((cells, index) => (isFilled(cells) ? [{ cells, index }] : []));
  counts.set(key, filled.length);
  const heads = (sheet.rows[0] ?? []).map((head) => String(head ?? '').trim());
  const headings = headingProblems(columns, heads);
  problems.push(...headings.map((one) => ofSheet(name, one.issue, one.column)));
  // Without a heading that every row needs, each row would only say so again.
  if (headings.some((one) => one.issue.code === E.headingMissing.code)) return;
  const seen = new Map<string, number>();
  for (const { cells, index } of filled) {
    const row = index + 2;
    const add = (one: Placed['issue'], column: string | null) =>
      problems.push({ sheet: name, row, column, issue: one });
    const before = problems.length;
    const values: Record<string, unknown> = {};
    for (const column of columns) {
      const at = heads.indexOf(column.title);
      const cell = at < 0 ? null : (cells[at] ?? null);
      const read = readCell(cell, column.kind);
      if (read === 'unreadable') add(unreadable(cell, column), column.title);
      else if (column.required && (read.value ?? null) === null) add(issue(E.cellMissing), column.title);
      else if (read.value !== undefined) {
        values[column.field] = read.value;
        const wrong = contractIssue(key, column.field, read.value);
        if (wrong) add(wrong, column.title);
      }
    }
    if (problems.length > before) continue;
    const natural = KEYS[key].map((field) => String(values[field] ?? '')).join('\n');
    const first = seen.get(natural);
    if (first !== undefined) add(issue(E.rowRepeated, { row: first }), null);
    else {
      seen.set(natural, row);
      rows.push({ sheet: key, row, values });
    }
  }
}

/** Field by field: of a whole row the validator gives up after eight errors. Natural keys become ids later. */
function contractIssue(key: SheetKey, field: string, value: unknown): Placed['issue'] | null {
  const schema = (SCHEMAS[key].properties as Readonly<Record<string, TSchema>>)[field];
  return schema ? schemaIssue(field, Value.Errors(schema, value)) : null;
}

function unreadable(cell: Cell, column: Column): Placed['issue'] {
  const kind = CELL_KINDS[column.kind];
  const text = String(cell).slice(0, 60);
  return {
    ...issue(E.cellUnreadable, { cell: text, kind: kind.zh }),
    en: issue(E.cellUnreadable, { cell: text, kind: kind.en }).en,
  };
}

/** A misspelt heading would leave its whole column out in silence. */
function headingProblems(
  columns: readonly Column[],
  heads: readonly string[],
): { issue: Placed['issue']; column: string }[] {
  const titles = new Set(columns.map((one) => one.title));
  const unknown = heads.filter(
    (head) => head !== '' && !titles.has(head) && !head.startsWith(PROBLEM_HEADING),
  );
  const twice = heads.filter((head, index) => titles.has(head) && heads.indexOf(head) !== index);
  const missing = columns.filter((one) => one.required && !heads.includes(one.title));
  return [
    ...unknown.map((heading) => ({ issue: issue(E.headingUnknown, { heading }), column: heading })),
    ...twice.map((heading) => ({ issue: issue(E.headingTwice, { heading }), column: heading })),
    ...missing.map(({ title }) => ({ issue: issue(E.headingMissing, { heading: title }), column: title })),
  ];
}

/** Heading of the column that the file of problems adds; the corrected file may come back with it. */
export const PROBLEM_HEADING = '问题 Problem';

import type { Cell } from '@tarim/platform';
import { validateUscc } from '@tarim/science';
import { Value } from 'typebox/value';
import { DeviceInput, EnterpriseInput, LimitInput, ParameterInput, PointInput } from '../../contract.ts';
import { readCell, SHEET_KEYS, SHEETS, type SheetKey } from './sheets.ts';

export interface RowProblem {
  readonly sheet: string;
  readonly row: number;
  readonly column: string | null;
  readonly code: string;
  readonly message: string;
}

export interface GoodRow {
  readonly sheet: SheetKey;
  /** As the office program numbers it: the heading is row 1. */
  readonly row: number;
  readonly values: Record<string, unknown>;
}

const SCHEMAS = {
  enterprise: EnterpriseInput,
  point: PointInput,
  device: DeviceInput,
  parameter: ParameterInput,
  limit: LimitInput,
} as const;

/** Reads the sheets row by row: what is well-formed, and for everything else the row, the column and why. Pure. */
export function checkRows(sheets: readonly { name: string; rows: Cell[][] }[]): {
  good: GoodRow[];
  problems: RowProblem[];
  counts: Map<SheetKey, number>;
} {
  const good: GoodRow[] = [];
  const problems: RowProblem[] = [];
  const counts = new Map<SheetKey, number>();
  for (const key of SHEET_KEYS) {
    const form = SHEETS[key];
    const sheet = sheets.find((one) => one.name.trim() === form.name);
    if (!sheet) continue;
    const heads = (sheet.rows[0] ?? []).map((head) => String(head ?? '').trim());
    const seen = new Set<string>();
    sheet.rows.slice(1).forEach((cells, index) => {
      const row = index + 2;
      if (cells.every((cell) => cell === null || cell === undefined || cell === '')) return;
      counts.set(key, (counts.get(key) ?? 0) + 1);
      const found: RowProblem[] = [];
      const values: Record<string, unknown> = {};
      for (const column of form.columns) {
        const at = heads.indexOf(column.title);
        const value = readCell(at < 0 ? null : cells[at], column.kind);
        const add = (code: string, message: string) =>
          found.push({ sheet: form.name, row, column: column.title, code, message });
        if (value === undefined) add('UNREADABLE', `“${String(cells[at])}”不是${KIND_NAMES[column.kind]}`);
        else if (value === null && 'required' in column && column.required) add('MISSING', '必填');
        else if (value !== null) values[column.field] = value;
      }
      if (found.length === 0) found.push(...meaning(key, form.name, row, values, seen));
      if (found.length > 0) problems.push(...found);
      else good.push({ sheet: key, row, values });
    });
  }
  return { good, problems, counts };
}

const KIND_NAMES = {
  text: '文字',
  number: '数字',
  integer: '整数',
  date: '日期（2026-01-01）',
  boolean: '“是”或“否”',
  list: '列表',
} as const;

function meaning(
  key: SheetKey,
  sheet: string,
  row: number,
  values: Record<string, unknown>,
  seen: Set<string>,
): RowProblem[] {
  const found: RowProblem[] = [];
  const add = (column: string | null, code: string, message: string) =>
    found.push({ sheet, row, column, code, message });
  const natural = String(
    values.uscc && key === 'enterprise'
      ? values.uscc
      : (values.mn ??
          (key === 'point'
            ? values.code
            : `${values.pointCode}/${values.code}/${values.basis ?? ''}/${values.measure ?? ''}/${values.effectiveFrom ?? ''}`)),
  );
  if (seen.has(natural)) add(null, 'REPEATED', '与前面的行重复');
  seen.add(natural);
  if (key === 'enterprise')
    for (const problem of validateUscc(String(values.uscc)))
      add('统一社会信用代码*', problem.code, problem.message);
  // References by natural key become ids later; the schema sees a stand-in.
  const candidate = { ...values, ...(key === 'device' || key === 'limit' ? { pointId: 0 } : {}) };
  const fieldTitle = (field: string) => SHEETS[key].columns.find((one) => one.field === field)?.title ?? null;
  for (const error of Value.Errors(SCHEMAS[key], candidate)) {
    const field = error.instancePath.split('/')[1] ?? '';
    if (found.length < 10) add(fieldTitle(field), 'INVALID', error.message);
  }
  return found;
}

import type { ErrorDefinition, ErrorParams } from '@tarim/kernel';
import { fillMessage } from '@tarim/kernel';
import type { RowProblem } from '../../contract.ts';

/** A row as it stands in the sheet, cells as text; the heading is row 1. */
export interface RawRow {
  readonly row: number;
  readonly container: string;
  readonly item: string;
  readonly result: string;
  readonly unit: string;
  readonly detectionLimit: string;
  readonly method: string;
  readonly analysedAt: string;
  readonly analyst: string;
}

/** A row that can be read, in its own unit. */
export interface LabRow extends Pick<RawRow, 'row' | 'container' | 'item' | 'unit' | 'method' | 'analyst'> {
  /** Null: not detected. */
  readonly value: number | null;
  readonly detectionLimit: number | null;
  readonly analysedAt: number;
  /** The sheet names a day without a time: `analysedAt` is its start. */
  readonly dayOnly: boolean;
}

export interface Found {
  readonly row: number;
  readonly field: keyof RawRow | null;
  readonly severity: 'error' | 'warning';
  readonly definition: ErrorDefinition;
  readonly params: ErrorParams;
}

export const wrong = (
  row: number,
  field: Found['field'],
  definition: ErrorDefinition,
  params: ErrorParams = {},
): Found => ({ row, field, severity: 'error', definition, params });

export const doubtful = (
  row: number,
  field: Found['field'],
  definition: ErrorDefinition,
  params: ErrorParams = {},
): Found => ({ row, field, severity: 'warning', definition, params });

/** Columns of the sheet (检测结果表), in its order. */
export const COLUMNS: ReadonlyArray<{
  readonly field: Exclude<keyof RawRow, 'row'>;
  readonly title: string;
  readonly required: boolean;
}> = [
  { field: 'container', title: '样品编码', required: true },
  { field: 'item', title: '监测项目', required: true },
  { field: 'result', title: '结果', required: true },
  { field: 'unit', title: '单位', required: true },
  { field: 'detectionLimit', title: '检出限', required: false },
  { field: 'method', title: '分析方法', required: false },
  { field: 'analysedAt', title: '分析时间', required: true },
  { field: 'analyst', title: '分析人', required: false },
];

export function told({ row, field, severity, definition, params }: Found, tongue: 'zh' | 'en'): RowProblem {
  return {
    row,
    column: COLUMNS.find((one) => one.field === field)?.title ?? null,
    severity,
    code: definition.code,
    message: fillMessage(definition[tongue], params),
  };
}

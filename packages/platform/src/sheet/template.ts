import type { Cell } from '../tables/csv.ts';
import { rowsToXlsx } from '../tables/xlsx.ts';
import type { Column } from './read-sheet.ts';

/** A sheet to fill in, and one that says how. */
export function templateOf<F extends string>(
  name: string,
  columns: readonly Column<F>[],
  rows: readonly (readonly Cell[])[] = [],
): Promise<Uint8Array> {
  return rowsToXlsx([
    { name, rows: [columns.map((one) => one.title), ...rows.map((row) => [...row])] },
    {
      name: '说明',
      rows: [
        ['列', '必填', '写法'],
        ...columns.map((one) => [one.title, one.required ? '是' : '', one.how ?? '']),
        ['规则', '', '有任何错误则整表不入库；不接受公式、合并单元格与宏'],
      ],
    },
  ]);
}

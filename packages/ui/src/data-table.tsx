import { App, Button, Flex, Table, type TableColumnType, type TableProps } from 'antd';
import { type ReactNode, useState } from 'react';
import { useText } from './language.tsx';
import { MOST_ROWS } from './read-all.ts';
import { compareCells, type FileCell, type FileFormat, saveTable } from './table-file.ts';

/**
 * A column of a list: `value` is what sorting and the exported file take, where it is not the field itself. A column
 * of times gives `instant(…)`, so that it comes out as Beijing wall time. Without value and field it is neither
 * sorted nor exported; `hidden` with a value is for the file only.
 */
export type DataColumn<Row> = Omit<TableColumnType<Row>, 'sorter'> & {
  readonly value?: (row: Row) => FileCell;
  /** Heading in the file, where the title is not plain text. */
  readonly head?: string;
};

/** A list: sorts by every column that has a value, exports what the filter gives, scrolls inside its own box. */
export function DataTable<Row extends object>({
  name,
  columns,
  all,
  exported = true,
  sortable = true,
  pagination,
  ...rest
}: Omit<TableProps<Row>, 'columns'> & {
  /** Name of the exported file. */
  readonly name: string;
  readonly columns: readonly DataColumn<Row>[];
  /** All rows of the filter; absent: the rows shown are all there are. */
  readonly all?: () => Promise<readonly Row[]>;
  /** false where the server has an export of its own. */
  readonly exported?: boolean;
  /** false where the rows are one page of many: the page alone would be sorted, which looks like the list. */
  readonly sortable?: boolean;
}): ReactNode {
  const t = useText('ui');
  const { notification } = App.useApp();
  const [busy, setBusy] = useState<FileFormat | null>(null);
  const valued = columns.map((column) => ({ ...column, value: cellOf(column) }));
  const save = async (format: FileFormat) => {
    setBusy(format);
    try {
      const kept = valued.filter((column) => column.value && headOf(column) !== '');
      const rows = all ? await all() : (rest.dataSource ?? []);
      const cells = rows.slice(0, MOST_ROWS).map((row) => kept.map((column) => column.value!(row)));
      await saveTable(name, format, [kept.map(headOf), ...cells]);
      if (rows.length > MOST_ROWS) notification.warning({ title: t('table.exportCut', { n: MOST_ROWS }) });
    } catch (error) {
      notification.error({ title: t('table.exportFailed'), description: (error as Error).message });
    } finally {
      setBusy(null);
    }
  };
  return (
    <>
      <div className="table-scroll">
        <Table<Row>
          {...rest}
          size="small"
          pagination={pagination && { 'aria-label': t('pager.pages'), ...pagination }}
          columns={valued.map(({ value, head: _head, ...column }) => ({
            ...(sortable && value && column.title !== ''
              ? {
                  sorter: (a: Row, b: Row, order?: 'ascend' | 'descend' | null) =>
                    compareCells(value(a), value(b), order === 'descend'),
                  showSorterTooltip: false,
                }
              : {}),
            ...column,
          }))}
        />
      </div>
      {exported ? (
        <Flex gap={8} justify="flex-end" style={{ marginTop: 8 }}>
          {(['xlsx', 'csv'] as const).map((format) => (
            <Button
              key={format}
              size="small"
              loading={busy === format}
              disabled={(rest.dataSource?.length ?? 0) === 0}
              onClick={() => void save(format)}
            >
              {t('table.export', { format: format.toUpperCase() })}
            </Button>
          ))}
        </Flex>
      ) : null}
    </>
  );
}

function headOf<Row>(column: DataColumn<Row>): string {
  return column.head ?? (typeof column.title === 'string' ? column.title : '');
}

function cellOf<Row>(column: DataColumn<Row>): ((row: Row) => FileCell) | undefined {
  if (column.value) return column.value;
  const field = column.dataIndex;
  if (typeof field !== 'string') return undefined;
  return (row) => {
    const value = (row as Readonly<Record<string, unknown>>)[field];
    return value !== null && typeof value === 'object' ? JSON.stringify(value) : (value as FileCell);
  };
}

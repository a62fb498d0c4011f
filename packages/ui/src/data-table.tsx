import { App, Button, Flex, Grid, Select, Table, type TableColumnType, type TableProps } from 'antd';
import { type ReactNode, useState } from 'react';
import { formatTime } from './format.ts';
import { useText } from './language.tsx';
import { MOST_ROWS } from './read-all.ts';
import { RowCard } from './row-card.tsx';
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

/** From so many columns on a row does not fit a telephone and is shown as a card there. */
const STACK_FROM = 4;

export type DataTableProps<Row> = Omit<TableProps<Row>, 'columns'> & {
  /** Name of the exported file. */
  readonly name: string;
  readonly columns: readonly DataColumn<Row>[];
  /** All rows of the filter; absent: the rows shown are all there are. */
  readonly all?: () => Promise<readonly Row[]>;
  /** false where the server has an export of its own. */
  readonly exported?: boolean;
  /** false where the rows are one page of many: the page alone would be sorted, which looks like the list. */
  readonly sortable?: boolean;
  /** false for figures of the same kind side by side, which are compared down their columns. */
  readonly stack?: boolean;
};

/** Long lists that are there at once are shown in pages; the pager is not shown where there is one. */
const PAGES = { pageSize: 50, hideOnSinglePage: true } as const;

/**
 * A list: sorts by every column that has a value, exports what the filter gives, scrolls inside its own box. On a
 * telephone its rows become cards.
 */
export function DataTable<Row extends object>({
  name,
  columns,
  all,
  exported = true,
  sortable = true,
  stack = true,
  pagination = PAGES,
  ...rest
}: DataTableProps<Row>): ReactNode {
  const t = useText('ui');
  const { notification } = App.useApp();
  const [busy, setBusy] = useState<FileFormat | null>(null);
  const [order, setOrder] = useState<number | null>(null);
  const narrow = Grid.useBreakpoint().sm === false;
  const valued = columns.map((column) => ({ ...rendered(column), value: cellOf(column) }));
  const visible = valued.filter((column) => !column.hidden);
  const stacked = narrow && stack && visible.length >= STACK_FROM;
  const sorts = sortable ? visible.filter((column) => column.value && headOf(column) !== '') : [];
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
  const by = order === null ? undefined : sorts[order]?.value;
  const cards = by
    ? [...(rest.dataSource ?? [])].sort((a, b) => compareCells(by(a), by(b), false))
    : rest.dataSource;
  return (
    <>
      {stacked && sorts.length > 0 ? (
        <Select<number>
          allowClear
          aria-label={t('table.sortBy')}
          placeholder={t('table.sortBy')}
          style={{ width: '100%', marginBottom: 8 }}
          value={order}
          onChange={(chosen) => setOrder(chosen ?? null)}
          options={sorts.map((column, value) => ({ value, label: headOf(column) }))}
        />
      ) : null}
      <div className="table-scroll">
        <Table<Row>
          {...rest}
          {...(stacked ? { dataSource: cards, scroll: undefined, showHeader: false } : {})}
          size="small"
          pagination={pagination && { 'aria-label': t('pager.pages'), ...pagination }}
          columns={
            stacked
              ? [
                  {
                    key: 'card',
                    render: (_, row, index) => <RowCard row={row} index={index} columns={visible} />,
                  },
                ]
              : valued.map((column) => tableColumn(column, sortable, rest.dataSource))
          }
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

type Valued<Row> = DataColumn<Row> & { readonly value: ((row: Row) => FileCell) | undefined };

function tableColumn<Row extends object>(
  { value, head: _head, className, ...column }: Valued<Row>,
  sortable: boolean,
  rows: readonly Row[] | undefined,
): TableColumnType<Row> {
  return {
    className: value && holdsTimes(value, rows) ? `cell-nowrap ${className ?? ''}` : className,
    ...(sortable && value && column.title !== ''
      ? {
          sorter: (a: Row, b: Row, order?: 'ascend' | 'descend' | null) =>
            compareCells(value(a), value(b), order === 'descend'),
          showSorterTooltip: false,
        }
      : {}),
    ...column,
  };
}

const SAMPLE = 20;

/** A column of times is not broken into lines: browsers break between the hyphen of a date and its day. */
function holdsTimes<Row>(value: (row: Row) => FileCell, rows: readonly Row[] = []): boolean {
  return rows.slice(0, SAMPLE).some((row) => value(row) instanceof Date);
}

function headOf<Row>(column: DataColumn<Row>): string {
  return column.head ?? (typeof column.title === 'string' ? column.title : '');
}

/** A column that gives only a value shows it, too. */
function rendered<Row>(column: DataColumn<Row>): DataColumn<Row> {
  const { value, render, dataIndex } = column;
  if (!value || render || dataIndex !== undefined) return column;
  return {
    ...column,
    render: (_, row) => {
      const cell = value(row);
      return cell instanceof Date ? formatTime(cell.toISOString()) : cell === null ? '' : String(cell);
    },
  };
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

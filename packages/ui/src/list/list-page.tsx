import { Button, Empty } from 'antd';
import type { ReactNode } from 'react';
import { CursorPager } from '../cursor.tsx';
import { DataTable, type DataTableProps } from '../data-table.tsx';
import { useText } from '../language.tsx';
import { Page, type PageProps } from '../page.tsx';
import { QueryState } from '../query.tsx';
import { FilterBar } from './filter-bar.tsx';
import type { List } from './use-list.ts';

type TableProps<Row> = Omit<
  DataTableProps<Row>,
  'dataSource' | 'pagination' | 'locale' | 'scroll' | 'all'
> & {
  readonly list: List<Row>;
  /** What stands there while there is nothing at all. */
  readonly empty: string;
  /** Pixels from which the columns stand side by side. */
  readonly width?: number;
};

/**
 * The rows of a list with its pager and its export. Says whether there is nothing or nothing of the filter, and then leads
 * back to the whole list.
 */
export function ListTable<Row extends object>({ list, empty, width, ...table }: TableProps<Row>): ReactNode {
  const t = useText('ui');
  const { pages } = list;
  return (
    <QueryState query={list.query}>
      <DataTable<Row>
        rowKey="id"
        sortable={pages ? pages.at.whole(pages.next) : true}
        {...table}
        all={list.all}
        pagination={pages ? false : undefined}
        scroll={width === undefined ? undefined : { x: width }}
        dataSource={list.rows as Row[]}
        locale={{
          emptyText: list.filtered ? (
            <Empty description={t('list.noneOfFilter')}>
              <Button onClick={list.clear}>{t('list.clear')}</Button>
            </Empty>
          ) : (
            <Empty description={empty} />
          ),
        }}
      />
      {pages ? <CursorPager {...pages} busy={list.query.isPlaceholderData} /> : null}
    </QueryState>
  );
}

/** A page that is one list: heading with actions, filters, rows. `lead` stands above the filters, children below the rows. */
export function ListPage<Row extends object>({
  title,
  note,
  extra,
  lead,
  fields,
  figures,
  children,
  ...table
}: Omit<TableProps<Row>, 'title' | 'name'> &
  Omit<PageProps, 'title'> & {
    /** Also the name of the exported file. */
    readonly title: string;
    readonly lead?: ReactNode;
    /** Fields after those of the filters. */
    readonly fields?: ReactNode;
    /** Between filters and rows. */
    readonly figures?: ReactNode;
  }): ReactNode {
  return (
    <Page title={title} note={note} extra={extra}>
      {lead}
      <FilterBar of={table.list}>{fields}</FilterBar>
      {figures}
      <ListTable<Row> {...(table as TableProps<Row>)} name={title} />
      {children}
    </Page>
  );
}

import type { ReactNode } from 'react';
import type { DataColumn } from './data-table.tsx';

/** A row of a list as a small card, for screens on which its columns would not stand side by side. */
export function RowCard<Row extends object>({
  row,
  index,
  columns,
}: {
  row: Row;
  index: number;
  columns: readonly DataColumn<Row>[];
}): ReactNode {
  const [first, ...others] = columns;
  const actions = others.filter((column) => column.title === '');
  return (
    <div className="row-card">
      {first ? <div className="row-card-head">{shown(first, row, index)}</div> : null}
      <dl>
        {others
          .filter((column) => column.title !== '')
          .map((column, order) => (
            <div key={order}>
              <dt>{column.title as ReactNode}</dt>
              <dd>{shown(column, row, index)}</dd>
            </div>
          ))}
      </dl>
      {actions.length > 0 ? (
        <div className="row-card-actions">
          {actions.map((column, order) => (
            <span key={order}>{shown(column, row, index)}</span>
          ))}
        </div>
      ) : null}
    </div>
  );
}

/** What the table would show in the cell; a dash where that is nothing. */
function shown<Row extends object>(column: DataColumn<Row>, row: Row, index: number): ReactNode {
  const field = typeof column.dataIndex === 'string' ? column.dataIndex : undefined;
  const value = field === undefined ? undefined : (row as Readonly<Record<string, unknown>>)[field];
  const cell = column.render ? column.render(value as never, row, index) : (value as ReactNode);
  return (cell as ReactNode) ?? '—';
}

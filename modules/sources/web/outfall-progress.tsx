import { DataTable, QueryState, useRouteQuery, useText, useUnitName } from '@tarim/ui';
import type { ReactNode } from 'react';
import { OUTFALL_STATES, outfallProgress, type UnitProgress } from '../contract.ts';
import { OVERDUE, STATE_COLOURS } from './words.tsx';

/** How far each prefecture and division is with its outfalls. */
export function OutfallProgress(): ReactNode {
  const t = useText('sources');
  const unitName = useUnitName();
  const query = useRouteQuery(outfallProgress);
  return (
    <QueryState query={query}>
      <DataTable<UnitProgress>
        name={t('progress.title')}
        rowKey="unitPath"
        stack={false}
        pagination={{ pageSize: 10, hideOnSinglePage: true, showSizeChanger: false }}
        scroll={{ x: 460 }}
        locale={{ emptyText: t('outfalls.none') }}
        dataSource={query.data?.units ?? []}
        columns={[
          {
            title: t('unit'),
            value: (row) => unitName(row.unitPath, 'line'),
            render: (_, row) => unitName(row.unitPath),
          },
          { title: t('progress.total'), dataIndex: 'total' },
          {
            title: t('progress.share'),
            head: t('progress.share'),
            value: (row) => (row.states.closed ?? 0) / row.total,
            render: (_, row) => <Bar row={row} />,
          },
          ...OUTFALL_STATES.map((state) => ({
            title: t(`state.${state}`),
            hidden: state !== 'closed',
            value: (row: UnitProgress) => row.states[state] ?? 0,
            render: (_: unknown, row: UnitProgress) => row.states[state] ?? 0,
          })),
          {
            title: t('overdue'),
            value: (row) => row.overdue,
            render: (_, row) => (
              <span style={row.overdue > 0 ? { color: OVERDUE, fontWeight: 600 } : undefined}>
                {row.overdue}
              </span>
            ),
          },
        ]}
      />
    </QueryState>
  );
}

/** States side by side as shares of one bar. */
function Bar({ row }: { row: UnitProgress }): ReactNode {
  const t = useText('sources');
  const parts = OUTFALL_STATES.filter((state) => row.states[state]);
  const words = parts.map((state) => `${t(`state.${state}`)} ${row.states[state]}`).join('，');
  return (
    <div role="img" aria-label={words} title={words} style={{ display: 'flex', height: 12, minWidth: 120 }}>
      {parts.map((state) => (
        <span
          key={state}
          style={{
            flex: row.states[state],
            background: STATE_COLOURS[state],
            borderInlineEnd: '1px solid #fff',
          }}
        />
      ))}
    </div>
  );
}

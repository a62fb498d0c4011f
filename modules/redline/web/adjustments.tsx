import { DataTable, formatNumber, formatTime, instant, QueryState, useRouteQuery, useText } from '@tarim/ui';
import type { ReactNode } from 'react';
import { type Adjustment, type AreaKind, listAdjustments } from '../contract.ts';

/** 边界调整 of one kind. */
export function Adjustments({ kind }: { kind: AreaKind }): ReactNode {
  const query = useRouteQuery(listAdjustments, { query: { kind } });
  return (
    <QueryState query={query}>
      <AdjustmentTable adjustments={query.data?.adjustments ?? []} />
    </QueryState>
  );
}

const km2 = (m2: number) => Math.round(m2 / 1e2) / 1e4;

export function AdjustmentTable({ adjustments }: { adjustments: readonly Adjustment[] }): ReactNode {
  const t = useText('redline');
  return (
    <DataTable<Adjustment>
      name={t('areas.adjustments')}
      rowKey="id"
      pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
      scroll={{ x: 980 }}
      dataSource={adjustments as Adjustment[]}
      locale={{ emptyText: t('areas.noAdjustment') }}
      columns={[
        { title: t('field.code'), dataIndex: 'code' },
        {
          title: t('areas.versions'),
          value: (row) => `${row.fromVersion ?? '—'} → ${row.toVersion ?? '—'}`,
        },
        { title: t('areas.from'), dataIndex: 'validFrom', className: 'cell-nowrap' },
        { title: t('areas.approval'), dataIndex: 'approval' },
        { title: t('areas.reason'), dataIndex: 'reason' },
        {
          title: t('areas.delta'),
          value: (row) => km2(row.deltaM2),
          render: (_, row) => `${row.deltaM2 > 0 ? '+' : ''}${formatNumber(km2(row.deltaM2), 4)}`,
        },
        { title: t('areas.gained'), value: (row) => km2(row.gainedM2) },
        { title: t('areas.lost'), value: (row) => km2(row.lostM2) },
        { title: t('field.by'), dataIndex: 'by' },
        {
          title: t('field.at'),
          value: (row) => instant(row.at),
          render: (_, row) => formatTime(row.at, 'full'),
        },
      ]}
    />
  );
}

import {
  CursorPager,
  DataTable,
  formatTime,
  instant,
  QueryState,
  useCursor,
  useRouteQuery,
  useText,
  useUnitName,
} from '@tarim/ui';
import { Button, Card, Empty } from 'antd';
import type { ReactNode } from 'react';
import { type Field, type GapReportSummary, listReports } from '../contract.ts';

/** Gap reports that were kept, to compare with. */
export function KeptReports({ field, onOpen }: { field: Field; onOpen: (id: number) => void }): ReactNode {
  const t = useText('capability');
  const unitName = useUnitName();
  const at = useCursor<number>();
  const query = useRouteQuery(listReports, { query: { field, before: at.cursor } });
  return (
    <Card size="small" title={t('gap.reports')} style={{ marginTop: 16 }}>
      <p className="muted">{t('gap.reportsNote')}</p>
      <QueryState query={query}>
        <DataTable<GapReportSummary>
          name={t('gap.reports')}
          sortable={at.whole(query.data?.before)}
          rowKey="id"
          pagination={false}
          scroll={{ x: 760 }}
          dataSource={(query.data?.reports ?? []) as GapReportSummary[]}
          locale={{ emptyText: <Empty description={t('gap.none')} /> }}
          columns={[
            {
              title: t('field.on'),
              value: (row) => row.on,
              render: (_, row) => (
                <Button type="link" size="small" style={{ padding: 0 }} onClick={() => onOpen(row.id)}>
                  {row.on}
                </Button>
              ),
            },
            { title: t('field.unit'), value: (row) => unitName(row.unitPath) },
            {
              title: t('field.version'),
              value: (row) => row.lists.map(({ version }) => version).join('、') || '—',
            },
            { title: t('field.units'), dataIndex: 'units', align: 'right' },
            { title: t('field.shortUnits'), dataIndex: 'shortUnits', align: 'right' },
            { title: t('field.missing'), dataIndex: 'missing', align: 'right' },
            {
              title: t('field.keptAt'),
              value: (row) => instant(row.at),
              render: (_, row) => formatTime(row.at),
            },
            { title: t('field.by'), dataIndex: 'by' },
          ]}
        />
        <CursorPager at={at} next={query.data?.before} busy={query.isPlaceholderData} />
      </QueryState>
    </Card>
  );
}

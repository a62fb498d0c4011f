import { Link } from '@tanstack/react-router';
import {
  CursorPager,
  DataTable,
  formatTime,
  instant,
  Page,
  QueryState,
  useCursor,
  useMay,
  useRouteQuery,
  useText,
} from '@tarim/ui';
import { Button, Empty } from 'antd';
import { type ReactNode, useState } from 'react';
import { listRounds, type RoundSummary } from '../contract.ts';
import { PrepareDialog } from './prepare-dialog.tsx';
import { RoundTag, Simulated } from './words.tsx';

/** 稽查批次: the newest first. */
export default function RoundsPage(): ReactNode {
  const t = useText('audit');
  const may = useMay();
  const at = useCursor<number>();
  const [preparing, setPreparing] = useState(false);
  const query = useRouteQuery(listRounds, { query: { before: at.cursor } });
  const rounds = query.data?.rounds ?? [];
  return (
    <Page
      title={t('menu.rounds')}
      note={t('rounds.note')}
      extra={
        <>
          <Simulated when={rounds.some(({ simulated }) => simulated)} />
          {may('audit.plan') ? (
            <Button type="primary" onClick={() => setPreparing(true)}>
              {t('rounds.prepare')}
            </Button>
          ) : null}
        </>
      }
    >
      <QueryState query={query}>
        <DataTable<RoundSummary>
          name={t('menu.rounds')}
          sortable={at.whole(query.data?.before)}
          rowKey="id"
          pagination={false}
          scroll={{ x: 900 }}
          dataSource={rounds as RoundSummary[]}
          locale={{ emptyText: <Empty description={t('rounds.none')} /> }}
          columns={[
            {
              title: t('field.number'),
              value: (row) => row.number,
              className: 'nowrap',
              render: (_, row) => <Link to={`/audit/rounds/${row.id}` as string}>{row.number}</Link>,
            },
            { title: t('field.title'), dataIndex: 'title' },
            { title: t('field.unit'), dataIndex: 'unitName' },
            { title: t('field.audited'), value: (row) => row.audited.map(({ name }) => name).join('、') },
            { title: t('field.period'), value: (row) => `${row.from} – ${row.to}` },
            {
              title: t('field.state'),
              value: (row) => t(`roundState.${row.state}`),
              render: (_, row) => <RoundTag state={row.state} />,
            },
            { title: t('field.pool'), dataIndex: 'pool', align: 'right' },
            {
              title: t('field.signed'),
              value: (row) => `${row.signed} / ${row.papers}`,
              align: 'right',
            },
            {
              title: t('roundState.prepared'),
              value: (row) => instant(row.at),
              render: (_, row) => formatTime(row.at),
            },
          ]}
        />
        <CursorPager at={at} next={query.data?.before} busy={query.isPlaceholderData} />
      </QueryState>
      {preparing ? <PrepareDialog onClose={() => setPreparing(false)} /> : null}
    </Page>
  );
}

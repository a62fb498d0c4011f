import { listDeadLetters, retryDeadLetter } from '@tarim/platform/contract';
import {
  DataTable,
  formatTime,
  instant,
  QueryState,
  useRouteMutation,
  useRouteQuery,
  useText,
} from '@tarim/ui';
import { Button, Tag } from 'antd';
import type { ReactNode } from 'react';

/** Events that a consumer could not take after many tries, with the reason; each can be tried again. */
export function DeadLetters(): ReactNode {
  const t = useText('console');
  const list = useRouteQuery(listDeadLetters, { query: { limit: 200 } }, { refetchMs: 5_000 });
  const retry = useRouteMutation(retryDeadLetter, { refresh: ['platform'], success: t('letters.queued') });
  return (
    <QueryState query={list}>
      <DataTable
        name={t('letters.title')}
        rowKey={(row) => `${row.consumer}/${row.outboxId}`}
        pagination={{ pageSize: 25 }}
        scroll={{ x: 860 }}
        locale={{ emptyText: t('letters.none') }}
        dataSource={list.data?.letters ?? []}
        columns={[
          {
            title: t('letters.at'),
            dataIndex: 'at',
            value: (row) => instant(row.at),
            render: (at: string) => formatTime(at, 'full'),
          },
          {
            title: t('jobs.consumer'),
            dataIndex: 'consumer',
            render: (name: string) => <span className="mono">{name}</span>,
          },
          {
            title: t('jobs.event'),
            dataIndex: 'type',
            render: (name: string) => <span className="mono">{name}</span>,
          },
          { title: t('letters.error'), dataIndex: 'error' },
          {
            title: t('letters.payload'),
            value: (row) => JSON.stringify(row.payload),
            render: (_, row) => (
              <small className="mono" style={{ wordBreak: 'break-all' }}>
                {JSON.stringify(row.payload).slice(0, 200)}
              </small>
            ),
          },
          {
            title: '',
            render: (_, row) =>
              row.retry ? (
                <Tag color="processing">{t('letters.waits')}</Tag>
              ) : (
                <Button
                  size="small"
                  onClick={() =>
                    retry.mutate({ params: { consumer: row.consumer, outboxId: row.outboxId }, body: {} })
                  }
                >
                  {t('letters.retry')}
                </Button>
              ),
          },
        ]}
      />
    </QueryState>
  );
}

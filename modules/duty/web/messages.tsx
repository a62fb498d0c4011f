import {
  CursorPager,
  DataTable,
  formatTime,
  instant,
  QueryState,
  useCursor,
  useMay,
  useRouteMutation,
  useRouteQuery,
  useText,
} from '@tarim/ui';
import { Button, Segmented, Tag } from 'antd';
import { type ReactNode, useState } from 'react';
import { listMessages, MESSAGE_STATES, type Message, retryMessage } from '../contract.ts';

type Shown = Message['state'] | 'all';
const COLOURS: Readonly<Record<Message['state'], string>> = {
  queued: 'blue',
  sent: 'green',
  recorded: 'cyan',
  failed: 'red',
};

/** What went out, or did not. */
export function Messages(): ReactNode {
  const t = useText('duty');
  const may = useMay();
  const [state, setState] = useState<Shown>('all');
  const at = useCursor<number>();
  const list = useRouteQuery(
    listMessages,
    { query: { state: state === 'all' ? undefined : state, before: at.cursor, limit: 50 } },
    { refetchMs: 15_000 },
  );
  const retry = useRouteMutation(retryMessage, { success: t('messages.again') });
  return (
    <>
      <div className="filters">
        <Segmented<Shown>
          aria-label={t('message.state')}
          value={state}
          onChange={(value) => {
            setState(value);
            at.reset();
          }}
          options={(['all', ...MESSAGE_STATES] as const).map((value) => ({
            value,
            label: t(`messageState.${value}`),
          }))}
        />
      </div>
      <QueryState query={list}>
        <DataTable<Message>
          name={t('notices.messages')}
          rowKey="id"
          pagination={false}
          scroll={{ x: 900 }}
          sortable={at.whole(list.data?.next)}
          locale={{ emptyText: t('messages.none') }}
          dataSource={list.data?.messages ?? []}
          expandable={{
            expandedRowRender: (row) => <div style={{ whiteSpace: 'pre-line' }}>{row.body}</div>,
          }}
          columns={[
            {
              title: t('message.at'),
              value: (row) => instant(row.createdAt),
              render: (_, row) => formatTime(row.createdAt),
            },
            { title: t('message.subject'), dataIndex: 'subject' },
            { title: t('rule.channel'), dataIndex: 'channelName' },
            { title: t('message.to'), dataIndex: 'to', className: 'cell-nowrap' },
            {
              title: t('message.state'),
              value: (row) => t(`messageState.${row.state}`),
              render: (_, row) => (
                <>
                  <Tag color={COLOURS[row.state]}>{t(`messageState.${row.state}`)}</Tag>
                  {row.error ? <small className="muted">{row.error}</small> : null}
                  {row.nextAt && (row.attempts > 0 || row.nextAt > row.createdAt) ? (
                    <small className="muted">
                      {' '}
                      {t(row.attempts > 0 ? 'messages.next' : 'messages.held', {
                        time: formatTime(row.nextAt),
                      })}
                    </small>
                  ) : null}
                </>
              ),
            },
            { title: t('message.attempts'), dataIndex: 'attempts' },
            {
              title: t('actions'),
              render: (_, row) =>
                row.state === 'failed' && may('duty.manage', row.unitPath) ? (
                  <Button
                    size="small"
                    loading={retry.isPending}
                    onClick={() => retry.mutate({ params: { id: row.id } })}
                  >
                    {t('messages.retry')}
                  </Button>
                ) : null,
            },
          ]}
        />
        <CursorPager at={at} next={list.data?.next} busy={list.isPlaceholderData} />
      </QueryState>
    </>
  );
}

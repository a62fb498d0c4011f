import { Link } from '@tanstack/react-router';
import {
  DataTable,
  formatTime,
  instant,
  Page,
  QueryState,
  useOwnEnterprises,
  useRouteQuery,
  useText,
} from '@tarim/ui';
import { Checkbox, Input, Tag } from 'antd';
import { type ReactNode, useState } from 'react';
import { listNotices, type NoticeRow } from '../contract.ts';
import { causeName, Simulated, StateTag } from './words.tsx';

/** Electronic supervision notices: all to the staff, those to it to an enterprise. */
export default function NoticesPage(): ReactNode {
  const t = useText('supervision');
  const own = useOwnEnterprises().length > 0;
  const [q, setQ] = useState('');
  const [unanswered, setUnanswered] = useState(false);
  const list = useRouteQuery(
    listNotices,
    { query: { q: q.trim() || undefined, unanswered: unanswered || undefined } },
    { refetchMs: 60_000 },
  );
  const rows = list.data?.notices ?? [];
  return (
    <Page
      title={t('notices.title')}
      note={t(own ? 'notices.ownNote' : 'notices.note')}
      extra={<Simulated when={rows.some((row) => row.simulated)} />}
    >
      <div className="filters">
        <Input.Search allowClear placeholder={t('notices.search')} onSearch={setQ} />
        <Checkbox checked={unanswered} onChange={(event) => setUnanswered(event.target.checked)}>
          {t('notices.unanswered')}
        </Checkbox>
      </div>
      <QueryState query={list}>
        <DataTable<NoticeRow>
          name={t('notices.title')}
          rowKey="id"
          pagination={{ pageSize: 50, hideOnSinglePage: true }}
          scroll={{ x: 980 }}
          dataSource={rows as NoticeRow[]}
          locale={{ emptyText: t('notices.none') }}
          columns={[
            {
              title: t('notice.number'),
              value: (row) => row.number,
              className: 'nowrap',
              render: (_, row) => <Link to={`/supervision/notices/${row.id}` as string}>{row.number}</Link>,
            },
            { title: t('notice.addressee'), dataIndex: 'addressee' },
            { title: t('notice.body'), dataIndex: 'bodyName' },
            {
              title: t('field.cause'),
              value: (row) => causeName(t, row.cause),
              render: (_, row) => causeName(t, row.cause),
            },
            {
              title: t('notice.issuedAt'),
              value: (row) => instant(row.issuedAt),
              render: (_, row) => formatTime(row.issuedAt),
            },
            {
              title: t('field.dueAt'),
              value: (row) => instant(row.dueAt),
              render: (_, row) => formatTime(row.dueAt),
            },
            {
              title: t('notice.receipt'),
              value: (row) => instant(row.receipt?.at),
              render: (_, row) =>
                row.receipt ? formatTime(row.receipt.at) : <Tag>{t('notice.unreceived')}</Tag>,
            },
            { title: t('notice.answers'), dataIndex: 'answers' },
            {
              title: t('notice.taskState'),
              value: (row) => t(`state.${row.taskState}`),
              render: (_, row) => <StateTag state={row.taskState} />,
            },
            { title: t('simulated'), hidden: true, value: (row) => (row.simulated ? 1 : 0) },
          ]}
        />
      </QueryState>
    </Page>
  );
}

import { Link } from '@tanstack/react-router';
import {
  DataTable,
  formatTime,
  instant,
  Page,
  QueryState,
  UnitSelect,
  useMay,
  useRouteQuery,
  useText,
} from '@tarim/ui';
import { Input, Tag } from 'antd';
import { type ReactNode, useState } from 'react';
import { type Lead, listLeads } from '../contract.ts';
import { causeName, Simulated } from './words.tsx';

/** Leads of cases (案件线索): what supervision handed over to enforcement. */
export default function LeadsPage(): ReactNode {
  const t = useText('supervision');
  const may = useMay();
  const [q, setQ] = useState('');
  const [unit, setUnit] = useState<string | undefined>();
  const list = useRouteQuery(listLeads, { query: { q: q.trim() || undefined, unit } }, { refetchMs: 60_000 });
  const rows = list.data?.leads ?? [];
  return (
    <Page
      title={t('leads.title')}
      note={t('leads.note')}
      extra={<Simulated when={rows.some((row) => row.simulated)} />}
    >
      <div className="filters">
        <Input.Search allowClear placeholder={t('leads.search')} onSearch={setQ} />
        <UnitSelect
          allowClear
          aria-label={t('field.body')}
          placeholder={t('field.body')}
          style={{ width: 220 }}
          value={unit}
          onChange={setUnit}
        />
      </div>
      <QueryState query={list}>
        <DataTable<Lead>
          name={t('leads.title')}
          rowKey="id"
          pagination={{ pageSize: 50, hideOnSinglePage: true }}
          scroll={{ x: 980 }}
          dataSource={rows as Lead[]}
          locale={{ emptyText: t('leads.none') }}
          columns={[
            { title: t('lead.code'), dataIndex: 'code', className: 'nowrap' },
            {
              title: t('field.code'),
              value: (row) => row.taskCode,
              className: 'nowrap',
              render: (_, row) => (
                <Link to={`/supervision/tasks/${row.taskId}` as string}>{row.taskCode}</Link>
              ),
            },
            { title: t('field.subject'), dataIndex: 'subject' },
            {
              title: t('field.cause'),
              value: (row) => causeName(t, row.cause),
              render: (_, row) => causeName(t, row.cause),
            },
            { title: t('lead.suspected'), dataIndex: 'suspected' },
            { title: t('lead.facts'), dataIndex: 'facts' },
            { title: t('field.body'), dataIndex: 'unitName' },
            {
              title: t('field.state'),
              value: (row) => t(`leadState.${row.state}`),
              render: (_, row) => (
                <Tag color={row.state === 'open' ? 'orange' : 'green'}>{t(`leadState.${row.state}`)}</Tag>
              ),
            },
            { title: t('lead.by'), dataIndex: 'by' },
            {
              title: '',
              render: (_, row) =>
                row.state === 'open' && may('enforcement.handle', row.unitPath) ? (
                  <Link to={`/enforcement/cases?lead=${row.id}` as string}>{t('lead.file')}</Link>
                ) : null,
            },
            {
              title: t('lead.at'),
              value: (row) => instant(row.at),
              render: (_, row) => formatTime(row.at),
            },
            { title: t('simulated'), hidden: true, value: (row) => (row.simulated ? 1 : 0) },
          ]}
        />
      </QueryState>
    </Page>
  );
}

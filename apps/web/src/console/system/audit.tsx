import { call, listAudit, verifyAuditChain } from '@tarim/platform/contract';
import {
  CursorPager,
  DataTable,
  formatTime,
  instant,
  Page,
  QueryState,
  readAll,
  useCursor,
  useMay,
  useRouteMutation,
  useRouteQuery,
  useText,
  useUnitName,
} from '@tarim/ui';
import { Alert, Button, Input } from 'antd';
import { type ReactNode, useState } from 'react';

export default function AuditPage(): ReactNode {
  const t = useText('console');
  const whole = useMay('platform.audit', '/');
  const unitName = useUnitName();
  const [action, setAction] = useState('');
  const [q, setQ] = useState('');
  const at = useCursor<number>();
  const filter = { action: action || undefined, q: q || undefined };
  const list = useRouteQuery(listAudit, { query: { ...filter, before: at.cursor, limit: 100 } });
  const all = () =>
    readAll(async (before?: number) => {
      const answer = await call(listAudit, { query: { ...filter, before, limit: 500 } });
      return { rows: answer.entries, next: answer.next };
    });
  const verify = useRouteMutation(verifyAuditChain, { refresh: ['platform.listAudit'] });
  const verdict = verify.data;
  return (
    <Page
      title={t('audit.auditLog')}
      note={`${t('audit.appendOnlyEachEntryCarriesThe')}${whole ? '' : ` · ${t('audit.ofYourUnits')}`}`}
      extra={
        whole ? (
          <Button type="primary" loading={verify.isPending} onClick={() => verify.mutate({ body: {} })}>
            {t('audit.verifyTheChain')}
          </Button>
        ) : null
      }
    >
      {verdict ? (
        <Alert
          style={{ marginBottom: 12 }}
          showIcon
          type={verdict.brokenAt === null ? 'success' : 'error'}
          title={
            verdict.brokenAt === null
              ? t('audit.theChainHoldsEntries', { n: verdict.entries })
              : t('audit.entryWasAltered', { n: verdict.brokenAt })
          }
          description={<span className="mono">{verdict.head}</span>}
        />
      ) : null}
      <div style={{ display: 'flex', gap: 8, flexWrap: 'wrap', marginBottom: 12 }}>
        <Input.Search
          allowClear
          placeholder={t('audit.actionEGRegistry')}
          style={{ width: 240 }}
          onSearch={(text) => {
            setAction(text);
            at.reset();
          }}
        />
        <Input.Search
          allowClear
          placeholder={t('audit.subject')}
          style={{ width: 240 }}
          onSearch={(text) => {
            setQ(text);
            at.reset();
          }}
        />
      </div>
      <QueryState query={list}>
        <DataTable
          name={t('audit.auditLog')}
          all={all}
          sortable={at.whole(list.data?.next)}
          rowKey="id"
          pagination={false}
          dataSource={list.data?.entries ?? []}
          scroll={{ x: 1080 }}
          expandable={{
            expandedRowRender: (row) => (
              <pre className="audit-detail">{JSON.stringify(row.detail, null, 2)}</pre>
            ),
          }}
          columns={[
            { title: '#', dataIndex: 'id' },
            {
              title: t('audit.time'),
              className: 'nowrap',
              dataIndex: 'at',
              value: (row) => instant(row.at),
              render: (time: string) => formatTime(time, 'full'),
            },
            {
              title: t('audit.who'),
              width: 150,
              dataIndex: 'actorName',
              value: (row) => row.actorName ?? t('audit.system'),
              render: (name: string | null) => name ?? t('audit.system'),
            },
            {
              title: t('audit.action'),
              dataIndex: 'action',
              render: (name: string) => <span className="mono">{name}</span>,
            },
            { title: t('audit.subject'), dataIndex: 'subject', width: 180 },
            {
              title: t('audit.unit'),
              width: 140,
              dataIndex: 'unitPath',
              value: (row) => row.unitPath && unitName(row.unitPath, 'line'),
              render: (path: string | null) =>
                path === null ? '—' : <span title={unitName(path, 'line')}>{unitName(path)}</span>,
            },
            {
              title: t('audit.detail'),
              dataIndex: 'detail',
              render: (detail: object) => (
                <small className="mono audit-brief">{JSON.stringify(detail)}</small>
              ),
            },
            {
              title: t('audit.hash'),
              dataIndex: 'hash',
              render: (hash: string) => (
                <span className="mono" title={hash}>
                  {hash.slice(0, 10)}…
                </span>
              ),
            },
          ]}
        />
        <CursorPager at={at} next={list.data?.next} busy={list.isPlaceholderData} />
      </QueryState>
    </Page>
  );
}

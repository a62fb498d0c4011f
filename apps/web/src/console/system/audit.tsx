import { listAudit, verifyAuditChain } from '@tarim/platform/contract';
import { formatTime, Page, QueryState, useRouteMutation, useRouteQuery, useText } from '@tarim/ui';
import { Alert, Button, Input, Table } from 'antd';
import { type ReactNode, useState } from 'react';

export default function AuditPage(): ReactNode {
  const t = useText('console');
  const [action, setAction] = useState('');
  const [q, setQ] = useState('');
  const [before, setBefore] = useState<number | undefined>();
  const list = useRouteQuery(listAudit, {
    query: { action: action || undefined, q: q || undefined, before, limit: 100 },
  });
  const verify = useRouteMutation(verifyAuditChain, { refresh: ['platform.listAudit'] });
  const verdict = verify.data;
  return (
    <Page
      title={t('audit.auditLog')}
      note={t('audit.appendOnlyEachEntryCarriesThe')}
      extra={
        <Button type="primary" loading={verify.isPending} onClick={() => verify.mutate({ body: {} })}>
          {t('audit.verifyTheChain')}
        </Button>
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
            setBefore(undefined);
          }}
        />
        <Input.Search
          allowClear
          placeholder={t('audit.subject')}
          style={{ width: 240 }}
          onSearch={(text) => {
            setQ(text);
            setBefore(undefined);
          }}
        />
      </div>
      <QueryState query={list}>
        <div className="table-scroll">
          <Table
            rowKey="id"
            size="small"
            pagination={false}
            dataSource={list.data?.entries ?? []}
            scroll={{ x: 820 }}
            columns={[
              { title: '#', dataIndex: 'id' },
              { title: t('audit.time'), dataIndex: 'at', render: (at: string) => formatTime(at, 'full') },
              {
                title: t('audit.who'),
                dataIndex: 'actorName',
                render: (name: string | null) => name ?? t('audit.system'),
              },
              {
                title: t('audit.action'),
                dataIndex: 'action',
                render: (name: string) => <span className="mono">{name}</span>,
              },
              { title: t('audit.subject'), dataIndex: 'subject' },
              {
                title: t('audit.detail'),
                dataIndex: 'detail',
                render: (detail: object) => (
                  <small className="mono">{JSON.stringify(detail).slice(0, 160)}</small>
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
        </div>
      </QueryState>
      <div style={{ marginTop: 12, display: 'flex', gap: 8 }}>
        <Button disabled={before === undefined} onClick={() => setBefore(undefined)}>
          {t('audit.newest')}
        </Button>
        <Button disabled={!list.data?.next} onClick={() => setBefore(list.data?.next ?? undefined)}>
          {t('audit.older')}
        </Button>
      </div>
    </Page>
  );
}

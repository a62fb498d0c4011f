import { listAudit, verifyAuditChain } from '@tarim/platform/contract';
import { formatTime, Page, QueryState, useRouteMutation, useRouteQuery, useText } from '@tarim/ui';
import { Alert, Button, Input, Table } from 'antd';
import { type ReactNode, useState } from 'react';

export default function AuditPage(): ReactNode {
  const t = useText();
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
      title={t('审计日志', 'Audit log')}
      note={t('只增不改，每条含上一条的哈希', 'Append-only; each entry carries the hash of the one before')}
      extra={
        <Button type="primary" loading={verify.isPending} onClick={() => verify.mutate({ body: {} })}>
          {t('验证链', 'Verify the chain')}
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
              ? t(`链完整：${verdict.entries} 条`, `The chain holds: ${verdict.entries} entries`)
              : t(`第 ${verdict.brokenAt} 条被改动`, `Entry ${verdict.brokenAt} was altered`)
          }
          description={<span className="mono">{verdict.head}</span>}
        />
      ) : null}
      <div style={{ display: 'flex', gap: 8, flexWrap: 'wrap', marginBottom: 12 }}>
        <Input.Search
          allowClear
          placeholder={t('动作前缀，如 registry.', 'Action, e.g. registry.')}
          style={{ width: 240 }}
          onSearch={(text) => {
            setAction(text);
            setBefore(undefined);
          }}
        />
        <Input.Search
          allowClear
          placeholder={t('对象', 'Subject')}
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
              { title: t('时间', 'Time'), dataIndex: 'at', render: (at: string) => formatTime(at, 'full') },
              {
                title: t('何人', 'Who'),
                dataIndex: 'actorName',
                render: (name: string | null) => name ?? t('系统', 'system'),
              },
              {
                title: t('动作', 'Action'),
                dataIndex: 'action',
                render: (name: string) => <span className="mono">{name}</span>,
              },
              { title: t('对象', 'Subject'), dataIndex: 'subject' },
              {
                title: t('详情', 'Detail'),
                dataIndex: 'detail',
                render: (detail: object) => (
                  <small className="mono">{JSON.stringify(detail).slice(0, 160)}</small>
                ),
              },
              {
                title: t('哈希', 'Hash'),
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
          {t('最新', 'Newest')}
        </Button>
        <Button disabled={!list.data?.next} onClick={() => setBefore(list.data?.next ?? undefined)}>
          {t('更早', 'Older')}
        </Button>
      </div>
    </Page>
  );
}

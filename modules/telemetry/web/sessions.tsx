import { Link } from '@tanstack/react-router';
import {
  DataTable,
  formatBytes,
  formatNumber,
  formatTime,
  instant,
  Page,
  QueryState,
  useMay,
  useRouteQuery,
  useText,
} from '@tarim/ui';
import { Button, Empty, Input, Tag, Tooltip } from 'antd';
import { type ReactNode, useState } from 'react';
import { listCommands, listSessions } from '../contract.ts';
import { CommandCard, CommandDrawer } from './commands.tsx';

/** Who is connected now; commands to devices with every step. */
export default function SessionsPage(): ReactNode {
  const t = useText('telemetry');
  const [q, setQ] = useState('');
  const mayCommand = useMay('telemetry.command');
  const [mn, setMn] = useState<string | null>(null);
  const sessions = useRouteQuery(
    listSessions,
    { query: { q: q || undefined, limit: 500 } },
    { refetchMs: 5_000 },
  );
  const commands = useRouteQuery(listCommands, { query: { limit: 30 } }, { refetchMs: 3_000 });
  return (
    <Page
      title={t('sessions.deviceSessions')}
      note={t('sessions.connections', { n: sessions.data?.sessions.length ?? 0 })}
    >
      <div className="filters">
        <Input.Search allowClear placeholder={t('sessions.mnPointOrAddress')} onSearch={setQ} />
      </div>
      <QueryState query={sessions}>
        <DataTable
          name={t('sessions.deviceSessions')}
          rowKey="id"
          pagination={{ pageSize: 15, showSizeChanger: false }}
          scroll={{ x: 900 }}
          dataSource={sessions.data?.sessions ?? []}
          locale={{
            emptyText: t('sessions.noDeviceIsConnectedLoggers'),
          }}
          columns={[
            { title: 'MN', dataIndex: 'mn', render: (text: string | null) => <code>{text ?? '—'}</code> },
            {
              title: t('sessions.point'),
              value: (row) => row.pointName,
              render: (_, row) =>
                row.pointId ? (
                  <>
                    <Link to={`/points/${row.pointId}` as string}>{row.pointName}</Link>{' '}
                    {row.proven ? null : (
                      <Tooltip title={t('sessions.unprovenWhy')}>
                        <Tag color="red">{t('sessions.unproven')}</Tag>
                      </Tooltip>
                    )}
                  </>
                ) : (
                  <Tag color="purple">{t('sessions.unknown')}</Tag>
                ),
            },
            { title: t('sessions.address'), dataIndex: 'remote' },
            {
              title: t('sessions.since'),
              dataIndex: 'connectedAt',
              value: (row) => instant(row.connectedAt),
              render: (at: string) => formatTime(at),
            },
            {
              title: t('sessions.last'),
              dataIndex: 'lastAt',
              className: 'cell-nowrap',
              value: (row) => instant(row.lastAt),
              render: (at: string) => formatTime(at, 'full'),
            },
            { title: t('sessions.frames'), dataIndex: 'frames' },
            {
              title: t('sessions.broken'),
              dataIndex: 'broken',
              render: (n: number) => (n > 0 ? <span className="exceeds">{n}</span> : 0),
            },
            { title: t('sessions.bytes'), dataIndex: 'bytes', render: (n: number) => formatBytes(n) },
            {
              title: t('sessions.clock'),
              head: `${t('sessions.clock')} (ms)`,
              dataIndex: 'clockOffsetMs',
              render: (ms: number | null) =>
                ms === null ? (
                  '—'
                ) : (
                  <span className={Math.abs(ms) > 60_000 ? 'exceeds' : undefined}>
                    {formatNumber(Math.round(ms / 1_000) || 0)} s
                  </span>
                ),
            },
            {
              title: '',
              render: (_, row) =>
                mayCommand && row.mn && row.deviceId && row.proven ? (
                  <Button size="small" onClick={() => setMn(row.mn)}>
                    {t('sessions.command')}
                  </Button>
                ) : null,
            },
          ]}
        />
      </QueryState>
      <h4 className="section-title">{t('sessions.latestCommands')}</h4>
      {commands.data?.commands.length === 0 ? (
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('sessions.noCommandHasBeenSent')} />
      ) : null}
      <div className="grid cards-320">
        {commands.data?.commands.map((one) => (
          <CommandCard key={one.id} command={one} />
        ))}
      </div>
      {mn ? <CommandDrawer mn={mn} onClose={() => setMn(null)} /> : null}
    </Page>
  );
}

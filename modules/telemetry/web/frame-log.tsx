import {
  DataTable,
  Figure,
  formatBytes,
  formatNumber,
  formatTime,
  instant,
  Page,
  QueryState,
  useRouteQuery,
  useText,
} from '@tarim/ui';
import { Tag } from 'antd';
import type { ReactNode } from 'react';
import { getLogStatus } from '../contract.ts';

/** Segments of the frame log and their chain. */
export default function FrameLogPage(): ReactNode {
  const t = useText('telemetry');
  const log = useRouteQuery(getLogStatus, {}, { refetchMs: 5_000 });
  const data = log.data;
  const sealed = data?.segments.filter((one) => one.state === 'sealed') ?? [];
  const raw = sealed.reduce((sum, one) => sum + one.bytes, 0);
  const stored = sealed.reduce((sum, one) => sum + one.storedBytes, 0);
  return (
    <Page title={t('frameLog.frameLog')} note={t('frameLog.onDiskBeforeAnyAnswer')}>
      <QueryState query={log}>
        <div className="figures">
          <Figure label={t('frameLog.endOfLog')} value={formatNumber(data?.position)} />
          <Figure
            label={t('frameLog.projectedTo')}
            value={formatNumber(data?.projected)}
            tone={data && data.position - data.projected < 1_000_000 ? 'good' : 'warn'}
          />
          <Figure label={t('frameLog.sealedSegments')} value={sealed.length} />
          <Figure
            label={t('frameLog.compression')}
            value={stored > 0 ? `${(raw / stored).toFixed(1)} ×` : '—'}
            hint={`${formatBytes(raw)} → ${formatBytes(stored)}`}
          />
        </div>
        <DataTable
          name={t('frameLog.frameLog')}
          rowKey="name"
          pagination={{ pageSize: 25 }}
          scroll={{ x: 860 }}
          dataSource={[...(data?.segments ?? [])].reverse()}
          columns={[
            {
              title: t('frameLog.segment'),
              dataIndex: 'name',
              render: (name: string) => <code>{name}</code>,
            },
            {
              title: t('frameLog.bytes'),
              dataIndex: 'bytes',
              render: (bytes: number) => formatBytes(bytes),
            },
            {
              title: t('frameLog.stored'),
              dataIndex: 'storedBytes',
              render: (bytes: number) => formatBytes(bytes),
            },
            {
              title: t('frameLog.state'),
              dataIndex: 'state',
              render: (state: string) => (
                <Tag color={state === 'sealed' ? 'green' : 'blue'}>
                  {
                    {
                      sealed: t('frameLog.sealed'),
                      sealing: t('frameLog.sealing'),
                      open: t('frameLog.open'),
                    }[state]
                  }
                </Tag>
              ),
            },
            {
              title: t('frameLog.sealed2'),
              dataIndex: 'sealedAt',
              value: (row) => instant(row.sealedAt),
              render: (at: string | null) => formatTime(at, 'full'),
            },
            {
              title: 'SHA-256',
              dataIndex: 'sha256',
              render: (hash: string | null) => <small className="mono">{hash?.slice(0, 16) ?? '—'}</small>,
            },
            {
              title: t('frameLog.chain'),
              dataIndex: 'chain',
              render: (hash: string | null) => <small className="mono">{hash?.slice(0, 16) ?? '—'}</small>,
            },
          ]}
        />
      </QueryState>
    </Page>
  );
}

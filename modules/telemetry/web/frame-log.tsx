import {
  Figure,
  formatBytes,
  formatNumber,
  formatTime,
  Page,
  QueryState,
  useRouteQuery,
  useText,
} from '@tarim/ui';
import { Table, Tag } from 'antd';
import type { ReactNode } from 'react';
import { getLogStatus } from '../contract.ts';

/** Segments of the frame log and their chain. */
export default function FrameLogPage(): ReactNode {
  const t = useText();
  const log = useRouteQuery(getLogStatus, {}, { refetchMs: 5_000 });
  const data = log.data;
  const sealed = data?.segments.filter((one) => one.state === 'sealed') ?? [];
  const raw = sealed.reduce((sum, one) => sum + one.bytes, 0);
  const stored = sealed.reduce((sum, one) => sum + one.storedBytes, 0);
  return (
    <Page
      title={t('帧日志', 'Frame log')}
      note={t(
        '先落盘，后应答；封存的段压缩并串成哈希链。验证：tarim archive verify',
        'On disk before any answer; sealed segments are compressed and chained. Verify: tarim archive verify',
      )}
    >
      <QueryState query={log}>
        <div className="figures">
          <Figure label={t('日志末端', 'End of log')} value={formatNumber(data?.position)} />
          <Figure
            label={t('已入库至', 'Projected to')}
            value={formatNumber(data?.projected)}
            tone={data && data.position - data.projected < 1_000_000 ? 'good' : 'warn'}
          />
          <Figure label={t('封存段', 'Sealed segments')} value={sealed.length} />
          <Figure
            label={t('压缩比', 'Compression')}
            value={stored > 0 ? `${(raw / stored).toFixed(1)} ×` : '—'}
            hint={`${formatBytes(raw)} → ${formatBytes(stored)}`}
          />
        </div>
        <div className="table-scroll">
          <Table
            rowKey="name"
            size="small"
            pagination={{ pageSize: 25 }}
            scroll={{ x: 860 }}
            dataSource={[...(data?.segments ?? [])].reverse()}
            columns={[
              { title: t('段', 'Segment'), dataIndex: 'name', render: (name: string) => <code>{name}</code> },
              {
                title: t('字节', 'Bytes'),
                dataIndex: 'bytes',
                render: (bytes: number) => formatBytes(bytes),
              },
              {
                title: t('存储', 'Stored'),
                dataIndex: 'storedBytes',
                render: (bytes: number) => formatBytes(bytes),
              },
              {
                title: t('状态', 'State'),
                dataIndex: 'state',
                render: (state: string) => (
                  <Tag color={state === 'sealed' ? 'green' : 'blue'}>
                    {
                      {
                        sealed: t('已封存', 'sealed'),
                        sealing: t('封存中', 'sealing'),
                        open: t('写入中', 'open'),
                      }[state]
                    }
                  </Tag>
                ),
              },
              {
                title: t('封存于', 'Sealed'),
                dataIndex: 'sealedAt',
                render: (at: string | null) => formatTime(at, 'full'),
              },
              {
                title: 'SHA-256',
                dataIndex: 'sha256',
                render: (hash: string | null) => <small className="mono">{hash?.slice(0, 16) ?? '—'}</small>,
              },
              {
                title: t('链', 'Chain'),
                dataIndex: 'chain',
                render: (hash: string | null) => <small className="mono">{hash?.slice(0, 16) ?? '—'}</small>,
              },
            ]}
          />
        </div>
      </QueryState>
    </Page>
  );
}

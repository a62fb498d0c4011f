import { Link, useLocation } from '@tanstack/react-router';
import { formatTime, Page, QueryState, useRouteQuery, useText } from '@tarim/ui';
import { Button, Input, Select, Table, Tag } from 'antd';
import { type ReactNode, useState } from 'react';
import { listFrames } from '../contract.ts';

const STATUS: Readonly<Record<string, { title: string; colour: string }>> = {
  recorded: { title: 'frames.status.recorded', colour: 'green' },
  duplicate: { title: 'frames.status.duplicate', colour: 'default' },
  control: { title: 'frames.status.control', colour: 'blue' },
  partial: { title: 'frames.status.partial', colour: 'gold' },
  quarantined: { title: 'frames.status.quarantined', colour: 'purple' },
  broken: { title: 'frames.status.broken', colour: 'red' },
  refused: { title: 'frames.status.refused', colour: 'orange' },
};

/** Every frame that came, newest first, with what became of it. */
export default function FramesPage(): ReactNode {
  const t = useText('telemetry');
  const initial = new URLSearchParams(useLocation().searchStr).get('mn') ?? '';
  const [mn, setMn] = useState(initial);
  const [status, setStatus] = useState<string | undefined>();
  const [before, setBefore] = useState<number | undefined>();
  const frames = useRouteQuery(
    listFrames,
    { query: { mn: mn || undefined, status, before, limit: 100 } },
    { refetchMs: before === undefined ? 5_000 : undefined },
  );
  return (
    <Page title={t('frames.rawFrames')} note={t('frames.everyFrameReceivedBrokenOnes')}>
      <div style={{ display: 'flex', gap: 8, flexWrap: 'wrap', marginBottom: 12 }}>
        <Input.Search
          allowClear
          defaultValue={initial}
          placeholder="MN"
          style={{ width: 280 }}
          onSearch={(text) => {
            setMn(text.trim());
            setBefore(undefined);
          }}
        />
        <Select
          allowClear
          placeholder={t('frames.all')}
          style={{ width: 150 }}
          value={status}
          onChange={(value) => {
            setStatus(value);
            setBefore(undefined);
          }}
          options={Object.entries(STATUS).map(([value, one]) => ({ value, label: t(one.title) }))}
        />
      </div>
      <QueryState query={frames}>
        <div className="table-scroll">
          <Table
            rowKey="lsn"
            size="small"
            pagination={false}
            scroll={{ x: 760 }}
            dataSource={frames.data?.frames ?? []}
            columns={[
              {
                title: t('frames.position'),
                dataIndex: 'lsn',
                render: (lsn: number) => <Link to={`/frames/${lsn}` as string}>{lsn}</Link>,
              },
              {
                title: t('frames.received'),
                dataIndex: 'receivedAt',
                render: (at: string) => formatTime(at, 'full'),
              },
              { title: 'MN', dataIndex: 'mn', render: (text: string | null) => <code>{text ?? '—'}</code> },
              { title: 'CN', dataIndex: 'cn' },
              {
                title: 'QN',
                dataIndex: 'qn',
                render: (text: string | null) => <small className="mono">{text}</small>,
              },
              { title: t('frames.bytes'), dataIndex: 'bytes' },
              {
                title: t('frames.result'),
                render: (_, row) => (
                  <>
                    <Tag color={STATUS[row.status]?.colour}>{t(STATUS[row.status]?.title ?? row.status)}</Tag>{' '}
                    <small className="muted">{row.problem}</small>
                  </>
                ),
              },
            ]}
          />
        </div>
        <div style={{ marginTop: 12, display: 'flex', gap: 8 }}>
          <Button disabled={before === undefined} onClick={() => setBefore(undefined)}>
            {t('frames.newest')}
          </Button>
          <Button disabled={!frames.data?.next} onClick={() => setBefore(frames.data?.next ?? undefined)}>
            {t('frames.older')}
          </Button>
        </div>
      </QueryState>
    </Page>
  );
}

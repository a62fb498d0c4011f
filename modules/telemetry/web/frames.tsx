import { Link, useLocation } from '@tanstack/react-router';
import { formatTime, Page, QueryState, useRouteQuery, useText } from '@tarim/ui';
import { Button, Input, Select, Table, Tag } from 'antd';
import { type ReactNode, useState } from 'react';
import { listFrames } from '../contract.ts';

const STATUS: Readonly<Record<string, { zh: string; en: string; colour: string }>> = {
  recorded: { zh: '已入库', en: 'recorded', colour: 'green' },
  duplicate: { zh: '重复', en: 'duplicate', colour: 'default' },
  control: { zh: '交互', en: 'control', colour: 'blue' },
  partial: { zh: '分包待齐', en: 'partial', colour: 'gold' },
  quarantined: { zh: '隔离', en: 'quarantined', colour: 'purple' },
  broken: { zh: '坏帧', en: 'broken', colour: 'red' },
  refused: { zh: '拒收', en: 'refused', colour: 'orange' },
};

/** Every frame that came, newest first, with what became of it. */
export default function FramesPage(): ReactNode {
  const t = useText();
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
    <Page
      title={t('原始帧', 'Raw frames')}
      note={t('收到的每一帧都在此，坏帧亦有说明', 'Every frame received, broken ones with their problem')}
    >
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
          placeholder={t('全部结果', 'All')}
          style={{ width: 150 }}
          value={status}
          onChange={(value) => {
            setStatus(value);
            setBefore(undefined);
          }}
          options={Object.entries(STATUS).map(([value, one]) => ({ value, label: t(one.zh, one.en) }))}
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
                title: t('位置', 'Position'),
                dataIndex: 'lsn',
                render: (lsn: number) => <Link to={`/frames/${lsn}` as string}>{lsn}</Link>,
              },
              {
                title: t('收到', 'Received'),
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
              { title: t('字节', 'Bytes'), dataIndex: 'bytes' },
              {
                title: t('结果', 'Result'),
                render: (_, row) => (
                  <>
                    <Tag color={STATUS[row.status]?.colour}>
                      {t(STATUS[row.status]?.zh ?? row.status, STATUS[row.status]?.en ?? row.status)}
                    </Tag>{' '}
                    <small className="muted">{row.problem}</small>
                  </>
                ),
              },
            ]}
          />
        </div>
        <div style={{ marginTop: 12, display: 'flex', gap: 8 }}>
          <Button disabled={before === undefined} onClick={() => setBefore(undefined)}>
            {t('最新', 'Newest')}
          </Button>
          <Button disabled={!frames.data?.next} onClick={() => setBefore(frames.data?.next ?? undefined)}>
            {t('更早', 'Older')}
          </Button>
        </div>
      </QueryState>
    </Page>
  );
}

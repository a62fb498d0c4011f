import { Link, useLocation } from '@tanstack/react-router';
import { call } from '@tarim/platform/contract';
import {
  CursorPager,
  DataTable,
  formatTime,
  instant,
  Page,
  QueryState,
  readAll,
  useCursor,
  useRouteQuery,
  useText,
} from '@tarim/ui';
import { Input, Select, Tag } from 'antd';
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
  const at = useCursor<number>();
  const filter = { mn: mn || undefined, status };
  const frames = useRouteQuery(
    listFrames,
    { query: { ...filter, before: at.cursor, limit: 100 } },
    { refetchMs: at.page === 1 ? 5_000 : undefined },
  );
  const all = () =>
    readAll(async (before?: number) => {
      const answer = await call(listFrames, { query: { ...filter, before, limit: 500 } });
      return { rows: answer.frames, next: answer.next };
    });
  return (
    <Page title={t('frames.rawFrames')} note={t('frames.everyFrameReceivedBrokenOnes')}>
      <div className="filters">
        <Input.Search
          allowClear
          defaultValue={initial}
          placeholder="MN"
          onSearch={(text) => {
            setMn(text.trim());
            at.reset();
          }}
        />
        <Select
          allowClear
          aria-label={t('frames.result')}
          placeholder={t('frames.all')}
          value={status}
          onChange={(value) => {
            setStatus(value);
            at.reset();
          }}
          options={Object.entries(STATUS).map(([value, one]) => ({ value, label: t(one.title) }))}
        />
      </div>
      <QueryState query={frames}>
        <DataTable
          name={t('frames.rawFrames')}
          all={all}
          sortable={at.whole(frames.data?.next)}
          rowKey="lsn"
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
              className: 'cell-nowrap',
              value: (row) => instant(row.receivedAt),
              render: (time: string) => formatTime(time, 'full'),
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
              value: (row) => `${t(STATUS[row.status]?.title ?? row.status)} ${row.problem ?? ''}`.trim(),
              render: (_, row) => (
                <>
                  <Tag color={STATUS[row.status]?.colour}>{t(STATUS[row.status]?.title ?? row.status)}</Tag>{' '}
                  <small className="muted">{row.problem}</small>
                </>
              ),
            },
          ]}
        />
        <CursorPager at={at} next={frames.data?.next} busy={frames.isPlaceholderData} />
      </QueryState>
    </Page>
  );
}

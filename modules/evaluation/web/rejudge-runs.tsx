import { Link } from '@tanstack/react-router';
import { DataTable, formatTime, instant, QueryState, type Text, useRouteQuery } from '@tarim/ui';
import { Progress, Tag } from 'antd';
import type { ReactNode } from 'react';
import { listRejudgings, type Rejudging } from '../contract.ts';

const COLOURS: Readonly<Record<Rejudging['state'], string>> = {
  running: 'blue',
  done: 'green',
  failed: 'red',
};
/** A job begins within seconds; a running one tells its progress twice a second. */
const REFETCH_MS = 2_000;

/** What is judged again now and was lately, with its progress as the job tells it. */
export function RejudgeRuns({ t, ordered }: { t: Text; ordered: string | null }): ReactNode {
  const query = useRouteQuery(listRejudgings, {}, { refetchMs: REFETCH_MS });
  const waiting = ordered !== null && query.data?.runs.every((run) => run.jobId !== ordered);
  return (
    <div className="card" style={{ marginTop: 14 }}>
      <h4>{t('rejudge.runs')}</h4>
      {waiting ? <p className="muted">{t('rejudge.waiting')}</p> : null}
      <QueryState query={query}>
        <DataTable
          name={t('rejudge.runs')}
          rowKey="jobId"
          pagination={{ pageSize: 10, hideOnSinglePage: true }}
          scroll={{ x: 860 }}
          dataSource={query.data?.runs ?? []}
          locale={{ emptyText: t('rejudge.none') }}
          columns={[
            {
              title: t('field.point'),
              value: (row) => row.pointName,
              render: (_, row) => <Link to={`/points/${row.pointId}` as string}>{row.pointName}</Link>,
            },
            {
              title: t('field.period'),
              value: (row) => instant(row.from),
              render: (_, row) => `${formatTime(row.from)} – ${formatTime(row.to)}`,
            },
            { title: t('field.reason'), dataIndex: 'reasonText' },
            {
              title: t('field.state'),
              value: (row) => t(`rejudge.${row.state}`),
              render: (_, row) =>
                row.state === 'running' ? (
                  <Progress percent={Math.round(row.progress * 100)} size="small" style={{ width: 140 }} />
                ) : (
                  <Tag color={COLOURS[row.state]}>{t(`rejudge.${row.state}`)}</Tag>
                ),
            },
            {
              title: t('field.started'),
              value: (row) => instant(row.startedAt),
              render: (_, row) => formatTime(row.startedAt, 'full'),
            },
            {
              title: t('field.result'),
              value: (row) => (row.result ? t('rejudge.result', row.result) : row.error),
              render: (_, row) =>
                row.result ? t('rejudge.result', row.result) : <span className="exceeds">{row.error}</span>,
            },
            {
              title: t('field.changed'),
              value: (row) => row.result?.changed,
              render: (_, row) => row.result?.changed ?? '—',
            },
          ]}
        />
      </QueryState>
    </div>
  );
}

import { listJobRuns, listJobs, runJob } from '@tarim/platform/contract';
import {
  DataTable,
  formatTime,
  instant,
  Page,
  QueryState,
  useMay,
  usePick,
  useRouteMutation,
  useRouteQuery,
  useText,
} from '@tarim/ui';
import { Button, Progress, Tabs, Tag } from 'antd';
import type { ReactNode } from 'react';
import { DeadLetters } from './dead-letters.tsx';

const COLOURS: Record<string, string> = { running: 'processing', done: 'success', failed: 'error' };

export default function JobsPage(): ReactNode {
  const t = useText('console');
  const pick = usePick();
  const mayRun = useMay('platform.run-jobs');
  const jobs = useRouteQuery(listJobs, {}, { refetchMs: 5_000 });
  const runs = useRouteQuery(listJobRuns, { query: { limit: 100 } }, { refetchMs: 5_000 });
  const start = useRouteMutation(runJob, { refresh: ['platform'], success: t('jobs.queued') });
  const word = (value: string) =>
    ({ running: t('jobs.running'), done: t('jobs.done'), failed: t('jobs.failed') })[value] ?? value;
  const state = (value: string) => <Tag color={COLOURS[value]}>{word(value)}</Tag>;
  return (
    <Page title={t('jobs.jobs')} note={t('jobs.schedulesLastResultsEventDelivery')}>
      <QueryState query={jobs}>
        <Tabs
          items={[
            {
              key: 'jobs',
              label: t('jobs.schedules'),
              children: (
                <DataTable
                  name={t('jobs.schedules')}
                  rowKey="name"
                  pagination={false}
                  dataSource={jobs.data?.jobs ?? []}
                  scroll={{ x: 820 }}
                  columns={[
                    {
                      title: t('jobs.job'),
                      value: (row) => pick(row.titleZh, row.titleEn),
                      render: (_, row) => (
                        <>
                          {pick(row.titleZh, row.titleEn)}
                          <br />
                          <small className="muted mono">{row.name}</small>
                        </>
                      ),
                    },
                    {
                      title: t('jobs.scheduleBeijing'),
                      className: 'nowrap',
                      dataIndex: 'cron',
                      value: (row) => row.cron ?? t('jobs.onDemand'),
                      render: (cron: string | null) => (
                        <span className="mono">{cron ?? t('jobs.onDemand')}</span>
                      ),
                    },
                    {
                      title: t('jobs.next'),
                      className: 'nowrap',
                      dataIndex: 'nextAt',
                      value: (row) => instant(row.nextAt),
                      render: (at: string | null) => formatTime(at),
                    },
                    {
                      title: t('jobs.last'),
                      className: 'nowrap',
                      value: (row) => instant(row.last?.startedAt),
                      render: (_, row) =>
                        row.last ? (
                          <>
                            {state(row.last.state)} {formatTime(row.last.startedAt)}
                          </>
                        ) : (
                          '—'
                        ),
                    },
                    {
                      title: t('jobs.state'),
                      hidden: true,
                      value: (row) => row.last && word(row.last.state),
                    },
                    {
                      title: t('jobs.result'),
                      value: (row) => outcome(row.last),
                      render: (_, row) => (
                        <small className="mono">
                          {row.last?.error ??
                            (row.last?.result ? JSON.stringify(row.last.result).slice(0, 120) : '')}
                        </small>
                      ),
                    },
                    {
                      title: '',
                      // A job on demand works on what it is told; without that it would do nothing.
                      render: (_, row) =>
                        row.cron === null || !mayRun ? null : (
                          <Button
                            size="small"
                            loading={
                              start.isPending &&
                              start.variables?.params !== undefined &&
                              (start.variables.params as { name: string }).name === row.name
                            }
                            onClick={() => start.mutate({ params: { name: row.name }, body: {} })}
                          >
                            {t('jobs.runNow')}
                          </Button>
                        ),
                    },
                  ]}
                />
              ),
            },
            {
              key: 'runs',
              label: t('jobs.runs'),
              children: (
                <DataTable
                  name={t('jobs.runs')}
                  rowKey="id"
                  pagination={{ pageSize: 25 }}
                  dataSource={runs.data?.runs ?? []}
                  scroll={{ x: 760 }}
                  columns={[
                    {
                      title: t('jobs.job'),
                      dataIndex: 'job',
                      render: (name: string) => <span className="mono">{name}</span>,
                    },
                    {
                      title: t('jobs.state'),
                      dataIndex: 'state',
                      value: (row) => word(row.state),
                      render: state,
                    },
                    {
                      title: t('jobs.started'),
                      dataIndex: 'startedAt',
                      value: (row) => instant(row.startedAt),
                      render: (at: string) => formatTime(at, 'full'),
                    },
                    {
                      title: t('jobs.ended'),
                      dataIndex: 'endedAt',
                      value: (row) => instant(row.endedAt),
                      render: (at: string | null) => formatTime(at, 'full'),
                    },
                    {
                      title: t('jobs.progress'),
                      render: (_, row) =>
                        row.state === 'running' ? (
                          <Progress
                            percent={Math.round(row.progress * 100)}
                            size="small"
                            format={() => row.note ?? ''}
                          />
                        ) : (
                          ''
                        ),
                    },
                    {
                      title: t('jobs.result'),
                      value: outcome,
                      render: (_, row) => (
                        <small className="mono">{row.error ?? JSON.stringify(row.result ?? {})}</small>
                      ),
                    },
                  ]}
                />
              ),
            },
            {
              key: 'consumers',
              label: t('jobs.eventDelivery'),
              children: (
                <DataTable
                  name={t('jobs.eventDelivery')}
                  rowKey="name"
                  pagination={false}
                  dataSource={jobs.data?.consumers ?? []}
                  scroll={{ x: 700 }}
                  columns={[
                    {
                      title: t('jobs.consumer'),
                      dataIndex: 'name',
                      render: (name: string) => <span className="mono">{name}</span>,
                    },
                    {
                      title: t('jobs.event'),
                      dataIndex: 'type',
                      render: (name: string) => <span className="mono">{name}</span>,
                    },
                    { title: t('jobs.waiting'), dataIndex: 'waiting' },
                    { title: t('jobs.failures'), dataIndex: 'failures' },
                    { title: t('jobs.putAside'), dataIndex: 'deadLetters' },
                    {
                      title: t('jobs.lastError'),
                      dataIndex: 'lastError',
                      render: (text: string | null) => <small>{text ?? ''}</small>,
                    },
                  ]}
                />
              ),
            },
            ...(mayRun ? [{ key: 'letters', label: t('letters.title'), children: <DeadLetters /> }] : []),
          ]}
        />
      </QueryState>
    </Page>
  );
}

/** What a run left, as text: its error, else its result. */
function outcome(run: { error: string | null; result: object | null } | null): string | null {
  return run && (run.error ?? (run.result ? JSON.stringify(run.result) : null));
}

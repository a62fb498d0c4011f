import { listJobRuns, listJobs, runJob } from '@tarim/platform/contract';
import { formatTime, Page, QueryState, usePick, useRouteMutation, useRouteQuery, useText } from '@tarim/ui';
import { Button, Progress, Table, Tabs, Tag } from 'antd';
import type { ReactNode } from 'react';

const COLOURS: Record<string, string> = { running: 'processing', done: 'success', failed: 'error' };

export default function JobsPage(): ReactNode {
  const t = useText('console');
  const pick = usePick();
  const jobs = useRouteQuery(listJobs, {}, { refetchMs: 5_000 });
  const runs = useRouteQuery(listJobRuns, { query: { limit: 100 } }, { refetchMs: 5_000 });
  const start = useRouteMutation(runJob, { refresh: ['platform'], success: t('jobs.queued') });
  const state = (value: string) => (
    <Tag color={COLOURS[value]}>
      {{ running: t('jobs.running'), done: t('jobs.done'), failed: t('jobs.failed') }[value] ?? value}
    </Tag>
  );
  return (
    <Page title={t('jobs.jobs')} note={t('jobs.schedulesLastResultsEventDelivery')}>
      <QueryState query={jobs}>
        <Tabs
          items={[
            {
              key: 'jobs',
              label: t('jobs.schedules'),
              children: (
                <div className="table-scroll">
                  <Table
                    rowKey="name"
                    size="small"
                    pagination={false}
                    dataSource={jobs.data?.jobs ?? []}
                    scroll={{ x: 820 }}
                    columns={[
                      {
                        title: t('jobs.job'),
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
                        dataIndex: 'cron',
                        render: (cron: string | null) => (
                          <span className="mono">{cron ?? t('jobs.onDemand')}</span>
                        ),
                      },
                      {
                        title: t('jobs.next'),
                        dataIndex: 'nextAt',
                        render: (at: string | null) => formatTime(at),
                      },
                      {
                        title: t('jobs.last'),
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
                        title: t('jobs.result'),
                        render: (_, row) => (
                          <small className="mono">
                            {row.last?.error ??
                              (row.last?.result ? JSON.stringify(row.last.result).slice(0, 120) : '')}
                          </small>
                        ),
                      },
                      {
                        title: '',
                        render: (_, row) => (
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
                </div>
              ),
            },
            {
              key: 'runs',
              label: t('jobs.runs'),
              children: (
                <div className="table-scroll">
                  <Table
                    rowKey="id"
                    size="small"
                    pagination={{ pageSize: 25 }}
                    dataSource={runs.data?.runs ?? []}
                    scroll={{ x: 760 }}
                    columns={[
                      {
                        title: t('jobs.job'),
                        dataIndex: 'job',
                        render: (name: string) => <span className="mono">{name}</span>,
                      },
                      { title: t('jobs.state'), dataIndex: 'state', render: state },
                      {
                        title: t('jobs.started'),
                        dataIndex: 'startedAt',
                        render: (at: string) => formatTime(at, 'full'),
                      },
                      {
                        title: t('jobs.ended'),
                        dataIndex: 'endedAt',
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
                        render: (_, row) => (
                          <small className="mono">{row.error ?? JSON.stringify(row.result ?? {})}</small>
                        ),
                      },
                    ]}
                  />
                </div>
              ),
            },
            {
              key: 'consumers',
              label: t('jobs.eventDelivery'),
              children: (
                <div className="table-scroll">
                  <Table
                    rowKey="name"
                    size="small"
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
                </div>
              ),
            },
          ]}
        />
      </QueryState>
    </Page>
  );
}

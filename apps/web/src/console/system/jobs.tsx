import { listJobRuns, listJobs, runJob } from '@tarim/platform/contract';
import { formatTime, Page, QueryState, useRouteMutation, useRouteQuery, useText } from '@tarim/ui';
import { Button, Progress, Table, Tabs, Tag } from 'antd';
import type { ReactNode } from 'react';

const COLOURS: Record<string, string> = { running: 'processing', done: 'success', failed: 'error' };

export default function JobsPage(): ReactNode {
  const t = useText();
  const jobs = useRouteQuery(listJobs, {}, { refetchMs: 5_000 });
  const runs = useRouteQuery(listJobRuns, { query: { limit: 100 } }, { refetchMs: 5_000 });
  const start = useRouteMutation(runJob, { refresh: ['platform'], success: t('已排队', 'Queued') });
  const state = (value: string) => (
    <Tag color={COLOURS[value]}>
      {{ running: t('运行中', 'running'), done: t('完成', 'done'), failed: t('失败', 'failed') }[value] ??
        value}
    </Tag>
  );
  return (
    <Page
      title={t('任务', 'Jobs')}
      note={t('计划、上次结果、事件投递', 'Schedules, last results, event delivery')}
    >
      <QueryState query={jobs}>
        <Tabs
          items={[
            {
              key: 'jobs',
              label: t('计划', 'Schedules'),
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
                        title: t('任务', 'Job'),
                        render: (_, row) => (
                          <>
                            {t(row.titleZh, row.titleEn)}
                            <br />
                            <small className="muted mono">{row.name}</small>
                          </>
                        ),
                      },
                      {
                        title: t('计划（北京时间）', 'Schedule (Beijing)'),
                        dataIndex: 'cron',
                        render: (cron: string | null) => (
                          <span className="mono">{cron ?? t('按需', 'on demand')}</span>
                        ),
                      },
                      {
                        title: t('下次', 'Next'),
                        dataIndex: 'nextAt',
                        render: (at: string | null) => formatTime(at),
                      },
                      {
                        title: t('上次', 'Last'),
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
                        title: t('结果', 'Result'),
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
                            {t('立即运行', 'Run now')}
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
              label: t('运行记录', 'Runs'),
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
                        title: t('任务', 'Job'),
                        dataIndex: 'job',
                        render: (name: string) => <span className="mono">{name}</span>,
                      },
                      { title: t('状态', 'State'), dataIndex: 'state', render: state },
                      {
                        title: t('开始', 'Started'),
                        dataIndex: 'startedAt',
                        render: (at: string) => formatTime(at, 'full'),
                      },
                      {
                        title: t('结束', 'Ended'),
                        dataIndex: 'endedAt',
                        render: (at: string | null) => formatTime(at, 'full'),
                      },
                      {
                        title: t('进度', 'Progress'),
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
                        title: t('结果', 'Result'),
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
              label: t('事件投递', 'Event delivery'),
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
                        title: t('消费者', 'Consumer'),
                        dataIndex: 'name',
                        render: (name: string) => <span className="mono">{name}</span>,
                      },
                      {
                        title: t('事件', 'Event'),
                        dataIndex: 'type',
                        render: (name: string) => <span className="mono">{name}</span>,
                      },
                      { title: t('等待', 'Waiting'), dataIndex: 'waiting' },
                      { title: t('连续失败', 'Failures'), dataIndex: 'failures' },
                      { title: t('搁置', 'Put aside'), dataIndex: 'deadLetters' },
                      {
                        title: t('最近错误', 'Last error'),
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

import { Link } from '@tanstack/react-router';
import { DataTable, formatNumber, formatTime, instant, useText } from '@tarim/ui';
import { Tag } from 'antd';
import type { ReactNode } from 'react';
import type { TaskGround } from '../contract.ts';

/** Alarms and signals a task rests on, each with the way to its figure. */
export function Grounds({ grounds }: { grounds: readonly TaskGround[] }): ReactNode {
  const t = useText('supervision');
  return (
    <DataTable<TaskGround>
      name={t('task.groundsFile')}
      rowKey={(row) => `${row.source}${row.ref}`}
      pagination={{ pageSize: 10, hideOnSinglePage: true }}
      scroll={{ x: 860 }}
      dataSource={grounds as TaskGround[]}
      locale={{ emptyText: t('task.noGrounds') }}
      columns={[
        {
          title: t('field.source'),
          value: (row) => `${t(`source.${row.source}`)} ${row.ref}`,
          className: 'nowrap',
          render: (_, row) => (
            <>
              <Source ground={row} text={`${t(`source.${row.source}`)} ${row.ref}`} />
              {row.endedWhy === null ? null : (
                <div>
                  <Tag>{t(`ended.${row.endedWhy}`)}</Tag>
                  <small className="muted">{formatTime(row.endedAt)}</small>
                </div>
              )}
            </>
          ),
        },
        { title: t('field.point'), dataIndex: 'pointName' },
        { title: t('field.factor'), dataIndex: 'codeName' },
        {
          title: t('task.valueLimit'),
          value: (row) => row.value,
          render: (_, row) =>
            row.signal ? (
              <>
                {t(`signals:signal.name.${row.signal.detector}`)}
                <div>
                  <small className="muted">
                    {t('task.signalStrength', { strength: row.signal.strength.toFixed(2) })}
                  </small>
                </div>
              </>
            ) : row.value === null ? (
              (row.explanation ?? '—')
            ) : (
              <>
                <b className="exceeds">{formatNumber(row.value, 3)}</b> / {formatNumber(row.limit, 3)}{' '}
                <small className="muted">{row.unit}</small>
                {row.explanation ? <div className="muted">{row.explanation}</div> : null}
              </>
            ),
        },
        {
          title: t('task.time'),
          value: (row) => instant(row.time ?? row.at),
          render: (_, row) => formatTime(row.time ?? row.at),
        },
        {
          title: t('task.basis'),
          value: (row) => [row.standard, row.ruleVersion].filter(Boolean).join('; '),
          render: (_, row) => (
            <>
              {row.standard}
              <div>
                <small className="muted">{row.ruleVersion}</small>
              </div>
            </>
          ),
        },
        { title: '', render: (_, row) => <Trace ground={row} text={t('task.trace')} /> },
      ]}
    />
  );
}

const PAGES: Readonly<Record<TaskGround['source'], string | null>> = {
  alarm: '/alarms',
  signal: '/signals/leads',
  tracking: '/tracking/alarms',
  radnet: '/radnet/findings',
  emf: '/emf/measurements',
  manual: null,
};

/** The page of what the task rests on. */
function Source({ ground, text }: { ground: TaskGround; text: string }): ReactNode {
  const page = PAGES[ground.source];
  return page === null ? text : <Link to={`${page}/${ground.ref}` as string}>{text}</Link>;
}

/** The way up the river: to the frame, or to the figure of the period. */
function Trace({ ground, text }: { ground: TaskGround; text: string }): ReactNode {
  if (ground.lsn !== null) return <Link to={`/frames/${ground.lsn}` as string}>{text}</Link>;
  if (ground.period === null || ground.time === null || ground.pointId === null) return null;
  const search = new URLSearchParams({
    pointId: String(ground.pointId),
    period: ground.period,
    time: ground.time,
    ...(ground.code ? { code: ground.code } : {}),
  });
  return <Link to={`/trace/rollup?${search}` as string}>{text}</Link>;
}

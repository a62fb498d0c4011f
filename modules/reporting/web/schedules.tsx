import { Link } from '@tanstack/react-router';
import {
  DataTable,
  formatTime,
  instant,
  QueryState,
  type Text,
  useMay,
  useRouteQuery,
  useText,
} from '@tarim/ui';
import { Button, Tag } from 'antd';
import { type ReactNode, useState } from 'react';
import { listSchedules, REPORT_GRAIN, type Schedule, type Timing } from '../contract.ts';
import { ScheduleForm } from './schedule-form.tsx';
import { kindName } from './words.tsx';

/** What is made by itself, when it was and when it will be. */
export function Schedules(): ReactNode {
  const t = useText('reporting');
  const mayMake = useMay('reporting.make');
  const query = useRouteQuery(listSchedules, {}, { refetchMs: 30_000 });
  const [edited, setEdited] = useState<Schedule | 'new' | null>(null);
  return (
    <>
      <div className="note">
        <p>{t('schedule.note')}</p>
      </div>
      {mayMake ? (
        <div className="filters">
          <Button onClick={() => setEdited('new')}>{t('schedule.add')}</Button>
        </div>
      ) : null}
      <QueryState query={query}>
        <DataTable
          name={t('schedule.title')}
          rowKey={(row) => `${row.kind}${row.unitPath}`}
          pagination={false}
          scroll={{ x: 900 }}
          locale={{ emptyText: t('schedule.none') }}
          dataSource={query.data?.schedules ?? []}
          columns={[
            { title: t('field.unit'), dataIndex: 'unitName' },
            {
              title: t('field.kind'),
              value: (row) => kindName(t, row.kind),
              render: (_, row) => kindName(t, row.kind),
            },
            {
              title: t('schedule.enabled'),
              value: (row) => t(row.enabled ? 'schedule.enabled' : 'schedule.off'),
              render: (_, row) => (
                <>
                  <Tag color={row.enabled ? 'green' : undefined}>
                    {t(row.enabled ? 'schedule.enabled' : 'schedule.off')}
                  </Tag>
                  {row.publish ? <Tag>{t('schedule.publish')}</Tag> : null}
                </>
              ),
            },
            {
              title: t('schedule.time'),
              className: 'nowrap',
              value: (row) => timingText(t, row),
              render: (_, row) => timingText(t, row),
            },
            {
              title: t('schedule.last'),
              value: (row) => instant(row.lastAt),
              render: (_, row) =>
                row.lastAt ? (
                  <>
                    {formatTime(row.lastAt)}
                    <br />
                    {row.lastReportId ? (
                      <Link to={`/reports/detail?id=${row.lastReportId}` as string}>{row.lastPeriod}</Link>
                    ) : null}
                  </>
                ) : (
                  '—'
                ),
            },
            {
              title: t('schedule.next'),
              value: (row) => instant(row.nextAt),
              render: (_, row) =>
                row.nextAt ? (
                  <>
                    {formatTime(row.nextAt, 'full')}
                    <br />
                    <small className="muted">{row.nextPeriod}</small>
                  </>
                ) : (
                  '—'
                ),
            },
            {
              title: '',
              render: (_, row) =>
                row.mayChange ? (
                  <Button size="small" onClick={() => setEdited(row)}>
                    {t('schedule.edit')}
                  </Button>
                ) : null,
            },
          ]}
        />
      </QueryState>
      {edited ? (
        <ScheduleForm schedule={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />
      ) : null}
    </>
  );
}

/** `每日 08:00` */
function timingText(t: Text, { kind, timing }: { kind: Schedule['kind']; timing: Timing }): string {
  const two = (n: number) => String(n).padStart(2, '0');
  const { day = 1, month = 1 } = timing;
  const time = `${two(timing.hour)}:${two(timing.minute)}`;
  const grain = REPORT_GRAIN[kind];
  if (grain === 'day') return t('schedule.everyDay', { time });
  return grain === 'month'
    ? t('schedule.everyMonth', { day, time })
    : t('schedule.everyYear', { month, day, time });
}

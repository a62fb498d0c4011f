import { useNavigate } from '@tanstack/react-router';
import {
  DataTable,
  formatPercent,
  formatTime,
  instant,
  QueryState,
  useRouteMutation,
  useRouteQuery,
  useText,
} from '@tarim/ui';
import { App, Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { getCompleteness, sendCommand } from '../contract.ts';

/**
 * What was due and what came: rates of the last days, hours with gaps, and the call that fills them. Without `mn` nobody
 * may ask the device, or there is none.
 */
export function PointCompleteness({ pointId, mn }: { pointId: number; mn: string | null }): ReactNode {
  const t = useText('telemetry');
  const navigate = useNavigate();
  const { modal } = App.useApp();
  const [to] = useState(() => new Date().toISOString());
  const [from] = useState(() => new Date(Date.now() - 3 * 86_400_000).toISOString());
  const hours = useRouteQuery(
    getCompleteness,
    { query: { pointId, from, to, period: 'hour' } },
    { refetchMs: 15_000 },
  );
  const days = useRouteQuery(
    getCompleteness,
    { query: { pointId, from, to, period: 'day' } },
    { refetchMs: 30_000 },
  );
  const command = useRouteMutation(sendCommand, {
    success: t('point.sentValuesAreRecomputedAs'),
    onSuccess: () => void navigate({ to: '/sessions' as string }),
  });
  const gaps = (hours.data?.rows ?? []).filter((row) => row.received < row.expected);
  const fill = (time: string, kind: 'history-minute' | 'history-hour') =>
    modal.confirm({
      title: t('point.askDeviceFor', { mn, n: formatTime(time, 'hour') }),
      onOk: () =>
        command.mutateAsync({
          body: {
            mn: mn!,
            command: kind,
            args: { begin: time, end: new Date(Date.parse(time) + 3_599_000).toISOString() },
          },
        }),
    });
  return (
    <QueryState query={hours}>
      <div className="figures">
        {(days.data?.rows ?? []).map((day) => (
          <div key={day.time} className="figure">
            <div className="figure-label">{formatTime(day.time, 'date')}</div>
            <div className="figure-value">{formatPercent(day.effectiveTransmissionRate)}</div>
            <div className="figure-hint">
              {t('point.effectiveRate')}
              <br />
              {t('point.sent')} {formatPercent(day.transmissionRate)} · {t('point.valid')}{' '}
              {formatPercent(day.validityRate)} · {t('point.online')} {formatPercent(day.onlineRate)}
            </div>
          </div>
        ))}
      </div>
      <h4 className="section-title">{t('point.hoursWithGapsLastThree')}</h4>
      <DataTable
        name={t('point.hoursWithGapsLastThree')}
        rowKey="time"
        pagination={{ pageSize: 20, showSizeChanger: false }}
        scroll={{ x: 560 }}
        dataSource={[...gaps].reverse()}
        locale={{ emptyText: t('point.noGaps') }}
        columns={[
          {
            title: t('point.hour'),
            dataIndex: 'time',
            value: (row) => instant(row.time),
            render: (time: string) => formatTime(time, 'hour'),
          },
          { title: t('point.due'), dataIndex: 'expected' },
          { title: t('point.received'), dataIndex: 'received' },
          ...(mn
            ? [
                {
                  title: t('point.callForHistory'),
                  render: (_: unknown, row: (typeof gaps)[number]) => (
                    <div className="cell-nowrap">
                      <Button size="small" onClick={() => fill(row.time, 'history-minute')}>
                        {t('point.minutes2')}
                      </Button>{' '}
                      <Button size="small" onClick={() => fill(row.time, 'history-hour')}>
                        {t('point.hour2')}
                      </Button>
                    </div>
                  ),
                },
              ]
            : []),
        ]}
      />
    </QueryState>
  );
}

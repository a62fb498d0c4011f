import { useNavigate } from '@tanstack/react-router';
import { listAlarms } from '@tarim/alarm/contract';
import { type Static, urlOf } from '@tarim/platform/contract';
import type { Limit, Parameter } from '@tarim/registry/contract';
import { DataTable, formatNumber, formatTime, instant, QueryState, useRouteQuery, useText } from '@tarim/ui';
import { Chart } from '@tarim/ui/chart';
import { Button, Segmented, Select, Tag } from 'antd';
import { type ReactNode, useMemo, useState } from 'react';
import { exportSeries, getSeries, type Series } from '../contract.ts';
import { seriesOption } from './series-option.ts';

type Row = Static<typeof Series>['rows'][number];
type Grain = 'realtime' | 'minute' | 'hour' | 'day' | 'month';
const SPANS: Readonly<Record<Grain, number>> = {
  realtime: 2 * 3_600_000,
  minute: 6 * 3_600_000,
  hour: 3 * 86_400_000,
  day: 31 * 86_400_000,
  month: 366 * 86_400_000,
};

/** Values of a point as a curve and a table, with limits, marks and alarms; each leads to its bytes. */
export function PointData({
  pointId,
  limits,
  parameters,
}: {
  pointId: number;
  limits: readonly Limit[];
  parameters: readonly Parameter[];
}): ReactNode {
  const t = useText('telemetry');
  const navigate = useNavigate();
  const [grain, setGrain] = useState<Grain>('hour');
  const [until, setUntil] = useState(() => Math.ceil(Date.now() / 60_000) * 60_000);
  const [codes, setCodes] = useState<string[]>(() => parameters.slice(0, 3).map((one) => one.code));
  const from = new Date(until - SPANS[grain]).toISOString();
  const to = new Date(until).toISOString();
  const series = useRouteQuery(
    getSeries,
    { query: { pointId, grain, from, to, codes: codes.join(',') || undefined } },
    { refetchMs: grain === 'realtime' ? 15_000 : 60_000 },
  );
  const alarms = useRouteQuery(listAlarms, { query: { pointId, state: 'all', since: from, limit: 100 } });
  const data = series.data;
  const option = useMemo(
    () => (data ? seriesOption(data, limits, alarms.data?.alarms ?? [], t) : ({} as Record<string, unknown>)),
    [data, limits, alarms.data, t],
  );
  const trace = (row: Row, code: string) => {
    const search = new URLSearchParams({
      pointId: String(pointId),
      time: row.time,
      ...(data!.source === 'rollup' ? { period: grain, code } : { kind: grain }),
    });
    void navigate({ to: `/trace/${data!.source === 'rollup' ? 'rollup' : 'record'}?${search}` as string });
  };
  return (
    <>
      <div style={{ display: 'flex', gap: 8, flexWrap: 'wrap', marginBottom: 12 }}>
        <Segmented<Grain>
          aria-label={t('point.grain')}
          value={grain}
          onChange={(value) => {
            setGrain(value);
            setUntil(Math.ceil(Date.now() / 60_000) * 60_000);
          }}
          options={[
            { value: 'realtime', label: t('point.realTime') },
            { value: 'minute', label: t('point.minutes') },
            { value: 'hour', label: t('point.hours') },
            { value: 'day', label: t('point.days') },
            { value: 'month', label: t('point.months') },
          ]}
        />
        <Select
          mode="multiple"
          aria-label={t('point.parameters')}
          placeholder={t('point.parameters')}
          style={{ minWidth: 260, flex: 1 }}
          value={codes}
          onChange={setCodes}
          maxTagCount="responsive"
          options={parameters.map((one) => ({
            value: one.code,
            label: `${one.name}${one.unit ? ` (${one.unit})` : ''}`,
          }))}
        />
        <Button onClick={() => setUntil(until - SPANS[grain])}>← {t('point.earlier')}</Button>
        <Button
          disabled={until >= Date.now()}
          onClick={() => setUntil(Math.min(Math.ceil(Date.now() / 60_000) * 60_000, until + SPANS[grain]))}
        >
          {t('point.later')} →
        </Button>
        {(['xlsx', 'csv'] as const).map((format) => (
          <Button
            key={format}
            href={urlOf(exportSeries, {}, { pointId, grain, from, to, format, codes: codes.join(',') })}
          >
            {format.toUpperCase()}
          </Button>
        ))}
      </div>
      <QueryState query={series}>
        <div className="card" style={{ marginBottom: 12 }}>
          <Chart
            label={t('point.series')}
            height={360}
            option={option}
            onPoint={(seriesIndex, index) => {
              const row = data?.rows[index];
              const column = data?.columns.filter(isShown)[seriesIndex];
              if (row && column) trace(row, column.code);
            }}
          />
          <div className="legend">{t('point.dashedLimitRedGroundAlarm')}</div>
        </div>
        <DataTable
          // The buttons above export from the server, which has more than these rows.
          exported={false}
          name={t('point.data')}
          rowKey="time"
          pagination={{ pageSize: 24, showSizeChanger: false }}
          scroll={{ x: 160 + 110 * (data?.columns.length ?? 0) }}
          locale={{
            emptyText: t('point.noDataInThisPeriod'),
          }}
          dataSource={[...(data?.rows ?? [])].reverse()}
          columns={[
            {
              title: t('point.time'),
              dataIndex: 'time',
              value: (row) => instant(row.time),
              fixed: 'left' as const,
              width: 120,
              render: (time: string, row) => (
                <>
                  {formatTime(time)}
                  {row.revision > 0 ? (
                    <Tag color="purple" title={t('point.revised')} style={{ marginInlineStart: 6 }}>
                      R{row.revision}
                    </Tag>
                  ) : null}
                </>
              ),
            },
            ...(data?.columns ?? []).map((column, index) => ({
              title: (
                <>
                  {column.name}
                  <br />
                  <small className="muted">
                    {column.attr} {column.unit ?? ''}
                  </small>
                </>
              ),
              value: (row: Row) => row.v[index],
              render: (_: unknown, row: Row) => {
                const value = row.v[index];
                const flag = row.f[index];
                if (value === null || value === undefined) return <span className="muted">—</span>;
                const limit = limits.find(
                  (one) =>
                    one.code === column.code &&
                    one.basis === grain &&
                    (one.measure === 'converted' ? column.attr === 'ZsAvg' : column.attr === 'Avg'),
                );
                const exceeds =
                  limit &&
                  !flag &&
                  ((limit.upper != null && value > limit.upper) ||
                    (limit.lower != null && value < limit.lower));
                return (
                  <Button
                    type="link"
                    size="small"
                    style={{ padding: 0 }}
                    className={exceeds ? 'exceeds' : undefined}
                    onClick={() => trace(row, column.code)}
                  >
                    {formatNumber(value)}
                    {flag && flag !== 'N' ? <sup> {flag}</sup> : null}
                  </Button>
                );
              },
            })),
          ]}
        />
      </QueryState>
    </>
  );
}

const isShown = (column: { attr: string }): boolean => ['Avg', 'ZsAvg', 'Rtd', 'Mda8'].includes(column.attr);

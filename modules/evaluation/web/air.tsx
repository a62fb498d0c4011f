import { Link } from '@tanstack/react-router';
import type { Static } from '@tarim/platform/contract';
import {
  aqiColour,
  DataTable,
  formatNumber,
  formatTime,
  instant,
  Page,
  QueryState,
  useRouteQuery,
  useText,
} from '@tarim/ui';
import { Segmented } from 'antd';
import { type ReactNode, useState } from 'react';
import { AQI_POLLUTANTS, type AqiFact, aqiNow } from '../contract.ts';

type Fact = Static<typeof AqiFact>;

/** AQI of cities and stations, newest hour or day. */
export default function AirPage(): ReactNode {
  const t = useText('evaluation');
  const [period, setPeriod] = useState<'hour' | 'day'>('hour');
  const [level, setLevel] = useState<'cities' | 'points'>('cities');
  const query = useRouteQuery(aqiNow, { query: { period } }, { refetchMs: 60_000 });
  const rows = query.data?.[level] ?? [];
  const trace = (row: Fact) =>
    `/trace/rollup?${new URLSearchParams({ pointId: String(row.pointId), period: row.period, time: row.time })}`;
  return (
    <Page
      title={t('air.airQuality')}
      note={t('air.hj6332012Or2026By')}
      extra={
        <>
          <Segmented<'cities' | 'points'>
            aria-label={t('air.place')}
            value={level}
            onChange={(value) => setLevel(value)}
            options={[
              { value: 'cities', label: t('air.cities') },
              { value: 'points', label: t('air.stations') },
            ]}
          />
          <Segmented<'hour' | 'day'>
            aria-label={t('air.period')}
            value={period}
            onChange={(value) => setPeriod(value)}
            options={[
              { value: 'hour', label: t('air.hour') },
              { value: 'day', label: t('air.day') },
            ]}
          />
        </>
      }
    >
      <QueryState query={query}>
        <DataTable
          name={t('air.airQuality')}
          rowKey={(row) => `${row.pointId ?? ''}${row.cityCode ?? ''}`}
          pagination={{ pageSize: 80, hideOnSinglePage: true }}
          scroll={{ x: 860 }}
          dataSource={rows}
          columns={[
            {
              title: t('air.name'),
              value: (row) => row.name,
              render: (_, row) =>
                row.pointId ? <Link to={trace(row) as string}>{row.name}</Link> : row.name,
            },
            {
              title: 'AQI',
              value: (row) => row.aqi,
              defaultSortOrder: 'descend' as const,
              render: (_, row) => (
                <span
                  style={{
                    display: 'inline-block',
                    minWidth: 44,
                    textAlign: 'center',
                    padding: '1px 8px',
                    borderRadius: 6,
                    background: aqiColour(row.level),
                    color: row.level && row.level >= 4 ? '#fff' : '#17333a',
                    fontWeight: 650,
                  }}
                >
                  {row.aqi ?? 'NA'}
                </span>
              ),
            },
            {
              title: t('air.primary'),
              dataIndex: 'primary',
              value: (row) => row.primary.join('、'),
              render: (primary: readonly string[]) => primary.join('、') || '—',
            },
            ...AQI_POLLUTANTS.filter((one) =>
              period === 'hour' ? one.key !== 'O3_8h' : one.key !== 'O3',
            ).map((one) => ({
              title: (
                <>
                  {one.label}
                  <br />
                  <small className="muted">{one.unit}</small>
                </>
              ),
              head: `${one.label} ${one.unit}`,
              value: (row: Fact) => row.values[one.key],
              render: (_: unknown, row: Fact) => formatNumber(row.values[one.key], 1),
            })),
            {
              title: t('air.period'),
              dataIndex: 'time',
              value: (row) => instant(row.time),
              render: (time: string) => formatTime(time, period === 'hour' ? 'hour' : 'date'),
            },
            { title: t('air.standard'), dataIndex: 'standard' },
            { title: t('air.revision'), dataIndex: 'revision' },
            { title: t('simulated'), hidden: true, value: (row) => row.simulated },
          ]}
        />
      </QueryState>
    </Page>
  );
}

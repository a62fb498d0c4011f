import { Link } from '@tanstack/react-router';
import type { Static } from '@tarim/platform/contract';
import { aqiColour, formatNumber, formatTime, Page, QueryState, useRouteQuery, useText } from '@tarim/ui';
import { Segmented, Table } from 'antd';
import { type ReactNode, useState } from 'react';
import { AQI_POLLUTANTS, type AqiFact, aqiNow } from '../contract.ts';

type Fact = Static<typeof AqiFact>;

/** AQI of cities and stations, newest hour or day. */
export default function AirPage(): ReactNode {
  const t = useText();
  const [period, setPeriod] = useState<'hour' | 'day'>('hour');
  const [level, setLevel] = useState<'cities' | 'points'>('cities');
  const query = useRouteQuery(aqiNow, { query: { period } }, { refetchMs: 60_000 });
  const rows = query.data?.[level] ?? [];
  const trace = (row: Fact) =>
    `/trace/rollup?${new URLSearchParams({ pointId: String(row.pointId), period: row.period, time: row.time })}`;
  return (
    <Page
      title={t('空气质量', 'Air quality')}
      note={t('按数据日期选用 HJ 633-2012 / 2026', 'HJ 633-2012 or 2026 by the date of the data')}
      extra={
        <>
          <Segmented<'cities' | 'points'>
            value={level}
            onChange={(value) => setLevel(value)}
            options={[
              { value: 'cities', label: t('城市', 'Cities') },
              { value: 'points', label: t('站点', 'Stations') },
            ]}
          />
          <Segmented<'hour' | 'day'>
            value={period}
            onChange={(value) => setPeriod(value)}
            options={[
              { value: 'hour', label: t('小时', 'Hour') },
              { value: 'day', label: t('日', 'Day') },
            ]}
          />
        </>
      }
    >
      <QueryState query={query}>
        <div className="table-scroll">
          <Table
            rowKey={(row) => `${row.pointId ?? ''}${row.cityCode ?? ''}`}
            size="small"
            pagination={{ pageSize: 80, hideOnSinglePage: true }}
            scroll={{ x: 860 }}
            dataSource={rows}
            columns={[
              {
                title: t('名称', 'Name'),
                render: (_, row) =>
                  row.pointId ? <Link to={trace(row) as string}>{row.name}</Link> : row.name,
              },
              {
                title: 'AQI',
                sorter: (a, b) => (a.aqi ?? 0) - (b.aqi ?? 0),
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
                title: t('首要污染物', 'Primary'),
                dataIndex: 'primary',
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
                render: (_: unknown, row: Fact) => formatNumber(row.values[one.key], 1),
              })),
              {
                title: t('时段', 'Period'),
                dataIndex: 'time',
                render: (time: string) => formatTime(time, period === 'hour' ? 'hour' : 'date'),
              },
              { title: t('标准', 'Standard'), dataIndex: 'standard' },
              { title: t('修订', 'Revision'), dataIndex: 'revision' },
            ]}
          />
        </div>
      </QueryState>
    </Page>
  );
}

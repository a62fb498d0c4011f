import { Link } from '@tanstack/react-router';
import {
  DataTable,
  formatNumber,
  formatTime,
  instant,
  Page,
  QueryState,
  useRouteQuery,
  useText,
  withSubscripts,
} from '@tarim/ui';
import { Segmented } from 'antd';
import { type ReactNode, useState } from 'react';
import { AQI_POLLUTANTS, type AqiFact, aqiNow } from '../contract.ts';
import { AirMap } from './air-map.tsx';
import { AqiBadge, explainPath } from './words.tsx';

/** AQI of cities and stations, newest hour or day; each leads to how it came about. */
export default function AirPage(): ReactNode {
  const t = useText('evaluation');
  const [period, setPeriod] = useState<'hour' | 'day'>('hour');
  const [level, setLevel] = useState<'cities' | 'points'>('cities');
  const query = useRouteQuery(aqiNow, { query: { period } }, { refetchMs: 60_000 });
  const rows = query.data?.[level] ?? [];
  return (
    <Page
      title={t('air.title')}
      note={t('air.note')}
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
            aria-label={t('field.period')}
            value={period}
            onChange={(value) => setPeriod(value)}
            options={[
              { value: 'hour', label: t('hour') },
              { value: 'day', label: t('day') },
            ]}
          />
        </>
      }
    >
      <QueryState query={query}>
        <AirMap rows={rows} level={level} />
        <DataTable
          name={t('air.title')}
          rowKey={(row) => `${row.pointId ?? ''}${row.cityCode ?? ''}`}
          pagination={{ pageSize: 80, hideOnSinglePage: true }}
          scroll={{ x: 860 }}
          dataSource={rows}
          columns={[
            {
              title: t('field.name'),
              value: (row) => row.name,
              render: (_, row) => <Link to={explainPath(row) as string}>{row.name}</Link>,
            },
            {
              title: 'AQI',
              value: (row) => row.aqi,
              defaultSortOrder: 'descend' as const,
              render: (_, row) => <AqiBadge {...row} />,
            },
            {
              title: t('field.primary'),
              value: (row) => row.primary.join('、'),
              render: (_, row) => withSubscripts(row.primary.join('、')) || '—',
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
              value: (row: AqiFact) => row.values[one.key],
              render: (_: unknown, row: AqiFact) => formatNumber(row.values[one.key], 1),
            })),
            {
              title: t('field.period'),
              value: (row) => instant(row.time),
              render: (_, row) => formatTime(row.time, period === 'hour' ? 'hour' : 'date'),
            },
            { title: t('field.standard'), dataIndex: 'standard' },
            { title: t('field.revision'), dataIndex: 'revision' },
            { title: t('simulated'), hidden: true, value: (row) => row.simulated },
          ]}
        />
      </QueryState>
    </Page>
  );
}

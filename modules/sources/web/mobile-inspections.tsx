import {
  DataTable,
  Figure,
  formatNumber,
  formatPercent,
  QueryState,
  useRouteQuery,
  useText,
  useUnitName,
} from '@tarim/ui';
import { Tag } from 'antd';
import type { ReactNode } from 'react';
import { inspectionViews, type StationRow } from '../contract.ts';
import type { MobileSpan } from './mobile.tsx';
import { type Bar, RateChart } from './rate-chart.tsx';
import { Simulated } from './words.tsx';

const rate = ({ n, passed }: { n: number; passed: number }) => (n === 0 ? null : passed / n);

/** Pass rates by month, fuel, stage and station. */
export function Inspections({ span }: { span: MobileSpan }): ReactNode {
  const t = useText('sources');
  const query = useRouteQuery(inspectionViews, { query: span });
  const data = query.data;
  const bars = (
    rows: readonly { key: string; n: number; passed: number }[],
    name = (key: string) => key,
  ): Bar[] => rows.map((one) => ({ label: name(one.key), share: rate(one), n: one.n }));
  const charts = data
    ? [
        { title: t('mobile.byMonth'), bars: bars(data.months) },
        { title: t('mobile.byFuel'), bars: bars(data.fuels, (key) => t(`fuel.${key}`)) },
        { title: t('mobile.byStage'), bars: bars(data.stages, (key) => t(`stage.${key}`)) },
      ]
    : [];
  const leads = data?.stations.filter((one) => one.lead) ?? [];
  return (
    <QueryState query={query}>
      <div className="figures">
        <Figure label={t('mobile.records')} value={formatNumber(data?.total.n)} />
        <Figure label={t('mobile.rate')} value={formatPercent(data ? rate(data.total) : null)} />
        <Figure label={t('mobile.stations')} value={data?.stations.length ?? 0} />
        <Figure
          label={t('mobile.leads')}
          value={leads.length}
          tone={leads.length > 0 ? 'warn' : 'good'}
          hint={leads.map((one) => one.station).join('、')}
        />
      </div>
      <Simulated when={data?.simulated ?? false} />
      <div className="grid cards-320" style={{ margin: '12px 0' }}>
        {charts.map((one) => (
          <div key={one.title} className="card">
            <h4>{one.title}</h4>
            <RateChart bars={one.bars} label={one.title} />
          </div>
        ))}
      </div>
      {data && data.peers.median !== null ? (
        <div className="note">
          <p>
            {t('mobile.leadNote', {
              count: data.peers.count,
              least: data.peers.least,
              median: formatPercent(data.peers.median),
              threshold: data.peers.threshold,
            })}
          </p>
        </div>
      ) : null}
      <Stations stations={data?.stations ?? []} />
    </QueryState>
  );
}

function Stations({ stations }: { stations: readonly StationRow[] }): ReactNode {
  const t = useText('sources');
  const unitName = useUnitName();
  const months = [...new Set(stations.flatMap((one) => one.months.map((of) => of.month)))].sort();
  return (
    <DataTable<StationRow>
      name={t('mobile.byStation')}
      rowKey="station"
      pagination={{ pageSize: 30, hideOnSinglePage: true }}
      scroll={{ x: 900 }}
      locale={{ emptyText: t('mobile.none') }}
      dataSource={stations as StationRow[]}
      columns={[
        {
          title: t('mobile.station'),
          value: (row) => row.station,
          render: (_, row) => (
            <>
              {row.station} {row.lead ? <Tag color="orange">{t('mobile.lead')}</Tag> : null}
            </>
          ),
        },
        {
          title: t('unit'),
          value: (row) => unitName(row.unitPath, 'line'),
          render: (_, row) => unitName(row.unitPath),
        },
        { title: t('mobile.records'), dataIndex: 'n' },
        {
          title: t('mobile.rate'),
          value: (row) => rate(row),
          render: (_, row) => formatPercent(rate(row)),
        },
        { title: t('mobile.z'), value: (row) => row.z, render: (_, row) => formatNumber(row.z, 2) },
        ...months.map((month) => ({
          title: month,
          value: (row: StationRow) => {
            const one = row.months.find((of) => of.month === month);
            return one ? rate(one) : null;
          },
          render: (_: unknown, row: StationRow) => {
            const one = row.months.find((of) => of.month === month);
            return one ? <span title={`n = ${one.n}`}>{formatPercent(rate(one))}</span> : '—';
          },
        })),
      ]}
    />
  );
}

import { DataTable, formatNumber, formatPercent, QueryState, useRouteQuery, useText } from '@tarim/ui';
import { Chart } from '@tarim/ui/chart';
import { type ReactNode, useMemo } from 'react';
import { type AreaKind, type AreaStatus, getAreaStatus } from '../contract.ts';
import { Simulated } from './words.tsx';

const COLOURS = { ndvi: '#5c940d', fvc: '#2b8a3e', water: '#1971c2' } as const;

/** 生态状况: vegetation and water of an area in each scene, in time, and as a table. */
export function Status({ kind, code }: { kind: AreaKind; code: string }): ReactNode {
  const t = useText('redline');
  const query = useRouteQuery(getAreaStatus, { params: { kind, code } });
  const rows = query.data?.rows ?? [];
  return (
    <QueryState query={query}>
      {rows.length === 0 ? (
        <p className="muted">{t('status.none')}</p>
      ) : (
        <>
          <p className="muted">
            {t('status.note')} <Simulated when={rows.some((one) => one.simulated)} />
          </p>
          <Trend rows={rows} />
          <DataTable<AreaStatus>
            name={t('status.title')}
            rowKey="scene"
            pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
            scroll={{ x: 640 }}
            dataSource={rows.toReversed()}
            columns={[
              {
                title: t('status.on'),
                value: (row) => row.on,
                render: (_, row) => <a href={`/console/imagery/scenes/${row.scene}`}>{row.on}</a>,
              },
              { title: 'NDVI', value: (row) => row.ndvi, render: (_, row) => formatNumber(row.ndvi, 3) },
              { title: t('status.fvc'), value: (row) => row.fvc, render: (_, row) => formatPercent(row.fvc) },
              {
                title: t('status.water'),
                value: (row) => row.waterShare,
                render: (_, row) => formatPercent(row.waterShare),
              },
              {
                title: t('status.seen'),
                value: (row) => row.seen,
                render: (_, row) => (
                  <span className={row.enough ? undefined : 'exceeds'}>{formatPercent(row.seen)}</span>
                ),
              },
              { title: t('areas.version'), value: (row) => row.version },
              { title: t('status.rule'), value: (row) => row.rule },
            ]}
          />
        </>
      )}
    </QueryState>
  );
}

function Trend({ rows }: { rows: readonly AreaStatus[] }): ReactNode {
  const t = useText('redline');
  const option = useMemo(() => {
    // Dates on which clouds hid most of it tell of the rest only: hollow.
    const line = (name: string, colour: string, of: (row: AreaStatus) => number | null) => ({
      name,
      type: 'line',
      symbolSize: 8,
      connectNulls: true,
      itemStyle: { color: colour },
      data: rows.map((row) => ({
        value: [row.on, of(row)],
        symbol: row.enough ? 'circle' : 'emptyCircle',
      })),
    });
    return {
      grid: { left: 50, right: 50, top: 36, bottom: 28 },
      legend: { top: 0 },
      tooltip: { trigger: 'axis' },
      xAxis: { type: 'time' },
      yAxis: { type: 'value', min: 0, max: 1 },
      series: [
        line('NDVI', COLOURS.ndvi, (row) => row.ndvi),
        line(t('status.fvc'), COLOURS.fvc, (row) => row.fvc),
        line(t('status.water'), COLOURS.water, (row) => row.waterShare),
      ],
    };
  }, [rows, t]);
  return <Chart option={option} height={280} label={t('status.title')} />;
}

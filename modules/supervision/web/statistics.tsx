import { DataTable, formatNumber, formatPercent, StatisticsPage, useStatistics, useText } from '@tarim/ui';
import { Chart } from '@tarim/ui/chart';
import { type ReactNode, useMemo } from 'react';
import { type BodyStatistics, bodyStatistics } from '../contract.ts';

const NONE: readonly BodyStatistics[] = [];
const rateOf = (row: Pick<BodyStatistics, 'judged' | 'onTime'>): number | null =>
  row.judged === 0 ? null : row.onTime / row.judged;

/** How the bodies do: in time or late, how long to receive and to close. By the day of the dispatch. */
export default function BodyStatisticsPage(): ReactNode {
  const t = useText('supervision');
  const asked = useStatistics(bodyStatistics, 90, {
    from: t('statistics.from'),
    to: t('statistics.to'),
    unit: t('field.body'),
  });
  const rows = (asked.query.data?.bodies as readonly BodyStatistics[] | undefined) ?? NONE;
  const sum = (of: (row: BodyStatistics) => number) => rows.reduce((total, row) => total + of(row), 0);
  const all = rateOf({ judged: sum((row) => row.judged), onTime: sum((row) => row.onTime) });
  const overdue = sum((row) => row.overdue);
  const chart = useMemo(() => chartOf(rows, t), [rows, t]);
  return (
    <StatisticsPage
      title={t('statistics.title')}
      note={t('statistics.note')}
      asked={asked}
      figures={[
        { label: t('statistics.dispatched'), value: sum((row) => row.dispatched) },
        { label: t('statistics.closed'), value: sum((row) => row.closed) },
        { label: t('statistics.overdue'), value: overdue, tone: overdue > 0 ? 'bad' : 'good' },
        { label: t('statistics.rate'), value: formatPercent(all) },
        { label: t('statistics.leads'), value: sum((row) => row.leads) },
      ]}
    >
      {rows.length > 0 ? (
        <div className="card" style={{ marginBottom: 14 }}>
          <Chart option={chart.option} table={chart.table} label={t('statistics.title')} height={280} />
        </div>
      ) : null}
      <DataTable<BodyStatistics>
        name={t('statistics.title')}
        rowKey="unitPath"
        scroll={{ x: 900 }}
        dataSource={[...rows]}
        locale={{ emptyText: t('statistics.none') }}
        columns={[
          { title: t('field.body'), dataIndex: 'unitName' },
          { title: t('statistics.dispatched'), dataIndex: 'dispatched' },
          { title: t('statistics.open'), dataIndex: 'open' },
          { title: t('statistics.overdue'), dataIndex: 'overdue' },
          { title: t('statistics.closed'), dataIndex: 'closed' },
          { title: t('statistics.returned'), dataIndex: 'returned' },
          { title: t('statistics.leads'), dataIndex: 'leads' },
          {
            title: t('statistics.rate'),
            value: rateOf,
            render: (_, row) => `${formatPercent(rateOf(row))} (${row.onTime}/${row.judged})`,
          },
          {
            title: t('statistics.receiveHours'),
            value: (row) => row.receiveHours,
            render: (_, row) => formatNumber(row.receiveHours, 1),
          },
          {
            title: t('statistics.closeHours'),
            value: (row) => row.closeHours,
            render: (_, row) => formatNumber(row.closeHours, 1),
          },
        ]}
      />
      <p className="muted">{t('statistics.method')}</p>
    </StatisticsPage>
  );
}

const MOST_BARS = 20;

function chartOf(rows: readonly BodyStatistics[], t: (key: string) => string) {
  const shown = [...rows].sort((a, b) => b.dispatched - a.dispatched).slice(0, MOST_BARS);
  const kinds = [
    { title: 'statistics.closed', of: (row: BodyStatistics) => row.closed, colour: '#2f8f4e' },
    { title: 'statistics.inTime', of: (row: BodyStatistics) => row.open - row.overdue, colour: '#3f7fc4' },
    { title: 'statistics.overdue', of: (row: BodyStatistics) => row.overdue, colour: '#c62828' },
  ];
  return {
    option: {
      tooltip: { trigger: 'axis' },
      legend: { top: 0 },
      grid: { left: 8, right: 12, top: 34, bottom: 4, containLabel: true },
      xAxis: {
        type: 'category',
        data: shown.map((row) => row.unitName),
        axisLabel: { interval: 0, rotate: shown.length > 6 ? 35 : 0 },
      },
      yAxis: { type: 'value', minInterval: 1 },
      series: kinds.map((kind) => ({
        name: t(kind.title),
        type: 'bar',
        stack: 'all',
        barMaxWidth: 34,
        itemStyle: { color: kind.colour },
        data: shown.map(kind.of),
      })),
    },
    table: {
      head: [t('field.body'), ...kinds.map((kind) => t(kind.title))],
      rows: shown.map((row) => [row.unitName, ...kinds.map((kind) => kind.of(row))]),
    },
  };
}

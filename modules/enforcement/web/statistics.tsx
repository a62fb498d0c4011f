import { DataTable, formatPercent, StatisticsPage, useStatistics, useText } from '@tarim/ui';
import { Chart } from '@tarim/ui/chart';
import { Alert } from 'antd';
import { type ReactNode, useMemo } from 'react';
import { caseStatistics, type UnitStatistics } from '../contract.ts';
import { share, UnitTable } from './statistics-units.tsx';
import { Simulated, yuan } from './words.tsx';

type Months = readonly { readonly month: string; readonly filed: number; readonly decided: number }[];

/** 案件统计: what was filed, decided, paid and corrected, by unit, violation and month. */
export default function CaseStatisticsPage(): ReactNode {
  const t = useText('enforcement');
  const asked = useStatistics(caseStatistics, 365, {
    from: t('statistics.from'),
    to: t('statistics.to'),
    unit: t('field.unit'),
  });
  const { data } = asked.query;
  const units = (data?.units ?? []) as UnitStatistics[];
  const sum = (of: (row: UnitStatistics) => number) => units.reduce((total, row) => total + of(row), 0);
  const months = data?.months;
  const chart = useMemo(() => chartOf(months ?? [], t), [months, t]);
  const fines = sum((row) => row.fines);
  const filing = share(
    sum((row) => row.cluesFiled),
    sum((row) => row.clues),
  );
  const paid = share(
    sum((row) => row.paid),
    fines,
  );
  return (
    <StatisticsPage
      title={t('menu.statistics')}
      note={t('statistics.note')}
      extra={<Simulated when={data?.simulated ?? false} />}
      asked={asked}
      figures={[
        { label: t('statistics.filingRate'), value: formatPercent(filing) },
        { label: t('statistics.filed'), value: sum((row) => row.filed) },
        { label: t('statistics.decided'), value: sum((row) => row.decided) },
        { label: t('statistics.closed'), value: sum((row) => row.closed) },
        { label: t('statistics.fines'), value: yuan(fines) },
        { label: t('statistics.execution'), value: formatPercent(paid) },
      ]}
    >
      {data && data.waiting > 0 ? (
        <Alert type="info" showIcon title={t('statistics.waiting', { n: data.waiting })} />
      ) : null}
      {units.length > 0 ? (
        <div className="card" style={{ marginBottom: 14 }}>
          <Chart option={chart.option} table={chart.table} label={t('statistics.byMonth')} height={240} />
        </div>
      ) : null}
      <h2>{t('statistics.byUnit')}</h2>
      <UnitTable units={units} />
      <h2>{t('statistics.byViolation')}</h2>
      <DataTable
        name={t('statistics.byViolation')}
        rowKey="key"
        scroll={{ x: 640 }}
        dataSource={data?.violations ?? []}
        locale={{ emptyText: t('statistics.none') }}
        columns={[
          { title: t('field.violation'), dataIndex: 'title' },
          { title: t('statistics.cases'), dataIndex: 'cases' },
          {
            title: t('statistics.fines'),
            value: (row) => row.fines,
            render: (_, row) => yuan(row.fines),
          },
        ]}
      />
      <h2>{t('statistics.byIndustry')}</h2>
      <DataTable
        name={t('statistics.byIndustry')}
        rowKey={(row) => row.industry ?? ''}
        scroll={{ x: 640 }}
        dataSource={data?.industries ?? []}
        locale={{ emptyText: t('statistics.none') }}
        columns={[
          {
            title: t('statistics.industry'),
            value: (row) =>
              row.industry === null ? t('statistics.noIndustry') : `${row.industry} ${row.name ?? ''}`.trim(),
          },
          { title: t('statistics.cases'), dataIndex: 'cases' },
          {
            title: t('statistics.fines'),
            value: (row) => row.fines,
            render: (_, row) => yuan(row.fines),
          },
        ]}
      />
      <p className="muted">{t('statistics.method')}</p>
    </StatisticsPage>
  );
}

function chartOf(months: Months, t: (key: string) => string) {
  const kinds = [
    { title: t('statistics.filed'), of: (row: Months[number]) => row.filed, colour: '#3f7fc4' },
    { title: t('statistics.decided'), of: (row: Months[number]) => row.decided, colour: '#2f8f4e' },
  ];
  return {
    option: {
      tooltip: { trigger: 'axis' },
      legend: { top: 0 },
      grid: { left: 8, right: 12, top: 34, bottom: 4, containLabel: true },
      xAxis: { type: 'category', data: months.map(({ month }) => month) },
      yAxis: { type: 'value', minInterval: 1 },
      series: kinds.map((kind) => ({
        name: kind.title,
        type: 'bar',
        barMaxWidth: 34,
        itemStyle: { color: kind.colour },
        data: months.map(kind.of),
      })),
    },
    table: {
      head: [t('statistics.byMonth'), ...kinds.map(({ title }) => title)],
      rows: months.map((row) => [row.month, ...kinds.map((kind) => kind.of(row))]),
    },
  };
}

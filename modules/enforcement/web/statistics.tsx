import {
  DataTable,
  Figure,
  formatNumber,
  formatPercent,
  Page,
  QueryState,
  UnitSelect,
  useRouteQuery,
  useText,
} from '@tarim/ui';
import { Chart } from '@tarim/ui/chart';
import { Input } from 'antd';
import { type ReactNode, useMemo, useState } from 'react';
import { caseStatistics, type UnitStatistics } from '../contract.ts';
import { Simulated, yuan } from './words.tsx';

const DAY_MS = 86_400_000;
/** A day in Beijing. */
const dayBack = (days: number) =>
  new Date(Date.now() + 8 * 3_600_000 - days * DAY_MS).toISOString().slice(0, 10);
const share = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);

type Months = readonly { readonly month: string; readonly filed: number; readonly decided: number }[];

/** 案件统计: what was filed, decided, paid and corrected, by unit, violation and month. */
export default function StatisticsPage(): ReactNode {
  const t = useText('enforcement');
  const [from, setFrom] = useState(() => dayBack(365));
  const [to, setTo] = useState(() => dayBack(0));
  const [unit, setUnit] = useState<string | undefined>();
  const query = useRouteQuery(caseStatistics, { query: { from, to, unit } }, { enabled: from <= to });
  const units = query.data?.units ?? [];
  const sum = (of: (row: UnitStatistics) => number) => units.reduce((total, row) => total + of(row), 0);
  const months = query.data?.months;
  const chart = useMemo(() => chartOf(months ?? [], t), [months, t]);
  return (
    <Page
      title={t('menu.statistics')}
      note={t('statistics.note')}
      extra={<Simulated when={query.data?.simulated ?? false} />}
    >
      <div className="filters">
        <Input
          type="date"
          style={{ width: 160 }}
          aria-label={t('statistics.from')}
          value={from}
          max={to}
          onChange={(event) => event.target.value && setFrom(event.target.value)}
        />
        <Input
          type="date"
          style={{ width: 160 }}
          aria-label={t('statistics.to')}
          value={to}
          min={from}
          onChange={(event) => event.target.value && setTo(event.target.value)}
        />
        <UnitSelect
          allowClear
          aria-label={t('field.unit')}
          placeholder={t('field.unit')}
          style={{ width: 260 }}
          value={unit}
          onChange={setUnit}
        />
      </div>
      <div className="figures">
        <Figure label={t('statistics.filed')} value={sum((row) => row.filed)} />
        <Figure label={t('statistics.decided')} value={sum((row) => row.decided)} />
        <Figure label={t('statistics.closed')} value={sum((row) => row.closed)} />
        <Figure label={t('statistics.fines')} value={yuan(sum((row) => row.fines))} />
        <Figure
          label={t('statistics.execution')}
          value={formatPercent(
            share(
              sum((row) => row.paid),
              sum((row) => row.fines),
            ),
          )}
        />
      </div>
      <QueryState query={query}>
        {units.length > 0 ? (
          <div className="card" style={{ marginBottom: 14 }}>
            <Chart option={chart.option} table={chart.table} label={t('statistics.byMonth')} height={240} />
          </div>
        ) : null}
        <h2>{t('statistics.byUnit')}</h2>
        <DataTable<UnitStatistics>
          name={t('statistics.byUnit')}
          rowKey="unitPath"
          pagination={{ pageSize: 50, hideOnSinglePage: true }}
          scroll={{ x: 1280 }}
          dataSource={units as UnitStatistics[]}
          locale={{ emptyText: t('statistics.none') }}
          columns={[
            { title: t('field.unit'), dataIndex: 'unitName' },
            { title: t('statistics.filed'), dataIndex: 'filed' },
            { title: t('statistics.decided'), dataIndex: 'decided' },
            { title: t('statistics.penalties'), dataIndex: 'penalties' },
            { title: t('statistics.closed'), dataIndex: 'closed' },
            {
              title: t('statistics.fines'),
              value: (row) => row.fines,
              render: (_, row) => yuan(row.fines),
            },
            {
              title: t('statistics.execution'),
              value: (row) => share(row.paid, row.fines),
              render: (_, row) => formatPercent(share(row.paid, row.fines)),
            },
            {
              title: t('statistics.days'),
              value: (row) => row.decisionDays,
              render: (_, row) => formatNumber(row.decisionDays, 0),
            },
            {
              title: t('statistics.inTerm'),
              value: (row) => share(row.inTerm, row.decided),
              render: (_, row) => formatPercent(share(row.inTerm, row.decided)),
            },
            { title: t('statistics.heard'), dataIndex: 'heard' },
            { title: t('statistics.orders'), dataIndex: 'orders' },
            {
              title: t('statistics.corrected'),
              value: (row) => share(row.corrected, row.orders),
              render: (_, row) => formatPercent(share(row.corrected, row.orders)),
            },
            { title: t('statistics.seals'), dataIndex: 'seals' },
            { title: t('statistics.daily'), dataIndex: 'daily' },
            { title: t('statistics.transfers'), dataIndex: 'transfers' },
            {
              title: t('statistics.deviation'),
              value: (row) => row.deviation,
              render: (_, row) => formatPercent(row.deviation),
            },
          ]}
        />
        <h2>{t('statistics.byViolation')}</h2>
        <DataTable
          name={t('statistics.byViolation')}
          rowKey="key"
          pagination={{ pageSize: 50, hideOnSinglePage: true }}
          scroll={{ x: 640 }}
          dataSource={query.data?.violations ?? []}
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
        <p className="muted">{t('statistics.method')}</p>
      </QueryState>
    </Page>
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

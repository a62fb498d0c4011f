import {
  DataTable,
  Figure,
  formatPercent,
  Page,
  QueryState,
  UnitSelect,
  useRouteQuery,
  useText,
} from '@tarim/ui';
import { Chart } from '@tarim/ui/chart';
import { Alert, Input } from 'antd';
import { type ReactNode, useMemo, useState } from 'react';
import { caseStatistics, type UnitStatistics } from '../contract.ts';
import { share, UnitTable } from './statistics-units.tsx';
import { Simulated, yuan } from './words.tsx';

const DAY_MS = 86_400_000;
/** A day in Beijing. */
const dayBack = (days: number) =>
  new Date(Date.now() + 8 * 3_600_000 - days * DAY_MS).toISOString().slice(0, 10);

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
        <Figure
          label={t('statistics.filingRate')}
          value={formatPercent(
            share(
              sum((row) => row.cluesFiled),
              sum((row) => row.clues),
            ),
          )}
        />
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
        {query.data && query.data.waiting > 0 ? (
          <Alert type="info" showIcon title={t('statistics.waiting', { n: query.data.waiting })} />
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
        <h2>{t('statistics.byIndustry')}</h2>
        <DataTable
          name={t('statistics.byIndustry')}
          rowKey={(row) => row.industry ?? ''}
          pagination={{ pageSize: 50, hideOnSinglePage: true }}
          scroll={{ x: 640 }}
          dataSource={query.data?.industries ?? []}
          locale={{ emptyText: t('statistics.none') }}
          columns={[
            {
              title: t('statistics.industry'),
              value: (row) =>
                row.industry === null
                  ? t('statistics.noIndustry')
                  : `${row.industry} ${row.name ?? ''}`.trim(),
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

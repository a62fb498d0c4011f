import { Link } from '@tanstack/react-router';
import {
  DataTable,
  formatNumber,
  formatPercent,
  QueryState,
  UnitSelect,
  useRouteQuery,
  useText,
  useUnitName,
} from '@tarim/ui';
import { Chart } from '@tarim/ui/chart';
import { Segmented, Select } from 'antd';
import { type ReactNode, useMemo, useState } from 'react';
import { type Catchment, LOAD_ITEMS, listCatchments } from '../contract.ts';
import { useMissing } from './missing.ts';

type Item = (typeof LOAD_ITEMS)[number];
const KG_PER_T = 1_000;
const tonnes = (row: Catchment, year: number | undefined, item: Item): number | null => {
  const kg = row.years.find((one) => one.year === year)?.loads[item] ?? null;
  return kg === null ? null : kg / KG_PER_T;
};

/** Loads of all catchments in a year beside another year. */
export function DiffuseLoads(): ReactNode {
  const t = useText('sources');
  const unitName = useUnitName();
  const missing = useMissing();
  const [unitPath, setUnitPath] = useState<string | undefined>();
  const [item, setItem] = useState<Item>('TN');
  const query = useRouteQuery(listCatchments, { query: { unitPath } });
  const rows = query.data?.catchments ?? [];
  const years = [...new Set(rows.flatMap((row) => row.years.map((one) => one.year)))].sort((a, b) => b - a);
  const [chosen, setChosen] = useState<number | undefined>();
  const [against, setAgainst] = useState<number | undefined>();
  const year = chosen ?? years[0];
  const other = against ?? years.find((one) => one !== year);
  const option = useMemo(() => optionOf(rows, item, year, other), [rows, item, year, other]);
  const yearSelect = (label: string, value: number | undefined, set: (value: number) => void) => (
    <Select
      aria-label={label}
      prefix={label}
      style={{ width: 170 }}
      value={value}
      onChange={set}
      options={years.map((one) => ({ value: one, label: String(one) }))}
    />
  );
  return (
    <>
      <div className="filters">
        <Segmented<Item>
          aria-label={t('diffuse.item')}
          value={item}
          onChange={setItem}
          options={[...LOAD_ITEMS]}
        />
        {yearSelect(t('diffuse.year'), year, setChosen)}
        {yearSelect(t('diffuse.compare'), other, setAgainst)}
        <UnitSelect
          allowClear
          style={{ width: 240 }}
          aria-label={t('unit')}
          placeholder={t('allUnits')}
          value={unitPath}
          onChange={setUnitPath}
        />
      </div>
      <QueryState query={query}>
        {rows.length > 0 ? (
          <div className="card" style={{ marginBottom: 14 }}>
            <h4>{`${item} · t/a`}</h4>
            <Chart option={option} height={80 + 30 * rows.length} label={`${item} t/a`} />
          </div>
        ) : null}
        <DataTable<Catchment>
          name={`${t('diffuse.title')} ${year ?? ''}`}
          rowKey="id"
          pagination={{ pageSize: 30, hideOnSinglePage: true }}
          scroll={{ x: 980 }}
          locale={{ emptyText: t('diffuse.none') }}
          dataSource={rows}
          columns={[
            {
              title: t('catchment.name'),
              value: (row) => row.name,
              render: (_, row) => <Link to={`/sources/diffuse/${row.id}` as string}>{row.name}</Link>,
            },
            { title: t('catchment.basin'), dataIndex: 'basin' },
            {
              title: t('unit'),
              value: (row) => unitName(row.unitPath, 'line'),
              render: (_, row) => unitName(row.unitPath),
            },
            ...LOAD_ITEMS.map((one) => ({
              title: `${one} t/a`,
              value: (row: Catchment) => tonnes(row, year, one),
              render: (_: unknown, row: Catchment) => formatNumber(tonnes(row, year, one), 1),
            })),
            {
              title: `${item} ${t('diffuse.change', { year: other ?? '—' })}`,
              value: (row) => changeOf(row, item, year, other),
              render: (_, row) => formatPercent(changeOf(row, item, year, other)),
            },
            {
              title: t('diffuse.density', { item }),
              head: `${item} kg/km²`,
              value: (row) => density(row, item, year),
              render: (_, row) => `${formatNumber(density(row, item, year), 1)} kg`,
            },
            {
              title: t('diffuse.missing'),
              value: (row) => missing(row.years.find((one) => one.year === year)?.missing ?? []),
              render: (_, row) => missing(row.years.find((one) => one.year === year)?.missing ?? []),
            },
          ]}
        />
      </QueryState>
    </>
  );
}

function changeOf(row: Catchment, item: Item, year?: number, other?: number): number | null {
  const [now, then] = [tonnes(row, year, item), tonnes(row, other, item)];
  return now === null || then === null || then === 0 ? null : now / then - 1;
}

function density(row: Catchment, item: Item, year?: number): number | null {
  const load = tonnes(row, year, item);
  return load === null ? null : (load * KG_PER_T) / row.areaKm2;
}

function optionOf(
  rows: readonly Catchment[],
  item: Item,
  year?: number,
  other?: number,
): Record<string, unknown> {
  const sorted = [...rows].sort((a, b) => (tonnes(b, year, item) ?? 0) - (tonnes(a, year, item) ?? 0));
  const shown = [other, year].filter((one) => one !== undefined);
  return {
    color: ['#b9cfd2', '#0f6c7d'],
    grid: { left: 132, right: 16, top: 32, bottom: 28 },
    legend: { top: 0 },
    tooltip: { trigger: 'axis', valueFormatter: (value: number | null) => formatNumber(value, 1) },
    // Names lie beside their bars: below them there is no room on a telephone.
    xAxis: { type: 'value' },
    yAxis: {
      type: 'category',
      inverse: true,
      data: sorted.map((row) => row.name),
      axisLabel: { interval: 0, width: 122, overflow: 'truncate' },
    },
    series: shown.map((one) => ({
      type: 'bar',
      name: String(one),
      barMaxWidth: 14,
      data: sorted.map((row) => tonnes(row, one, item)),
    })),
  };
}

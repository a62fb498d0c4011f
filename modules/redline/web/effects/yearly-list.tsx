import { Link } from '@tanstack/react-router';
import {
  DataTable,
  formatNumber,
  QueryState,
  UnitSelect,
  useAddress,
  useRouteQuery,
  useText,
  useUnitName,
} from '@tarim/ui';
import { Empty, Select } from 'antd';
import type { ReactNode } from 'react';
import { listYearly, YEARLY_KINDS, type YearlyKind, type YearlyRow } from '../../contract.ts';
import { Simulated } from '../words.tsx';
import { ClassTag, figure, useChange, useIndicators } from './words.tsx';

const number = (text: string | undefined) => (text === undefined ? undefined : Number(text));

/** Yearly figures of all areas and units in a year, beside another year's. */
export function YearlyList(): ReactNode {
  const t = useText('redline');
  const { get, set } = useAddress();
  const { eqi } = useIndicators();
  const filter = {
    kind: get('whose') as YearlyKind | undefined,
    unitPath: get('unit'),
    year: number(get('year')),
    against: number(get('against')),
  };
  const query = useRouteQuery(listYearly, { query: filter });
  const { years = [], year = null, against = null, rows = [] } = query.data ?? {};
  const options = years.map((value) => ({ value, label: String(value) }));
  return (
    <QueryState query={query}>
      <p className="muted">
        {t('yearly.note')}{' '}
        {eqi
          ? t('yearly.rule', {
              standard: eqi.standard,
              version: eqi.version,
              from: eqi.effectiveFrom ?? '—',
              confidence: t(`confidence.${eqi.confidence}` as 'confidence.mixed'),
            })
          : null}
      </p>
      {year === null ? (
        <Empty description={t('yearly.none')} />
      ) : (
        <>
          <div className="filters">
            <Select
              aria-label={t('yearly.year')}
              prefix={t('yearly.year')}
              style={{ minWidth: 120 }}
              value={year}
              onChange={(value) => set({ year: String(value) })}
              options={options}
            />
            <Select
              aria-label={t('yearly.against')}
              prefix={t('yearly.against')}
              style={{ minWidth: 140 }}
              {...(against === null ? {} : { value: against })}
              onChange={(value) => set({ against: String(value) })}
              options={options}
            />
            <Select
              allowClear
              aria-label={t('yearly.column.kind')}
              placeholder={t('yearly.column.kind')}
              style={{ minWidth: 140 }}
              {...(filter.kind ? { value: filter.kind } : {})}
              onChange={(whose) => set({ whose })}
              options={YEARLY_KINDS.map((value) => ({ value, label: t(`yearly.kind.${value}`) }))}
            />
            <UnitSelect
              allowClear
              aria-label={t('field.unit')}
              placeholder={t('field.unit')}
              style={{ width: 220 }}
              {...(filter.unitPath ? { value: filter.unitPath } : {})}
              onChange={(unit) => set({ unit })}
            />
            <Simulated when={rows.some((row) => row.simulated)} />
          </div>
          <Rows rows={rows} year={year} />
        </>
      )}
    </QueryState>
  );
}

function Rows({ rows, year }: { rows: readonly YearlyRow[]; year: number }): ReactNode {
  const t = useText('redline');
  const unitName = useUnitName();
  const changed = useChange();
  const { indicators, titleOf } = useIndicators();
  const there = new Set(rows.flatMap((row) => Object.keys(row.values)));
  // The parts of the EQI stand on the page of each area.
  const shown = indicators.filter((one) => there.has(one.code) && !one.code.startsWith('eqi-'));
  const nameOf = (row: YearlyRow) => row.name ?? (row.kind === 'unit' ? unitName(row.unitPath) : row.code);
  return (
    <DataTable<YearlyRow>
      name={`${t('yearly.title')} ${year}`}
      rowKey={(row) => `${row.kind}/${row.code}`}
      pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
      scroll={{ x: 980 }}
      dataSource={rows as YearlyRow[]}
      columns={[
        { title: t('yearly.column.kind'), value: (row) => t(`yearly.kind.${row.kind}`) },
        {
          title: t('field.code'),
          value: (row) => row.code,
          render: (_, row) =>
            row.kind === 'unit' ? (
              row.code
            ) : (
              <Link to={`/redline/areas/${row.kind}/${encodeURIComponent(row.code)}?tab=quality` as string}>
                {row.code}
              </Link>
            ),
        },
        { title: t('areas.name'), value: nameOf },
        {
          title: t('yearly.eqi'),
          value: (row) => row.eqi?.value ?? null,
          render: (_, row) => formatNumber(row.eqi?.value ?? null, 2),
        },
        {
          title: t('yearly.class'),
          value: (row) => (row.eqi ? t(`yearly.class.${row.eqi.class}` as 'yearly.class.1') : ''),
          render: (_, row) => (row.eqi ? <ClassTag eqi={row.eqi} /> : '—'),
        },
        { title: t('yearly.change'), value: (row) => changed(row.eqi?.change ?? null) },
        ...shown.flatMap((one) => [
          {
            title: titleOf(one.code),
            value: (row: YearlyRow) => row.values[one.code]?.now ?? null,
            render: (_: unknown, row: YearlyRow) => {
              const { now = null, before = null } = row.values[one.code] ?? {};
              return (
                <>
                  {figure(now, one)} <Difference now={now} before={before} better={one.better} />
                </>
              );
            },
          },
          {
            title: `${titleOf(one.code)} · ${t('yearly.against')}`,
            value: (row: YearlyRow) => row.values[one.code]?.before ?? null,
            hidden: true,
          },
        ]),
      ]}
    />
  );
}

function Difference({
  now,
  before,
  better,
}: {
  now: number | null;
  before: number | null;
  better: 'more' | 'less';
}): ReactNode {
  if (now === null || before === null) return null;
  const difference = now - before;
  const good = better === 'more' ? difference >= 0 : difference <= 0;
  return (
    <small className={good ? 'muted' : 'exceeds'}>
      {difference > 0 ? '+' : ''}
      {formatNumber(difference, 2)}
    </small>
  );
}

import {
  DataTable,
  Figure,
  Page,
  QueryState,
  UnitSelect,
  useRouteQuery,
  useText,
  useUnitName,
  withSubscripts,
} from '@tarim/ui';
import { Input, InputNumber, Segmented, Select, Tag } from 'antd';
import { type ReactNode, useState } from 'react';
import { EMISSION_PERIODS, type EmissionRow, emissionTotals } from '../contract.ts';
import { kgText, monthBack, Simulated } from './words.tsx';

type Period = (typeof EMISSION_PERIODS)[number];
const QUARTERS = [1, 2, 3, 4];
const quarterOf = (month: string) => `${month.slice(0, 4)}-Q${Math.ceil(Number(month.slice(5)) / 3)}`;

/** Amounts by enterprise: what is official, what is provisional, with and without what stands in. */
export default function EmissionsPage(): ReactNode {
  const t = useText('quality');
  const unitName = useUnitName();
  const [period, setPeriod] = useState<Period>('month');
  const [month, setMonth] = useState(() => monthBack(1));
  const [unitPath, setUnitPath] = useState<string | undefined>();
  const of = period === 'month' ? month : period === 'quarter' ? quarterOf(month) : month.slice(0, 4);
  const list = useRouteQuery(emissionTotals, { query: { period, of, unitPath } });
  const rows = list.data?.rows ?? [];
  const year = Number(month.slice(0, 4));
  const setYear = (to: number | null) => to && setMonth(`${to}${month.slice(4)}`);
  return (
    <Page
      title={t('emissions.title')}
      note={t('emissions.note')}
      extra={<Simulated when={rows.some((row) => row.simulated)} />}
    >
      <div className="filters">
        <Segmented<Period>
          aria-label={t('emissions.period')}
          value={period}
          onChange={setPeriod}
          options={EMISSION_PERIODS.map((value) => ({ value, label: t(`period.${value}`) }))}
        />
        {period === 'month' ? (
          <Input
            type="month"
            style={{ width: 150 }}
            aria-label={t('month')}
            value={month}
            onChange={(event) => event.target.value && setMonth(event.target.value)}
          />
        ) : (
          <InputNumber aria-label={t('year')} min={2000} max={2099} value={year} onChange={setYear} />
        )}
        {period === 'quarter' ? (
          <Select
            aria-label={t('quarter')}
            value={Math.ceil(Number(month.slice(5)) / 3)}
            onChange={(one) => setMonth(`${year}-${String(one * 3).padStart(2, '0')}`)}
            options={QUARTERS.map((value) => ({ value, label: `Q${value}` }))}
          />
        ) : null}
        <UnitSelect
          allowClear
          style={{ width: 240 }}
          aria-label={t('unit')}
          placeholder={t('allUnits')}
          value={unitPath}
          onChange={setUnitPath}
        />
      </div>
      <QueryState query={list}>
        <div className="figures">
          <Figure
            label={t('emissions.enterprises')}
            value={new Set(rows.map((row) => row.enterpriseName)).size}
          />
          <Figure
            label={t('emissions.signedMonths')}
            value={rows.reduce((sum, row) => sum + row.signed, 0)}
          />
          <Figure
            label={t('emissions.provisionalMonths')}
            value={rows.reduce((sum, row) => sum + row.months - row.signed, 0)}
          />
          <Figure
            label={t('total.unresolved')}
            value={rows.reduce((sum, row) => sum + row.unresolved, 0)}
            hint={t('emissions.unresolvedHint')}
          />
        </div>
        <DataTable<EmissionRow>
          name={`${t('emissions.title')} ${of}`}
          rowKey={(row) => `${row.enterpriseId}${row.enterpriseName}${row.code}`}
          pagination={{ pageSize: 30, hideOnSinglePage: true, showSizeChanger: false }}
          scroll={{ x: 1_150 }}
          locale={{ emptyText: t('emissions.none') }}
          dataSource={rows as EmissionRow[]}
          columns={[
            { title: t('enterprise'), dataIndex: 'enterpriseName' },
            {
              title: t('unit'),
              value: (row) => unitName(row.unitPath, 'line'),
              render: (_, row) => unitName(row.unitPath),
            },
            { title: t('factor'), value: (row) => row.name, render: (_, row) => withSubscripts(row.name) },
            {
              title: t('emissions.signed'),
              value: (row) => `${row.signed}/${row.months}`,
              render: (_, row) => (
                <Tag color={row.signed === row.months ? 'green' : row.signed > 0 ? 'gold' : 'default'}>
                  {row.signed}/{row.months}
                </Tag>
              ),
            },
            kg('emissions.signedTotal', (row) => row.signedTotal),
            kg('emissions.signedMeasured', (row) => row.signedMeasured),
            kg('emissions.provisionalTotal', (row) => row.provisionalTotal),
            kg('emissions.provisionalMeasured', (row) => row.provisionalMeasured),
            kg('emissions.total', (row) => row.total, true),
            { title: t('total.unresolved'), dataIndex: 'unresolved', align: 'right' },
          ]}
        />
        <div className="legend">{t('emissions.permits')}</div>
      </QueryState>
    </Page>
  );

  function kg(title: string, value: (row: EmissionRow) => number, strong = false) {
    return {
      title: t(title),
      align: 'right' as const,
      value,
      render: (_: unknown, row: EmissionRow) =>
        strong ? <strong>{kgText(value(row))}</strong> : kgText(value(row)),
    };
  }
}

import { DataTable, formatNumber, formatPercent, useText } from '@tarim/ui';
import type { ReactNode } from 'react';
import type { UnitStatistics } from '../contract.ts';
import { yuan } from './words.tsx';

export const share = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);

type Count = {
  [K in keyof UnitStatistics]: UnitStatistics[K] extends number ? K : never;
}[keyof UnitStatistics];

/** 按承办单位: a row a unit; what is a share is exported as one. */
export function UnitTable({ units }: { units: readonly UnitStatistics[] }): ReactNode {
  const t = useText('enforcement');
  const count = (name: Count) => ({ title: t(`statistics.${name}`), dataIndex: name });
  const money = (name: Count) => ({
    title: t(`statistics.${name}`),
    value: (row: UnitStatistics) => row[name],
    render: (_: unknown, row: UnitStatistics) => yuan(row[name]),
  });
  const ratio = (name: string, part: Count, whole: Count) => ({
    title: t(`statistics.${name}`),
    value: (row: UnitStatistics) => share(row[part], row[whole]),
    render: (_: unknown, row: UnitStatistics) => formatPercent(share(row[part], row[whole])),
  });
  return (
    <DataTable<UnitStatistics>
      name={t('statistics.byUnit')}
      rowKey="unitPath"
      pagination={{ pageSize: 50, hideOnSinglePage: true }}
      scroll={{ x: 2300 }}
      dataSource={units as UnitStatistics[]}
      locale={{ emptyText: t('statistics.none') }}
      columns={[
        { title: t('field.unit'), dataIndex: 'unitName', fixed: 'left', width: 150 },
        count('clues'),
        ratio('filingRate', 'cluesFiled', 'clues'),
        count('filed'),
        count('decided'),
        count('penalties'),
        count('noPenalty'),
        count('withdrawn'),
        count('closed'),
        count('repeated'),
        money('fines'),
        ratio('execution', 'paid', 'fines'),
        count('court'),
        {
          title: t('statistics.days'),
          value: (row) => row.decisionDays,
          render: (_, row) => formatNumber(row.decisionDays, 0),
        },
        ratio('inTerm', 'inTerm', 'decided'),
        ratio('publications', 'publicationsInTerm', 'publicationsDue'),
        count('heard'),
        count('orders'),
        ratio('corrected', 'corrected', 'orders'),
        ratio('rechecks', 'rechecksInTerm', 'rechecksDue'),
        count('seals'),
        count('sealsLate'),
        count('daily'),
        money('dailyFines'),
        count('transfers'),
        {
          title: t('statistics.deviation'),
          value: (row) => row.deviation,
          render: (_, row) => formatPercent(row.deviation),
        },
      ]}
    />
  );
}

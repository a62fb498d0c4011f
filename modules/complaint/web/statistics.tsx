import { DataTable, figureColumn, formatPercent, StatisticsPage, useStatistics, useText } from '@tarim/ui';
import type { ReactNode } from 'react';
import { type ComplaintFigures, complaintStatistics } from '../contract.ts';
import { Simulated } from './words.tsx';

const days = (value: number | null): string => (value === null ? '—' : value.toFixed(1));
const HEADLINE = ['acceptedInTime', 'repliedInTime', 'substantiated', 'satisfied'] as const;

/** 信访举报统计: in time, substantiated, satisfied, by unit and by kind; the lists export. */
export default function ComplaintStatisticsPage(): ReactNode {
  const t = useText('complaint');
  const asked = useStatistics(complaintStatistics, 365, {
    from: t('statistics.from'),
    to: t('statistics.to'),
    unit: t('field.unit'),
  });
  const { data } = asked.query;
  const total = data?.total as ComplaintFigures | undefined;
  const word = (key: string) => t(`statistics.${key}`);
  const count = (
    key: 'received' | 'accepted' | 'notAccepted' | 'merged' | 'replied' | 'overdue' | 'retaliations',
  ) => figureColumn<ComplaintFigures>(word(key), (row) => row[key]);
  return (
    <StatisticsPage
      title={t('menu.statistics')}
      note={t('statistics.note')}
      extra={<Simulated when={data?.simulated ?? false} />}
      asked={asked}
      figures={
        total
          ? [
              { label: word('received'), value: total.received },
              { label: word('overdue'), value: total.overdue },
              ...HEADLINE.map((key) => ({ label: word(key), value: formatPercent(total[key]) })),
              { label: word('meanDays'), value: days(total.meanDays) },
              { label: word('retaliations'), value: total.retaliations },
            ]
          : []
      }
    >
      <h2>{t('statistics.byUnit')}</h2>
      <DataTable<ComplaintFigures>
        name={t('statistics.byUnit')}
        rowKey="unitPath"
        scroll={{ x: 1180 }}
        dataSource={(data?.units ?? []) as ComplaintFigures[]}
        locale={{ emptyText: t('statistics.none') }}
        columns={[
          { title: t('field.unit'), dataIndex: 'unitName' },
          count('received'),
          count('accepted'),
          count('notAccepted'),
          count('merged'),
          count('replied'),
          count('overdue'),
          ...HEADLINE.map((key) =>
            figureColumn<ComplaintFigures>(word(key), (row) => row[key], formatPercent),
          ),
          figureColumn(word('meanDays'), (row) => row.meanDays, days),
          count('retaliations'),
        ]}
      />
      <h2>{t('statistics.byKind')}</h2>
      <DataTable<{ kind: string; received: number }>
        name={t('statistics.byKind')}
        rowKey="kind"
        pagination={false}
        dataSource={(data?.kinds ?? []) as { kind: string; received: number }[]}
        columns={[
          { title: t('field.kind'), value: (row) => t(`kind.${row.kind}`) },
          { title: t('statistics.received'), dataIndex: 'received', align: 'right' },
        ]}
      />
      <p className="muted">{t('statistics.method')}</p>
    </StatisticsPage>
  );
}

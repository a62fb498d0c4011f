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
import { Input } from 'antd';
import { type ReactNode, useState } from 'react';
import { type ComplaintFigures, complaintStatistics } from '../contract.ts';
import { Simulated } from './words.tsx';

const DAY_MS = 86_400_000;
/** A day in Beijing. */
const dayBack = (days: number) =>
  new Date(Date.now() + 8 * 3_600_000 - days * DAY_MS).toISOString().slice(0, 10);
const days = (value: number | null): string => (value === null ? '—' : value.toFixed(1));

/** 信访举报统计: in time, substantiated, satisfied, by unit and by kind; the lists export. */
export default function StatisticsPage(): ReactNode {
  const t = useText('complaint');
  const [from, setFrom] = useState(() => dayBack(365));
  const [to, setTo] = useState(() => dayBack(0));
  const [unit, setUnit] = useState<string | undefined>();
  const query = useRouteQuery(complaintStatistics, { query: { from, to, unit } }, { enabled: from <= to });
  const total = query.data?.total;
  const count = (
    key: 'received' | 'accepted' | 'notAccepted' | 'merged' | 'replied' | 'overdue' | 'retaliations',
  ) => ({ title: t(`statistics.${key}`), dataIndex: key, align: 'right' as const });
  const share = (key: 'acceptedInTime' | 'repliedInTime' | 'substantiated' | 'satisfied') => ({
    title: t(`statistics.${key}`),
    value: (row: ComplaintFigures) => row[key],
    render: (_: unknown, row: ComplaintFigures) => formatPercent(row[key]),
    align: 'right' as const,
  });
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
      <QueryState query={query}>
        {total ? (
          <div className="figures">
            <Figure label={t('statistics.received')} value={total.received} />
            <Figure label={t('statistics.overdue')} value={total.overdue} />
            <Figure label={t('statistics.acceptedInTime')} value={formatPercent(total.acceptedInTime)} />
            <Figure label={t('statistics.repliedInTime')} value={formatPercent(total.repliedInTime)} />
            <Figure label={t('statistics.substantiated')} value={formatPercent(total.substantiated)} />
            <Figure label={t('statistics.satisfied')} value={formatPercent(total.satisfied)} />
            <Figure label={t('statistics.meanDays')} value={days(total.meanDays)} />
            <Figure label={t('statistics.retaliations')} value={total.retaliations} />
          </div>
        ) : null}
        <h2>{t('statistics.byUnit')}</h2>
        <DataTable<ComplaintFigures>
          name={t('statistics.byUnit')}
          rowKey="unitPath"
          pagination={{ pageSize: 50, hideOnSinglePage: true }}
          scroll={{ x: 1180 }}
          dataSource={(query.data?.units ?? []) as ComplaintFigures[]}
          locale={{ emptyText: t('statistics.none') }}
          columns={[
            { title: t('field.unit'), dataIndex: 'unitName' },
            count('received'),
            count('accepted'),
            count('notAccepted'),
            count('merged'),
            count('replied'),
            count('overdue'),
            share('acceptedInTime'),
            share('repliedInTime'),
            share('substantiated'),
            share('satisfied'),
            {
              title: t('statistics.meanDays'),
              value: (row) => row.meanDays,
              render: (_, row) => days(row.meanDays),
              align: 'right',
            },
            count('retaliations'),
          ]}
        />
        <h2>{t('statistics.byKind')}</h2>
        <DataTable<{ kind: string; received: number }>
          name={t('statistics.byKind')}
          rowKey="kind"
          pagination={false}
          dataSource={(query.data?.kinds ?? []) as { kind: string; received: number }[]}
          columns={[
            { title: t('field.kind'), value: (row) => t(`kind.${row.kind}`) },
            { title: t('statistics.received'), dataIndex: 'received', align: 'right' },
          ]}
        />
        <p className="muted">{t('statistics.method')}</p>
      </QueryState>
    </Page>
  );
}

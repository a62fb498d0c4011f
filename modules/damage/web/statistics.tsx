import {
  DataTable,
  Figure,
  formatPercent,
  Page,
  QueryState,
  UnitSelect,
  useMay,
  useRouteQuery,
  useText,
} from '@tarim/ui';
import { Button, Input } from 'antd';
import { type ReactNode, useState } from 'react';
import { type DamageFigures, damageStatistics } from '../contract.ts';
import { LimitDialog } from './limit-dialog.tsx';
import { Simulated, yuan } from './words.tsx';

const DAY_MS = 86_400_000;
/** A day in Beijing. */
const dayBack = (days: number) =>
  new Date(Date.now() + 8 * 3_600_000 - days * DAY_MS).toISOString().slice(0, 10);

/** 损害赔偿统计: what was screened, started, agreed, paid and restored, by unit. */
export default function StatisticsPage(): ReactNode {
  const t = useText('damage');
  const [from, setFrom] = useState(() => dayBack(365));
  const [to, setTo] = useState(() => dayBack(0));
  const [unit, setUnit] = useState<string | undefined>();
  const may = useMay();
  const [limiting, setLimiting] = useState(false);
  const query = useRouteQuery(damageStatistics, { query: { from, to, unit } }, { enabled: from <= to });
  const total = query.data?.total;
  const count = (
    key: 'penalties' | 'screened' | 'clues' | 'started' | 'notStarted' | 'agreed' | 'restored' | 'closed',
  ) => ({
    title: t(`statistics.${key}`),
    dataIndex: key,
    align: 'right' as const,
  });
  const share = (key: 'screeningRate' | 'negotiatedShare' | 'simpleShare') => ({
    title: t(`statistics.${key}`),
    value: (row: DamageFigures) => row[key],
    render: (_: unknown, row: DamageFigures) => formatPercent(row[key]),
    align: 'right' as const,
  });
  const money = (key: 'agreedAmount' | 'paid') => ({
    title: t(`statistics.${key}`),
    value: (row: DamageFigures) => row[key],
    render: (_: unknown, row: DamageFigures) => yuan(row[key]),
    align: 'right' as const,
  });
  return (
    <Page
      title={t('menu.statistics')}
      note={t('statistics.note')}
      extra={
        <>
          <Simulated when={query.data?.simulated ?? false} />
          {may('damage.decide') ? (
            <Button onClick={() => setLimiting(true)}>{t('limit.title')}</Button>
          ) : null}
        </>
      }
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
            <Figure label={t('statistics.screeningRate')} value={formatPercent(total.screeningRate)} />
            <Figure label={t('statistics.started')} value={total.started} />
            <Figure label={t('statistics.closed')} value={total.closed} />
            <Figure label={t('statistics.agreedAmount')} value={yuan(total.agreedAmount)} />
            <Figure label={t('statistics.paid')} value={yuan(total.paid)} />
            <Figure label={t('statistics.restored')} value={total.restored} />
            <Figure label={t('statistics.negotiatedShare')} value={formatPercent(total.negotiatedShare)} />
            <Figure label={t('statistics.simpleShare')} value={formatPercent(total.simpleShare)} />
          </div>
        ) : null}
        <h2>{t('statistics.byUnit')}</h2>
        <DataTable<DamageFigures>
          name={t('statistics.byUnit')}
          rowKey="unitPath"
          pagination={{ pageSize: 50, hideOnSinglePage: true }}
          scroll={{ x: 1180 }}
          dataSource={(query.data?.units ?? []) as DamageFigures[]}
          locale={{ emptyText: t('statistics.none') }}
          columns={[
            { title: t('field.unit'), dataIndex: 'unitName' },
            count('penalties'),
            count('screened'),
            share('screeningRate'),
            count('clues'),
            count('started'),
            count('notStarted'),
            count('agreed'),
            money('agreedAmount'),
            money('paid'),
            count('restored'),
            share('negotiatedShare'),
            share('simpleShare'),
            count('closed'),
          ]}
        />
        <p className="muted">{t('statistics.method')}</p>
      </QueryState>
      {limiting ? <LimitDialog onClose={() => setLimiting(false)} /> : null}
    </Page>
  );
}

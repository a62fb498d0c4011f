import {
  DataTable,
  figureColumn,
  formatPercent,
  StatisticsPage,
  useMay,
  useStatistics,
  useText,
} from '@tarim/ui';
import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { type DamageFigures, damageStatistics } from '../contract.ts';
import { LimitDialog } from './limit-dialog.tsx';
import { Simulated, yuan } from './words.tsx';

/** 损害赔偿统计: what was screened, started, agreed, paid and restored, by unit. */
export default function DamageStatisticsPage(): ReactNode {
  const t = useText('damage');
  const may = useMay();
  const [limiting, setLimiting] = useState(false);
  const asked = useStatistics(damageStatistics, 365, {
    from: t('statistics.from'),
    to: t('statistics.to'),
    unit: t('field.unit'),
  });
  const { data } = asked.query;
  const total = data?.total as DamageFigures | undefined;
  const word = (key: string) => t(`statistics.${key}`);
  const count = (
    key: 'penalties' | 'screened' | 'clues' | 'started' | 'notStarted' | 'agreed' | 'restored' | 'closed',
  ) => figureColumn<DamageFigures>(word(key), (row) => row[key]);
  const share = (key: 'screeningRate' | 'negotiatedShare' | 'simpleShare') =>
    figureColumn<DamageFigures>(word(key), (row) => row[key], formatPercent);
  const money = (key: 'agreedAmount' | 'paid') =>
    figureColumn<DamageFigures>(word(key), (row) => row[key], yuan);
  return (
    <StatisticsPage
      title={t('menu.statistics')}
      note={t('statistics.note')}
      extra={
        <>
          <Simulated when={data?.simulated ?? false} />
          {may('damage.decide') ? (
            <Button onClick={() => setLimiting(true)}>{t('limit.title')}</Button>
          ) : null}
        </>
      }
      asked={asked}
      figures={
        total
          ? [
              { label: word('screeningRate'), value: formatPercent(total.screeningRate) },
              { label: word('started'), value: total.started },
              { label: word('closed'), value: total.closed },
              { label: word('agreedAmount'), value: yuan(total.agreedAmount) },
              { label: word('paid'), value: yuan(total.paid) },
              { label: word('restored'), value: total.restored },
              { label: word('negotiatedShare'), value: formatPercent(total.negotiatedShare) },
              { label: word('simpleShare'), value: formatPercent(total.simpleShare) },
            ]
          : []
      }
    >
      <h2>{t('statistics.byUnit')}</h2>
      <DataTable<DamageFigures>
        name={t('statistics.byUnit')}
        rowKey="unitPath"
        scroll={{ x: 1180 }}
        dataSource={(data?.units ?? []) as DamageFigures[]}
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
      {limiting ? <LimitDialog onClose={() => setLimiting(false)} /> : null}
    </StatisticsPage>
  );
}

import {
  DataTable,
  formatNumber,
  formatPercent,
  StatisticsPage,
  useStatistics,
  useText,
  useUnitName,
} from '@tarim/ui';
import { Alert } from 'antd';
import type { ReactNode } from 'react';
import { VISIT_KINDS, type VisitFigures, visitStatistics } from '../contract.ts';
import { Simulated } from './words.tsx';

const SHARES = ['onTime', 'checklist', 'twoSigned', 'filmed', 'rectified'] as const;

/** 检查统计: how visits went, by unit and officer, from what was recorded. */
export default function VisitStatisticsPage(): ReactNode {
  const t = useText('inspection');
  const unitName = useUnitName();
  const asked = useStatistics(visitStatistics, 90, {
    from: t('figures.from'),
    to: t('figures.to'),
    unit: t('field.unit'),
  });
  const { data } = asked.query;
  const total = data?.total;
  return (
    <StatisticsPage
      title={t('menu.visitStatistics')}
      note={t('figures.note')}
      extra={<Simulated when={total?.simulated ?? false} />}
      asked={asked}
      figures={[
        { label: t('figures.visits'), value: total?.visits ?? 0 },
        { label: t('figures.done'), value: total?.done ?? 0 },
        ...SHARES.map((one) => ({ label: t(`figures.${one}`), value: formatPercent(total?.[one] ?? null) })),
      ]}
    >
      {data?.more ? <Alert type="warning" showIcon title={t('figures.more')} /> : null}
      <h2>{t('figures.byUnit')}</h2>
      <DataTable<VisitFigures>
        name={t('menu.visitStatistics')}
        rowKey="unitPath"
        scroll={{ x: 1500 }}
        dataSource={(data?.units ?? []) as VisitFigures[]}
        locale={{ emptyText: t('visits.none') }}
        columns={[
          { title: t('field.unit'), value: (row) => unitName(row.unitPath, 'line') },
          { title: t('figures.visits'), dataIndex: 'visits' },
          ...VISIT_KINDS.map((kind) => ({
            title: t(`figures.kind.${kind}`),
            value: (row: VisitFigures) => row.kinds[kind],
          })),
          { title: t('figures.done'), dataIndex: 'done' },
          ...SHARES.map((one) => ({
            title: t(`figures.${one}`),
            value: (row: VisitFigures) => row[one],
            render: (_: unknown, row: VisitFigures) => formatPercent(row[one]),
          })),
          {
            title: t('figures.evidence'),
            value: (row) => row.evidence,
            render: (_, row) => formatNumber(row.evidence, 1),
          },
          { title: t('figures.km'), value: (row) => row.km, render: (_, row) => formatNumber(row.km, 1) },
          {
            title: t('figures.syncHours'),
            value: (row) => row.syncHours,
            render: (_, row) => formatNumber(row.syncHours, 1),
          },
          { title: t('figures.unchained'), dataIndex: 'unchained' },
          { title: t('figures.gaps'), dataIndex: 'gaps' },
        ]}
      />
      <h2>{t('figures.byOfficer')}</h2>
      <DataTable
        name={t('figures.byOfficer')}
        rowKey="certificate"
        scroll={{ x: 520 }}
        dataSource={data?.officers ?? []}
        locale={{ emptyText: t('visits.none') }}
        columns={[
          { title: t('field.team'), dataIndex: 'name' },
          { title: t('figures.certificate'), dataIndex: 'certificate' },
          { title: t('visits.planned'), dataIndex: 'planned' },
          { title: t('visits.done'), dataIndex: 'done' },
        ]}
      />
      <p className="muted">
        {t('figures.method', {
          late: data?.lateMinutes ?? 0,
          gap: data?.gapMinutes ?? 0,
          version: data?.version ?? '',
        })}
      </p>
    </StatisticsPage>
  );
}

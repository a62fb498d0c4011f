import {
  DataTable,
  Figure,
  formatNumber,
  formatPercent,
  Page,
  QueryState,
  UnitSelect,
  useRouteQuery,
  useText,
  useUnitName,
} from '@tarim/ui';
import { Alert, Input } from 'antd';
import { type ReactNode, useState } from 'react';
import { VISIT_KINDS, type VisitFigures, visitStatistics } from '../contract.ts';
import { Simulated } from './words.tsx';

const DAY_MS = 86_400_000;
/** A day in Beijing. */
const dayBack = (days: number) =>
  new Date(Date.now() + 8 * 3_600_000 - days * DAY_MS).toISOString().slice(0, 10);

const SHARES = ['onTime', 'checklist', 'twoSigned', 'filmed', 'rectified'] as const;

/** 检查统计: how visits went, by unit and officer, from what was recorded. */
export default function VisitStatisticsPage(): ReactNode {
  const t = useText('inspection');
  const unitName = useUnitName();
  const [from, setFrom] = useState(() => dayBack(90));
  const [to, setTo] = useState(() => dayBack(0));
  const [unit, setUnit] = useState<string | undefined>();
  const query = useRouteQuery(visitStatistics, { query: { from, to, unit } }, { enabled: from <= to });
  const { data } = query;
  const total = data?.total;
  return (
    <Page
      title={t('menu.visitStatistics')}
      note={t('figures.note')}
      extra={<Simulated when={total?.simulated ?? false} />}
    >
      <div className="filters">
        <Input
          type="date"
          style={{ width: 160 }}
          aria-label={t('figures.from')}
          value={from}
          max={to}
          onChange={(event) => event.target.value && setFrom(event.target.value)}
        />
        <Input
          type="date"
          style={{ width: 160 }}
          aria-label={t('figures.to')}
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
        <Figure label={t('figures.visits')} value={total?.visits ?? 0} />
        <Figure label={t('figures.done')} value={total?.done ?? 0} />
        {SHARES.map((one) => (
          <Figure key={one} label={t(`figures.${one}`)} value={formatPercent(total?.[one] ?? null)} />
        ))}
      </div>
      <QueryState query={query}>
        {data?.more ? <Alert type="warning" showIcon title={t('figures.more')} /> : null}
        <h2>{t('figures.byUnit')}</h2>
        <DataTable<VisitFigures>
          name={t('menu.visitStatistics')}
          rowKey="unitPath"
          pagination={{ pageSize: 50, hideOnSinglePage: true }}
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
          pagination={{ pageSize: 50, hideOnSinglePage: true }}
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
      </QueryState>
    </Page>
  );
}

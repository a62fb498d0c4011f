import { Link, useNavigate } from '@tanstack/react-router';
import {
  DataTable,
  formatTime,
  instant,
  Page,
  POINT_KIND_TITLES,
  QueryState,
  UnitSelect,
  useRouteQuery,
  useText,
  useUnitName,
} from '@tarim/ui';
import { PointMap } from '@tarim/ui/map';
import { Input, Select, Tag } from 'antd';
import { type ReactNode, useMemo, useState } from 'react';
import { listResults, type OfficialRow } from '../contract.ts';
import { gradeColour } from './words.tsx';

const KINDS = ['surface-water', 'drinking-water', 'groundwater', 'soil', 'noise', 'ecology', 'radiation'];

/** Signed results of manual monitoring, on the map and as a list; a site leads to the task it comes from. */
export default function ResultsPage(): ReactNode {
  const t = useText('monitoring');
  const unitName = useUnitName();
  const navigate = useNavigate();
  const [pointKind, setPointKind] = useState<string | undefined>();
  const [unitPath, setUnitPath] = useState<string | undefined>();
  const [month, setMonth] = useState('');
  const query = useRouteQuery(listResults, {
    query: { pointKind, unitPath, month: month || undefined, latest: true, limit: 2_000 },
  });
  const rows = query.data?.results ?? [];
  const points = useMemo(
    () =>
      rows.flatMap((row) =>
        row.lon === null || row.lat === null
          ? []
          : [
              {
                id: row.taskId,
                lon: row.lon,
                lat: row.lat,
                colour: gradeColour(row),
                title: `${row.pointName} ${row.grade ?? ''} ${row.sampledAt.slice(0, 10)}`,
              },
            ],
      ),
    [rows],
  );
  return (
    <Page title={t('results.title')} note={t('results.note')}>
      <div className="filters">
        <Select
          allowClear
          aria-label={t('line.medium')}
          placeholder={t('results.allMedia')}
          value={pointKind}
          onChange={setPointKind}
          options={KINDS.map((value) => ({ value, label: t(POINT_KIND_TITLES[value]?.title ?? value) }))}
        />
        <Input
          type="month"
          style={{ width: 160 }}
          aria-label={t('tasks.month')}
          value={month}
          onChange={(event) => setMonth(event.target.value)}
        />
        <UnitSelect
          allowClear
          style={{ width: 240 }}
          aria-label={t('plan.unit')}
          placeholder={t('tasks.allUnits')}
          value={unitPath}
          onChange={setUnitPath}
        />
      </div>
      <PointMap
        points={points}
        height={420}
        note={t('results.mapNote')}
        onSelect={(id) => void navigate({ to: `/monitoring/tasks/${id}` as string })}
      />
      <div className="legend">
        {(['I', 'III', 'IV', 'V'] as const).map((grade) => (
          <span key={grade}>
            <i style={{ background: gradeColour({ grade, verdict: null }) }} />
            {t(`legend.${grade}`)}
          </span>
        ))}
        <span>
          <i style={{ background: gradeColour({ grade: '-', verdict: 'meets' }) }} />
          {t('verdict.meets')}
        </span>
        <span>
          <i style={{ background: gradeColour({ grade: '-', verdict: 'exceeds' }) }} />
          {t('legend.worst')}
        </span>
      </div>
      <QueryState query={query}>
        <DataTable<OfficialRow>
          name={t('results.title')}
          rowKey="taskId"
          pagination={{ pageSize: 50, hideOnSinglePage: true }}
          scroll={{ x: 860 }}
          locale={{ emptyText: t('results.none') }}
          dataSource={rows}
          columns={[
            {
              title: t('line.site'),
              value: (row) => row.pointName,
              render: (_, row) => (
                <>
                  <Link to={`/monitoring/tasks/${row.taskId}` as string}>{row.pointName}</Link>{' '}
                  {row.simulated ? <Tag color="orange">{t('simulated')}</Tag> : null}
                </>
              ),
            },
            {
              title: t('line.medium'),
              value: (row) => t(POINT_KIND_TITLES[row.pointKind]?.title ?? row.pointKind),
              render: (_, row) => t(POINT_KIND_TITLES[row.pointKind]?.title ?? row.pointKind),
            },
            {
              title: t('plan.unit'),
              value: (row) => unitName(row.unitPath, 'line'),
              render: (_, row) => unitName(row.unitPath),
            },
            {
              title: t('results.grade'),
              value: (row) => row.grade,
              render: (_, row) => <Tag color={gradeColour(row)}>{row.grade ?? t('official.notJudged')}</Tag>,
            },
            {
              title: t('results.exceeding'),
              value: (row) => row.exceeding.map((one) => one.item).join('、'),
              render: (_, row) => row.exceeding.map((one) => one.item).join('、') || '—',
            },
            {
              title: t('sampling.at'),
              value: (row) => instant(row.sampledAt),
              render: (_, row) => formatTime(row.sampledAt, 'date'),
            },
            { title: t('results.standard'), dataIndex: 'standard' },
            {
              title: '',
              render: (_, row) => (
                <Link to={`/monitoring/site/${row.pointId}` as string}>{t('results.history')}</Link>
              ),
            },
          ]}
        />
      </QueryState>
    </Page>
  );
}

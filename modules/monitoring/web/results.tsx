import { Link, useNavigate } from '@tanstack/react-router';
import {
  choiceFilter,
  FilterBar,
  formatTime,
  instant,
  ListTable,
  monthFilter,
  Page,
  POINT_KIND_TITLES,
  unitFilter,
  useList,
  useText,
  useUnitName,
} from '@tarim/ui';
import { PointMap } from '@tarim/ui/map';
import { Tag } from 'antd';
import { type ReactNode, useMemo } from 'react';
import { listResults, type OfficialRow } from '../contract.ts';
import { gradeColour } from './words.tsx';

const KINDS = ['surface-water', 'drinking-water', 'groundwater', 'soil', 'noise', 'ecology', 'radiation'];

/** Signed results of manual monitoring, on the map and as a list; a site leads to the task it comes from. */
export default function ResultsPage(): ReactNode {
  const t = useText('monitoring');
  const unitName = useUnitName();
  const navigate = useNavigate();
  const list = useList(listResults, {
    filters: {
      pointKind: choiceFilter(t('line.medium'), KINDS, (one) => t(POINT_KIND_TITLES[one]?.title ?? one), {
        hint: t('results.allMedia'),
      }),
      month: monthFilter(t('tasks.month'), { width: 160 }),
      unit: unitFilter(t('plan.unit'), { hint: t('tasks.allUnits'), width: 240 }),
    },
    ask: ({ unit, ...rest }) => ({ ...rest, unitPath: unit, latest: true }),
    most: 2_000,
    rows: ({ results }) => results as OfficialRow[],
  });
  const { rows } = list;
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
      <FilterBar of={list} />
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
      <ListTable
        name={t('results.title')}
        list={list}
        rowKey="taskId"
        width={860}
        empty={t('results.none')}
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
    </Page>
  );
}

import { DataTable, formatTime, QueryState, useRouteQuery, useText } from '@tarim/ui';
import type { ReactNode } from 'react';
import { type RunRow, runsOfPoint } from '../contract.ts';
import { detectorName, StrengthBar } from './words.tsx';

/** What the other detectors say of the outlet, and why some could not tell. */
export function PointRuns({ pointId }: { pointId: number }): ReactNode {
  const t = useText('signals');
  const query = useRouteQuery(runsOfPoint, { params: { id: pointId } });
  return (
    <div className="card">
      <h4>{t('runs.title')}</h4>
      <QueryState query={query}>
        <DataTable<RunRow>
          name={t('runs.title')}
          rowKey={(row) => `${row.detector}${row.code}`}
          pagination={{ pageSize: 10, hideOnSinglePage: true, showSizeChanger: false }}
          scroll={{ x: 520 }}
          dataSource={[...(query.data?.runs ?? [])].sort((a, b) => (b.strength ?? -1) - (a.strength ?? -1))}
          columns={[
            {
              title: t('field.detector'),
              value: (row) => detectorName(t, row.detector),
              render: (_, row) => detectorName(t, row.detector),
            },
            {
              title: t('field.factor'),
              value: (row) => row.codeName ?? '',
              render: (_, row) => row.codeName ?? '—',
            },
            {
              title: t('field.strength'),
              value: (row) => row.strength,
              render: (_, row) =>
                row.strength === null ? (
                  <small className="muted">{row.problems.map((one) => one.message).join('; ')}</small>
                ) : (
                  <StrengthBar strength={row.strength} />
                ),
            },
            { title: t('runs.at'), value: (row) => row.at, render: (_, row) => formatTime(row.at) },
          ]}
        />
      </QueryState>
    </div>
  );
}

import { Link } from '@tanstack/react-router';
import {
  type DataColumn,
  DataTable,
  formatTime,
  instant,
  ListTable,
  useList,
  useText,
  useUnitName,
} from '@tarim/ui';
import { Empty } from 'antd';
import type { ReactNode } from 'react';
import { listMeasurements, type MeasurementRow, percentWords } from '../contract.ts';
import { MeasurementTag, VerdictTag } from './words.tsx';

/** Measurements of a facility, the newest first. */
export function MeasurementList({ facility }: { facility: number }): ReactNode {
  const t = useText('emf');
  const list = useList(listMeasurements, {
    filters: {},
    ask: () => ({ facility }),
    by: 'before',
    rows: ({ measurements }) => measurements as MeasurementRow[],
  });
  return (
    <ListTable
      name={t('menu.measurements')}
      list={list}
      width={860}
      empty={t('measurements.none')}
      columns={useMeasurementColumns({ named: false })}
    />
  );
}

/** Measurements of one's own, which lead nowhere. */
export function MeasurementTable({ rows }: { rows: readonly MeasurementRow[] }): ReactNode {
  const t = useText('emf');
  return (
    <DataTable<MeasurementRow>
      name={t('menu.measurements')}
      rowKey="id"
      pagination={false}
      scroll={{ x: 860 }}
      dataSource={[...rows]}
      locale={{ emptyText: <Empty description={t('measurements.none')} /> }}
      columns={useMeasurementColumns({ linked: false })}
    />
  );
}

/** What a list tells of a measurement; `named` tells the facility too. */
export function useMeasurementColumns({
  named = true,
  linked = true,
} = {}): readonly DataColumn<MeasurementRow>[] {
  const t = useText('emf');
  const unitName = useUnitName();
  return [
    {
      title: t('field.measuredAt'),
      value: (row) => instant(row.measuredAt),
      render: (_, row) =>
        linked ? (
          <Link to={`/emf/measurements/${row.id}` as string}>{formatTime(row.measuredAt)}</Link>
        ) : (
          formatTime(row.measuredAt)
        ),
    },
    ...(named ? [{ title: t('field.facility'), value: (row: MeasurementRow) => row.facilityName }] : []),
    { title: t('field.unit'), value: (row) => unitName(row.unitPath) },
    { title: t('field.measurementKind'), value: (row) => t(`measurementKind.${row.kind}`) },
    { title: t('field.method'), dataIndex: 'method' },
    {
      title: t('field.verdict'),
      value: (row) => t(`verdict.${row.verdict}`),
      render: (_, row) => <VerdictTag verdict={row.verdict} />,
    },
    { title: t('field.percent'), value: (row) => percentWords(row.percent, row.upperBound) },
    {
      title: t('field.review'),
      value: (row) => t(`measurementState.${row.state}`),
      render: (_, row) => <MeasurementTag state={row.state} />,
    },
  ];
}

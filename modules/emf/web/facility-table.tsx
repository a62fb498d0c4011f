import { Link } from '@tanstack/react-router';
import { type DataColumn, DataTable, useText, useUnitName } from '@tarim/ui';
import { Empty } from 'antd';
import type { ReactNode } from 'react';
import { type Facility, percentWords } from '../contract.ts';
import { Light, NewestOf } from './words.tsx';

/** Facilities that are all there is to show, such as those that are overdue. */
export function FacilityTable({
  rows,
  linked = true,
}: {
  rows: readonly Facility[];
  linked?: boolean;
}): ReactNode {
  const t = useText('emf');
  return (
    <DataTable<Facility>
      name={t('menu.facilities')}
      rowKey="id"
      pagination={false}
      scroll={{ x: 1000 }}
      dataSource={[...rows]}
      locale={{ emptyText: <Empty description={t('facilities.none')} /> }}
      columns={useFacilityColumns(linked)}
    />
  );
}

/** What a list tells of a facility. */
export function useFacilityColumns(linked = true): readonly DataColumn<Facility>[] {
  const t = useText('emf');
  const unitName = useUnitName();
  return [
    { title: t('field.code'), dataIndex: 'code', className: 'nowrap' },
    {
      title: t('field.name'),
      value: (row) => row.name,
      render: (_, row) =>
        linked ? <Link to={`/emf/facilities/${row.id}` as string}>{row.name}</Link> : row.name,
    },
    { title: t('field.kind'), value: (row) => t(`kind.${row.kind}`) },
    {
      title: t('field.facilityClass'),
      value: (row) => (row.facilityClass ? t(`class.${row.facilityClass}`) : ''),
    },
    { title: t('field.owner'), dataIndex: 'owner' },
    { title: t('field.unit'), value: (row) => unitName(row.unitPath) },
    {
      title: t('field.newest'),
      value: (row) => percentWords(row.newest?.percent ?? null, row.newest?.upperBound ?? false),
      render: (_, row) => <NewestOf one={row} />,
    },
    {
      title: t('field.duty'),
      value: (row) => row.duty?.due ?? '',
      render: (_, row) =>
        row.duty ? (
          <>
            {row.duty.due} <Light light={row.duty.light} />
          </>
        ) : (
          '—'
        ),
    },
    { title: t('field.open'), value: (row) => row.open },
  ];
}

import { Link } from '@tanstack/react-router';
import { DataTable, useText, useUnitName } from '@tarim/ui';
import { Empty } from 'antd';
import type { ReactNode } from 'react';
import { type Facility, percentWords } from '../contract.ts';
import { Light, NewestOf } from './words.tsx';

/** Facilities as a list; also of those that are overdue. */
export function FacilityTable({
  rows,
  sortable = true,
  linked = true,
}: {
  rows: readonly Facility[];
  sortable?: boolean;
  linked?: boolean;
}): ReactNode {
  const t = useText('emf');
  const unitName = useUnitName();
  return (
    <DataTable<Facility>
      name={t('menu.facilities')}
      sortable={sortable}
      rowKey="id"
      pagination={false}
      scroll={{ x: 1000 }}
      dataSource={[...rows]}
      locale={{ emptyText: <Empty description={t('facilities.none')} /> }}
      columns={[
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
      ]}
    />
  );
}

import { Link } from '@tanstack/react-router';
import {
  CursorPager,
  DataTable,
  formatTime,
  instant,
  QueryState,
  useCursor,
  useRouteQuery,
  useText,
  useUnitName,
} from '@tarim/ui';
import { Empty } from 'antd';
import type { ReactNode } from 'react';
import {
  listMeasurements,
  type MeasurementKind,
  type MeasurementRow,
  type MeasurementState,
  percentWords,
  type Verdict,
} from '../contract.ts';
import { MeasurementTag, VerdictTag } from './words.tsx';

/** Measurements, the newest first; of one facility or of all that the filter names. */
export function MeasurementList(filter: {
  readonly facility?: number | undefined;
  readonly unit?: string | undefined;
  readonly kind?: MeasurementKind | undefined;
  readonly state?: MeasurementState | undefined;
  readonly verdict?: Verdict | undefined;
}): ReactNode {
  const at = useCursor<number>();
  const query = useRouteQuery(listMeasurements, { query: { ...filter, before: at.cursor } });
  const rows = (query.data?.measurements ?? []) as MeasurementRow[];
  return (
    <QueryState query={query}>
      <MeasurementTable
        rows={rows}
        sortable={at.whole(query.data?.before)}
        named={filter.facility === undefined}
      />
      <CursorPager at={at} next={query.data?.before} busy={query.isPlaceholderData} />
    </QueryState>
  );
}

export function MeasurementTable({
  rows,
  sortable = true,
  named = true,
  linked = true,
}: {
  rows: readonly MeasurementRow[];
  sortable?: boolean;
  /** The facility is told beside each. */
  named?: boolean;
  linked?: boolean;
}): ReactNode {
  const t = useText('emf');
  const unitName = useUnitName();
  return (
    <DataTable<MeasurementRow>
      name={t('menu.measurements')}
      sortable={sortable}
      rowKey="id"
      pagination={false}
      scroll={{ x: 860 }}
      dataSource={[...rows]}
      locale={{ emptyText: <Empty description={t('measurements.none')} /> }}
      columns={[
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
      ]}
    />
  );
}

import { Link } from '@tanstack/react-router';
import {
  CursorPager,
  DataTable,
  formatNumber,
  formatTime,
  instant,
  QueryState,
  useCursor,
  useRouteQuery,
  useText,
} from '@tarim/ui';
import { Empty } from 'antd';
import type { ReactNode } from 'react';
import { type FindingKind, type FindingState, listFindings, type RadiationFinding } from '../contract.ts';
import { dose, FindingTag, HourTag } from './words.tsx';

/** Findings, the newest first; of one station or of all that the filter names. */
export function FindingList({
  point,
  unit,
  kind,
  state,
}: {
  point?: number | undefined;
  unit?: string | undefined;
  kind?: FindingKind | undefined;
  state?: FindingState | undefined;
}): ReactNode {
  const t = useText('radnet');
  const at = useCursor<number>();
  const query = useRouteQuery(
    listFindings,
    { query: { before: at.cursor, point, unit, kind, state } },
    { refetchMs: 60_000 },
  );
  const rows = (query.data?.findings ?? []) as RadiationFinding[];
  return (
    <QueryState query={query}>
      <DataTable<RadiationFinding>
        name={t('menu.findings')}
        sortable={at.whole(query.data?.before)}
        rowKey="id"
        pagination={false}
        scroll={{ x: 980 }}
        dataSource={rows}
        locale={{ emptyText: <Empty description={t('findings.none')} /> }}
        columns={[
          {
            title: t('field.from'),
            value: (row) => instant(row.from),
            render: (_, row) => (
              <Link to={`/radnet/findings/${row.id}` as string}>{formatTime(row.from)}</Link>
            ),
          },
          ...(point === undefined
            ? [
                {
                  title: t('field.station'),
                  value: (row: RadiationFinding) => row.pointName,
                  render: (_: unknown, row: RadiationFinding) => (
                    <Link to={`/radnet/stations/${row.pointId}` as string}>{row.pointName}</Link>
                  ),
                },
              ]
            : []),
          { title: t('field.kind'), value: (row) => t(`kind.${row.kind}`) },
          {
            title: t('field.worst'),
            value: (row) => t(`hour.${row.worst}`),
            render: (_, row) => <HourTag state={row.worst} />,
          },
          { title: t('field.hours'), value: (row) => row.hours },
          { title: t('field.peak'), value: (row) => dose(row.peak) },
          { title: t('field.limit'), value: (row) => dose(row.limit) },
          { title: t('field.rain'), value: (row) => formatNumber(row.rain, 2) },
          {
            title: t('field.progress'),
            value: (row) => t(`finding.${row.state}`),
            render: (_, row) => <FindingTag state={row.state} />,
          },
          {
            title: t('field.conclusion'),
            value: (row) => (row.conclusion ? t(`conclusion.${row.conclusion}`) : ''),
          },
        ]}
      />
      <CursorPager at={at} next={query.data?.before} busy={query.isPlaceholderData} />
    </QueryState>
  );
}

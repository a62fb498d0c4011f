import { Link } from '@tanstack/react-router';
import { type DataColumn, formatNumber, formatTime, instant, ListTable, useList, useText } from '@tarim/ui';
import type { ReactNode } from 'react';
import { listFindings, type RadiationFinding } from '../contract.ts';
import { dose, FindingTag, HourTag } from './words.tsx';

/** Findings of a station, the newest first. */
export function FindingList({ point }: { point: number }): ReactNode {
  const t = useText('radnet');
  const list = useList(listFindings, {
    filters: {},
    ask: () => ({ point }),
    by: 'before',
    rows: ({ findings }) => findings as RadiationFinding[],
    refetchMs: 60_000,
  });
  return (
    <ListTable
      name={t('menu.findings')}
      list={list}
      width={980}
      empty={t('findings.none')}
      columns={useFindingColumns(false)}
    />
  );
}

/** What a list tells of a finding; `named` tells the station too. */
export function useFindingColumns(named = true): readonly DataColumn<RadiationFinding>[] {
  const t = useText('radnet');
  return [
    {
      title: t('field.from'),
      value: (row) => instant(row.from),
      render: (_, row) => <Link to={`/radnet/findings/${row.id}` as string}>{formatTime(row.from)}</Link>,
    },
    ...(named
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
  ];
}

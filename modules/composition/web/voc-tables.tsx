import { DataTable, formatNumber, formatPercent, formatTime, instant, type Text } from '@tarim/ui';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import type { ComponentMoment, GroupFigures, SpeciesFigures } from '../contract.ts';
import type { Components } from './voc.tsx';
import { useSpeciesName } from './words.tsx';

const share = (value: number | null) => (value === null ? null : Number((value * 100).toFixed(2)));
const MOST = 2_000;

/** Groups: means, shares, completeness. */
export function GroupTable({ data, t }: { data: Components; t: Text }): ReactNode {
  return (
    <DataTable<GroupFigures>
      name={`${t('voc.groups')} ${data.station.name} ${data.from} ${data.to}`}
      rowKey="group"
      pagination={false}
      scroll={{ x: 820 }}
      dataSource={[...data.groups]}
      columns={[
        {
          title: t('groupName'),
          value: (row) => t(`group.${row.group}`),
          render: (_, row) => t(`group.${row.group}`),
        },
        { title: t('speciesCount'), dataIndex: 'species' },
        {
          title: `${t('mean')} (${data.unit})`,
          value: (row) => row.mean,
          render: (_, row) => formatNumber(row.mean, 2),
        },
        {
          title: `${t('shareOf')} %`,
          value: (row) => share(row.share),
          render: (_, row) => formatPercent(row.share),
        },
        { title: 'OFP (µg/m³)', value: (row) => row.ofp, render: (_, row) => formatNumber(row.ofp, 1) },
        {
          title: `${t('ofpShare')} %`,
          value: (row) => share(row.ofpShare),
          render: (_, row) => formatPercent(row.ofpShare),
        },
        { title: t('below'), dataIndex: 'below' },
        {
          title: `${t('voc.completeness')} %`,
          value: (row) => share(row.due === 0 ? null : row.measured / row.due),
          render: (_, row) => <Completeness row={row} />,
        },
        { title: t('simulated'), hidden: true, value: () => data.simulated },
      ]}
    />
  );
}

function Completeness({ row }: { row: GroupFigures }): ReactNode {
  const part = row.due === 0 ? 0 : row.measured / row.due;
  return (
    <>
      {formatPercent(part)}
      <span className="composition-bar" aria-hidden="true">
        <i style={{ width: `${part * 100}%` }} />
      </span>
    </>
  );
}

/** Species: mean, highest, OFP, hours. */
export function SpeciesTable({ data, t }: { data: Components; t: Text }): ReactNode {
  const nameOf = useSpeciesName();
  return (
    <DataTable<SpeciesFigures>
      name={`${t('voc.species')} ${data.station.name} ${data.from} ${data.to}`}
      rowKey="key"
      pagination={{ pageSize: 10, hideOnSinglePage: true }}
      scroll={{ x: 860 }}
      dataSource={[...data.species].sort((a, b) => (b.ofp ?? -1) - (a.ofp ?? -1))}
      columns={[
        { title: t('species'), value: nameOf, render: (_, row) => nameOf(row) },
        {
          title: t('groupName'),
          value: (row) => t(`group.${row.group}`),
          render: (_, row) => t(`group.${row.group}`),
        },
        {
          title: `${t('mean')} (${data.unit})`,
          value: (row) => row.mean,
          render: (_, row) => formatNumber(row.mean, 3),
        },
        {
          title: `${t('max')} (${data.unit})`,
          value: (row) => row.max,
          render: (_, row) => formatNumber(row.max, 3),
        },
        { title: 'MIR', value: (row) => row.mir, render: (_, row) => formatNumber(row.mir, 4) },
        { title: 'OFP (µg/m³)', value: (row) => row.ofp, render: (_, row) => formatNumber(row.ofp, 2) },
        {
          title: `${t('ofpShare')} %`,
          value: (row) => share(row.ofpShare),
          render: (_, row) => formatPercent(row.ofpShare),
        },
        { title: t('hours'), dataIndex: 'hours' },
        { title: t('below'), dataIndex: 'below' },
        { title: t('simulated'), hidden: true, value: () => data.simulated },
      ]}
    />
  );
}

/** Hours or days, the newest first; an hour leads to how it came about. */
export function MomentTable({
  data,
  onExplain,
  t,
}: {
  data: Components;
  onExplain: (time: string) => void;
  t: Text;
}): ReactNode {
  const hourly = data.grain === 'hour';
  return (
    <DataTable<ComponentMoment>
      name={`VOC ${t(`grains.${data.grain}`)} ${data.station.name} ${data.from} ${data.to}`}
      rowKey="time"
      pagination={{ pageSize: 12, hideOnSinglePage: true }}
      scroll={{ x: 900 }}
      dataSource={[...data.series].reverse().slice(0, MOST)}
      all={async () => data.series}
      columns={[
        {
          title: t('time'),
          value: (row) => (hourly ? instant(row.time) : row.time.slice(0, 10)),
          render: (_, row) =>
            hourly ? (
              <Button type="link" size="small" style={{ padding: 0 }} onClick={() => onExplain(row.time)}>
                {formatTime(row.time, 'full').slice(0, 16)}
              </Button>
            ) : (
              row.time.slice(0, 10)
            ),
        },
        ...(hourly ? [] : [{ title: t('hours'), dataIndex: 'hours' as const }]),
        {
          title: `TVOC (${data.unit})`,
          value: (row) => row.total,
          render: (_, row) => formatNumber(row.total, 2),
        },
        ...data.groups.map(({ group }, index) => ({
          title: t(`group.${group}`),
          value: (row: ComponentMoment) => row.groups[index] ?? null,
          render: (_: unknown, row: ComponentMoment) => formatNumber(row.groups[index], 2),
        })),
        { title: 'OFP (µg/m³)', value: (row) => row.ofp, render: (_, row) => formatNumber(row.ofp, 1) },
        { title: t('simulated'), hidden: true, value: () => data.simulated },
      ]}
    />
  );
}

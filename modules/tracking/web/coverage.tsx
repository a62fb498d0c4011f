import { DataTable, formatNumber, Page, QueryState, useRouteQuery, useText } from '@tarim/ui';
import { ColouredMap } from '@tarim/ui/map';
import { Alert, Empty, Flex, Segmented } from 'antd';
import { type ReactNode, useMemo, useState } from 'react';
import { type CoverageCell, getCoverage } from '../contract.ts';
import { Simulated } from './words.tsx';

/** Shares of late reports up to which a colour stands, from few to many; too few reports tell nothing. */
const CLASSES = [
  { most: 0.05, colour: '#2e7d32' },
  { most: 0.2, colour: '#c0ca33' },
  { most: 0.5, colour: '#fb8c00' },
  { most: 1, colour: '#c62828' },
] as const;
const FEW = 10;
const FEW_COLOUR = '#90a4ae';
const DAYS = [7, 30, 90] as const;

const reportsOf = ({ live, stored }: CoverageCell): number => live + stored;
const keyOf = ({ box }: CoverageCell): string => box.join(' ');
const colourOf = (cell: CoverageCell): string =>
  reportsOf(cell) < FEW || cell.lateShare === null
    ? FEW_COLOUR
    : CLASSES.find(({ most }) => cell.lateShare! <= most)!.colour;
const percent = (share: number): string => `${formatNumber(share * 100, 1)}%`;

const squareOf = ({ box: [west, south, east, north] }: CoverageCell) => ({
  type: 'Polygon' as const,
  coordinates: [
    [
      [west, south],
      [east, south],
      [east, north],
      [west, north],
      [west, south],
    ] as [number, number][],
  ],
});

/** 通信覆盖与盲区: where reports come at once, where they come later, and where terminals fall silent. */
export default function CoveragePage(): ReactNode {
  const t = useText('tracking');
  const [days, setDays] = useState<number>(30);
  const query = useRouteQuery(getCoverage, { query: { days } });
  const cells = query.data?.cells ?? [];
  const areas = useMemo(
    () =>
      cells.map((cell) => ({ id: keyOf(cell), geometry: squareOf(cell) as never, colour: colourOf(cell) })),
    [cells],
  );
  const legend = useMemo(
    () => [
      ...CLASSES.map(({ most, colour }) => ({
        colour,
        text: t('coverage.upTo', { percent: Math.round(most * 100) }),
      })),
      { colour: FEW_COLOUR, text: t('coverage.few', { count: FEW }) },
    ],
    [t],
  );
  return (
    <Page
      title={t('menu.coverage')}
      note={t('coverage.note')}
      extra={<Simulated when={query.data?.simulated ?? false} />}
    >
      <div className="filters">
        <Segmented<number>
          aria-label={t('coverage.days')}
          value={days}
          onChange={setDays}
          options={DAYS.map((value) => ({ value, label: t('coverage.last', { days: value }) }))}
        />
      </div>
      <QueryState query={query}>
        <Flex vertical gap={16}>
          {query.data && !query.data.whole ? <Alert type="info" title={t('coverage.notWhole')} /> : null}
          <ColouredMap areas={areas} legend={legend} height={420} />
          <Cells cells={cells} />
        </Flex>
      </QueryState>
    </Page>
  );
}

function Cells({ cells }: { cells: readonly CoverageCell[] }): ReactNode {
  const t = useText('tracking');
  return (
    <DataTable<CoverageCell>
      name={t('menu.coverage')}
      rowKey={keyOf}
      pagination={{ pageSize: 20, hideOnSinglePage: true }}
      scroll={{ x: 900 }}
      dataSource={cells as CoverageCell[]}
      locale={{ emptyText: <Empty description={t('coverage.none')} /> }}
      columns={[
        {
          title: t('coverage.cell'),
          className: 'nowrap',
          value: ({ box: [west, south, east, north] }) => `${west}–${east}°E ${south}–${north}°N`,
        },
        { title: t('coverage.live'), value: (row) => row.live },
        { title: t('coverage.stored'), value: (row) => row.stored },
        {
          title: t('coverage.late'),
          value: (row) => row.lateShare,
          render: (_, row) => (row.lateShare === null ? '—' : percent(row.lateShare)),
        },
        {
          title: t('coverage.delay'),
          value: (row) => row.medianDelay,
          render: (_, row) => (row.medianDelay === null ? '—' : formatNumber(row.medianDelay, 0)),
        },
        { title: t('coverage.lost'), value: (row) => row.lost },
        { title: t('coverage.outages'), value: (row) => row.outages },
        {
          title: t('coverage.signal'),
          value: (row) => row.signal,
          render: (_, row) => (row.signal === null ? '—' : formatNumber(row.signal, 1)),
        },
      ]}
    />
  );
}

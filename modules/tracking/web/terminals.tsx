import { useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import {
  FilterBar,
  flagFilter,
  formatNumber,
  formatTime,
  instant,
  type List,
  ListTable,
  LiveHint,
  Page,
  textFilter,
  unitFilter,
  useList,
  useLive,
  useMay,
  useRouteQuery,
  useText,
  useUnitName,
} from '@tarim/ui';
import { PointMap } from '@tarim/ui/map';
import { Button, Flex } from 'antd';
import { type ReactNode, useMemo, useState } from 'react';
import { LIVE_CHANGES, listTerminals, listTrails, type Terminal } from '../contract.ts';
import { TerminalDialog } from './terminal-form.tsx';
import { activityText, gravest, MAP_COLOURS, SeverityTag, Simulated } from './words.tsx';

const REFRESH_MS = 20_000;

/** 移动放射源: where they are now, with their trails, and the list by risk. */
export default function TerminalsPage(): ReactNode {
  const t = useText('tracking');
  const may = useMay();
  const client = useQueryClient();
  const [adding, setAdding] = useState(false);
  const list = useList(listTerminals, {
    filters: {
      unit: unitFilter(t('field.unit'), { width: 220 }),
      text: textFilter(t('terminals.search'), { width: 260 }),
      alarmed: flagFilter(t('terminals.alarmed')),
    },
    rows: ({ terminals }) => terminals as Terminal[],
    refetchMs: REFRESH_MS,
  });
  const connected = useLive(
    [LIVE_CHANGES],
    () =>
      void client.invalidateQueries({
        predicate: ({ queryKey }) => String(queryKey[0]).startsWith('tracking.'),
      }),
  );
  const { rows } = list;
  return (
    <Page
      title={t('menu.map')}
      note={t('terminals.note')}
      extra={
        <>
          <Simulated when={rows.some((one) => one.simulated)} />
          {may('tracking.manage') ? (
            <Button type="primary" onClick={() => setAdding(true)}>
              {t('terminals.add')}
            </Button>
          ) : null}
        </>
      }
    >
      <LiveHint connected={connected} />
      <FilterBar of={list} />
      <Flex vertical gap={16}>
        <LiveMap rows={rows} />
        <div>
          <RiskTable list={list} />
        </div>
      </Flex>
      {adding ? <TerminalDialog onClose={() => setAdding(false)} /> : null}
    </Page>
  );
}

function LiveMap({ rows }: { rows: readonly Terminal[] }): ReactNode {
  const t = useText('tracking');
  const navigate = useNavigate();
  const trails = useRouteQuery(listTrails, {}, { refetchMs: REFRESH_MS }).data?.trails;
  const points = useMemo(
    () =>
      rows.flatMap((one) => {
        const state = gravest(one);
        return one.lon === null || one.lat === null
          ? []
          : [
              {
                id: one.id,
                lon: one.lon,
                lat: one.lat,
                colour: MAP_COLOURS[state],
                title: `${one.name} · ${one.owner} · ${formatTime(one.sampledAt)}`,
                beat: state === 'critical',
              },
            ];
      }),
    [rows],
  );
  const lines = useMemo(() => {
    const states = new Map(rows.map((one) => [one.id, gravest(one)]));
    return (trails ?? []).flatMap(({ terminalId, coordinates }) => {
      const state = states.get(terminalId);
      return state && coordinates.length > 1 ? [{ coordinates, colour: MAP_COLOURS[state] }] : [];
    });
  }, [rows, trails]);
  return (
    <PointMap
      points={points}
      lines={lines}
      height={420}
      note={t('terminals.mapNote')}
      onSelect={(id) => void navigate({ to: `/tracking/terminals/${id}` as string })}
    />
  );
}

function RiskTable({ list }: { list: List<Terminal> }): ReactNode {
  const t = useText('tracking');
  const unitName = useUnitName();
  return (
    <ListTable
      name={t('menu.map')}
      list={list}
      width={1100}
      empty={t('terminals.none')}
      columns={[
        {
          title: t('field.name'),
          value: (row) => row.name,
          className: 'nowrap',
          render: (_, row) => <Link to={`/tracking/terminals/${row.id}` as string}>{row.name}</Link>,
        },
        { title: t('field.owner'), dataIndex: 'owner' },
        { title: t('field.unit'), value: (row) => unitName(row.unitPath) },
        { title: t('field.nuclide'), dataIndex: 'nuclide', className: 'nowrap' },
        {
          title: t('field.ledger'),
          value: (row) =>
            row.ledger
              ? t(row.ledger.mismatches.length > 0 ? 'ledger.other' : 'ledger.same')
              : row.inLedger === 'missing'
                ? t('ledger.missing')
                : '—',
        },
        { title: t('field.category'), dataIndex: 'categoryNow' },
        {
          title: t('field.activityNow'),
          value: (row) => row.activityNow,
          render: (_, row) => <span className="nowrap">{activityText(row.activityNow)}</span>,
        },
        { title: t('field.risk'), value: (row) => row.risk, render: (_, row) => formatNumber(row.risk, 3) },
        { title: t('field.rate'), value: (row) => row.rate, render: (_, row) => formatNumber(row.rate, 2) },
        {
          title: t('field.stowed'),
          value: (row) => (row.stowed === null ? '—' : t(row.stowed ? 'stowed.in' : 'stowed.out')),
        },
        {
          title: t('field.alarms'),
          value: (row) => row.alarms.map((one) => t(`kind.${one.kind}`)).join('、'),
          render: (_, row) =>
            row.alarms.length === 0
              ? '—'
              : row.alarms.map((one) => (
                  <Link key={one.id} to={`/tracking/alarms/${one.id}` as string}>
                    {t(`kind.${one.kind}`)} <SeverityTag severity={one.severity} />
                  </Link>
                )),
        },
        {
          title: t('field.sampledAt'),
          value: (row) => instant(row.sampledAt),
          className: 'nowrap',
          render: (_, row) => formatTime(row.sampledAt),
        },
      ]}
    />
  );
}

import { Link, useNavigate } from '@tanstack/react-router';
import {
  DataTable,
  Figure,
  formatPercent,
  instant,
  Page,
  QueryState,
  UnitSelect,
  useRouteQuery,
  useText,
  useUnitName,
} from '@tarim/ui';
import { type MapPoint, PointMap } from '@tarim/ui/map';
import { Button, Card, Flex } from 'antd';
import { type ReactNode, useMemo, useState } from 'react';
import { listStations, type Station } from '../contract.ts';
import { ExportDialog } from './export-dialog.tsx';
import { dose, HOUR_COLOURS, HourTag, Simulated, TracedDose } from './words.tsx';

const LOOK_MS = 60_000;

/** 辐射监测网: the gamma stations on the map and as a list, how each stands and how steadily it measures. */
export default function StationsPage(): ReactNode {
  const t = useText('radnet');
  const unitName = useUnitName();
  const navigate = useNavigate();
  const [unit, setUnit] = useState<string | undefined>();
  const [exporting, setExporting] = useState(false);
  const query = useRouteQuery(listStations, { query: { unit } }, { refetchMs: LOOK_MS });
  const stations = (query.data?.stations ?? []) as Station[];
  const points = useMemo(() => stations.flatMap((one) => pointOf(one, t)), [stations, t]);
  return (
    <Page
      title={t('menu.stations')}
      note={t('stations.note')}
      extra={
        <>
          <Simulated when={stations.some(({ simulated }) => simulated)} />
          <Button onClick={() => setExporting(true)}>{t('export.title')}</Button>
        </>
      }
    >
      <div className="filters">
        <UnitSelect
          allowClear
          aria-label={t('field.unit')}
          placeholder={t('field.unit')}
          style={{ width: 260 }}
          value={unit}
          onChange={setUnit}
        />
      </div>
      <QueryState query={query}>
        <Flex vertical gap={16}>
          <Figures stations={stations} />
          <Card size="small" title={t('stations.map')}>
            <PointMap
              points={points}
              height={380}
              note={t('stations.mapNote')}
              onSelect={(id) => void navigate({ to: `/radnet/stations/${id}` as string })}
            />
          </Card>
          <DataTable<Station>
            name={t('menu.stations')}
            rowKey="id"
            pagination={false}
            scroll={{ x: 1080 }}
            dataSource={stations}
            columns={[
              {
                title: t('field.station'),
                value: (row) => row.name,
                render: (_, row) => <Link to={`/radnet/stations/${row.id}` as string}>{row.name}</Link>,
              },
              { title: t('field.level'), value: (row) => row.level ?? '' },
              { title: t('field.unit'), value: (row) => unitName(row.unitPath) },
              {
                title: t('field.latest'),
                value: (row) => row.latest?.value ?? null,
                render: (_, row) =>
                  row.latest ? (
                    <TracedDose pointId={row.id} time={row.latest.time} value={row.latest.value} />
                  ) : (
                    '—'
                  ),
              },
              { title: t('field.hour'), value: (row) => instant(row.latest?.time) },
              {
                title: t('field.state'),
                value: (row) => (row.latest ? t(`hour.${row.latest.state}`) : ''),
                render: (_, row) => (row.latest ? <HourTag state={row.latest.state} /> : '—'),
              },
              { title: t('field.background'), value: (row) => dose(row.latest?.mean) },
              { title: t('field.limit'), value: (row) => dose(row.latest?.limit) },
              { title: t('field.availability'), value: (row) => formatPercent(row.availability.share) },
              { title: t('field.repair'), value: (row) => repair(row) },
              {
                title: t('field.open'),
                value: (row) => row.open,
                render: (_, row) =>
                  row.open > 0 ? (
                    <Link to={`/radnet/findings?point=${row.id}` as string}>{row.open}</Link>
                  ) : (
                    0
                  ),
              },
            ]}
          />
        </Flex>
      </QueryState>
      {exporting ? <ExportDialog unit={unit} onClose={() => setExporting(false)} /> : null}
    </Page>
  );
}

const repair = ({ availability: { repairDays } }: Station): string =>
  repairDays === null ? '—' : repairDays.toFixed(2);

function pointOf(one: Station, t: (key: string) => string): MapPoint[] {
  if (one.lon === null || one.lat === null) return [];
  const state = one.latest?.state ?? 'not-judged';
  const title = `${one.name} · ${dose(one.latest?.value)} · ${t(`hour.${state}`)}`;
  return [{ id: one.id, lon: one.lon, lat: one.lat, colour: HOUR_COLOURS[state], title, beat: one.open > 0 }];
}

function Figures({ stations }: { stations: readonly Station[] }): ReactNode {
  const t = useText('radnet');
  const sum = (of: (one: Station) => number) => stations.reduce((total, one) => total + of(one), 0);
  const hours = sum(({ availability }) => availability.hours);
  const repaired = stations.flatMap(({ availability }) => availability.repairDays ?? []);
  return (
    <Flex gap={12} wrap>
      <Figure label={t('figure.stations')} value={stations.length} />
      <Figure
        label={t('figure.availability')}
        value={hours > 0 ? formatPercent(sum(({ availability }) => availability.valid) / hours) : '—'}
      />
      <Figure
        label={t('figure.repair')}
        value={repaired.length > 0 ? (repaired.reduce((a, b) => a + b, 0) / repaired.length).toFixed(2) : '—'}
      />
      <Figure label={t('figure.down')} value={sum(({ availability }) => (availability.down ? 1 : 0))} />
      <Figure label={t('figure.open')} value={sum(({ open }) => open)} />
    </Flex>
  );
}

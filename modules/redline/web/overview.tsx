import { Link, useNavigate } from '@tanstack/react-router';
import {
  DataTable,
  Figure,
  formatNumber,
  formatPercent,
  LiveHint,
  Page,
  QueryState,
  useRouteQuery,
  useText,
  useUnitName,
} from '@tarim/ui';
import { Chart } from '@tarim/ui/chart';
import { ColouredMap, type ShownArea } from '@tarim/ui/map';
import { type ReactNode, useMemo } from 'react';
import { AREA_TYPES, areaShapes, overview, PATCH_STATES, type PatchState } from '../contract.ts';
import { AREA_COLOURS, STATE_COLOURS } from './colours.ts';
import { usePatchNews } from './news.ts';
import { km2, patchCode, Simulated } from './words.tsx';

const LOOK_MS = 60_000;
const NO_SHAPES: readonly {
  kind: string;
  code: string;
  type: (typeof AREA_TYPES)[number];
  geometry: unknown;
}[] = [];

/** 红线一张图: boundaries and open patches on the map, what waits, who is late. */
export default function OverviewPage(): ReactNode {
  const t = useText('redline');
  const query = useRouteQuery(overview, {}, { refetchMs: LOOK_MS });
  const connected = usePatchNews();
  const all = query.data;
  const of = (kind: string) => all?.areas.find((one) => one.kind === kind);
  const [redline, reserves] = [of('redline'), of('protected')];
  const simulated = all?.areas.some((one) => one.simulated) ?? false;
  const open = PATCH_STATES.reduce(
    (sum, state) => sum + (OPEN.has(state) ? (all?.states[state] ?? 0) : 0),
    0,
  );
  const damaged = Object.entries(all?.markers ?? {}).reduce(
    (sum, [condition, n]) => sum + (condition === 'good' ? 0 : n),
    0,
  );
  const markers = Object.values(all?.markers ?? {}).reduce((sum, n) => sum + n, 0);
  return (
    <Page title={t('overview.title')} note={t('overview.note')} extra={<Simulated when={simulated} />}>
      <LiveHint connected={connected} />
      <QueryState query={query}>
        <div className="figures">
          <Figure
            label={t('overview.redline')}
            value={redline ? km2(redline.areaM2, 0) : '—'}
            hint={t('overview.units', { n: redline?.count ?? 0 })}
          />
          <Figure
            label={t('overview.protected')}
            value={reserves ? km2(reserves.areaM2, 0) : '—'}
            hint={t('overview.units', { n: reserves?.count ?? 0 })}
          />
          <Figure
            label={t('overview.open')}
            value={<Link to={'/redline/patches?state=open' as string}>{open}</Link>}
          />
          <Figure
            label={t('overview.overdue')}
            value={<Link to={'/redline/patches?overdue=true' as string}>{all?.overdue ?? '—'}</Link>}
            tone={all?.overdue ? 'bad' : 'good'}
          />
          <Figure
            label={t('overview.activities')}
            value={all?.activities.count ?? '—'}
            hint={
              redline && all
                ? t('overview.share', { share: formatPercent(all.activities.insideM2 / redline.areaM2) })
                : undefined
            }
          />
          <Figure
            label={t('overview.markers')}
            value={markers}
            hint={t('overview.markersBad', { n: damaged })}
            {...(damaged > 0 ? { tone: 'warn' as const } : {})}
          />
        </div>
        <RedlineMap open={all?.open ?? []} />
        <div className="grid side-by-side" style={{ marginTop: 14 }}>
          <States states={all?.states ?? {}} />
          <Units units={all?.units ?? []} />
        </div>
      </QueryState>
    </Page>
  );
}

const OPEN: ReadonlySet<PatchState> = new Set([
  'detected',
  'clue',
  'suspected',
  'dispatched',
  'verifying',
  'verified',
  'violation',
  'rectifying',
  'submitted',
]);

interface Open {
  readonly id: number;
  readonly lon: number;
  readonly lat: number;
  readonly state: PatchState;
}

function RedlineMap({ open }: { open: readonly Open[] }): ReactNode {
  const t = useText('redline');
  const navigate = useNavigate();
  const shapes = useRouteQuery(areaShapes, {}).data?.shapes ?? NO_SHAPES;
  const areas = useMemo(
    () =>
      shapes.map((one) => ({
        id: `${one.kind}/${one.code}`,
        geometry: one.geometry as ShownArea,
        colour: AREA_COLOURS[one.type],
      })),
    [shapes],
  );
  const points = useMemo(
    () =>
      open.map((one) => ({
        id: one.id,
        lon: one.lon,
        lat: one.lat,
        colour: STATE_COLOURS[one.state],
        title: `${patchCode(one.id)} · ${t(`state.${one.state}`)}`,
      })),
    [open, t],
  );
  const shown = AREA_TYPES.filter((type) => shapes.some((one) => one.type === type));
  return (
    <ColouredMap
      areas={areas}
      points={points}
      legend={shown.map((type) => ({ colour: AREA_COLOURS[type], text: t(`type.${type}`) }))}
      onSelect={(id) => void navigate({ to: `/redline/areas/${id}` as string })}
      onPoint={(id) => void navigate({ to: `/redline/patches/${id}` as string })}
      height={520}
    />
  );
}

/** Patches by where they stand; a click leads to them. */
function States({ states }: { states: Readonly<Record<string, number>> }): ReactNode {
  const t = useText('redline');
  const navigate = useNavigate();
  const shown = PATCH_STATES.filter((one) => one !== 'superseded' && (states[one] ?? 0) > 0);
  const rows = shown.map((state) => [t(`state.${state}`), states[state] ?? 0] as const);
  return (
    <div className="card">
      <h4>{t('overview.states')}</h4>
      <Chart
        label={t('overview.states')}
        height={Math.max(160, 26 * shown.length + 40)}
        table={{ head: [t('field.state'), t('overview.count')], rows }}
        onPoint={(_, index) => void navigate({ to: `/redline/patches?state=${shown[index]}` as string })}
        option={{
          grid: { left: 8, right: 40, top: 6, bottom: 6, containLabel: true },
          xAxis: { type: 'value', minInterval: 1, show: false },
          yAxis: {
            type: 'category',
            inverse: true,
            data: rows.map(([name]) => name),
            axisTick: { show: false },
          },
          tooltip: {},
          series: [
            {
              type: 'bar',
              barMaxWidth: 16,
              label: { show: true, position: 'right' },
              data: shown.map((state) => ({
                value: states[state] ?? 0,
                itemStyle: { color: STATE_COLOURS[state] },
              })),
            },
          ],
        }}
      />
    </div>
  );
}

interface UnitRow {
  readonly unitPath: string;
  readonly open: number;
  readonly overdue: number;
  readonly violations: number;
  readonly closed: number;
}

function Units({ units }: { units: readonly UnitRow[] }): ReactNode {
  const t = useText('redline');
  const unitName = useUnitName();
  return (
    <div>
      <DataTable<UnitRow>
        name={t('overview.byUnit')}
        rowKey="unitPath"
        pagination={{ pageSize: 12, hideOnSinglePage: true, showSizeChanger: false }}
        scroll={{ x: 480 }}
        dataSource={[...units]}
        columns={[
          {
            title: t('field.unit'),
            value: (row) => unitName(row.unitPath),
            render: (_, row) => (
              <Link to={`/redline/patches?unit=${encodeURIComponent(row.unitPath)}` as string}>
                {unitName(row.unitPath)}
              </Link>
            ),
          },
          { title: t('overview.open'), dataIndex: 'open' },
          {
            title: t('overview.overdue'),
            value: (row) => row.overdue,
            render: (_, row) => (row.overdue > 0 ? <b className="exceeds">{row.overdue}</b> : 0),
          },
          { title: t('overview.violations'), dataIndex: 'violations' },
          { title: t('overview.closed'), dataIndex: 'closed' },
          {
            title: t('overview.rate'),
            value: (row) =>
              row.violations > 0 ? Math.round((1000 * row.closed) / row.violations) / 10 : null,
            render: (_, row) =>
              row.violations > 0 ? `${formatNumber((100 * row.closed) / row.violations, 1)}%` : '—',
          },
        ]}
      />
    </div>
  );
}

import { Link, useParams } from '@tanstack/react-router';
import type { Static } from '@tarim/platform/contract';
import {
  DataTable,
  Figure,
  formatPercent,
  Page,
  QueryState,
  useAddress,
  useRouteQuery,
  useText,
  useUnitName,
} from '@tarim/ui';
import { ColouredMap, type ShownArea } from '@tarim/ui/map';
import { Input, Tabs } from 'antd';
import { type ReactNode, useMemo } from 'react';
import {
  type Area,
  type AreaKind,
  AT_REST,
  getArea,
  type Inspection,
  listInspections,
  listPatches,
  type PatchState,
} from '../contract.ts';
import { Activities } from './activity-table.tsx';
import { AdjustmentTable } from './adjustments.tsx';
import { Approvals } from './approvals.tsx';
import { Status } from './area-status.tsx';
import { AREA_COLOURS, STATE_COLOURS } from './colours.ts';
import { Quality } from './effects/area-quality.tsx';
import { Markers } from './markers.tsx';
import { PatchTable } from './patches.tsx';
import { km2, patchCode, Simulated, TypeTag } from './words.tsx';

/** One red-line unit or protected area: its boundary on a day, versions, patches, activities, markers and patrols. */
export default function AreaPage(): ReactNode {
  const t = useText('redline');
  const { kind, code } = useParams({ strict: false }) as { kind: AreaKind; code: string };
  const { get, set } = useAddress();
  const on = get('on');
  const query = useRouteQuery(getArea, { params: { kind, code }, query: { on } });
  const found = query.data?.area.code === code && query.data.area.kind === kind ? query.data : undefined;
  return (
    <Page
      title={found ? `${found.area.name}` : t('areas.title')}
      note={
        <>
          {found ? <TypeTag type={found.area.type} /> : null} {code}{' '}
          {found?.area.zone ? t(`zone.${found.area.zone}`) : ''}{' '}
          <Simulated when={found?.area.simulated ?? false} />{' '}
          <Link to={`/redline/areas?kind=${kind}` as string}>{t('areas.title')}</Link>
        </>
      }
      extra={
        <Input
          type="date"
          style={{ width: 170 }}
          aria-label={t('areas.on')}
          title={t('areas.on')}
          value={on ?? ''}
          onChange={(event) => set({ on: event.target.value || undefined })}
        />
      }
    >
      <QueryState query={query}>{found ? <Whole found={found} /> : null}</QueryState>
    </Page>
  );
}

type Found = Static<NonNullable<typeof getArea.response>>;

function Whole({ found }: { found: Found }): ReactNode {
  const t = useText('redline');
  const unitName = useUnitName();
  const tab = useAddress().get('tab');
  const { area, activities, patches, markers } = found;
  const { kind, code } = area;
  const near = useRouteQuery(listPatches, { query: { areaKind: kind, areaCode: code, limit: 200 } });
  const rows = near.data?.patches ?? [];
  const open = Object.entries(patches).reduce(
    (sum, [state, n]) => sum + (AT_REST.includes(state as PatchState) ? 0 : n),
    0,
  );
  const all = Object.values(patches).reduce((sum, n) => sum + n, 0);
  const areas = useMemo(
    () => [{ id: area.code, geometry: found.geometry as ShownArea, colour: AREA_COLOURS[area.type] }],
    [found.geometry, area.code, area.type],
  );
  const points = useMemo(
    () =>
      (near.data?.patches ?? []).map((one) => ({
        id: one.id,
        lon: one.lon,
        lat: one.lat,
        colour: STATE_COLOURS[one.state],
        title: `${patchCode(one.id)} · ${t(`state.${one.state}`)}`,
      })),
    [near.data, t],
  );
  const bad = Object.entries(markers).reduce((sum, [state, n]) => sum + (state === 'good' ? 0 : n), 0);
  return (
    <>
      <div className="figures">
        <Figure label={t('areas.area')} value={km2(area.areaM2)} hint={t('areas.geodesic')} />
        <Figure
          label={t('areas.survey')}
          value={area.surveyM2 === null ? '—' : km2(area.surveyM2)}
          hint={t('areas.deviationIs', { share: formatPercent(area.deviation) })}
        />
        <Figure
          label={t('areas.version')}
          value={area.version}
          hint={t('areas.since', { day: area.validFrom })}
        />
        <Figure
          label={t('overview.activities')}
          value={activities.count}
          hint={t('overview.share', { share: formatPercent(activities.share) })}
        />
        <Figure
          label={t('areas.patches')}
          value={
            <Link
              to={
                `/redline/patches?state=all&areaKind=${kind}&areaCode=${encodeURIComponent(code)}` as string
              }
            >
              {all}
            </Link>
          }
          hint={t('areas.openPatches', { n: open })}
        />
        <Figure
          label={t('overview.markers')}
          value={Object.values(markers).reduce((sum, n) => sum + n, 0)}
          hint={t('overview.markersBad', { n: bad })}
          {...(bad > 0 ? { tone: 'warn' as const } : {})}
        />
      </div>
      <p className="muted">
        {unitName(area.unitPath, 'line')} · {area.authority}
        {area.function ? ` · ${t(`function.${area.function}`)}` : ''}
      </p>
      <ColouredMap areas={areas} points={points} legend={[]} height={400} />
      <Tabs
        destroyOnHidden
        {...(tab === 'quality' ? { defaultActiveKey: tab } : {})}
        items={[
          { key: 'patches', label: t('menu.patches'), children: <PatchTable patches={rows} /> },
          { key: 'status', label: t('status.title'), children: <Status kind={kind} code={code} /> },
          { key: 'quality', label: t('quality.title'), children: <Quality kind={kind} code={code} /> },
          { key: 'versions', label: t('areas.versions'), children: <Versions versions={found.versions} /> },
          {
            key: 'adjustments',
            label: t('areas.adjustments'),
            children: <AdjustmentTable adjustments={found.adjustments} />,
          },
          { key: 'activities', label: t('activities.title'), children: <Activities areaCode={code} /> },
          {
            key: 'markers',
            label: t('areas.markers'),
            children: <Markers areaKind={kind} areaCode={code} />,
          },
          {
            key: 'patrols',
            label: t('areas.patrols'),
            children: <Patrols areaKind={kind} areaCode={code} />,
          },
          { key: 'approvals', label: t('areas.approvals'), children: <Approvals areaCode={code} /> },
        ]}
      />
    </>
  );
}

function Versions({ versions }: { versions: readonly Area[] }): ReactNode {
  const t = useText('redline');
  return (
    <DataTable<Area>
      name={t('areas.versions')}
      rowKey="version"
      pagination={false}
      scroll={{ x: 620 }}
      dataSource={versions as Area[]}
      columns={[
        { title: t('areas.version'), dataIndex: 'version' },
        { title: t('areas.from'), dataIndex: 'validFrom' },
        { title: t('areas.to'), value: (row) => row.validTo ?? '—' },
        { title: t('areas.name'), dataIndex: 'name' },
        { title: t('areas.areaKm2'), value: (row) => Math.round(row.areaM2 / 1e2) / 1e4 },
        {
          title: t('areas.deviation'),
          value: (row) => row.deviation,
          render: (_, row) => formatPercent(row.deviation),
        },
      ]}
    />
  );
}

function Patrols(filter: { areaKind: AreaKind; areaCode: string }): ReactNode {
  const t = useText('redline');
  const query = useRouteQuery(listInspections, { query: filter });
  return (
    <QueryState query={query}>
      <DataTable<Inspection>
        name={t('areas.patrols')}
        rowKey="id"
        pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
        scroll={{ x: 560 }}
        dataSource={(query.data?.inspections ?? []) as Inspection[]}
        columns={[
          { title: t('markers.on'), dataIndex: 'on' },
          { title: t('field.code'), dataIndex: 'markerCode' },
          { title: t('markers.condition'), value: (row) => t(`condition.${row.condition}`) },
          { title: t('markers.note'), value: (row) => row.note ?? '' },
          { title: t('field.by'), dataIndex: 'by' },
        ]}
      />
    </QueryState>
  );
}

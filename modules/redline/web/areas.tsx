import { Link } from '@tanstack/react-router';
import {
  DataTable,
  Figure,
  formatPercent,
  Page,
  QueryState,
  UnitSelect,
  useAddress,
  useMay,
  useRouteQuery,
  useText,
  useUnitName,
} from '@tarim/ui';
import { Button, Input, Select, Tabs } from 'antd';
import { type ReactNode, useState } from 'react';
import { AREA_KINDS, type Area, type AreaKind, type AreaSum, listAreas } from '../contract.ts';
import { Adjustments } from './adjustments.tsx';
import { Approvals } from './approvals.tsx';
import { AreaImport } from './area-import.tsx';
import { Markers } from './markers.tsx';
import { km2, Simulated, TypeTag } from './words.tsx';

/** 边界台账: what is in force on a day, its sums, how it came about, markers and approvals. */
export default function AreasPage(): ReactNode {
  const t = useText('redline');
  const may = useMay();
  const { get, set } = useAddress();
  const [bringing, setBringing] = useState(false);
  const kind = (get('kind') ?? 'redline') as AreaKind;
  const filter = { kind, on: get('on'), unitPath: get('unit'), q: get('q') };
  const query = useRouteQuery(listAreas, { query: filter });
  const rows = query.data?.areas ?? [];
  const sums = query.data?.sums ?? [];
  const total = (of: (one: Area) => number) => rows.reduce((sum, one) => sum + of(one), 0);
  return (
    <Page
      title={t('areas.title')}
      note={t('areas.note')}
      extra={
        <>
          <Simulated when={rows.some((row) => row.simulated)} />
          {may('redline.write') ? (
            <Button onClick={() => setBringing(true)}>{t('areas.import')}</Button>
          ) : null}
        </>
      }
    >
      <div className="filters">
        <Select<AreaKind>
          aria-label={t('areas.kind')}
          value={kind}
          onChange={(value) => set({ kind: value })}
          options={AREA_KINDS.map((value) => ({ value, label: t(`kind.${value}`) }))}
        />
        <Input
          type="date"
          style={{ width: 170 }}
          aria-label={t('areas.on')}
          title={t('areas.on')}
          value={filter.on ?? query.data?.on ?? ''}
          onChange={(event) => set({ on: event.target.value || undefined })}
        />
        <UnitSelect
          allowClear
          aria-label={t('field.unit')}
          placeholder={t('field.unit')}
          style={{ width: 220 }}
          {...(filter.unitPath ? { value: filter.unitPath } : {})}
          onChange={(unit) => set({ unit })}
        />
        <Input.Search
          allowClear
          placeholder={t('areas.search')}
          defaultValue={filter.q}
          onSearch={(q) => set({ q: q.trim() || undefined })}
        />
      </div>
      <QueryState query={query}>
        <div className="figures">
          <Figure label={t('areas.count')} value={rows.length} />
          <Figure
            label={t('areas.area')}
            value={km2(total((one) => one.areaM2))}
            hint={t('areas.geodesic')}
          />
          <Figure
            label={t('areas.survey')}
            value={km2(total((one) => one.surveyM2 ?? 0))}
            hint={t('areas.surveyed', { n: rows.filter((one) => one.surveyM2 !== null).length })}
          />
        </div>
        <Tabs
          destroyOnHidden
          items={[
            { key: 'areas', label: t('areas.list'), children: <Areas areas={rows} /> },
            { key: 'sums', label: t('areas.sums'), children: <Sums sums={sums} /> },
            { key: 'adjustments', label: t('areas.adjustments'), children: <Adjustments kind={kind} /> },
            { key: 'markers', label: t('areas.markers'), children: <Markers /> },
            { key: 'approvals', label: t('areas.approvals'), children: <Approvals /> },
          ]}
        />
      </QueryState>
      {bringing ? <AreaImport kind={kind} onClose={() => setBringing(false)} /> : null}
    </Page>
  );
}

const round = (m2: number | null) => (m2 === null ? null : Math.round(m2 / 1e4) / 100);

function Areas({ areas }: { areas: readonly Area[] }): ReactNode {
  const t = useText('redline');
  const unitName = useUnitName();
  return (
    <DataTable<Area>
      name={t('areas.list')}
      rowKey={(row) => `${row.kind}${row.code}`}
      pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
      scroll={{ x: 1_050 }}
      dataSource={areas as Area[]}
      locale={{ emptyText: t('areas.none') }}
      columns={[
        {
          title: t('field.code'),
          value: (row) => row.code,
          render: (_, row) => (
            <Link to={`/redline/areas/${row.kind}/${encodeURIComponent(row.code)}` as string}>
              {row.code}
            </Link>
          ),
        },
        { title: t('areas.name'), dataIndex: 'name' },
        {
          title: t('areas.type'),
          value: (row) => t(`type.${row.type}`),
          render: (_, row) => <TypeTag type={row.type} />,
        },
        { title: t('areas.zone'), value: (row) => (row.zone ? t(`zone.${row.zone}`) : '') },
        { title: t('areas.function'), value: (row) => (row.function ? t(`function.${row.function}`) : '') },
        { title: t('field.unit'), value: (row) => unitName(row.unitPath, 'line') },
        { title: t('areas.areaKm2'), value: (row) => round(row.areaM2) },
        { title: t('areas.surveyKm2'), value: (row) => round(row.surveyM2) },
        {
          title: t('areas.deviation'),
          value: (row) => row.deviation,
          render: (_, row) => formatPercent(row.deviation),
        },
        { title: t('areas.version'), dataIndex: 'version' },
        { title: t('areas.from'), dataIndex: 'validFrom', className: 'cell-nowrap' },
      ]}
    />
  );
}

function Sums({ sums }: { sums: readonly AreaSum[] }): ReactNode {
  const t = useText('redline');
  const unitName = useUnitName();
  return (
    <DataTable<AreaSum>
      name={t('areas.sums')}
      rowKey={(row) => `${row.unitPath}${row.kind}${row.type}`}
      pagination={false}
      scroll={{ x: 620 }}
      dataSource={sums as AreaSum[]}
      columns={[
        { title: t('field.unit'), value: (row) => unitName(row.unitPath) },
        {
          title: t('areas.type'),
          value: (row) => t(`type.${row.type}`),
          render: (_, row) => <TypeTag type={row.type} />,
        },
        { title: t('areas.count'), dataIndex: 'count' },
        { title: t('areas.areaKm2'), value: (row) => round(row.areaM2) },
        { title: t('areas.surveyKm2'), value: (row) => (row.surveyed > 0 ? round(row.surveyM2) : null) },
        { title: t('areas.surveyedOf'), dataIndex: 'surveyed' },
      ]}
    />
  );
}

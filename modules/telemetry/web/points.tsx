import { Link } from '@tanstack/react-router';
import { urlOf } from '@tarim/platform/contract';
import { exportRegistry } from '@tarim/registry/contract';
import {
  DataTable,
  formatTime,
  instant,
  Page,
  POINT_KIND_TITLES,
  QueryState,
  STATE_TITLES,
  UnitSelect,
  useMay,
  useRouteQuery,
  useText,
  useUnitName,
} from '@tarim/ui';
import { Button, Input, Select, Tag } from 'antd';
import { type ReactNode, useMemo, useState } from 'react';
import { getLatest } from '../contract.ts';
import { usePoints } from './use-points.ts';

/** Stations and outlets: filter, search, state; each leads to its page. */
export default function PointsPage(): ReactNode {
  const t = useText('telemetry');
  const unitName = useUnitName();
  const mayExport = useMay('registry.read', '/');
  const [q, setQ] = useState('');
  const [kind, setKind] = useState<string | undefined>();
  const [unitPath, setUnitPath] = useState<string | undefined>();
  const [state, setState] = useState<string | undefined>();
  const points = usePoints({ q: q || undefined, kind, unitPath });
  const latest = useRouteQuery(getLatest, {}, { refetchMs: 15_000 });
  const latestOf = useMemo(
    () => new Map(latest.data?.points.map((one) => [one.pointId, one])),
    [latest.data],
  );
  const stateOf = (id: number) => latestOf.get(id)?.state ?? 'never';
  const shown = points.data?.filter((one) => !state || stateOf(one.id) === state) ?? [];
  return (
    <Page
      title={t('points.stationsAndOutlets')}
      note={t('points.points', { n: shown.length })}
      extra={
        mayExport ? (
          <Button href={urlOf(exportRegistry, {}, { unitPath })}>{t('points.exportXlsx')}</Button>
        ) : null
      }
    >
      <div className="filters">
        <Input.Search allowClear placeholder={t('points.nameCodeEnterpriseOrMn')} onSearch={setQ} />
        <Select
          allowClear
          aria-label={t('points.medium')}
          placeholder={t('points.allMedia')}
          value={kind}
          onChange={setKind}
          options={Object.entries(POINT_KIND_TITLES).map(([value, title]) => ({
            value,
            label: t(title.title),
          }))}
        />
        <UnitSelect
          allowClear
          aria-label={t('points.unit')}
          placeholder={t('points.unit')}
          style={{ width: 260 }}
          value={unitPath}
          onChange={setUnitPath}
        />
        <Select
          allowClear
          aria-label={t('points.state')}
          placeholder={t('points.allStates')}
          value={state}
          onChange={setState}
          options={Object.entries(STATE_TITLES).map(([value, title]) => ({ value, label: t(title.title) }))}
        />
      </div>
      <QueryState query={points}>
        <DataTable
          name={t('points.stationsAndOutlets')}
          rowKey="id"
          pagination={{ pageSize: 50, showSizeChanger: false }}
          scroll={{ x: 860 }}
          locale={{
            emptyText: t('points.noPointFitsWidenThe'),
          }}
          dataSource={shown}
          columns={[
            {
              title: t('points.name'),
              value: (row) => row.name,
              render: (_, row) => (
                <>
                  <Link to={`/points/${row.id}` as string}>{row.name}</Link>
                  <br />
                  <small className="muted">{row.code}</small>
                </>
              ),
            },
            { title: t('point.code'), hidden: true, value: (row) => row.code },
            {
              title: t('points.medium'),
              dataIndex: 'kind',
              value: (row) => t(POINT_KIND_TITLES[row.kind]?.title ?? row.kind),
              render: (value: string) => t(POINT_KIND_TITLES[value]?.title ?? value),
            },
            {
              title: t('points.unit'),
              value: (row) => unitName(row.unitPath, 'line'),
              render: (_, row) => unitName(row.unitPath),
            },
            { title: t('points.enterprise'), dataIndex: 'enterpriseName' },
            { title: t('points.level'), dataIndex: 'controlLevel' },
            {
              title: t('points.state'),
              value: (row) => t(STATE_TITLES[stateOf(row.id)]?.title ?? ''),
              render: (_, row) => {
                const title = STATE_TITLES[stateOf(row.id)];
                return <Tag color={title?.colour}>{t(title?.title ?? '')}</Tag>;
              },
            },
            {
              title: t('points.newest'),
              value: (row) => instant(latestOf.get(row.id)?.receivedAt),
              render: (_, row) => formatTime(latestOf.get(row.id)?.receivedAt),
            },
            { title: t('point.simulated'), hidden: true, value: (row) => row.simulated },
          ]}
        />
      </QueryState>
    </Page>
  );
}

import { Link } from '@tanstack/react-router';
import { listUnits } from '@tarim/region/contract';
import {
  DataTable,
  formatTime,
  instant,
  Page,
  POINT_KIND_TITLES,
  QueryState,
  STATE_TITLES,
  useRouteQuery,
  useText,
} from '@tarim/ui';
import { Button, Cascader, Input, Select, Tag } from 'antd';
import { type ReactNode, useMemo, useState } from 'react';
import { getLatest } from '../contract.ts';
import { usePoints } from './use-points.ts';

/** Stations and outlets: filter, search, state; each leads to its page. */
export default function PointsPage(): ReactNode {
  const t = useText('telemetry');
  const [q, setQ] = useState('');
  const [kind, setKind] = useState<string | undefined>();
  const [unitPath, setUnitPath] = useState<string | undefined>();
  const [state, setState] = useState<string | undefined>();
  const points = usePoints({ q: q || undefined, kind, unitPath });
  const latest = useRouteQuery(getLatest, {}, { refetchMs: 15_000 });
  const units = useRouteQuery(listUnits);
  const latestOf = useMemo(
    () => new Map(latest.data?.points.map((one) => [one.pointId, one])),
    [latest.data],
  );
  const stateOf = (id: number) => latestOf.get(id)?.state ?? 'never';
  const shown = points.data?.filter((one) => !state || stateOf(one.id) === state) ?? [];
  const tree = useMemo(() => {
    const all = units.data?.units ?? [];
    const childrenOf = (parent: string | null): { value: string; label: string; children?: unknown[] }[] =>
      all
        .filter((unit) => unit.parent === parent)
        .map((unit) => {
          const children = childrenOf(unit.code);
          return { value: unit.path, label: unit.names.zh, ...(children.length > 0 ? { children } : {}) };
        });
    return childrenOf(null);
  }, [units.data]);
  return (
    <Page
      title={t('points.stationsAndOutlets')}
      note={t('points.points', { n: shown.length })}
      extra={<Button href="/api/registry/export">{t('points.exportXlsx')}</Button>}
    >
      <div style={{ display: 'flex', gap: 8, flexWrap: 'wrap', marginBottom: 12 }}>
        <Input.Search
          allowClear
          placeholder={t('points.nameCodeEnterpriseOrMn')}
          style={{ width: 260 }}
          onSearch={setQ}
        />
        <Select
          allowClear
          aria-label={t('points.medium')}
          placeholder={t('points.allMedia')}
          style={{ width: 150 }}
          value={kind}
          onChange={setKind}
          options={Object.entries(POINT_KIND_TITLES).map(([value, title]) => ({
            value,
            label: t(title.title),
          }))}
        />
        <Cascader
          changeOnSelect
          aria-label={t('points.unit')}
          placeholder={t('points.unit')}
          style={{ width: 240 }}
          options={tree as never}
          onChange={(value) => setUnitPath(value?.at(-1) as string | undefined)}
        />
        <Select
          allowClear
          aria-label={t('points.state')}
          placeholder={t('points.allStates')}
          style={{ width: 130 }}
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
          scroll={{ x: 760 }}
          locale={{
            emptyText: t('points.noPointFitsWidenThe'),
          }}
          dataSource={shown}
          columns={[
            {
              title: t('points.name'),
              value: (row) => row.name,
              render: (_, row) => <Link to={`/points/${row.id}` as string}>{row.name}</Link>,
            },
            {
              title: t('points.medium'),
              dataIndex: 'kind',
              value: (row) => t(POINT_KIND_TITLES[row.kind]?.title ?? row.kind),
              render: (value: string) => t(POINT_KIND_TITLES[value]?.title ?? value),
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

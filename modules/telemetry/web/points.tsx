import { Link } from '@tanstack/react-router';
import { listUnits } from '@tarim/region/contract';
import { listPoints } from '@tarim/registry/contract';
import {
  formatTime,
  Page,
  POINT_KIND_TITLES,
  QueryState,
  STATE_TITLES,
  useRouteQuery,
  useText,
} from '@tarim/ui';
import { Button, Cascader, Input, Select, Table, Tag } from 'antd';
import { type ReactNode, useMemo, useState } from 'react';
import { getLatest } from '../contract.ts';

/** Stations and outlets: filter, search, state; each leads to its page. */
export default function PointsPage(): ReactNode {
  const t = useText('telemetry');
  const [q, setQ] = useState('');
  const [kind, setKind] = useState<string | undefined>();
  const [unitPath, setUnitPath] = useState<string | undefined>();
  const points = useRouteQuery(listPoints, { query: { q: q || undefined, kind, unitPath, limit: 1000 } });
  const latest = useRouteQuery(getLatest, {}, { refetchMs: 15_000 });
  const units = useRouteQuery(listUnits);
  const stateOf = useMemo(() => new Map(latest.data?.points.map((one) => [one.pointId, one])), [latest.data]);
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
      note={t('points.points', { n: points.data?.points.length ?? 0 })}
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
          placeholder={t('points.unit')}
          style={{ width: 240 }}
          options={tree as never}
          onChange={(value) => setUnitPath(value?.at(-1) as string | undefined)}
        />
      </div>
      <QueryState query={points}>
        <div className="table-scroll">
          <Table
            rowKey="id"
            size="small"
            pagination={{ pageSize: 50, showSizeChanger: false }}
            scroll={{ x: 760 }}
            locale={{
              emptyText: t('points.noPointFitsWidenThe'),
            }}
            dataSource={points.data?.points ?? []}
            columns={[
              {
                title: t('points.name'),
                render: (_, row) => <Link to={`/points/${row.id}` as string}>{row.name}</Link>,
                sorter: (a, b) => a.name.localeCompare(b.name),
              },
              {
                title: t('points.medium'),
                dataIndex: 'kind',
                render: (value: string) => t(POINT_KIND_TITLES[value]?.title ?? value),
              },
              { title: t('points.enterprise'), dataIndex: 'enterpriseName' },
              { title: t('points.level'), dataIndex: 'controlLevel' },
              {
                title: t('points.state'),
                render: (_, row) => {
                  const state = stateOf.get(row.id)?.state ?? 'never';
                  return <Tag color={STATE_TITLES[state]?.colour}>{t(STATE_TITLES[state]?.title ?? '')}</Tag>;
                },
                filters: Object.entries(STATE_TITLES).map(([value, title]) => ({
                  value,
                  text: t(title.title),
                })),
                onFilter: (value, row) => (stateOf.get(row.id)?.state ?? 'never') === value,
              },
              {
                title: t('points.newest'),
                render: (_, row) => formatTime(stateOf.get(row.id)?.receivedAt),
              },
            ]}
          />
        </div>
      </QueryState>
    </Page>
  );
}

import { DataTable, QueryState, useRouteQuery, useText } from '@tarim/ui';
import { ColouredMap, type ShownArea } from '@tarim/ui/map';
import { type ReactNode, useMemo } from 'react';
import { type Difference, getDifferences, listUnits, type Version } from '../contract.ts';
import { CHANGE_COLOURS } from './colours.ts';
import { RuleTable } from './rules.tsx';

const CHANGES = ['added', 'removed', 'boundary', 'attributes'] as const;

/** What a version changes against the one that it was drafted from: on the map, as a list, rule by rule. */
export function Differences({ version }: { version: Version }): ReactNode {
  const t = useText('zoning');
  const query = useRouteQuery(getDifferences, { params: { id: version.id } });
  const now = useRouteQuery(listUnits, { params: { id: version.id } });
  const before = useRouteQuery(
    listUnits,
    { params: { id: version.basedOn ?? 0 } },
    { enabled: version.basedOn !== null },
  );
  const rows = query.data?.units;
  const areas = useMemo(() => {
    const shapes = new Map(
      [...(before.data?.units ?? []), ...(now.data?.units ?? [])].map((one) => [one.code, one.geometry]),
    );
    return (rows ?? []).flatMap((one) =>
      shapes.has(one.code)
        ? [
            {
              id: one.code,
              geometry: shapes.get(one.code) as ShownArea,
              colour: CHANGE_COLOURS[one.change],
            },
          ]
        : [],
    );
  }, [rows, now.data, before.data]);
  if (version.basedOn === null) return <p className="muted">{t('plans.first')}</p>;
  return (
    <QueryState query={query}>
      <ColouredMap
        areas={areas}
        legend={CHANGES.map((one) => ({ colour: CHANGE_COLOURS[one], text: t(`change.${one}`) }))}
        height={380}
      />
      <DataTable<Difference>
        name={t('plans.differences')}
        rowKey="code"
        scroll={{ x: 600 }}
        locale={{ emptyText: t('plans.same') }}
        dataSource={[...(rows ?? [])]}
        columns={[
          { title: t('unit.code'), dataIndex: 'code' },
          { title: t('unit.name'), dataIndex: 'name' },
          { title: t('plans.change'), value: (row) => t(`change.${row.change}`) },
          { title: t('plans.before'), value: (row) => round(row.beforeKm2) },
          { title: t('plans.after'), value: (row) => round(row.afterKm2) },
        ]}
      />
      <h4>{t('plans.rulesAdded')}</h4>
      <RuleTable name={t('plans.rulesAdded')} rules={query.data?.rulesAdded ?? []} />
      <h4>{t('plans.rulesRemoved')}</h4>
      <RuleTable name={t('plans.rulesRemoved')} rules={query.data?.rulesRemoved ?? []} />
    </QueryState>
  );
}

const round = (km2: number | null): number | string => (km2 === null ? '—' : Math.round(km2 * 10) / 10);

import { DataTable, Page, QueryState, useName, useRouteQuery, useText } from '@tarim/ui';
import { OutlineMap } from '@tarim/ui/map';
import { Input, Segmented, Select, Tag } from 'antd';
import { type ReactNode, useMemo, useState } from 'react';
import { getManifest, listOutlines, type UnitOutlines } from '../contract.ts';
import { OutlinePanel } from './outline-panel.tsx';

type Kind = 'all' | 'own' | 'demo';

/** The version that is drawn today. */
export const present = (unit: UnitOutlines) => unit.versions.find((one) => one.holds);

/** Which outlines are an authority's own and which the pack's demonstration; each leads to its map and the upload. */
export default function OutlinesPage(): ReactNode {
  const t = useText('region');
  const nameOf = useName();
  const [q, setQ] = useState('');
  const [hierarchy, setHierarchy] = useState<string | undefined>();
  const [kind, setKind] = useState<Kind>('all');
  const [code, setCode] = useState<string | null>(null);
  const list = useRouteQuery(listOutlines);
  const manifest = useRouteQuery(getManifest);
  const units = list.data?.units ?? [];
  const own = units.filter((one) => present(one)?.demo === false).length;
  const wanted = q.trim().toLowerCase();
  const shown = useMemo(
    () =>
      units.filter(
        (one) =>
          (!hierarchy || one.hierarchy === hierarchy) &&
          (kind === 'all' || (present(one)?.demo === false) === (kind === 'own')) &&
          (wanted === '' ||
            `${one.code} ${one.names.zh} ${one.names.en} ${one.names.ug ?? ''}`
              .toLowerCase()
              .includes(wanted)),
      ),
    [units, hierarchy, kind, wanted],
  );
  const chosen = units.find((one) => one.code === code) ?? null;
  return (
    <Page
      title={t('outlines.title')}
      note={t('outlines.note')}
      extra={
        <Tag color={own > 0 ? 'green' : 'orange'}>{t('outlines.ofOwn', { n: own, total: units.length })}</Tag>
      }
    >
      <QueryState query={list}>
        <div className="grid side-by-side">
          <div>
            <div className="filters">
              <Input.Search
                allowClear
                placeholder={t('outlines.search')}
                onChange={(event) => setQ(event.target.value)}
              />
              <Select
                allowClear
                aria-label={t('outlines.hierarchy')}
                placeholder={t('outlines.allHierarchies')}
                value={hierarchy}
                onChange={setHierarchy}
                options={manifest.data?.hierarchies.map((one) => ({
                  value: one.hierarchy,
                  label: nameOf(one.names),
                }))}
              />
              <Segmented<Kind>
                aria-label={t('outlines.kind')}
                value={kind}
                onChange={setKind}
                options={[
                  { value: 'all', label: t('outlines.all') },
                  { value: 'demo', label: t('kind.demo') },
                  { value: 'own', label: t('kind.own') },
                ]}
              />
            </div>
            <DataTable<UnitOutlines>
              name={t('outlines.title')}
              rowKey="code"
              pagination={{ pageSize: 14, showSizeChanger: false }}
              scroll={{ x: 460 }}
              dataSource={shown}
              locale={{ emptyText: t('outlines.none') }}
              rowClassName={(row) => (row.code === code ? 'row-chosen' : 'row-open')}
              onRow={(row) => ({ onClick: () => setCode(row.code) })}
              columns={[
                {
                  title: t('outlines.unit'),
                  value: (row) => nameOf(row.names),
                  render: (_, row) => (
                    <button type="button" className="link" onClick={() => setCode(row.code)}>
                      {nameOf(row.names)} <small className="muted mono">{row.code}</small>
                    </button>
                  ),
                },
                {
                  title: t('outlines.level'),
                  value: (row) => t(`level.${row.level}`),
                  render: (_, row) => t(`level.${row.level}`),
                },
                {
                  title: t('outlines.kind'),
                  value: (row) => t(present(row)?.demo === false ? 'kind.own' : 'kind.demo'),
                  render: (_, row) =>
                    present(row)?.demo === false ? (
                      <Tag color="green">{t('kind.own')}</Tag>
                    ) : (
                      <Tag>{t('kind.demo')}</Tag>
                    ),
                },
                { title: t('outlines.source'), hidden: true, value: (row) => present(row)?.source },
                {
                  title: t('outlines.effectiveFrom'),
                  hidden: true,
                  value: (row) => present(row)?.effectiveFrom,
                },
              ]}
            />
          </div>
          {chosen ? (
            <OutlinePanel key={chosen.code} unit={chosen} />
          ) : (
            <div className="card">
              <p className="muted">{t('outlines.choose')}</p>
              <OutlineMap present={null} proposed={null} height={460} />
            </div>
          )}
        </div>
      </QueryState>
    </Page>
  );
}

import type { Static } from '@tarim/platform/contract';
import {
  DataTable,
  Figure,
  formatPercent,
  Page,
  POINT_KIND_TITLES,
  QueryState,
  useName,
  useRouteQuery,
  useText,
  useUnitName,
} from '@tarim/ui';
import { AreaMap } from '@tarim/ui/map';
import { InputNumber, Segmented, Select, Tag } from 'antd';
import { type ReactNode, useMemo, useState } from 'react';
import { getCompletion, getCoverage } from '../contract.ts';

type Unit = Static<NonNullable<typeof getCoverage.response>>['units'][number];
type Body = Static<NonNullable<typeof getCompletion.response>>['bodies'][number];

const NONE = '#e9a19b';
const SHADES = ['#cfe8e2', '#8fcabd', '#3f9d8c'] as const;

/** Where the network has no site (覆盖分析), and how much of the plan is done by whom (完成率). */
export default function CoveragePage(): ReactNode {
  const t = useText('monitoring');
  const nameOf = useName();
  const unitName = useUnitName();
  const [kind, setKind] = useState('surface-water');
  const [hierarchy, setHierarchy] = useState<'region' | 'corps' | undefined>();
  const [onlyMissing, setOnlyMissing] = useState(true);
  const query = useRouteQuery(getCoverage, { query: { hierarchy } });
  const units = query.data?.units ?? [];
  const areas = useMemo(
    () => units.map((unit) => ({ code: unit.code, colour: shade(unit.sites[kind] ?? 0) })),
    [units, kind],
  );
  const missing = units.filter((unit) => !unit.sites[kind]);
  const shown = onlyMissing ? missing : units;
  const kindName = (value: string) => t(POINT_KIND_TITLES[value]?.title ?? value);
  return (
    <Page
      title={t('coverage.title')}
      note={t('coverage.note')}
      extra={query.data?.simulated ? <Tag color="orange">{t('simulated')}</Tag> : null}
    >
      <div className="filters">
        <Select
          aria-label={t('line.medium')}
          value={kind}
          onChange={setKind}
          options={(query.data?.kinds ?? [kind]).map((value) => ({ value, label: kindName(value) }))}
        />
        <Select
          allowClear
          aria-label={t('coverage.hierarchy')}
          placeholder={t('coverage.both')}
          value={hierarchy}
          onChange={setHierarchy}
          options={(['region', 'corps'] as const).map((value) => ({ value, label: t(`hierarchy.${value}`) }))}
        />
      </div>
      <QueryState query={query}>
        <div className="figures">
          <Figure
            label={t('coverage.without', { kind: kindName(kind) })}
            value={`${missing.length} / ${units.length}`}
            tone={missing.length > 0 ? 'warn' : 'good'}
          />
          <Figure
            label={t('coverage.share')}
            value={units.length === 0 ? '—' : formatPercent(1 - missing.length / units.length)}
          />
          <Figure
            label={t('coverage.enterprises')}
            value={query.data?.enterprisesWithoutOutlet.length ?? 0}
            hint={query.data?.enterprisesWithoutOutlet
              .slice(0, 3)
              .map((one) => one.name)
              .join('、')}
          />
          <Figure label={t('coverage.noPlace')} value={query.data?.sitesWithoutPlace ?? 0} />
        </div>
        <div className="grid side-by-side">
          <div>
            <AreaMap layer="county" areas={areas} height={460} />
            <div className="legend">
              <span>
                <i style={{ background: NONE }} />
                {t('coverage.none')}
              </span>
              {SHADES.map((colour, index) => (
                <span key={colour}>
                  <i style={{ background: colour }} />
                  {index === 2 ? '≥ 3' : index + 1}
                </span>
              ))}
            </div>
          </div>
          <div>
            <div className="filters">
              <Segmented<boolean>
                aria-label={t('coverage.shown')}
                value={onlyMissing}
                onChange={setOnlyMissing}
                options={[
                  { value: true, label: t('coverage.onlyMissing') },
                  { value: false, label: t('coverage.all') },
                ]}
              />
            </div>
            <DataTable<Unit>
              name={t('coverage.without', { kind: kindName(kind) })}
              rowKey="code"
              pagination={{ pageSize: 12, hideOnSinglePage: true, showSizeChanger: false }}
              scroll={{ x: 420 }}
              locale={{ emptyText: t('coverage.complete') }}
              dataSource={shown}
              columns={[
                {
                  title: t('plan.unit'),
                  value: (row) => unitName(row.path, 'line'),
                  render: (_, row) => (
                    <>
                      {nameOf(row.names as { zh: string; en: string })}{' '}
                      <small className="muted mono">{row.code}</small>
                    </>
                  ),
                },
                {
                  title: t('coverage.hierarchy'),
                  value: (row) => t(`hierarchy.${row.hierarchy}`),
                  render: (_, row) => t(`hierarchy.${row.hierarchy}`),
                },
                {
                  title: kindName(kind),
                  value: (row) => row.sites[kind] ?? 0,
                  render: (_, row) => row.sites[kind] ?? 0,
                },
                {
                  title: t('coverage.allSites'),
                  value: (row) => Object.values(row.sites).reduce((sum, n) => sum + n, 0),
                  render: (_, row) => Object.values(row.sites).reduce((sum, n) => sum + n, 0),
                },
              ]}
            />
          </div>
        </div>
      </QueryState>
      <Completion />
    </Page>
  );
}

const shade = (sites: number) => (sites === 0 ? NONE : SHADES[Math.min(sites, SHADES.length) - 1]!);

function Completion(): ReactNode {
  const t = useText('monitoring');
  const [year, setYear] = useState(new Date().getFullYear());
  const query = useRouteQuery(getCompletion, { query: { year } });
  return (
    <>
      <h4 className="section-title">{t('completion.title')}</h4>
      <div className="filters">
        <InputNumber
          aria-label={t('plan.year')}
          min={2000}
          max={2100}
          value={year}
          onChange={(value) => value && setYear(value)}
        />
      </div>
      <QueryState query={query}>
        <DataTable<Body>
          name={`${year} ${t('completion.title')}`}
          rowKey="body"
          pagination={{ pageSize: 30, hideOnSinglePage: true }}
          scroll={{ x: 640 }}
          locale={{ emptyText: t('completion.none') }}
          dataSource={query.data?.bodies ?? []}
          columns={[
            { title: t('line.body'), dataIndex: 'body' },
            { title: t('completion.due'), dataIndex: 'due' },
            { title: t('completion.official'), dataIndex: 'official' },
            { title: t('completion.underWay'), dataIndex: 'underWay' },
            { title: t('completion.overdue'), dataIndex: 'overdue' },
            { title: t('completion.cancelled'), dataIndex: 'cancelled' },
            {
              title: t('completion.rate'),
              value: (row) => row.rate,
              render: (_, row) => formatPercent(row.rate),
            },
          ]}
        />
      </QueryState>
    </>
  );
}

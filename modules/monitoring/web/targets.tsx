import { urlOf } from '@tarim/platform/contract';
import {
  DataTable,
  Figure,
  formatPercent,
  Page,
  POINT_KIND_TITLES,
  QueryState,
  SheetDialog,
  UnitSelect,
  useMay,
  useRouteQuery,
  useText,
  useUnitName,
} from '@tarim/ui';
import { PointMap } from '@tarim/ui/map';
import { Button, Checkbox, Input, Select, Tag } from 'antd';
import { type ReactNode, useMemo, useState } from 'react';
import {
  importTargets,
  listTargets,
  TARGET_KINDS,
  TARGET_SIZES,
  type Target,
  type TargetKind,
  targetTemplate,
} from '../contract.ts';
import { type Asked, TargetDialog } from './target-dialog.tsx';
import { TARGET_COLOURS, targetState } from './target-state.ts';

/** What has to be monitored, held against the network (应监测对象): which parks, towns, sections, sources, works and farms lack a site. */
export default function TargetsPage(): ReactNode {
  const t = useText('monitoring');
  const unitName = useUnitName();
  const mayPlan = useMay('monitoring.plan');
  const [kind, setKind] = useState<TargetKind | undefined>();
  const [unitPath, setUnitPath] = useState<string | undefined>();
  const [onlyGaps, setOnlyGaps] = useState(false);
  const [q, setQ] = useState('');
  const [importing, setImporting] = useState(false);
  const [asked, setAsked] = useState<Asked | null>(null);
  const list = useRouteQuery(listTargets, { query: { kind, unitPath } });
  const all = list.data?.targets ?? [];
  const shown = useMemo(
    () =>
      all.filter(
        (one) =>
          (!onlyGaps || targetState(one) === 'gap') &&
          (q === '' || one.code.includes(q) || one.name.includes(q)),
      ),
    [all, onlyGaps, q],
  );
  const points = useMemo(
    () =>
      shown.flatMap((one) =>
        one.lon === null || one.lat === null
          ? []
          : [
              {
                id: one.id,
                lon: one.lon,
                lat: one.lat,
                colour: TARGET_COLOURS[targetState(one)],
                title: `${one.name} · ${t(`targetState.${targetState(one)}`)}`,
              },
            ],
      ),
    [shown, t],
  );
  const required = all.filter((one) => one.required);
  const gaps = required.filter((one) => !one.covered);
  return (
    <Page
      title={t('targets.title')}
      note={t('targets.note')}
      extra={
        <>
          {all.some((one) => one.simulated) ? <Tag color="orange">{t('simulated')}</Tag> : null}
          {mayPlan ? <Button onClick={() => setImporting(true)}>{t('targets.import')}</Button> : null}
        </>
      }
    >
      <div className="filters">
        <Input.Search allowClear placeholder={t('targets.search')} onSearch={(text) => setQ(text.trim())} />
        <Select
          allowClear
          aria-label={t('target.kind')}
          placeholder={t('targets.allKinds')}
          value={kind}
          onChange={setKind}
          options={TARGET_KINDS.map((value) => ({ value, label: t(`targetKind.${value}`) }))}
        />
        <UnitSelect
          allowClear
          style={{ width: 240 }}
          aria-label={t('plan.unit')}
          value={unitPath}
          onChange={setUnitPath}
        />
        <Checkbox checked={onlyGaps} onChange={(event) => setOnlyGaps(event.target.checked)}>
          {t('targets.onlyGaps')}
        </Checkbox>
      </div>
      <QueryState query={list}>
        <div className="figures">
          <Figure label={t('targets.required')} value={required.length} hint={t('targets.rule')} />
          <Figure label={t('targets.without')} value={gaps.length} tone={gaps.length > 0 ? 'warn' : 'good'} />
          <Figure
            label={t('targets.notPlanned')}
            value={required.filter((one) => one.covered && !one.planned).length}
          />
          <Figure
            label={t('targets.share')}
            value={required.length === 0 ? '—' : formatPercent(1 - gaps.length / required.length)}
          />
        </div>
        <div className="grid side-by-side">
          <div>
            <PointMap
              points={points}
              height={420}
              onSelect={(id) => {
                const target = all.find((one) => one.id === id);
                if (target && mayPlan) setAsked({ what: 'link', target });
              }}
            />
            <div className="legend">
              {(['gap', 'unplanned', 'covered', 'exempt'] as const).map((state) => (
                <span key={state}>
                  <i style={{ background: TARGET_COLOURS[state] }} />
                  {t(`targetState.${state}`)}
                </span>
              ))}
            </div>
          </div>
          <div>
            <h4>{t('targets.byKind')}</h4>
            <ByGroup groups={groupBy(required, (one) => t(`targetKind.${one.kind}`))} />
            <h4 className="section-title">{t('targets.byUnit')}</h4>
            <ByGroup
              groups={groupBy(required, (one) => unitName(prefectureOf(one.unitPath)))
                .filter((one) => one.gaps > 0)
                .slice(0, 6)}
            />
          </div>
        </div>
        <h4 className="section-title">{t('targets.list')}</h4>
        <DataTable<Target>
          name={t('targets.title')}
          rowKey="id"
          pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
          scroll={{ x: 1060 }}
          locale={{ emptyText: t('targets.none') }}
          dataSource={shown}
          columns={[
            { title: t('target.code'), dataIndex: 'code', className: 'cell-nowrap mono' },
            { title: t('target.name'), dataIndex: 'name' },
            {
              title: t('target.kind'),
              value: (row) => t(`targetKind.${row.kind}`),
              render: (_, row) => t(`targetKind.${row.kind}`),
            },
            {
              title: t('plan.unit'),
              value: (row) => unitName(row.unitPath, 'line'),
              render: (_, row) => unitName(row.unitPath),
            },
            {
              title: t('target.medium'),
              value: (row) => t(POINT_KIND_TITLES[row.medium]?.title ?? row.medium),
              render: (_, row) => t(POINT_KIND_TITLES[row.medium]?.title ?? row.medium),
            },
            {
              title: t('target.size'),
              align: 'end',
              value: (row) => row.size,
              render: (_, row) =>
                row.size === null ? '—' : `${row.size} ${TARGET_SIZES[row.kind]?.unit ?? ''}`,
            },
            {
              title: t('target.state'),
              value: (row) => t(`targetState.${targetState(row)}`),
              render: (_, row) => (
                <Tag color={TARGET_COLOURS[targetState(row)]}>{t(`targetState.${targetState(row)}`)}</Tag>
              ),
            },
            {
              title: t('target.sites'),
              value: (row) => row.sites.map((one) => one.code).join('、'),
              render: (_, row) => row.sites.map((one) => one.name).join('、') || '—',
            },
            {
              title: t('target.nearest'),
              value: (row) => (row.nearest ? `${row.nearest.name} ${row.nearest.km} km` : ''),
              render: (_, row) =>
                row.nearest && !row.covered ? (
                  <>
                    {row.nearest.name} <small className="muted">{row.nearest.km} km</small>
                  </>
                ) : (
                  '—'
                ),
            },
            {
              title: t('target.actions'),
              hidden: !mayPlan,
              render: (_, row) => (
                <span className="nowrap">
                  <Button size="small" type="link" onClick={() => setAsked({ what: 'link', target: row })}>
                    {t('target.link')}
                  </Button>
                  <Button
                    size="small"
                    type="link"
                    danger
                    onClick={() => setAsked({ what: 'remove', target: row })}
                  >
                    {t('target.remove')}
                  </Button>
                </span>
              ),
            },
          ]}
        />
      </QueryState>
      {importing ? (
        <SheetDialog
          title={t('targets.import')}
          def={importTargets}
          template={urlOf(targetTemplate)}
          accept=".xlsx,.csv"
          onClose={() => setImporting(false)}
        />
      ) : null}
      {asked ? <TargetDialog asked={asked} onClose={() => setAsked(null)} /> : null}
    </Page>
  );
}

interface Group {
  readonly name: string;
  readonly total: number;
  readonly gaps: number;
}

/** Prefecture or division of a unit. */
const prefectureOf = (unitPath: string) => `/${unitPath.split('/').filter(Boolean).slice(0, 2).join('/')}/`;

/** Most is missing first. */
function groupBy(targets: readonly Target[], nameOf: (target: Target) => string): Group[] {
  const groups = new Map<string, Group>();
  for (const one of targets) {
    const name = nameOf(one);
    const { total, gaps } = groups.get(name) ?? { total: 0, gaps: 0 };
    groups.set(name, { name, total: total + 1, gaps: gaps + (one.covered ? 0 : 1) });
  }
  return [...groups.values()].sort((a, b) => b.gaps - a.gaps);
}

/** Bars of what is covered and what is not. */
function ByGroup({ groups }: { groups: readonly Group[] }): ReactNode {
  return (
    <div className="group-bars">
      {groups.map(({ name, total, gaps }) => (
        <div key={name} className="group-bar">
          <span>{name}</span>
          <div role="img" aria-label={`${name} ${total - gaps} / ${total}`}>
            <i style={{ flex: total - gaps, background: TARGET_COLOURS.covered }} />
            <i style={{ flex: gaps, background: TARGET_COLOURS.gap }} />
          </div>
          <b className="mono">
            {total - gaps} / {total}
          </b>
        </div>
      ))}
    </div>
  );
}

import { Link } from '@tanstack/react-router';
import {
  DataTable,
  Figure,
  formatNumber,
  formatPercent,
  QueryState,
  UnitSelect,
  useAddress,
  useName,
  useRouteQuery,
  useText,
  useUnitName,
} from '@tarim/ui';
import { Alert, Button, Empty, Select } from 'antd';
import { type ReactNode, useMemo } from 'react';
import { AREA_KINDS, type AreaKind, type Effect, listEffectSchemes, listEffects } from '../../contract.ts';
import { Simulated } from '../words.tsx';
import { EffectDrawer } from './effect-drawer.tsx';
import { GradeTag, useIndicators } from './words.tsx';

const NO_GRADE = 'none';
const number = (text: string | undefined) => (text === undefined ? undefined : Number(text));

/** All areas of a period with their grades; each opens with how it came about. */
export function EffectList(): ReactNode {
  const t = useText('redline');
  const said = useName();
  const { get, set } = useAddress();
  const schemes = useRouteQuery(listEffectSchemes, { query: { all: true } }).data?.schemes ?? [];
  const filter = {
    schemeKey: get('scheme'),
    baseline: number(get('baseline')),
    target: number(get('target')),
    kind: get('kind') as AreaKind | undefined,
    unitPath: get('unit'),
  };
  const query = useRouteQuery(listEffects, { query: filter });
  const data = query.data;
  const wanted = get('grade');
  const all = data?.effects ?? [];
  const rows = all.filter((one) => wanted === undefined || String(one.grade ?? NO_GRADE) === wanted);
  const period = data?.period;
  const gradesOf = (one: Effect) => schemes.find((scheme) => scheme.id === one.schemeId)?.grades ?? [];
  const grades = useMemo(() => {
    const first = all.find((one) => one.grade !== null);
    return first ? (schemes.find((scheme) => scheme.id === first.schemeId)?.grades ?? []) : [];
  }, [all, schemes]);
  const scheme = schemes.find((one) => one.id === all[0]?.schemeId);
  const opened = number(get('effect')) ?? null;
  const judged = all.filter((one) => one.index !== null);
  return (
    <QueryState query={query}>
      {data && data.periods.length === 0 ? (
        <Empty description={t('effects.none')} />
      ) : (
        <>
          {scheme?.confidence === 'platform' ? (
            <Alert type="warning" showIcon style={{ marginBottom: 12 }} title={t('effects.notLaw')} />
          ) : null}
          <div className="filters">
            <Select
              aria-label={t('effects.period')}
              style={{ minWidth: 200 }}
              {...(period ? { value: keyOf(period) } : {})}
              onChange={(key) => {
                const [schemeKey, baseline, target] = key.split(' ');
                set({ scheme: schemeKey, baseline, target });
              }}
              options={data?.periods.map((one) => ({
                value: keyOf(one),
                label: `${one.baseline} → ${one.target} · ${schemes.find((s) => s.key === one.schemeKey)?.name ?? one.schemeKey}`,
              }))}
            />
            <Select
              allowClear
              aria-label={t('areas.kind')}
              placeholder={t('areas.kind')}
              style={{ minWidth: 140 }}
              {...(filter.kind ? { value: filter.kind } : {})}
              onChange={(kind) => set({ kind })}
              options={AREA_KINDS.map((value) => ({ value, label: t(`kind.${value}`) }))}
            />
            <Select
              allowClear
              aria-label={t('effects.grade')}
              placeholder={t('effects.anyGrade')}
              style={{ minWidth: 140 }}
              {...(wanted === undefined ? {} : { value: wanted })}
              onChange={(grade) => set({ grade })}
              options={[
                ...grades.map((one, at) => ({ value: String(at), label: said(one) })),
                { value: NO_GRADE, label: t('effects.notJudgeable') },
              ]}
            />
            <UnitSelect
              allowClear
              aria-label={t('field.unit')}
              placeholder={t('field.unit')}
              style={{ width: 220 }}
              {...(filter.unitPath ? { value: filter.unitPath } : {})}
              onChange={(unit) => set({ unit })}
            />
            <Simulated when={all.some((one) => one.simulated)} />
          </div>
          <div className="figures">
            <Figure label={t('effects.areas')} value={all.length} />
            <Figure label={t('effects.judged')} value={judged.length} />
            <Figure label={t('effects.better')} value={judged.filter((one) => one.index! > 50).length} />
            <Figure label={t('effects.worse')} value={judged.filter((one) => one.index! < 50).length} />
          </div>
          <EffectTable effects={rows} gradesOf={gradesOf} onOpen={(id) => set({ effect: String(id) })} />
        </>
      )}
      <EffectDrawer
        id={opened}
        onClose={() => set({ effect: undefined })}
        onOpen={(id) => set({ effect: String(id) })}
      />
    </QueryState>
  );
}

const keyOf = (one: { schemeKey: string; baseline: number; target: number }) =>
  `${one.schemeKey} ${one.baseline} ${one.target}`;

function EffectTable({
  effects,
  gradesOf,
  onOpen,
}: {
  effects: readonly Effect[];
  gradesOf: (one: Effect) => readonly object[];
  onOpen: (id: number) => void;
}): ReactNode {
  const t = useText('redline');
  const said = useName();
  const unitName = useUnitName();
  const { nameOf } = useIndicators();
  return (
    <DataTable<Effect>
      name={t('effects.list')}
      rowKey="id"
      pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
      scroll={{ x: 960 }}
      dataSource={effects as Effect[]}
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
        { title: t('areas.name'), value: (row) => row.name },
        { title: t('field.unit'), value: (row) => unitName(row.unitPath, 'line') },
        {
          title: t('effects.grade'),
          value: (row) => (row.gradeNames ? said(row.gradeNames) : t('effects.notJudgeable')),
          render: (_, row) => <GradeTag effect={row} of={gradesOf(row).length} />,
        },
        {
          title: t('effects.index'),
          value: (row) => row.index,
          render: (_, row) => formatNumber(row.index, 2),
        },
        {
          title: t('effects.share'),
          value: (row) => row.share,
          render: (_, row) => formatPercent(row.share),
        },
        { title: t('effects.lacking'), value: (row) => row.lacking.map(nameOf).join('; ') },
        { title: t('areas.version'), value: (row) => row.areaVersion },
        {
          title: t('simulated'),
          value: (row) => (row.simulated ? t('simulated') : ''),
          hidden: true,
        },
        {
          title: '',
          render: (_, row) => (
            <Button size="small" onClick={() => onOpen(row.id)}>
              {t('effects.detail')}
            </Button>
          ),
        },
      ]}
    />
  );
}

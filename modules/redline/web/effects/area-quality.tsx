import {
  DataTable,
  formatNumber,
  formatTime,
  QueryState,
  useRouteQuery,
  useText,
  useUnitName,
} from '@tarim/ui';
import { Chart } from '@tarim/ui/chart';
import { Button } from 'antd';
import { type ReactNode, useMemo, useState } from 'react';
import {
  type AreaKind,
  type EqiOfYear,
  getYearly,
  listEffectSchemes,
  listEffects,
  type YearlyFigure,
} from '../../contract.ts';
import { Simulated } from '../words.tsx';
import { EffectDrawer } from './effect-drawer.tsx';
import { ClassTag, figure, GradeTag, useChange, useIndicators } from './words.tsx';

const COLOURS = { eqi: '#1e6b3a', unit: '#8a9599', npp: '#c2561a' } as const;

/** EQI and NPP of an area by year as a chart and tables with every revision, and its latest evaluation. */
export function Quality({ kind, code }: { kind: AreaKind; code: string }): ReactNode {
  const t = useText('redline');
  const unitName = useUnitName();
  const query = useRouteQuery(getYearly, { params: { kind, code } });
  const { figures = [], eqi = [], unit = null } = query.data ?? {};
  return (
    <QueryState query={query}>
      <Latest kind={kind} code={code} />
      {figures.length === 0 ? (
        <p className="muted">{t('yearly.none')}</p>
      ) : (
        <>
          <p className="muted">
            {t('yearly.note')} <Simulated when={figures.some((one) => one.simulated)} />
          </p>
          <Years
            figures={figures}
            eqi={eqi}
            unit={unit ? { name: unitName(unit.unitPath), eqi: unit.eqi } : null}
          />
          <EqiTable eqi={eqi} />
          <Figures figures={figures} />
        </>
      )}
    </QueryState>
  );
}

function Latest({ kind, code }: { kind: AreaKind; code: string }): ReactNode {
  const t = useText('redline');
  const [opened, setOpened] = useState<number | null>(null);
  const schemes = useRouteQuery(listEffectSchemes, { query: { all: true } }).data?.schemes ?? [];
  const one = useRouteQuery(listEffects, { query: { kind, code } }).data?.effects[0];
  if (!one) return <p className="muted">{t('quality.noEffect')}</p>;
  const scheme = schemes.find((each) => each.id === one.schemeId);
  return (
    <>
      <p>
        {t('effects.list')} {one.baseline} → {one.target}{' '}
        <GradeTag effect={one} of={scheme?.grades.length ?? 1} /> {t('effects.index')}{' '}
        {formatNumber(one.index, 2)} <Simulated when={one.simulated} />{' '}
        <Button size="small" onClick={() => setOpened(one.id)}>
          {t('effects.detail')}
        </Button>
      </p>
      {scheme?.confidence === 'platform' ? <p className="muted">{t('effects.notLaw')}</p> : null}
      <EffectDrawer id={opened} onClose={() => setOpened(null)} onOpen={setOpened} />
    </>
  );
}

function Years({
  figures,
  eqi,
  unit,
}: {
  figures: readonly YearlyFigure[];
  eqi: readonly EqiOfYear[];
  unit: { name: string; eqi: readonly EqiOfYear[] } | null;
}): ReactNode {
  const t = useText('redline');
  const { titleOf } = useIndicators();
  const option = useMemo(() => {
    const line = (name: string, colour: string, data: readonly (readonly [number, number])[], axis = 0) => ({
      name,
      type: 'line',
      yAxisIndex: axis,
      symbolSize: 8,
      itemStyle: { color: colour },
      lineStyle: colour === COLOURS.unit ? { type: 'dashed' } : {},
      data: data.map(([year, value]) => [String(year), value]),
    });
    const ofEqi = (rows: readonly EqiOfYear[]) => rows.map((one) => [one.year, one.value] as const);
    const npp = figures.filter((one) => one.indicator === 'npp').map((one) => [one.year, one.value] as const);
    const years = [...new Set(figures.map((one) => one.year))].sort((a, b) => a - b);
    return {
      grid: { left: 50, right: 60, top: 40, bottom: 28 },
      legend: { top: 0 },
      tooltip: { trigger: 'axis' },
      xAxis: { type: 'category', data: years.map(String) },
      yAxis: [
        { type: 'value', name: 'EQI', scale: true },
        { type: 'value', name: 'NPP', scale: true, splitLine: { show: false } },
      ],
      series: [
        line(t('yearly.eqi'), COLOURS.eqi, ofEqi(eqi)),
        ...(unit ? [line(`${t('yearly.unitEqi')} ${unit.name} EQI`, COLOURS.unit, ofEqi(unit.eqi))] : []),
        ...(npp.length > 0 ? [line(titleOf('npp'), COLOURS.npp, npp, 1)] : []),
      ],
    };
  }, [figures, eqi, unit, t, titleOf]);
  return <Chart option={option} height={280} label={t('quality.title')} />;
}

function EqiTable({ eqi }: { eqi: readonly EqiOfYear[] }): ReactNode {
  const t = useText('redline');
  const changed = useChange();
  if (eqi.length === 0) return null;
  return (
    <DataTable<EqiOfYear>
      name={t('yearly.eqi')}
      rowKey="year"
      pagination={false}
      scroll={{ x: 640 }}
      dataSource={eqi.toReversed()}
      columns={[
        { title: t('yearly.year'), value: (row) => row.year },
        { title: t('yearly.eqi'), value: (row) => row.value, render: (_, row) => formatNumber(row.value, 2) },
        {
          title: t('yearly.class'),
          value: (row) => t(`yearly.class.${row.class}` as 'yearly.class.1'),
          render: (_, row) => <ClassTag eqi={row} />,
        },
        { title: t('yearly.change'), value: (row) => changed(row.change) },
        {
          title: t('effects.formula'),
          value: (row) => row.formula ?? t('yearly.given'),
          render: (_, row) => <small>{row.formula ?? t('yearly.given')}</small>,
        },
        { title: t('status.rule'), value: (row) => row.rule },
      ]}
    />
  );
}

function Figures({ figures }: { figures: readonly YearlyFigure[] }): ReactNode {
  const t = useText('redline');
  const { known, titleOf } = useIndicators();
  return (
    <>
      <h4>{t('yearly.history')}</h4>
      <DataTable<YearlyFigure>
        name={t('yearly.history')}
        rowKey={(row) => `${row.year} ${row.indicator}`}
        pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
        scroll={{ x: 720 }}
        dataSource={figures.toReversed()}
        columns={[
          { title: t('yearly.year'), value: (row) => row.year },
          { title: t('yearly.indicator'), value: (row) => titleOf(row.indicator) },
          {
            title: t('yearly.value'),
            value: (row) => row.value,
            render: (_, row) => figure(row.value, known.get(row.indicator)),
          },
          { title: t('yearly.origin'), value: (row) => row.revisions[0]!.import.origin },
          {
            title: t('yearly.revisions'),
            value: (row) => row.revisions.length,
            render: (_, row) =>
              row.revisions.map((one) => (
                <div key={one.id}>
                  <small className={one === row.revisions[0] ? undefined : 'muted'}>
                    {t('yearly.revised', { n: one.revision })} {formatNumber(one.value, 3)} ·{' '}
                    {one.import.fileName} · {one.import.by} {formatTime(one.import.at)}
                  </small>
                </div>
              )),
          },
        ]}
      />
    </>
  );
}

import { Link, useParams } from '@tanstack/react-router';
import {
  DataTable,
  Figure,
  formatNumber,
  formatTime,
  Page,
  QueryState,
  useMay,
  useRouteQuery,
  useText,
  useUnitName,
} from '@tarim/ui';
import { Chart } from '@tarim/ui/chart';
import { Button, Descriptions, Segmented } from 'antd';
import { type ReactNode, useMemo, useState } from 'react';
import { type CatchmentYear, getCatchment, LOAD_ITEMS } from '../contract.ts';
import { ActivityForm } from './activity-form.tsx';
import { CatchmentForm } from './catchment-form.tsx';
import { Unverified } from './diffuse.tsx';
import { useMissing } from './missing.ts';
import { Simulated } from './words.tsx';

const KG_PER_T = 1_000;

/** One catchment: what is farmed there by year, its load, and how that was worked out. */
export default function CatchmentPage(): ReactNode {
  const t = useText('sources');
  const unitName = useUnitName();
  const id = Number((useParams({ strict: false }) as { id: string }).id);
  const query = useRouteQuery(getCatchment, { params: { id } });
  const [year, setYear] = useState<number | undefined>();
  const [open, setOpen] = useState<'edit' | 'enter' | null>(null);
  const mayWrite = useMay()('sources.write', query.data?.catchment.unitPath);
  if (!query.data) return <QueryState query={query}>{null}</QueryState>;
  const { catchment, years } = query.data;
  const shown = years.find((one) => one.year === year) ?? years[0];
  return (
    <Page
      title={catchment.name}
      note={
        <>
          <Simulated when={catchment.simulated} />
          <Link to={'/sources/diffuse' as string}>{t('diffuse.title')}</Link> · {catchment.basin} ·{' '}
          {unitName(catchment.unitPath, 'line')} · {formatNumber(catchment.areaKm2, 0)} km²
        </>
      }
      extra={
        mayWrite ? (
          <>
            <Button onClick={() => setOpen('edit')}>{t('diffuse.edit')}</Button>
            <Button type="primary" onClick={() => setOpen('enter')}>
              {t('catchment.enter')}
            </Button>
          </>
        ) : null
      }
    >
      {shown ? (
        <>
          {shown.verified ? null : <Unverified />}
          <div className="filters">
            <Segmented<number>
              aria-label={t('diffuse.year')}
              value={shown.year}
              onChange={setYear}
              options={years.map((one) => one.year)}
            />
            <span className="muted">
              {t('catchment.revision', { year: shown.year, n: shown.revision })} · {shown.by} ·{' '}
              {formatTime(shown.at, 'full')} {shown.source ? `· ${shown.source}` : ''}
            </span>
          </div>
          <YearView of={shown} />
        </>
      ) : (
        <p className="muted">{t('catchment.noYears')}</p>
      )}
      {open === 'edit' ? <CatchmentForm catchment={catchment} onClose={() => setOpen(null)} /> : null}
      {open === 'enter' ? <ActivityForm id={id} last={shown} onClose={() => setOpen(null)} /> : null}
    </Page>
  );
}

function YearView({ of }: { of: CatchmentYear }): ReactNode {
  const t = useText('sources');
  const missing = useMissing();
  const { crops, livestock, fertiliserN, fertiliserP } = of.activity;
  return (
    <>
      <div className="figures">
        {LOAD_ITEMS.map((item) => {
          const kg = of.loads[item] ?? null;
          return (
            <Figure
              key={item}
              label={`${item} t/a`}
              value={formatNumber(kg === null ? null : kg / KG_PER_T, 1)}
            />
          );
        })}
        <Figure
          label={t('diffuse.missing')}
          value={of.missing.length}
          tone={of.missing.length > 0 ? 'warn' : 'good'}
          hint={missing(of.missing)}
        />
      </div>
      <div className="grid side-by-side">
        <div className="card">
          <h4>{t('catchment.activity')}</h4>
          <Descriptions
            column={1}
            size="small"
            items={[
              ...crops.map((one) => ({
                key: `c${one.name}`,
                label: one.name,
                children: `${formatNumber(one.hectares, 0)} ha`,
              })),
              { key: 'n', label: t('catchment.fertiliserN'), children: formatNumber(fertiliserN, 1) },
              { key: 'p', label: t('catchment.fertiliserP'), children: formatNumber(fertiliserP, 1) },
              ...livestock.map((one) => ({
                key: `l${one.name}`,
                label: one.name,
                children: `${formatNumber(one.heads, 0)} · ${t('catchment.treated')} ${one.treatedShare ?? '—'}`,
              })),
            ]}
          />
        </div>
        <BySource of={of} />
      </div>
      <h4 className="section-title">{t('catchment.steps')}</h4>
      <DataTable<CatchmentYear['steps'][number]>
        name={t('catchment.steps')}
        rowKey={(row) => `${row.of}${row.formula}`}
        pagination={false}
        scroll={{ x: 760 }}
        dataSource={of.steps}
        columns={[
          { title: t('catchment.stepOf'), dataIndex: 'of', className: 'cell-nowrap' },
          {
            title: t('catchment.formula'),
            dataIndex: 'formula',
            render: (text: string) => <code>{text}</code>,
          },
          {
            title: t('catchment.result'),
            value: (row) => Number(row.result),
            render: (_, row) => `${formatNumber(Number(row.result), 1)} kg`,
          },
          { title: t('catchment.rule'), dataIndex: 'rule' },
        ]}
      />
    </>
  );
}

const SOURCES = ['crop', 'fertiliser', 'livestock'] as const;
const COLOURS = ['#7aa95c', '#d9901a', '#8a5a3c'];

/** Which of crops, fertiliser and livestock a load comes from, as shares. */
function BySource({ of }: { of: CatchmentYear }): ReactNode {
  const t = useText('sources');
  const option = useMemo(() => {
    const kg = (item: string, kind: string) =>
      of.parts.filter((one) => one.item === item && one.kind === kind).reduce((sum, one) => sum + one.kg, 0);
    const total = (item: string) => SOURCES.reduce((sum, kind) => sum + kg(item, kind), 0);
    return {
      color: COLOURS,
      grid: { left: 60, right: 16, top: 34, bottom: 28 },
      legend: { top: 0 },
      tooltip: { trigger: 'axis', valueFormatter: (value: number) => `${formatNumber(value, 1)} %` },
      xAxis: { type: 'value', max: 100, axisLabel: { formatter: '{value}%' } },
      yAxis: { type: 'category', data: [...LOAD_ITEMS].reverse() },
      series: SOURCES.map((kind) => ({
        type: 'bar',
        stack: 'all',
        name: t(`part.${kind}`),
        data: [...LOAD_ITEMS]
          .reverse()
          .map((item) => (total(item) > 0 ? (100 * kg(item, kind)) / total(item) : 0)),
      })),
    };
  }, [of, t]);
  return (
    <div className="card">
      <h4>{t('catchment.bySource')}</h4>
      <Chart option={option} height={280} label={t('catchment.bySource')} />
    </div>
  );
}

import {
  Figure,
  formatNumber,
  Page,
  QueryState,
  type Text,
  useAddress,
  useRouteQuery,
  useText,
} from '@tarim/ui';
import { Chart } from '@tarim/ui/chart';
import { PointMap } from '@tarim/ui/map';
import { Button, Segmented, Tabs, Tag } from 'antd';
import { type ReactNode, useMemo, useState } from 'react';
import { getWater, type WaterAnswer } from '../../contract.ts';
import { SpanSelect, spanOf, UnitChoice } from './choices.tsx';
import { ChangeTag, ClassLegend } from './classes.tsx';
import { OriginSelect, originOf } from './origin.tsx';
import { monthsChart, riverLines, sectionPoints } from './water-drawing.ts';
import { type Asked, WaterDrawer } from './water-explain.tsx';
import { SectionTable, SetTable } from './water-tables.tsx';

/** Surface water of a period: sections on the map, classes by month, rivers, basins and areas. */
export default function WaterPage(): ReactNode {
  const t = useText('monitoring');
  const { get, set } = useAddress();
  const against = get('against') === 'period-before' ? ('period-before' as const) : ('year-before' as const);
  const asking = { ...spanOf(get), unitPath: get('unit') ?? undefined, against, origin: originOf(get) };
  const [asked, setAsked] = useState<Asked | null>(null);
  const query = useRouteQuery(getWater, { query: asking });
  const data = query.data;
  return (
    <Page
      title={t('water.title')}
      note={t('water.note')}
      extra={data?.simulated ? <Tag color="orange">{t('simulated')}</Tag> : null}
    >
      <div className="filters">
        <SpanSelect t={t} get={get} set={set} />
        <UnitChoice t={t} get={get} set={set} />
        <OriginSelect t={t} get={get} set={set} merged />
        <Segmented<'year-before' | 'period-before'>
          aria-label={t('view.against')}
          value={against}
          onChange={(next) => set({ against: next })}
          options={(['year-before', 'period-before'] as const).map((value) => ({
            value,
            label: t(`against.${value}`),
          }))}
        />
      </div>
      <QueryState query={query}>
        {data ? (
          data.all === null ? (
            <div className="card placeholder">{t('view.noneInPeriod')}</div>
          ) : (
            <Told
              data={data}
              all={data.all}
              onAsk={setAsked}
              tab={get('tab')}
              onTab={(tab) => set({ tab })}
            />
          )
        ) : null}
      </QueryState>
      <WaterDrawer asked={asked} query={asking} onClose={() => setAsked(null)} />
    </Page>
  );
}

/** `手工 40 · 自动 12` */
const originsText = (t: Text, origins: Readonly<Record<string, number>>) =>
  Object.entries(origins)
    .map(([origin, n]) => `${t(`origin.${origin}`)} ${n}`)
    .join(' · ');

function Told({
  data,
  all,
  onAsk,
  tab,
  onTab,
}: {
  data: WaterAnswer;
  all: NonNullable<WaterAnswer['all']>;
  onAsk: (asked: Asked) => void;
  tab: string | undefined;
  onTab: (tab: string) => void;
}): ReactNode {
  const t = useText('monitoring');
  const points = useMemo(() => sectionPoints(t, data.sections), [t, data]);
  const lines = useMemo(() => riverLines(data.sections), [data]);
  const chart = useMemo(() => monthsChart(t, data.months), [t, data]);
  const judged = data.sections.filter((row) => row.meets !== null);
  const meeting = judged.filter((row) => row.meets).length;
  const percent = (value: number | null) => (value === null ? '—' : `${formatNumber(value, 1)}%`);
  const period = `${data.span.from}—${data.span.to}`;
  return (
    <>
      <div className="figures">
        <Figure
          label={t('view.sections')}
          value={all.n}
          hint={`${period} · ${originsText(t, data.origins)}`}
        />
        <Figure label={t('view.goodShare')} value={percent(all.goodShare)} tone="good" />
        <Figure
          label={t('view.badShare')}
          value={percent(all.badShare)}
          tone={all.badShare ? 'bad' : undefined}
        />
        <Figure
          label={t('view.goalKept')}
          value={`${meeting} / ${judged.length}`}
          tone={meeting < judged.length ? 'warn' : 'good'}
        />
        <Figure
          label={t('view.rating')}
          value={
            <Button
              type="link"
              style={{ padding: 0, height: 'auto', font: 'inherit' }}
              onClick={() => onAsk({ of: 'all', key: 'all', title: t('water.title') })}
            >
              {all.rating === null ? '—' : t(`rating.${all.rating}`)}
            </Button>
          }
          hint={<ChangeTag t={t} change={all.change} />}
        />
      </div>
      <div className="grid side-by-side" style={{ marginBottom: 14 }}>
        <div>
          <PointMap
            points={points}
            lines={lines}
            height={400}
            note={t(lines.length > 0 ? 'water.scheme' : 'water.noLines')}
            onSelect={(id) => {
              const row = data.sections.find((one) => one.pointId === id);
              if (row) onAsk({ of: 'section', key: String(id), title: row.name });
            }}
          />
          <ClassLegend t={t} />
        </div>
        <div className="card">
          <h4>{t('water.byMonth')}</h4>
          <Chart option={chart.option} table={chart.table} height={340} label={t('water.byMonth')} />
        </div>
      </div>
      <Tabs
        activeKey={tab ?? 'sections'}
        onChange={onTab}
        items={[
          {
            key: 'sections',
            label: t('view.section'),
            children: (
              <SectionTable name={`${t('water.title')} ${period}`} rows={data.sections} onAsk={onAsk} />
            ),
          },
          {
            key: 'basins',
            label: t('view.basin'),
            children: (
              <>
                {data.withoutBasin > 0 ? (
                  <p className="muted">{t('water.withoutBasin', { n: data.withoutBasin })}</p>
                ) : null}
                <SetTable
                  name={`${t('view.basin')} ${period}`}
                  kind="basin"
                  rows={data.basins}
                  onAsk={onAsk}
                />
              </>
            ),
          },
          {
            key: 'rivers',
            label: t('view.river'),
            children: (
              <>
                {data.withoutRiver > 0 ? (
                  <p className="muted">{t('water.withoutRiver', { n: data.withoutRiver })}</p>
                ) : null}
                <SetTable
                  name={`${t('view.river')} ${period}`}
                  kind="river"
                  rows={data.rivers}
                  onAsk={onAsk}
                />
              </>
            ),
          },
          {
            key: 'areas',
            label: t('view.area'),
            children: (
              <>
                <p className="muted">{t('water.cwqiNote')}</p>
                <SetTable name={`${t('view.area')} ${period}`} kind="area" rows={data.areas} onAsk={onAsk} />
              </>
            ),
          },
        ]}
      />
      <p className="muted">{t('view.by', { rules: data.standards.join('、') })}</p>
    </>
  );
}

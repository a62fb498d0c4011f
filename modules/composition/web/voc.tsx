import { Link } from '@tanstack/react-router';
import { type Of, urlOf } from '@tarim/platform/contract';
import {
  Figure,
  formatNumber,
  formatPercent,
  Page,
  QueryState,
  type Text,
  useAddress,
  useMay,
  useRouteQuery,
  useText,
} from '@tarim/ui';
import { Button, Segmented, Select } from 'antd';
import { type ReactNode, useState } from 'react';
import { components, exportComponents, listStations } from '../contract.ts';
import { ExplainDrawer } from './explain-drawer.tsx';
import { VocCharts } from './voc-cards.tsx';
import { GroupTable, MomentTable, SpeciesTable } from './voc-tables.tsx';
import {
  CompositionPages,
  SimulatedTag,
  SpanSelect,
  spanOf,
  UNIT_CHOICES,
  UnitSelect,
  unitChoiceOf,
  useSpeciesName,
} from './words.tsx';

export type Components = Of<NonNullable<typeof components.response>>;

/** VOC components of a station: groups, shares, ozone formation potential, ratios, completeness. */
export default function VocPage(): ReactNode {
  const t = useText('composition');
  const { get, set } = useAddress();
  const stations = useRouteQuery(listStations);
  const list = stations.data?.component ?? [];
  const chosen =
    list.find((one) => String(one.id) === get('station')) ?? list.find((one) => one.data) ?? list[0];
  // Beijing wall time stands in the text of an instant of the platform.
  const last = chosen?.data?.last.slice(0, 10) ?? stations.data?.today ?? '';
  const span = spanOf(get, last);
  const choice = unitChoiceOf(get('unit'));
  const grain = get('grain') === 'day' ? ('day' as const) : ('hour' as const);
  const asked = { station: chosen?.id ?? 1, ...span, ...UNIT_CHOICES[choice] };
  const query = useRouteQuery(components, { query: { ...asked, grain } }, { enabled: chosen !== undefined });
  const data = chosen ? query.data : undefined;
  const [explained, setExplained] = useState<{ time: string | null } | null>(null);
  return (
    <Page
      title={t('voc.title')}
      note={<CompositionPages here="voc" />}
      extra={
        chosen ? (
          <>
            <Button href={urlOf(exportComponents, {}, { ...asked, format: 'xlsx' })}>XLSX</Button>
            <Button href={urlOf(exportComponents, {}, { ...asked, format: 'csv' })}>CSV</Button>
          </>
        ) : null
      }
    >
      <QueryState query={stations}>
        {stations.data && !chosen ? <div className="card placeholder">{t('voc.noStation')}</div> : null}
      </QueryState>
      {chosen ? (
        <div className="filters">
          <Select<number>
            aria-label={t('station')}
            value={chosen.id}
            style={{ minWidth: 240 }}
            onChange={(next) => set({ station: String(next), from: undefined, to: undefined })}
            options={list.map((one) => ({ value: one.id, label: one.name }))}
          />
          <SpanSelect t={t} span={span} last={last} set={set} />
          <Segmented<string>
            aria-label={t('grain')}
            value={grain}
            onChange={(next) => set({ grain: next })}
            options={['hour', 'day'].map((value) => ({ value, label: t(`grains.${value}`) }))}
          />
          <UnitSelect t={t} value={choice} onChange={(next) => set({ unit: next })} />
          <SimulatedTag t={t} simulated={data?.simulated ?? false} />
        </div>
      ) : null}
      {chosen ? (
        <QueryState query={query}>
          {data && data.present === 0 ? <Nothing t={t} /> : null}
          {data && data.present > 0 ? (
            <>
              <Figures t={t} data={data} onExplain={() => setExplained({ time: null })} />
              <VocCharts t={t} data={data} />
              <h3 className="section-title">{t('voc.groups')}</h3>
              <GroupTable t={t} data={data} />
              <p className="muted">{t('voc.groupsAbout')}</p>
              <h3 className="section-title">{t('voc.species')}</h3>
              <SpeciesTable t={t} data={data} />
              <p className="muted">{t('voc.speciesAbout')}</p>
              <h3 className="section-title">{t(`voc.moments.${grain}`)}</h3>
              <MomentTable t={t} data={data} onExplain={(time) => setExplained({ time })} />
              <ExplainDrawer
                of={explained && { ...asked, ...explained }}
                species={data.species}
                onClose={() => setExplained(null)}
              />
            </>
          ) : null}
        </QueryState>
      ) : null}
    </Page>
  );
}

function Nothing({ t }: { t: Text }): ReactNode {
  const may = useMay();
  return (
    <div className="card placeholder">
      <p>{t('voc.noData')}</p>
      {may('composition.write') ? (
        <Link to={'/composition/import' as string}>{t('pages.import')}</Link>
      ) : null}
    </div>
  );
}

function Figures({ data, onExplain, t }: { data: Components; onExplain: () => void; t: Text }): ReactNode {
  const measured = data.groups.reduce((sum, one) => sum + one.measured, 0);
  const due = data.groups.reduce((sum, one) => sum + one.due, 0);
  const [first] = [...data.species].sort((a, b) => (b.ofp ?? 0) - (a.ofp ?? 0));
  return (
    <div className="figures">
      <Figure
        label={t('voc.total')}
        value={formatNumber(data.total, 1)}
        hint={`${data.unit}${data.unit === 'ppbv' ? '' : ` (${data.temperature} ℃)`}`}
      />
      <Figure
        label="OFP"
        value={formatNumber(data.ofp, 1)}
        hint={
          <>
            µg/m³{' '}
            <Button type="link" size="small" style={{ padding: 0, height: 'auto' }} onClick={onExplain}>
              {t('explain.how')}
            </Button>
          </>
        }
      />
      <Figure
        label={t('voc.first')}
        value={first ? <SpeciesName one={first} /> : '—'}
        hint={formatPercent(first?.ofpShare)}
      />
      <Figure
        label={t('voc.hours')}
        value={`${data.present} / ${data.due}`}
        hint={formatPercent(data.due === 0 ? null : data.present / data.due)}
      />
      <Figure
        label={t('voc.completeness')}
        value={formatPercent(due === 0 ? null : measured / due)}
        hint={t('voc.ofSpecies', { n: data.groups.reduce((sum, one) => sum + one.species, 0) })}
      />
    </div>
  );
}

function SpeciesName({ one }: { one: Components['species'][number] }): ReactNode {
  const nameOf = useSpeciesName();
  return <span style={{ fontSize: 18 }}>{nameOf(one)}</span>;
}

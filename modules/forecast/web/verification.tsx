import { Page, QueryState, type Text, useAddress, useRouteQuery, useText } from '@tarim/ui';
import { Chart } from '@tarim/ui/chart';
import { Segmented, Select } from 'antd';
import { type ReactNode, useMemo } from 'react';
import { BASELINE_SOURCE, type SourceVerification, verification } from '../contract.ts';
import { leadChart } from './verification-charts.ts';
import { CityTable, HeavyTable, LeadTable } from './verification-tables.tsx';
import { BaselineNote, ForecastPages, SimulatedTag, sourceName } from './words.tsx';

const SPANS = ['30', '60', '180', '365'];
const DEFAULT_SPAN = '60';
const DAY = 86_400_000;
const LEADS = [0, 1, 2, 3, 4, 5, 6, 7];

/** Beijing date of so many days ago. */
const daysAgo = (days: number) =>
  new Date(Date.now() + 8 * 3_600_000 - days * DAY).toISOString().slice(0, 10);

/** How good forecasts were: by source and days of lead, by city, and for heavy pollution. */
export default function VerificationPage(): ReactNode {
  const t = useText('forecast');
  const { get, set } = useAddress();
  const span = get('days') ?? DEFAULT_SPAN;
  const source = get('source') ?? BASELINE_SOURCE;
  const [city, lead] = [get('city'), get('lead')];
  const query = useRouteQuery(verification, {
    query: {
      source,
      from: daysAgo(Number(span)),
      ...(city ? { city } : {}),
      ...(lead ? { lead: Number(lead) } : {}),
    },
  });
  const data = query.data;
  const hindcasts = data?.sources.reduce((sum, one) => sum + one.hindcasts, 0) ?? 0;
  return (
    <Page title={t('verify.title')} note={<ForecastPages here="verification" />}>
      <div className="filters">
        <Segmented<string>
          aria-label={t('verify.span')}
          value={span}
          onChange={(next) => set({ days: next })}
          options={SPANS.map((value) => ({ value, label: t('verify.days', { n: value }) }))}
        />
        <Select
          aria-label={t('city')}
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          placeholder={t('verify.allCities')}
          value={city}
          onChange={(next: string | undefined) => set({ city: next })}
          options={(data?.choices ?? []).map((one) => ({ value: one.code, label: one.name }))}
        />
        <SimulatedTag t={t} simulated={data?.sources.some((one) => one.simulated) ?? false} />
        {data ? (
          <span className="muted">
            {data.from} – {data.to}
          </span>
        ) : null}
      </div>
      <BaselineNote t={t} />
      <QueryState query={query}>
        {data && data.sources.length === 0 ? (
          <div className="card placeholder">{t('verify.none')}</div>
        ) : null}
        {data && data.sources.length > 0 ? (
          <>
            <Charts t={t} sources={data.sources} />
            <h3 className="section-title">{t('verify.byLead')}</h3>
            <LeadTable t={t} sources={data.sources} />
            <p className="muted">
              {hindcasts > 0 ? `${t('verify.hindcasts', { n: hindcasts })} ` : ''}
              {t('verify.ours')}
            </p>
            <h3 className="section-title">{t('verify.heavy')}</h3>
            <HeavyTable t={t} sources={data.sources} />
            <p className="muted">{t('verify.heavyAbout')}</p>
            <h3 className="section-title">{t('verify.byCity')}</h3>
            <div className="filters">
              <Select
                aria-label={t('source')}
                value={source}
                style={{ minWidth: 200 }}
                onChange={(next) => set({ source: next })}
                options={data.sources.map((one) => ({ value: one.source, label: sourceName(t, one.source) }))}
              />
              <Select
                aria-label={t('lead')}
                allowClear
                placeholder={t('verify.allLeads')}
                value={lead}
                onChange={(next: string | undefined) => set({ lead: next })}
                options={LEADS.map((one) => ({ value: String(one), label: t('leadShort', { n: one }) }))}
              />
            </div>
            <CityTable t={t} cities={data.cities} />
          </>
        ) : null}
      </QueryState>
    </Page>
  );
}

function Charts({ sources, t }: { sources: readonly SourceVerification[]; t: Text }): ReactNode {
  const [level, mae] = useMemo(
    () => [
      leadChart(t, sources, (one) => (one.level.rate === null ? null : one.level.rate * 100), '%'),
      leadChart(t, sources, (one) => one.mae, ''),
    ],
    [t, sources],
  );
  return (
    <div className="grid forecast-two">
      <div className="card">
        <h4>{t('verify.level')}</h4>
        <Chart option={level} height={260} label={t('verify.level')} />
      </div>
      <div className="card">
        <h4>{t('verify.maeChart')}</h4>
        <Chart option={mae} height={260} label={t('verify.maeChart')} />
      </div>
    </div>
  );
}

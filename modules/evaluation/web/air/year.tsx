import { formatNumber, Page, QueryState, useAddress, useRouteQuery, useText } from '@tarim/ui';
import { Alert } from 'antd';
import { type ReactNode, useState } from 'react';
import { airPeriod } from '../../contract.ts';
import { AirPages, NoDays, SimulatedTag, useCities } from './place-and-time.tsx';
import { CitySelect, PeriodSelect, yearsOf } from './selects.tsx';
import { YearCard } from './year-card.tsx';
import { YearExplain } from './year-explain.tsx';
import { YearTable } from './year-table.tsx';

/** The four figures of a city's period, side by side: with and without dust, by 2012 and by 2026. */
export default function YearPage(): ReactNode {
  const t = useText('evaluation');
  const known = useCities();
  const { get, set } = useAddress();
  const [shown, setShown] = useState<number | null>(null);
  const city = get('city') ?? known.cities[0]?.code;
  const period = get('period') ?? String(known.year - 1);
  const query = useRouteQuery(
    airPeriod,
    { query: { city: city ?? '', period } },
    { enabled: city !== undefined && known.ready },
  );
  const data = query.data;
  const days = data ? data.sources.imported + data.sources.computed : 0;
  return (
    <Page title={t('year.title')} note={<AirPages here="year" />}>
      <div className="filters">
        <CitySelect
          t={t}
          cities={known.cities}
          others={known.others}
          value={city}
          onChange={(code) => set({ city: code })}
        />
        <PeriodSelect
          t={t}
          years={yearsOf(known)}
          value={period}
          onChange={(next) => set({ period: next })}
        />
        {data ? <SimulatedTag t={t} simulated={data.simulated} /> : null}
      </div>
      <QueryState query={query}>
        {data && days === 0 ? <NoDays t={t} /> : null}
        {data && days > 0 ? (
          <>
            <p className="muted">
              {t('year.basis', {
                days,
                elapsed: data.elapsed,
                imported: data.sources.imported,
                computed: data.sources.computed,
                dust: data.dustDays,
              })}{' '}
              {data.dustSource ? t(`dustSource.${data.dustSource}`) : ''}
            </p>
            {days < data.elapsed ? (
              <Alert
                type="info"
                showIcon
                style={{ marginBottom: 12 }}
                title={t('year.incomplete', { n: formatNumber(data.elapsed - days) })}
              />
            ) : null}
            <div className="grid four">
              {data.four.map((one, index) => (
                <YearCard
                  key={`${one.edition}${one.dust}`}
                  t={t}
                  one={one}
                  onExplain={() => setShown(index)}
                />
              ))}
            </div>
            <h3 className="section-title">{t('year.table')}</h3>
            <YearTable t={t} data={data} />
            <YearExplain
              t={t}
              one={shown === null ? null : data.four[shown]!}
              data={data}
              onClose={() => setShown(null)}
            />
          </>
        ) : null}
      </QueryState>
    </Page>
  );
}

import { portalAirNow, portalCityDays, portalCityHours, type StationNow } from '@tarim/disclosure/contract';
import { useLoad } from '@tarim/ui/light';
import type { ReactNode } from 'react';
import type { PageProps } from '../app.tsx';
import { useI18n } from '../i18n.ts';
import {
  AqiBadge,
  cityTraceUrl,
  pollutantLabel,
  pollutantLabels,
  Ready,
  Time,
  Traced,
  traceUrl,
} from '../parts.tsx';
import { A } from '../route.tsx';
import { AqiBars } from './aqi-bars.tsx';

/** A city: now, its last hours and days, its stations; every index leads to its explanation. */
export default function CityPage({ id }: PageProps): ReactNode {
  const { t, n } = useI18n();
  const now = useLoad(portalAirNow, {}, 60_000);
  const hours = useLoad(portalCityHours, { params: { code: id } });
  const days = useLoad(portalCityDays, { params: { code: id } });
  return (
    <Ready of={now} height={480}>
      {(data) => {
        const city = data.cities.find((one) => one.code === id);
        if (!city) return <p>{t('empty')}</p>;
        const name = n(city.name);
        return (
          <>
            <div className="row">
              <h1>{name}</h1>
              <AqiBadge
                big
                aqi={city.aqi}
                level={city.level}
                colour={city.colour}
                href={city.time ? cityTraceUrl(id, 'hour', city.time) : null}
              />
              <div>
                <b>{city.category ? n(city.category) : t(city.time ? 'unpublished' : 'noNow')}</b>
                <div className="muted">
                  {t('primary')} {pollutantLabels(city.primary)}
                </div>
                <div className="muted">
                  {city.standard} · <Time at={city.time} style="hour" />
                </div>
              </div>
            </div>
            <div className="two">
              <section className="card">
                <h2>{t('last24h')}</h2>
                <Ready of={hours} height={170}>
                  {(one) => (
                    <AqiBars
                      label={t('aqiOf', { name })}
                      style="hour"
                      rows={one.rows}
                      hrefOf={(time) => cityTraceUrl(id, 'hour', time)}
                    />
                  )}
                </Ready>
              </section>
              <section className="card">
                <h2>{t('last30d')}</h2>
                <Ready of={days} height={170}>
                  {(one) => (
                    <>
                      <AqiBars
                        label={t('aqiOfDays', { name })}
                        style="date"
                        rows={one.rows}
                        hrefOf={(time) => cityTraceUrl(id, 'day', time)}
                      />
                      <p className="muted">
                        {t('ofDays', {
                          good: (one.daysByLevel[0] ?? 0) + (one.daysByLevel[1] ?? 0),
                          days: one.judgedDays,
                        })}
                      </p>
                    </>
                  )}
                </Ready>
              </section>
            </div>
            <Stations stations={data.stations.filter((one) => one.cityCode === id)} />
          </>
        );
      }}
    </Ready>
  );
}

function Stations({ stations }: { stations: readonly StationNow[] }): ReactNode {
  const { t, n } = useI18n();
  // A silent station has no values: the columns are those of any that has.
  const heads = stations.find((one) => one.values.length > 0)?.values ?? [];
  return (
    <section className="card">
      <h2>{t('stations')}</h2>
      <p className="muted">{t('traceHint')}</p>
      <div className="scroll">
        <table className="stack">
          <thead>
            <tr>
              <th scope="col">{t('station')}</th>
              <th scope="col">AQI</th>
              {heads.map((one) => (
                <th key={one.pollutant} scope="col" className="number">
                  {pollutantLabel(one.pollutant)} <small>{one.unit}</small>
                </th>
              ))}
              <th scope="col">{t('updated')}</th>
            </tr>
          </thead>
          <tbody>
            {stations.map((one) => (
              <tr key={one.pointId}>
                <th scope="row" className="two-thirds">
                  <A href={`/station/${one.pointId}`}>{n(one.name)}</A>
                </th>
                <td>
                  <AqiBadge
                    aqi={one.aqi}
                    level={one.level}
                    colour={one.colour}
                    href={
                      one.time ? traceUrl({ pointId: one.pointId, period: 'hour', time: one.time }) : null
                    }
                  />
                </td>
                {heads.map(({ pollutant }) => {
                  const value = one.values.find((other) => other.pollutant === pollutant);
                  return (
                    <td key={pollutant} className="number" data-label={pollutantLabel(pollutant)}>
                      {value ? (
                        <Traced value={value.value} trace={value.trace} code={value.code} digits={1} />
                      ) : (
                        '—'
                      )}
                    </td>
                  );
                })}
                <td className="hide-narrow">
                  <Time at={one.time} style="hour" />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

import { portalStation } from '@tarim/disclosure/contract';
import { useLoad } from '@tarim/ui/light';
import type { ReactNode } from 'react';
import type { PageProps } from '../app.tsx';
import { useI18n } from '../i18n.ts';
import { AqiBadge, pollutantLabel, pollutantLabels, Ready, Time, Traced, traceUrl } from '../parts.tsx';
import { A } from '../route.tsx';
import { AqiBars } from './aqi-bars.tsx';

/** An air station: now, and its last hours and days; every figure leads to its ground. */
export default function StationPage({ id }: PageProps): ReactNode {
  const { t, n } = useI18n();
  const pointId = Number(id);
  const query = useLoad(portalStation, { params: { id: pointId } }, 60_000);
  return (
    <Ready of={query} height={480}>
      {({ station, city, hours, days }) => {
        const name = n(station.name);
        return (
          <>
            <div className="row">
              <h1>{name}</h1>
              <AqiBadge
                big
                aqi={station.aqi}
                level={station.level}
                colour={station.colour}
                href={station.time ? traceUrl({ pointId, period: 'hour', time: station.time }) : null}
              />
              <div>
                <b>{station.category ? n(station.category) : t(station.time ? 'unpublished' : 'noNow')}</b>
                <div className="muted">
                  {t('primary')} {pollutantLabels(station.primary)}
                </div>
                <div className="muted">
                  {city && station.cityCode ? <A href={`/city/${station.cityCode}`}>{n(city)}</A> : null}{' '}
                  {station.standard} · <Time at={station.time} style="hour" />
                </div>
              </div>
            </div>
            <section className="card">
              <p className="muted">{t('traceHint')}</p>
              <dl className="six six-large">
                {station.values.map((one) => (
                  <div key={one.pollutant}>
                    <dt>{pollutantLabel(one.pollutant)}</dt>
                    <dd>
                      <Traced value={one.value} trace={one.trace} code={one.code} digits={1} />{' '}
                      <small>{one.unit}</small>
                    </dd>
                    <dd className="muted">IAQI {one.iaqi ?? '—'}</dd>
                  </div>
                ))}
              </dl>
              {station.values.length === 0 ? <p>{t('noNow')}</p> : null}
            </section>
            <div className="two">
              <section className="card">
                <h2>{t('last24h')}</h2>
                <AqiBars
                  label={t('aqiOf', { name })}
                  style="hour"
                  rows={hours}
                  hrefOf={(time) => traceUrl({ pointId, period: 'hour', time })}
                />
              </section>
              <section className="card">
                <h2>{t('last30d')}</h2>
                <AqiBars
                  label={t('aqiOfDays', { name })}
                  style="date"
                  rows={days}
                  hrefOf={(time) => traceUrl({ pointId, period: 'day', time })}
                />
              </section>
            </div>
          </>
        );
      }}
    </Ready>
  );
}

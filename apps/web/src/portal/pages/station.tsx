import { portalStation } from '@tarim/disclosure/contract';
import { Bars, formatTime, useLoad } from '@tarim/ui/light';
import type { ReactNode } from 'react';
import type { PageProps } from '../app.tsx';
import { useI18n } from '../i18n.tsx';
import { AqiBadge, Ready, Traced } from '../parts.tsx';

export default function StationPage({ id }: PageProps): ReactNode {
  const { t, n } = useI18n();
  const query = useLoad(portalStation, { params: { id: Number(id) } }, 60_000);
  return (
    <Ready of={query}>
      {({ station, city, hours, days }) => (
        <>
          <div className="row">
            <h1>{n(station.name)}</h1>
            <AqiBadge big aqi={station.aqi} level={station.level} colour={station.colour} />
            <span>
              {n(city)} · {n(station.category)} · {station.standard} · {formatTime(station.time, 'hour')}
            </span>
          </div>
          <section className="card">
            <p className="muted">{t('traceHint')}</p>
            <dl className="six six-large">
              {station.values.map((one) => (
                <div key={one.pollutant}>
                  <dt>{one.pollutant}</dt>
                  <dd>
                    <Traced value={one.value} trace={one.trace} code={one.code} digits={1} />{' '}
                    <small>{one.unit}</small>
                  </dd>
                  <dd className="muted">IAQI {one.iaqi ?? '—'}</dd>
                </div>
              ))}
            </dl>
          </section>
          <div className="two">
            <section className="card">
              <h2>{t('last24h')}</h2>
              <Bars
                label={t('last24h')}
                style="hour"
                points={hours.map((row) => ({ time: row.time, value: row.aqi, colour: row.colour }))}
              />
            </section>
            <section className="card">
              <h2>{t('last30d')}</h2>
              <Bars
                label={t('last30d')}
                style="date"
                points={days.map((row) => ({ time: row.time, value: row.aqi, colour: row.colour }))}
              />
            </section>
          </div>
        </>
      )}
    </Ready>
  );
}

import { portalAirNow } from '@tarim/disclosure/contract';
import { AQI_LEVELS } from '@tarim/evaluation/contract';
import { formatNumber, formatTime, RegionMap, useLoad } from '@tarim/ui/light';
import { type ReactNode, useMemo, useState } from 'react';
import { useI18n } from '../i18n.tsx';
import { AqiBadge, Ready } from '../parts.tsx';
import { A, go } from '../route.tsx';

const LEVEL_KEYS = ['level1', 'level2', 'level3', 'level4', 'level5', 'level6'] as const;

/** Air quality now: map, city list, one city large. */
export function AirPage(): ReactNode {
  const { t, n, language } = useI18n();
  const now = useLoad(portalAirNow, {}, 60_000);
  const [byAqi, setByAqi] = useState(true);
  const [chosen, setChosen] = useState('650100');
  const cities = useMemo(
    () =>
      [...(now.data?.cities ?? [])].sort((a, b) =>
        byAqi ? (b.aqi ?? -1) - (a.aqi ?? -1) : a.code.localeCompare(b.code),
      ),
    [now.data, byAqi],
  );
  const city = cities.find((one) => one.code === chosen) ?? cities[0];
  return (
    <Ready of={now}>
      {(data) => (
        <>
          <section className="hero">
            <div className="card hero-city">
              {city ? (
                <>
                  <div className="muted">
                    {t('now')} · {formatTime(city.time, 'hour')}
                  </div>
                  <h1>{n(city.name)}</h1>
                  <div className="hero-number">
                    <AqiBadge big aqi={city.aqi} level={city.level} colour={city.colour} />
                    <div>
                      <b>{n(city.category)}</b>
                      <div className="muted">
                        {t('primary')}: {city.primary.join('、') || '—'}
                      </div>
                    </div>
                  </div>
                  <p>{city.level ? t(LEVEL_KEYS[city.level - 1]!) : ''}</p>
                  <dl className="six">
                    {Object.entries(city.values)
                      .filter(([key]) => key !== 'O3_8h')
                      .map(([key, value]) => (
                        <div key={key}>
                          <dt>{key}</dt>
                          <dd>{formatNumber(value, 1)}</dd>
                        </div>
                      ))}
                  </dl>
                  <A href={`/city/${city.code}`} className="button">
                    {t('last24h')} · {t('last30d')} →
                  </A>
                </>
              ) : (
                <p>{t('empty')}</p>
              )}
            </div>
            <div className="card hero-map">
              <RegionMap
                label={t('air')}
                note={t('outlines')}
                onSelect={(id) => (id.startsWith('s') ? go(`/station/${id.slice(1)}`) : setChosen(id))}
                markers={[
                  ...data.stations.flatMap((one) =>
                    one.lon === null || one.lat === null
                      ? []
                      : [
                          {
                            id: `s${one.pointId}`,
                            lon: one.lon,
                            lat: one.lat,
                            colour: one.colour ?? '#c9d4d4',
                            text: null,
                            title: `${n(one.name)} ${one.aqi ?? '—'}`,
                            big: false,
                          },
                        ],
                  ),
                  ...data.cities.flatMap((one) =>
                    one.lon === null || one.lat === null
                      ? []
                      : [
                          {
                            id: one.code,
                            lon: one.lon,
                            lat: one.lat,
                            colour: one.colour ?? '#c9d4d4',
                            text: one.aqi === null ? '—' : String(one.aqi),
                            title: `${n(one.name)} AQI ${one.aqi ?? '—'} ${n(one.category)}`,
                            big: true,
                          },
                        ],
                  ),
                ]}
              />
              <ul className="levels">
                {AQI_LEVELS.map((one) => (
                  <li key={one.level}>
                    <i style={{ background: one.colour }} />
                    {one.from}–{one.to} {language === 'en' ? one.en : one.zh}
                  </li>
                ))}
              </ul>
            </div>
          </section>
          <section className="card">
            <div className="row">
              <h2>{t('cities')}</h2>
              <button type="button" onClick={() => setByAqi(!byAqi)}>
                {byAqi ? 'AQI ↓' : 'GB/T 2260'}
              </button>
            </div>
            <div className="scroll">
              <table>
                <thead>
                  <tr>
                    <th>{t('cities')}</th>
                    <th>AQI</th>
                    <th>{t('primary')}</th>
                    <th>PM2.5</th>
                    <th>PM10</th>
                    <th>O₃</th>
                    <th>NO₂</th>
                    <th>SO₂</th>
                    <th>CO</th>
                    <th>{t('updated')}</th>
                  </tr>
                </thead>
                <tbody>
                  {cities.map((one) => (
                    <tr key={one.code} className={one.code === city?.code ? 'chosen' : undefined}>
                      <td>
                        <A href={`/city/${one.code}`}>{n(one.name)}</A>
                      </td>
                      <td>
                        <AqiBadge aqi={one.aqi} level={one.level} colour={one.colour} /> {n(one.category)}
                      </td>
                      <td>{one.primary.join('、') || '—'}</td>
                      {['PM2.5', 'PM10', 'O3', 'NO2', 'SO2', 'CO'].map((key) => (
                        <td key={key}>{formatNumber(one.values[key] ?? null, 1)}</td>
                      ))}
                      <td>{formatTime(one.time, 'hour')}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          </section>
        </>
      )}
    </Ready>
  );
}

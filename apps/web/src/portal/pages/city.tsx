import { portalAirNow, portalCityDays, portalCityHours } from '@tarim/disclosure/contract';
import { Bars, formatTime, useLoad } from '@tarim/ui/light';
import type { ReactNode } from 'react';
import type { PageProps } from '../app.tsx';
import { useI18n } from '../i18n.tsx';
import { AqiBadge, Ready, Traced } from '../parts.tsx';
import { A } from '../route.tsx';

export default function CityPage({ id }: PageProps): ReactNode {
  const { t, n } = useI18n();
  const now = useLoad(portalAirNow, {}, 60_000);
  const hours = useLoad(portalCityHours, { params: { code: id } });
  const days = useLoad(portalCityDays, { params: { code: id } });
  return (
    <Ready of={now}>
      {(data) => {
        const city = data.cities.find((one) => one.code === id);
        const stations = data.stations.filter((one) => one.cityCode === id);
        return (
          <>
            <div className="row">
              <h1>{n(city?.name)}</h1>
              <AqiBadge
                big
                aqi={city?.aqi ?? null}
                level={city?.level ?? null}
                colour={city?.colour ?? null}
              />
              <span>
                {n(city?.category)} · {city?.standard} · {formatTime(city?.time, 'hour')}
              </span>
            </div>
            <div className="two">
              <section className="card">
                <h2>{t('last24h')}</h2>
                <Ready of={hours}>
                  {(one) => (
                    <Bars
                      label={t('last24h')}
                      style="hour"
                      points={one.rows.map((row) => ({ time: row.time, value: row.aqi, colour: row.colour }))}
                    />
                  )}
                </Ready>
              </section>
              <section className="card">
                <h2>{t('last30d')}</h2>
                <Ready of={days}>
                  {(one) => (
                    <>
                      <Bars
                        label={t('last30d')}
                        style="date"
                        points={one.rows.map((row) => ({
                          time: row.time,
                          value: row.aqi,
                          colour: row.colour,
                        }))}
                      />
                      <p className="muted">
                        {t('goodDays')}: {(one.daysByLevel[0] ?? 0) + (one.daysByLevel[1] ?? 0)} /{' '}
                        {one.judgedDays}
                      </p>
                    </>
                  )}
                </Ready>
              </section>
            </div>
            <section className="card">
              <h2>{t('stations')}</h2>
              <p className="muted">{t('traceHint')}</p>
              <div className="scroll">
                <table>
                  <thead>
                    <tr>
                      <th>{t('stations')}</th>
                      <th>AQI</th>
                      {stations[0]?.values.map((one) => (
                        <th key={one.pollutant}>{one.pollutant}</th>
                      ))}
                      <th>{t('updated')}</th>
                    </tr>
                  </thead>
                  <tbody>
                    {stations.map((one) => (
                      <tr key={one.pointId}>
                        <td>
                          <A href={`/station/${one.pointId}`}>{n(one.name)}</A>
                        </td>
                        <td>
                          <AqiBadge aqi={one.aqi} level={one.level} colour={one.colour} />
                        </td>
                        {one.values.map((value) => (
                          <td key={value.pollutant}>
                            <Traced value={value.value} trace={value.trace} code={value.code} digits={1} />
                          </td>
                        ))}
                        <td>{formatTime(one.time, 'hour')}</td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </div>
            </section>
          </>
        );
      }}
    </Ready>
  );
}

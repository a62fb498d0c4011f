import { type CityNow, portalAirNow, portalCityHours, type StationNow } from '@tarim/disclosure/contract';
import { AQI_LEVELS } from '@tarim/evaluation/contract';
import { formatNumber, formatRange, RegionMap, type RegionMarker, useLoad, useRegion } from '@tarim/ui/light';
import { type ReactNode, useMemo, useState } from 'react';
import { useI18n } from '../i18n.ts';
import {
  AqiBadge,
  Arrow,
  cityTraceUrl,
  darkLevel,
  pollutantLabel,
  pollutantLabels,
  pollutantUnit,
  Ready,
  Time,
} from '../parts.tsx';
import { A, go } from '../route.tsx';
import { AqiBars } from './aqi-bars.tsx';
import { CityTable } from './city-table.tsx';

const LEVEL_KEYS = ['level1', 'level2', 'level3', 'level4', 'level5', 'level6'] as const;
const NO_COLOUR = '#c9d4d4';
const STATION = 's';

/** Air quality now: one city large, the map, the list of cities. */
export function AirPage(): ReactNode {
  const { t, n, word, language } = useI18n();
  const now = useLoad(portalAirNow, {}, 60_000);
  const region = useRegion();
  const [chosen, setChosen] = useState<string | null>(null);
  const markers = useMemo(
    () => (now.data ? markersOf(now.data.cities, now.data.stations, n) : []),
    [now.data, n],
  );
  return (
    <Ready of={now} height={560}>
      {({ cities }) => {
        const home = chosen ?? region?.home;
        const city = cities.find((one) => one.code === home) ?? cities[0];
        return (
          <>
            <section className="hero">
              <div className="card hero-city">
                {city ? <HeroCity city={city} cities={cities} onChoose={setChosen} /> : <p>{t('empty')}</p>}
              </div>
              <div className="card hero-map">
                <RegionMap
                  label={t('air')}
                  language={language}
                  chosen={city?.code ?? null}
                  onSelect={(id) =>
                    id.startsWith(STATION) ? go(`/station/${id.slice(STATION.length)}`) : setChosen(id)
                  }
                  markers={markers}
                />
                <ul className="levels">
                  {AQI_LEVELS.map((one) => (
                    <li key={one.level}>
                      <i style={{ background: one.colour }} />
                      {formatRange(one.from, one.to)} {word('category', String(one.level))}
                    </li>
                  ))}
                </ul>
              </div>
            </section>
            <CityTable cities={cities} chosen={city?.code ?? null} />
          </>
        );
      }}
    </Ready>
  );
}

function HeroCity({
  city,
  cities,
  onChoose,
}: {
  city: CityNow;
  cities: readonly CityNow[];
  onChoose: (code: string) => void;
}): ReactNode {
  const { t, n, word } = useI18n();
  const hours = useLoad(portalCityHours, { params: { code: city.code } }, 300_000);
  const shown = Object.entries(city.values).filter(([key]) => key !== 'O3_8h');
  return (
    <>
      <div className="row">
        <span className="muted">
          {t('now')} · <Time at={city.time} style="hour" />
        </span>
        <select
          aria-label={t('chooseCity')}
          value={city.code}
          onChange={(event) => onChoose(event.target.value)}
        >
          {cities.map((one) => (
            <option key={one.code} value={one.code}>
              {n(one.name)}
            </option>
          ))}
        </select>
      </div>
      <h1>{n(city.name)}</h1>
      <div className="hero-number">
        <AqiBadge
          big
          aqi={city.aqi}
          level={city.level}
          colour={city.colour}
          href={city.time ? cityTraceUrl(city.code, 'hour', city.time) : null}
        />
        <div>
          <b className="hero-level">
            {city.level ? word('category', String(city.level)) : t(city.time ? 'unpublished' : 'noNow')}
          </b>
          <div className="muted">
            {t('primary')} {pollutantLabels(city.primary)}
          </div>
        </div>
      </div>
      {city.level ? <p className="advice">{t(LEVEL_KEYS[city.level - 1]!)}</p> : null}
      <dl className="six">
        {shown.map(([key, value]) => (
          <div key={key}>
            <dt>{pollutantLabel(key)}</dt>
            <dd>
              {formatNumber(value, 1)} <small>{pollutantUnit(key)}</small>
            </dd>
          </div>
        ))}
      </dl>
      <h2>{t('last24h')}</h2>
      <p className="muted hint">{t('traceAqiHint')}</p>
      <Ready of={hours} height={170}>
        {(one) => (
          <AqiBars
            label={t('aqiOf', { name: n(city.name) })}
            style="hour"
            rows={one.rows}
            hrefOf={(time) => cityTraceUrl(city.code, 'hour', time)}
          />
        )}
      </Ready>
      <A href={`/city/${city.code}`} className="button">
        {t('more24h30d')} <Arrow />
      </A>
    </>
  );
}

function markersOf(
  cities: readonly CityNow[],
  stations: readonly StationNow[],
  n: (name: CityNow['name']) => string,
): RegionMarker[] {
  const placed = <T extends { lon: number | null; lat: number | null }>(rows: readonly T[]) =>
    rows.filter((one): one is T & { lon: number; lat: number } => one.lon !== null && one.lat !== null);
  return [
    ...placed(stations).map((one) => ({
      id: `${STATION}${one.pointId}`,
      lon: one.lon,
      lat: one.lat,
      colour: one.colour ?? NO_COLOUR,
      text: null,
      title: `${n(one.name)} AQI ${one.aqi ?? '—'}`,
      big: false,
    })),
    ...placed(cities).map((one) => ({
      id: one.code,
      lon: one.lon,
      lat: one.lat,
      colour: one.colour ?? NO_COLOUR,
      text: String(one.aqi ?? '—'),
      title: `${n(one.name)} AQI ${one.aqi ?? '—'} ${one.category ? n(one.category) : ''}`,
      big: true,
      dark: darkLevel(one.level),
    })),
  ];
}

import type { CityNow } from '@tarim/disclosure/contract';
import { formatNumber } from '@tarim/ui/light';
import { type ReactNode, useMemo, useState } from 'react';
import { useI18n } from '../i18n.ts';
import { AqiBadge, cityTraceUrl, pollutantLabel, pollutantLabels, pollutantUnit, Time } from '../parts.tsx';
import { A } from '../route.tsx';

const SHOWN = ['PM2.5', 'PM10', 'O3', 'NO2', 'SO2', 'CO'] as const;

/** All cities; the index of each leads to how it came about, the name to its hours and days. */
export function CityTable({
  cities,
  chosen,
}: {
  cities: readonly CityNow[];
  chosen: string | null;
}): ReactNode {
  const { t, n } = useI18n();
  const [byAqi, setByAqi] = useState(true);
  // The answer comes in the order of the region pack, which is the official one.
  const sorted = useMemo(
    () => (byAqi ? [...cities].sort((a, b) => (b.aqi ?? -1) - (a.aqi ?? -1)) : cities),
    [cities, byAqi],
  );
  return (
    <section className="card">
      <div className="row">
        <h2>{t('cities')}</h2>
        <select
          aria-label={t('sortBy')}
          value={byAqi ? 'aqi' : 'official'}
          onChange={(event) => setByAqi(event.target.value === 'aqi')}
        >
          <option value="aqi">{t('sortAqi')}</option>
          <option value="official">{t('sortOfficial')}</option>
        </select>
      </div>
      <div className="scroll">
        <table className="stack">
          <thead>
            <tr>
              <th scope="col">{t('city')}</th>
              <th scope="col">AQI</th>
              <th scope="col">{t('primary')}</th>
              {SHOWN.map((key) => (
                <th key={key} scope="col" className="number">
                  {pollutantLabel(key)} <small>{pollutantUnit(key)}</small>
                </th>
              ))}
              <th scope="col">{t('updated')}</th>
            </tr>
          </thead>
          <tbody>
            {sorted.map((one) => (
              <tr key={one.code} className={one.code === chosen ? 'chosen' : undefined}>
                <th scope="row" className="two-thirds">
                  <A href={`/city/${one.code}`}>{n(one.name)}</A>
                </th>
                <td>
                  <AqiBadge
                    aqi={one.aqi}
                    level={one.level}
                    colour={one.colour}
                    href={one.time ? cityTraceUrl(one.code, 'hour', one.time) : null}
                  />{' '}
                  <span className="nowrap">{one.category ? n(one.category) : ''}</span>
                </td>
                <td className="hide-narrow">{pollutantLabels(one.primary)}</td>
                {SHOWN.map((key) => (
                  <td
                    key={key}
                    className="number"
                    data-label={`${pollutantLabel(key)} ${pollutantUnit(key)}`}
                  >
                    {formatNumber(one.values[key] ?? null, 1)}
                  </td>
                ))}
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

import { Link } from '@tanstack/react-router';
import { type Text, useAddress, useMay, useRouteQuery, useText } from '@tarim/ui';
import { Tag } from 'antd';
import type { ReactNode } from 'react';
import { type AirCity, airCities } from '../../contract.ts';
import './air.css';

export interface Cities {
  readonly cities: readonly AirCity[];
  /** Divisions and stations: looked at like a city, but not ranked. */
  readonly others: readonly AirCity[];
  /** Last day that is over. */
  readonly yesterday: string;
  /** The last year that is over, where there are days of it. */
  readonly year: number;
  readonly ready: boolean;
}

/** Cities that are assessed, and the time their days reach to. */
export function useCities(): Cities {
  const { data } = useRouteQuery(airCities);
  const yesterday = data?.yesterday ?? '';
  const year = Number(yesterday.slice(0, 4)) || 2025;
  return {
    cities: data?.cities ?? [],
    others: data?.others ?? [],
    yesterday,
    year,
    ready: data !== undefined,
  };
}

const PAGES = ['year', 'calendar', 'ranking', 'compare', 'dust', 'rose'] as const;

/** The pages of this room, from each to each; the city goes along. */
export function AirPages({ here }: { here: (typeof PAGES)[number] | 'import' }): ReactNode {
  const t = useText('evaluation');
  const may = useMay();
  const { get } = useAddress();
  const city = get('city');
  const pages = [...PAGES, ...(may('evaluation.write') ? (['import'] as const) : [])];
  return (
    <span className="air-pages">
      {pages.map((page) =>
        page === here ? (
          <b key={page} aria-current="page">
            {t(`airPages.${page}`)}
          </b>
        ) : (
          <Link key={page} to={`/air/${page}${city ? `?city=${city}` : ''}` as string}>
            {t(`airPages.${page}`)}
          </Link>
        ),
      )}
    </span>
  );
}

export function SimulatedTag({ simulated, t }: { simulated: boolean; t: Text }): ReactNode {
  return simulated ? (
    <span>
      <Tag color="orange">{t('simulated')}</Tag>
    </span>
  ) : null;
}

/** What to do where there is nothing yet. */
export function NoDays({ t }: { t: Text }): ReactNode {
  const may = useMay();
  return (
    <div className="card placeholder">
      <p>{t('air.noDays')}</p>
      {may('evaluation.write') ? <Link to={'/air/import' as string}>{t('airPages.import')}</Link> : null}
    </div>
  );
}

export const POLLUTANTS = ['PM2.5', 'PM10', 'O3', 'NO2', 'SO2', 'CO'] as const;
/** One colour a pollutant, in every chart of this room; told apart also by those who do not see red or green. */
export const POLLUTANT_COLOURS: Readonly<Record<string, string>> = {
  'PM2.5': '#7b3f8c',
  PM10: '#b8860b',
  O3: '#2a7fb8',
  NO2: '#c2553a',
  SO2: '#5b8c5a',
  CO: '#7a8288',
};

import { Link } from '@tanstack/react-router';
import { AQI_LEVELS } from '@tarim/evaluation/contract';
import { aqiColour, type Text, useMay, usePick, useText, withSubscripts } from '@tarim/ui';
import { Alert, Tag } from 'antd';
import type { ReactNode } from 'react';
import { BASELINE_SOURCE } from '../contract.ts';
import './forecast.css';

const PAGES = {
  cities: '/forecast',
  verification: '/forecast/verification',
  import: '/forecast/import',
} as const;

/** The pages of this room, from each to each. */
export function ForecastPages({ here }: { here: keyof typeof PAGES }): ReactNode {
  const t = useText('forecast');
  const may = useMay();
  const pages = (Object.keys(PAGES) as (keyof typeof PAGES)[]).filter(
    (page) => page !== 'import' || may('forecast.write'),
  );
  return (
    <span className="forecast-pages">
      {pages.map((page) =>
        page === here ? (
          <b key={page} aria-current="page">
            {t(`pages.${page}`)}
          </b>
        ) : (
          <Link key={page} to={PAGES[page] as string}>
            {t(`pages.${page}`)}
          </Link>
        ),
      )}
    </span>
  );
}

export const sourceName = (t: Text, source: string): string =>
  source === BASELINE_SOURCE ? t('source.baseline') : source;

export function SimulatedTag({ simulated, t }: { simulated: boolean; t: Text }): ReactNode {
  return simulated ? (
    <span>
      <Tag color="orange">{t('simulated')}</Tag>
    </span>
  ) : null;
}

export function HindcastTag({ hindcast, t }: { hindcast: boolean; t: Text }): ReactNode {
  return hindcast ? (
    <span title={t('hindcast.about')}>
      <Tag color="purple">{t('hindcast.tag')}</Tag>
    </span>
  ) : null;
}

/** What the baseline is, and what it is not. */
export function BaselineNote({ t }: { t: Text }): ReactNode {
  return <Alert type="info" showIcon style={{ marginBottom: 12 }} title={t('baseline.note')} />;
}

export const isDark = (level: number | null): boolean => level !== null && level >= 4;

export function AqiBig({ aqi, level }: { aqi: number | null; level: number | null }): ReactNode {
  return (
    <span className={`forecast-big${isDark(level) ? ' dark' : ''}`} style={{ background: aqiColour(level) }}>
      {aqi ?? '—'}
    </span>
  );
}

/** Name of a level, as HJ 633 calls it. */
export function useLevelName(): (level: number | null) => string {
  const pick = usePick();
  return (level) => {
    const found = AQI_LEVELS.find((one) => one.level === level);
    return found ? pick(found.zh, found.en) : '—';
  };
}

export const pollutantsText = (names: readonly string[]): string =>
  withSubscripts(names.join('、').replaceAll('_', '-'));

/** `11-25`, and the day of the week. */
export function dayHead(t: Text, date: string): string {
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
  return `${date.slice(5)} ${t('weekdays').split(' ')[weekday]}`;
}

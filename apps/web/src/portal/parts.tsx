import { AQI_POLLUTANTS } from '@tarim/evaluation/contract';
import type { ChartWords, Loaded } from '@tarim/ui/light';
import { formatNumber, formatTime } from '@tarim/ui/light';
import type { ReactNode } from 'react';
import { useI18n } from './i18n.ts';
import { A, go } from './route.tsx';

/** Skeleton while reading, the error with its code and a way to try again, else the content. */
export function Ready<T>({
  of,
  children,
  height = 240,
}: {
  of: Loaded<T>;
  children: (data: T) => ReactNode;
  height?: number;
}): ReactNode {
  const { t } = useI18n();
  if (of.data !== undefined) return children(of.data);
  if (of.error) {
    return (
      <div className="card error" role="alert">
        <b>{of.error.title}</b>
        <p className="muted">
          {of.error.code} {of.error.requestId ?? ''}
        </p>
        <button type="button" onClick={of.reload}>
          {t('retry')}
        </button>
      </div>
    );
  }
  return <div className="skeleton" style={{ height }} aria-busy="true" />;
}

/** Deep colours of the upper levels need light ink. */
export const darkLevel = (level: number | null): boolean => (level ?? 0) >= 4;

/** AQI in the colour of its level, with ink that can be read on it; with `href` it leads to how it came about. */
export function AqiBadge({
  aqi,
  level,
  colour,
  big,
  href,
}: {
  aqi: number | null;
  level: number | null;
  colour: string | null;
  big?: boolean;
  href?: string | null;
}): ReactNode {
  const { t } = useI18n();
  const look = {
    className: big ? 'aqi aqi-big' : 'aqi',
    style: { background: colour ?? 'var(--line)', color: darkLevel(level) ? '#fff' : '#13252b' },
  };
  if (!href || aqi === null) return <span {...look}>{aqi ?? '—'}</span>;
  return (
    <A href={href} {...look} title={t('traceAir')}>
      {aqi}
    </A>
  );
}

export interface PeriodKey {
  readonly pointId: number;
  readonly period: string;
  readonly time: string;
}

export const traceUrl = (key: PeriodKey, code?: string): string =>
  `/trace/rollup?${new URLSearchParams({ pointId: String(key.pointId), period: key.period, time: key.time, ...(code ? { code } : {}) })}`;

export const cityTraceUrl = (code: string, period: 'hour' | 'day', time: string): string =>
  `/trace/city?${new URLSearchParams({ code, period, time })}`;

/** A figure that can be followed up the river. */
export function Traced({
  value,
  trace,
  code,
  bad,
  digits,
}: {
  value: number | null;
  trace: PeriodKey;
  code: string;
  bad?: boolean;
  digits?: number;
}): ReactNode {
  if (value === null) return <span className="muted">—</span>;
  return (
    <A href={traceUrl(trace, code)} className={bad ? 'bad' : undefined}>
      {formatNumber(value, digits ?? 2)}
    </A>
  );
}

/** An instant, Beijing time; its parts keep their order in every script. */
export function Time({
  at,
  style = 'short',
}: {
  at: string | null | undefined;
  style?: 'short' | 'full' | 'date' | 'hour';
}): ReactNode {
  if (!at) return '—';
  return (
    <time dateTime={at} dir="ltr">
      {formatTime(at, style)}
    </time>
  );
}

/** Forward; points the other way where one reads from right to left. */
export function Arrow(): ReactNode {
  return (
    <span className="arrow" aria-hidden="true">
      →
    </span>
  );
}

/** Back to where one came from: traces are reached from many pages. */
export function Back(): ReactNode {
  const { t } = useI18n();
  return (
    <button type="button" className="back" onClick={() => (history.length > 1 ? history.back() : go('/'))}>
      <span className="arrow" aria-hidden="true">
        ←
      </span>{' '}
      {t('back')}
    </button>
  );
}

const POLLUTANTS = new Map<string, { label: string; unit: string; code: string }>(
  AQI_POLLUTANTS.map((one) => [one.key, one]),
);
/** `PM2.5` → `PM₂.₅`. */
export const pollutantLabel = (key: string): string => POLLUTANTS.get(key)?.label ?? key;
export const pollutantUnit = (key: string): string => POLLUTANTS.get(key)?.unit ?? '';
export const pollutantCode = (key: string): string | undefined => POLLUTANTS.get(key)?.code;
export const pollutantLabels = (keys: readonly string[]): string =>
  keys.map(pollutantLabel).join('、') || '—';

/** Words of a chart's table. */
export function useChartWords(value: string, note?: string): ChartWords {
  const { t } = useI18n();
  return { asTable: t('asTable'), time: t('time'), value, note };
}

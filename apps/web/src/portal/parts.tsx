import type { Loaded } from '@tarim/ui/light';
import { formatNumber } from '@tarim/ui/light';
import type { ReactNode } from 'react';
import { useI18n } from './i18n.tsx';
import { A } from './route.tsx';

/** Skeleton while reading, the error with its code and a way to try again, else the content. */
export function Ready<T>({ of, children }: { of: Loaded<T>; children: (data: T) => ReactNode }): ReactNode {
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
  return <div className="skeleton" style={{ height: 240 }} aria-busy="true" />;
}

/** AQI in the colour of its level, with ink that can be read on it. */
export function AqiBadge({
  aqi,
  level,
  colour,
  big,
}: {
  aqi: number | null;
  level: number | null;
  colour: string | null;
  big?: boolean;
}): ReactNode {
  return (
    <span
      className={big ? 'aqi aqi-big' : 'aqi'}
      style={{ background: colour ?? 'var(--line)', color: (level ?? 0) >= 4 ? '#fff' : '#13252b' }}
    >
      {aqi ?? '—'}
    </span>
  );
}

export const traceUrl = (key: { pointId: number; period: string; time: string }, code?: string): string =>
  `/trace/rollup?${new URLSearchParams({ pointId: String(key.pointId), period: key.period, time: key.time, ...(code ? { code } : {}) })}`;

/** A figure that can be followed up the river. */
export function Traced({
  value,
  trace,
  code,
  bad,
  digits,
}: {
  value: number | null;
  trace: { pointId: number; period: string; time: string };
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

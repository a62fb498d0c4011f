import { POINT_KIND_TITLES, useText } from '@tarim/ui';
import { Chart } from '@tarim/ui/chart';
import { Tag } from 'antd';
import { type ReactNode, useMemo } from 'react';
import { type ArrivalMinute, arrivalOption, cutAt } from './arrival.ts';

/** Frames of each minute of the last hour. */
export function ArrivalCard({ minutes }: { minutes: readonly ArrivalMinute[] }): ReactNode {
  const t = useText('telemetry');
  const option = useMemo(() => arrivalOption(minutes, { frames: t('overview.frames') }), [minutes, t]);
  const cut = cutAt(minutes.map((one) => one.frames)) !== null;
  return (
    <div className="card">
      <h4>{t('overview.arrivalRateLastHourFrames')}</h4>
      <Chart
        label={t('overview.arrivalRate')}
        height={180}
        option={option}
        table={{
          head: [t('point.time'), t('overview.framesAMinute')],
          rows: minutes.map((one) => [one.minute.slice(11, 16), one.frames]),
        }}
      />
      {cut ? <div className="legend">{t('overview.cutBars')}</div> : null}
    </div>
  );
}

interface Medium {
  readonly kind: string;
  readonly total: number;
  readonly online: number;
  readonly fault: number;
  readonly offline: number;
}

/** How many points of each medium are online, at fault, offline. */
export function MediaCard({ media }: { media: readonly Medium[] }): ReactNode {
  const t = useText('telemetry');
  return (
    <div className="card">
      <h4>{t('overview.byMedium2')}</h4>
      <ul className="counts">
        {media.map((one) => (
          <li key={one.kind}>
            <span>{t(POINT_KIND_TITLES[one.kind]?.title ?? one.kind)}</span>
            <span>
              {one.fault ? (
                <Tag color="orange">
                  {t('overview.fault')} {one.fault}
                </Tag>
              ) : null}
              {one.offline ? (
                <Tag>
                  {t('overview.offline')} {one.offline}
                </Tag>
              ) : null}
              <bdi dir="ltr">
                <b style={{ color: 'var(--good)' }}>{one.online}</b> / {one.total}
              </bdi>
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}

import type { ReactNode } from 'react';
import { formatNumber, formatTime } from '../format.ts';

export interface LinePoint {
  readonly time: string;
  readonly value: number | null;
  readonly bad: boolean;
}

const W = 600;
const H = 150;

/** A line with its limit drawn in; exceeding points are red and can be clicked. */
export function LineChart({
  points,
  upper,
  lower,
  unit,
  style,
  label,
  onPoint,
}: {
  points: readonly LinePoint[];
  upper: number | null;
  lower: number | null;
  unit: string | null;
  style: 'hour' | 'date';
  label: string;
  onPoint?: (time: string) => void;
}): ReactNode {
  const values = points.flatMap((one) => (one.value === null ? [] : [one.value]));
  const top = Math.max(upper ?? 0, ...values, 1e-9) * 1.12;
  const x = (index: number) => (points.length < 2 ? W / 2 : (index / (points.length - 1)) * W);
  const y = (value: number) => H - (value / top) * H;
  let path = '';
  let open = false;
  points.forEach((one, index) => {
    if (one.value === null) open = false;
    else {
      path += `${open ? 'L' : 'M'}${x(index).toFixed(1)} ${y(one.value).toFixed(1)}`;
      open = true;
    }
  });
  return (
    <figure className="line">
      <svg viewBox={`-4 -8 ${W + 8} ${H + 16}`} role="img" aria-label={label}>
        {upper !== null ? (
          <g>
            <line x1={0} x2={W} y1={y(upper)} y2={y(upper)} className="line-limit" />
            <text
              x={W}
              y={y(upper) - 4}
              textAnchor="end"
              className="line-text"
            >{`≤ ${upper} ${unit ?? ''}`}</text>
          </g>
        ) : null}
        {lower !== null ? <line x1={0} x2={W} y1={y(lower)} y2={y(lower)} className="line-limit" /> : null}
        <path d={path} className="line-path" />
        {points.map((one, index) =>
          one.value === null ? null : (
            // biome-ignore lint/a11y/noStaticElementInteractions: the same values are links in the table below
            <circle
              key={one.time}
              cx={x(index)}
              cy={y(one.value)}
              r={one.bad ? 4.5 : 3}
              className={one.bad ? 'line-bad' : 'line-dot'}
              onClick={() => onPoint?.(one.time)}
            >
              <title>{`${formatTime(one.time, style)}  ${formatNumber(one.value)} ${unit ?? ''}`}</title>
            </circle>
          ),
        )}
      </svg>
    </figure>
  );
}

import type { ReactNode } from 'react';
import { formatTime } from '../format.ts';

export interface BarsPoint {
  readonly time: string;
  readonly value: number | null;
  readonly colour: string | null;
}

const HEIGHT = 120;

/** A bar an hour or day, in the colour of its level. */
export function Bars({
  points,
  style,
  label,
}: {
  points: readonly BarsPoint[];
  style: 'hour' | 'date';
  label: string;
}): ReactNode {
  const top = Math.max(100, ...points.map((one) => one.value ?? 0));
  const width = 100 / Math.max(1, points.length);
  const every = Math.max(1, Math.ceil(points.length / 6));
  return (
    <figure className="bars">
      <svg viewBox={`0 0 100 ${HEIGHT}`} preserveAspectRatio="none" role="img" aria-label={label}>
        {points.map((one, index) => {
          const height = one.value === null ? 2 : Math.max(3, (one.value / top) * (HEIGHT - 6));
          return (
            <rect
              key={one.time}
              x={index * width + width * 0.12}
              y={HEIGHT - height}
              width={width * 0.76}
              height={height}
              rx={0.4}
              fill={one.value === null ? 'var(--line)' : (one.colour ?? 'var(--muted)')}
            >
              <title>{`${formatTime(one.time, style)}  ${one.value ?? '—'}`}</title>
            </rect>
          );
        })}
      </svg>
      <figcaption>
        {points
          .filter((_, index) => index % every === 0)
          .map((one) => (
            <span key={one.time}>
              {style === 'hour'
                ? formatTime(one.time, 'hour').slice(6)
                : formatTime(one.time, 'date').slice(5)}
            </span>
          ))}
      </figcaption>
    </figure>
  );
}

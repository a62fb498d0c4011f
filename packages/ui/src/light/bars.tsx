import { type ReactNode, useRef } from 'react';
import { formatTime } from '../format.ts';
import { ChartRows, type ChartWords } from './chart-rows.tsx';
import { labelIndexes, niceTicks } from './scale.ts';
import { useWidth } from './use-width.ts';

export interface BarsPoint {
  readonly time: string;
  readonly value: number | null;
  readonly colour: string | null;
  /** In words, beside the figure. */
  readonly note?: string;
}

const HEIGHT = 170;
const [LEFT, RIGHT, TOP, BOTTOM] = [34, 6, 10, 24];
/** Width of a label of the time axis. */
const LABEL = 46;

/** A bar an hour or day, in the colour of its level; each leads to how it came about, in the table too. */
export function Bars({
  points,
  style,
  label,
  words,
  hrefOf,
  onGo,
}: {
  points: readonly BarsPoint[];
  style: 'hour' | 'date';
  label: string;
  words: ChartWords;
  hrefOf: (time: string) => string;
  onGo: (href: string) => void;
}): ReactNode {
  const box = useRef<HTMLElement>(null);
  const width = useWidth(box, 560);
  const ticks = niceTicks(Math.max(100, ...points.map((one) => one.value ?? 0)));
  const top = ticks.at(-1)!;
  const inner = width - LEFT - RIGHT;
  const slot = inner / Math.max(1, points.length);
  const y = (value: number) => TOP + (1 - value / top) * (HEIGHT - TOP - BOTTOM);
  const short = (time: string) =>
    style === 'hour' ? formatTime(time, 'clock') : formatTime(time, 'date').slice(5);
  const labels = new Set(labelIndexes(points.length, inner / LABEL));
  const follow = (href: string) => (event: React.MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    onGo(href);
  };
  return (
    <figure className="bars" ref={box} dir="ltr">
      <svg width={width} height={HEIGHT} role="img" aria-label={label}>
        {ticks.map((tick) => (
          <g key={tick}>
            <line x1={LEFT} x2={width - RIGHT} y1={y(tick)} y2={y(tick)} className="axis-line" />
            <text x={LEFT - 6} y={y(tick) + 4} textAnchor="end" className="axis-text">
              {tick}
            </text>
          </g>
        ))}
        {points.map((one, index) => {
          const x = LEFT + index * slot;
          if (one.value === null)
            return (
              <rect
                key={one.time}
                x={x + slot * 0.15}
                y={y(0) - 2}
                width={slot * 0.7}
                height={2}
                className="bar-none"
              />
            );
          const href = hrefOf(one.time);
          return (
            // The table offers the same to the keyboard, once instead of thirty times.
            <a key={one.time} href={href} tabIndex={-1} onClick={follow(href)}>
              <rect x={x} y={TOP} width={slot} height={HEIGHT - TOP - BOTTOM} className="bar-ground" />
              <rect
                x={x + slot * 0.12}
                y={y(one.value)}
                width={slot * 0.76}
                height={Math.max(2, y(0) - y(one.value))}
                rx={Math.min(3, slot * 0.2)}
                className="bar"
                fill={one.colour ?? 'var(--muted)'}
              />
              <title>{`${formatTime(one.time, style)}  ${one.value} ${one.note ?? ''}`}</title>
            </a>
          );
        })}
        {points.map((one, index) =>
          labels.has(index) ? (
            <text
              key={one.time}
              x={Math.min(width - 17, LEFT + (index + 0.5) * slot)}
              y={HEIGHT - 6}
              textAnchor="middle"
              className="axis-text"
            >
              {short(one.time)}
            </text>
          ) : null,
        )}
      </svg>
      <ChartRows
        label={label}
        words={words}
        rows={points.map((one) => ({
          key: one.time,
          label: formatTime(one.time, style),
          value: one.value === null ? '—' : String(one.value),
          note: one.note,
          href: one.value === null ? null : hrefOf(one.time),
        }))}
        link={(href, text) => (
          <a href={href} onClick={follow(href)}>
            {text}
          </a>
        )}
      />
    </figure>
  );
}

import { type ReactNode, useRef } from 'react';
import { formatNumber, formatTime } from '../format.ts';
import { ChartRows, type ChartWords } from './chart-rows.tsx';
import { labelIndexes, niceTicks } from './scale.ts';
import { useWidth } from './use-width.ts';

export interface LinePoint {
  readonly time: string;
  readonly value: number | null;
  readonly bad: boolean;
  readonly note?: string;
}

const HEIGHT = 180;
const [LEFT, RIGHT, TOP, BOTTOM] = [44, 10, 18, 24];
const LABEL = 52;
/** A limit far above the values would press them flat: it is then told at the upper edge instead of drawn to scale. */
const FAR = 6;

/** A line with its limits drawn in; exceeding points are red, each leads to its ground, in the table too. */
export function LineChart({
  points,
  upper,
  lower,
  unit,
  style,
  label,
  limitWord,
  words,
  hrefOf,
  onGo,
}: {
  points: readonly LinePoint[];
  upper: number | null;
  lower: number | null;
  unit: string;
  style: 'hour' | 'date';
  label: string;
  limitWord: string;
  words: ChartWords;
  hrefOf: (time: string) => string;
  onGo: (href: string) => void;
}): ReactNode {
  const box = useRef<HTMLElement>(null);
  const width = useWidth(box, 420);
  const values = points.flatMap((one) => (one.value === null ? [] : [one.value]));
  const most = Math.max(0, ...values);
  const far = upper !== null && most > 0 && upper > most * FAR;
  const ticks = niceTicks(Math.max(most, far ? 0 : (upper ?? 0), lower ?? 0) * 1.06 || 1);
  const top = ticks.at(-1)!;
  const inner = width - LEFT - RIGHT;
  const x = (index: number) =>
    points.length < 2 ? LEFT + inner / 2 : LEFT + (index / (points.length - 1)) * inner;
  const y = (value: number) => TOP + (1 - value / top) * (HEIGHT - TOP - BOTTOM);
  const labels = new Set(labelIndexes(points.length, inner / LABEL));
  const follow = (href: string) => (event: React.MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    onGo(href);
  };
  const limit = (value: number, sign: string) => (
    <g key={sign}>
      <line x1={LEFT} x2={width - RIGHT} y1={y(value)} y2={y(value)} className="line-limit" />
      <text x={width - RIGHT} y={y(value) - 4} textAnchor="end" className="line-text">
        {`${limitWord} ${sign} ${formatNumber(value, 6)} ${unit}`}
      </text>
    </g>
  );
  return (
    <figure className="line" ref={box} dir="ltr">
      <svg width={width} height={HEIGHT} role="img" aria-label={label}>
        {ticks.map((tick) => (
          <g key={tick}>
            <line x1={LEFT} x2={width - RIGHT} y1={y(tick)} y2={y(tick)} className="axis-line" />
            <text x={LEFT - 6} y={y(tick) + 4} textAnchor="end" className="axis-text">
              {formatNumber(tick, 6)}
            </text>
          </g>
        ))}
        {upper !== null && !far ? limit(upper, '≤') : null}
        {upper !== null && far ? (
          <text x={width - RIGHT} y={TOP - 6} textAnchor="end" className="line-text">
            {`↑ ${limitWord} ≤ ${formatNumber(upper, 6)} ${unit}`}
          </text>
        ) : null}
        {lower !== null ? limit(lower, '≥') : null}
        <path d={pathOf(points, x, y)} className="line-path" />
        {points.map((one, index) => {
          if (one.value === null) return null;
          const href = hrefOf(one.time);
          return (
            <a key={one.time} href={href} tabIndex={-1} onClick={follow(href)}>
              <circle cx={x(index)} cy={y(one.value)} r={9} className="bar-ground" />
              <circle
                cx={x(index)}
                cy={y(one.value)}
                r={one.bad ? 4.5 : 3}
                className={one.bad ? 'line-bad' : 'line-dot'}
              />
              <title>{`${formatTime(one.time, style)}  ${formatNumber(one.value)} ${unit} ${one.note ?? ''}`}</title>
            </a>
          );
        })}
        {points.map((one, index) =>
          labels.has(index) ? (
            <text
              key={one.time}
              x={Math.min(width - 16, Math.max(LEFT, x(index)))}
              y={HEIGHT - 6}
              textAnchor="middle"
              className="axis-text"
            >
              {style === 'hour' ? formatTime(one.time, 'clock') : formatTime(one.time, 'date').slice(5)}
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
          value: one.value === null ? '—' : `${formatNumber(one.value)} ${unit}`,
          note: one.note,
          href: one.value === null ? null : hrefOf(one.time),
          bad: one.bad,
        }))}
        link={(href, text) => (
          <a href={href} className="row-link" onClick={follow(href)}>
            {text}
          </a>
        )}
      />
    </figure>
  );
}

/** A line that breaks where values are missing. */
function pathOf(
  points: readonly LinePoint[],
  x: (index: number) => number,
  y: (value: number) => number,
): string {
  let path = '';
  let open = false;
  points.forEach((one, index) => {
    if (one.value === null) {
      open = false;
      return;
    }
    path += `${open ? 'L' : 'M'}${x(index).toFixed(1)} ${y(one.value).toFixed(1)}`;
    open = true;
  });
  return path;
}

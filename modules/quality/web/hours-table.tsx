import { formatNumber, useText, withSubscripts } from '@tarim/ui';
import { type KeyboardEvent, memo, type ReactNode, useEffect, useRef, useState } from 'react';
import type { Column, ReviewMonth } from '../contract.ts';
import { hourText } from './chart-option.ts';
import { kgText } from './words.tsx';

type Span = [number, number];
const STEP: Readonly<Record<string, number>> = { ArrowUp: -1, ArrowDown: 1, PageUp: -24, PageDown: 24 };

/**
 * Hours by row. Arrows move, with Shift they select; the pointer does, too; letters act on what is selected (see the buttons).
 * One stop of the tab key, as a grid is.
 */
export function HoursTable({
  data,
  columns,
  span,
  onSpan,
  onKey,
}: {
  data: ReviewMonth;
  columns: readonly Column[];
  span: Span | null;
  onSpan: (span: Span | null) => void;
  onKey: (key: string) => void;
}): ReactNode {
  const t = useText('quality');
  const [cursor, setCursor] = useState(0);
  const anchor = useRef(0);
  const box = useRef<HTMLDivElement>(null);
  const dragging = useRef(false);
  const choose = (to: number, extend: boolean) => {
    const at = Math.min(data.hours - 1, Math.max(0, to));
    if (!extend) anchor.current = at;
    setCursor(at);
    onSpan([Math.min(anchor.current, at), Math.max(anchor.current, at)]);
    box.current?.querySelector(`[data-hour="${at}"]`)?.scrollIntoView({ block: 'nearest' });
  };
  const first = span?.[0];
  useEffect(() => {
    if (first === undefined) return;
    box.current?.querySelector(`[data-hour="${first}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [first]);
  const onKeyDown = (event: KeyboardEvent) => {
    const step = STEP[event.key];
    if (step !== undefined || event.key === 'Home' || event.key === 'End') {
      event.preventDefault();
      const to = event.key === 'Home' ? 0 : event.key === 'End' ? data.hours - 1 : cursor + step!;
      choose(to, event.shiftKey);
    } else if (!event.ctrlKey && !event.metaKey && !event.altKey) {
      const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
      onKey(key);
    }
  };
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: the grid holds a table and scrolls */}
      <div
        ref={box}
        className="review-hours"
        role="grid"
        aria-label={t('hours.title')}
        aria-multiselectable
        tabIndex={0}
        onKeyDown={onKeyDown}
        onMouseUp={() => {
          dragging.current = false;
        }}
      >
        <table>
          <thead>
            <tr>
              <th scope="col">{t('hours.time')}</th>
              {columns.map((column) => (
                <th key={column.code} scope="col">
                  {withSubscripts(column.name)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody
            onMouseDown={(event) => {
              const hour = hourAt(event.target);
              if (hour === null) return;
              event.preventDefault();
              box.current?.focus({ preventScroll: true });
              dragging.current = true;
              choose(hour, event.shiftKey);
            }}
            onMouseMove={(event) => {
              const hour = hourAt(event.target);
              if (dragging.current && hour !== null) choose(hour, true);
            }}
          >
            {Array.from({ length: data.hours }, (_, hour) => (
              <HourRow
                key={hour}
                hour={hour}
                from={data.from}
                columns={columns}
                chosen={span !== null && hour >= span[0] && hour <= span[1]}
                cursor={hour === cursor}
              />
            ))}
          </tbody>
        </table>
      </div>
      <div className="legend">{t('hours.keys')}</div>
    </>
  );
}

const hourAt = (target: EventTarget): number | null => {
  const row = (target as HTMLElement).closest<HTMLElement>('[data-hour]');
  return row ? Number(row.dataset.hour) : null;
};

const HourRow = memo(function HourRow({
  hour,
  from,
  columns,
  chosen,
  cursor,
}: {
  hour: number;
  from: string;
  columns: readonly Column[];
  chosen: boolean;
  cursor: boolean;
}): ReactNode {
  const t = useText('quality');
  return (
    <tr
      data-hour={hour}
      aria-selected={chosen}
      className={`${chosen ? 'chosen' : ''} ${cursor ? 'cursor' : ''}`}
    >
      <td>{hourText(from, hour)}</td>
      {columns.map((column) => {
        const state = column.state[hour]!;
        const origin = column.origin[hour]!;
        const kg = column.substitute[hour];
        const letter = origin === 's' || origin === 'c' ? origin : state;
        return (
          <td key={column.code} className={`cell-${letter}`} title={column.why[hour] ?? undefined}>
            {formatNumber(column.mean[hour])}
            {letter === 'V' ? null : <small> {t(`short.${letter}`)}</small>}
            {kg === null || kg === undefined ? null : <small> {kgText(kg)} kg</small>}
          </td>
        );
      })}
    </tr>
  );
});

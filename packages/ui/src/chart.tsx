import { BarChart, LineChart, PieChart, ScatterChart } from 'echarts/charts';
import {
  BrushComponent,
  DataZoomComponent,
  GridComponent,
  LegendComponent,
  MarkAreaComponent,
  MarkLineComponent,
  TooltipComponent,
} from 'echarts/components';
import { type EChartsCoreOption, init, use } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import { type ReactNode, useEffect, useRef } from 'react';
import { useText } from './language.tsx';

use([
  BrushComponent,
  LineChart,
  BarChart,
  PieChart,
  ScatterChart,
  GridComponent,
  TooltipComponent,
  LegendComponent,
  MarkLineComponent,
  MarkAreaComponent,
  DataZoomComponent,
  CanvasRenderer,
]);

/** What a chart shows, as rows: for those who do not see it, and for copying. */
export interface ChartTable {
  readonly head: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
}

/** A chart that fills its box, follows its size and tells which point was clicked. */
export function Chart({
  option,
  height = 320,
  label,
  table,
  onPoint,
  onRange,
}: {
  option: EChartsCoreOption;
  height?: number;
  label: string;
  /** Absent where the page has the same as a table already. */
  table?: ChartTable;
  onPoint?: (seriesIndex: number, dataIndex: number) => void;
  /** A span of the category axis was drawn over with the pointer: first and last category. The option brings its `brush`. */
  onRange?: (first: number, last: number) => void;
}): ReactNode {
  const t = useText('ui');
  const box = useRef<HTMLDivElement>(null);
  const chart = useRef<ReturnType<typeof init>>(null);
  const clicked = useRef(onPoint);
  clicked.current = onPoint;
  const ranged = useRef(onRange);
  ranged.current = onRange;
  const selects = onRange !== undefined;
  useEffect(() => {
    const instance = init(box.current!);
    chart.current = instance;
    instance.on('click', (event) => clicked.current?.(event.seriesIndex ?? 0, event.dataIndex));
    instance.on('brushEnd', (event) => {
      const [area] = (event as { areas?: { coordRange?: unknown; coordRanges?: unknown[] }[] }).areas ?? [];
      const range = area?.coordRange ?? area?.coordRanges?.[0];
      // What is selected is shown by the option: keys select, too.
      instance.dispatchAction({ type: 'brush', areas: [] });
      if (!Array.isArray(range)) return;
      const [first, last] = (range as number[]).map(Math.round).sort((a, b) => a - b);
      ranged.current?.(first!, last!);
    });
    const observer = new ResizeObserver(() => instance.resize());
    observer.observe(box.current!);
    return () => {
      observer.disconnect();
      instance.dispose();
    };
  }, []);
  useEffect(() => {
    chart.current?.setOption(option, { notMerge: true });
    if (!selects) return;
    chart.current?.dispatchAction({
      type: 'takeGlobalCursor',
      key: 'brush',
      brushOption: { brushType: 'lineX', brushMode: 'single' },
    });
  }, [option, selects]);
  return (
    <>
      {/* Axes run from left to right in every script. */}
      <div ref={box} role="img" aria-label={label} dir="ltr" style={{ height, width: '100%' }} />
      {table ? (
        <details className="chart-table">
          <summary>{t('chart.asTable')}</summary>
          <table aria-label={label}>
            <thead>
              <tr>
                {table.head.map((title) => (
                  <th key={title} scope="col">
                    {title}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {table.rows.map((row, index) => (
                <tr key={index}>
                  {row.map((cell, column) => (
                    <td key={column}>{cell}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </details>
      ) : null}
    </>
  );
}
